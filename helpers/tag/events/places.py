"""A sentence and its events while they are being dated."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from helpers.records import Attribution, Milestone, Timex

from .days import Days
from .status import Tense
from .tokens import Tokens
from .words import Clause, Trigger

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


class Scene(Protocol):
    """Knows who takes part in the events of a sentence, and which milestones they may be."""

    def find_actors(self, candidate: Candidate) -> tuple[tuple[str, ...], str]: ...

    def find_milestones(self, trigger: Trigger) -> tuple[Milestone, ...]: ...


@dataclass(slots=True, eq=False)
class Candidate:
    """An event while it is being dated; ``own`` marks days read from the sentence's own words.

    Who takes part and which milestone it may be are read when a rule asks for it: many words are
    never dated.  A scene knows no candidates, so that both are freed at once.
    """

    trigger: Trigger
    tense: Tense
    status: str | None
    scene: Scene
    days: Days | None = field(init=False, default=None)
    times: tuple[Timex, ...] = field(init=False, default=())
    cues: Sequence[Attribution] = field(init=False, default=())  # whose cue the trigger is
    source: str = field(init=False, default="unknown")
    source_name: str | None = field(init=False, default=None)
    own: bool = field(init=False, default=False)
    background: bool = field(init=False, default=False)  # "At that meeting, …": says when
    predicate: bool = field(init=False, default=False)  # "a summit which will take place"
    content: bool = field(init=False, default=False)  # inside what a source says
    objects: tuple[str, ...] = field(init=False, default=())  # nouns of a verb: attend a *summit*
    _actors: tuple[str, ...] | None = field(init=False, default=None)
    _doer: str = field(init=False, default="")
    named: bool = field(init=False, default=False)
    _milestone: Milestone | None = field(init=False, default=None)

    @property
    def milestone(self) -> Milestone | None:
        if not self.named:
            self.milestone = next(iter(self.scene.find_milestones(self.trigger)), None)
        return self._milestone

    @milestone.setter
    def milestone(self, milestone: Milestone | None) -> None:
        self._milestone, self.named = milestone, True

    @property
    def actors(self) -> tuple[str, ...]:
        if self._actors is None:
            self._actors, self._doer = self.scene.find_actors(self)
        return self._actors

    @actors.setter
    def actors(self, actors: tuple[str, ...]) -> None:
        self._actors = actors

    @property
    def doer(self) -> str:
        """The actor named last before the trigger."""
        return self._doer if self.actors else ""

    @doer.setter
    def doer(self, doer: str) -> None:
        self._doer = doer


@dataclass(slots=True)
class Place:
    """One sentence as the rules see it."""

    text: str
    tokens: Tokens
    clauses: Sequence[Clause]
    times: Sequence[Timex]
    dct: dt.date | None
    carried: Days | None
    said: Sequence[Attribution] = ()
    known: dict[int, Days] = field(default_factory=dict)  # clause → days of its unnamed event

    def at(self, offset: int) -> int:
        """The token that holds or follows a character offset."""
        found, count = bisect_right(self.tokens.end, offset), len(self.tokens.end)
        return found if found < count else count - 1

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last token of a span."""
        ends = self.tokens.end
        first = bisect_right(ends, start)
        if first >= len(ends):
            return len(ends) - 1, len(ends) - 1
        last = bisect_right(ends, end - 1, first) if ends[first] < end else first
        return first, min(last, len(ends) - 1)

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
    if times:
        candidate.times += tuple(t for t in times if t not in candidate.times)


def is_free(candidate: Candidate) -> bool:
    """Nouns that only a date directly before them makes an event are not free to take one."""
    return not (candidate.trigger.noun and candidate.trigger.entry.status in ("dated", "object"))
