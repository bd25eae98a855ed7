"""Views over a store in DuckDB, which reads of its files only what a query needs.

``documents`` and ``set_aside``; for each layer ``LAYER`` with the columns of its records behind
``doc_id``, and ``LAYER_placed`` with ``sentence_id``, ``paragraph`` and ``sentence`` as well, which
costs a join with all sentences; ``sum_TABLE`` with the rows of all partial aggregates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from helpers.scale.aggregate import TABLES
from helpers.scale.disk import quote_files
from helpers.scale.engines import EngineError
from helpers.scale.shards import SCHEMA
from helpers.scale.store import ASIDE, Store
from helpers.tables.layers import DEPENDS
from helpers.tables.store import write_schema
from helpers.tables.tagging import ROWS

if TYPE_CHECKING:
    import duckdb

MISSING = "DuckDB is not installed. `make scale` installs it."


def connect(store: Store, memory: str) -> duckdb.DuckDBPyConnection:
    """Open DuckDB with at most so much memory; what does not fit is put beside the store."""
    try:
        import duckdb
    except ImportError:
        raise EngineError(MISSING) from None
    spill = store.root.with_name(f"{store.root.name}.spill")
    settings = {"memory_limit": memory, "temp_directory": str(spill), "threads": 2,
                "preserve_insertion_order": False, "autoinstall_known_extensions": False,
                "autoload_known_extensions": False}  # fmt: skip
    connection = duckdb.connect(":memory:", config=settings)
    add_view(connection, "documents", store.list_folder("documents"), SCHEMA)
    add_view(connection, "set_aside", [store.root / ASIDE], SCHEMA)
    for layer in ROWS:
        kind = DEPENDS[layer].kind
        add_view(connection, f"{layer}_packs", store.rows(layer), write_schema(kind))
        names = ", ".join(f'record."{f.name}"' for f in fields(kind))
        unnested = f"SELECT key AS doc_id, unnest(records) AS record FROM {layer}_packs"
        connection.execute(f"CREATE VIEW {layer} AS SELECT doc_id, {names} FROM ({unnested})")
    starts = """SELECT doc_id, start, 'p' || paragraph || 's' || number AS sentence_id, paragraph,
                number AS sentence FROM sentences"""
    for layer in ROWS:
        places = "s.sentence_id, s.paragraph, s.sentence"
        left = f"r.* {'EXCLUDE (paragraph)' if layer == 'sentences' else ''}, {places}"
        connection.execute(
            f"""CREATE VIEW {layer}_placed AS SELECT {left} FROM {layer} r ASOF LEFT JOIN
                ({starts}) s ON r.doc_id = s.doc_id AND r.start >= s.start"""
        )
    for table in TABLES:
        if found := store.tables(table):
            add_view(connection, f"sum_{table}", found, SCHEMA)
    return connection


def add_view(
    connection: duckdb.DuckDBPyConnection, name: str, files: Sequence[Path], schema: pa.Schema
) -> None:
    """A view over Parquet files, an empty one where there are none."""
    if not files:
        connection.register(f"{name}_empty", schema.empty_table())
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM {name}_empty")
        return
    listed = quote_files(files)
    connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({listed})")
