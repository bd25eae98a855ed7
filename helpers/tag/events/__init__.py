"""Find every event that a sentence places in time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.records import EventMention
from helpers.tag.patterns import compile_patterns, find_patterns

from .carry import Told, carry_nouns, carry_repeated, carry_sources, clip_days, repeat_events
from .date import MAIN, Candidate, Place, date_expressions, date_lengths, date_lights, date_signals, is_free, set_days, share_days
from .days import Days, move
from .status import read_tense
from .words import find_triggers, split_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from helpers.records import Attribution, Codebook, Document, Mention, Milestone, Sentence, Timex

    from .words import Clause

CLAIMED = frozenset({"transfer", "military_action", "change", "preparation"})
MILESTONE_SLACK = 45  # days by which an article may differ from the reference and still mean the same event
PRECISION_DAYS = ((1, "day"), (14, "week"), (31, "month"), (92, "quarter"), (366, "year"))


def find_milestones(text: str, sentence: Sentence, compiled: Sequence[tuple[Milestone, object]]) -> list[tuple[int, int, Milestone]]:
    """Mentions of the codebook's milestones in one sentence."""
    return [
        (match.start, match.end, milestone)
        for milestone, patterns in compiled
        for match in find_patterns(patterns, text, sentence.start, sentence.end)
    ]


def is_titled(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is set as a headline: most words capitalised, or no full stop at its end."""
    words = [w for w in text[sentence.start : sentence.end].split() if w[:1].isalpha()]
    capitals = sum(w[:1].isupper() for w in words)
    return len(words) > 3 and (10 * capitals >= 6 * len(words) or text[sentence.end - 1] not in ".!?”\"’")


def clause_end(place: Place, clause: Clause) -> tuple[int, int]:
    return place.tokens[clause.first].start, place.tokens[clause.last - 1].end


def add_actors(place: Place, candidates: Sequence[Candidate], mentions: Sequence[Mention], attributions: Sequence[Attribution]) -> None:
    """Who acts: the actors named in the event's clause and in the main clause before it; who speaks."""
    for c in candidates:
        clause = place.clauses[c.trigger.clause]
        spans = [clause_end(place, clause)]
        if clause.intro in (*MAIN, "where", "who", "which"):
            spans += [clause_end(place, k) for k in place.clauses[: c.trigger.clause] if k.intro in MAIN]
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
                if d.trigger.noun and d.trigger.clause == c.trigger.clause and d.trigger.entry.kind == c.trigger.entry.kind == "meeting_visit"
            )


def read_content(place: Place, candidates: list[Candidate], attributions: Sequence[Attribution]) -> None:
    """What a source says has the statement's day as a bound: plans lie after it, reports before it."""
    for c in candidates:
        start = place.tokens[c.trigger.first].start
        around = [a for a in attributions if a.start <= start < a.end and a.cue_start is not None and not a.start <= a.cue_start < a.end]
        if not around or (c.source != "unknown" and c.trigger.entry.kind == "statement" and c.own):
            continue
        said = around[0]
        cue = next((d for d in candidates if place.tokens[d.trigger.first].start <= said.cue_start <= place.tokens[d.trigger.last].end), None)
        c.content = True
        c.source_name = c.source_name or said.source_name
        if c.status in ("happened", "ongoing") and c.trigger.entry.kind in CLAIMED and c.tense.tense != "progressive":
            c.status = "claimed"
        if c.days is None and cue is not None and cue is not c and cue.days is not None:
            bound_content(c, cue.days)


def bound_content(c: Candidate, said: Days) -> None:
    """Days of an event from the day on which it is told."""
    if c.trigger.noun and c.trigger.entry.kind != "preparation":
        return
    if c.status in ("planned", "forecast"):
        set_days(c, Days(said.earliest, None, "vague", f"after it was said: {said.why}", "content: to come"))
    elif c.trigger.entry.kind == "preparation":
        set_days(c, replace(said, why=f"as it was said: {said.why}", rule="content: at the time"))
    elif c.status is not None and said.latest:
        set_days(c, Days(None, said.latest, "vague", f"before it was said: {said.why}", "content: before"))


