"""From text to attributions: units, frames, then one record per content and per quotation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from helpers.records import Attribution
from helpers.tag.attributions.frames import Frame, main_subject, read_frame
from helpers.tag.attributions.phrases import is_nominal, noun_right
from helpers.tag.attributions.quotes import find_quotes
from helpers.tag.attributions.tokens import Unit, read_unit
from helpers.tag.attributions.words import (
    AND,
    BREAK,
    CAP,
    COLON,
    COMMA,
    DASH,
    DET,
    PRON,
    QUOTE,
    STOP,
    THAT,
    Cue,
    cue_forms,
)
from helpers.tag.sentences import find_sentences

WORD = re.compile(r"[a-z]+")
MARKS = re.compile(r"[“”„«»\"‘]|''|``|(?<!\w)'(?=\w)")
LONG_QUOTE = 5  # words; a shorter quotation without a cue is a term, not a statement
ALONE = 12  # tokens of a unit that can be quotations and marks alone
LONGEST = 400  # tokens of one content; keeps a line without end from costing its square
BESIDE = 12  # later frames of a unit that may end a content
OPENING = 6  # tokens in which "In remarks cited by" opens a sentence
RELAYS = frozenset(["report", "say", "write", "quote", "cite", "note", "tell"])


# Verbs of thought: a quotation in what someone says that others think is the speaker's.
THOUGHTS = frozenset(
    ["think", "believe", "hope", "feel", "want", "know", "see", "fear", "expect", "worry", "consider", "wish", "prefer", "learn", "find", "assume", "intend", "plan", "aim", "name", "seem", "appear", "support", "oppose", "favor", "agree", "mean", "seek"]
)


COLON_CUE = Cue((), ":", frozenset(("say",)), "neutral", "")


@dataclass(slots=True)
class Speaker:
    """The last speaker: spans of source and cue in the text, and the paragraph."""

    source: tuple[int, int] | None
    cue: Frame | None
    cue_span: tuple[int, int] | None
    relay: tuple[int, int] | None
    paragraph: int


def cut_out(start: int, end: int, skip: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of a stretch outside the spans to skip.

    >>> cut_out(0, 10, [(3, 5)])
    [(0, 3), (5, 10)]
    """
    parts = []
    for a, b in skip:
        if b <= start or a >= end:
            continue
        if a > start:
            parts.append((start, a))
        start = max(start, b)
    if start < end:
        parts.append((start, end))
    return parts


def read_units(
    text: str, sentences: list[tuple[int, int]], quotes: list[tuple[int, int, int, int]]
) -> list[Unit]:
    """The units of a paragraph: sentences, joined where a quotation goes on over the boundary."""
    units = []
    forms = cue_forms().keys()
    q = 0
    start = None
    for number, (a, b) in enumerate(sentences):
        if start is None:
            start = a
        k = q
        while k < len(quotes) and quotes[k][1] <= b:
            k += 1
        if k < len(quotes) and quotes[k][0] < b and number + 1 < len(sentences):
            continue
        inside = quotes[q:k] if not (k < len(quotes) and quotes[k][0] < b) else quotes[q : k + 1]
        if (
            inside
            or ": " in text[start : start + 40]
            or not forms.isdisjoint(WORD.findall(text[start:b].lower()))
        ):
            units.append(read_unit(text, start, b, inside))
        q += len(inside)
        start = None
    return units


def read_frames(unit: Unit) -> list[Frame]:
    """The frames of a unit in order, contents cut where the next clause reports something else."""
    frames: list[Frame] = []
    if unit.headline:
        spoken = read_colon(unit)
        if spoken:
            return [spoken]
    high = len(unit.words)
    low = 0
    past = 0
    semicolons = deque(k for k, word in enumerate(unit.words) if word == ";")
    for i in unit.cues:
        if i < past:
            continue
        while semicolons and semicolons[0] < i:
            low = semicolons.popleft() + 1
        earlier = frames[-1] if frames else None
        frame = read_frame(unit, i, max(low, i - LONGEST), min(high, i + LONGEST), earlier)
        if frame:
            frames.append(frame)
        past = max(past, frames[-1].end if frames else 0)
    frames = pass_on(unit, frames)
    for n, frame in enumerate(frames):
        for later in frames[n + 1 : n + 1 + BESIDE]:
            cut_content(unit, frame, later)
    return frames


