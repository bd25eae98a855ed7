"""Counts by month in strips under one another: articles of outlets, articles with a claim."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure

from helpers.draw.corpus import wrap_to
from helpers.draw.style import BLUE, FAINT, INK, MUTED, WIDTH, add_axes, make_figure

STRIPS = 12  # strips of one figure; the table behind it has all
STRIP, NAME, FOOT, TOP, SIDE = 0.42, 1.65, 0.45, 0.1, 0.5  # inches
LEAST_SPAN = pd.Timedelta(days=31)


def plot_strips(counts: pd.DataFrame, strips: dict[str, str], column: str) -> Figure:
    """A strip of bars for each of ``strips`` (value of ``column`` → name), all to one scale.

    ``counts``: ``column, month, articles``.  The number beside a strip is its tallest bar.
    """
    names = dict(list(strips.items())[:STRIPS])
    if counts.empty or not names:
        return make_figure(STRIP)  # has no table, so it is not shown
    rows = max(1, len(names))
    figure = make_figure(TOP + STRIP * rows + FOOT)
    months = pd.date_range(counts["month"].min(), counts["month"].max(), freq="MS")
    drawn = counts[counts[column].isin(names)]
    most = max(1, drawn["articles"].max()) if len(drawn) else 1
    width = WIDTH - NAME - SIDE
    for number, (value, name) in enumerate(names.items()):
        low = FOOT + STRIP * (rows - 1 - number)
        axes = add_axes(figure, NAME, low, width, STRIP * 0.82)
        mine = drawn[drawn[column] == value].set_index("month")["articles"]
        draw_strip(axes, mine.reindex(months, fill_value=0), most)
        label(figure, axes, name, int(mine.max()) if len(mine) else 0)
        if number == rows - 1:
            locator = AutoDateLocator(minticks=3, maxticks=7)
            axes.xaxis.set_major_locator(locator)
            axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
        else:
            axes.set_xticks([])
    return figure


def draw_strip(axes: Axes, counts: pd.Series, most: int) -> None:
    middle = counts.index + pd.Timedelta(days=15)
    axes.bar(middle, counts.to_numpy(), width=25, color=BLUE, linewidth=0)
    axes.set_ylim(0, most * 1.02)
    first, last = counts.index.min(), counts.index.max() + pd.offsets.MonthEnd(1)
    axes.set_xlim(first - LEAST_SPAN / 6, max(last, first + LEAST_SPAN) + LEAST_SPAN / 6)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_color(FAINT)


def label(figure: Figure, axes: Axes, name: str, top: int) -> None:
    """The strip's name on its left and its tallest bar on its right."""
    words = "\n".join(wrap_to(figure, name, NAME - 0.22))
    axes.annotate(
        words, (0, 0.5), xycoords="axes fraction", xytext=(-6, 0), textcoords="offset points",
        ha="right", va="center", fontsize=7.5, color=INK, linespacing=1.0,
    )  # fmt: skip
    axes.annotate(
        f"{top:,}", (1, 0.5), xycoords="axes fraction", xytext=(5, 0), textcoords="offset points",
        ha="left", va="center", fontsize=7.5, color=MUTED,
    )  # fmt: skip


def plot_outlets(months: pd.DataFrame, outlets: pd.DataFrame) -> Figure:
    """Articles by month for the outlets with the most; ``outlets`` is in that order.

    >>> print(plot_outlets(corpus.months, corpus.outlets).get_figwidth())
    4.8
    """
    names = {name: name or "outlet unknown" for name in outlets["outlet"]}
    return plot_strips(months, names, "outlet")


def plot_claim_months(months: pd.DataFrame, claims: pd.DataFrame) -> Figure:
    """Articles that commit to a claim, by month; ``claims`` in order, each with its label.

    >>> print(plot_claim_months(corpus.claim_months, drawn).get_figwidth())
    4.8
    """
    labels = dict(zip(claims["claim_id"], claims["label"], strict=True))
    return plot_strips(months, labels, "claim_id")
