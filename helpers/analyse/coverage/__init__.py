"""How articles differ: claims and answers, sources, the same words reworded, numbers, emphasis."""

from helpers.analyse.coverage.alignment import align_statements, compare_words, list_pair_spans
from helpers.analyse.coverage.emphasis import count_themes, find_distinctive, list_names
from helpers.analyse.coverage.matrix import (
    ANSWERS,
    COMMITMENTS,
    compare_within_outlets,
    count_cells,
    count_claims,
    find_disputed,
    list_answers,
    list_only_here,
)
from helpers.analyse.coverage.numbers import compare_numbers, list_numbers
from helpers.analyse.coverage.sources import (
    count_cues,
    count_sources,
    count_states,
    count_types,
    list_relays,
)

__all__ = [
    "ANSWERS",
    "COMMITMENTS",
    "align_statements",
    "compare_numbers",
    "compare_within_outlets",
    "compare_words",
    "count_cells",
    "count_claims",
    "count_cues",
    "count_sources",
    "count_states",
    "count_themes",
    "count_types",
    "find_disputed",
    "find_distinctive",
    "list_answers",
    "list_names",
    "list_numbers",
    "list_only_here",
    "list_pair_spans",
    "list_relays",
]
