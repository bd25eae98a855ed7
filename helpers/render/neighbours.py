"""What has to stand on one page of the book: a heading, the words under it, and their exhibit."""

from __future__ import annotations

import re

# How a table on a turned page begins.
TURNED = "turned({[];"
EXHIBIT = re.compile(r'(?:anchor\(label\("[^"]*"\)\);)*exhibit\(')
LEAD = re.compile(r"^prose\((?!\{\[\];(?:list|enum)\()")  # a list may be too long to stay


def turn_heading(made: list[str]) -> None:
    """A heading right above a turned table goes on the turned page with it."""
    if made[-1].startswith(TURNED):
        lost = [i for i, each in enumerate(made[:-1]) if each][-1:]
        if lost and made[lost[0]].startswith("section("):
            heading, made[lost[0]] = made[lost[0]], ""
            made[-1] = TURNED + heading + made[-1].removeprefix(TURNED)


def keep_leads(made: list[str]) -> None:
    """A paragraph right above a figure or table stays with it, as a heading does.

    >>> made = ['prose("a");', 'prose("b");', "", 'exhibit("t");']
    >>> keep_leads(made)
    >>> made[:2]
    ['prose("a");', 'lead("b");']
    """
    last = None
    for i, each in enumerate(made):
        if last is not None and EXHIBIT.match(each):
            made[last] = LEAD.sub("lead(", made[last])
        last = i if each else last
