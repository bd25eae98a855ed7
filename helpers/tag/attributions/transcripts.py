"""Transcripts: lines that name their speaker before a colon ("BRANDT: We stay.")."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from helpers.tag.attributions.signatures import is_quotation
from helpers.tag.attributions.words import AND, BREAK, DET, PREP, PRON, WHO, word_bits

# One to four words that stand large, and the office in capitals or the aside in brackets that may
# follow; then what is said, two words of it at least.
WORD = r"[A-Z][\w.’'-]*"
TURN = re.compile(
    rf"""(?P<mark>[“"]|'')?
         (?P<who>(?P<name>{WORD}(?:\ {WORD}){{0,3}})
                 (?:,\ [A-Z][A-Z\ .,&’'-]{{1,60}}|\ [(\[][^()\n]{{1,40}}[)\]])?)
         :\s+(?P<said>(?=\S+\s+\S))""",
    re.VERBOSE,
)
CLOSING = "”\"'"
# Words that stand large after a small letter or a comma: names, in the main.
NAMED = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+")
# Words before a colon that head a line and name nobody; A and Q say who asks, not who it is.
HEADINGS = frozenset(
    [
        "A", "ANSWER", "BREAKING", "CORRECTION", "NOTE", "PHOTO", "Q", "QUESTION", "RELATED",
        "SOURCE", "UPDATE", "VIDEO", "WATCH",
    ]
)
TURNS = 3  # lines that make a transcript, of two names at least, one of them twice


class Turn(NamedTuple):
    """Spans of the speaker and of what is said; the last name; whether the form alone tells."""

    who: tuple[int, int]
    said: tuple[int, int]
    name: str
    sure: bool


def read_turn(text: str, start: int, end: int) -> Turn | None:
    """The turn that a line is; sure is a quotation with a name in capitals or of two words.

    >>> read_turn("“BRANDT: We stay.”", 0, 18)
    Turn(who=(1, 7), said=(9, 17), name='BRANDT', sure=True)
    >>> read_turn("Brandt (on air): We stay.", 0, 25)
    Turn(who=(0, 15), said=(17, 25), name='BRANDT', sure=False)
    >>> read_turn("UPDATE: We stay.", 0, 16), read_turn("The facts: We stay.", 0, 19)
    (None, None)
    """
    match = TURN.match(text, start, end)
    if not match or match["name"].upper() in HEADINGS:
        return None
    first, sure = match["name"].split(" ", 1)[0].lower(), False
    if word_bits().get(first, 0) & (DET | PREP | PRON | BREAK | WHO | AND):
        return None
    if match["mark"]:
        whole = is_quotation(text[start:end])
        sure = whole and (match["name"].isupper() or " " in match["name"])
        end = len(text[start:end].rstrip(CLOSING)) + start
    if match.start("said") >= end:
        return None
    name = match["name"].rsplit(" ", 1)[-1].upper()
    return Turn(match.span("who"), (match.start("said"), end), name, sure)


def find_turns(text: str, paragraphs: list[tuple[int, int]]) -> dict[int, Turn]:
    """For each paragraph (by its start) that is a turn of a transcript, the turn.

    >>> text = "They asked Brandt.\\nKELLER: Is it shut?\\nBRANDT: It is.\\nKELLER: Why that?"
    >>> turns = find_turns(text, [(0, 18), (19, 38), (39, 53), (54, 71)])
    >>> [turn.name for turn in turns.values()]
    ['KELLER', 'BRANDT', 'KELLER']
    >>> find_turns(text, [(19, 38), (39, 53)])
    {}

    A list of names with a line each is none, so one name must come back; nor is a list of headings
    ("Price: …"), so the text must name somebody of it in a sentence.
    """
    body = paragraphs[1:]  # a headline names its speaker so too, but does not quote him
    read = {start: turn for start, end in body if (turn := read_turn(text, start, end))}
    names = Counter(turn.name for turn in read.values())
    whole = len(read) >= TURNS and len(names) > 1 and max(names.values()) > 1
    known = {name.upper() for name in NAMED.findall(text)} if whole else set()
    return {
        start: turn
        for start, turn in read.items()
        if turn.sure
        or turn.name in known
        or (not known.isdisjoint(names) and text[slice(*turn.who)].isupper())
    }
