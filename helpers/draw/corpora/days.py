"""The days that a large corpus returns to, below the articles that it has for each time."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from helpers.draw.style import (
    BLUE,
    FAINT,
    INK,
    MUTED,
    ORANGE,
    WIDTH,
    add_axes,
    is_free,
    make_figure,
    measure,
)
from helpers.overview import choose_drawn

BINS = 90  # bars that the width takes
# Days of a unit, its name, and pandas' sign for its calendar.
UNITS = (
    (1, "day", "D"), (7, "week", "W"), (30, "month", "M"), (91, "quarter", "Q"), (365, "year", "Y")
)  # fmt: skip
LEFT, UPPER, LOWER, GAP, FOOT, TOP = 0.5, 0.9, 1.5, 0.3, 0.45, 0.25  # inches
LABELLED = 8


def choose_unit(span: int) -> tuple[int, str, str]:
    """The shortest unit, in days, of which ``BINS`` take so many days.

    >>> choose_unit(60), choose_unit(700), choose_unit(100_000)
    ((1, 'day', 'D'), (30, 'month', 'M'), (365, 'year', 'Y'))
    """
    return next((unit for unit in UNITS if span / unit[0] <= BINS), UNITS[-1])


def plot_days(days: pd.DataFrame, published: pd.DataFrame) -> Figure:
    """Articles by time of publication above; below each chosen day with its weight.

    ``days``: ``day, weight``; ``published``: ``day, articles``.  The weightiest days are labelled
    as far as there is room.

    >>> print(plot_days(corpus.days, corpus.published).get_figwidth())
    4.8
    """
    figure = make_figure(FOOT + LOWER + GAP + UPPER + TOP)
    if days.empty or choose_drawn(days, published).empty:
        return figure  # has no table, so it is not shown
    width = WIDTH - LEFT - 0.15
    lower = add_axes(figure, LEFT, FOOT, width, LOWER)
    upper = add_axes(figure, LEFT, FOOT + LOWER + GAP, width, UPPER)
    days = choose_drawn(days, published)
    numbers = date2num(pd.concat([days["day"], published["day"]]))
    first, last = numbers.min(), numbers.max()
    step, name, calendar = choose_unit(int(last - first) + 1)
    if len(published):
        counts = published.groupby(published["day"].dt.to_period(calendar))["articles"].sum()
        starts = date2num(counts.index.to_timestamp())
        first = min(first, starts.min())
        upper.bar(starts, counts, width=0.9 * step, align="edge", color=BLUE, linewidth=0)
    upper.set_title(f"Articles published, by {name}", fontsize=8, fontweight="normal", color=MUTED)
    lower.vlines(days["day"], 0, days["weight"], color=FAINT, linewidth=1.2)
    lower.plot(days["day"], days["weight"], "o", color=ORANGE, markersize=4)
    told = "Weight of the days told (square roots)"
    lower.set_title(told, fontsize=8, fontweight="normal", color=MUTED)
    lower.set_yscale("function", functions=(lambda y: np.sqrt(np.maximum(y, 0)), np.square))
    lower.set_ylim(0, max(days["weight"].max(), 1e-9) * 1.5)
    pad = max(1.0, 0.02 * (last - first))
    for axes in (lower, upper):
        axes.set_xlim(first - pad, last + step + pad)
        axes.tick_params(axis="y", labelsize=7)
    upper.set_xticklabels([])
    locator = AutoDateLocator(minticks=3, maxticks=7)
    for axes in (lower, upper):
        axes.xaxis.set_major_locator(locator)
    lower.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    write_days(figure, lower, days)
    return figure


def write_days(figure: Figure, axes: Axes, days: pd.DataFrame) -> None:
    """Label the weightiest days where no other label or edge is in the way."""
    tops = axes.transData.transform(np.column_stack([date2num(days["day"]), days["weight"]]))
    taken = [Bbox.from_bounds(x - 0.03, y - 0.03, 0.06, 0.06) for x, y in tops / figure.dpi]
    most, right = len(taken) + LABELLED, figure.get_size_inches()[0]
    for row in days.sort_values(["weight", "day"], ascending=[False, True]).itertuples():
        if len(taken) == most:
            break
        text = axes.annotate(
            f"{row.day.day} {row.day:%b %Y}", (row.day, row.weight), xytext=(0, 5),
            textcoords="offset points", ha="center", va="bottom", fontsize=7, color=INK,
        )  # fmt: skip
        if measure(figure, text).x0 < LEFT:  # it would lie on the numbers of the axis
            text.set_horizontalalignment("left")
        box = measure(figure, text)
        if box.x0 < 0.02 or box.x1 > right - 0.02 or not is_free(box, taken):
            text.remove()
        else:
            taken.append(box)
