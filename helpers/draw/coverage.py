"""Figures of the coverage chapter: claim matrix, sources by state, themes, distinctive words."""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from helpers.draw.groups import draw_groups, short_head, write_group_heads
from helpers.draw.style import (
    BLUE,
    FAINT,
    INK,
    MUTED,
    ORANGE,
    PAPER,
    SKY,
    WIDTH,
    add_axes,
    make_figure,
    measure_words,
)
from helpers.records import SOURCE_GROUPS
from helpers.scripts.glyphs import name_missing

COMMITMENTS = {
    "own voice": ("O", BLUE, "white"),
    "attributed": ("A", "#b9ddf3", INK),
    "hedged": ("H", "#fdf0c2", INK),
}
ANSWERS = {"denied": "✕", "declined": "?", "not denied": "○"}
MORE = "+"  # where a narrow cell has no room
ROW = 0.34  # inches per row of a matrix
LABEL_SHARE = 0.40  # of the width for the claims' names
WRAP = 34  # letters per line of a claim's name
MOST = 12  # articles of which themes or words are drawn; the table behind a figure has all
MANY = 7  # columns beyond which heads are one upright line
HEAD = 7.0  # points; 6.9 is the least that a phone shows readably
CELL_GAP = 0.02  # of a column, between two commitments
GUTTER = 0.05  # inches between two heads


def wrap(words: str, width: int = WRAP, lines: int = 3) -> str:
    words = name_missing(words)
    return "\n".join(textwrap.wrap(words, width, max_lines=lines, placeholder="…"))


def write_heads(
    figure: Figure, articles: pd.DataFrame, grouped: bool = False
) -> tuple[list[str], bool, float]:
    """The heads of the columns, whether they stand upright because a word is wider than a column,
    and the inches that they need; ``grouped``: below the name of an outlet only the day.
    """
    if grouped:
        return write_group_heads(figure, articles)
    heads = [short_head(article) for _, article in articles.iterrows()]
    width = WIDTH * (1 - LABEL_SHARE - 0.01) / max(1, len(heads)) - GUTTER
    lying = [f"{wrap(outlet, 10)}\n{wrap(date, 8)}" for outlet, date in heads]
    widest = max((measure_words(figure, w, HEAD) for w in lying), default=0.0)
    if len(heads) <= MANY and widest <= width:
        return lying, False, 0.85
    upright = [(", " if len(heads) > MANY else "\n").join(head) for head in heads]
    return upright, True, 0.2 + max(measure_words(figure, w, HEAD) for w in upright)


def draw_cell(axes: Axes, x: float, y: float, cell: pd.Series, narrow: bool = False) -> None:
    """The commitments side by side with their letters and counts, the answers as marks below.

    A ``narrow`` cell has room for two of each: a plus stands for more, and two have no counts.
    """
    held = [code for code in COMMITMENTS if cell[code]]
    answers = [code for code in ANSWERS if cell[code]]
    if narrow and len(held) > 2:
        held = [held[0], MORE]
    top = 0.90
    height = 0.46 if answers else 0.80
    for i, code in enumerate(held):
        letter, colour, ink = COMMITMENTS.get(code, (MORE, PAPER, INK))
        width = 0.92 / len(held)
        left = x + 0.04 + i * width
        place = (left + CELL_GAP / 2, y + top - height)
        axes.add_patch(Rectangle(place, width - CELL_GAP, height, facecolor=colour, linewidth=0))
        counted = code != MORE and cell[code] > 1 and not (narrow and len(held) > 1)
        count = f"{letter}{cell[code]}" if counted else letter
        axes.text(
            left + width / 2,
            y + top - height / 2,
            count,
            color=ink,
            ha="center",
            va="center",
            fontsize=7.5,
        )
    if answers:
        low = y + (0.25 if held else 0.5)
        marks = "  ".join(ANSWERS[code] for code in answers)
        if narrow and len(answers) > 1:
            marks = f"{ANSWERS[answers[0]]}{MORE if len(answers) > 2 else ANSWERS[answers[1]]}"
        axes.text(
            x + 0.5, low, marks, color=INK, ha="center", va="center", fontsize=8, fontweight="bold"
        )


