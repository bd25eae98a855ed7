"""A large report's overview of a small corpus: invented articles in parts of some size."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from helpers.load import load_study
from helpers.overview import Overview
from helpers.records import Document, Study, Tags
from helpers.scale.aggregate import TABLES, aggregate_shard
from helpers.scale.overview import Choice, build_overview
from helpers.scale.shards import Placed, write_shard
from helpers.tag import tag
from tests.large_study import write_large_study

NO_ASIDE = pd.DataFrame(columns=["file", "place", "kind", "reason"], dtype=str)


@cache
def read_canal() -> tuple[Study, tuple[Tags, ...]]:
    """The study about a canal treaty, tagged."""
    with tempfile.TemporaryDirectory() as folder:
        study = load_study(write_large_study(Path(folder) / "canal", 40))
    return study, tuple(tag(document, study.codebook) for document in study.documents)


def write_facts(
    study: Study, tags: tuple[Tags, ...], part: int, folder: Path
) -> tuple[dict[str, list[Path]], list[Path]]:
    """The files that a store would have for a corpus in parts of ``part`` articles."""
    facts: dict[str, list[Path]] = {name: [] for name in TABLES}
    documents = []
    for at in range(0, len(study.documents), part):
        some = study.documents[at : at + part]
        for name, table in aggregate_shard(some, tags[at : at + part], study.codebook).items():
            facts[name].append(folder / f"{name}-{at:04}.parquet")
            pq.write_table(table, facts[name][-1])
        documents.append(folder / f"documents-{at:04}.parquet")
        placed = [Placed(document, "corpus/a.jsonl", f"line {at}") for document in some]
        documents[-1].write_bytes(write_shard(placed))
    return facts, documents


def make_overview(
    study: Study, tags: tuple[Tags, ...], part: int = 25, choice: Choice | None = None
) -> Overview:
    """The overview of a study in parts; nothing was set aside."""
    intake = pd.DataFrame({"kind": ["used"], "n": [len(study.documents)]})
    with tempfile.TemporaryDirectory(prefix="it's [a] ") as folder:
        facts, documents = write_facts(study, tags, part, Path(folder))
        return build_overview(study, facts, documents, intake, NO_ASIDE, choice or Choice())


@cache
def make_sample() -> Overview:
    """The overview of the canal's corpus."""
    return make_overview(*read_canal())


def open_sample(*asked: object) -> Overview:
    """The same, whatever study and selection a notebook asks for."""
    return make_sample()


def take(study: Study, tags: tuple[Tags, ...], kept: list[Document]) -> tuple:
    """A study of some of its documents, with their tags."""
    known = {mine.doc_id: mine for mine in tags}
    return replace(study, documents=tuple(kept)), tuple(known[d.doc_id] for d in kept)
