"""Give a sentence's own time expressions to the events that they place."""

from __future__ import annotations

import datetime as dt
import re

from helpers.records import Attribution, Timex

from .days import Days, join_range, move, read_days, read_wording
from .places import AHEAD, DONE, MAIN, SIGNALS, Candidate, Place, is_free, set_days
from .words import (
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    MODALS,
    POSSESSIVE,
    PREPOSITIONS,
    RELATIVES,
)

BOUND = re.compile(
    r"(?i)\b(before|by|until|till|ahead of|prior to|no later than)\s+(?:the\s+)?[“\"]?$"
)
SINCE = re.compile(r"(?i)\bsince\s+(?:at least\s+|about\s+)?$")
AFTER = re.compile(r"(?i)\bafter\s+$")
BOUNDING = (  # what ends the words that the three look for
    "before", "by", "until", "till", "of", "to", "than", "the", "since", "least", "about", "after",
    '"',
)  # fmt: skip
RANGE = re.compile(r"(?i)^\s*(to|until|through|till|and|-|–)\s*$")
FROM = re.compile(r"(?i)\b(from|between)\s+$")
OFFSET = re.compile(r"(?i)^\s+(after|before|since|following|prior to|ahead of|into)\b")
FORWARD = ("infinitive", "future", "modal", "noun")
WEEKDAY = re.compile(r"(?i)^(mon|tues|wednes|thurs|fri|satur|sun)day$")
NAMED_YEAR = re.compile(r"\d{4}|(?i:last|past|ago|earlier|yesterday)")
MONTH = re.compile(r"\d{4}-\d\d(?:-\d\d)?$")
TODAY = re.compile(r"(?i)(now|today|currently|these days)$")
THROUGH = re.compile(r"(?i)\bthrough\s+$")
INSIDE = ("by", "until", "till", "no later than")  # bounds that count the named day in
NEAR = 4  # words within which a noun without a verb may take the time before it
FRONT = 8  # words from the start of a clause within which a time may stand before its verb
VERBS = BE | HAVE | MODALS
FUNCTION = DETERMINERS | BE | HAVE | MODALS | CONJUNCTIONS | RELATIVES | {"and", "or", "but", "to"}
NO_PART = PREPOSITIONS | FUNCTION  # of a noun phrase behind a time


def find_modified(place: Place, time: Timex, candidates: list[Candidate]) -> Candidate | None:
    """The noun that an expression stands directly before: 'the May 2019 raid', 'a 1994 pact'."""
    first = place.at(time.end)
    if place.text[time.end : time.end + 1] not in (" ", "-"):
        return None
    for candidate in candidates:
        gap = candidate.trigger.first - first
        if candidate.trigger.noun and 0 <= gap <= 3:
            words = place.tokens.low[first : candidate.trigger.first]
            plain = all(w.isalpha() or "-" in w for w in words)
            if plain and NO_PART.isdisjoint(words):
                return candidate
    return None


def find_governor(place: Place, time: Timex, candidates: list[Candidate]) -> Candidate | None:
    """The trigger that an expression belongs to: the nearest to its left, else the main verb."""
    at = place.at(time.start)
    clause = place.clause_of(at)
    free = [c for c in candidates if is_free(c) and c.status is not None]
    quotes = (a for a in place.said if a.kind == "direct" and a.start <= time.start < a.end)
    quote = next(quotes, None)
    if quote:  # a time inside quotation marks is the speaker's, not the reporter's
        starts = place.tokens.start
        free = [c for c in free if quote.start <= starts[c.trigger.first] < quote.end]
    heard = [
        a
        for a in place.said
        if a.start <= time.start < a.end and a.cue_start is not None and a.cue_end is not None
    ]
    if heard:
        free = [c for c in free if not reports(place, c, time, free, heard)]
    mates = [c for c in free if c.trigger.clause == clause]
    left = [c for c in mates if c.trigger.last < at]
    if left:
        # a noun between verb and time has its time from the verb, if from anything: see shares.py
        verb = next((c for c in reversed(left) if not c.trigger.noun), left[-1])
        if left[-1].trigger.noun and verb.trigger.entry.kind == "preparation":
            left[-1].status = "planned"  # "is being prepared for signature in May"
            return left[-1]
        return verb
    right = [c for c in mates if c.trigger.first > at]
    if right:
        near = right[0] if right[0].trigger.first - at <= NEAR else None
        return next((c for c in right if not c.trigger.noun), near)
    if not mates and at - place.clauses[clause].first > 3 and is_finite(place, clause):
        return None  # it belongs to a verb that is no trigger
    before = [c for c in free if c.trigger.last < at]
    if not before and at - place.clauses[clause].first > FRONT:
        return None  # it belongs to a verb that is no trigger
    if not before or (place.clauses[clause].intro in (",", "") and at - place.clauses[0].first < 4):
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


def is_finite(place: Place, clause: int) -> bool:
    """Whether a clause has a verb of its own that names no event."""
    words = place.tokens.low[place.clauses[clause].first : place.clauses[clause].last]
    return any(w in VERBS or (w.endswith("ed") and len(w) > 4) for w in words)


def reports(
    place: Place,
    c: Candidate,
    time: Timex,
    free: list[Candidate],
    heard: list[Attribution],
) -> bool:
    """Whether a time belongs to a verb of what a trigger reports: it is no day of the saying."""
    start, end = place.tokens.start[c.trigger.first], place.tokens.end[c.trigger.last]
    for a in heard:
        if a.cue_start < end and start < a.cue_end:
            told = [d for d in free if d is not c and not d.trigger.noun]
            if any(a.start <= place.tokens.start[d.trigger.first] < time.start for d in told):
                return True
    return False


