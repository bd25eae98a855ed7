"""A corpus too large for one table: facts of a part of it, and what is counted over all parts."""

from helpers.analyse.corpora.choice import select_claims
from helpers.analyse.corpora.closeness import Centre, find_stems, measure_parts
from helpers.analyse.corpora.facts import FACTS, list_facts

__all__ = ["FACTS", "Centre", "find_stems", "list_facts", "measure_parts", "select_claims"]
