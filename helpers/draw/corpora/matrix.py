"""Claims against outlets in counts of articles."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.draw.coverage import ANSWERS, wrap
from helpers.draw.style import FAINT, INK, MUTED, WIDTH, add_axes, make_figure, measure_words

CLAIMS, OUTLETS = 15, 8  # rows and columns that a page shows; the table behind has all
ROW, LABELS, FOOT = 0.4, 1.85, 0.1  # inches
SIZE = 7.0
SHADES = ("#eef6fb", "#b9ddf3", "#56b4e9", "#0072b2")
DARK = SHADES[-1]


def shade(share: float) -> str:
    """The ground of a cell by the share of an outlet's articles that commit to the claim."""
    return SHADES[min(int(share * len(SHADES)), len(SHADES) - 1)]


def plot_claims(cells: pd.DataFrame, claims: pd.DataFrame, outlets: pd.DataFrame) -> Figure:
    """Claims down, outlets across, those with the most articles first; a cell has the number of
    articles that commit to the claim, darker the larger their share of the outlet's, and the marks
    of the answers that any of them reports.

    ``cells``: ``claim_id, outlet, articles`` and the answers; ``outlets``: ``outlet, articles``.

    >>> print(plot_claims(corpus.cells, drawn, corpus.outlets).get_figwidth())
    4.8
    """
    rows, columns = claims.head(CLAIMS), outlets.head(OUTLETS)
    probe = make_figure(1)
    named = [(row.outlet or "outlet unknown", row.articles) for row in columns.itertuples()]
    if rows.empty:
        return make_figure(ROW)  # has no table, so it is not shown
    heads = [wrap(f"{name} ({articles:,})", 24) for name, articles in named]
    lines = [line for head in heads for line in head.split("\n")]
    head = 0.15 + max(measure_words(probe, line, SIZE) for line in lines)
    height = ROW * max(1, len(rows))
    figure = make_figure(FOOT + height + head)
    axes = add_axes(figure, LABELS, FOOT, WIDTH - LABELS - 0.05, height)
    axes.set_xlim(0, max(1, len(columns)))
    axes.set_ylim(max(1, len(rows)), 0)
    axes.axis("off")
    found = cells.set_index(["claim_id", "outlet"])
    for x, text in enumerate(heads):
        axes.text(
            x + 0.5, -0.12, text, rotation=90, ha="center", va="bottom", fontsize=SIZE, color=INK,
            linespacing=1.0,
        )  # fmt: skip
    for y, claim in enumerate(rows.itertuples()):
        axes.plot([0, len(columns)], [y, y], color=FAINT, linewidth=0.5)
        axes.text(
            -0.05, y + 0.5, wrap(claim.label, 30, 2), ha="right", va="center", fontsize=SIZE,
            color=INK, linespacing=1.0,
        )  # fmt: skip
        for x, outlet in enumerate(columns.itertuples()):
            if (claim.claim_id, outlet.outlet) in found.index:
                draw(axes, x, y, found.loc[(claim.claim_id, outlet.outlet)], outlet.articles)
    return figure


def draw(axes: object, x: int, y: int, cell: pd.Series, total: int) -> None:
    """One cell: the count on its ground, the marks of answers below."""
    articles = int(cell["articles"])
    marks = " ".join(mark for code, mark in ANSWERS.items() if cell[code])
    ground = shade(articles / max(total, 1)) if articles else "none"
    axes.add_patch(
        Rectangle((x + 0.03, y + 0.06), 0.94, 0.88, facecolor=ground, linewidth=0)
    )
    ink = "white" if ground == DARK else INK
    middle = y + (0.34 if marks else 0.5)
    if articles:
        axes.text(
            x + 0.5, middle, f"{articles:,}", ha="center", va="center", fontsize=SIZE, color=ink
        )
    if marks:
        axes.text(
            x + 0.5, y + (0.72 if articles else 0.5), marks, ha="center", va="center",
            fontsize=SIZE - 1, color=ink if articles else MUTED, fontweight="bold",
        )  # fmt: skip

