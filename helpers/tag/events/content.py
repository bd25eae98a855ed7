"""Who acts and who speaks, and what a statement's day says of what it reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpers.records import Attribution

from .days import Days
from .places import Candidate, Place, set_days

CLAIMED = frozenset(("transfer", "military_action", "change", "preparation"))
PARTIES = 2  # who gives and who gets


def find_speakers(
    place: Place, candidates: Sequence[Candidate], attributions: Sequence[Attribution]
) -> None:
    """Whose words a trigger is the cue of, and which nouns a verb takes."""
    cued = [a for a in attributions if a.cue_start is not None]
    nouns = [d for d in candidates if d.trigger.noun and d.trigger.entry.kind == "meeting_visit"]
    for c in candidates if cued or nouns else ():
        start, end = place.tokens.start[c.trigger.first], place.tokens.end[c.trigger.last]
        c.cues = [a for a in cued if a.cue_start < end and start < (a.cue_end or a.cue_start)]
        if c.cues:
            c.source, c.source_name = c.cues[-1].source_id, c.cues[-1].source_name
        if nouns and not c.trigger.noun and c.trigger.entry.kind == "meeting_visit":
            c.objects = tuple(
                d.trigger.entry.term for d in nouns if d.trigger.clause == c.trigger.clause
            )


def read_content(
    place: Place, candidates: list[Candidate], attributions: Sequence[Attribution]
) -> None:
    """What a source says has the statement's day as a bound: plans lie after, reports before."""
    contents = [
        a
        for a in attributions
        if a.cue_start is not None and not a.start <= a.cue_start < a.end
    ]
    for c in candidates if contents else ():
        start = place.tokens.start[c.trigger.first]
        around = [a for a in contents if a.start <= start < a.end]
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
        if c.trigger.entry.kind != "transfer" or c.trigger.noun or c.days or place.dct is None:
            continue
        told = c.tense.tense in ("perfect", "progressive") or (
            c.content and c.tense.tense == "gerund"
        )
        done = c.status in ("happened", "claimed", "ongoing")
        if told and done and len(c.actors) >= PARTIES:
            why = "has happened by publication, no day told"
            set_days(c, Days(None, place.dct, "vague", why, "by publication"))
            c.status = "claimed" if c.content else c.status
