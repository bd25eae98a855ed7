"""Where a sentence names milestones of the codebook, and which of them its words may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.tag.patterns import find_patterns

from .places import DONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.records import Milestone, Sentence
    from helpers.tag.patterns import Compiled

    from .places import Candidate, Place

CONTEXT = 300  # characters before a sentence that may name whom its milestone is about


def find_milestones(
    text: str, sentence: Sentence, compiled: Compiled, owners: Sequence[Milestone], before: str = ""
) -> list[tuple[int, int, Milestone]]:
    """Mentions of the codebook's milestones in one sentence."""
    matches = find_patterns(compiled, text, sentence.start, sentence.end, before)
    return [(match.start, match.end, owners[match.pattern]) for match in matches]


class Anchors:
    """Where a sentence names milestones: looked for when a rule asks, since few sentences are."""

    __slots__ = ("compiled", "found", "owners", "sentence", "text")

    def __init__(
        self, text: str, sentence: Sentence, compiled: Compiled, owners: Sequence[Milestone]
    ) -> None:
        self.text, self.sentence, self.compiled, self.owners = text, sentence, compiled, owners
        self.found: list[tuple[int, int, Milestone]] | None = None

    def find(self) -> list[tuple[int, int, Milestone]]:
        if self.found is None:
            start = self.sentence.start
            lead = self.text[max(0, start - CONTEXT) : start]
            self.found = find_milestones(
                self.text, self.sentence, self.compiled, self.owners, lead
            )
        return self.found


def choose_milestones(
    c: Candidate, start: int, anchors: Sequence[tuple[int, int, Milestone]]
) -> list[Milestone]:
    """The milestones that are named round a trigger, the match that starts nearest first.

    Saying something is not doing it: only "speaking in Oslo" is an appearance there.
    """
    around = sorted(((start - a, m) for a, b, m in anchors if a <= start < b), key=lambda f: f[0])
    said = c.trigger.entry.kind in ("statement", "report") and c.trigger.entry.term != "speak"
    return [m for _, m in around if m.kind == "statement" or not said]


def keep_possible(
    place: Place,
    every: Sequence[Candidate],
    anchors: Sequence[tuple[int, int, Milestone]],
) -> list[tuple[int, int, Milestone]]:
    """Leave out milestones after publication where the sentence tells what has happened."""
    done = [
        place.tokens.start[c.trigger.first]
        for c in every
        if not c.trigger.noun and c.tense.tense in DONE and c.trigger.entry.kind != "statement"
    ]
    return [
        (a, b, m)
        for a, b, m in anchors
        if place.dct is None or m.earliest <= place.dct or not any(a <= k < b for k in done)
    ]


def name_milestones(
    place: Place, candidates: Sequence[Candidate], anchors: Sequence[tuple[int, int, Milestone]]
) -> None:
    """Say which milestone each candidate may be."""
    for c in candidates:
        if c.trigger.entry.kind == "light":
            continue
        named = choose_milestones(c, place.tokens.start[c.trigger.first], anchors)
        c.milestone, c.others = (named[0], tuple(named[1:])) if named else (None, ())
    for c in candidates:
        for d in candidates if c.milestone and not c.trigger.noun else ():
            mate = d.trigger.noun and d.trigger.clause == c.trigger.clause
            if mate and d.trigger.entry.kind == c.trigger.entry.kind == "meeting_visit":
                d.milestone = d.milestone or c.milestone  # "visiting Oslo for a summit"
