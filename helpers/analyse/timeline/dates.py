"""The days that belong on a story's timeline: those that many articles, then outlets, mention."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from helpers.records import Tables

# Tried on the development topic and left out, because Date-F1 did not rise: weights for explicit
# dates, first sentences, looking back, repeated mentions, outlets' sizes and days of publication.


def select_dates(tables: Tables, start: dt.date, end: dt.date, n: int) -> list[dt.date]:
    """The ``n`` days from ``start`` to ``end`` that most articles mention, in order of time.

    Counts what the time tagger resolved to a single day, once per article; ties go to the day that
    more outlets mention, then to the earlier one.
    """
    times = tables.times
    days = times[(times["precision"] == "day") & (times["earliest"] == times["latest"])]
    inside = days[days["earliest"].between(pd.Timestamp(start), pd.Timestamp(end))]
    told = inside[["doc_id", "earliest"]].drop_duplicates()
    articles = tables.articles[["doc_id", "outlet"]]
    found = told.merge(articles, on="doc_id", how="left", validate="many_to_one")
    assert len(found) == len(told)
    counts = found.groupby("earliest").agg(
        articles=("doc_id", "nunique"), outlets=("outlet", "nunique")
    )
    ranked = counts.reset_index().sort_values(
        ["articles", "outlets", "earliest"], ascending=[False, False, True]
    )
    return sorted(day.date() for day in ranked["earliest"].head(n))
