"""Units of reporting: a sentence outside quotation marks, each quotation one token of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from helpers.tag.attributions.words import (
    ADV, CAP, CLOSE, COLON, COMMA, CUE, DASH, ED, ING, NUM, OPEN, POSS, QUOTE, STOP, cue_forms, word_bits,
)

TOKEN = re.compile(
    r"""(?:[^\W\d_]\.){2,}                                         # U.S., J.K.
      | (?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Adm|Capt|Sgt|St|Jr|Sr|Prof|Rev)\.(?=\s)
      | [’'](?:s\b|(?=\s))                                          # possessive
      | [^\W_]+(?:[-‑–/&.@][^\W_]+|[’'](?!s\b)[^\W_]+)*+(?:\.(?=,|[ ][a-z(]))?
      | [,;:?!…()\[\]—–]|\.+|--?
    """,
    re.VERBOSE,
)
PUNCTUATION = {
    ",": COMMA, ";": STOP, ":": COLON, ".": STOP, "?": STOP, "!": STOP, "…": STOP, "(": OPEN, "[": OPEN,
    ")": CLOSE, "]": CLOSE, "—": DASH, "–": DASH, "-": DASH, "--": DASH,
}


@dataclass(slots=True)
class Unit:
    """Parallel lists: where token i starts and ends, its lower-case word, its class bits."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    bits: list[int] = field(default_factory=list)
    cues: list[int] = field(default_factory=list)
    quotes: dict[int, tuple[int, int, int, int]] = field(default_factory=dict)
    headline: bool = False


def read_tokens(unit: Unit, text: str, start: int, end: int) -> None:
    """Append the tokens of a stretch without quotation marks to the unit."""
    known, forms = word_bits(), cue_forms()
    starts, ends, words, bits = unit.starts, unit.ends, unit.words, unit.bits
    for match in TOKEN.finditer(text, start, end):
        a, b = match.span()
        token = text[a:b]
        low = token.lower()
        first = token[0]
        if first.isalpha():
            flag = known.get(low, 0)
            if low in forms:
                flag |= CUE
                unit.cues.append(len(words))
            if first.isupper():
                flag |= CAP
            elif not flag:
                tail = low[-3:]
                if tail == "ing":
                    flag = ING
                elif tail[1:] == "ed":
                    flag = ED
                elif tail[1:] == "ly":
                    flag = ADV
        elif first in "’'":
            flag = POSS
        elif first.isalnum():
            flag = NUM
        else:
            flag = PUNCTUATION.get(token, STOP)
        starts.append(a)
        ends.append(b)
        words.append(low)
        bits.append(flag)


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
        unit.ends.append(quote[1])
        unit.words.append("“”")
        unit.bits.append(QUOTE)
        at = quote[1]
    read_tokens(unit, text, at, end)
    # A headline writes most long words large, so that a capital says nothing there.
    long_words = [bit for bit, word in zip(unit.bits, unit.words, strict=True) if len(word) > 3 and word[0].isalpha()]
    unit.headline = len(long_words) > 3 and sum(bit & CAP for bit in long_words) >= 0.8 * len(long_words)
    return unit
