"""Propose the days on which an article without a date may have been published.

Each clue of a text (a stated day, a date told as past or as coming, a weekday beside its date)
allows some days of the calendar; the proposal is what all of them allow, with the clues that fix
either side.  What the text alone gives and what a study's reference chronology adds are kept apart.
Nothing is decided here and nothing is written: the proposal is for whoever fills the manifest.
"""

from __future__ import annotations

from .article import ArticleError, read_article
from .bounds import Bounds, meet
from .clues import Clue
from .find import Proposal, find_clues, propose_dates
from .write import as_json, as_row, as_text

__all__ = [
    "ArticleError",
    "Bounds",
    "Clue",
    "Proposal",
    "as_json",
    "as_row",
    "as_text",
    "find_clues",
    "meet",
    "propose_dates",
    "read_article",
]
