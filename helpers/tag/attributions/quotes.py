"""Quotations of a paragraph: pairs of marks, wrong-way and unclosed ones included."""

from __future__ import annotations

import re

# Double marks of all kinds, '' and `` as wire services type them, and the single pair ‘ ’.  Every
# alternative begins with its character, so that the search skips from one to the next.
MARK = re.compile(r"""“|”|„|«|»|"|''|``|‘(?<![\w’]‘)(?=\w)|'(?<![\w’']')(?=[A-Za-z])""")
SINGLE_END = {"‘": re.compile(r"’(?!\w)"), "'": re.compile(r"'(?!\w)")}
SINGLE_REACH = 300  # characters; longer stretches between ‘ and ’ are apostrophes in practice


def find_quotes(text: str, start: int, end: int) -> list[tuple[int, int, int, int]]:
    """The quotations of ``text[start:end]``: outer start and end, inner start and end.

    >>> find_quotes("a ”comprehensive” pact and ‘new’ words", 0, 38)
    [(2, 17, 3, 16), (27, 32, 28, 31)]
    >>> find_quotes("“One goes on", 0, 12)
    [(0, 12, 1, 12)]

    Marks open and close in turn whichever way they face; a quotation left open ends with its
    paragraph.  A single mark opens only before a word and closes after one, else it is an
    apostrophe.
    """
    found = []
    opened = None
    past = start
    for match in MARK.finditer(text, start, end):
        mark, at = match[0], match.start()
        if at < past:
            continue
        if mark in SINGLE_END:
            if opened is not None:
                continue
            close = SINGLE_END[mark].search(text, at + 1, min(end, at + SINGLE_REACH))
            if (
                close
                and (mark == "‘" or text[close.start() - 1] not in "s")
                and text[at + 1 : close.start()].strip()
            ):
                found.append((at, close.end(), at + 1, close.start()))
                past = close.end()
        elif opened is None:
            opened = match
        else:
            if mark == "''" and text[at : at + 3] == "'''":  # 'word,''' ends two quotations
                at += 1
            found.append((opened.start(), at + len(mark), opened.end(), at))
            past, opened = at + len(mark), None
    if opened is not None and opened.end() < end:
        found.append((opened.start(), end, opened.end(), end))
    return [q for q in found if q[2] < q[3]]
