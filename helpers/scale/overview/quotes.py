"""Sentences of a large corpus that its report quotes, within the budget of each article.

For a day those that tell it best, of the articles closest to the story; for a claim and for whoever
checks the tags by hand a draw that is the same for the same corpus (by a digest of seed and place).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from helpers.analyse.evidence import SHARE
from helpers.analyse.timeline.summaries import NAMES, pick_sentences
from helpers.overview import CHECKED, EACH, SEED
from helpers.records import WORD
from helpers.scale.disk import quote_files

if TYPE_CHECKING:
    import duckdb

CANDIDATES = 60  # sentences of a day that are read to choose from
DRAWN = 3  # sentences of a claim and code that are read, so that one is left within the budget
FROM_DAYS = f"""
WITH once AS (
  SELECT m.*, s.closeness / (1 + m.before / 25.0) AS weight,
    row_number() OVER (PARTITION BY m.day, m.wording ORDER BY s.published, m.doc_id, m.start) AS nth
  FROM mentions m JOIN chosen s USING (doc_id) SEMI JOIN wanted w ON m.day = w.day
  WHERE m.named)
SELECT 'day' AS use, strftime(day, '%Y-%m-%d') AS key, '' AS code, doc_id, sentence_id, start, "end"
FROM once WHERE nth = 1
QUALIFY row_number() OVER (PARTITION BY day ORDER BY round(weight, 9) DESC, doc_id, start)
  <= {CANDIDATES}
"""
CODED = """
WITH coded AS (
  SELECT c.*, unnest([commitment, denial]) AS code
  FROM claims c SEMI JOIN chosen USING (doc_id)),
once AS (SELECT DISTINCT claim_id, code, doc_id, sentence_id, start, "end" FROM coded
  WHERE code IS NOT NULL)
"""
ORDER = f"md5(concat_ws('|', '{SEED}', doc_id, sentence_id, claim_id, code, start))"
FROM_CLAIMS = f"""
{CODED}
SELECT 'claim' AS use, claim_id AS key, code, doc_id, sentence_id, start, "end" FROM once
QUALIFY row_number() OVER (PARTITION BY claim_id, code ORDER BY {ORDER}) <= {DRAWN}
"""
FOR_CHECKS = f"""
{CODED}
SELECT 'check' AS use, claim_id AS key, code, doc_id, sentence_id, start, "end" FROM once
ORDER BY {ORDER} LIMIT {CHECKED}
"""
PLACES = f"({FROM_DAYS}) UNION ALL ({FROM_CLAIMS}) UNION ALL ({FOR_CHECKS})"
TOLD = """
SELECT p.use, p.key, p.code, p.doc_id, p.sentence_id, p.start, p."end", d.outlet, d.published,
  d.title, d.url, s.words, s.closeness, substr(d.text, p.start + 1, p."end" - p.start) AS text
FROM places p JOIN chosen s USING (doc_id) JOIN texts d USING (doc_id)
ORDER BY p.use, p.key, p.code, md5(concat_ws('|', p.doc_id, p.start)), p.doc_id, p.start
"""


def read_texts(connection: duckdb.DuckDBPyConnection, documents: Sequence[Path]) -> None:
    """Make the table ``texts``: the articles that a place points into, from the store's files."""
    files = quote_files(documents)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE texts AS SELECT doc_id, outlet, published, title, url, text "
        f"FROM read_parquet({files}) SEMI JOIN places USING (doc_id)"
    )


def choose_quotes(
    connection: duckdb.DuckDBPyConnection, documents: Sequence[Path], days: pd.DataFrame
) -> pd.DataFrame:
    """The sentences that are quoted: ``use, key, code``, the article, the place and the words.

    At most ``EACH`` for a day, one for a claim and code, and ``CHECKED`` to be checked by hand; of
    no article more than ``SHARE`` of its words.
    """
    connection.register("wanted", days[["day"]])
    connection.execute(f"CREATE OR REPLACE TEMP TABLE places AS {PLACES}")
    read_texts(connection, documents)
    told = connection.execute(TOLD).df()
    told["published"] = pd.to_datetime(told["published"])
    picked = pd.concat(
        [pick_for_days(told), told[told["use"] == "claim"], told[told["use"] == "check"]],
        ignore_index=True,
    )
    return keep_within(picked)


def pick_for_days(told: pd.DataFrame) -> pd.DataFrame:
    """For each day the sentences that tell it best, from different articles."""
    some = told[told["use"] == "day"].assign(basis=NAMES)
    picked = [
        put_others_first(pick_sentences(mine.reset_index(drop=True), 3 * EACH))
        for _, mine in some.groupby("key")
    ]
    return pd.concat(picked) if picked else some


def put_others_first(picked: pd.DataFrame) -> pd.DataFrame:
    """The same sentences, the first of each outlet before its others."""
    again = picked.groupby("outlet").cumcount()
    return picked.loc[again.sort_values(kind="stable").index]


def keep_within(told: pd.DataFrame) -> pd.DataFrame:
    """In order of ``told`` what the articles' budgets and the number of each use allow."""
    most = {"day": EACH, "claim": 1, "check": CHECKED}
    left: dict[str, float] = {}
    given: dict[tuple[str, ...], int] = {}
    shown: set[tuple[str, int]] = set()
    kept = []
    for row in told.itertuples():
        place = (row.doc_id, row.start)
        words = 0 if place in shown else len(WORD.findall(row.text))
        budget = left.setdefault(row.doc_id, SHARE * row.words)
        group = (row.use, "" if row.use == "check" else row.key, row.code * (row.use == "claim"))
        if words <= budget and given.get(group, 0) < most[row.use]:
            left[row.doc_id] = budget - words
            given[group] = given.get(group, 0) + 1
            shown.add(place)
            kept.append(row.Index)
    return told.loc[kept].drop(columns=["words", "basis"], errors="ignore").reset_index(drop=True)
