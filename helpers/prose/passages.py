"""The only way an article's words reach a reader: within the quotation budget, with their place.

``passages`` is the frame of ``analyse.evidence.choose_passages``: doc_id, start, end, text.
"""

from __future__ import annotations

import hashlib
import re

import pandas as pd
from markupsafe import Markup

EVIDENCE = "5_evidence.html"
GAP = Markup('<span class="muted">…</span>')


def slug(name: str) -> str:
    """A name as part of an address: plain letters, and a digest when something had to go.

    >>> slug("000_16c9"), slug("../é").startswith("e-") or slug("../é")[:2]
    ('000_16c9', '-d')
    """
    plain = re.sub(r"[^A-Za-z0-9_]+", "-", name)
    return (
        plain
        if plain == name
        else f"{plain.strip('-')[:40]}-d{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    )


def anchor(doc_id: str, sentence_id: str) -> str:
    """The address of a sentence's entry in the evidence chapter."""
    return f"e-{slug(doc_id)}-{sentence_id}"


def say_place(sentence_id: str) -> str:
    """
    >>> say_place("p3s2")
    '¶3.2'
    """
    paragraph, _, number = sentence_id.lstrip("p").partition("s")
    return f"¶{paragraph}.{number}"


def link(doc_id: str, sentence_id: str, label: str | Markup | None = None) -> Markup:
    """A link to the evidence entry of a sentence; its label is the place unless given."""
    return Markup('<a href="{}#{}">{}</a>').format(
        EVIDENCE, anchor(doc_id, sentence_id), say_place(sentence_id) if label is None else label
    )


PIECES = {
    "q": Markup('<q data-doc="{}" data-start="{}" data-end="{}">{}</q>'),
    "span": Markup('<span data-doc="{}" data-start="{}" data-end="{}">{}</span>'),
}


def spans_of(passages: pd.DataFrame, doc_id: str) -> list[tuple[int, int, str]]:
    """The spans of one article in order; sorted out once per frame, for a chapter quotes often."""
    if "spans" not in passages.attrs:
        spans: dict[str, list[tuple[int, int, str]]] = {}
        for row in passages.sort_values(["doc_id", "start"]).itertuples():
            spans.setdefault(row.doc_id, []).append((row.start, row.end, row.text))
        passages.attrs["spans"] = spans
    return passages.attrs["spans"].get(doc_id, [])


def quote(passages: pd.DataFrame, doc_id: str, start: int, end: int, piece: str = "q") -> Markup:
    """The words between two offsets that the budget allows; a gap mark stands for the rest.

    Words that a tag cuts inside a phrase are shown to its end (``attrs["shown_as"]``).
    """
    start, end = passages.attrs.get("shown_as", {}).get((doc_id, start, end), (start, end))
    parts: list[Markup] = []
    at = start
    for low, high, text in spans_of(passages, doc_id):
        first, last = max(start, low), min(end, high)
        words = text[first - low : last - low] if first < last else ""
        if not words.strip():
            continue
        first += len(words) - len(words.lstrip())
        last -= len(words) - len(words.rstrip())
        if first > at + 1:
            parts.append(GAP)
        parts.append(PIECES[piece].format(doc_id, first, last, words.strip()))
        at = last
    if at + 1 < end:
        parts.append(GAP)
    return Markup(" ").join(parts)
