"""The word lists that claims are read with, each looked up in a sentence before it is searched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from helpers.load import read_lexicon
from helpers.tag.patterns.anchors import longest_run


class WordList(NamedTuple):
    """A list's forms as one expression, and of each form a word without which it cannot stand."""

    pattern: re.Pattern[str]
    anchors: frozenset[str]

    def find(
        self, words: frozenset[str], text: str, start: int, end: int
    ) -> Iterable[re.Match[str]]:
        """The forms between two places of a sentence that has these words, in order."""
        if self.anchors.isdisjoint(words):
            return ()
        return self.pattern.finditer(text, start, end)


@cache
def read_words(name: str, column: str = "", values: tuple[str, ...] = ()) -> WordList:
    """All forms of a word list, longest first; ``column`` in ``values`` chooses rows."""
    rows = [r for r in read_lexicon(name) if not column or {*r[column].split("+")} & {*values}]
    forms = {f for r in rows for f in r["forms"].split("|") if f}
    ordered = sorted(forms, key=lambda f: (-len(f), f))
    body = "|".join(re.sub("['’]", "['’]", re.escape(f)) for f in ordered)
    pattern = re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)
    return WordList(pattern, frozenset(map(longest_run, forms)))
