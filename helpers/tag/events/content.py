"""Who acts and who speaks, and what a statement's day says of what it reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpers.records import Attribution, Mention

from .days import Days
from .participants import find_participants
from .parties import Cast, Reading
from .places import Candidate, Place, set_days

CLAIMED = frozenset(("transfer", "military_action", "change", "preparation"))
PARTIES = 2  # who gives and who gets


def add_actors(
    place: Place,
    candidates: Sequence[Candidate],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    cast: Cast,
) -> None:
    """Who takes part, subject first, and who speaks."""
    reading = Reading(place, [c.trigger for c in candidates], mentions, cast)
    for c in candidates:
        ids = list(find_participants(reading, c.trigger))
        start, end = place.tokens.start[c.trigger.first], place.tokens.end[c.trigger.last]
        for a in attributions:
            if a.cue_start is not None and a.cue_start < end and start < (a.cue_end or a.cue_start):
                c.source, c.source_name = a.source_id, a.source_name
                if a.source_id in cast.kinds and c.trigger.entry.kind in ("statement", "report"):
                    ids = [a.source_id, *ids] if a.source_id in ids else [a.source_id]
        c.actors = tuple(dict.fromkeys(ids))
        persons = [i for i in c.actors if cast.kinds.get(i) == "person"]
        c.doer = (persons or c.actors or ("",))[0]
        if not c.trigger.noun:
            c.objects = tuple(
                d.trigger.entry.term
                for d in candidates
                if d.trigger.noun
                and d.trigger.clause == c.trigger.clause
                and d.trigger.entry.kind == c.trigger.entry.kind == "meeting_visit"
            )


def read_content(
    place: Place, candidates: list[Candidate], attributions: Sequence[Attribution]
) -> None:
    """What a source says has the statement's day as a bound: plans lie after, reports before."""
    for c in candidates:
        start = place.tokens.start[c.trigger.first]
        around = [
            a
            for a in attributions
            if a.start <= start < a.end
            and a.cue_start is not None
            and not a.start <= a.cue_start < a.end
        ]
        if not around or (c.source != "unknown" and c.trigger.entry.kind == "statement" and c.own):
            continue
        said = around[0]
        cue = next(
            (
                d
                for d in candidates
                if place.tokens.start[d.trigger.first]
                <= said.cue_start
                <= place.tokens.end[d.trigger.last]
            ),
            None,
        )
        c.content = True
        c.source_name = c.source_name or said.source_name
        if is_claimed(c):
            c.status = "claimed"
        told = cue is not None and cue is not c and cue.days is not None
        if c.days is None and told and not lies_ahead(place, cue.days):
            bound_content(c, cue.days)


def lies_ahead(place: Place, days: Days) -> bool:
    """Whether days cannot be those of words already said."""
    first = days.earliest or days.latest
    return (
        place.dct is not None and first is not None and first >= place.dct and days.latest != first
    )


def is_claimed(c: Candidate) -> bool:
    """Whether what a source reports stays a claim.

    A noun takes the event as given, and a dated act of violence is news.
    """
    if c.trigger.noun and c.trigger.entry.kind != "preparation":
        return False
    if c.status not in ("happened", "ongoing") or c.tense.tense == "progressive":
        return False
    return c.trigger.entry.kind in CLAIMED and not (
        c.trigger.entry.kind == "military_action" and c.own
    )


def bound_content(c: Candidate, said: Days) -> None:
    """Days of an event from the day on which it is told."""
    if c.trigger.noun and c.trigger.entry.kind != "preparation":
        return
    if c.status in ("planned", "forecast"):
        why = f"after it was said: {said.why}"
        days = replace(said, latest=None, precision="vague", why=why, rule="content: to come")
        set_days(c, days)
    elif c.trigger.entry.kind == "preparation":
        set_days(c, replace(said, why=f"as it was said: {said.why}", rule="content: at the time"))
    elif c.status is not None and said.latest:
        why = f"before it was said: {said.why}"
        days = replace(said, earliest=None, precision="vague", why=why, rule="content: before")
        set_days(c, days)


def bound_deliveries(place: Place, candidates: Sequence[Candidate]) -> None:
    """'Chile has supplied Norway with ships': by publication, since no day is told.

    Only for what changes hands between two who are named: other acts in the perfect ("has met") are
    told with their day or are no news.  What somebody says of it ("accuses Chile of supplying")
    stays a claim.
    """
    for c in candidates:
        done = c.status in ("happened", "claimed", "ongoing") and not c.trigger.noun
        if c.days or place.dct is None or not done or c.trigger.entry.kind != "transfer":
            continue
        told = c.tense.tense in ("perfect", "progressive") or (
            c.content and c.tense.tense == "gerund"
        )
        if told and len(c.actors) >= PARTIES:
            why = "has happened by publication, no day told"
            set_days(c, Days(None, place.dct, "vague", why, "by publication"))
            c.status = "claimed" if c.content else c.status
