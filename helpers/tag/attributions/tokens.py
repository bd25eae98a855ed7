"""Units of reporting: a sentence outside quotation marks, each quotation one token of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from helpers.tag.attributions.words import (
    ADV,
    AUX,
    CAP,
    CLOSE,
    COLON,
    COMMA,
    CUE,
    DASH,
    ED,
    FUNCTION,
    ING,
    NUM,
    OPEN,
    POSS,
    PREP,
    QUOTE,
    STOP,
    TIME,
    cue_forms,
    word_bits,
)

# Run on one stretch without blanks; a full stop that belongs to a word stays with it.
TOKEN = re.compile(
    r"""[a-z]++(?![-‑–/&.@’'\w])                                  # the plain word, most of a text
      | (?:[A-Z]|Nos?|Mrs?|Ms|Dr|Sens?|Reps?|Gov|Gen|Lt|Col|Adm|Capt|Sgt|St|Jr|Sr|Prof|Rev)\.\Z
      | (?:[^\W\d_]\.){2,}                                           # U.S., J.K.
      | [A-Z]-[A-Z][a-z]*\.(?=\))                                    # (D-Ill.)
      | [^\W_]++(?:[-‑–/&.@][^\W_]++|[’'](?!s\b)[^\W_]++)*+(?:\.(?=,))?
      | [’'](?:s\b|\Z)                                              # possessive
      | [,;:?!…()\[\]—–]|\.+|--?
    """,
    re.VERBOSE,
)
MARKED = CUE | FUNCTION  # what is looked at again when a unit is read
BLANK = re.compile(r"\s")  # of other kinds than the space: tabs, those that keep words together
GAP = 8  # characters; no more blanks than these part two words
MEMORY = 200_000  # stretches kept; news of a year stays below it
LONGEST = 40  # characters of a stretch worth keeping
HEADLINE = 30  # tokens; nothing longer is a headline
# Nouns and adjectives that end like adverbs.
NO_ADVERBS = frozenset(
    [
        "ally", "anomaly", "assembly", "belly", "bully", "daily", "elderly", "family", "friendly",
        "jelly", "monopoly", "monthly", "rally", "reply", "supply", "tally", "weekly",
    ]
)
PUNCTUATION = {
    ",": COMMA,
    ";": STOP,
    ":": COLON,
    ".": STOP,
    "?": STOP,
    "!": STOP,
    "…": STOP,
    "(": OPEN,
    "[": OPEN,
    ")": CLOSE,
    "]": CLOSE,
    "—": DASH,
    "–": DASH,
    "-": DASH,
    "--": DASH,
}


@dataclass(slots=True)
class Unit:
    """Parallel lists: where token i starts, its lower-case word, its class bits."""

    starts: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    bits: list[int] = field(default_factory=list)
    cues: list[int] = field(default_factory=list)
    quotes: dict[int, tuple[int, int, int, int]] = field(default_factory=dict)
    headline: bool = False

    def end(self, i: int) -> int:
        """Where token ``i`` ends in the text; its word is as long as it is there."""
        quote = self.quotes.get(i)
        return quote[1] if quote else self.starts[i] + len(self.words[i])


Token = tuple[int, str, int]  # start in its stretch, word, class bits


class _Known(dict[str, tuple[str, int, tuple[Token, ...] | None]]):
    """Stretch without blanks → its only token (word, class bits, None) or all its tokens."""

    def __missing__(self, chunk: str) -> tuple[str, int, tuple[Token, ...] | None]:
        if chunk.isalpha():
            found = (*classify(chunk), None)
        else:
            tokens = tuple([(m.start(), *classify(m[0])) for m in TOKEN.finditer(chunk)])
            whole = len(tokens) == 1 and len(tokens[0][1]) == len(chunk) and chunk != "."
            found = (*tokens[0][1:], None) if whole else ("", 0, tokens)
        if len(chunk) <= LONGEST:
            if len(self) > MEMORY:
                self.clear()
            self[chunk] = found
        return found


_known = _Known()


def classify(token: str) -> tuple[str, int]:
    """The lower-case word of a token and its class bits, which its spelling alone decides.

    >>> classify("Ministry") == ("ministry", CAP), classify(",") == (",", COMMA)
    (True, True)
    """
    low, first = token.lower(), token[0]
    if len(low) != len(token):  # İ, whose small form is two characters
        low = token
    if first.isalpha():
        flag = word_bits().get(low, 0)
        if first.isupper():
            return low, flag | (CAP | FUNCTION if flag & (AUX | PREP | ADV) else CAP)
        if not flag:
            tail = low[-3:]
            flag = (
                ING if tail == "ing" else ED if tail[1:] == "ed" else ADV if tail[1:] == "ly" else 0
            )
            if flag == ADV and low in NO_ADVERBS:
                flag = 0
        return low, flag
    if first in "’'":
        return low, POSS
    return low, NUM if first.isalnum() else PUNCTUATION.get(token, STOP)


def read_tokens(unit: Unit, text: str, start: int, end: int) -> None:
    """Append the tokens of a stretch without quotation marks to the unit.

    >>> unit = Unit()
    >>> read_tokens(unit, "Acme Inc.  said\\tRao’s men left.", 0, 31)
    >>> unit.words
    ['acme', 'inc', 'said', 'rao', '’s', 'men', 'left', '.']
    >>> unit.starts
    [0, 5, 11, 16, 19, 22, 26, 30]
    """
    stretch = text[start:end]
    if not stretch.isprintable():
        stretch = BLANK.sub(" ", stretch)
    add_start, add_word, add_bit = unit.starts.append, unit.words.append, unit.bits.append
    at = start
    for chunk in stretch.split(" "):
        word, bit, tokens = _known[chunk]
        if tokens is None:
            add_start(at)
            add_word(word)
            add_bit(bit)
            at += len(chunk) + 1
            continue
        for first, word, bit in tokens:
            add_start(at + first)
            add_word(word)
            add_bit(bit)
        at += len(chunk) + 1
        if word == "." and text[at : min(end, at + GAP)].lstrip()[:1].islower():
            for column in (unit.starts, unit.words, unit.bits):
                column.pop()  # the stop of an abbreviation, not of a sentence


def has_said(unit: Unit, i: int) -> bool:
    """Is token ``i`` the past of a reporting verb, which no "may" or "will" goes before?"""
    if i >= len(unit.words) or not unit.bits[i] & CUE:
        return False
    return any(cue.form == "past" for cue in cue_forms()[unit.words[i]])


def read_names(unit: Unit, text: str, large: list[int]) -> None:
    """Make names of words like Will and Long that stand large in mid-sentence, so that no verb,
    preposition or adverb is seen in them.

    >>> unit = Unit()
    >>> read_tokens(unit, "It said Will Ray will go.", 0, 25)
    >>> read_names(unit, "It said Will Ray will go.", [2])
    >>> unit.bits[2] == CAP, unit.bits[4] == CAP
    (True, False)

    At the start of a sentence and in a headline every word may stand large: there nothing is
    changed.  After a quotation only before a cue or a name (“We lose,” Will wrote).
    """
    bits = unit.bits
    for i in large:
        before = bits[i - 1] if i else STOP
        if before & QUOTE:
            closing = text[unit.quotes[i - 1][3] - 1]
            goes_on = closing == "," and i + 1 < len(bits) and bits[i + 1] & (CUE | CAP)
            if goes_on or (closing in "?!" and has_said(unit, i + 1)):
                bits[i] = CAP
        elif not before & (STOP | COLON | DASH | OPEN):
            named = before & (CAP | TIME) == CAP and not (i + 1 < len(bits) and bits[i + 1] & NUM)
            bits[i] = CAP if named else CAP | bits[i] & TIME  # Theresa May, but not "in May"
        elif unit.words[i] in ("may", "will") and has_said(unit, i + 1):
            bits[i] = CAP  # "May said"


def read_unit(text: str, start: int, end: int, quotes: list[tuple[int, int, int, int]]) -> Unit:
    """The tokens of one unit, its quotations (those that lie in it) one token each.

    >>> unit = read_unit("He said “no way” twice.", 0, 23, [(8, 16, 9, 15)])
    >>> unit.words
    ['he', 'said', '“”', 'twice', '.']
    """
    unit = Unit()
    at = start
    for quote in quotes:
        read_tokens(unit, text, at, quote[0])
        unit.quotes[len(unit.words)] = quote
        unit.starts.append(quote[0])
        unit.words.append("“”")
        unit.bits.append(QUOTE)
        at = quote[1]
    read_tokens(unit, text, at, end)
    bits = unit.bits
    marked = [i for i, bit in enumerate(bits) if bit & MARKED]
    unit.headline = is_headline(unit)
    if marked and not unit.headline:
        read_names(unit, text, [i for i in marked if bits[i] & FUNCTION])
    unit.cues = [i for i in marked if bits[i] & CUE]
    return unit


def is_headline(unit: Unit) -> bool:
    """Does a unit write most long words large, so that a capital says nothing in it?"""
    bits = unit.bits
    if not 4 <= len(bits) <= HEADLINE or sum(map(CAP.__and__, bits)) <= 3 * CAP:
        return False
    long_words = [
        bit
        for bit, word in zip(bits, unit.words, strict=True)
        if len(word) > 3 and word[0].isalpha()
    ]
    large = sum(bit & CAP for bit in long_words)
    return len(long_words) > 3 and large >= 0.8 * CAP * len(long_words)
