"""Place the events of one sentence in time: by its own expressions, by offsets, by what they share."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .days import THEN, Days, duration_days, join_range, move, read_days, shift
from .status import Tense, is_definite
from .words import BE, DETERMINERS, PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.records import Milestone, Timex

    from .words import Clause, Token, Trigger

MAIN = ("", ",", "and", "but")
SIGNALS = {"after": "after", "following": "after", "before": "before", "since": "since", "until": "before"}
BOUND = re.compile(r"(?i)\b(before|by|until|till|ahead of|prior to|no later than)\s+(?:the\s+)?[“\"]?$")
SINCE = re.compile(r"(?i)\bsince\s+(?:at least\s+|about\s+)?$")
AFTER = re.compile(r"(?i)\bafter\s+$")
RANGE = re.compile(r"(?i)^\s*(to|until|through|till|and|-|–)\s*$")
FROM = re.compile(r"(?i)\b(from|between)\s+$")
OFFSET = re.compile(r"(?i)^\s+(after|before|since|following|prior to|ahead of|into)\b")
OF = re.compile(r"(?i)^\s+of\b")
REACHING_BACK = ("go back", "date back")
DONE = ("past", "perfect")
WITH_NOUN = frozenset({"during", "at", "in", "for", "on"})
SHORT_SPAN = 14  # a "one-day visit" says how long, not when; a "two-year war" says when it began


@dataclass(slots=True)
class Candidate:
    """An event while it is being dated; ``own`` marks days read from the sentence's own words."""

    trigger: Trigger
    tense: Tense
    status: str | None
    days: Days | None = None
    times: list[Timex] = field(default_factory=list)
    actors: tuple[str, ...] = ()
    doer: str = ""  # the actor named last before the trigger
    source: str = "unknown"
    source_name: str | None = None
    milestone: Milestone | None = None
    own: bool = False
    predicate: bool = False  # a noun with a verb of its own: "a summit which will take place"
    content: bool = False  # inside what a source says
    objects: tuple[str, ...] = ()  # event nouns that a verb takes: to attend a *summit*


@dataclass(frozen=True, slots=True)
class Place:
    """One sentence as the rules see it."""

    text: str
    tokens: Sequence[Token]
    clauses: Sequence[Clause]
    times: Sequence[Timex]
    dct: dt.date | None
    carried: Days | None

    def at(self, offset: int) -> int:
        """The token that holds or follows a character offset."""
        return next((i for i, t in enumerate(self.tokens) if t.end > offset), len(self.tokens) - 1)

    def clause_of(self, token: int) -> int:
        return next((k for k, c in enumerate(self.clauses) if c.first <= token < c.last), 0)


def set_days(candidate: Candidate, days: Days, times: Sequence[Timex] = (), own: bool = False) -> None:
    candidate.days, candidate.own = days, own or candidate.own
    candidate.times.extend(t for t in times if t not in candidate.times)


def is_free(candidate: Candidate) -> bool:
    """Nouns that only a date directly before them makes an event are not free to take one."""
    return not (candidate.trigger.noun and candidate.trigger.entry.status in ("dated", "object"))


# --- single expressions ------------------------------------------------------------------------


def find_modified(place: Place, time: Timex, candidates: list[Candidate]) -> Candidate | None:
    """The noun that an expression stands directly before: 'the January 2020 airstrike', 'a 2001 treaty'."""
    first = place.at(time.end)
    if place.text[time.end : time.end + 1] not in (" ", "-"):
        return None
    for candidate in candidates:
        gap = candidate.trigger.first - first
        if candidate.trigger.noun and 0 <= gap <= 3:
            words = place.tokens[first : candidate.trigger.first]
            if all(w.low.isalpha() or "-" in w.low for w in words) and not any(
                w.low in PREPOSITIONS | DETERMINERS | BE | {"and", "that", "which", "to"} for w in words
            ):
                return candidate
    return None


