"""Tables in the book: widths from what the cells hold, small type or a turned page when wide."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from helpers.render.literals import LONGEST_WORD, block, trim
from helpers.render.tree import text_of
from helpers.render.typeset import (
    Setting,
    dress,
    find_paint,
    name_label,
    write_anchor,
    write_flow,
    write_inside,
)

# Up to this many rows a table stays on one page (REPORT.md); the book's own code still lets one
# break that would leave much of a page empty.
UNBROKEN_ROWS = 25
# In points, measured on the book's page: the text block's width upright and turned, one letter of
# the table type, the space round a cell's content. A test compiles tables on either side.
UPRIGHT, TURNED = 459, 700
LETTER, INSET = 4.7, 9.0
SMALL = 0.86
# Up to so many letters a column asks for one line; beyond them for more slowly growing width, so
# that the longest column gets most of the room and rows stay low.
LINE = 60
STRETCH = 5.0
# The room that is left is given away in steps of so many points.
STEP = 4.0
# A line that breaks leaves part of its last line empty.
BROKEN = 0.4
# Cells of more lines may break over pages, with their row.
LONGEST_CELL = 30
# Where a line of a cell may end.
BREAKS = re.compile(r"[ \n]|(?<=[a-z]-)")
LINES = {"br", "p", "li", "ul", "ol", "div"}
# Entries of so many letters look right under a standing head.
SHORT = 8


@dataclass(frozen=True)
class Cell:
    """A cell and the grid column where it begins."""

    element: Element
    row: int
    column: int
    down: int
    span: int


def read_span(element: Element, name: str) -> int:
    """A colspan or rowspan between 1 and 1,000."""
    digits = re.fullmatch(r"\d{1,4}", element.get(name, ""))
    return min(max(int(digits[0]), 1), 1000) if digits else 1


def find_rows(table: Element) -> tuple[list[Element], list[Element]]:
    """Rows of the head and of the rest."""
    head = [row for part in table.findall("thead") for row in part.findall("tr")]
    body = table.findall("tr")
    for part in ("tbody", "tfoot"):
        body += [row for each in table.findall(part) for row in each.findall("tr")]
    return head, body


def lay_grid(rows: list[Element]) -> list[Cell]:
    """Cells with their places; spans are cut at the last row and before a taken place."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for y, row in enumerate(rows):
        x = 0
        for element in row:
            if element.tag not in ("td", "th"):
                continue
            while (y, x) in taken:
                x += 1
            down = min(read_span(element, "rowspan"), len(rows) - y)
            wished = read_span(element, "colspan")
            span = next((i for i in range(1, wished) if (y, x + i) in taken), wished)
            taken |= {(y + j, x + i) for j in range(down) for i in range(span)}
            cells.append(Cell(element, y, x, down, span))
            x += span
    return cells


def measure_columns(cells: list[Cell], columns: int) -> tuple[list[float], list[float]]:
    """The narrowest and the wished-for width of every column, in points."""
    least, wish = [INSET + LETTER * 2] * columns, [INSET + LETTER * 2] * columns
    for cell in (cell for cell in cells if cell.span == 1):
        unbroken = text_of(cell.element) if "nowrap" in cell.element.get("class", "") else None
        longest = len(unbroken) if unbroken else longest_word(cell.element)
        line = max(list_lines(cell.element))
        bold = 1.1 if cell.element.tag == "th" else 1.0
        narrow = INSET + LETTER * bold * min(longest, LONGEST_WORD)
        least[cell.column] = max(least[cell.column], narrow)
        letters = min(line, LINE) + STRETCH * math.sqrt(max(line - LINE, 0))
        ideal = INSET + LETTER * bold * letters
        wish[cell.column] = max(wish[cell.column], narrow, ideal)
    return least, wish


def longest_word(element: Element) -> int:
    """The letters that no line break may part.

    >>> from helpers.render.tree import read_html
    >>> longest_word(read_html("1&nbsp;of&nbsp;4<br>1&nbsp;article or full-scale"))
    9
    """

    def read(part: Element) -> str:
        inside = (part.text or "") + "".join(read(child) + (child.tail or "") for child in part)
        return f"\n{inside}\n" if part.tag in LINES else inside

    return max(map(len, BREAKS.split(read(element))))


def list_lines(element: Element) -> list[int]:
    """How many letters each line of a cell has, before any line is broken.

    >>> from helpers.render.tree import read_html
    >>> list_lines(read_html("one<br>three <b>or</b> more<ul><li>x</li></ul>"))
    [3, 13, 1]
    """
    lines = [0]

    def walk(part: Element) -> None:
        if part.tag in LINES and lines[-1]:
            lines.append(0)
        lines[-1] += len(" ".join((part.text or "").split(" ")))
        for child in part:
            walk(child)
            lines[-1] += len(child.tail or "")
        if part.tag in LINES and part.tag != "br" and lines[-1]:
            lines.append(0)

    walk(element)
    return [line for line in lines if line] or [0]


def count_lines(lines: list[int], width: float) -> float:
    """About how many lines a cell has in a column of some points; broken ones are uneven."""
    letters = max((width - INSET) / LETTER, 1)
    return sum(max(line / letters + BROKEN * (line > letters), 1) for line in lines)


