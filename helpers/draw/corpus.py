"""The corpus figure: when each article was published, and how surely that is known."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from helpers.draw.style import (
    BLUE,
    FAINT,
    INK,
    SKY,
    WIDTH,
    add_axes,
    make_figure,
    measure,
    measure_words,
)

EDGE = 0.02  # inches that stay free beside a label
ROW = 0.52  # inches for one article
MOST = 40  # rows drawn; beyond, only the table lists all
MANY = 12  # articles from which an outlet has a lane, with all its articles on it
LANE, NAME = 0.3, 1.5  # inches: the height of a lane, and the room for its name
DAYS = [
    "published",
    "published_earliest",
    "published_latest",
    "text_only_earliest",
    "text_only_latest",
]


def keep_inside(figure: Figure, label: Annotation) -> None:
    """Move a long label back from the edge that it would cross."""
    box, width = measure(figure, label), figure.get_size_inches()[0]
    over = min(box.x0 - EDGE, 0) or max(box.x1 - width + EDGE, 0)
    x, y = label.xyann
    label.xyann = (x - 72 * over, y)


def plot_dates(articles: pd.DataFrame, outlets: Sequence[str] = ()) -> Figure:
    """One row per article: its day, a bar over the days it may be, a faint one over those of its
    text alone. ``outlets``, one for each article, put more than ``MANY`` on a lane per outlet.

    ``articles``: ``name, published, published_earliest, published_latest, published_basis,
    text_only_earliest, text_only_latest``; an arrow points to the side where only one bound is
    known, and rows without any day are left out.

    >>> print(plot_dates(dated).get_figwidth())
    4.8
    """
    if len(outlets) > MANY:
        return plot_lanes(articles, pd.Series(outlets, index=articles.index))
    known = articles[articles[DAYS].notna().any(axis=1)].head(MOST).iloc[::-1]
    rows = max(1, len(known))
    figure = make_figure(0.45 + ROW * rows)
    axes = add_axes(figure, 0.15, 0.35, 4.5, ROW * rows)
    for y, row in enumerate(known.itertuples()):
        draw_article(axes, y, row)
    if len(known):
        first, last = set_days(axes, known)
        middle = (first + last) / 2
        for y, row in enumerate(known.itertuples()):
            day = next(day for name in DAYS if not pd.isna(day := getattr(row, name)))
            left = date2num(day) <= middle
            label = axes.annotate(
                row.name, (day, y), xytext=(-4 if left else 4, 9),
                textcoords="offset points",
                ha="left" if left else "right", va="bottom", fontsize=8, color=INK,
            )  # fmt: skip
            keep_inside(figure, label)
    finish(axes, rows)
    return figure


def draw_article(axes: Axes, y: float, row: object) -> None:
    """The day of one article and its bounds."""
    for low, high, colour, size in (
        (row.text_only_earliest, row.text_only_latest, FAINT, 9),
        (row.published_earliest, row.published_latest, SKY, 5),
    ):
        if not pd.isna(low) and not pd.isna(high):
            axes.plot([low, high], [y, y], color=colour, linewidth=size, solid_capstyle="butt")
        elif not pd.isna(low) or not pd.isna(high):
            day, mark = (high, "<") if pd.isna(low) else (low, ">")
            axes.plot(day, y, mark, markersize=size, color=colour)
    if not pd.isna(row.published):
        hollow = row.published_basis != "stated"
        axes.plot(
            row.published, y, "o", markersize=5.5, markeredgecolor=BLUE,
            markerfacecolor="white" if hollow else BLUE, zorder=3,
        )  # fmt: skip


def set_days(axes: Axes, known: pd.DataFrame) -> tuple[float, float]:
    """Lay the axis over the days of some articles; return the first and the last."""
    days = pd.concat([known[c] for c in DAYS]).dropna()
    first, last = date2num(days.min()), date2num(days.max())
    pad = max(20.0, 0.06 * (last - first))
    axes.set_xlim(first - pad, last + pad)
    return first, last


def plot_lanes(articles: pd.DataFrame, outlets: pd.Series) -> Figure:
    """A lane per outlet, those with the most articles first, with all its articles on it."""
    known = articles[articles[DAYS].notna().any(axis=1)]
    lanes = list(outlets.loc[known.index].value_counts(sort=True).index[:MOST])[::-1]
    figure = make_figure(0.45 + LANE * max(1, len(lanes)))
    axes = add_axes(figure, NAME + 0.12, 0.35, WIDTH - NAME - 0.27, LANE * max(1, len(lanes)))
    for y, lane in enumerate(lanes):
        for row in known[outlets.loc[known.index] == lane].itertuples():
            draw_article(axes, y, row)
        lines = wrap_to(figure, lane, NAME)
        axes.annotate(
            "\n".join(lines), (0, y), xycoords=("axes fraction", "data"), xytext=(-5, 0),
            textcoords="offset points", ha="right", va="center", fontsize=7.5, color=INK,
            linespacing=1.0,
        )  # fmt: skip
        axes.axhline(y, color=FAINT, linewidth=0.5, zorder=0)
    if len(known):
        set_days(axes, known)
    finish(axes, max(1, len(lanes)))
    return figure


def wrap_to(figure: Figure, name: str, width: float) -> list[str]:
    """A name on at most two lines of so many inches."""
    for letters in range(40, 8, -1):
        lines = textwrap.wrap(name, letters, max_lines=2, placeholder="…")
        if max(measure_words(figure, line, 7.5) for line in lines) <= width:
            return lines
    return lines


def finish(axes: Axes, rows: int) -> None:
    """The axis of days below so many rows."""
    locator = AutoDateLocator(minticks=3, maxticks=6)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    axes.set_ylim(-0.5, rows - 0.2)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
