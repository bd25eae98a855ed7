"""Find every event that a sentence places in time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.records import EventMention
from helpers.tag.patterns import compile_patterns, find_patterns

from .carry import Told, carry_nouns, carry_repeated, carry_sources, repeat_events
from .clauses import find_triggers
from .content import add_actors, read_content
from .days import Days, find_references
from .expressions import date_expressions, date_lengths
from .places import Candidate, Place
from .relations import date_lights, date_signals
from .shares import share_days
from .status import read_tense
from .words import split_words
from .write import write_events

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.records import Attribution, Codebook, Document, Mention, Milestone, Sentence, Timex


def find_milestones(
    text: str, sentence: Sentence, compiled: Sequence[tuple[Milestone, object]]
) -> list[tuple[int, int, Milestone]]:
    """Mentions of the codebook's milestones in one sentence."""
    return [
        (match.start, match.end, milestone)
        for milestone, patterns in compiled
        for match in find_patterns(patterns, text, sentence.start, sentence.end)
    ]


def is_titled(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is set as a headline: words capitalised, or no full stop at its end."""
    words = [w for w in text[sentence.start : sentence.end].split() if w[:1].isalpha()]
    capitals = sum(w[:1].isupper() for w in words)
    return len(words) > 3 and (
        10 * capitals >= 6 * len(words) or text[sentence.end - 1] not in '.!?”"’'
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

    Days come from the sentence's own expressions, then from offsets to another event or a
    milestone of the codebook, then from an earlier sentence that the wording points to.
    Spans in ``skip`` date nothing.
    """
    text, dct = document.text, document.published
    compiled = [
        (m, compile_patterns(m.patterns, codebook)) for m in codebook.milestones if m.patterns
    ]
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
        mine = find_references(
            text,
            sentence.start,
            sentence.end,
            [t for t in times if sentence.start <= t.start < sentence.end],
        )
        said = [
            a
            for a in attributions
            if (a.start < sentence.end and sentence.start < a.end)
            or (a.cue_start is not None and sentence.start <= a.cue_start < sentence.end)
        ]
        place = Place(text, tokens, clauses, mine, dct, carried)
        places.append(place)
        every = [
            Candidate(t, tense, tense.status)
            for t in triggers
            for tense in [read_tense(tokens, t, clauses[t.clause].first, titled)]
        ]
        anchors = find_milestones(text, sentence, compiled)
        date_sentence(
            place,
            every,
            anchors,
            number,
            told,
            [m for m in mentions if sentence.start <= m.start < sentence.end],
            said,
        )
        candidates = [c for c in every if c.trigger.entry.kind != "light"]
        rows += [(number, c) for c in candidates]
        told += [Told(number, c) for c in candidates if c.days and c.days.whole and c.status]
        latest = [
            c
            for c in candidates
            if c.days
            and c.days.whole
            and c.status in ("happened",)
            and c.days.rule not in ("length",)
        ]
        spans = [
            c for c in candidates if c.own and c.days and c.days.whole and c.days.rule == "since"
        ]
        carried = (spans or latest)[-1].days if (spans or latest) else carried
    carry_sources(rows, {a.id for a in codebook.actors if a.kind == "person"})
    repeat_events(rows)
    return write_events(rows, places, dct)


def newest_days(told: Sequence[Told]) -> Days | None:
    """The newest day told so far: what 'comes' in the present tense belongs to."""
    days = [
        t.candidate.days
        for t in told
        if t.candidate.status == "happened"
        and t.candidate.own
        and t.candidate.days.precision == "day"
    ]
    newest = max(days, key=lambda d: d.latest, default=None)
    return (
        replace(newest, why=f"the newest day told: {newest.why}", rule="carried: newest")
        if newest
        else None
    )


def inherit_gerunds(candidates: Sequence[Candidate]) -> None:
    """'are expected to … by signing': a gerund is as real as the verb that it hangs on."""
    for k, c in enumerate(candidates):
        if c.tense.tense == "gerund":
            governor = next(
                (
                    d
                    for d in reversed(candidates[:k])
                    if not d.trigger.noun and d.trigger.clause == c.trigger.clause
                ),
                None,
            )
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
        if (
            light.days is None
            and light.trigger.entry.status == "subject"
            and low in ("it", "this", "that")
            and place.carried
        ):
            light.days = place.carried
        noun = next((c for c in candidates if c.predicate and c.days), None)
        if light.days is None and noun is not None:
            light.days = noun.days
        if (
            light.days is None
            and light.tense.tense == "present"
            and light.trigger.entry.status == "subject"
        ):
            light.days = newest_days(told)
    date_signals(place, candidates, lights, anchors)
    date_lights(place, candidates, lights)
    share_days(place, candidates)
    read_content(place, candidates, attributions)
