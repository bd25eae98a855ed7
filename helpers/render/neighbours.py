"""What has to stand on one page of the book: a heading, the words under it, and their exhibit."""

from __future__ import annotations

import re

from helpers.render.literals import block

# How a table on a turned page begins.
TURNED = "turned({[];"
ANCHORS = r'(?:anchor\(label\("[^"]*"\)\);)*'
EXHIBIT = re.compile(rf"{ANCHORS}exhibit\(")
FIGURE = re.compile(rf'{ANCHORS}exhibit\((?:none|label\("[^"]*"\)), image, ')
# A table of few rows; 0 stands for one that may have many pages.
SHORT_TABLE = re.compile(
    rf'{ANCHORS}exhibit\((?:none|label\("[^"]*"\)), table, .*, rows: [1-9]\d*\);$', re.S
)
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


def pair_figures(made: list[str]) -> None:
    """A short table right below a figure is handed to it: the book decides which of them is first.

    >>> made = ['exhibit(none, image, {}, {});', "", 'exhibit(none, table, {}, {}, rows: 3);']
    >>> pair_figures(made)
    >>> made[0]
    'exhibit(none, image, {}, {}, then: {[];exhibit(none, table, {}, {}, rows: 3);});'
    """
    last = None
    for i, each in enumerate(made):
        if last is not None and FIGURE.match(made[last]) and SHORT_TABLE.match(each):
            made[last] = f"{made[last].removesuffix(');')}, then: {block(each)});"
            made[i] = ""
            last = None
        elif each:
            last = i
