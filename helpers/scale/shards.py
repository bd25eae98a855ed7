"""Shards: up to a thousand documents in one Parquet file, each with its place in the corpus."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from helpers.load.rows import fold
from helpers.records import Document

SHARD = 1000  # documents: some three megabytes of text, seconds of tagging
LETTERS = 6_000_000  # of text in a shard, so that long articles take no more memory than many
FIELDS = tuple(f.name for f in fields(Document))
DAYS = tuple(f.name for f in fields(Document) if "date" in str(f.type))
PLACES = ("file", "place")
DIGESTS = ("digest", "id_digest")  # of outlet and text, and of the id as disks tell ids apart
WIDTH = 16  # bytes of a digest: among 10**9 texts two are alike by chance once in 10**20 corpora
SCHEMA = pa.schema(
    [
        *(pa.field(n, pa.date32() if n in DAYS else pa.string(), n in DAYS) for n in FIELDS),
        *(pa.field(name, pa.string(), False) for name in PLACES),
    ]
)
READ = pa.schema([*SCHEMA, *(pa.field(name, pa.binary(WIDTH), False) for name in DIGESTS)])


@dataclass(frozen=True, slots=True)
class Placed:
    """A document with the file and the place that it stands in."""

    document: Document
    file: str
    place: str


def hash_words(*parts: str) -> bytes:
    """A short digest of texts; white space counts as one blank.

    >>> hash_words("a", "b  c") == hash_words("a", "b\\nc ")
    True
    """
    whole = hashlib.blake2b(digest_size=WIDTH)
    for part in parts:
        whole.update(" ".join(part.split()).encode("utf-8", "surrogatepass"))
        whole.update(b"\x00")
    return whole.digest()


def write_shard(placed: Sequence[Placed], digests: bool = False) -> bytes:
    """The bytes of a shard, the same for the same documents."""
    columns: dict[str, list] = {n: [getattr(p.document, n) for p in placed] for n in FIELDS}
    columns |= {name: [getattr(p, name) for p in placed] for name in PLACES}
    if digests:
        columns["digest"] = [hash_words(p.document.outlet, p.document.text) for p in placed]
        columns["id_digest"] = [hash_words(fold(p.document.doc_id)) for p in placed]
    table = pa.Table.from_pydict(columns, schema=READ if digests else SCHEMA)
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue().to_pybytes()


def read_shard(path: Path) -> list[Placed]:
    """The documents of a shard in order."""
    table = pq.ParquetFile(path).read(columns=[*FIELDS, *PLACES])
    rows = zip(*(table[name].to_pylist() for name in (*FIELDS, *PLACES)), strict=True)
    return [Placed(Document(*row[:-2]), *row[-2:]) for row in rows]
