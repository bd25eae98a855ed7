"""Where a sentence names milestones of the codebook, and which of them its words may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.tag.patterns import find_patterns

from .places import DONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.records import Milestone, Sentence
    from helpers.tag.patterns import Compiled

    from .places import Place
    from .status import Tense
    from .words import Trigger

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


def keep_possible(
    place: Place,
    triggers: Sequence[Trigger],
    tenses: Sequence[Tense],
    anchors: Sequence[tuple[int, int, Milestone]],
) -> list[tuple[int, int, Milestone]]:
    """Leave out milestones after publication where the sentence tells what has happened."""
    done = [
        place.tokens.start[t.first]
        for t, tense in zip(triggers, tenses, strict=True)
        if not t.noun and tense.tense in DONE and t.entry.kind != "statement"
    ]
    return [
        (a, b, m)
        for a, b, m in anchors
        if place.dct is None or m.earliest <= place.dct or not any(a <= k < b for k in done)
    ]


def choose_milestones(
    t: Trigger, start: int, anchors: Sequence[tuple[int, int, Milestone]]
) -> tuple[Milestone, ...]:
    """The milestones that are named round a trigger, the match that starts nearest first.

    Saying something is not doing it: only "speaking in Oslo" is an appearance there.
    """
    around = sorted(((start - a, m) for a, b, m in anchors if a <= start < b), key=lambda f: f[0])
    said = t.entry.kind in ("statement", "report") and t.entry.term != "speak"
    return tuple(m for _, m in around if m.kind == "statement" or not said)


def name_milestones(
    place: Place,
    triggers: Sequence[Trigger],
    anchors: Sequence[tuple[int, int, Milestone]],
) -> dict[int, tuple[Milestone, ...]]:
    """Which milestones each trigger may be, the likeliest first, by the trigger's first token."""
    events = [t for t in triggers if t.entry.kind != "light"]
    starts = place.tokens.start
    named = {t.first: choose_milestones(t, starts[t.first], anchors) for t in events}
    for t in events:
        if not named[t.first] or t.noun or t.entry.kind != "meeting_visit":
            continue
        for u in events:
            if u.noun and u.clause == t.clause and u.entry.kind == "meeting_visit":
                named[u.first] = named[u.first] or named[t.first][:1]  # "visiting for a summit"
    return named
