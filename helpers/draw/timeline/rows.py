"""Rows of marks with words beside them, where there is room, so that none cover others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.draw.style import INK, measure_words
from helpers.scripts.glyphs import name_missing

SIZE = 8.5
LINE = 0.148  # inches from line to line
GAP = 0.07  # between a mark and its words, and between rows
# Not between a day and its month or a month and its year.
BREAK = re.compile(r"(?<!\d)\s+(?!\d{4}\b)|(?<=\d)\s+(?![A-Z][a-z]{2}\b)")
NARROW = 1.35  # inches below which words go above the mark


@dataclass(frozen=True, slots=True)
class Row:
    """One mark and its words, measured: ``side`` is right, left or above."""

    x0: float
    x1: float
    lines: tuple[str, ...]
    side: str
    width: float  # of the widest line

    @property
    def height(self) -> float:
        lines = len(self.lines) + (self.side == "above")
        return max(lines, 1) * LINE + GAP


def wrap(figure: Figure, words: str, width: float, widths: dict[str, float]) -> tuple[str, ...]:
    """Break words into lines of at most ``width`` inches; one word may be wider.

    A date stays on one line.
    """
    lines: list[str] = []
    for word in BREAK.split(name_missing(words).strip()):
        longer = f"{lines[-1]} {word}" if lines else word
        if longer not in widths:
            widths[longer] = measure_words(figure, longer, SIZE)
        if lines and widths[longer] <= width:
            lines[-1] = longer
        else:
            if word not in widths:
                widths[word] = measure_words(figure, word, SIZE)
            lines.append(word)
    return tuple(lines)


def place_words(
    figure: Figure,
    words: str,
    x0: float,
    x1: float,
    left: float,
    right: float,
    widths: dict[str, float],
) -> Row:
    """Choose the side of the mark that takes the words in the fewest lines; right before left."""
    rooms = {"right": right - x1 - GAP, "left": x0 - GAP - left}
    choices = [
        (len(wrap(figure, words, room, widths)), i, side, room)
        for i, (side, room) in enumerate(rooms.items())
        if room >= NARROW
    ]
    if not choices:
        side, room = "above", right - left
    else:
        _, _, side, room = min(choices)
    lines = wrap(figure, words, room, widths)
    return Row(x0, x1, lines, side, max((widths[line] for line in lines), default=0.0))


def span_words(row: Row, left: float, right: float) -> tuple[float, float]:
    """From where to where across the words of a row stand, between the edges of the axes."""
    if row.side == "above":
        at = max(left, min(row.x0, right - row.width))
        return at, at + row.width
    if row.side == "right":
        return row.x1 + GAP, row.x1 + GAP + row.width
    return row.x0 - GAP - row.width, row.x0 - GAP


def write_words(axes: Axes, row: Row, top: float, left: float, right: float) -> float:
    """Write a row's words below ``top`` (inches) and return the height of its mark's middle."""
    text = "\n".join(row.lines)
    style = {"fontsize": SIZE, "color": INK, "linespacing": LINE * 72 / SIZE / 1.17, "va": "center"}
    start, end = span_words(row, left, right)
    if row.side == "above":
        block = len(row.lines) * LINE
        axes.text(start, top - GAP / 2 - block / 2, text, ha="left", **style)
        return top - GAP / 2 - block - LINE / 2
    y = top - row.height / 2
    if row.side == "right":
        axes.text(start, y, text, ha="left", **style)
    else:
        axes.text(end, y, text, ha="right", **style)
    return y
