"""Who acts and who speaks, and what a statement's day says of what it reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpers.records import Attribution, Mention

from .days import Days
from .places import MAIN, Candidate, Place, set_days

CLAIMED = frozenset(("transfer", "military_action", "change", "preparation"))


def add_actors(
    place: Place,
    candidates: Sequence[Candidate],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
) -> None:
    """Who acts: the actors named in the event's clause and the main clauses before; who speaks."""
    for c in candidates:
        clause = place.clauses[c.trigger.clause]
        spans = [place.span(clause)]
        if clause.intro in (*MAIN, "where", "who", "which"):
            spans += [place.span(k) for k in place.clauses[: c.trigger.clause] if k.intro in MAIN]
        ids = [m.actor_id for m in mentions if any(a <= m.start < b for a, b in spans)]
        start, end = place.tokens[c.trigger.first].start, place.tokens[c.trigger.last].end
        for a in attributions:
            if a.cue_start is not None and a.cue_start < end and start < (a.cue_end or a.cue_start):
                c.source, c.source_name = a.source_id, a.source_name
                if a.source_id != "unknown":
                    ids.insert(0, a.source_id)
        c.actors = tuple(dict.fromkeys(ids))
        before = [m for m in mentions if m.start < start and spans[0][0] <= m.start]
        c.doer = max(before, key=lambda m: m.start).actor_id if before else ""
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
        start = place.tokens[c.trigger.first].start
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
                if place.tokens[d.trigger.first].start
                <= said.cue_start
                <= place.tokens[d.trigger.last].end
            ),
            None,
        )
        c.content = True
        c.source_name = c.source_name or said.source_name
        if is_claimed(c):
            c.status = "claimed"
        if c.days is None and cue is not None and cue is not c and cue.days is not None:
            bound_content(c, cue.days)


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
        set_days(
            c,
            Days(
                said.earliest, None, "vague", f"after it was said: {said.why}", "content: to come"
            ),
        )
    elif c.trigger.entry.kind == "preparation":
        set_days(c, replace(said, why=f"as it was said: {said.why}", rule="content: at the time"))
    elif c.status is not None and said.latest:
        set_days(
            c,
            Days(None, said.latest, "vague", f"before it was said: {said.why}", "content: before"),
        )
