"""Heads of a matrix whose columns are grouped by outlet: the outlet's name above its days."""

from __future__ import annotations

import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.draw.style import MUTED, measure_words

SIZE = 7.0  # points, as other heads
COLUMN = 0.236  # inches of one column where a panel is full
LETTER = 0.062  # inches of a letter, a little more than most have
WIDE = 3  # columns from which an outlet's name lies above them
LINES, LINE = 3, 0.115
LONGEST = 30  # letters of an outlet's name beside a day


def short_head(article: pd.Series) -> tuple[str, str]:
    """A column's head: outlet and day; ``*`` marks an inferred outlet or date."""
    outlet = str(article["outlet"] or article["doc_id"])
    outlet += "*" if article["outlet_basis"] == "inferred" else ""
    day = article["published"]
    date = "undated" if pd.isna(day) else f"{day.day} {day:%b %Y}"
    return outlet, date + ("*" if article["published_basis"] == "inferred" else "")


def list_groups(articles: pd.DataFrame) -> list[tuple[str, int, int]]:
    """Outlet, first column and number of columns of each group, left to right."""
    names = [short_head(article)[0] for _, article in articles.iterrows()]
    groups: list[tuple[str, int, int]] = []
    for column, name in enumerate(names):
        if groups and groups[-1][0] == name:
            groups[-1] = (name, groups[-1][1], groups[-1][2] + 1)
        else:
            groups.append((name, column, 1))
    return groups


def write_group_heads(figure: Figure, articles: pd.DataFrame) -> tuple[list[str], bool, float]:
    """The heads of the columns, upright, and the inches that they need with the names above."""
    days = [short_head(article)[1] for _, article in articles.iterrows()]
    for name, first, count in list_groups(articles):
        if count < WIDE:
            short = textwrap.shorten(name, LONGEST, placeholder="…")
            for column in range(first, first + count):
                days[column] = f"{short}, {days[column]}"
    tallest = max((measure_words(figure, words, SIZE) for words in days), default=0.0)
    return days, True, 0.2 + tallest + LINES * LINE


def draw_groups(axes: Axes, articles: pd.DataFrame, top: float) -> None:
    """The names of outlets that are wide enough, under ``top``, and a rule between groups."""
    for name, first, count in list_groups(articles):
        if first:
            axes.axvline(first, color=MUTED, linewidth=1.0)
        if count < WIDE:
            continue
        letters = max(int((count * COLUMN - 0.06) / LETTER), 8)
        lines = textwrap.wrap(name, letters, max_lines=LINES, placeholder="…")
        axes.text(
            first + count / 2, top - 0.06, "\n".join(lines), ha="center", va="top", fontsize=SIZE,
            fontweight="bold", linespacing=1.05,
        )  # fmt: skip
