"""Phrases that give furniture away: the list in ``data/lexicon/furniture.csv``.

``how`` says where a phrase counts: the whole line, its start, its end, anywhere in it (part), half
a sign of two (cue), or as the head of a list of other stories (block).
"""

from __future__ import annotations

import functools
import re

from ...load import read_lexicon
from .lines import BULLET, QUOTED, Label, Line

# A whole word in small letters; every alternative begins with its letter, so that the search skips
# from one to the next.
_READER = re.compile(r"(?:y(?<!\wy)our?|w(?<!\ww)e|o(?<!\wo)ur|u(?<!\wu)[sſ])\b")


_NEWS = re.compile(r"\b(?:said|says|told|was|were|has|had|according|reported|will|would)\b")
_REPORTED = re.compile(r"\b(?:said|says|told|asked|urged|according to)\b")
_EDGES = "<>«»→›… []"

LONGEST_PHRASE_LINE = 60
"""Words: a line that starts or ends with a phrase and has more is a paragraph."""

SHORT = 14
"""Words: a line with more must speak to the reader (we, you) to be furniture by a phrase in it."""


@functools.cache
def _terms() -> dict[str, dict[str, str]]:
    """how → term → zone of the furniture list, the longest terms first."""
    table: dict[str, dict[str, str]] = {}
    for row in sorted(read_lexicon("furniture"), key=lambda row: -len(row["term"])):
        table.setdefault(row["how"], {})[row["term"]] = row["zone"]
    return table


def find_phrase(line: Line) -> Label | None:
    """A phrase of the furniture list; words inside quotation marks do not count."""
    plain = BULLET.sub("", line.text, count=1) if BULLET.match(line.text) else line.text
    quoted = "“" in plain or '"' in plain
    low = (QUOTED.sub("“”", plain) if quoted else plain).lower().strip(_EDGES)
    terms = _terms()
    zone = terms["whole"].get(low.rstrip(":."))
    if zone:
        return Label(zone, f"whole line: {low}")
    if line.words <= LONGEST_PHRASE_LINE:
        label = _at_an_edge(low, terms)
        if label:
            return label
    readers = len(_READER.findall(low))
    if readers or line.words <= SHORT:
        for term, zone in terms["part"].items():
            if term in low and not _REPORTED.search(low, 0, low.index(term)):
                return Label(zone, f"holds: {term}")
    if readers >= 2:
        cues = sorted(term for term in terms["cue"] if term in low)
        if len(cues) >= 2:
            return Label("appeal", f"holds: {', '.join(cues[:3])}")
    return None


def _at_an_edge(low: str, terms: dict[str, dict[str, str]]) -> Label | None:
    """A phrase at the line's start or end."""
    if low.startswith(_edge("start")):
        for term, zone in terms["start"].items():
            if low.startswith(term) and _starts_furniture(low, term, zone):
                return Label(zone, f"starts with: {term}")
    closed = low.rstrip(". )")
    if closed.endswith(_edge("end")):
        term = next(term for term in terms["end"] if closed.endswith(term))
        return Label(terms["end"][term], f"ends with: {term}")
    return None


@functools.cache
def _edge(how: str) -> tuple[str, ...]:
    return tuple(_terms()[how])


def _starts_furniture(low: str, term: str, zone: str) -> bool:
    """Whether what follows an opening phrase is no news sentence ("Editing by hand was banned")."""
    if term.endswith(":") or zone in ("related", "dateline"):
        return True
    return not _NEWS.search(low) or bool(_READER.search(low))


def is_block_head(line: Line) -> bool:
    """Whether a line is the head of a list of other stories."""
    return len(line.text) < 40 and line.text.lower().strip(_EDGES) in _terms()["block"]
