"""The corpus figure: when each article was published, and how surely that is known."""

from __future__ import annotations

import pandas as pd
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from helpers.draw.style import BLUE, FAINT, INK, SKY, add_axes, make_figure, measure

EDGE = 0.02  # inches that stay free beside a label
ROW = 0.52  # inches for one article
MOST = 40  # rows drawn; beyond, only the table lists all
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


def plot_dates(articles: pd.DataFrame) -> Figure:
    """One row per article: its day, a bar over the days it may be, a faint one over those of its
    text alone.

    ``articles``: ``name, published, published_earliest, published_latest, published_basis,
    text_only_earliest, text_only_latest``; an arrow points to the side where only one bound is
    known, and rows without any day are left out.

    >>> print(plot_dates(dated).get_figwidth())
    4.8
    """
    known = articles[articles[DAYS].notna().any(axis=1)].head(MOST).iloc[::-1]
    rows = max(1, len(known))
    figure = make_figure(0.45 + ROW * rows)
    axes = add_axes(figure, 0.15, 0.35, 4.5, ROW * rows)
    for y, row in enumerate(known.itertuples()):
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
    if len(known):
        days = pd.concat([known[c] for c in DAYS]).dropna()
        first, last = date2num(days.min()), date2num(days.max())
        pad = max(20.0, 0.06 * (last - first))
        axes.set_xlim(first - pad, last + pad)
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
    locator = AutoDateLocator(minticks=3, maxticks=6)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    axes.set_ylim(-0.5, rows - 0.2)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    return figure
