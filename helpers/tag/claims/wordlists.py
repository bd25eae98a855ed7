"""The word lists that claims are read with, each looked up in a sentence before it is searched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from helpers.load import read_lexicon
from helpers.tag.patterns.anchors import split_words


class WordList(NamedTuple):
    """A list's forms as one expression; for each word of theirs the forms that are filed there.

    A form is filed under the longest of its words, as the set of all of them.
    """

    pattern: re.Pattern[str]
    filed: dict[str, list[frozenset[str]]]
    heads: frozenset[str]

    def may_stand(self, words: frozenset[str]) -> bool:
        """Whether a sentence with these words has all that some form is made of."""
        return any(form <= words for head in self.heads & words for form in self.filed[head])

    def find(
        self, words: frozenset[str], text: str, start: int, end: int
    ) -> Iterable[re.Match[str]]:
        """The forms between two places of a sentence that has these words, in order."""
        return self.pattern.finditer(text, start, end) if self.may_stand(words) else ()


@cache
def read_words(name: str, column: str = "", values: tuple[str, ...] = ()) -> WordList:
    """All forms of a word list, longest first; ``column`` in ``values`` chooses rows."""
    rows = [r for r in read_lexicon(name) if not column or {*r[column].split("+")} & {*values}]
    forms = {f for r in rows for f in r["forms"].split("|") if f}
    ordered = sorted(forms, key=lambda f: (-len(f), f))
    body = "|".join(re.sub("['’]", "['’]", re.escape(f)) for f in ordered)
    pattern = re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)
    filed: dict[str, list[frozenset[str]]] = {}
    for form in ordered:
        runs = split_words(form)
        filed.setdefault(max(runs, key=len), []).append(runs)
    return WordList(pattern, filed, frozenset(filed))
