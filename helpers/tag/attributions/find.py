"""From text to attributions: one record per content and per quotation."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from helpers.records import Attribution, Sentence
from helpers.tag.attributions.contents import main_subject
from helpers.tag.attributions.cues import Frame
from helpers.tag.attributions.nesting import nest
from helpers.tag.attributions.quotes import find_quotes
from helpers.tag.attributions.signatures import find_signatures
from helpers.tag.attributions.speakers import (
    Speaker,
    char_span,
    signed,
    speaker_after,
    speaker_before,
    speaker_of,
    taken_from,
)
from helpers.tag.attributions.tokens import Unit
from helpers.tag.attributions.transcripts import find_turns
from helpers.tag.attributions.units import cut_out, read_frames, read_units
from helpers.tag.attributions.words import (
    COLON,
    COMMA,
    DASH,
    PREP,
    QUOTE,
    STOP,
)
from helpers.tag.sentences import split_paragraphs

LONG_QUOTE = 5  # words; a shorter quotation without a cue is a term, not a statement


LONG_WORD = 3  # letters; shorter words stay small in titles


ALONE = 12  # tokens of a unit that can be quotations and marks alone


# Verbs that have things for subjects: "Rao said the vote signals “the end”".
SIGNS = frozenset(
    [
        "show", "find", "suggest", "indicate", "reveal", "signal", "underscore", "highlight",
        "detail", "prove", "demonstrate",
    ]
)


# Verbs of thought: a quotation in what someone says that others think is the speaker's.
THOUGHTS = frozenset(
    [
        "think", "believe", "hope", "feel", "want", "know", "see", "fear", "expect", "worry",
        "consider", "wish", "prefer", "learn", "find", "assume", "intend", "plan", "aim", "name",
        "seem", "appear", "support", "oppose", "favor", "agree", "mean", "seek",
    ]
)


def trim(unit: Unit, tokens: tuple[int, int]) -> tuple[int, int] | None:
    """Token range without punctuation at its ends."""
    a, b = tokens
    loose = COMMA | STOP | DASH
    while a < b and unit.bits[a] & loose:
        a += 1
    while a < b and unit.bits[b - 1] & loose:
        b -= 1
    return (a, b) if a < b else None


def make(text: str, span: tuple[int, int], kind: str, speaker: Speaker, rule: str) -> Attribution:
    """One record from spans of the text."""
    source, cue, relay = speaker.source, speaker.cue_span, speaker.relay
    return Attribution(
        span[0],
        span[1],
        text[span[0] : span[1]],
        kind,
        source[0] if source else None,
        source[1] if source else None,
        text[source[0] : source[1]] if source else "",
        cue[0] if cue else None,
        cue[1] if cue else None,
        text[cue[0] : cue[1]] if cue else "",
        speaker.cue.cue.force if speaker.cue else "neutral",
        relay[0] if relay else None,
        relay[1] if relay else None,
        text[relay[0] : relay[1]] if relay else "",
        rule=rule,
    )


def is_title(words: str) -> bool:
    """Is a quotation the title of a work: all long words large, no stop at its end?

    >>> is_title("The Long Thaw of the North"), is_title("We Shall Stay."), is_title("We all stay")
    (True, False, False)
    """
    long_words = [word for word in words.split() if len(word) > LONG_WORD]
    return not words.endswith((".", "!", "?")) and all(word[0].isupper() for word in long_words)


def is_work(words: str) -> bool:
    """Is a quotation the title of a work, long enough to be sure even where a stop ends it?"""
    return len(words.split(None, LONG_QUOTE)) >= LONG_QUOTE and is_title(words.rstrip(".,"))


def is_inner(unit: Unit, frame: Frame) -> bool:
    """Does a frame only tell of a thought or of a thing that speaks, inside what somebody says?

    A quotation in it is the outer speaker's: Rao said she wants a law that calls for “no more”.
    """
    thing = frame.rule == "relative the verb" and frame.source
    return (
        frame.cue.term in THOUGHTS | SIGNS
        or frame.cue.form == "base"
        or bool(thing and unit.words[thing[1] - 1] in ("that", "which"))
    )


def last_speaker(
    unit: Unit, frames: list[Frame], speakers: list[Speaker], paragraph: int
) -> Speaker | None:
    """Whom a unit's reports leave as the speaker of a quotation that follows without a cue.

    The first who says something; who thinks, or stands in a relative clause, only where nobody
    does.  A sentence with a colon and no cue announces its subject.
    """
    said = [n for n, frame in enumerate(frames) if frame.source]
    plain = [
        n
        for n in said
        if frames[n].cue.term not in THOUGHTS
        and frames[n].rule not in ("relative the verb", "noun of speech")
    ]
    if said:
        return speakers[(plain or said)[0]]
    if not unit.bits[-1] & COLON:
        return None
    tokens = taken_from(unit, len(unit.words) - 1) or main_subject(unit, 0, len(unit.words))
    return Speaker(char_span(unit, tokens), None, None, None, paragraph) if tokens else None


def read_contents(
    text: str, unit: Unit, paragraph: int, last: Speaker | None
) -> tuple[list[Attribution], Speaker | None]:
    """The records of one unit and the speaker that a following quotation belongs to."""
    found: list[Attribution] = []
    frames = read_frames(unit) if unit.cues or unit.headline else []
    if not frames and not unit.quotes and not unit.bits[-1] & COLON:
        return found, last
    holder: dict[int, Frame] = {}
    bits = unit.bits
    speakers = [speaker_of(unit, frame, paragraph) for frame in frames]
    for frame, speaker in zip(frames, speakers, strict=True):
        for side in (frame.left, frame.right):
            tokens = trim(unit, side) if side else None
            if tokens is None:
                continue
            mute = (
                frame.rule in ("passive", "noun of speech", "claim answered")
                or (not frame.source
                and frame.rule != "quoted as saying")
            )
            quotes = () if mute else unit.quotes
            inside = [k for k in quotes if tokens[0] <= k < tokens[1]]
            for k in inside:
                if side is frame.left and k == tokens[1] - 1 and frame.rule != "according to":
                    holder[k] = (len(unit.words), speaker, tokens[1] - tokens[0] == 1, frame)
                    continue
                if k not in holder or (tokens[0] > holder[k][0] and not is_inner(unit, frame)):
                    holder[k] = (tokens[0], speaker, tokens[1] - tokens[0] == 1, frame)
            if tokens[1] - tokens[0] == 1 and inside:
                continue
            if all(bits[k] & (QUOTE | COMMA | STOP | DASH) for k in range(*tokens)):
                for k in inside:
                    holder[k] = (tokens[0], speaker, True, frame)
                continue
            found.append(make(text, char_span(unit, tokens), "indirect", speaker, frame.rule))
    last = last_speaker(unit, frames, speakers, paragraph) or last
    if not unit.quotes:
        return found, last
    subject: Speaker | None = None
    firsts = [frame.first for frame in frames]
    named = [frame.source for frame in frames if frame.source]
    for k, quote in unit.quotes.items():
        if any(a < k < b for a, b in named):
            continue  # a title in the source: “No,” said Rao, the author of “Home”
        inner = (quote[2], quote[3])
        before = speaker_before(unit, k, paragraph)
        if before:
            last = before
            found.append(make(text, inner, "direct", before, "name before a colon"))
            continue
        if k in holder:
            _, speaker, whole, frame = holder[k]
            if k and unit.bits[k - 1] & PREP and is_work(text[quote[2] : quote[3]]):
                continue  # said on “The Late Show With Rao”
            found.append(make(text, inner, "direct" if whole else "partial", speaker, frame.rule))
            if whole or frame.cue.term not in THOUGHTS:
                last = speaker
            continue
        after = speaker_after(unit, k, text[quote[3] - 1], paragraph)
        name = after or signed(unit, k, text, paragraph)
        if name:
            last = name
            rule = "name after the comma" if after else "signature"
            found.append(make(text, inner, "direct", name, rule))
            continue
        loose = COMMA | STOP | DASH | QUOTE | COLON
        alone = len(unit.words) < ALONE and sum(1 for bit in unit.bits if not bit & loose) <= 1
        if alone and last:
            found.append(make(text, inner, "direct", last, "goes on"))
            continue
        if len(text[quote[2] : quote[3]].split(None, LONG_QUOTE)) < LONG_QUOTE:
            continue
        if frames and any(f.source for f in frames):
            at = bisect_left(firsts, k)
            near = min(
                (n for n in (at - 1, at) if 0 <= n < len(frames)), key=lambda n: abs(firsts[n] - k)
            )
            found.append(make(text, inner, "partial", speakers[near], "beside the cue"))
            continue
        if not (k and unit.bits[k - 1] & (COLON | COMMA)) and not (k == 0 and len(unit.words) > 1):
            continue
        if is_title(text[quote[2] : quote[3]]):
            continue
        if k == 0 and last and last.paragraph == paragraph:
            found.append(make(text, inner, "partial", last, "goes on"))
            continue
        if subject is None:
            tokens = main_subject(unit, 0, len(unit.words))
            subject = Speaker(
                char_span(unit, tokens) if tokens else last.source if last else None,
                None,
                None,
                None,
                paragraph,
            )
        found.append(make(text, inner, "partial", subject, "subject of the sentence"))
    return found, last


def find_attributions(
    text: str,
    skip: Iterable[tuple[int, int]] = (),
    sentences: Sequence[Sentence] | None = None,
) -> list[Attribution]:
    """All attributions of a text, in text order, none in or across a span of ``skip``.

    ``sentences`` are those of the text, where they are known already.
    """
    skipped = sorted(skip)
    found: list[Attribution] = []
    last: Speaker | None = None
    if sentences is None:
        lines = dict(enumerate(split_paragraphs(text), 1))
    else:
        lines = {}
        for s in sentences:
            lines.setdefault(s.paragraph, []).append((s.start, s.end))
    if skipped:
        cut = {n: [p for s in spans for p in cut_out(*s, skipped)] for n, spans in lines.items()}
        lines = {n: parts for n, parts in cut.items() if parts}
    spans = [(parts[0][0], parts[-1][1]) for parts in lines.values()]
    names = find_signatures(text, spans)
    turns = find_turns(text, [s for s in spans if not skipped or cut_out(*s, skipped) == [s]])
    for paragraph, parts in lines.items():
        start, end = parts[0][0], parts[-1][1]
        if start in names:
            last = Speaker(names[start], None, None, None, paragraph)
        if start in turns:
            said = turns[start].said
            last = Speaker(turns[start].who, None, None, None, paragraph)
            found.append(make(text, said, "direct", last, "turn of a transcript"))
            start = said[0]
            parts = [(max(a, start), b) for a, b in parts if b > start]
        for unit in read_units(text, parts, find_quotes(text, start, end)):
            if not unit.words:
                continue
            records, last = read_contents(text, unit, paragraph, last)
            found += records
    return nest(text, found)
