"""The word lists that claims are read with, each looked up in a sentence before it is searched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from helpers.load import read_lexicon
from helpers.tag.patterns.anchors import split_words

FEW = 6  # forms for which an expression of their own is worth making
KEPT = 1000  # expressions of few forms


@lru_cache(maxsize=KEPT)
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for forms in order, whole words in any case."""
    body = "|".join(re.sub("['’]", "['’]", re.escape(form)) for form in forms)
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)


class WordList(NamedTuple):
    """A list's forms, longest first, and for each word of theirs the forms that are filed there.

    A form is filed under the longest of its words, by its number, with the set of all of them.
    """

    forms: tuple[str, ...]
    filed: dict[str, list[tuple[int, frozenset[str]]]]
    heads: frozenset[str]

    @property
    def pattern(self) -> re.Pattern[str]:
        """All forms as one expression."""
        return _any_of(self.forms)

    def standing(self, words: frozenset[str]) -> list[int]:
        """The forms all of whose words a sentence has."""
        return [
            number
            for head in self.heads & words
            for number, form in self.filed[head]
            if form <= words
        ]

    def find(
        self, words: frozenset[str], text: str, start: int, end: int
    ) -> Iterable[re.Match[str]]:
        """The forms between two places of a sentence that has these words, in order."""
        numbers = self.standing(words)
        if not numbers:
            return ()
        few = tuple(self.forms[k] for k in sorted(numbers)) if len(numbers) <= FEW else self.forms
        return _any_of(few).finditer(text, start, end)


@cache
def read_words(name: str, column: str = "", values: tuple[str, ...] = ()) -> WordList:
    """All forms of a word list, longest first; ``column`` in ``values`` chooses rows."""
    rows = [r for r in read_lexicon(name) if not column or {*r[column].split("+")} & {*values}]
    forms = {f for r in rows for f in r["forms"].split("|") if f}
    ordered = sorted(forms, key=lambda f: (-len(f), f))
    filed: dict[str, list[tuple[int, frozenset[str]]]] = {}
    for number, form in enumerate(ordered):
        runs = split_words(form)
        filed.setdefault(max(runs, key=len), []).append((number, runs))
    return WordList(tuple(ordered), filed, frozenset(filed))
