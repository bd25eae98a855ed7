"""The tag store: the records of a layer by their keys, in Parquet files; losing it costs time only.

``var/tags/LAYER/`` holds packs of one row a document: its key and its records as a list of structs,
so that a document without any is there too and other programs can read it.  A pack never changes:
documents tagged anew come in a new one, which takes in the pack that is not full yet.  So a small
study is one file a layer, 100,000 articles are a hundred, and one article more rewrites one of
them.  (One file a document would be a million files; one a study would be rewritten whole.)

A pack is named by its digest and written aside, then renamed: there are no locks, a pack that is
cut, changed or foreign is as good as none, and so is a disk that cannot be read or written.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from operator import attrgetter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

PACK = 1000  # documents of a full pack: some three megabytes of sentences, three seconds of tagging
LARGEST = 1 << 28  # bytes; no pack of ours comes near
UNUSED = 1 << 26  # bytes of packs in a layer that are kept though the last run needed none of them
ABANDONED = 3600  # seconds after which what was written aside belongs to no living run
NAME = re.compile(r"(\d{6})-([0-9a-f]{64})\.parquet")
ASIDE = ".aside-"
TYPES = {
    "str": pa.string(),
    "int": pa.int64(),
    "dt.date": pa.date32(),
    "tuple[str, ...]": pa.list_(pa.field("item", pa.string(), nullable=False)),
}
# What a pack or a disk may raise.
BROKEN = (OSError, ValueError, TypeError, OverflowError, pa.ArrowException)

Rows = Mapping[str, tuple]  # records by key


def write_schema(kind: type) -> pa.Schema:
    """The schema of a pack, read from the fields of a record.

    >>> from helpers.records import CodebookMention
    >>> write_schema(CodebookMention).field("records").type.value_type.field("start")
    pyarrow.Field<start: int64 not null>
    """
    inner = []
    for f in fields(kind):
        name, optional = str(f.type).removesuffix(" | None"), str(f.type).endswith(" | None")
        inner.append(pa.field(f.name, TYPES[name], nullable=optional))
    rows = pa.list_(pa.field("item", pa.struct(inner), nullable=False))
    return pa.schema(
        [pa.field("key", pa.string(), nullable=False), pa.field("records", rows, nullable=False)]
    )


def write_pack(kind: type, rows: Rows, check: bool = True) -> bytes:
    """The bytes of a pack, the same for the same rows.

    ``check`` reads them back, which takes as long again.

    Raises:
        ValueError: what would be read is not what is written, as with half a surrogate pair.
    """
    schema, keys = write_schema(kind), sorted(rows)
    flat = [record for key in keys for record in rows[key]]
    bounds = [0]
    for key in keys:
        bounds.append(bounds[-1] + len(rows[key]))
    inner = schema.field("records").type
    columns = [
        pa.array(list(map(attrgetter(f.name), flat)), f.type) for f in inner.value_type.fields
    ]
    structs = pa.StructArray.from_arrays(columns, fields=inner.value_type.fields)
    lists = pa.ListArray.from_arrays(pa.array(bounds, pa.int32()), structs, type=inner)
    table = pa.Table.from_arrays([pa.array(keys, pa.string()), lists], schema=schema)
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    data = sink.getvalue().to_pybytes()
    if check and read_pack(kind, data) != dict(rows):
        raise ValueError("these records cannot be stored as they are")
    return data


def read_pack(kind: type, data: bytes) -> dict[str, tuple]:
    """The records of a pack by key.

    Raises:
        ValueError: it is no pack of this kind of record.
    """
    table = pq.read_table(pa.BufferReader(data))
    if not table.schema.equals(write_schema(kind)):
        raise ValueError(f"it holds no {kind.__name__}")
    lists = table["records"].combine_chunks()
    bounds = lists.offsets.to_pylist()
    columns = [column.to_pylist() for column in lists.values.flatten()]
    for number, f in enumerate(fields(kind)):
        if str(f.type).startswith("tuple"):
            columns[number] = [tuple(cell) for cell in columns[number]]
    found = [kind(*row) for row in zip(*columns, strict=True)]
    keys = table["key"].to_pylist()
    return {key: tuple(found[bounds[n] : bounds[n + 1]]) for n, key in enumerate(keys)}


def read_keys(data: bytes) -> list[str]:
    return pq.read_table(pa.BufferReader(data), columns=["key"])["key"].to_pylist()


def list_packs(folder: Path) -> Iterator[tuple[Path, int, str]]:
    """Every file that has the name of a pack, with its documents and digest, largest first."""
    try:
        names = sorted((entry.name for entry in os.scandir(folder)), reverse=True)
    except OSError:
        return
    for name in names:
        if match := NAME.fullmatch(name):
            yield folder / name, int(match[1]), match[2]


def read_whole(path: Path, digest: str) -> bytes | None:
    """What a file holds, None where that is not what its name says."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == digest else None


def open_pack(kind: type, path: Path, digest: str) -> dict[str, tuple] | None:
    """The records of a pack by key, None where it is none."""
    data = read_whole(path, digest)
    try:
        return None if data is None else read_pack(kind, data)
    except BROKEN:
        return None


def read_records(folder: Path, kind: type, keys: Collection[str]) -> dict[str, tuple]:
    """The records of those of the keys that the store has."""
    wanted, found = set(keys), {}
    for path, _, digest in list_packs(folder):
        if len(found) == len(wanted):
            break
        rows = open_pack(kind, path, digest) or {}
        found |= {key: rows[key] for key in rows.keys() & wanted}
    return found


def save_records(folder: Path, kind: type, rows: Rows) -> bool:
    """Add records to the store, together with the packs that are not full; whether that was done.

    What stands in the way of it, a full disk say, is no error.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        gone, merged = [], dict(rows)
        for path, count, digest in list_packs(folder):
            if count < PACK and len(merged) < PACK:
                merged |= open_pack(kind, path, digest) or {}
                gone.append(path)
        data = write_pack(kind, merged)
        name = f"{len(merged):06}-{hashlib.sha256(data).hexdigest()}.parquet"
        kept = write_aside(folder, name, data)
    except BROKEN:
        return False
    for path in gone:
        if path != kept:
            with contextlib.suppress(OSError):
                path.unlink()
    return True


def write_aside(folder: Path, name: str, data: bytes) -> Path:
    """Write a file so that it is there whole or not at all."""
    handle, aside = tempfile.mkstemp(prefix=ASIDE, dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        return Path(aside).replace(folder / name)
    finally:
        Path(aside).unlink(missing_ok=True)


def prune_packs(folder: Path, keys: Collection[str]) -> None:
    """Remove what is broken or abandoned, and what none of the keys needs: the oldest over UNUSED.

    A pack that is needed is marked as young, so that the packs of studies in turn stay.
    """
    wanted, idle = set(keys), []
    with contextlib.suppress(OSError):
        for aside in folder.glob(f"{ASIDE}*"):
            if time.time() - aside.stat().st_mtime > ABANDONED:
                aside.unlink()
    for path, _, digest in list_packs(folder):
        with contextlib.suppress(*BROKEN):
            data = read_whole(path, digest)
            if data is None:
                path.unlink()
            elif wanted.intersection(read_keys(data)):
                os.utime(path)
            else:
                idle.append((path.stat().st_mtime, path.stat().st_size, path))
    room = UNUSED
    for _, size, path in sorted(idle, reverse=True):
        room -= size
        if room < 0:
            with contextlib.suppress(OSError):
                path.unlink()
