"""What one shard adds to the counts of its corpus, as tables that are read from files."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pyarrow as pa

from helpers.analyse.corpora import FACTS, list_facts
from helpers.records import Codebook, Document, Tables, Tags
from helpers.tables import LAYERS, tabulate_articles, tabulate_codebook, tabulate_layer

TABLES = tuple(FACTS)  # the names of all that ``aggregate_shard`` returns
TEXT, DAY, WHOLE = pa.string(), pa.date32(), pa.int64()
# By the name of a column: a shard without a row, or with none that is known, has the same types.
TYPES = {
    **dict.fromkeys(("day", "earliest", "latest", "published"), DAY),
    **dict.fromkeys(("published_earliest", "published_latest"), DAY),
    **dict.fromkeys(("start", "end", "words", "quoted", "mentions", "statements", "n"), WHOLE),
    **dict.fromkeys(("n_sentences", "n_attributions"), WHOLE),
    "before": pa.float64(),
    **dict.fromkeys(("cut", "named"), pa.bool_()),
    "wording": pa.uint64(),
    "stems": pa.list_(pa.uint64()),
}


def aggregate_shard(
    documents: Sequence[Document], tags: Sequence[Tags], codebook: Codebook
) -> dict[str, pa.Table]:
    """The facts of a shard by name, in an order that its documents decide."""
    facts = list_facts(tabulate_shard(documents, tags, codebook))
    return {name: type_table(facts[name]) for name in TABLES}


def type_table(frame: pd.DataFrame) -> pa.Table:
    """A frame with the types of its columns, whatever it holds."""
    schema = pa.schema([pa.field(name, TYPES.get(name, TEXT)) for name in frame])
    return pa.Table.from_pandas(frame, schema, preserve_index=False).replace_schema_metadata()


def tabulate_shard(
    documents: Sequence[Document], tags: Sequence[Tags], codebook: Codebook
) -> Tables:
    """One DataFrame per layer of a shard, as a study has them."""
    parts = tabulate_codebook(codebook)
    return Tables(
        articles=tabulate_articles(documents, tags),
        **{layer: tabulate_layer(layer, tags) for layer in LAYERS},
        milestones=parts["milestones"],
        codebook=parts,
        codings={},
        quarantined=pd.DataFrame(columns=["file", "line", "reason"]),
        benchmarks=pd.DataFrame(),
    )
