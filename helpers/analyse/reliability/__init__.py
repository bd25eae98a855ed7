"""How far to trust the tags: coders against each other, taggers against the agreed coding."""

from helpers.analyse.reliability.agreement import pair_values, score_agreement, score_alpha
from helpers.analyse.reliability.coding import compare_cells
from helpers.analyse.reliability.disagreements import list_disagreements
from helpers.analyse.reliability.scores import score_layers

__all__ = [
    "compare_cells",
    "list_disagreements",
    "pair_values",
    "score_agreement",
    "score_alpha",
    "score_layers",
]