def find_governor(place: Place, time: Timex, candidates: list[Candidate]) -> Candidate | None:
    """The trigger that an expression belongs to: nearest to its left in its clause, else the main verb."""
    at = place.at(time.start)
    clause = place.clause_of(at)
    free = [c for c in candidates if is_free(c) and c.tense.tense != "negated"]
    mates = [c for c in free if c.trigger.clause == clause]
    left = [c for c in mates if c.trigger.last < at]
    if left:
        return left[-1]
    right = [c for c in mates if c.trigger.first > at]
    if right:
        return next((c for c in right if not c.trigger.noun), right[0])
    before = [c for c in free if c.trigger.last < at]
    if not before or place.clauses[clause].intro in (",", "") and at - place.clauses[0].first < 4:
        later = [c for c in free if c.trigger.first > at and not c.trigger.noun]
        main = [c for c in later if place.clauses[c.trigger.clause].intro in MAIN]
        return (main or later or before or [None])[0]
    parent = place.clauses[clause].parent
    while parent >= 0:
        here = [c for c in before if c.trigger.clause == parent]
        if here:
            return here[-1]
        parent = place.clauses[parent].parent
    verbs = [c for c in before if not c.trigger.noun]
    return (verbs or before)[-1]


def bound_days(place: Place, time: Timex, days: Days) -> tuple[Days, str]:
    """Days under the word before the expression: 'before', 'by', 'since', 'after'."""
    lead = place.text[max(place.tokens[0].start, time.start - 24) : time.start]
    dct = place.dct
    if (bound := BOUND.search(lead)) and days.latest:
        word = bound[1].lower()
        inside = word in ("by", "until", "till", "no later than") or time.mod == "END" or "end of" in time.text.lower()
        latest = days.latest if inside else move(days.earliest or days.latest, -1)
        earliest = dct if dct and dct <= latest else None
        return Days(earliest, latest, days.precision, f"{word} {days.why}", f"bound: {word}"), word
    if SINCE.search(lead) and days.earliest:
        return Days(days.earliest, dct, "vague", f"since {days.why}", "since"), "since"
    if AFTER.search(lead) and days.latest and not place.text[time.end : time.end + 1].isalpha():
        return Days(days.latest, None, "vague", f"after {days.why}", "after"), "after"
    return days, ""


def date_expressions(place: Place, candidates: list[Candidate]) -> None:
    """Give every expression with days of its own to one trigger."""
    skip: set[int] = set()
    for k, time in enumerate(place.times):
        if k in skip or OFFSET.match(place.text[time.end : time.end + 14]) and time.type == "DURATION":
            continue
        days = read_days(time, place.dct, place.carried)
        if days is None:
            continue
        used = [time]
        modified = find_modified(place, time, candidates)
        nxt = place.times[k + 1] if k + 1 < len(place.times) else None
        if modified is None and nxt and RANGE.match(place.text[time.end : nxt.start]):
            joined = FROM.search(place.text[max(0, time.start - 10) : time.start])
            if joined or place.text[time.end : nxt.start].strip().lower() != "and":
                last = read_days(nxt, place.dct, place.carried)
                if last:
                    days, used = join_range(days, last), [time, nxt]
                    skip.add(k + 1)
        if modified is not None:
            if modified.days is None:
                set_days(modified, days, used, own=True)
            continue
        days, word = bound_days(place, time, days)
        governor = find_governor(place, time, candidates)
        if governor is None or governor.days is not None:
            continue
        if word == "since" and governor.tense.tense not in ("perfect", "progressive"):
            continue
        if governor.trigger.entry.kind == "report" and THEN.match(time.text):
            continue
        if governor.trigger.entry.kind == "change" and word != "since" and days.rule not in ("past span", "carried: that time"):
            continue
        if time.value == "PRESENT_REF" and governor.trigger.entry.kind not in ("statement",):
            continue
        set_days(governor, days, used, own=True)
        if (word == "since" or days.rule == "past span") and governor.tense.tense == "perfect":
            governor.status = "ongoing"


