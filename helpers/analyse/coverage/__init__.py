"""How articles differ: claims and answers, sources, the same words reworded, numbers, emphasis."""

import pandas as pd

from helpers.analyse.coverage.alignment import align_statements, list_pair_spans
from helpers.analyse.coverage.amounts import compare_amounts, list_amount_spans, list_amounts
from helpers.analyse.coverage.emphasis import (
    count_themes,
    find_distinctive,
    list_names,
    split_names,
)
from helpers.analyse.coverage.matrix import (
    compare_within_outlets,
    count_cells,
    count_claims,
    list_answers,
    list_disputed,
    list_only_here,
    select_claims,
    split_articles,
)
from helpers.analyse.coverage.sources import (
    count_cues,
    count_sources,
    count_states,
    count_types,
    list_relays,
    list_wires,
)
from helpers.records import Tables

__all__ = [
    "align_statements",
    "compare_amounts",
    "compare_within_outlets",
    "count_cells",
    "count_claims",
    "count_cues",
    "count_sources",
    "count_states",
    "count_themes",
    "count_types",
    "find_distinctive",
    "list_amounts",
    "list_answers",
    "list_compared",
    "list_disputed",
    "list_names",
    "list_only_here",
    "list_pair_spans",
    "list_relays",
    "list_wires",
    "select_claims",
    "split_articles",
    "split_names",
]


def list_compared(tables: Tables) -> pd.DataFrame:
    """The words that are compared side by side and must be shown whole: ``doc_id, start, end``.

    >>> list(list_compared(tables))
    ['doc_id', 'start', 'end']
    """
    spans = [
        list_pair_spans(align_statements(tables)),
        list_amount_spans(compare_amounts(tables)),
    ]
    return pd.concat(spans, ignore_index=True)
