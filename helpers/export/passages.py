"""The words of an article that an export may show: those of the report's own passages."""

from __future__ import annotations

import pandas as pd

from .layers import Allowed

GAP = " … "


def limit_words(passages: pd.DataFrame) -> Allowed:
    """Return a function of doc_id, start and end that gives the words which passages let through.

    ``passages`` is the frame of ``analyse.evidence.choose_passages``: doc_id, start, end, text.
    """
    by_document = {
        doc_id: list(zip(mine["start"], mine["end"], mine["text"], strict=True))
        for doc_id, mine in passages.sort_values(["doc_id", "start"]).groupby("doc_id")
    }

    def allowed(doc_id: str, start: int, end: int) -> str:
        parts = []
        for first, last, text in by_document.get(doc_id, []):
            if first < end and last > start:
                parts.append(text[max(start - first, 0) : end - first].strip())
        return GAP.join(part for part in parts if part)

    return allowed