def pass_on(unit: Unit, frames: list[Frame]) -> list[Frame]:
    """ "In remarks cited by X, Rao told": the first frame only names the relay of the next."""
    first = frames[0] if len(frames) > 1 else None
    if (
        first
        and first.rule == "passive"
        and first.first < OPENING
        and first.cue.term in RELAYS | {"carry", "publish"}
    ):
        if frames[1].begins() > first.end and unit.bits[frames[1].begins() - 1] & COMMA:
            frames[1].relay = first.source
            return frames[1:]
    return frames


def read_colon(unit: Unit) -> Frame | None:
    """A headline's speaker: "Lynch: No influence on probe"; one to four words before the colon."""
    for k in range(1, min(5, len(unit.bits) - 3)):
        if unit.bits[k] & COLON:
            return Frame(
                COLON_CUE, k, k + 1, "name before a colon", (0, k), (k + 1, len(unit.bits))
            )
        if not is_nominal(unit, k):
            break
    return None


def cut_content(unit: Unit, frame: Frame, later: Frame) -> None:
    """End a frame's content where a later frame begins beside it, not inside it."""
    begins = later.begins()
    if (
        later.rule == "claim answered"
        and frame.right
        and later.right
        and frame.right[0] == later.right[0]
    ):
        frame.right = later.right
        return
    if frame.right and frame.right[0] < begins < frame.right[1]:
        before = unit.bits[begins - 1]
        at = begins - 1
        if later.left and before & (COMMA | DASH):
            frame.right = (frame.right[0], at)
            if later.cue.term in RELAYS or later.rule == "according to":
                frame.relay = frame.relay or later.source
        elif before & (COMMA | DASH | STOP) or (before & (AND | BREAK) and not before & THAT):
            while at - 1 > frame.right[0] and unit.bits[at - 1] & (COMMA | AND | BREAK):
                at -= 1
            if at > frame.right[0]:
                frame.right = (frame.right[0], at)


def char_span(unit: Unit, tokens: tuple[int, int]) -> tuple[int, int]:
    return unit.starts[tokens[0]], unit.ends[tokens[1] - 1]


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


def speaker_of(unit: Unit, frame: Frame, paragraph: int) -> Speaker:
    return Speaker(
        char_span(unit, frame.source) if frame.source else None,
        frame,
        char_span(unit, (frame.first, frame.end)),
        char_span(unit, frame.relay) if frame.relay else None,
        paragraph,
    )


def speaker_after(unit: Unit, k: int, closing: str, paragraph: int) -> Speaker | None:
    """Who stands right after a quotation that ends with a comma, question or exclamation mark.

    For verbs that no list holds: “Never,” an angry mayor retaliated.
    """
    if closing not in ",?!" or k + 1 >= len(unit.bits) or not unit.bits[k + 1] & (PRON | DET | CAP):
        return None
    if not (unit.bits[k + 1] & PRON or is_nominal(unit, k + 1)):
        return None
    end = noun_right(unit, k + 1, len(unit.words))
    if end == k + 1 or end >= len(unit.words):
        return None
    return Speaker(char_span(unit, (k + 1, end)), None, None, None, paragraph)


