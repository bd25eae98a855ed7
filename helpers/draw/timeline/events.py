"""Events on one axis: how precisely each is dated, its state, and which outlets have it."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.draw.style import INK, MUTED, WIDTH, add_axes, make_figure, measure_words
from helpers.draw.timeline.marks import (
    ANNOUNCED,
    REPORTED,
    draw_cuts,
    draw_mark,
    draw_outlets,
    look_of,
    reach,
)
from helpers.draw.timeline.rows import Row, place_words, span_words, write_words
from helpers.draw.timeline.scale import (
    DAY,
    GUTTER,
    Scale,
    choose_ticks,
    make_scale,
    middle,
)

ROWS = 26
BODY = 7.2  # inches of rows at most: with axis and key the figure fits an A4 page
COLUMNS = 8  # outlets with a column of their own; beyond, a count stands in
LONGEST = 36  # letters of an outlet's name above its column
EDGE = 0.06
PITCH = 0.17
GRID = "#dfe4e9"
BINS = {"D": "day", "W-MON": "week", "MS": "month", "QS": "quarter", "YS": "year"}
MOST_BINS = 48
STACK = ("happened", "ongoing", "claimed", "planned", "forecast")
KEYS = (
    (("dot", "happened"), "one day"),
    (("bar", "happened"), "week, month or longer"),
    (("fades right", "happened"), "no firm end"),
    (("earlier", "happened"), "beyond the axis"),
    (("dot", "ongoing"), "under way"),
    (("dot", "claimed"), "claimed"),
    (("dot", "planned"), "planned or forecast"),
)


OUTLET_KEYS = (
    (REPORTED, "reported by this outlet"),
    (ANNOUNCED, "only announced by it"),
    ("", "not in its articles here"),
)


def rank_events(events: pd.DataFrame) -> pd.DataFrame:
    """Who gets a row first: what most outlets have, then milestones, then the most reported."""
    ranked = events.assign(
        has=events["n_outlets"] + events["n_announcing"],
        known=events["milestone"] != "",
        width=(events["latest"] - events["earliest"]).dt.days,
    ).sort_values(
        ["has", "n_outlets", "known", "n_articles", "n_reports", "width", "event_id"],
        ascending=[False, False, False, False, False, True, True],
        na_position="last",
    )
    return events.loc[ranked.index]


def place_rows(figure: Figure, events: pd.DataFrame, scale: Scale, right: float) -> list[tuple]:
    """(row, shape, event) of the events that fit a page, in order of days."""
    widths: dict[str, float] = {}
    placed: list[tuple[Row, str, object]] = []
    room = BODY
    for event in rank_events(events).head(ROWS).itertuples():
        x0, x1, shape = reach(scale, event.earliest, event.latest, event.precision)
        row = place_words(figure, event.name, x0, x1, EDGE, right, widths)
        room -= row.height
        if room < 0:
            break
        placed.append((row, shape, event))

    def in_time(one: tuple) -> tuple:
        event = one[2]
        begins = event.latest if pd.isna(event.earliest) else event.earliest
        return begins, pd.isna(event.latest), event.latest, int(event.event_id[1:])

    return sorted(placed, key=in_time)


def choose_bin(scale: Scale) -> str:
    """The finest step that gives the axis at most ``MOST_BINS`` bins."""
    for step in BINS:
        if len(pd.date_range(scale.first, scale.last, freq=step)) <= MOST_BINS:
            return step
    return "YS"


def bin_events(events: pd.DataFrame, scale: Scale, step: str) -> pd.DataFrame:
    """Events a bin by status; what lies outside the axis is left out."""
    days = middle(events["earliest"], events["latest"])
    events, days = (
        events[days.between(scale.first, scale.last)],
        days[days.between(scale.first, scale.last)],
    )
    edges = pd.date_range(scale.first, scale.last, freq=step)
    edges = edges.insert(0, scale.first) if not len(edges) or edges[0] > scale.first else edges
    which = edges.searchsorted(days, side="right") - 1
    counts = pd.crosstab(edges[which], events["status"].to_numpy())
    return counts.reindex(columns=[s for s in STACK if s in counts])


def draw_ticks(axes: Axes, scale: Scale, y: float) -> list[float]:
    """An axis in inches with its words below; where its ticks stand."""
    ticks = []
    axes.plot([scale.left, scale.right], [y, y], color=MUTED, linewidth=0.7)
    for day, words in choose_ticks(scale):
        x = scale.at(day)
        if x > scale.right - 0.1:
            continue
        ticks.append(x)
        axes.text(x, y - 0.04, words, ha="left", va="top", fontsize=8, linespacing=1.1)
    for cut, x, words, side in (
        (scale.early, EDGE, "earlier", "left"),
        (scale.late, scale.right + GUTTER, "later", "right"),
    ):
        if cut:
            axes.text(x, y - 0.07, words, ha=side, va="top", fontsize=7.5, color=MUTED)
            slash = scale.left if words == "earlier" else scale.right
            for shift in (-0.02, 0.02):
                ends = ([slash + shift - 0.02, slash + shift + 0.02], [y - 0.04, y + 0.04])
                axes.plot(*ends, color=MUTED, linewidth=0.7)
    return ticks


def draw_grid(
    axes: Axes, ticks: list[float], row: Row, right: float, low: float, high: float
) -> None:
    """The faint lines of the axis through a row, where they cross none of its words."""
    start, end = span_words(row, EDGE, right)
    for x in ticks:
        if not start - 0.03 < x < end + 0.03:
            axes.plot([x, x], [low, high], color=GRID, linewidth=0.6, zorder=-0.5)


def draw_keys(axes: Axes, figure: Figure, top: float, outlets: bool, width: float) -> None:
    """What the marks mean, in lines as wide as the figure."""
    x, y = EDGE, top
    keys = list(KEYS)
    for (shape, status), words in keys:
        ends = {"dot": 0.11, "earlier": 0.11, "bar": 0.26}.get(shape, 0.34)
        needs = ends + 0.07 + measure_words(figure, words, 8) + 0.16
        if x + needs > width:
            x, y = EDGE, y - 0.17
        draw_mark(axes, x, x + ends, y, shape, status)
        axes.text(x + ends + 0.06, y, words, va="center", fontsize=8)
        x += needs
    if outlets:
        x, y = EDGE, y - 0.17
        for how, words in OUTLET_KEYS:
            needs = 0.17 + measure_words(figure, words, 8) + 0.16
            if x + needs > width:
                x, y = EDGE, y - 0.17
            draw_outlets(axes, [x + 0.05], y, [how])
            axes.text(x + 0.14, y, words, va="center", fontsize=8)
            x += needs
    else:
        words = "k + m: reported by k outlets, announced by m others"
        axes.text(EDGE, y - 0.17, words, va="center", fontsize=8)


def draw_heads(axes: Axes, outlets: Sequence[str], xs: list[float], y: float) -> None:
    """Outlets' names above their columns, upright so that each stands over its own."""
    for outlet, x in zip(outlets, xs, strict=True):
        axes.text(x, y, outlet, rotation=90, ha="center", va="bottom", fontsize=8)


