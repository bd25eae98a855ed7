"""How far to trust the tags: coders against each other, taggers against the agreed coding."""

from helpers.analyse.reliability.agreement import pair_values, score_agreement, score_alpha
from helpers.analyse.reliability.scores import compare_cells, score_layers

__all__ = ["compare_cells", "pair_values", "score_agreement", "score_alpha", "score_layers"]