def read_contents(
    text: str, unit: Unit, paragraph: int, last: Speaker | None
) -> tuple[list[Attribution], Speaker | None]:
    """The records of one unit and the speaker that a following quotation belongs to."""
    found: list[Attribution] = []
    frames = read_frames(unit)
    holder: dict[int, Frame] = {}
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
            inside = (
                []
                if mute
                else [k for k in range(*tokens) if unit.bits[k] & QUOTE]
                if unit.quotes
                else []
            )
            for k in inside:
                if side is frame.left and k == tokens[1] - 1 and frame.rule != "according to":
                    holder[k] = (len(unit.words), speaker, tokens[1] - tokens[0] == 1, frame)
                    continue
                inner = frame.cue.term in THOUGHTS or frame.cue.form == "base"
                if k not in holder or (tokens[0] > holder[k][0] and not inner):
                    holder[k] = (tokens[0], speaker, tokens[1] - tokens[0] == 1, frame)
            if tokens[1] - tokens[0] == 1 and inside:
                continue
            rest = [k for k in range(*tokens) if not unit.bits[k] & (QUOTE | COMMA | STOP | DASH)]
            if not rest:
                for k in inside:
                    holder[k] = (tokens[0], speaker, True, frame)
                continue
            found.append(make(text, char_span(unit, tokens), "indirect", speaker, frame.rule))
    said = [n for n, frame in enumerate(frames) if frame.source]
    if unit.bits[-1] & COLON:
        tokens = None if said else main_subject(unit, 0, len(unit.words))
        if tokens:
            last = Speaker(char_span(unit, tokens), None, None, None, paragraph)
        elif said:
            last = speakers[said[0]]
    elif said:
        last = speakers[said[0]]
    subject: Speaker | None = None
    firsts = [frame.first for frame in frames]
    for k, quote in unit.quotes.items():
        inner = (quote[2], quote[3])
        if k in holder:
            _, speaker, whole, frame = holder[k]
            found.append(make(text, inner, "direct" if whole else "partial", speaker, frame.rule))
            if whole:
                last = speaker
            continue
        after = speaker_after(unit, k, text[quote[3] - 1], paragraph)
        if after:
            last = after
            found.append(make(text, inner, "direct", after, "name after the comma"))
            continue
        loose = COMMA | STOP | DASH | QUOTE | COLON
        if len(unit.words) < ALONE and sum(1 for bit in unit.bits if not bit & loose) <= 1 and last:
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


def apart(text: str, tag: Attribution) -> Attribution | None:
    """The attribution with its content cut so that its source lies outside it; None when nothing is left."""
    start, end, at = tag.start, tag.end, tag.source_start
    if at is None or tag.source_end <= start or at >= end or tag.kind != "indirect":
        return tag
    start, end = (start, at) if at > start else (tag.source_end, end)
    words = text[start:end].strip(" ,;:—–-")
    if not words or end <= start:
        return None
    start = text.index(words, start)
    return replace(tag, start=start, end=start + len(words), text=words)


def nest(text: str, tags: list[Attribution]) -> list[Attribution]:
    """The attributions in text order, contents that cross cut so that the later lies in the earlier."""
    kept = sorted(filter(None, (apart(text, tag) for tag in tags)), key=lambda a: (a.start, -a.end))
    open_: list[Attribution] = []
    out = []
    for tag in kept:
        while open_ and open_[-1].end <= tag.start:
            open_.pop()
        if open_ and open_[-1].end < tag.end:
            words = text[tag.start : open_[-1].end].rstrip(" ,;:—–-")
            tag = replace(tag, end=tag.start + len(words), text=words)
            if not words:
                continue
        open_.append(tag)
        out.append(tag)
    return out


def find_attributions(text: str, skip: Iterable[tuple[int, int]] = ()) -> list[Attribution]:
    """All attributions of a text, in text order, none in or across a span of ``skip``."""
    skipped = sorted(skip)
    found: list[Attribution] = []
    last: Speaker | None = None
    lines: dict[int, list[tuple[int, int]]] = {}
    for s in find_sentences(text):
        for part in cut_out(s.start, s.end, skipped) if skipped else [(s.start, s.end)]:
            lines.setdefault(s.paragraph, []).append(part)
    for paragraph, sentences in lines.items():
        start, end = sentences[0][0], sentences[-1][1]
        line = text[start:end]
        quoted = MARKS.search(line)
        quotes = find_quotes(text, start, end) if quoted else []
        for unit in read_units(text, sentences, quotes):
            if not unit.words:
                continue
            records, last = read_contents(text, unit, paragraph, last)
            found += records
    return nest(text, found)
