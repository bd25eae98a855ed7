"""Which documents of a corpus came before, over digests that are held in arrays.

Same outlet and same text, white space aside, as an earlier one: set aside.  Same id and another
text: both are used, and the later one is called by its id and a digest of its outlet and text, so
its name does not depend on how many there are.  "Earlier" is the order of inputs and of places.
A million documents are some 60 MB here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from helpers.load.rows import fold
from helpers.scale.shards import DIGESTS, PLACES, WIDTH, hash_words

LONGEST = 200  # bytes that are kept of an id to which a digest is added: files are named by ids
COLUMNS = ("doc_id", *PLACES)


@dataclass(slots=True)
class Repeats:
    """Of one shard: positions of duplicates with the reason, and new ids by position."""

    dropped: dict[int, str] = field(default_factory=dict)
    renamed: dict[int, str] = field(default_factory=dict)


def find_repeats(shards: Sequence[Path]) -> list[Repeats]:
    """For every shard, in order, what of it came before."""
    found = [Repeats() for _ in shards]
    if not shards:
        return found
    tables = [pq.ParquetFile(path).read(columns=list(DIGESTS)) for path in shards]
    starts = np.cumsum([0, *(len(table) for table in tables)])
    table = pa.concat_tables(tables)
    texts, ids = (to_array(table[name]) for name in DIGESTS)
    first = find_first(texts)
    whole = np.arange(len(first))
    dropped, kept = np.flatnonzero(first != whole), np.flatnonzero(first == whole)
    later = kept[find_first(ids[kept]) != np.arange(len(kept))]
    told = read_places(shards, starts, np.concatenate([first[dropped], later]))
    for n in dropped.tolist():
        doc_id, file, place = told[int(first[n])]
        where = f"{file}, {place}" if place else file
        shard = find_shard(starts, n)
        reason = f"outlet and text are those of {doc_id} ({where})"
        found[shard].dropped[n - int(starts[shard])] = reason
    old, given = np.sort(ids[kept, 0]), set()
    for n in later.tolist():
        for new in offer_ids(told[n][0], texts[n].tobytes()):
            half = np.frombuffer(hash_words(fold(new)), np.uint64)[0]  # tells ids apart well enough
            at = np.searchsorted(old, half)
            if half not in given and (at == len(old) or old[at] != half):
                break
        given.add(half)
        shard = find_shard(starts, n)
        found[shard].renamed[n - int(starts[shard])] = new
    return found


def find_shard(starts: np.ndarray, position: int) -> int:
    """The shard that holds a position of the corpus."""
    return int(np.searchsorted(starts, position, "right")) - 1


def read_places(
    shards: Sequence[Path], starts: np.ndarray, positions: np.ndarray
) -> dict[int, tuple[str, str, str]]:
    """Id, file and place of the documents at some positions of the corpus."""
    found = {}
    wanted = np.unique(positions)
    for number in np.unique(np.searchsorted(starts, wanted, "right") - 1).tolist():
        begin, end = int(starts[number]), int(starts[number + 1])
        here = wanted[(wanted >= begin) & (wanted < end)]
        table = pq.ParquetFile(shards[number]).read(columns=list(COLUMNS)).take(here - begin)
        rows = zip(*(table[name].to_pylist() for name in COLUMNS), strict=True)
        found |= dict(zip(here.tolist(), rows, strict=True))
    return found


def to_array(column: pa.ChunkedArray) -> np.ndarray:
    """Digests as an array of two numbers each."""
    parts = []
    for chunk in column.chunks:
        buffer = np.frombuffer(chunk.buffers()[1], np.uint64)
        width = WIDTH // 8
        begin = chunk.offset * width
        parts.append(buffer[begin : begin + len(chunk) * width].reshape(-1, width))
    return np.concatenate(parts)


def find_first(digests: np.ndarray) -> np.ndarray:
    """For every digest the position of the first one that is the same.

    >>> find_first(np.array([[1, 2], [3, 4], [1, 2]], np.uint64)).tolist()
    [0, 1, 0]
    """
    order = np.lexsort(digests.T)  # stable, so the first of its group is the earliest
    ordered = digests[order]
    new = np.concatenate([[True], (ordered[1:] != ordered[:-1]).any(axis=1)])
    heads = np.maximum.accumulate(np.where(new, np.arange(len(new)), 0))
    first = np.empty(len(order), np.int64)
    first[order] = order[heads]
    return first


def offer_ids(doc_id: str, digest: bytes) -> Iterator[str]:
    """An id with more and more of a digest.

    >>> next(offer_ids("a1", bytes(range(16))))
    'a1~00010203'
    """
    kept = doc_id.encode("utf-8")[:LONGEST].decode("utf-8", "ignore")
    whole = digest.hex()
    for length in range(8, len(whole) + 1, 8):
        yield f"{kept}~{whole[:length]}"
    for number in range(2, 1_000_000):
        yield f"{kept}~{whole}~{number}"
