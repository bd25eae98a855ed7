"""Which came first: the orders of articles and of statements that hold under all bounds."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from helpers.records import Tables

COLUMNS = ["id", "label", "earliest", "latest", "basis", "text_earliest", "text_latest"]
PAIR_COLUMNS = ["first", "first_label", "second", "second_label", "holds", "holds_by_text"]
MOST = 200  # beyond this many, pairs would be tens of thousands: the newest are compared
NAMED = (
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:[a-z]{0,6}\b|\.)|\b(?:1[0-9]|20)\d\d\b"
)


def list_articles(tables: Tables) -> pd.DataFrame:
    """Articles as intervals: the manifest's bounds, and what the text alone allows.

    A side without a bound is open.  Only a day that the text states, or that came with the file, is
    its own bound.

    >>> list(list_articles(tables))
    ['id', 'label', 'earliest', 'latest', 'basis', 'text_earliest', 'text_latest']
    """
    frame = tables.articles
    sure = frame["published"].where(frame["published_basis"].isin(("stated", "supplied")))
    stated = frame["published"].where(frame["published_basis"] == "stated")
    out = pd.DataFrame(
        {
            "id": frame["doc_id"],
            "label": frame["label"],
            "earliest": frame["published_earliest"].fillna(sure),
            "latest": frame["published_latest"].fillna(sure),
            "basis": frame["published_basis"],
            "text_earliest": frame["text_only_earliest"].fillna(stated),
            "text_latest": frame["text_only_latest"].fillna(stated),
        }
    )
    return out[COLUMNS]


def list_statements(promises: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Statements of ``compare_promises`` as intervals.

    A day that was read from the day of publication ("said on Tuesday", the outlet's own words, "by
    publication") moves with it, and is as uncertain; a named month or year is not.

    >>> list(list_statements(promises, tables))
    ['id', 'label', 'earliest', 'latest', 'basis', 'text_earliest', 'text_latest']
    """
    days = tables.articles[["doc_id", "published"]]
    bounds = list_articles(tables).rename(columns={"id": "doc_id"})
    known = bounds.drop(columns=["label", "basis"]).merge(days, on="doc_id", validate="one_to_one")
    found = promises[["doc_id"]].merge(known, on="doc_id", how="left", validate="many_to_one")
    assert len(found) == len(promises)
    moves = move_with_publication(promises, tables.times)
    out = pd.DataFrame(
        {
            "id": promises["doc_id"].astype(str) + " " + promises["sentence_id"].astype(str),
            "label": promises["source_name"].fillna("unknown speaker"),
            "basis": promises["said_basis"],
        }
    ).reset_index(drop=True)
    for side in ("earliest", "latest"):
        said = promises[f"said_{side}"].reset_index(drop=True)
        for name in (side, f"text_{side}"):
            out[name] = said.where(~moves, said + (found[name] - found["published"]))
    return out[COLUMNS].drop_duplicates("id").reset_index(drop=True)


def move_with_publication(promises: pd.DataFrame, times: pd.DataFrame) -> pd.Series:
    """Whether the day of each statement hangs on the day of publication.

    It does not where its article names those very days by a month or a year.
    """
    named = times[times["text"].str.contains(NAMED, na=False)]
    fixed = set(zip(named["doc_id"], named["earliest"], named["latest"], strict=True))
    said = zip(promises["doc_id"], promises["said_earliest"], promises["said_latest"], strict=True)
    return pd.Series([days not in fixed for days in said], dtype=bool)


def compare_order(intervals: pd.DataFrame) -> pd.DataFrame:
    """Every pair, what can be earlier first; ``holds`` when no choice of days turns it round.

    ``holds_by_text`` asks the same of the wider bounds that the texts alone give.

    >>> list(compare_order(timeline.list_articles(tables)))
    ['first', 'first_label', 'second', 'second_label', 'holds', 'holds_by_text']
    """
    newest = intervals.sort_values(["latest", "earliest", "id"], na_position="first").tail(MOST)
    kept = newest.sort_values(["latest", "earliest", "id"], na_position="last")
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
