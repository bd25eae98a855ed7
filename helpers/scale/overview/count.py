"""Counts over all chosen articles of a large corpus, each one query over its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.records import ANSWERS, COMMITMENTS

if TYPE_CHECKING:
    import duckdb

SPEAKERS = 200  # those of the most articles; most names stand in one article only
CODES = (*COMMITMENTS, *ANSWERS)
# Sentences that commit to a claim or report an answer, as articles: one counts once a code.
CODED = """
WITH coded AS (
  SELECT DISTINCT c.claim_id, c.doc_id, s.outlet, s.published, unnest([c.commitment, c.denial])
    AS code
  FROM claims c JOIN chosen s USING (doc_id))
"""
COUNT = """count(DISTINCT doc_id) FILTER (code = '{0}') AS "{0}" """
PIVOT = ", ".join(COUNT.format(code) for code in CODES)
COMMITTED = "code IN ({})".format(", ".join(f"'{code}'" for code in COMMITMENTS))
QUERIES = {
    "outlets": """
SELECT outlet, count(*) AS articles, sum(words)::BIGINT AS words, min(published) AS first,
  max(published) AS last
FROM chosen GROUP BY ALL ORDER BY articles DESC, outlet
""",
    "months": """
SELECT outlet, date_trunc('month', published) AS month, count(*) AS articles
FROM chosen WHERE published IS NOT NULL GROUP BY ALL ORDER BY month, articles DESC, outlet
""",
    "published": """
SELECT published AS day, count(*) AS articles
FROM chosen WHERE published IS NOT NULL GROUP BY ALL ORDER BY day
""",
    "cells": f"""
{CODED}
SELECT claim_id, outlet, count(DISTINCT doc_id) FILTER ({COMMITTED}) AS articles, {PIVOT}
FROM coded WHERE code IS NOT NULL GROUP BY ALL ORDER BY claim_id, articles DESC, outlet
""",
    "claims": f"""
{CODED}
SELECT claim_id, count(DISTINCT doc_id) FILTER ({COMMITTED}) AS articles,
  count(DISTINCT outlet) FILTER ({COMMITTED}) AS outlets, {PIVOT}
FROM coded WHERE code IS NOT NULL GROUP BY ALL ORDER BY articles DESC, outlets DESC, claim_id
""",
    "claim_months": f"""
{CODED}
SELECT claim_id, date_trunc('month', published) AS month,
  count(DISTINCT doc_id) FILTER ({COMMITTED}) AS articles, {PIVOT}
FROM coded WHERE code IS NOT NULL AND published IS NOT NULL GROUP BY ALL ORDER BY claim_id, month
""",
    "sources": """
SELECT f."group", count(DISTINCT f.doc_id) AS articles, sum(statements)::BIGINT AS statements,
  sum(f.words)::BIGINT AS words, sum(quoted)::BIGINT AS quoted
FROM statements f JOIN chosen USING (doc_id) GROUP BY ALL ORDER BY statements DESC, f."group"
""",
    "speakers": f"""
SELECT source_name, min("group") AS "group",
  count(DISTINCT f.doc_id) AS articles, count(DISTINCT s.outlet) AS outlets,
  sum(statements)::BIGINT AS statements, sum(quoted)::BIGINT AS quoted
FROM statements f JOIN chosen s USING (doc_id) WHERE source_name != '' GROUP BY source_name
ORDER BY articles DESC, statements DESC, source_name LIMIT {SPEAKERS}
""",
    "actors": """
SELECT actor_id, count(DISTINCT doc_id) AS articles, count(DISTINCT outlet) AS outlets,
  sum(mentions)::BIGINT AS mentions
FROM actors JOIN chosen USING (doc_id) GROUP BY ALL ORDER BY articles DESC, mentions DESC, actor_id
""",
    "milestones": """
SELECT milestone, count(DISTINCT doc_id) AS articles, count(DISTINCT outlet) AS outlets,
  count(DISTINCT doc_id) FILTER (status IN ('happened', 'ongoing')) AS told,
  count(DISTINCT doc_id) FILTER (status IN ('planned', 'forecast')) AS announced,
  min(published) AS first
FROM milestones JOIN chosen USING (doc_id) GROUP BY ALL ORDER BY articles DESC, milestone
""",
}
DAYS = ("first", "last", "month", "day")


def count_all(connection: duckdb.DuckDBPyConnection) -> dict[str, pd.DataFrame]:
    """Every count by its name, dates as datetime64, in an order that the data alone decide."""
    found = {}
    for name, query in QUERIES.items():
        frame = connection.execute(query).df()
        for column in frame.columns.intersection(DAYS):
            frame[column] = pd.to_datetime(frame[column])
        found[name] = frame
    return found
