"""Which came first: the orders of articles and of statements that hold under all bounds."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from helpers.records import Tables

COLUMNS = ["id", "label", "earliest", "latest", "basis", "text_earliest", "text_latest"]
PAIR_COLUMNS = ["first", "first_label", "second", "second_label", "holds", "holds_by_text"]
MOST = 200  # beyond this many, pairs would be tens of thousands: the newest are compared


def list_articles(tables: Tables) -> pd.DataFrame:
    """Articles as intervals: the manifest's bounds, and what the text alone allows."""
    frame = tables.articles
    out = pd.DataFrame(
        {
            "id": frame["doc_id"],
            "label": frame["label"],
            "earliest": frame["published_earliest"].fillna(frame["published"]),
            "latest": frame["published_latest"].fillna(frame["published"]),
            "basis": frame["published_basis"],
        }
    )
    out["text_earliest"] = frame["text_only_earliest"].fillna(out["earliest"])
    out["text_latest"] = frame["text_only_latest"].fillna(out["latest"])
    return out[COLUMNS]


def list_statements(promises: pd.DataFrame) -> pd.DataFrame:
    """Statements of ``compare_promises`` as intervals; their article's words are all they have."""
    out = pd.DataFrame(
        {
            "id": promises["doc_id"].astype(str) + " " + promises["sentence_id"].astype(str),
            "label": promises["source_name"].fillna("unknown speaker"),
            "earliest": promises["said_earliest"],
            "latest": promises["said_latest"],
            "basis": promises["said_basis"],
        }
    )
    out["text_earliest"], out["text_latest"] = out["earliest"], out["latest"]
    return out[COLUMNS].drop_duplicates("id").reset_index(drop=True)


def compare_order(intervals: pd.DataFrame) -> pd.DataFrame:
    """Every pair, what can be earlier first; ``holds`` when no choice of days turns it round.

    ``holds_by_text`` asks the same of the wider bounds that the texts alone give.
    """
    kept = intervals.sort_values(["latest", "earliest", "id"], na_position="last").tail(MOST)
    rows = [
        {
            "first": a.id,
            "first_label": a.label,
            "second": b.id,
            "second_label": b.label,
            "holds": bool(a.latest < b.earliest),
            "holds_by_text": bool(a.text_latest < b.text_earliest),
        }
        for a, b in combinations(kept.itertuples(), 2)
    ]
    return pd.DataFrame(rows, columns=PAIR_COLUMNS)
