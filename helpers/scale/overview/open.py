"""The overview of a study's corpus, from the disk where it has been made before."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import pandas as pd

from helpers import paths
from helpers.load import load_head
from helpers.overview import Overview
from helpers.records import SelectionError, Study
from helpers.scale.aggregate import TABLES
from helpers.scale.facts import list_days
from helpers.scale.overview.choose import Choice
from helpers.scale.overview.days import rank_days
from helpers.scale.overview.keep import read_overview, write_overview
from helpers.scale.overview.make import build_overview, open_facts
from helpers.scale.store import Store, find_store
from helpers.tables import check_outlets, parse_day
from helpers.tables.layers import hash_parts, hash_paths

LISTED = 1000  # records set aside that a report lists; all are counted
KEPT = 12  # overviews on disk, the youngest


def open_corpus(
    study: Path | str,
    start: str = "",
    end: str = "",
    outlets: Sequence[str] = (),
    quarantine: float = 0.0,
    edition_date: str = "",
    evidence: str = "passages",
) -> Overview:
    """What a corpus holds by the last run of ``tag`` or ``report``; nothing is written to disk.

    The parameters are those of ``helpers.tables.tag_study``; an article counts if one of the days
    on which it may have appeared lies in the window.

    >>> open_corpus("a-large-study", start="2024-10-01").n_articles  # doctest: +SKIP
    91234

    Raises:
        helpers.scale.StoreError: the corpus has not been read yet.
        SelectionError: the selection is wrong or empty.
    """
    folder = paths.study_folder(study)
    if not (folder / "corpus").is_dir():
        raise SelectionError(
            f"study: {folder.name} has no folder corpus/; these chapters count a large corpus, "
            "those in notebooks/ list a study's articles"
        )
    head, store = load_head(folder), Store(find_store(folder))
    choice = choose(store, start, end, outlets)
    try:
        return read_overview(place_overview(store, head, choice), head)
    except (OSError, ValueError):
        return make(store, head, choice)


def save_overview(store: Store, head: Study, choice: Choice) -> Overview:
    """The overview, made and kept where the notebooks find it."""
    place = place_overview(store, head, choice)
    try:
        overview = read_overview(place, head)
    except (OSError, ValueError):
        overview = make(store, head, choice)
        write_overview(overview, place)
    young = sorted(place.parent.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in young[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    return overview


def rank_corpus(store: Store, choice: Choice, start: dt.date, end: dt.date) -> pd.DataFrame:
    """The days from ``start`` to ``end`` that a corpus tells of, the weightiest first.

    The columns and the order are those of ``helpers.analyse.timeline.rank_days``.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        open_facts({name: store.tables(name) for name in TABLES}, choice, folder) as connection,
    ):
        return rank_days(connection, start, end)


def choose(store: Store, start: str, end: str, outlets: Sequence[str]) -> Choice:
    """The selection, checked against what the store has."""
    first, last = parse_day("start", start), parse_day("end", end)
    if first and last and last < first:
        raise SelectionError(
            f"start, end: the window ends ({end}) before it begins ({start}); exchange the two"
        )
    if outlets:
        check_outlets(outlets, sorted({row["outlet"] for row in list_days(store)}))
    return Choice(first, last, tuple(sorted(set(outlets))))


def place_overview(store: Store, head: Study, choice: Choice) -> Path:
    """Where the overview of a store and a selection is kept: named by all that it is made from."""
    index = store.index
    here = [*(paths.HELPERS / "scale" / "overview").glob("*.py"), paths.HELPERS / "overview.py"]
    shards = " ".join(f"{entry.name} {entry.documents}" for entry in index.shards)
    name = hash_parts(
        hash_paths(paths.HELPERS, here), shards, repr(sorted(index.counts.items())),
        index.rules.aggregates, repr(choice),
    )  # fmt: skip
    return paths.VAR / "overviews" / name[:40]


def make(store: Store, head: Study, choice: Choice) -> Overview:
    """Count and quote."""
    counts = {kind: n for kind, n in store.counts.items() if kind != "articles"}
    intake = pd.DataFrame(list(counts.items()), columns=["kind", "n"])
    columns = ["file", "place", "kind", "reason"]
    rows = [[getattr(row, name) for name in columns] for row in islice(store.set_aside(), LISTED)]
    aside = pd.DataFrame(rows, columns=columns, dtype=str)
    assert Counter(aside["kind"]).keys() <= counts.keys()
    if not store.index.shards:
        raise SelectionError(f"{head.name}: none of the records of its corpus could be used")
    overview = build_overview(
        head,
        {name: store.tables(name) for name in TABLES},
        store.list_folder("documents"),
        intake,
        aside,
        choice,
    )
    if not overview.n_articles:
        asked = f"start {choice.start or 'open'}, end {choice.end or 'open'}"
        named = list(choice.outlets) or "all"
        raise SelectionError(f"{asked}, outlets {named}: this selection leaves no article")
    return overview