def plot_matrix(
    cells: pd.DataFrame, claims: pd.DataFrame, articles: pd.DataFrame, grouped: bool = False
) -> Figure:
    """Claims down, articles across in order of date; commitment by colour and letter, answers by
    mark; ``grouped``: the articles of an outlet stand together under its name.

    ``cells``: ``count_cells``; ``claims``: ``count_claims``, its order is the rows' order.  A
    darker rule
    stands above the claims that one article alone carries.

    >>> print(plot_matrix(cells, drawn, tables.articles).get_figwidth())
    4.8
    """
    heads, upright, head = write_heads(make_figure(1), articles, grouped)
    foot = 0.62
    height = max(1, len(claims)) * ROW
    figure = make_figure(height + head + foot)
    total = height + head + foot
    axes = figure.add_axes((LABEL_SHARE, foot / total, 1 - LABEL_SHARE - 0.01, height / total))
    axes.set_xlim(0, max(1, len(articles)))
    axes.set_ylim(0, max(1, len(claims)))
    places = {(c.claim_id, c.doc_id): cells.loc[c.Index] for c in cells.itertuples()}
    for i, claim in enumerate(claims.itertuples()):
        y = len(claims) - 1 - i
        axes.axhline(y, color=FAINT, linewidth=0.5)
        if i and claim.articles == 1 < claims.iloc[i - 1]["articles"]:
            axes.axhline(y + 1, color=MUTED, linewidth=1.4)
        axes.text(
            -0.016 * max(1, len(articles)),  # of the width, however many columns share it
            y + 0.5,
            wrap(claim.label),
            ha="right",
            va="center",
            fontsize=7.2,
            linespacing=1.05,
        )
        for j, doc_id in enumerate(articles["doc_id"]):
            if (claim.claim_id, doc_id) in places:
                draw_cell(axes, j, y, places[claim.claim_id, doc_id], grouped)
    for j, words in enumerate(heads):
        axes.axvline(j, color=FAINT, linewidth=0.5)
        axes.text(
            j + 0.5, len(claims) + 0.12, words, ha="center", va="bottom", fontsize=HEAD,
            rotation=90 if upright else 0, linespacing=1.05,
        )  # fmt: skip
    if grouped:
        draw_groups(axes, articles, len(claims) + head / ROW)
    axes.set_axis_off()
    draw_key(figure, foot, total)
    return figure


def draw_key(figure: Figure, foot: float, total: float) -> None:
    """What letters, colours and marks mean, in words below the matrix."""
    axes = figure.add_axes((0, 0, 1, (foot - 0.12) / total))
    axes.set_xlim(0, 100)
    axes.set_ylim(0, 2)
    axes.set_axis_off()
    for i, (code, (letter, colour, ink)) in enumerate(COMMITMENTS.items()):
        x = 2 + i * 33
        axes.add_patch(Rectangle((x, 1.1), 5, 0.8, facecolor=colour, linewidth=0))
        axes.text(x + 2.5, 1.5, letter, color=ink, ha="center", va="center", fontsize=7.5)
        axes.text(
            x + 6.5,
            1.5,
            {"own voice": "in its own voice"}.get(code, code),
            va="center",
            fontsize=7.5,
        )
    for i, (code, mark) in enumerate(ANSWERS.items()):
        x = 2 + i * 33
        axes.text(x + 2.5, 0.5, mark, ha="center", va="center", fontsize=8, fontweight="bold")
        said = {
            "denied": "denied",
            "declined": "declined to comment",
            "not denied": "“has not denied”",
        }[code]
        axes.text(x + 6.5, 0.5, said, va="center", fontsize=7.5)


def plot_states(counts: pd.DataFrame) -> Figure:
    """Statements by the state of their source: one bar a state, its number at the end.

    >>> print(plot_states(states).get_figwidth())
    4.8
    """
    rows = counts.iloc[::-1]
    figure = make_figure(0.5 + 0.27 * max(1, len(rows)))
    axes = figure.add_axes((0.27, 0.06, 0.66, 0.88))
    colours = [MUTED if state in SOURCE_GROUPS else BLUE for state in rows["state"]]
    axes.barh(range(len(rows)), rows["total"], color=colours, height=0.62)
    for y, n in enumerate(rows["total"]):
        axes.text(n, y, f" {n}", va="center", fontsize=8)
    axes.set_yticks(range(len(rows)), [wrap(s, 22) for s in rows["state"]])
    axes.tick_params(length=0)
    axes.set_xticks([])
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_xlim(0, max(1, rows["total"].max() if len(rows) else 1) * 1.12)
    return figure


