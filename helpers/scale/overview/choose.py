"""The articles of a large corpus that a report is about, with their closeness to its story."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from helpers.analyse.corpora import measure_parts
from helpers.analyse.corpora.closeness import Part

COLUMNS = ["doc_id", "outlet", "published", "words", "n_attributions", "cut"]
BOUNDS = ["published_earliest", "published_latest"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose articles of which days are meant; an article stays if one of its days may lie there."""

    start: dt.date | None = None
    end: dt.date | None = None
    outlets: tuple[str, ...] = ()

    def meets(self, part: pa.Table) -> pa.Array | pa.ChunkedArray:
        """Which articles of a part are meant."""
        kept = pa.array(np.ones(len(part), dtype=bool))
        if self.outlets:
            kept = pc.and_(kept, pc.is_in(part["outlet"], pa.array(self.outlets, pa.string())))
        for bound, last, compare in (
            (self.start, "published_latest", pc.greater_equal),
            (self.end, "published_earliest", pc.less_equal),
        ):
            if bound is not None:
                day = pc.cast(pc.coalesce(part[last], part["published"]), pa.date32())
                kept = pc.and_(kept, pc.fill_null(compare(day, pa.scalar(bound)), False))
        return kept


def read_parts(paths: Sequence[Path], choice: Choice) -> Iterator[pa.Table]:
    """The chosen articles, one part of the corpus after another."""
    for path in paths:
        part = pq.read_table(path, columns=[*COLUMNS, *BOUNDS, "stems"])
        yield part.filter(choice.meets(part)).combine_chunks()


def as_part(part: pa.Table) -> Part:
    """The digests of all openings of a part, and how many each article has."""
    stems = part["stems"].combine_chunks()
    if isinstance(stems, pa.ChunkedArray):  # a part without an article
        return np.array([], dtype=np.uint64), np.array([], dtype=np.int64)
    lengths = pc.fill_null(pc.list_value_length(stems), 0).to_numpy(zero_copy_only=False)
    return stems.flatten().to_numpy(zero_copy_only=False).astype(np.uint64), lengths


def weigh_parts(paths: Sequence[Path], choice: Choice) -> Iterator[pa.Table]:
    """The chosen articles with their ``closeness`` (0 to 1) to what all their openings share."""
    closeness = measure_parts(lambda: map(as_part, read_parts(paths, choice)))
    for part, close in zip(read_parts(paths, choice), closeness, strict=True):
        yield part.select(COLUMNS).append_column("closeness", pa.array(close, pa.float64()))
