"""Propose a whole study from texts: manifest, settings and a codebook to begin with.

Every proposal has its words or its reason beside it and is marked as proposed; nothing here
decides for whoever makes the study.
"""

from __future__ import annotations

from .draft import Draft, draft_study
from .inputs import Article, Inputs, read_inputs
from .store import check_name, write_study

__all__ = [
    "Article",
    "Draft",
    "Inputs",
    "check_name",
    "draft_study",
    "read_inputs",
    "write_study",
]
