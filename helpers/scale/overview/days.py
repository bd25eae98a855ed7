"""The days that a large corpus returns to: ``rank_days`` over facts in files."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from helpers.analyse.timeline.dates import COLUMNS, DIGITS, HALFWAY, UNNAMED, compare_neighbours

if TYPE_CHECKING:
    import duckdb

NAMED = ["named_articles", "named_outlets", "named_wordings"]
# Whole numbers add up to the same in every order, whichever thread comes first.
UNIT = 10**12
WEIGHTS = f"""
WITH told AS (
  SELECT m.day, m.doc_id, max(CAST({UNIT} * s.closeness / (1 + m.before / {HALFWAY}.0) AS BIGINT))
    AS weight
  FROM mentions m JOIN chosen s USING (doc_id) GROUP BY ALL),
named AS (
  SELECT DISTINCT m.doc_id FROM mentions m JOIN chosen s USING (doc_id)
  WHERE date_diff('day', m.day, s.published) BETWEEN 0 AND 1),
own AS (
  SELECT published AS day, sum(CAST({UNIT} * closeness AS BIGINT)) * {UNNAMED} AS weight
  FROM chosen ANTI JOIN named USING (doc_id) WHERE published IS NOT NULL AND closeness > 0
  GROUP BY ALL),
both_kinds AS (
  SELECT day, CAST(sum(weight) AS DOUBLE) AS weight FROM told GROUP BY ALL
  UNION ALL SELECT day, CAST(weight AS DOUBLE) FROM own)
SELECT day, sum(weight) / {UNIT} AS weight FROM both_kinds GROUP BY ALL ORDER BY day
"""
COUNTS = """
SELECT m.day, count(DISTINCT m.doc_id) AS n_articles, count(DISTINCT s.outlet) AS n_outlets,
  count(DISTINCT m.wording) AS n_wordings,
  count(DISTINCT m.doc_id) FILTER (m.named) AS named_articles,
  count(DISTINCT s.outlet) FILTER (m.named) AS named_outlets,
  count(DISTINCT m.wording) FILTER (m.named) AS named_wordings
FROM mentions m JOIN chosen s USING (doc_id) GROUP BY ALL ORDER BY m.day
"""


def rank_days(
    connection: duckdb.DuckDBPyConnection, start: dt.date, end: dt.date
) -> pd.DataFrame:
    """The days from ``start`` to ``end`` that the chosen articles tell of, the weightiest first.

    The same columns, weights and order as ``helpers.analyse.timeline.rank_days``, and behind them
    the same counts over sentences with words for the day (``NAMED``); ``connection`` has the tables
    ``chosen`` and ``mentions``.
    """
    weights = connection.execute(WEIGHTS).df()
    counts = connection.execute(COUNTS).df()
    for frame in (weights, counts):
        frame["day"] = pd.to_datetime(frame["day"])
    weighed = compare_neighbours(weights.set_index("day")["weight"])
    days = counts.set_index("day").reindex(weighed.index, fill_value=0)
    days = days.assign(weight=weighed.round(DIGITS)).rename_axis("day").reset_index()
    inside = days[days["day"].between(pd.Timestamp(start), pd.Timestamp(end))]
    ranked = inside.sort_values(
        ["weight", "n_articles", "n_outlets", "day"], ascending=[False, False, False, True]
    )
    return ranked[[*COLUMNS, *NAMED]].reset_index(drop=True)