def bound_days(place: Place, time: Timex, days: Days) -> tuple[Days, str]:
    """Days under the word before the expression: 'before', 'by', 'since', 'after'."""
    before = place.at(time.start) - 1
    word = place.tokens.low[before] if before >= 0 else ""
    if word.isascii() and not word.endswith(BOUNDING):
        return days, ""
    lead = place.text[max(place.tokens.start[0], time.start - 24) : time.start]
    dct = place.dct
    if (bound := BOUND.search(lead)) and days.latest:
        word = bound[1].lower()
        inside = word in INSIDE or time.mod == "END" or "end of" in time.text.lower()
        latest = days.latest if inside else move(days.earliest or days.latest, -1)
        earliest = dct if dct and dct <= latest else None
        return Days(earliest, latest, days.precision, f"{word} {days.why}", f"bound: {word}"), word
    if SINCE.search(lead) and days.earliest:
        return Days(days.earliest, dct, "vague", f"since {days.why}", "since"), "since"
    if AFTER.search(lead) and days.latest and not place.text[time.end : time.end + 1].isalpha():
        return Days(days.latest, None, "vague", f"after {days.why}", "after"), "after"
    return days, ""


def is_attributive(place: Place, time: Timex) -> bool:
    """Whether a time only tells which thing is meant: 'the 2016 race', 'a Friday paper'."""
    first, last = place.at(time.start), place.at(time.end - 1)
    at_edge = first == 0 or last + 1 >= len(place.tokens.low)
    if at_edge or place.text[time.end : time.end + 1] != " ":
        return False
    before, after = place.tokens.low[first - 1], place.tokens.text[last + 1]
    named = before in DETERMINERS or before.endswith(POSSESSIVE)
    plain = after.isalpha() and after.islower() and after not in NO_PART
    return named and plain and not after.endswith("ly")


def is_told_ahead(place: Place, governor: Candidate, days: Days) -> bool:
    """Whether words already said would get a day that is still to come."""
    told = governor.tense.tense in (*DONE, "gerund") and not governor.trigger.noun
    return (
        told and place.dct is not None and days.earliest is not None and days.earliest > place.dct
    )


def opens_anchor(place: Place, time: Timex, candidates: list[Candidate]) -> bool:
    """Whether a time dates an unnamed event: 'days after the flotation of the bank on May 8'."""
    k = place.clause_of(place.at(time.start))
    clause = place.clauses[k]
    apart = place.at(time.start) - clause.first > 3
    named = any(c.trigger.clause == k for c in candidates)
    return clause.intro in SIGNALS and apart and not named and clause.parent >= 0


def look_ahead(place: Place, time: Timex, days: Days, governor: Candidate) -> Days:
    """A plan does not lie in the past: 'agreed to meet in July' means the next one."""
    if governor.status not in AHEAD or governor.tense.tense not in FORWARD or not days.whole:
        return days
    if place.dct is None or days.latest >= place.dct or NAMED_YEAR.search(time.text):
        return days
    if WEEKDAY.match(time.text):
        moved = (move(days.earliest, 7), move(days.latest, 7))
    elif MONTH.match(time.value):
        moved = (next_year(days.earliest), next_year(days.latest))
    else:
        return days
    why = f"{days.why}: the next one, as it is planned"
    return Days(*moved, days.precision, why, days.rule)


def next_year(day: dt.date) -> dt.date:
    """The same day a year on; 29 February becomes the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=min(day.year + 1, dt.MAXYEAR), day=28 if leap else day.day)


def date_expressions(place: Place, candidates: list[Candidate]) -> None:
    """Give every expression with days of its own to one trigger."""
    skip: set[int] = set()
    for k, time in enumerate(place.times):
        if k in skip or (
            time.type == "DURATION" and OFFSET.match(place.text[time.end : time.end + 14])
        ):
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
        lead = place.text[max(0, time.start - 10) : time.start]
        if modified is None and (is_attributive(place, time) or THROUGH.search(lead)):
            continue
        if modified is not None:
            if modified.days is None:
                set_days(modified, days, used, own=True)
            continue
        if opens_anchor(place, time, candidates):
            place.known[place.clause_of(place.at(time.start))] = days
            continue
        governor = find_governor(place, time, candidates)
        if governor is None or governor.days is not None:
            continue
        days, word = bound_days(place, time, look_ahead(place, time, days, governor))
        if governor.trigger.entry.kind == "statement" and is_told_ahead(place, governor, days):
            continue  # "said it will drop the rest next week"
        if word == "since" and governor.tense.tense not in ("perfect", "progressive"):
            continue
        if governor.trigger.entry.kind == "report" and read_wording(time.text).then:
            continue
        if (
            governor.trigger.entry.kind == "change"
            and word != "since"
            and days.rule not in ("past span", "carried: that time")
        ):
            continue
        if governor.tense.tense in ("present", "perfect") and TODAY.match(time.text):
            continue  # "today it has the world's attention": how things stand
        if time.value == "PRESENT_REF" and governor.trigger.entry.kind not in ("statement",):
            continue
        set_days(governor, days, used, own=True)
        if governor.trigger.noun and governor.tense.tense == "noun" and not governor.tense.word:
            verb = next(
                (
                    c
                    for c in reversed(candidates)
                    if not c.trigger.noun
                    and c.trigger.clause == governor.trigger.clause
                    and c.trigger.last < governor.trigger.first
                ),
                None,
            )
            if verb is not None and verb.status in ("planned", "forecast"):
                governor.status = verb.status
        if (word == "since" or days.rule == "past span") and governor.tense.tense == "perfect":
            governor.status = "ongoing"