def date_lengths(place: Place, candidates: list[Candidate]) -> None:
    """'15 months of fighting', 'the two-year war', 'goes back decades': so long until publication."""
    for time in place.times:
        at = place.at(time.start)
        back = next((c for c in candidates if c.trigger.entry.term in REACHING_BACK and c.trigger.last == at - 1), None)
        if back is not None and back.days is None and place.dct:
            today = Days(place.dct, place.dct, "day", "publication", "")
            days = shift(time.value, time.mod, "before", today, time.text)
            if days:
                set_days(back, days, [time], own=True)
            continue
        length = duration_days(time.value) if time.type == "DURATION" else None
        if length is None or length <= SHORT_SPAN or place.dct is None or "X" in time.value:
            continue
        target = find_modified(place, time, candidates) if "-" in time.text else None
        if OF.match(place.text[time.end : time.end + 4]):
            at = place.at(time.end)
            target = next((c for c in candidates if c.trigger.noun and at < c.trigger.first <= at + 4), None)
        if target is None or target.days is not None or target.trigger.entry.kind not in ("military_action", "protest", "meeting_visit", "justice"):
            continue
        if target.milestone:
            earliest, why = target.milestone.earliest, f"“{time.text}” since {target.milestone.label} (codebook)"
        else:
            earliest, why = move(place.dct, -length), f"“{time.text}” before publication"
            earliest = earliest.replace(day=1) if length >= 60 else earliest
        if earliest <= place.dct:
            precision = "month" if time.value.endswith("M") else "year" if time.value.endswith("Y") else "vague"
            set_days(target, Days(earliest, place.dct, precision, why, "length"), [time], own=True)
            if "-" in time.text:
                target.status = "ongoing"


# --- two events in one sentence ----------------------------------------------------------------


def date_lights(place: Place, candidates: list[Candidate], lights: list[Candidate]) -> None:
    """Hand the time of 'came', 'took place', 'held' to the noun that they speak of."""
    for light in lights:
        first, clause = light.trigger.first, place.clauses[light.trigger.clause]
        target = None
        if light.trigger.entry.status == "subject":
            left = [c for c in candidates if c.trigger.noun and c.trigger.last < first]
            low = place.tokens[clause.first].low
            near = [c for c in left if c.trigger.clause == light.trigger.clause]
            if near:
                target = near[0] if is_definite(place.tokens, near[0].trigger) else near[-1]
            elif left and low in ("which", "that"):
                target = left[-1]
            elif left and clause.intro in MAIN:
                target = left[0]
        else:
            target = next(
                (c for c in candidates if c.trigger.noun and c.trigger.clause == light.trigger.clause and first < c.trigger.first <= first + 10),
                None,
            )
        if target is None:
            continue
        target.predicate = True
        if light.status is None:
            target.status = None
            continue
        target.status, target.tense = light.status, light.tense
        if light.tense.tense == "present" and light.trigger.entry.status == "subject":
            target.status = "happened"
        if light.days and target.days is None:
            set_days(target, light.days, light.times, own=light.own)


def find_signal(place: Place, k: int) -> tuple[str, Timex | None]:
    """The signal that opens a clause and the duration before it: 'days after', 'since'."""
    clause = place.clauses[k]
    start = place.tokens[clause.first].start
    if place.tokens[clause.first].low == "," and clause.last - clause.first > 1:
        start = place.tokens[clause.first + 1].start
    time = next(
        (t for t in place.times if t.type == "DURATION" and t.end <= start and not place.text[t.end : start].strip(" ")), None
    )
    return SIGNALS.get(clause.intro, ""), time


def date_signals(place: Place, candidates: list[Candidate], lights: list[Candidate], anchors: Sequence[tuple[int, int, Milestone]]) -> None:
    """'X came days after Y', 'ties have grown since Y': the dated one of two events dates the other."""
    for k, clause in enumerate(place.clauses):
        signal, time = find_signal(place, k)
        if not signal:
            continue
        inner = [c for c in candidates if c.trigger.clause == k and (is_free(c) or c.days)]
        dated = [c for c in inner if c.own and c.days]
        other = next((c for c in dated or inner if not c.trigger.noun), (dated or inner or [None])[0])
        start, end = place.tokens[clause.first].start, place.tokens[clause.last - 1].end
        milestone = next((m for a, b, m in anchors if start <= a < end), None)
        if milestone is not None and (other is None or other.days is None):
            known = Days(milestone.earliest, milestone.latest, "day", f"{milestone.label} (day from the codebook)", "milestone")
        else:
            known = other.days if other and other.days and other.days.whole else None
        up = clause.parent if clause.parent >= 0 else k + 1
        while 0 <= up < len(place.clauses) and place.clauses[up].intro in SIGNALS and place.clauses[up].parent >= 0:
            up = place.clauses[up].parent
        mains = [c for c in [*candidates, *lights] if c.trigger.clause == up and c.status is not None and (is_free(c) or c.predicate)]
        mains.sort(key=lambda c: c.trigger.first)
        verbs = [c for c in mains if not c.trigger.noun]
        before = [c for c in (verbs or mains) if c.trigger.last < clause.first]
        main = before[-1] if before else (verbs or mains or [None])[0]
        if main is None:
            continue
        relate(place, main, other, known, signal, time)


