"""Carry days between sentences: back-references, the same source, the same event told again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .days import Days
from .places import set_days
from .repeats import NEVER_REPEATED, say_same, share_actors
from .status import is_definite

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from .places import Candidate, Place
    from .tokens import Tokens

TOLD = 400  # dated events kept in mind
MEETING = "meeting_visit"
OPENING = ("at", "during", "in", "after", "on")
REACH_NOUN = (
    10  # sentences back to the event that "the visit" means; guarded by tests/cases/events.json
)
REACH_SOURCE = 8  # sentences to the dated words of the same source
REACH_AHEAD = 3  # sentences ahead to them, for a lead that says "called for" and dates it below
POINTED_AT = frozenset(
    ("meeting_visit", "statement", "agreement", "vote", "justice", "disaster", "protest")
)
ACTS = (frozenset(("visit", "travel", "arrive")), frozenset(("meet", "talks")))
SAME = {word: act for act in ACTS for word in act}  # words for one act
LENDS = frozenset({"statement", "report", "meeting_visit", "agreement", "vote", "political_change"})
LONGEST = 14  # days of an act whose day its doer's words may borrow; tests/cases/events.json


@dataclass(frozen=True, slots=True)
class Told:
    """A dated event and the sentence that told it."""

    sentence: int
    candidate: Candidate


@dataclass(slots=True)
class Story:
    """What a sentence inherits from those before it: the days told last and the newest day told.

    ``told`` are the dated events kept in mind, ``acts`` the same by their word.
    """

    carried: Days | None = None
    newest: Days | None = None
    told: deque[Told] = field(default_factory=deque)
    acts: dict[str, deque[Candidate]] = field(default_factory=dict)

    def tell(self, number: int, candidate: Candidate) -> None:
        """Keep a dated event in mind, and forget the oldest of too many."""
        if len(self.told) == TOLD:
            self.acts[self.told.popleft().candidate.trigger.entry.term].popleft()
        self.told.append(Told(number, candidate))
        self.acts.setdefault(candidate.trigger.entry.term, deque()).append(candidate)

    def follow(self, number: int, candidates: Sequence[Candidate]) -> None:
        """Take in the events of one sentence."""
        whole = [c for c in candidates if c.days and c.days.whole]
        if not whole:
            return
        for c in whole:
            if c.status:
                self.tell(number, c)
        spans = [c for c in whole if c.own and c.days.rule == "since"]
        happened = [c for c in whole if c.status == "happened" and c.days.rule != "length"]
        if spans or happened:
            self.carried = (spans or happened)[-1].days
        for c in happened:
            day = c.days
            if (
                c.own
                and day.precision == "day"
                and (not self.newest or day.latest > self.newest.latest)
            ):
                why = f"the newest day told: {day.why}"
                self.newest = replace(day, why=why, rule="carried: newest")


def is_meant(noun: Candidate, other: Candidate) -> bool:
    """Whether a noun can mean an event told before: the same word, or any words that were said."""
    a, b = noun.trigger.entry, other.trigger.entry
    same = a.term == b.term or b.term in SAME.get(a.term, ())
    if not same and not a.kind == b.kind == "statement":
        return False
    return not noun.actors or not other.actors or bool(set(noun.actors) & set(other.actors))


def find_antecedent(
    candidate: Candidate, tokens: Tokens, sentence: int, told: Sequence[Told]
) -> Candidate | None:
    """The dated event that 'the visit' or 'those comments' points back to."""
    if not candidate.trigger.noun or candidate.trigger.entry.kind not in POINTED_AT:
        return None
    if not is_definite(tokens, candidate.trigger):
        return None
    for event in reversed(told):
        if sentence - event.sentence > REACH_NOUN:
            break
        if event.candidate.status == "happened" and is_meant(candidate, event.candidate):
            return event.candidate
    return None


def carry_repeated(
    candidates: Sequence[Candidate], acts: Mapping[str, Sequence[Candidate]]
) -> None:
    """An act told again without a day: the same trigger word and two actors the same."""
    for c in candidates:
        if (
            c.days is not None
            or c.status != "happened"
            or c.content
            or c.trigger.entry.kind in NEVER_REPEATED
        ):
            continue
        for d in reversed(acts.get(c.trigger.entry.term, ())):
            if d.status == "happened" and share_actors(c, d):
                why = say_same("before", d.days.why)
                set_days(c, replace(d.days, why=why, rule="repeated"))
                break


def inherit(c: Candidate, other: Candidate, persons: Collection[str]) -> None:
    """What points back to an event has its parties and its milestone; its source stays."""
    if c.trigger.entry.status == "dated":
        return  # "the treaty": which one is not said
    c.source = source_of(c, persons)
    c.actors = tuple(dict.fromkeys([*other.actors, *c.actors]))
    c.doer = c.doer or other.doer
    c.milestone = c.milestone or other.milestone


def carry_again(
    rows: Sequence[tuple[int, Candidate]], places: Sequence[Place], persons: Collection[str]
) -> None:
    """What the days of sources make known: 'during a visit, X said', then 'the visit'."""
    told: list[Told] = []
    here: list[Candidate] = []
    number = -1
    for i, c in [*rows, (len(places), None)]:
        if i != number:
            for noun in here:
                if noun.trigger.noun and not noun.days and noun.trigger.entry.kind == MEETING:
                    lend_day(noun, here, places[number].tokens)
            if here:
                carry_nouns(here, places[number].tokens, number, told, persons)
            told.extend(Told(number, d) for d in here if d.days and d.days.whole and d.status)
            here, number = [], i
        if c is not None:
            here.append(c)


def lend_day(noun: Candidate, here: Sequence[Candidate], tokens: Tokens) -> None:
    """Give a visit the day of the words that were said during it."""
    verb = next((d for d in here if says_during(noun, d, tokens)), None)
    if verb is not None:
        set_days(noun, replace(verb.days, rule="carried: with its verb"))


def says_during(noun: Candidate, verb: Candidate, tokens: Tokens) -> bool:
    """Whether words that borrowed a day were said 'during a visit' of the speaker."""
    a, b = noun.trigger, verb.trigger
    if noun.status is None or "during" not in tokens.low[max(0, a.first - 5) : a.first]:
        return False
    return (
        not b.noun and a.clause == b.clause and verb.days is not None
        and verb.days.rule == "carried: same source" and verb.doer in noun.actors
    )  # fmt: skip


def carry_nouns(
    candidates: Sequence[Candidate],
    tokens: Tokens,
    sentence: int,
    told: Sequence[Told],
    persons: Collection[str] = (),
) -> None:
    """Give definite nouns the days of what they point back to."""
    for c in candidates:
        if c.days is None and c.status == "happened":
            other = find_antecedent(c, tokens, sentence, told)
            if other is not None and other.days is not None:
                days = replace(
                    other.days,
                    why=say_same("before", other.days.why),
                    rule="carried: same event",
                )
                set_days(c, days, own=c.predicate)
                inherit(c, other, persons)
                c.background = c.trigger.first <= 3 and tokens.low[0] in OPENING


def carry_sources(rows: Sequence[tuple[int, Candidate]], persons: Collection[str]) -> None:
    """A statement without a day has that of the nearest dated act of the same source.

    A person's act is one where the person is named, a state's only its own statements:
    states are named everywhere.
    """
    dated = [
        (i, c)
        for i, c in rows
        if (c.own or c.times)
        and c.days
        and c.days.whole
        and c.status == "happened"
        and c.trigger.entry.kind in LENDS
        and c.days.rule not in ("past span", "since", "present")
    ]
    numbers = [j for j, _ in dated]
    for i, c in rows if dated else ():
        if c.days is not None or c.status is None or c.content:
            continue
        if (
            c.trigger.entry.kind != "statement"
            or c.trigger.noun
            or c.tense.tense not in ("past", "gerund")
        ):
            continue
        source = source_of(c, persons)
        if source == "unknown":
            continue
        first, last = bisect_left(numbers, i - REACH_SOURCE), bisect_right(numbers, i + REACH_AHEAD)
        near = [
            (abs(i - dated[k][0]), dated[k][0] > i, k)
            for k in range(first, last)
            if speaks_in(source, dated[k][1], persons)
        ]
        if near:
            other = dated[min(near)[2]][1]
            days = replace(
                other.days,
                why=f"no day of its own; nearest dated act of the same source: {other.days.why}",
                rule="carried: same source",
            )
            set_days(c, days)


def source_of(c: Candidate, persons: Collection[str]) -> str:
    """Who says what a verb tells: the source of its words, else the person who does it."""
    return c.doer if c.source == "unknown" and c.doer in persons else c.source


def speaks_in(source: str, d: Candidate, persons: Collection[str]) -> bool:
    """Whether a source said or, if a person, did what ``d`` tells."""
    if d.trigger.entry.kind in ("statement", "report"):
        return source == d.source or (source in persons and source == d.doer)
    short = (d.days.latest - d.days.earliest).days < LONGEST
    return short and source in persons and source in d.actors