def draw_strip(figure: Figure, axes: Axes, scale: Scale, events: pd.DataFrame, y: float) -> None:
    """All events by bin above the rows, when not all of them have a row."""
    step = choose_bin(scale)
    counts = bin_events(events, scale, step)
    height, most = 0.5, counts.sum(axis=1).max()
    ends = [*counts.index[1:], scale.last + DAY]
    for (start, row), end in zip(counts.iterrows(), ends, strict=True):
        closing = min(end, start + pd.tseries.frequencies.to_offset(step))
        x0, x1 = scale.at(max(start, scale.first)), scale.at(min(closing, scale.last))
        base = y
        for status, n in row.items():
            tall = n / most * height
            if n:
                axes.bar(
                    x0, tall, max(x1 - x0 - 0.015, 0.02), base, align="edge", **look_of(status)
                )
            base += tall
    axes.plot([scale.left, scale.right], [y, y], color=MUTED, linewidth=0.7)
    inside = int(counts.to_numpy().sum())
    words = f"Events in each {BINS[step]}; the tallest bar stands for {most:,}"
    if inside < len(events):
        words += f"\n({inside:,} events; {len(events) - inside:,} more lie outside this span)"
    axes.text(
        scale.left, y + height + 0.08, words, fontsize=8, va="bottom", color=INK, linespacing=1.2
    )


