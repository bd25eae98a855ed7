"""Speakers: who said what stands beside a quotation, when no reporting verb of the list tells."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.tag.attributions.cues import Frame
from helpers.tag.attributions.nouns import is_nominal, noun_right, with_apposition
from helpers.tag.attributions.signatures import read_signature
from helpers.tag.attributions.tokens import Unit
from helpers.tag.attributions.words import (
    AND,
    BREAK,
    CAP,
    COLON,
    CUE,
    DASH,
    DET,
    ED,
    PREP,
    PRON,
    QUOTE,
    STOP,
)

NAME = 8  # tokens of a name before a colon, office included
# Prepositions that end no name but say when or where: "In Vienna: “…”".
PLACED = frozenset(["from", "in", "on", "by", "at"])


@dataclass(slots=True)
class Speaker:
    """The last speaker: spans of source and cue in the text, and the paragraph."""

    source: tuple[int, int] | None
    cue: Frame | None
    cue_span: tuple[int, int] | None
    relay: tuple[int, int] | None
    paragraph: int


def char_span(unit: Unit, tokens: tuple[int, int]) -> tuple[int, int]:
    return unit.starts[tokens[0]], unit.end(tokens[1] - 1)


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

    For verbs that no list holds: “Never,” an angry mayor retaliated; “Never,” exhorted Ilse Brandt.
    """
    bits, high = unit.bits, len(unit.bits)
    if closing not in ",?!" or k + 2 >= high:
        return None
    first = k + 1
    inverted = bits[first] & ED and bits[first + 1] & CAP and not bits[first + 1] & (PRON | BREAK)
    first += bool(inverted)
    if not bits[first] & (PRON | DET | CAP):
        return None
    if not (bits[first] & PRON or is_nominal(unit, first)):
        return None
    end = noun_right(unit, first, high)
    if end == first or (end >= high and not inverted):
        return None
    if inverted:
        end = with_apposition(unit, end, high)
    return Speaker(char_span(unit, (first, end)), None, None, None, paragraph)


def signed(unit: Unit, k: int, text: str, paragraph: int) -> Speaker | None:
    """Whose name, after a dash, is all that follows a quotation (“We stay.” — Ilse Brandt)."""
    first = unit.starts[k + 1] if k + 1 < len(unit.bits) and unit.bits[k + 1] & DASH else 0
    name = read_signature(text[first : unit.end(len(unit.words) - 1)]) if first else None
    if name is None:
        return None
    return Speaker((first + name[0], first + name[1]), None, None, None, paragraph)


def speaker_before(unit: Unit, k: int, paragraph: int) -> Speaker | None:
    """Whose name and colon stand right before a quotation (Rao: “No.”, More from Rao: “No.”).

    Only a name that begins the sentence or follows a dash, a quotation or "from"; what comes before
    a colon otherwise is a clause.
    """
    bits, words = unit.bits, unit.words
    if k < 2 or not bits[k - 1] & COLON:
        return None
    first = k - 1
    while first and bits[first - 1] & (CAP | AND | PREP) and words[first - 1] not in PLACED:
        first -= 1
    if not 0 < k - 1 - first <= NAME or bits[first] & CUE:
        return None
    if first and not bits[first - 1] & (DASH | QUOTE | STOP) and words[first - 1] != "from":
        return None
    return Speaker(char_span(unit, (first, k - 1)), None, None, None, paragraph)
