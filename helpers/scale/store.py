"""The store of a corpus, ``var/corpora/NAME/``, for those who read it.

``documents/`` holds the articles that are used, a shard a file; ``tags/LAYER/`` their tags, one row
an article: its ``doc_id`` as ``key`` and its records; ``aggregates/TABLE/`` small partial tables;
``set_aside.parquet`` what came in and is not used; ``index.json`` names the shards in order.
``intake/`` and ``quarantine/`` are for the next run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from helpers import paths
from helpers.load.corpus import SetAside
from helpers.records import Document, Tags
from helpers.scale.index import Index, read_index
from helpers.scale.names import list_files
from helpers.scale.shards import read_shard
from helpers.tables.layers import DEPENDS, hash_parts
from helpers.tables.store import read_pack
from helpers.tables.tagging import ROWS

if TYPE_CHECKING:
    import duckdb

ASIDE = "set_aside.parquet"
ASIDE_SCHEMA = pa.schema([pa.field(n, pa.string(), False) for n in SetAside.__dataclass_fields__])
PLAIN = re.compile(r"[\w.-]+", re.ASCII)


class StoreError(ValueError):
    """There is no store to read."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows in place of a traceback."""
        return [f"{type(self).__name__}: {self}"]


def find_store(study: Path) -> Path:
    """Where the store of a study is; studies outside ``data/`` may have the same name."""
    if study.parent == paths.DATA and PLAIN.fullmatch(study.name):
        return paths.VAR / "corpora" / study.name
    plain = "-".join(PLAIN.findall(study.name))[:60]
    return paths.VAR / "corpora" / f"{plain}-{hash_parts(str(study))[:8]}"


@dataclass(frozen=True)
class Store:
    """A store at ``root``; ``done`` says of the run that returned it what it did."""

    root: Path
    done: dict[str, int] = field(default_factory=dict)

    @property
    def index(self) -> Index:
        """The index; a StoreError where there is none."""
        index = read_index(self.root)
        if index is None:
            told = "`python -m helpers tag --study STUDY` reads it."
            raise StoreError(f"this corpus has not been read yet ({self.root.name}). {told}")
        return index

    @property
    def counts(self) -> dict[str, int]:
        """Articles that came in, those used, and those set aside by kind."""
        return self.index.counts

    def list_folder(self, folder: str) -> list[Path]:
        """The files of a folder of the store, a shard each, in the order of the corpus."""
        index = self.index
        return [list_files(self.root, e.name, index.rules)[folder] for e in index.shards]

    def documents(self) -> Iterator[Document]:
        """The articles that are used, in the order of the corpus."""
        for path in self.list_folder("documents"):
            yield from (placed.document for placed in read_shard(path))

    def tags(self) -> Iterator[Tags]:
        """The tags of every document, in the same order."""
        index = self.index
        for entry in index.shards:
            files = list_files(self.root, entry.name, index.rules)
            rows = {x: read_pack(DEPENDS[x].kind, files[f"tags/{x}"].read_bytes()) for x in ROWS}
            for placed in read_shard(files["documents"]):
                doc_id = placed.document.doc_id
                yield Tags(doc_id, **{layer: rows[layer][doc_id] for layer in ROWS})

    def set_aside(self) -> Iterator[SetAside]:
        """What came in and is not used."""
        file = pq.ParquetFile(self.root / ASIDE)
        for batch in file.iter_batches():
            yield from (SetAside(**row) for row in batch.to_pylist())

    def tables(self, name: str) -> list[Path]:
        """The partial aggregates of a table, a shard each, in the order of the corpus."""
        return self.list_folder(f"aggregates/{name}")

    def rows(self, layer: str) -> list[Path]:
        """The packs of a layer, a shard each, in the order of the corpus."""
        return self.list_folder(f"tags/{layer}")

    def open_rows(self, memory: str = "512MB") -> duckdb.DuckDBPyConnection:
        """A connection with views of documents, layers and aggregates; see ``views``."""
        from helpers.scale.views import connect

        return connect(self, memory)