def share_width(
    least: list[float], wish: list[float], room: float, rows: list[dict[int, list[int]]]
) -> list[float]:
    """What every column gets: its least, and then step by step more for the column that makes the
    rows highest, until all is given away or every column has what it wishes.

    ``rows`` have the lengths of the lines in each column.

    >>> share_width([10, 10], [10, 110], 60, [{0: [2], 1: [200]}])
    [10, 50.0]
    """
    shares = list(least)
    spare = room - sum(shares)
    while spare > STEP / 2:
        gain = [0.0] * len(shares)
        for row in rows:
            heights = {c: count_lines(lines, shares[c]) for c, lines in row.items()}
            highest = max(heights, key=heights.get, default=None)
            if highest is not None and shares[highest] < wish[highest]:
                gain[highest] += heights[highest] / shares[highest]
        open_ = [c for c in range(len(shares)) if shares[c] < wish[c]]
        if not open_:
            break
        best = max(open_, key=lambda c: (gain[c], wish[c] - shares[c]))
        step = min(STEP, spare, wish[best] - shares[best])
        shares[best] += step
        spare -= step
    return shares


def write_table(table: Element, at: Setting, name: str) -> str:
    """A table as statements; ``name`` is the id of a numbered one."""
    head, body = find_rows(table)
    top, rest = lay_grid(head), lay_grid(body)
    columns = max((cell.column + cell.span for cell in top + rest), default=0)
    if not columns:
        return ""
    least, wish = measure_columns(top + rest, columns)
    small = sum(least) > UPRIGHT
    turned = sum(least) * SMALL > UPRIGHT
    standing: frozenset[int] = frozenset()
    if turned:
        standing = find_standing(top, rest, columns)
        narrow, modest = measure_columns(
            [cell for cell in top + rest if cell not in top or cell.column not in standing], columns
        )
        turned = sum(narrow) * SMALL > UPRIGHT
        if turned:
            standing = frozenset()
        else:
            least, wish = narrow, modest
    scale = SMALL if small else 1.0
    room = (TURNED if turned else UPRIGHT) / scale
    lines: dict[int, dict[int, list[int]]] = {}
    for cell in rest:
        if cell.span == cell.down == 1:
            lines.setdefault(cell.row, {})[cell.column] = list_lines(cell.element)
    shares = share_width(least, wish, room, list(lines.values()))
    full = sum(shares) > room * 0.97
    widths = ", ".join(f"{share:.1f}{'fr' if full else 'pt'}" for share in shares)
    room_of = {c: sum(shares[c.column : c.column + c.span]) for c in top + rest}
    cells = "".join(write_cell(cell, len(head), at.within(), room_of[cell]) for cell in rest)
    again = replace(at, labels=False, inside=True)
    repeated = "".join(write_cell(c, 0, again, room_of[c], True, c.column in standing) for c in top)
    if repeated:
        cells = f"table.header(repeat: true, {repeated}), {cells}"
    made = f"grid-of(({widths},), {SMALL if small else 1}, {len(head)}, {cells})"
    caption = table.find("caption")
    anchors = "".join(write_anchor(e, at) for row in head for e in row.iter())
    said = ""
    if caption is not None:
        inside = caption.find("span")
        said = trim(write_inside(caption if inside is None else inside, at))
    if said and name:
        rows = len(body) if len(body) <= UNBROKEN_ROWS else 0  # 0: may break wherever it stands
        label = name_label(at.chapter.page, name)
        made = f"exhibit({label}, table, {block(said)}, {block(made + ';')}, rows: {rows})"
    else:
        made = f"bare({block(said)}, {block(made + ';')})"
    turn = f"turned({block(anchors + made + ';')});"
    return turn if turned else f"{anchors}{made};"


def find_standing(top: list[Cell], rest: list[Cell], columns: int) -> frozenset[int]:
    """Columns of short entries, whose heads may stand upright to save a turned page."""
    long = {c.column for c in rest if len(text_of(c.element)) > SHORT} | {0}
    spanned = {c.column for c in top if c.span > 1}
    return frozenset(range(columns)) - long - spanned


def write_cell(
    cell: Cell, above: int, at: Setting, width: float, head: bool = False, standing: bool = False
) -> str:
    """One cell with its place, spans, fill and alignment; ``above`` rows stand over it.

    A row stays on one page unless a cell of it, ``width`` points wide, is too long for that.
    """
    element = cell.element
    classes = element.get("class", "").split()
    paint = find_paint(element)
    at = replace(at, painted=bool(paint))
    content = dress(element, write_anchor(element, at) + write_flow(element, at), at)
    if head or element.tag == "th":
        content = f"strong({block(content)});"
    options = [
        f"x: {cell.column}, y: {cell.row + above}, colspan: {cell.span}, rowspan: {cell.down}"
    ]
    if standing:
        content = f"standing({block(content)});"
    if "num" in classes:
        options.append("align: right + top")
    if count_lines(list_lines(element), width) > LONGEST_CELL:
        options.append("breakable: true")
    if paint:
        options.append(f'fill: paints.at("{paint}").at(0)')
        content = f'in-paint("{paint}", {block(content)});'
    return f"table.cell({', '.join(options)}, {block(content)}), "
