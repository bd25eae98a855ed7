"""Find every event that a sentence places in time."""

from __future__ import annotations

from bisect import bisect_right
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, TypeVar

from helpers.tag.patterns import compile_patterns

from .carry import (
    Story,
    carry_again,
    carry_nouns,
    carry_repeated,
    carry_sources,
)
from .clauses import find_triggers
from .content import bound_deliveries, find_speakers, read_content
from .datelines import skip_dateline
from .days import find_references
from .expressions import date_expressions
from .lengths import date_lengths
from .milestones import Anchors, find_milestones
from .parties import Cast
from .places import Candidate, Place
from .relations import date_lights, date_signals
from .repeats import repeat_events
from .scenes import Scene
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
        Sentence,
        Timex,
    )

__all__ = ["find_events", "find_milestones", "is_titled"]
T = TypeVar("T")
LONG = 250  # words of a sentence read at once; a longer one is a list, and is read in pieces


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
    if len(words) <= 3:
        return False
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
    patterns = [p for m in codebook.milestones for p in m.patterns]
    compiled = compile_patterns(patterns, codebook, told=())
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
        anchors = Anchors(text, sentence, compiled, owners)
        for k in range(0, len(tokens.low), LONG):
            piece = tokens.cut(k, k + LONG) if len(tokens.low) > LONG else tokens
            triggers, clauses = find_triggers(piece, titled)
            start, end = piece.start[0], piece.end[-1]
            mine = [t for t in in_times[number] if start <= t.start < end]
            if reduce(or_, piece.kind) & REFERENCE:
                mine = find_references(text, start, end, mine)
            place = Place(text, piece, clauses, mine, dct, story.carried, said)
            places.append(place)
            if not triggers:
                if here:
                    Scene(place, (), (), here, anchors, cast)  # whom it names together
                continue
            tenses = [read_tense(piece, t, clauses[t.clause].first, titled) for t in triggers]
            scene = Scene(place, triggers, tenses, here, anchors, cast)
            told = zip(triggers, tenses, strict=True)
            every = [Candidate(t, tense, tense.status, scene) for t, tense in told]
            candidates = date_sentence(scene, every, story, number, said)
            rows += [(len(places) - 1, c) for c in candidates]
            story.follow(number, candidates)
    persons = {a.id for a in codebook.actors if a.kind == "person"}
    carry_sources(rows, persons)
    carry_again(rows, places, persons)
    repeat_events(rows)
    return write_events(rows, places, dct, persons)


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
    scene: Scene,
    every: list[Candidate],
    story: Story,
    number: int,
    attributions: Sequence[Attribution],
) -> list[Candidate]:
    """Date the candidates of one sentence, surest rule first."""
    place = scene.place
    lights = [c for c in every if c.trigger.entry.kind == "light"]
    candidates = [c for c in every if c.trigger.entry.kind != "light"] if lights else every
    find_speakers(place, every, attributions)
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
    date_signals(scene, candidates, lights)
    date_lights(place, candidates, lights)
    share_days(place, candidates)
    read_content(place, candidates, attributions)
    bound_deliveries(place, candidates)
    return candidates
