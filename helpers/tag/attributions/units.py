"""Units of a paragraph, and their frames with contents cut apart."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Sequence

from helpers.tag.attributions.contents import ADDRESSED, occasion_only
from helpers.tag.attributions.cues import Frame
from helpers.tag.attributions.frames import read_frame
from helpers.tag.attributions.nouns import has_verb, is_nominal, noun_right
from helpers.tag.attributions.signatures import read_signature
from helpers.tag.attributions.tokens import Unit, read_unit
from helpers.tag.attributions.words import (
    AND,
    AUX,
    BE,
    BREAK,
    COLON,
    COMMA,
    DASH,
    OBJ,
    PRON,
    STOP,
    THAT,
    Cue,
)

LONGEST = 200  # tokens of one content; keeps a line without end from costing its square


BESIDE = 12  # later frames of a unit that may end a content


TAG = 12  # tokens that may follow the verb of a sentence that only says who spoke


OPENING = 6  # tokens in which "In remarks cited by" opens a sentence


RELAYS = frozenset(["report", "say", "write", "quote", "cite", "note", "tell"])


COLON_CUE = Cue((), ":", frozenset(("say",)), "neutral", "")


def cut_out(start: int, end: int, skip: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of a stretch outside the spans to skip, which are in order without overlap.

    >>> cut_out(0, 10, [(3, 5)])
    [(0, 3), (5, 10)]
    """
    parts = []
    first = max(bisect_right(skip, (start, start)) - 1, 0)  # the one before may reach in
    for a, b in skip[first:]:
        if a >= end:
            break
        if b <= start:
            continue
        if a > start:
            parts.append((start, a))
        start = max(start, b)
    if start < end:
        parts.append((start, end))
    return parts


def is_tag(unit: Unit) -> bool:
    """Does a sentence say no more than who spoke, and perhaps when or where ("Rao said on Monday")?

    Nothing that could be a statement of its own may follow: no clause, nothing long.
    """
    bits, high = unit.bits, len(unit.bits)
    frames = read_frames(unit) if high <= 2 * TAG else []
    if len(frames) != 1 or not frames[0].source or frames[0].begins() or frames[0].left:
        return False
    t, cue = frames[0].end, frames[0].cue
    if "say" not in cue.takes or cue.form not in ("past", "s"):
        return False
    if cue.term in ADDRESSED and t < high:
        t = t + 1 if bits[t] & OBJ else noun_right(unit, t, high)
    if not occasion_only(unit, t, high):
        return False
    clause = any(bits[k] & (THAT | PRON | AUX | BE) for k in range(t, high))
    return high - t <= TAG and not clause and not has_verb(unit, t, high)


def read_units(
    text: str, sentences: list[tuple[int, int]], quotes: list[tuple[int, int, int, int]]
) -> list[Unit]:
    """The units of a paragraph: sentences, joined where a quotation goes on over the boundary.

    A quotation that ends with a full stop is joined with a sentence that says no more than whose it
    was (“We stay.” Rao said.).
    """
    units = []
    q = 0
    start = None
    for number, (a, b) in enumerate(sentences):
        if start is None:
            start = a
        k = q
        while k < len(quotes) and quotes[k][1] <= b:
            k += 1
        later = sentences[number + 1] if number + 1 < len(sentences) else None
        if later and k < len(quotes) and quotes[k][0] < b:
            continue
        closed = later and k > q and quotes[k - 1][1] == b
        alone = closed and not (k < len(quotes) and quotes[k][0] < later[1])
        if alone and (
            read_signature(text[later[0] : later[1]]) or is_tag(read_unit(text, *later, []))
        ):
            continue
        inside = quotes[q:k] if not (k < len(quotes) and quotes[k][0] < b) else quotes[q : k + 1]
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
    words = unit.words
    semicolons = deque([k for k, word in enumerate(words) if word == ";"] if ";" in words else ())
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
        and frames[1].begins() > first.end
        and unit.bits[frames[1].begins() - 1] & COMMA
    ):
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
    within = later.source
    if frame.right and within and within[0] <= frame.first < frame.right[0] < within[1]:
        # "Rao, noting the cold, said": the aside ends where the source of the later does
        frame.right = frame.right[0], min(frame.right[1], within[1])
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