def plot_themes(themes: pd.DataFrame) -> Figure:
    """Mentions of each theme in the lead (hollow) and in the whole text (filled), by article, each
    beside the number of words that it was found in.

    ``themes``: ``label, article, lead, lead_words, whole, words``.  The first ``MOST`` articles are
    drawn; the table behind it has all.

    >>> print(plot_themes(spread).get_figwidth())
    4.8
    """
    articles = list(dict.fromkeys(themes["article"]))[:MOST]
    labels = list(dict.fromkeys(themes["label"]))
    names = {a: wrap(a, 34, 1) for a in articles}
    block = 0.30 + 0.15 * len(articles)  # inches: the name of a theme, then a row an article
    head, foot, inner = 0.42, 0.42, max(0.3, block * len(labels))
    figure = make_figure(head + inner + foot)
    left = 0.18 + max((measure_words(figure, n, HEAD) for n in names.values()), default=1.0)
    axes = add_axes(figure, left, foot, WIDTH - left - 1.35, inner)
    across = axes.get_yaxis_transform()
    inch = 1 / (WIDTH - left - 1.35)  # of the axes' width
    axes.set_ylim(inner, 0)
    top = max([1, *themes["whole"]])
    axes.set_xlim(-0.06 * top, 1.06 * top)
    ticks = []
    for i, label in enumerate(labels):
        y = i * block + 0.12
        axes.text((0.05 - left) * inch, y, label, transform=across, fontsize=7.6,
                  fontweight="bold", va="center")  # fmt: skip
        some = themes[(themes["label"] == label) & themes["article"].isin(articles)]
        for row in some.itertuples():
            y += 0.15
            axes.plot([row.lead, row.whole], [y, y], color=FAINT, linewidth=1.2, zorder=1)
            axes.plot(row.whole, y, "o", color=BLUE, markersize=4, zorder=2)
            axes.plot(row.lead, y, "o", markerfacecolor="none", markeredgecolor=ORANGE,
                      markersize=5.5, zorder=3)  # fmt: skip
            for x, n, words in ((0.68, row.whole, row.words), (1.3, row.lead, row.lead_words)):
                axes.text(1 + x * inch, y, f"{n} of {words:,}", transform=across, fontsize=HEAD,
                          va="center", ha="right")  # fmt: skip
            ticks.append((y, names[row.article]))
    axes.set_yticks([t for t, _ in ticks], [a for _, a in ticks], fontsize=HEAD)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=4))
    axes.set_xlabel("mentions", fontsize=7.4)
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    draw_themes_key(add_axes(figure, 0, foot + inner + 0.05, WIDTH, head - 0.08))
    return figure


def draw_themes_key(axes: Axes) -> None:
    """What the two marks mean, and what stands in the two columns, above the rows."""
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(0, 2)
    axes.set_axis_off()
    axes.text(WIDTH - 1.35, 1.5, "mentions, of so many words", fontsize=HEAD, va="center",
              ha="center")  # fmt: skip
    for x, colour, face, words in (
        (WIDTH - 1.35 + 0.68, BLUE, BLUE, "whole text"),
        (WIDTH - 0.05, ORANGE, "none", "lead"),
    ):
        axes.text(x, 0.5, words, fontsize=HEAD, va="center", ha="right")
        width = measure_words(axes.figure, words, HEAD)
        axes.plot(x - width - 0.08, 0.5, "o", markeredgecolor=colour, markerfacecolor=face,
                  markersize=4.5)  # fmt: skip


def plot_distinctive(words: pd.DataFrame, band: float) -> Figure:
    """The word that most sets each article apart by its z, with the band that shuffled sentences
    reach.

    ``words``: ``article, word, z``.

    >>> print(plot_distinctive(named, band).get_figwidth())
    4.8
    """
    rows = words.head(MOST).iloc[::-1]
    height = 0.36 * max(1, len(rows))
    figure = make_figure(0.1 + height + 0.5)
    labels = [f"{r.word}\n{wrap(r.article, 34, 1)}" for r in rows.itertuples()]
    left = 0.18 + max((measure_words(figure, label, HEAD) for label in labels), default=1.0)
    axes = add_axes(figure, left, 0.5, WIDTH - left - 0.1, height)
    top = max([band if np.isfinite(band) else 0, *rows["z"]], default=1) * 1.15
    if np.isfinite(band):
        axes.axvspan(0, band, color=SKY, alpha=0.22, linewidth=0)
    axes.plot(rows["z"], range(len(rows)), "o", color=BLUE, markersize=5)
    axes.set_yticks(range(len(rows)), labels, fontsize=HEAD, linespacing=1.05)
    axes.set_xlim(0, top or 1)
    axes.set_ylim(-0.6, max(0.6, len(rows) - 0.4))
    axes.set_xlabel("log-odds z; shaded: what chance reaches", fontsize=7.4)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    return figure
