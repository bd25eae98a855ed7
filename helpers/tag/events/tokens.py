"""The words and marks of a sentence, with what each of them may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from .status import ADVERBS, EXPECT, PLAN
from .words import (
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    DO,
    HAVE,
    MODALS,
    NOT,
    PREPOSITIONS,
    RELATIVES,
    STOPS,
    SUBJECTS,
    read_forms,
    read_words,
    strip_possessive,
)

# Initials with their points, then words with inner hyphens and apostrophes, then single marks.
TOKEN = re.compile(
    r"""(?x)( \w (?: \. (?<=[^\W\d_]\.) (?:[^\W\d_]\.)++ | \w*+ (?:[’'-]\w++)*+ ) | [^\w\s] )"""
)
FINITE = BE | HAVE | MODALS | DO
AUXILIARY = FINITE | read_words("get")
PEOPLE = read_words("people")  # "Norwegian officials" act for Norway, "Norwegian rebels" do not
BOND = read_words("bond")  # "Norway's ties": ties are Norway's doing
JOIN = frozenset(("and", "or", "nor", "both", "neither", "but"))
OPENERS = RELATIVES | CONJUNCTIONS
LIMITS = OPENERS | STOPS | {",", "and", "but"}  # where a clause may begin or end
FUNCTION = DETERMINERS | PREPOSITIONS | OPENERS | SUBJECTS | JOIN | {"to", "not"}
GROUP = AUXILIARY | NOT | ADVERBS | {"to"}
LED = GROUP | EXPECT | PLAN  # what may stand between a subject and its verb, besides words in -ly
BORROWING = re.compile(r"(?i)time|shortly|soon|immediately|imminently|[^\W\x00-\x7f]|\u0307")
# What a word may be, a bit each: one look for every word says which rules it is for.
FORM = 1  # begins a trigger
VERB = 2  # a finite verb, if only by its ending
LIMIT = 4  # begins or ends a clause
CLAUSAL = FORM | VERB | LIMIT
REFERENCE = 8  # is in words that borrow a time
HELP = 16  # an auxiliary
NAMELESS = 32  # no name, even with a capital
PHRASE = 64  # stands inside a noun phrase
BEFORE_VERB = 128  # stands between a subject and its verb
LETTER = 256  # begins with one
PERSON = 512  # is one of those who act for a state
TIE = 1024  # is what a state has with others
WORDS_KEPT = 50_000


class Kinds(dict[str, int]):
    """What a word in small letters may be; kept, since a corpus repeats its words."""

    def __missing__(self, low: str) -> int:
        adverb = low.endswith("ly")
        plain = low[0].isalnum() and not low.isdigit() and not adverb
        kind = FORM if strip_possessive(low) in read_forms() else 0
        kind |= VERB if low in FINITE or (low.endswith("ed") and len(low) > 4) else 0
        kind |= LIMIT if low in LIMITS else 0
        kind |= REFERENCE if BORROWING.search(low) else 0
        kind |= HELP if low in AUXILIARY else 0
        kind |= NAMELESS if low in FUNCTION else 0
        kind |= PHRASE if plain and low not in FUNCTION and low not in ADVERBS else 0
        kind |= BEFORE_VERB if adverb or low in LED else 0
        kind |= LETTER if low[0].isalpha() else 0
        kind |= PERSON if strip_possessive(low) in PEOPLE else 0
        kind |= TIE if strip_possessive(low) in BOND else 0
        if len(self) >= WORDS_KEPT:
            self.clear()
        self[low] = kind
        return kind


KINDS = Kinds()


@dataclass(slots=True)
class Tokens:
    """The words and marks of a sentence, a list for each of what is asked of them.

    A corpus has millions of words: lists of them are filled without a call for each.
    """

    start: list[int]
    end: list[int]
    text: list[str]
    low: list[str]  # the same in lower case
    kind: list[int]

    def cut(self, first: int, last: int) -> Tokens:
        """The tokens from ``first`` to ``last`` (exclusive)."""
        columns = (self.start, self.end, self.text, self.low, self.kind)
        return Tokens(*(column[first:last] for column in columns))


def split_words(text: str, start: int, end: int) -> Tokens:
    """Every word and mark between two offsets, with its own offsets."""
    parts = TOKEN.split(text[start:end])  # gap, word, gap, word, …, gap
    offsets = list(accumulate(map(len, parts), initial=start))
    words = parts[1::2]
    low = list(map(str.lower, words))
    kinds = list(map(KINDS.__getitem__, low))
    return Tokens(offsets[1:-1:2], offsets[2::2], words, low, kinds)