def fix_status(c: Candidate, dct: dt.date | None) -> None:
    """A noun has no tense: its days against publication say whether it lies ahead."""
    if dct and c.days and c.days.whole and c.days.earliest > dct and c.status in ("happened", "ongoing"):
        c.status = "planned"
    if dct and c.days and c.days.latest and c.days.latest < dct and c.status in ("planned",) and c.trigger.noun and not c.predicate:
        c.status = "happened"


def is_told(c: Candidate) -> bool:
    """Whether a candidate is an event that its sentence places in time."""
    if c.status is None or c.days is None or c.trigger.entry.kind == "light":
        return False
    if c.trigger.entry.kind == "report" and not c.own:
        return False
    if c.trigger.noun and not (c.own or c.predicate or c.days.rule.startswith(("content: at", "carried", "repeated")) or c.days.rule == "time expression"):
        return False
    if c.trigger.noun and c.trigger.entry.kind == "statement" and not (c.own or c.predicate):
        return False
    return is_free(c) or c.own


def merge_events(candidates: Sequence[Candidate]) -> list[Candidate]:
    """One event for words of one kind and time in one sentence, unless finite verbs stand side by side."""
    kept: list[Candidate] = []
    for c in candidates:
        twin = next(
            (
                k
                for k in kept
                if k.trigger.entry.kind == c.trigger.entry.kind
                and (k.days.earliest, k.days.latest) == (c.days.earliest, c.days.latest)
                and not (k.predicate or c.predicate)
                and (k.trigger.noun or c.trigger.noun or k.trigger.entry.form == "gerund" or k.trigger.clause != c.trigger.clause)
                and not (k.content != c.content)
                and k.trigger.entry.kind != "transfer"
            ),
            None,
        )
        if twin is None:
            kept.append(c)
        elif twin.trigger.noun and not c.trigger.noun:
            kept[kept.index(twin)] = c
    return kept


def write_mention(place: Place, c: Candidate) -> EventMention:
    start, end = clause_end(place, place.clauses[c.trigger.clause])
    first, last = place.tokens[c.trigger.first], place.tokens[c.trigger.last]
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
        trigger_start=first.start,
        trigger_end=last.end,
        trigger=place.text[first.start : last.end],
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
    )


def find_events(
    document: Document,
    sentences: Sequence[Sentence],
    times: Sequence[Timex],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    codebook: Codebook,
    skip: Sequence[tuple[int, int]] = (),
) -> list[EventMention]:
    """Every event of a document that its wording places in time, in text order.

    Days come from the sentence's own expressions, then from offsets to another event or a milestone of the
    codebook, then from an earlier sentence that the wording points to.  Spans in ``skip`` date nothing.
    """
    text, dct = document.text, document.published
    compiled = [(m, compile_patterns(m.patterns, codebook)) for m in codebook.milestones if m.patterns]
    rows: list[tuple[int, Candidate]] = []
    places: list[Place] = []
    told: list[Told] = []
    carried: Days | None = None
    for number, sentence in enumerate(sentences):
        inside = any(a < sentence.end and sentence.start < b for a, b in skip)
        tokens = [] if inside else split_words(text, sentence.start, sentence.end)
        if not tokens:
            places.append(Place(text, [], [], [], dct, None))
            continue
        titled = is_titled(text, sentence)
        triggers, clauses = find_triggers(tokens, titled)
        mine = [t for t in times if sentence.start <= t.start < sentence.end]
        said = [a for a in attributions if a.start < sentence.end and sentence.start < a.end or (a.cue_start is not None and sentence.start <= a.cue_start < sentence.end)]
        place = Place(text, tokens, clauses, mine, dct, carried)
        places.append(place)
        every = [Candidate(t, tense, tense.status) for t in triggers for tense in [read_tense(tokens, t, clauses[t.clause].first, titled)]]
        anchors = find_milestones(text, sentence, compiled)
        date_sentence(place, every, anchors, number, told, [m for m in mentions if sentence.start <= m.start < sentence.end], said)
        candidates = [c for c in every if c.trigger.entry.kind != "light"]
        rows += [(number, c) for c in candidates]
        told += [Told(number, c) for c in candidates if c.days and c.days.whole and c.status]
        latest = [c for c in candidates if c.days and c.days.whole and c.status in ("happened",) and c.days.rule not in ("length",)]
        spans = [c for c in candidates if c.own and c.days and c.days.whole and c.days.rule == "since"]
        carried = (spans or latest)[-1].days if (spans or latest) else carried
    carry_sources(rows)
    repeat_events(rows)
    return write_events(rows, places, dct)


