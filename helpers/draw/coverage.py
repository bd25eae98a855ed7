"""Figures of the coverage chapter: claim matrix, sources by state, themes, distinctive words."""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.draw.style import BLUE, FAINT, INK, MUTED, ORANGE, SKY, make_figure

COMMITMENTS = {
    "own voice": ("O", BLUE, "white"),
    "attributed": ("A", "#b9ddf3", INK),
    "hedged": ("H", "#fdf0c2", INK),
}
ANSWERS = {"denied": "✕", "declined": "?", "not denied": "○"}
ROW = 0.34  # inches per row of a matrix
LABEL_SHARE = 0.40  # of the width for the claims' names
WRAP = 34  # letters per line of a claim's name
MANY = 7  # columns beyond which heads stand upright


def wrap(words: str, width: int = WRAP, lines: int = 2) -> str:
    return "\n".join(textwrap.wrap(words, width, max_lines=lines, placeholder="…"))


def short_head(article: pd.Series, many: bool) -> str:
    """A column's head: outlet and day; ``*`` marks an inferred outlet or date."""
    outlet = str(article["outlet"] or article["doc_id"]) + (
        "*" if article["outlet_basis"] == "inferred" else ""
    )
    day = article["published"]
    date = "undated" if pd.isna(day) else f"{day.day} {day:%b}{' ' if many else chr(10)}{day:%Y}"
    date += "*" if article["published_basis"] == "inferred" else ""
    return f"{outlet}, {date}" if many else f"{wrap(outlet, 11, 3)}\n{date}"


def draw_cell(axes: Axes, x: float, y: float, cell: pd.Series) -> None:
    """The commitments side by side with their letters and counts, the answers as marks below."""
    held = [code for code in COMMITMENTS if cell[code]]
    answers = [code for code in ANSWERS if cell[code]]
    top = 0.90
    height = 0.46 if answers else 0.80
    for i, code in enumerate(held):
        letter, colour, ink = COMMITMENTS[code]
        width = 0.92 / len(held)
        left = x + 0.04 + i * width
        axes.add_patch(
            Rectangle((left, y + top - height), width, height, facecolor=colour, edgecolor="white")
        )
        count = f"{letter}{cell[code]}" if cell[code] > 1 else letter
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
        axes.text(
            x + 0.5, low, marks, color=INK, ha="center", va="center", fontsize=8, fontweight="bold"
        )


def plot_matrix(cells: pd.DataFrame, claims: pd.DataFrame, articles: pd.DataFrame) -> Figure:
    """Claims down, articles across in order of date; commitment by colour and letter, answers by
    mark.

    ``cells``: ``count_cells``; ``claims``: ``count_claims``, its order is the rows' order.  A
    darker rule
    stands above the claims that one article alone carries.
    """
    many = len(articles) > MANY
    head = 1.9 if many else 0.85
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
                draw_cell(axes, j, y, places[claim.claim_id, doc_id])
    for j, (_, article) in enumerate(articles.iterrows()):
        axes.axvline(j, color=FAINT, linewidth=0.5)
        axes.text(
            j + 0.5, len(claims) + 0.12, short_head(article, many), ha="center", va="bottom",
            fontsize=6.6, rotation=90 if many else 0, linespacing=1.05,
        )  # fmt: skip
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
        axes.add_patch(Rectangle((x, 1.1), 5, 0.8, facecolor=colour, edgecolor="white"))
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
    """Statements by the state of their source: one bar a state, its number at the end."""
    rows = counts.iloc[::-1]
    figure = make_figure(0.5 + 0.27 * max(1, len(rows)))
    axes = figure.add_axes((0.27, 0.06, 0.66, 0.88))
    colours = [MUTED if state == "not resolved" else BLUE for state in rows["state"]]
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
    """Hits per 1,000 words of each theme in the lead (hollow) and in the whole text (filled), by
    article.

    ``themes``: ``label, article, lead, whole``.
    """
    articles = list(dict.fromkeys(themes["article"]))
    labels = list(dict.fromkeys(themes["label"]))
    rows = max(1, len(labels))
    block = 0.2 + 0.15 * max(1, len(articles))
    figure = make_figure(0.45 + rows * block)
    axes = figure.add_axes(
        (0.44, 0.35 / (0.45 + rows * block), 0.53, 1 - 0.45 / (0.45 + rows * block))
    )
    y, ticks = 0.0, []
    for label in labels:
        some = themes[themes["label"] == label]
        axes.text(
            -0.80,
            y - 0.1,
            label,
            transform=axes.get_yaxis_transform(),
            fontsize=7.6,
            fontweight="bold",
            va="center",
        )
        y += 0.8
        for row in some.itertuples():
            low, high = sorted((row.lead, row.whole))
            axes.plot([low, high], [y, y], color=FAINT, linewidth=1.2, zorder=1)
            axes.plot(row.whole, y, "o", color=BLUE, markersize=4, zorder=3)
            axes.plot(
                row.lead,
                y,
                "o",
                markerfacecolor="white",
                markeredgecolor=ORANGE,
                markersize=5,
                zorder=2,
            )
            ticks.append((y, row.article))
            y += 0.9
        y += 0.4
    axes.set_yticks([t for t, _ in ticks], [a for _, a in ticks], fontsize=6.8)
    axes.set_ylim(max(y, 1), -0.6)
    axes.set_xlim(left=-2)
    axes.set_xlabel("mentions per 1,000 words: filled, the whole text; hollow, the lead")
    axes.xaxis.label.set_size(7.4)
    axes.xaxis.set_label_coords(0.2, -0.18 / max(1, rows * block) - 0.02)
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    return figure


def plot_distinctive(words: pd.DataFrame, band: float) -> Figure:
    """The word that most sets each article apart by its z, with the band that shuffled sentences
    reach.

    ``words``: ``article, word, z``.
    """
    rows = words.iloc[::-1]
    figure = make_figure(0.75 + 0.27 * max(1, len(rows)))
    bottom = 0.5 / (0.75 + 0.27 * max(1, len(rows)))
    axes = figure.add_axes((0.5, bottom, 0.46, 0.96 - bottom))
    top = max([band if np.isfinite(band) else 0, *rows["z"]], default=1) * 1.15
    if np.isfinite(band):
        axes.axvspan(0, band, color=SKY, alpha=0.22, linewidth=0)
    axes.plot(rows["z"], range(len(rows)), "o", color=BLUE, markersize=5)
    axes.set_yticks(
        range(len(rows)), [f"{r.word} — {r.article}" for r in rows.itertuples()], fontsize=7
    )
    axes.set_xlim(0, top or 1)
    axes.set_ylim(-0.6, max(0.6, len(rows) - 0.4))
    axes.set_xlabel("log-odds z; shaded: what chance alone reaches", fontsize=7.4)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    return figure
