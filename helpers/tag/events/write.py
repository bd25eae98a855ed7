"""Choose which dated candidates are events, merge their wordings and write the records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from helpers.records import EventMention, Milestone

from .carry import source_of
from .days import move
from .participants import CAUSES
from .places import Candidate, Place, is_free
from .repeats import clip_days

MILESTONE_SLACK = 45  # days an article may differ from the reference and still mean the same event
LEAD = 7  # words from a verb to the noun that it leads to; guarded by tests/cases/events.json
DONE = ("happened", "ongoing", "claimed")
PRECISION_DAYS = ((1, "day"), (14, "week"), (31, "month"), (92, "quarter"), (366, "year"))


def fix_status(c: Candidate, dct: dt.date | None) -> None:
    """A noun has no tense: its days against publication say whether it lies ahead."""
    if (
        dct
        and c.days
        and c.days.whole
        and c.days.earliest > dct
        and c.status in ("happened", "ongoing")
    ):
        c.status = "planned"
    if (
        dct
        and c.days
        and c.days.latest
        and c.days.latest < dct
        and c.status in ("planned",)
        and c.trigger.noun
        and not c.predicate
    ):
        c.status = "happened"


def is_told(c: Candidate, dct: dt.date | None) -> bool:
    """Whether a candidate is an event that its sentence places in time."""
    if c.status is None or c.days is None or c.trigger.entry.kind == "light":
        return False
    if c.trigger.entry.kind == "report" and not c.own:
        return False
    if c.days.rule in ("content: to come", "content: before") and (
        not c.actors or c.trigger.entry.kind == "change"
    ):
        return False  # nobody and no day
    if c.trigger.noun and c.days.whole and not stands_alone(c):
        check_milestone(c, dct)
        return c.milestone is not None
    return stands_alone(c)


def stands_alone(c: Candidate) -> bool:
    """Whether a dated candidate is an event even if it is no milestone."""
    if c.trigger.noun and not (
        c.own
        or c.predicate
        or c.days.rule.startswith(("content: at", "carried", "repeated"))
        or c.days.rule == "time expression"
    ):
        return False
    if c.background and not c.own:
        return False
    if c.trigger.noun and c.trigger.entry.kind == "statement" and not (c.own or c.predicate):
        return False
    return is_free(c) or c.own


def merge_events(
    candidates: Sequence[Candidate], persons: Collection[str]
) -> list[Candidate]:
    """One event for words of one kind and time in one sentence, but for verbs side by side."""
    kept: list[Candidate] = []
    for c in candidates:
        twin = next(
            (
                k
                for k in kept
                if (k.days.earliest, k.days.latest) == (c.days.earliest, c.days.latest)
                and is_same(k, c, persons)
            ),
            None,
        )
        if twin is None:
            kept.append(c)
            continue
        first, other = (c, twin) if twin.trigger.noun and not c.trigger.noun else (twin, c)
        kept[kept.index(twin)] = first
        first.milestone = first.milestone or other.milestone
        if first.trigger.entry.kind != "statement":
            first.actors = tuple(dict.fromkeys([*first.actors, *other.actors]))
    return kept


def is_lead(c: Candidate, told: Sequence[Candidate]) -> bool:
    """Whether a verb only leads to the event that its object names: 'launched its attack'."""
    return c.trigger.entry.term in CAUSES and any(
        d.trigger.noun
        and d.trigger.clause == c.trigger.clause
        and 0 < d.trigger.first - c.trigger.last <= LEAD
        and (c.days.earliest, c.days.latest) == (d.days.earliest, d.days.latest)
        and c.trigger.entry.kind != "meeting_visit"
        for d in told
    )


def kind_of(c: Candidate) -> str:
    return c.milestone.kind if c.milestone else c.trigger.entry.kind


def is_same(k: Candidate, c: Candidate, persons: Collection[str]) -> bool:
    """Whether two triggers of one time in one sentence name one act."""
    if k.milestone and c.milestone:
        return k.milestone == c.milestone
    statement = k.trigger.entry.kind == "statement"
    if kind_of(k) != kind_of(c) and k.trigger.entry.kind != c.trigger.entry.kind:
        return False
    if k.milestone and statement != (k.milestone.kind == "statement"):
        return False
    if statement and source_of(k, persons) == source_of(c, persons) != "unknown":
        return k.content == c.content or not c.own
    beside = (
        k.trigger.noun
        or c.trigger.noun
        or "gerund" in (k.trigger.entry.form, c.trigger.entry.form)
        or k.trigger.clause != c.trigger.clause
        or k.days.rule == c.days.rule == "with its noun"
    )
    return (
        beside
        and not (k.predicate or c.predicate)
        and k.content == c.content
        and k.trigger.entry.kind != "transfer"
    )


def check_milestone(c: Candidate, dct: dt.date | None) -> None:
    """Drop a milestone that the days read from the text rule out."""
    named = [c.milestone, *c.scene.find_milestones(c.trigger)] if c.milestone else []
    c.milestone = next((m for m in named if is_possible(c, m, dct)), None)


def is_possible(c: Candidate, m: Milestone, dct: dt.date | None) -> bool:
    """Whether an event of these days can be the milestone; what goes on after it is another."""
    if c.days is None:
        return True
    if c.status == "ongoing" and c.days.latest and c.days.latest > move(m.latest, MILESTONE_SLACK):
        return False  # "the two-year war" does not report how it began
    late = c.days.earliest and c.days.earliest > move(m.latest, MILESTONE_SLACK)
    early = c.days.latest and c.days.latest < move(m.earliest, -MILESTONE_SLACK)
    return not (late or early or (dct and dct < m.earliest and c.status in DONE))


def write_mention(place: Place, c: Candidate) -> EventMention:
    start, end = place.span(place.clauses[c.trigger.clause])
    first, last = place.tokens.start[c.trigger.first], place.tokens.end[c.trigger.last]
    times = sorted(c.times, key=lambda t: t.start)
    days = c.days
    precision = days.precision
    if days.whole:
        length = (days.latest - days.earliest).days + 1
        if precision not in ("season", "decade"):
            precision = next((name for most, name in PRECISION_DAYS if length <= most), "vague")
    else:
        precision = "vague"
    return EventMention(
        start=start,
        end=end,
        text=place.text[start:end],
        trigger_start=first,
        trigger_end=last,
        trigger=place.text[first:last],
        kind=c.milestone.kind if c.milestone else c.trigger.entry.kind,
        status=c.status,
        actors=c.actors,
        earliest=days.earliest,
        latest=days.latest,
        precision=precision,
        time_start=times[0].start if times else None,
        time_end=times[-1].end if times else None,
        time_text=place.text[times[0].start : times[-1].end] if times else "",
        milestone=c.milestone.id if c.milestone else "",
        source_name=c.source_name,
        reasoning=days.why,
        rule=days.rule,
        days_basis="reference" if days.reference else "text",
    )


def write_events(
    rows: Sequence[tuple[int, Candidate]],
    places: Sequence[Place],
    dct: dt.date | None,
    persons: Collection[str],
) -> list[EventMention]:
    found: list[EventMention] = []
    by_sentence: dict[int, list[Candidate]] = {}
    for number, c in rows:
        by_sentence.setdefault(number, []).append(c)
    for number, candidates in by_sentence.items():
        dated = [c for c in candidates if c.days]
        for c in dated:
            fix_status(c, dct)
            clip_days(c, dct)
        told = [c for c in dated if is_told(c, dct)]
        for c in told:
            check_milestone(c, dct)
        told = merge_events(told, persons)
        told = [c for c in told if not is_lead(c, told)]
        found += [write_mention(places[number], c) for c in told]
    return sorted(found, key=lambda e: (e.trigger_start, e.trigger_end))