def newest_days(told: Sequence[Told]) -> Days | None:
    """The newest day told so far: what 'comes' in the present tense belongs to."""
    days = [t.candidate.days for t in told if t.candidate.status == "happened" and t.candidate.own and t.candidate.days.precision == "day"]
    newest = max(days, key=lambda d: d.latest, default=None)
    return replace(newest, why=f"the newest day told: {newest.why}", rule="carried: newest") if newest else None


def inherit_gerunds(candidates: Sequence[Candidate]) -> None:
    """'are expected to … by signing': a gerund is as real as the verb that it hangs on."""
    for k, c in enumerate(candidates):
        if c.tense.tense == "gerund":
            governor = next((d for d in reversed(candidates[:k]) if not d.trigger.noun and d.trigger.clause == c.trigger.clause), None)
            if governor is not None and governor.status in ("planned", "forecast"):
                c.status = governor.status


def date_sentence(
    place: Place,
    every: list[Candidate],
    anchors: Sequence[tuple[int, int, Milestone]],
    number: int,
    told: Sequence[Told],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
) -> None:
    """Date the candidates of one sentence, surest rule first."""
    lights = [c for c in every if c.trigger.entry.kind == "light"]
    candidates = [c for c in every if c.trigger.entry.kind != "light"]
    for c in candidates:
        start = place.tokens[c.trigger.first].start
        c.milestone = next((m for a, b, m in anchors if a <= start < b), None)
    add_actors(place, candidates, mentions, attributions)
    date_expressions(place, every)
    date_lengths(place, candidates)
    date_lights(place, candidates, lights)
    inherit_gerunds(candidates)
    carry_nouns(candidates, place.tokens, number, told)
    carry_repeated(candidates, told)
    for light in lights:
        low = place.tokens[max(light.trigger.first - 1, 0)].low
        if light.days is None and light.trigger.entry.status == "subject" and low in ("it", "this", "that") and place.carried:
            light.days = place.carried
        noun = next((c for c in candidates if c.predicate and c.days), None)
        if light.days is None and noun is not None:
            light.days = noun.days
        if light.days is None and light.tense.tense == "present" and light.trigger.entry.status == "subject":
            light.days = newest_days(told)
    date_signals(place, candidates, lights, anchors)
    date_lights(place, candidates, lights)
    share_days(place, candidates)
    read_content(place, candidates, attributions)


def check_milestone(c: Candidate, dct: dt.date | None) -> None:
    """Drop a milestone that the days read from the text rule out."""
    if c.milestone and c.days and c.status in ("happened", "ongoing", "claimed"):
        m = c.milestone
        late = c.days.earliest and c.days.earliest > move(m.latest, MILESTONE_SLACK)
        early = c.days.latest and c.days.latest < move(m.earliest, -MILESTONE_SLACK)
        if late or early or (dct and dct < m.earliest):
            c.milestone = None


def write_events(rows: Sequence[tuple[int, Candidate]], places: Sequence[Place], dct: dt.date | None) -> list[EventMention]:
    found: list[EventMention] = []
    by_sentence: dict[int, list[Candidate]] = {}
    for number, c in rows:
        by_sentence.setdefault(number, []).append(c)
    for number, candidates in by_sentence.items():
        for c in candidates:
            fix_status(c, dct)
            clip_days(c, dct)
            check_milestone(c, dct)
        told = merge_events([c for c in candidates if is_told(c)])
        found += [write_mention(places[number], c) for c in told]
    return sorted(found, key=lambda e: (e.trigger_start, e.trigger_end))
