"""Signatures: the line below a quotation that names who spoke it ("— Ilse Brandt, of Kiel")."""

from __future__ import annotations

import re

from helpers.tag.attributions.nouns import has_verb
from helpers.tag.attributions.tokens import read_unit
from helpers.tag.attributions.words import AUX, BE, PRON

# A dash and a name; longer lines are items of a list.
SIGNATURE = re.compile(r"(?:--|[-–—―])\s*(?P<who>[A-Z][^\n“”\"–—]{2,100}?)\.?\Z")
WORDS = 14  # of one signature, office and place included
MARK = re.compile(r"[“”„«»\"]|''|``")


def is_quotation(line: str) -> bool:
    """Is a line one quotation and nothing else?  It may be left open for the next line.

    >>> is_quotation("“We stay.”"), is_quotation("“We stay. And"), is_quotation("“No,” he said.")
    (True, True, False)
    """
    marks = [(m.start(), m.end()) for m in MARK.finditer(line)]
    if not marks or marks[0][0]:
        return False
    return len(marks) == 1 or (len(marks) == 2 and not line[marks[1][1] :].strip(" .,;"))


def read_signature(line: str) -> tuple[int, int] | None:
    """Where in a line the name of a signature stands; None for any other line.

    >>> read_signature("— Ilse Brandt, mayor of Kiel."), read_signature("- Rao has left the city.")
    ((2, 28), None)
    """
    match = SIGNATURE.match(line)
    if not match or len(match["who"].split()) > WORDS:
        return None
    unit = read_unit(line, match.start("who"), match.end("who"), [])
    if any(bit & (AUX | BE | PRON) for bit in unit.bits) or has_verb(unit, 0, len(unit.bits)):
        return None
    return match.span("who")


def find_signatures(
    text: str, paragraphs: list[tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    """For each paragraph (by its start) that is a signed quotation, the span of the name.

    >>> text = "“We stay.”\\n“All of us.”\\n- Ilse Brandt"
    >>> find_signatures(text, [(0, 10), (11, 23), (24, 37)])
    {11: (26, 37), 0: (26, 37)}
    """
    found: dict[int, tuple[int, int]] = {}
    name = None
    for start, end in reversed(paragraphs):
        if text[start] in "-–—―":
            span = read_signature(text[start:end])
            name = (span[0] + start, span[1] + start) if span else None
        elif name and is_quotation(text[start:end]):
            found[start] = name
        else:
            name = None
    return found
