"""Signatures: the line below a quotation that names who spoke it ("— Ilse Brandt, of Kiel")."""

from __future__ import annotations

import re

from helpers.tag.attributions.nouns import has_verb
from helpers.tag.attributions.tokens import read_unit
from helpers.tag.attributions.words import AUX, BE, PRON

# A dash and a name; longer lines are items of a list.
NAME = r"(?P<who>[A-Z][^\n“”\"–—!?]{2,100}?)\.?"
SIGNATURE = re.compile(rf"(?:--|[-–—―])\s*{NAME}\Z")
# The same inside a quotation that the line before left open, as set in large type.
PULLED = re.compile(rf"{NAME}[”\"]\Z")
PULL = 120  # characters of a line that names whose words the line before quotes
WORDS = 14  # of one signature, office and place included
MARK = re.compile(r"""“|”|„|«|»|"|''|``""")


def is_quotation(line: str) -> bool:
    """Is a line one quotation and nothing else?  It may be left open for the next line.

    >>> is_quotation("“We stay.”"), is_quotation("“We stay. And"), is_quotation("“No,” he said.")
    (True, True, False)
    """
    marks = [(m.start(), m.end()) for m in MARK.finditer(line)]
    if not marks or marks[0][0]:
        return False
    return len(marks) == 1 or (len(marks) == 2 and not line[marks[1][1] :].strip(" .,;"))


def is_open(line: str) -> bool:
    """Is a line the beginning of a quotation that the next line goes on with?"""
    return is_quotation(line) and len(MARK.findall(line)) == 1


def read_signature(line: str, form: re.Pattern[str] = SIGNATURE) -> tuple[int, int] | None:
    """Where in a line the name of a signature stands; None for any other line.

    >>> read_signature("— Ilse Brandt, mayor of Kiel."), read_signature("- Rao has left the city.")
    ((2, 28), None)
    """
    match = form.match(line)
    if not match or len(match["who"].split()) > WORDS:
        return None
    unit = read_unit(line, match.start("who"), match.end("who"), [])
    if any(bit & (AUX | BE | PRON) for bit in unit.bits) or has_verb(unit, 0, len(unit.bits)):
        return None
    return match.span("who")


def shift(span: tuple[int, int] | None, start: int) -> tuple[int, int] | None:
    return (span[0] + start, span[1] + start) if span else None


def find_signatures(
    text: str, paragraphs: list[tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    """For each paragraph (by its start) that is a signed quotation, the span of the name.

    >>> text = "“We stay.”\\n“All of us.”\\n- Ilse Brandt"
    >>> find_signatures(text, [(0, 10), (11, 23), (24, 37)])
    {11: (26, 37), 0: (26, 37)}
    >>> find_signatures("“We stay\\nIlse Brandt”", [(0, 8), (9, 21)])
    {0: (9, 20)}
    """
    found: dict[int, tuple[int, int]] = {}
    name = pulled = None  # of the line below: a signature, or one inside the quotation
    for start, end in reversed(paragraphs):
        if text[start] in "-–—―":
            name, pulled = shift(read_signature(text[start:end]), start), None
            continue
        if name and is_quotation(text[start:end]):
            found[start] = name
        elif pulled and is_open(text[start:end]):
            found[start], name = pulled, None
        else:
            name = None
        short = text[end - 1] in "”\"" and end - start <= PULL
        pulled = shift(read_signature(text[start:end], PULLED), start) if short else None
    return found
