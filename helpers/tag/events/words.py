"""Words of a sentence and the word lists that events are read by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from helpers.load import read_lexicon

# Initials with their points, then words with inner hyphens and apostrophes, then single marks.
TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:[’'-]\w+)*|[^\w\s]")
POSSESSIVE = ("’s", "'s", "s’", "s'")
VERB_FORMS = ("base", "present", "past", "participle", "gerund")


def read_words(group: str) -> frozenset[str]:
    """The function words of one group of the list."""
    return frozenset(r["term"] for r in read_lexicon("event_words") if r["group"] == group)


DETERMINERS = read_words("determiner")
PREPOSITIONS = read_words("preposition")
MODALS = read_words("modal")
BE = read_words("be")
HAVE = read_words("have")
DO = read_words("do")
NOT = read_words("not")
SUBJECTS = read_words("subject")
ADVERBIAL = read_words("adverbial")
# What opens a clause of its own; "as" only before a subject, see ``find_clauses``.
RELATIVES = read_words("relative")
CONJUNCTIONS = read_words("conjunction")
STOPS = frozenset(";:—–()")


class Token(NamedTuple):
    """A word or a mark; a tuple, because a corpus has millions of them."""

    start: int
    end: int
    text: str
    low: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the lexicon, for one of its forms."""

    term: str
    kind: str
    form: str  # base, present, past, participle, gerund, noun
    status: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens ``first`` to ``last`` (inclusive) name an event; ``clause`` is where they stand."""

    first: int
    last: int
    entry: Entry
    noun: bool
    clause: int


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens ``first`` to ``last`` (exclusive); ``intro`` opened it, it hangs on ``parent``."""

    first: int
    last: int
    intro: str
    parent: int


def split_words(text: str, start: int, end: int) -> list[Token]:
    """Every word and mark between two offsets, with its own offsets."""
    make = partial(tuple.__new__, Token)  # a corpus has millions of words: no call in between
    found = TOKEN.finditer(text, start, end)
    return [make((m.start(), m.end(), word := m[0], word.lower())) for m in found]


def strip_possessive(low: str) -> str:
    return low[:-2] if low.endswith(POSSESSIVE[:2]) else low


Rows = dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]


@cache
def read_triggers() -> Rows:
    """First word → the forms that begin with it, longest first."""
    found: dict[str, dict[tuple[tuple[str, ...], bool], Entry]] = {}
    for row in read_lexicon("events"):
        verbs = row["verb"].split("|")
        forms = [*zip(verbs, VERB_FORMS, strict=False)]
        if len(verbs) > 2 and verbs[0] and verbs[0] == verbs[2]:
            forms[0] = (verbs[0], "past")  # cut, hit, quit: read as past unless "to" stands before
        forms += [(noun, "noun") for noun in row["noun"].split("|")]
        for words, form in forms:
            if words:
                key = (tuple(words.split()), form == "noun")
                entry = Entry(row["term"], row["kind"], form, row["status"])
                found.setdefault(key[0][0], {}).setdefault(key, entry)
    return {
        first: tuple(
            (words, entry)
            for (words, _), entry in sorted(rows.items(), key=lambda r: -len(r[0][0]))
        )
        for first, rows in found.items()
    }
