"""Small tables of one shard, which are added up over all shards; reports read these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pyarrow as pa

from helpers.records import Codebook, Document, Tags

TABLES = ("outlet_months",)  # the names of all that ``aggregate_shard`` returns


def aggregate_shard(
    documents: Sequence[Document], tags: Sequence[Tags], codebook: Codebook
) -> dict[str, pa.Table]:
    """The partial tables of a shard by name: rows that are counts and sums, in a fixed order."""
    counted = Counter(
        (document.outlet, document.published.replace(day=1) if document.published else None)
        for document in documents
    )
    rows = sorted(counted.items(), key=lambda row: (row[0][0], str(row[0][1])))
    table = pa.table(
        {
            "outlet": pa.array([outlet for (outlet, _), _ in rows], pa.string()),
            "month": pa.array([month for (_, month), _ in rows], pa.date32()),
            "articles": pa.array([count for _, count in rows], pa.int64()),
        }
    )
    return {"outlet_months": table}
