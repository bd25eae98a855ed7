"""Whether a text is English, by its most frequent words; what is not clear stays unknown."""

from __future__ import annotations

import unicodedata
from functools import cache

from ..records import WORD
from .lexicon import read_lexicon

ENGLISH, OTHER, FEW = 0.15, 0.06, 30
"""Shares of common words among all words, and words below which nothing is said.

English news has 0.19 and more, other languages in Latin letters 0.03 and less
(tests/inbox/test_checks.py has a text of each).
"""


def tell_language(text: str) -> str:
    """``en``, ``other`` or ``unknown``.

    >>> tell_language("Die Minister trafen sich.")
    'unknown'
    """
    words = [word.lower() for word in WORD.findall(text)]
    if len(words) < FEW:
        return "unknown"
    latin, others = count_letters(text, latin=True), count_letters(text, latin=False)
    if others > latin or not latin:
        return "other" if others else "unknown"
    share = measure_share(words)
    return "en" if share >= ENGLISH else "other" if share <= OTHER else "unknown"


def measure_share(words: list[str]) -> float:
    """The share of common words of English among some words."""
    return sum(map(_read_common().__contains__, words)) / len(words)


@cache
def _read_common() -> frozenset[str]:
    return frozenset(row["term"] for row in read_lexicon("common_words"))


def count_letters(text: str, latin: bool) -> int:
    """The letters of a text's beginning that are of the Latin alphabet, or of others."""
    letters = (letter for letter in text[:5_000] if letter.isalpha())
    return sum(unicodedata.name(letter, "").startswith("LATIN") == latin for letter in letters)