def lay_rows(figure: Figure, events: pd.DataFrame, columns: Sequence[str]) -> tuple:
    """The axis, where it ends, and the rows that fit."""
    matrix = PITCH * len(columns) + 0.12 if columns else 0.45
    right = WIDTH - EDGE - matrix
    scale = make_scale(middle(events["earliest"], events["latest"]), EDGE, right)
    return scale, right, place_rows(figure, events, scale, right)


def count_rows(events: pd.DataFrame, outlets: Sequence[str]) -> int:
    """How many of the events have a row of their own in the figure.

    >>> count_rows(drawn, columns) > 0
    True
    """
    columns = list(outlets) if len(outlets) <= COLUMNS else []
    return len(lay_rows(make_figure(1.0), events, columns)[2]) if len(events) else 0


def tell(event: object, outlet: str) -> str:
    """How an outlet has an event: reported, announced, or not at all."""
    if outlet in event.outlets:
        return REPORTED
    return ANNOUNCED if outlet in event.announcing else ""


def plot_events(events: pd.DataFrame, outlets: Sequence[str]) -> Figure:
    """Events in order of days, one row each; of more than fit a page, all in bins above.

    ``events`` is what ``select_events`` gives with a column ``name`` (the words beside the mark);
    ``outlets`` are all outlets of the corpus, so that an empty ring can stand for each.

    >>> print(plot_events(drawn, columns).get_figwidth())
    4.8
    """
    figure = make_figure(1.0)
    if events.empty:
        figure.text(0.02, 0.5, "No event with a day to draw.", va="center")
        return figure
    columns = list(outlets) if len(outlets) <= COLUMNS else []
    counter = "" if columns else f"of {len(outlets)}"
    scale, right, placed = lay_rows(figure, events, columns)
    names = [shorten(outlet, LONGEST, placeholder="…") for outlet in columns]
    head = max((measure_words(figure, name, 8) for name in names), default=0.3) + 0.1
    strip = len(placed) < len(events)
    top_band = max(head, 0.95 if strip else 0.1)
    body = sum(row.height for row, *_ in placed)
    foot = 0.42 + 0.17 * 4 + 0.12
    height = top_band + body + foot
    figure.set_size_inches(WIDTH, height)
    axes = add_axes(figure, 0, 0, WIDTH, height)
    axes.set(xlim=(0, WIDTH), ylim=(0, height))
    axes.set_axis_off()
    y = height - top_band
    xs = [right + 0.12 + PITCH * (i + 0.5) for i in range(len(columns))]
    draw_heads(axes, names, xs, y + 0.05)
    if counter:
        axes.text(
            WIDTH - EDGE, y + 0.05, f"outlets\n{counter}", ha="right", va="bottom", fontsize=8
        )
    ticks = draw_ticks(axes, scale, foot - 0.02)
    if strip:
        draw_strip(figure, axes, scale, events, y + 0.04)
    for i, (row, shape, event) in enumerate(placed):
        middle_y = write_words(axes, row, y, EDGE, right)
        if i % 2 == 0:
            axes.axhspan(y - row.height, y, facecolor="#f4f6f8", linewidth=0, zorder=-1)
        draw_grid(axes, ticks, row, right, y - row.height, y)
        draw_mark(axes, row.x0, row.x1, middle_y, shape, event.status)
        draw_cuts(axes, scale, row.x0, row.x1, middle_y, event)
        if columns:
            draw_outlets(axes, xs, middle_y, [tell(event, o) for o in columns])
        else:
            n = f"{event.n_outlets}" + f" + {event.n_announcing}" * (event.n_announcing > 0)
            axes.text(WIDTH - EDGE, middle_y, n, ha="right", va="center", fontsize=8)
        y -= row.height
    draw_keys(axes, figure, foot - 0.52, bool(columns), WIDTH - EDGE)
    return figure