def relate(place: Place, main: Candidate, other: Candidate | None, known: Days | None, signal: str, time: Timex | None) -> None:
    """Date ``main`` from ``known`` days of the other event, or the other from ``main``."""
    times = [time] if time else []
    dct = place.dct
    if known is not None and known.rule == "milestone" and other is not None and other.trigger.noun and other.days is None:
        set_days(other, known, own=True)
    if known is not None and main.days is None:
        if signal == "since" and dct and known.earliest <= dct:
            if main.tense.tense in ("perfect", "progressive"):
                set_days(main, Days(known.earliest, dct, "vague", f"since {known.why}", "since"), times, own=True)
                main.status = "ongoing" if main.status == "happened" and main.trigger.entry.kind == "change" else main.status
        elif signal != "since" and time is not None:
            days = shift(time.value, time.mod, signal, known, time.text)
            if days:
                set_days(main, days, times, own=True)
        elif signal == "before" and dct and main.status in ("planned", "forecast") and known.earliest > dct:
            set_days(main, Days(dct, move(known.earliest, -1), "vague", f"before {known.why}", "bound: before"), own=True)
        return
    if other is not None and other.days is None and other.status and time is not None and main.days and main.days.whole and signal != "since":
        inverse = "before" if signal == "after" else "after"
        days = shift(time.value, time.mod, inverse, main.days, time.text)
        if days:
            set_days(other, replace(days, why=f"“{time.text}” {inverse} {main.days.why}"), times, own=True)
            if other.status == "ongoing" or (dct and days.earliest and days.earliest > dct):
                other.status = "planned" if dct and days.latest and days.latest > dct else other.status


def share_days(place: Place, candidates: list[Candidate]) -> None:
    """Events of one clause have one time: a verb and its noun, verbs joined by 'and', 'where he met'."""
    for c in candidates:
        if c.days is not None or c.status is None or c.content or c.trigger.entry.kind in ("change", "preparation", "report") or not is_free(c):
            continue
        for d in candidates:
            if d is c or not d.own or d.days is None or not d.days.whole or d.days.rule == "since":
                continue
            if goes_with(place, c, d):
                set_days(c, d.days, d.times)
                if c.trigger.noun:
                    c.status = d.status
                break


def goes_with(place: Place, c: Candidate, d: Candidate) -> bool:
    """Whether the days of ``d`` are those of ``c`` by the way the two stand together."""
    a, b = c.trigger, d.trigger
    tokens = place.tokens
    if a.clause == b.clause:
        noun, verb = (a, b) if a.noun else (b, a)
        if noun.noun and not verb.noun:
            back = [t.low for t in tokens[max(0, noun.first - 6) : noun.first]]
            if c.trigger.noun:
                return any(w in WITH_NOUN for w in back) or verb.first < noun.first <= verb.last + 4
            ahead = ("planned", "forecast")
            return any(w in ("during", "at", "in") for w in back) and (c.status == d.status or c.status in ahead and d.status in ahead)
        if not a.noun and not b.noun and b.last < a.first:
            between = [t.low for t in tokens[b.last + 1 : a.first]][-3:]
            return ("and" in between or "," in between) and c.tense.tense in DONE and d.tense.tense in DONE
        return False
    intro = place.clauses[a.clause].intro
    if not a.noun and intro in ("where", "when", "during") and place.clauses[a.clause].parent == b.clause:
        return c.tense.tense == "past" and d.tense.tense == "past"
    if not a.noun and intro in MAIN and c.tense.tense == d.tense.tense == "past" and b.clause < a.clause:
        first = place.clauses[a.clause].first
        joined = [t.low for t in tokens[first : first + 3]]
        return a.first - first <= 3 and "and" in joined and place.clauses[b.clause].intro in (*MAIN, "where")
    return False
