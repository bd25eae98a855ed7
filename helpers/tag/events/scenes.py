"""A sentence with the events that it may tell: what a rule asks of them is read once, and late."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from .milestones import keep_possible, name_milestones
from .participants import find_participants
from .parties import COUNT, Cast, Reading, find_pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.records import Mention, Milestone

    from .milestones import Anchors
    from .places import Candidate, Place
    from .status import Tense
    from .words import Trigger

JOINING = 4  # words between two names that "and" joins, with what is left of the names' own


class Scene:
    """A sentence with its triggers; its names and milestones are read when an event asks."""

    __slots__ = (
        "_milestones", "_possible", "anchors", "cast", "mentions", "pair", "place", "reading",
        "tenses", "triggers",
    )  # fmt: skip

    def __init__(
        self,
        place: Place,
        triggers: Sequence[Trigger],
        tenses: Sequence[Tense],
        mentions: Sequence[Mention],
        anchors: Anchors,
        cast: Cast,
    ) -> None:
        self.place, self.triggers, self.tenses = place, triggers, tenses
        self.mentions, self.anchors, self.cast = mentions, anchors, cast
        self._possible: list[tuple[int, int, Milestone]] | None = None
        self._milestones: dict[int, tuple[Milestone, ...]] | None = None
        self.reading: Reading | None = None
        if joins_states(place, mentions, cast):
            self.reading = self.read(())
            cast.join(find_pairs(self.reading, cast.pairs))
            self.reading.pair = cast.pair
        self.pair = cast.pair

    def read(self, pair: tuple[str, ...]) -> Reading:
        return Reading(self.place, self.triggers, self.mentions, self.cast, pair)

    def find_actors(self, c: Candidate) -> tuple[tuple[str, ...], str]:
        """Who takes part in an event, subject first, and who of them does it."""
        kinds = self.cast.kinds
        ids: tuple[str, ...] = ()
        if self.mentions or not COUNT.isdisjoint(self.place.tokens.low):
            if self.reading is None:
                self.reading = self.read(self.pair)
            ids = find_participants(self.reading, c.trigger)
        if c.trigger.entry.kind in ("statement", "report"):
            for a in c.cues:
                if a.source_id in kinds:
                    ids = (a.source_id, *ids) if a.source_id in ids else (a.source_id,)
        actors = tuple(dict.fromkeys(ids))
        persons = [i for i in actors if kinds.get(i) == "person"]
        return actors, (persons or actors or ("",))[0]

    @property
    def possible(self) -> list[tuple[int, int, Milestone]]:
        """The milestones that the sentence names and that can be what it tells."""
        if self._possible is None:
            found = self.anchors.find()
            self._possible = (
                keep_possible(self.place, self.triggers, self.tenses, found) if found else []
            )
        return self._possible

    def find_milestones(self, trigger: Trigger) -> tuple[Milestone, ...]:
        """Which milestones a trigger may be, the likeliest first."""
        if not self.possible:
            return ()
        if self._milestones is None:
            self._milestones = name_milestones(self.place, self.triggers, self.possible)
        return self._milestones.get(trigger.first, ())


def joins_states(place: Place, mentions: Sequence[Mention], cast: Cast) -> bool:
    """Whether two states may be joined by 'and', which can only be where it stands between them."""
    states = [m for m in mentions if cast.kinds.get(m.actor_id) == "state"]
    if len(states) < 2:
        return False
    states.sort(key=lambda m: m.start)
    if states[0].start < place.tokens.start[0] or states[-1].end > place.tokens.end[-1]:
        return True  # a name outside the words read counts as their first or last
    gaps = (place.text[a.end : b.start].lower() for a, b in pairwise(states))
    return any(("and" in gap or "nor" in gap) and len(gap.split()) <= JOINING for gap in gaps)
