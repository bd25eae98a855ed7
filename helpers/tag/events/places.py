"""A sentence and its events while they are being dated."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from helpers.records import Milestone, Timex

from .days import Days
from .status import Tense
from .words import Clause, Tokens, Trigger

MAIN = ("", ",", "and", "but")  # what opens a main clause
SIGNALS = {
    "after": "after",
    "following": "after",
    "before": "before",
    "since": "since",
    "until": "before",
}
AHEAD = ("planned", "forecast")
DONE = ("past", "perfect")


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
    others: tuple[Milestone, ...] = ()  # what the words may name where the days rule it out
    own: bool = False
    background: bool = False  # "At that meeting, …": says when, is not told again
    predicate: bool = False  # a noun with a verb of its own: "a summit which will take place"
    content: bool = False  # inside what a source says
    objects: tuple[str, ...] = ()  # event nouns that a verb takes: to attend a *summit*


@dataclass(frozen=True, slots=True)
class Place:
    """One sentence as the rules see it."""

    text: str
    tokens: Tokens
    clauses: Sequence[Clause]
    times: Sequence[Timex]
    dct: dt.date | None
    carried: Days | None
    quotes: Sequence[tuple[int, int]] = ()  # direct quotations
    contents: Sequence[tuple[int, int, int, int]] = ()  # what is said: its span and its cue's
    known: dict[int, Days] = field(default_factory=dict)  # clause → days of its unnamed event

    def at(self, offset: int) -> int:
        """The token that holds or follows a character offset."""
        return min(bisect_right(self.tokens.end, offset), len(self.tokens.end) - 1)

    def span(self, clause: Clause) -> tuple[int, int]:
        """The characters of a clause."""
        return self.tokens.start[clause.first], self.tokens.end[clause.last - 1]

    def clause_of(self, token: int) -> int:
        """The clause that holds a token."""
        return max(bisect_right(self.clauses, token, key=lambda c: c.first) - 1, 0)


def set_days(
    candidate: Candidate, days: Days, times: Sequence[Timex] = (), own: bool = False
) -> None:
    candidate.days, candidate.own = days, own or candidate.own
    candidate.times.extend(t for t in times if t not in candidate.times)


def is_free(candidate: Candidate) -> bool:
    """Nouns that only a date directly before them makes an event are not free to take one."""
    return not (candidate.trigger.noun and candidate.trigger.entry.status in ("dated", "object"))
