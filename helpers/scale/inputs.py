"""A corpus as units of work: blocks of long line files, single files, batches of small ones.

A unit is keyed by what it holds, so a line that is added to a long file makes the last block a new
unit, and a file that is added to a folder of small ones makes one batch anew: batches are cut where
the name of a file says so, not by counting.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version
from typing import BinaryIO

from helpers import paths
from helpers.load.corpus import list_inputs
from helpers.tables.layers import hash_parts, hash_paths

BLOCK = 8_000_000  # bytes of a line file that are one unit: a second of reading
SMALL = 1_000_000  # bytes; a file of no more is read together with its neighbours
BATCH = 512  # small files of a batch, on average
PIECE = 1 << 20  # bytes that are read at once
LINES = (".jsonl", ".ndjson")
WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00")  # UTF-16: its lines cannot be told apart by bytes
LIBRARIES = ("lxml", "py3langid", "trafilatura", "warcio", "zstandard")


class StaleError(ValueError):
    """Corpus, codebook or tagger are others than when the run began."""


@dataclass(frozen=True, slots=True)
class Unit:
    """``files`` are relative to the study; a block has one, from byte ``start`` and ``line`` on.

    ``size`` is in bytes, of all files together; a block that is no whole file has its ``end``.
    ``digests`` are of the files, or of the block.
    """

    key: str
    files: tuple[str, ...]
    size: int
    digests: tuple[str, ...]
    start: int = 0
    end: int | None = None
    line: int = 1


def hash_readers() -> str:
    """The version of all that reads a corpus."""
    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(name)
    sources = [*(paths.HELPERS / "load").rglob("*.py"), paths.HELPERS / "records.py"]
    sources += [paths.HELPERS / "scale" / name for name in ("inputs.py", "intake.py", "shards.py")]
    return hash_parts(python_version(), *found, hash_paths(paths.HELPERS, sources))


def list_units(study: Path, readers: str) -> Iterator[Unit]:
    """Every unit of a corpus, in order."""
    batch: list[Path] = []
    held = 0
    for path in list_inputs(study):
        size = find_size(path, study)
        if size <= SMALL:
            batch.append(path)
            held += size
            if ends_batch(path.relative_to(study)) or held > BLOCK:
                yield make_batch(batch, study, readers)
                batch, held = [], 0
            continue
        if batch:
            yield make_batch(batch, study, readers)
            batch, held = [], 0
        if path.suffix in LINES:
            yield from cut_lines(path, study, readers)
        else:
            yield make_batch([path], study, readers)
    if batch:
        yield make_batch(batch, study, readers)


def find_size(path: Path, study: Path) -> int:
    """Bytes of a file; 0 where the reader will not open it either: no file, no right, a way out."""
    try:
        inside = path.resolve().is_relative_to(study.resolve())
        return path.stat().st_size if inside and path.is_file() else 0
    except OSError:
        return 0


def ends_batch(name: Path) -> bool:
    """Whether a batch ends with the file of this name: one in ``BATCH`` does."""
    digest = hashlib.sha256(name.as_posix().encode("utf-8", "surrogateescape")).digest()
    return int.from_bytes(digest[:4]) % BATCH == 0


def make_batch(files: list[Path], study: Path, readers: str) -> Unit:
    names = tuple(path.relative_to(study).as_posix() for path in files)
    digests = tuple(hash_file(path, study) for path in files)
    size = sum(find_size(path, study) for path in files)
    return Unit(hash_parts(readers, *names, *digests), names, size, digests)


def hash_file(path: Path, study: Path) -> str:
    """The digest of a file, one word for all that are empty or cannot be opened."""
    if not find_size(path, study):
        return "nothing"
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "closed"


def cut_lines(path: Path, study: Path, readers: str) -> Iterator[Unit]:
    """The blocks of a line file: each ends at the first line end behind ``BLOCK`` bytes."""
    name = path.relative_to(study).as_posix()
    if not os.access(path, os.R_OK):
        yield make_batch([path], study, readers)
        return
    with path.open("rb") as file:
        if file.read(2).startswith(WIDE):
            yield make_batch([path], study, readers)
            return
        file.seek(0)
        start, line = 0, 1
        while True:
            digest, size, lines = measure_block(file)
            if not size:
                return
            key = hash_parts(readers, name, str(line), digest)
            yield Unit(key, (name,), size, (digest,), start, start + size, line)
            start, line = start + size, line + lines


def measure_block(file: BinaryIO) -> tuple[str, int, int]:
    """Digest, bytes and line ends of the block that begins here; the file is left behind it."""
    whole, size, lines, last = hashlib.sha256(), 0, 0, b""
    while size < BLOCK:
        piece = file.read(min(PIECE, BLOCK - size))
        if not piece:
            break
        whole.update(piece)
        size += len(piece)
        lines += count_ends(piece) - (last == b"\r" and piece.startswith(b"\n"))
        last = piece[-1:]
    while size >= BLOCK and last != b"\n" and (piece := file.readline(PIECE)):
        whole.update(piece)
        size += len(piece)
        lines += count_ends(piece) - (last == b"\r" and piece.startswith(b"\n"))
        last = piece[-1:]
    return whole.hexdigest(), size, lines


def count_ends(piece: bytes) -> int:
    """Line ends: LF, CR LF or CR.

    >>> count_ends(b"a\\nb\\r\\nc\\rd")
    3
    """
    return piece.count(b"\n") + piece.count(b"\r") - piece.count(b"\r\n")
