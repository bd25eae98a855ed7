"""From the facts of a large corpus to the ``Overview`` that its chapters show."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from helpers.analyse.timeline.dates import COLUMNS
from helpers.analyse.timeline.summaries import LEAST
from helpers.load import read_benchmarks
from helpers.overview import DAYS, Overview
from helpers.records import Study
from helpers.scale.disk import quote_files
from helpers.scale.engines import EngineError
from helpers.scale.overview.choose import Choice, weigh_parts
from helpers.scale.overview.count import CODES, count_all
from helpers.scale.overview.days import NAMED as NAMED_DAYS
from helpers.scale.overview.days import rank_days
from helpers.scale.overview.quotes import choose_quotes
from helpers.scale.views import MISSING
from helpers.tables import tabulate_codebook

if TYPE_CHECKING:
    import duckdb

MEMORY = "512MB"
FACTS = ("mentions", "claims", "statements", "actors", "milestones")
NAMED = (
    ("actors", "actor_id", ["name", "kind"]),
    ("milestones", "milestone", ["label", "earliest", "latest"]),
)
FIRST_DAY = dt.date(1900, 1, 1)  # a day before it is a slip of a reader rather than news


def open_facts(
    facts: Mapping[str, Sequence[Path]], choice: Choice, folder: str, memory: str = MEMORY
) -> duckdb.DuckDBPyConnection:
    """A connection with a view of every table of facts and the table ``chosen`` of articles."""
    try:
        import duckdb
    except ImportError:
        raise EngineError(MISSING) from None
    # Nothing is fetched: what is not built in is not there.
    settings = {"memory_limit": memory, "temp_directory": folder, "threads": 2,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False}  # fmt: skip
    connection = duckdb.connect(":memory:", config=settings)
    connection.execute("SET enable_progress_bar = false")
    for name in FACTS:
        files = quote_files(facts[name])
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({files})")
    made = False
    for part in weigh_parts(facts["articles"], choice):
        connection.register("part", part)
        order = "INSERT INTO chosen" if made else "CREATE TABLE chosen AS"
        dated = "* REPLACE (CAST(published AS DATE) AS published)"
        connection.execute(f"{order} SELECT {dated} FROM part")
        made = True
    return connection


def build_overview(
    study: Study,
    facts: Mapping[str, Sequence[Path]],
    documents: Sequence[Path],
    intake: pd.DataFrame,
    aside: pd.DataFrame,
    choice: Choice,
) -> Overview:
    """Count and quote what the chosen articles of a corpus hold.

    ``study`` gives its head and codebook; ``facts`` the files of each table of ``list_facts`` in
    the order of the parts, ``documents`` those of the articles; ``intake`` (``kind, n``) and
    ``aside`` (``file, place, kind, reason``) say what came in and was not used.
    """
    codebook = tabulate_codebook(study.codebook)
    with tempfile.TemporaryDirectory() as folder, open_facts(facts, choice, folder) as connection:
        counts = count_all(connection)
        days = choose_days(connection, counts["published"])
        quotes = choose_quotes(connection, documents, days)
        asked = "SELECT count(*) FILTER (published IS NULL), count(*) FILTER (cut) FROM chosen"
        n_undated, n_cut = connection.execute(asked).fetchone()
    counts["claims"] = name_claims(counts["claims"], codebook["claims"])
    for name, column, kept in NAMED:
        counts[name] = name_entries(counts[name], column, codebook[name], kept)
    return Overview(
        name=study.name, title=study.title, subtitle=study.subtitle, subject=study.subject,
        n_articles=int(counts["outlets"]["articles"].sum()),
        n_outlets=len(counts["outlets"]),
        n_undated=n_undated, n_cut=n_cut, intake=intake, aside=aside, days=days, quotes=quotes,
        benchmarks=read_benchmarks(), codebook=codebook, **counts,
    )  # fmt: skip


def choose_days(connection: duckdb.DuckDBPyConnection, published: pd.DataFrame) -> pd.DataFrame:
    """The days up to the newest article that have the most weight, in order of time.

    Only those that two articles name, in different sentences; the counts are of sentences that do.
    """
    newest = published["day"].max()
    last = dt.date(9999, 12, 31) if pd.isna(newest) else newest.date()
    ranked = rank_days(connection, FIRST_DAY, min(last, dt.date(2200, 1, 1)))
    returned = (ranked["named_articles"] >= LEAST) & (ranked["named_wordings"] >= LEAST)
    days = ranked[returned].head(DAYS).sort_values("day", ignore_index=True)
    counts = dict(zip(COLUMNS[2:], NAMED_DAYS, strict=True))
    return days[COLUMNS].assign(**{name: days[counted] for name, counted in counts.items()})


def name_claims(counts: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Every claim of the codebook with its label and counts, most articles first."""
    names = claims.rename(columns={"id": "claim_id"})[["claim_id", "label", "about"]]
    out = names.merge(counts, on="claim_id", how="left", validate="one_to_one")
    numbers = ["articles", "outlets", *CODES]
    out[numbers] = out[numbers].fillna(0).astype("int64")
    order = ["articles", "outlets", "claim_id"]
    return out.sort_values(order, ascending=[False, False, True], ignore_index=True)


def name_entries(
    counts: pd.DataFrame, column: str, entries: pd.DataFrame, kept: list[str]
) -> pd.DataFrame:
    """Counts with what the codebook calls each entry."""
    names = entries.rename(columns={"id": column})[[column, *kept]]
    out = counts.merge(names, on=column, how="left", validate="one_to_one")
    assert len(out) == len(counts)
    return out
