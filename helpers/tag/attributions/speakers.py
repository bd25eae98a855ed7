"""Speakers: who said what stands beside a quotation, when no reporting verb of the list tells."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.tag.attributions.cues import Frame
from helpers.tag.attributions.nouns import (
    BEFORE_OFFICES,
    has_verb,
    is_nominal,
    noun_right,
    with_apposition,
)
from helpers.tag.attributions.signatures import read_signature
from helpers.tag.attributions.tokens import Unit
from helpers.tag.attributions.words import (
    ADV,
    AND,
    BREAK,
    CAP,
    COLON,
    COMMA,
    CUE,
    DASH,
    DET,
    ED,
    POSS,
    PREP,
    PRON,
    QUOTE,
    STOP,
)

DESCRIBING = BEFORE_OFFICES | {"of"}  # what may begin an aside that is part of the source
OPENING = 3  # tokens that may open a line of an excerpt: "More from", "An excerpt from"
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


def without_doing(unit: Unit, source: tuple[int, int]) -> tuple[int, int]:
    """A source without the aside that only says what it does besides, or when and where ("Rao,
    speaking in Kiel", "Rao, after a pause").
    """
    first, end = source
    comma = next((k for k in range(first + 1, end - 1) if unit.bits[k] & COMMA), None)
    if comma is None or unit.words[comma + 1] in DESCRIBING:
        return source
    doing = unit.words[comma + 1].endswith(("ing", "ed"))
    when = unit.bits[comma + 1] & (PREP | BREAK | ADV) and not unit.bits[comma + 1] & CAP
    return (first, comma) if doing or when else source


def speaker_of(unit: Unit, frame: Frame, paragraph: int) -> Speaker:
    return Speaker(
        char_span(unit, without_doing(unit, frame.source)) if frame.source else None,
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
    end = with_apposition(unit, end, high)
    return Speaker(char_span(unit, (first, end)), None, None, None, paragraph)


def signed(unit: Unit, k: int, text: str, paragraph: int) -> Speaker | None:
    """Whose name, after a dash, is all that follows a quotation (“We stay.” — Ilse Brandt)."""
    first = unit.starts[k + 1] if k + 1 < len(unit.bits) and unit.bits[k + 1] & DASH else 0
    name = read_signature(text[first : unit.end(len(unit.words) - 1)]) if first else None
    if name is None:
        return None
    return Speaker((first + name[0], first + name[1]), None, None, None, paragraph)


def taken_from(unit: Unit, colon: int) -> tuple[int, int] | None:
    """Whose words a line without a verb takes from somewhere: "From Rao’s letter:", "More from the
    report:".
    """
    words = unit.words[:colon]
    if "from" not in words or has_verb(unit, 0, colon):
        return None
    first = words.index("from") + 1
    if first > OPENING or noun_right(unit, first, colon) < colon or first == colon:
        return None
    owner = next((k for k in range(first, colon) if unit.bits[k] & POSS), colon)
    return (first, owner) if owner > first else None


def speaker_before(unit: Unit, k: int, paragraph: int) -> Speaker | None:
    """Whose name and colon stand right before a quotation (Rao: “No.”, More from Rao: “No.”).

    Only a name that begins the sentence or follows a dash, a quotation or "from"; what comes before
    a colon otherwise is a clause.
    """
    bits, words = unit.bits, unit.words
    if k < 2 or not bits[k - 1] & COLON:
        return None
    excerpt = taken_from(unit, k - 1)
    if excerpt:
        return Speaker(char_span(unit, excerpt), None, None, None, paragraph)
    first = k - 1
    while first and bits[first - 1] & (CAP | AND | PREP) and words[first - 1] not in PLACED:
        first -= 1
    if not 0 < k - 1 - first <= NAME or bits[first] & CUE:
        return None
    if first and not bits[first - 1] & (DASH | QUOTE | STOP) and words[first - 1] != "from":
        return None
    return Speaker(char_span(unit, (first, k - 1)), None, None, None, paragraph)
