"""Phrases that give furniture away: the list in ``data/lexicon/furniture.csv``.

``how`` says where a phrase counts: the whole line, its start, its end, anywhere in it (part), half
a sign of two (cue), or as the head of a list of other stories (block).
"""

from __future__ import annotations

import functools
import re

from ...load import read_lexicon
from .lines import BULLET, QUOTED, Label, Line

_READER = re.compile(r"\b(?:you|your|we|our|us)\b", re.IGNORECASE)


@functools.cache
def _terms() -> dict[str, list[tuple[str, str]]]:
    """how → (term, zone) of the furniture list, the longest first."""
    table: dict[str, list[tuple[str, str]]] = {}
    for row in sorted(read_lexicon("furniture"), key=lambda row: -len(row["term"])):
        table.setdefault(row["how"], []).append((row["term"], row["zone"]))
    return table


def find_phrase(line: Line) -> Label | None:
    """A phrase of the furniture list; words inside quotation marks do not count."""
    plain = BULLET.sub("", line.text, count=1) if BULLET.match(line.text) else line.text
    low = QUOTED.sub("“”", plain).lower().strip("<>«»→›… []")
    terms = _terms()
    for term, zone in terms["whole"]:
        if low.rstrip(":.") == term:
            return Label(zone, f"whole line: {term}")
    if line.words <= 60:
        for term, zone in terms["start"]:
            if low.startswith(term) and _starts_furniture(low, term, zone):
                return Label(zone, f"starts with: {term}")
        for term, zone in terms["end"]:
            if low.rstrip(". )").endswith(term):
                return Label(zone, f"ends with: {term}")
    for term, zone in terms["part"]:
        if term in low and (_READER.search(low) or line.words <= 14) and _speaks(low, term):
            return Label(zone, f"holds: {term}")
    cues = [term for term, _ in terms["cue"] if term in low]
    if len(cues) >= 2 and len(_READER.findall(low)) >= 2:
        return Label("appeal", f"holds: {', '.join(sorted(cues)[:3])}")
    return None


_VERB_OF_NEWS = re.compile(r"\b(?:said|says|told|was|were|has|had|according|reported|will|would)\b")


def _starts_furniture(low: str, term: str, zone: str) -> bool:
    """Whether what follows an opening phrase is no news sentence ("Editing by hand was banned")."""
    if term.endswith(":") or zone in ("related", "dateline"):
        return True
    return not _VERB_OF_NEWS.search(low) or bool(_READER.search(low))


def _speaks(low: str, term: str) -> bool:
    """Whether the line speaks to the reader, and does not report that somebody did."""
    before = low[: low.index(term)]
    return not re.search(r"\b(?:said|says|told|asked|urged|according to)\b", before)


def is_block_head(line: Line) -> bool:
    return line.text.lower().strip("<>«»→› ") in {term for term, _ in _terms()["block"]}


