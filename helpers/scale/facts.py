"""What a command asks of a store before anything is counted: its outlets and their days."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq

from helpers.scale.store import Store

COLUMNS = ("outlet", "published", "published_earliest", "published_latest")


def list_days(store: Store) -> list[dict[str, str]]:
    """Every outlet with each of its days of publication once, as rows of a manifest; "" unknown."""
    found: pa.Table | None = None
    for path in store.tables("articles"):
        part = pq.read_table(path, columns=list(COLUMNS)).group_by(list(COLUMNS)).aggregate([])
        both = part if found is None else pa.concat_tables([found, part])
        found = both.group_by(list(COLUMNS)).aggregate([])
    rows = found.to_pylist() if found is not None else []
    told = [{name: str(row[name] or "") for name in COLUMNS} for row in rows]
    return sorted(told, key=lambda row: [row[name] for name in COLUMNS])
