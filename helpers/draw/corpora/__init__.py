"""Figures of a large corpus: it is drawn by outlets, months and days, never article by article."""

from helpers.draw.corpora.days import plot_days
from helpers.draw.corpora.matrix import plot_claims
from helpers.draw.corpora.months import plot_claim_months, plot_outlets

__all__ = ["plot_claim_months", "plot_claims", "plot_days", "plot_outlets"]
