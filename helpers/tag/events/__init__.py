"""Find every event that a sentence places in time."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, TypeVar

from helpers.tag.patterns import compile_patterns, find_patterns

from .carry import (
    Story,
    carry_again,
    carry_nouns,
    carry_repeated,
    carry_sources,
    repeat_events,
)
from .clauses import find_triggers
from .content import Scene, add_actors, bound_deliveries, read_content
from .datelines import skip_dateline
from .days import find_references
from .expressions import date_expressions
from .lengths import date_lengths
from .parties import Cast
from .places import DONE, Candidate, Place
from .relations import date_lights, date_signals
from .shares import share_days
from .status import read_tense
from .tokens import REFERENCE, split_words
from .write import write_events

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpers.records import (
        Attribution,
        Codebook,
        Document,
        EventMention,
        Mention,
        Milestone,
        Sentence,
        Timex,
    )
    from helpers.tag.patterns import Compiled

T = TypeVar("T")
LONG = 250  # words of a sentence read at once; a longer one is a list, and is read in pieces
CONTEXT = 300  # characters before a sentence that may name whom its milestone is about


def find_milestones(
    text: str, sentence: Sentence, compiled: Compiled, owners: Sequence[Milestone], before: str = ""
) -> list[tuple[int, int, Milestone]]:
    """Mentions of the codebook's milestones in one sentence."""
    matches = find_patterns(compiled, text, sentence.start, sentence.end, before)
    return [(match.start, match.end, owners[match.pattern]) for match in matches]


def spread(sentences: Sequence[Sentence], spans: Sequence[tuple[int, int, T]]) -> list[list[T]]:
    """For every sentence what overlaps it, once; spans and sentences in text order."""
    starts = [s.start for s in sentences]
    found: list[list[T]] = [[] for _ in sentences]
    seen: set[tuple[int, int]] = set()
    for start, end, thing in spans:
        k = max(bisect_right(starts, start) - 1, 0)
        while k < len(sentences) and sentences[k].start < end:
            if start < sentences[k].end and (k, id(thing)) not in seen:
                seen.add((k, id(thing)))
                found[k].append(thing)
            k += 1
    return found


def is_titled(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is set as a headline: words capitalised, or no full stop at its end."""
    words = text[sentence.start : sentence.end].split()
    firsts = list(filter(str.isalpha, [word[0] for word in words]))
    if len(firsts) <= 3:
        return False
    return text[sentence.end - 1] not in '.!?”"’' or (
        10 * sum(map(str.isupper, firsts)) >= 6 * len(firsts)
    )


def spread_starts(sentences: Sequence[Sentence], things: Sequence[T]) -> list[list[T]]:
    """For every sentence what begins in it; things and sentences in text order."""
    starts = [s.start for s in sentences]
    found: list[list[T]] = [[] for _ in sentences]
    for thing in things:
        k = bisect_right(starts, thing.start) - 1
        if k >= 0 and thing.start < sentences[k].end:
            found[k].append(thing)
    return found


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
    owners = [m for m in codebook.milestones for _ in m.patterns]
    compiled = compile_patterns([p for m in codebook.milestones for p in m.patterns], codebook)
    in_times, in_mentions = spread_starts(sentences, times), spread_starts(sentences, mentions)
    cues = [(a.cue_start, a.cue_start + 1, a) for a in attributions if a.cue_start is not None]
    in_said = spread(sentences, [*((a.start, a.end, a) for a in attributions), *cues])
    in_skip = spread(sentences, [(a, b, (a, b)) for a, b in skip])
    rows: list[tuple[int, Candidate]] = []
    places: list[Place] = []
    story = Story()
    cast = Cast({a.id: a.kind for a in codebook.actors}, {a.id: a.state for a in codebook.actors})
    for number, sentence in enumerate(sentences):
        if in_skip[number]:
            continue
        here, said = in_mentions[number], in_said[number]
        begin = skip_dateline(text, sentence.start, sentence.end)
        tokens = split_words(text, begin, sentence.end)
        titled = is_titled(text, sentence)
        anchors = None
        for k in range(0, len(tokens.low), LONG):
            piece = tokens.cut(k, k + LONG) if len(tokens.low) > LONG else tokens
            triggers, clauses = find_triggers(piece, titled)
            start, end = piece.start[0], piece.end[-1]
            mine = [t for t in in_times[number] if start <= t.start < end]
            if any(kind & REFERENCE for kind in piece.kind):
                mine = find_references(text, start, end, mine)
            place = Place(text, piece, clauses, mine, dct, story.carried, said)
            places.append(place)
            if not triggers:
                if here:
                    Scene(place, (), here, cast)  # whom it names together
                continue
            if anchors is None:
                lead = text[max(0, sentence.start - CONTEXT) : sentence.start]
                anchors = find_milestones(text, sentence, compiled, owners, lead)
            tenses = [read_tense(piece, t, clauses[t.clause].first, titled) for t in triggers]
            every = [Candidate(t, s, s.status) for t, s in zip(triggers, tenses, strict=True)]
            date_sentence(place, every, anchors, number, (story, cast), here, said)
            candidates = [c for c in every if c.trigger.entry.kind != "light"]
            rows += [(len(places) - 1, c) for c in candidates]
            story.follow(number, candidates)
    persons = {a.id for a in codebook.actors if a.kind == "person"}
    carry_sources(rows, persons)
    carry_again(rows, places, persons)
    repeat_events(rows)
    return write_events(rows, places, dct, persons)


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


def name_milestones(
    place: Place, candidates: Sequence[Candidate], anchors: Sequence[tuple[int, int, Milestone]]
) -> None:
    """Say which milestone each candidate may be."""
    for c in candidates:
        named = choose_milestones(c, place.tokens.start[c.trigger.first], anchors)
        c.milestone, c.others = (named[0], tuple(named[1:])) if named else (None, ())
    for c in candidates:
        for d in candidates if c.milestone and not c.trigger.noun else ():
            mate = d.trigger.noun and d.trigger.clause == c.trigger.clause
            if mate and d.trigger.entry.kind == c.trigger.entry.kind == "meeting_visit":
                d.milestone = d.milestone or c.milestone  # "visiting Oslo for a summit"


def date_sentence(
    place: Place,
    every: list[Candidate],
    anchors: Sequence[tuple[int, int, Milestone]],
    number: int,
    before: tuple[Story, Cast],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
) -> None:
    """Date the candidates of one sentence, surest rule first."""
    story, cast = before
    lights = [c for c in every if c.trigger.entry.kind == "light"]
    candidates = [c for c in every if c.trigger.entry.kind != "light"]
    if anchors:
        anchors = keep_possible(place, every, anchors)
        name_milestones(place, candidates, anchors)
    add_actors(place, every, mentions, attributions, cast)
    date_expressions(place, every)
    date_lengths(place, candidates)
    date_lights(place, candidates, lights)
    inherit_gerunds(candidates)
    carry_nouns(candidates, place.tokens, number, story.told)
    carry_repeated(candidates, story.acts)
    for light in lights:
        low = place.tokens.low[max(light.trigger.first - 1, 0)]
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
            light.days = story.newest
    date_signals(place, candidates, lights, anchors)
    date_lights(place, candidates, lights)
    share_days(place, candidates)
    read_content(place, candidates, attributions)
    bound_deliveries(place, candidates)
