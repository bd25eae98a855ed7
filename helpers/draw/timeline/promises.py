"""Promised against actual: the day of each statement across, the window that it names upward."""

from __future__ import annotations

import math
from itertools import product

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from helpers.draw.style import (
    MUTED,
    RED,
    WIDTH,
    add_axes,
    is_free,
    make_figure,
    measure,
    measure_words,
)
from helpers.draw.timeline.marks import draw_mark, reach
from helpers.draw.timeline.rows import place_words, wrap, write_words
from helpers.draw.timeline.scale import DAY, Scale, choose_ticks, make_scale
from helpers.draw.timeline.windows import dodge, draw_window, join_same

LEFT, RIGHT, EDGE = 0.62, 0.1, 0.06
PANEL = 3.3  # inches high
HEADROOM = 0.12  # of the span, for words above the highest window
TRACKS = 12  # statements of one sort on the tracks; the table has them all
FAINT = "#e6eaee"
NARROW = 2.3  # inches of a label beside a bar before it takes a second line
LABELS = 14  # beyond that many, marks stand without words; the table has them all
SIZE = 8.5
TRACK_HEADS = {"visit": "Visits expected for it", "stage": "Progress reported, without a date"}


def limits(promises: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of both axes of the panel."""
    columns = ["said_earliest", "said_latest", "window_earliest", "window_latest", "actual_latest"]
    days = promises[columns].stack()
    pad = max((days.max() - days.min()) * 0.06, 4 * DAY)
    return days.min() - pad, days.max() + pad


def draw_frame(axes: Axes, across: Scale, up: Scale) -> None:
    """Ticks on both axes and the diagonal on which a statement would speak of its own day."""
    base = up.left
    axes.plot([across.left, across.right], [base, base], color=MUTED, linewidth=0.7)
    axes.plot([across.left, across.left], [up.left, up.right], color=MUTED, linewidth=0.7)
    for day, words in choose_ticks(across):
        x = across.at(day)
        axes.plot([x, x], [base, base - 0.04], color=MUTED, linewidth=0.7)
        axes.text(x, base - 0.06, words, ha="center", va="top", fontsize=8, linespacing=1.1)
    for day, words in choose_ticks(up, 0.45):
        y = up.at(day)
        axes.text(
            across.left - 0.05, y, words, ha="right", va="center", fontsize=8, linespacing=1.1
        )
    first, last = max(across.first, up.first), min(across.last, up.last)
    axes.plot(
        [across.at(first), across.at(last)],
        [up.at(first), up.at(last)],
        color=MUTED,
        linewidth=0.9,
        linestyle=(0, (4, 3)),
        zorder=1,
    )
    run, rise = across.at(last) - across.at(first), up.at(last) - up.at(first)
    axes.text(
        across.at(first) + 0.78 * run + 0.06,
        up.at(first) + 0.78 * rise - 0.06,
        "the day itself",
        rotation=math.degrees(math.atan2(rise, run)),
        rotation_mode="anchor",
        va="top",
        ha="center",
        fontsize=8,
        color=MUTED,
    )


def draw_hair(box: Bbox, bar: Bbox, y: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """The line from a name to its bar."""
    middle = (bar.x0 + bar.x1) / 2
    near = min(max(middle, box.x0 - 0.02), box.x1 + 0.02)
    beside = not box.x0 <= middle <= box.x1
    edge = y if beside else (box.y1 if y < bar.y0 else box.y0)
    return (near, edge), (middle, min(max(y, bar.y0 + 0.03), bar.y1 - 0.03))


def hair_boxes(a: tuple[float, float], b: tuple[float, float]) -> list[Bbox]:
    """Small boxes along a line, so that words can keep off it."""
    steps = [i / 8 for i in range(9)]
    points = [(a[0] + (b[0] - a[0]) * f, a[1] + (b[1] - a[1]) * f) for f in steps]
    return [Bbox.from_bounds(x - 0.015, y - 0.015, 0.03, 0.03) for x, y in points]


def is_inside(box: Bbox, area: Bbox) -> bool:
    wide = area.x0 <= box.x0 and box.x1 <= area.x1
    return wide and area.y0 <= box.y0 and box.y1 <= area.y1


def find_place(
    figure: Figure,
    name: str,
    bar: Bbox,
    area: Bbox,
    taken: list[Bbox],
    lines: list[Bbox],
    near: bool = False,
) -> tuple | None:
    """Where a name covers nothing and its hair crosses none of ``lines``; None if nowhere, or, if
    it has to be ``near``, if not beside its bar.
    """
    words = wrap(figure, name, NARROW, {})
    width = max(measure_words(figure, line, SIZE) for line in words)
    tall = 0.15 * len(words)
    heights = [bar.y0 + f * (bar.y1 - bar.y0) for f in (1, 0.75, 0.5, 0.25, 0)]
    heights += [bar.y1 + 0.16 * i for i in range(1, 12)]
    heights += [bar.y0 - 0.16 * i for i in range(1, 12)]
    if near:
        heights = heights[:6]
    distances = (0.06, 0.3) if near else (0.06, 0.3, 0.6, 1.0)
    for away, y, side in product(distances, heights, ("left", "right")):
        x0 = bar.x0 - away - width
        if side == "right":
            x0 = min(bar.x1 + away, area.x1 - width)
        box = Bbox.from_bounds(x0, y - tall / 2, width, tall)
        hair = draw_hair(box, bar, y)
        clear = all(is_free(piece, lines) for piece in hair_boxes(*hair))
        if is_inside(box, area) and is_free(box, taken) and clear:
            return x0, y, words, box, hair
    return None


def label_windows(
    figure: Figure, axes: Axes, bars: list[Bbox], names: list[str], area: Bbox, taken: list[Bbox]
) -> list[Bbox]:
    """Write each name where it covers no bar, line or other name, with a hair to its bar; where
    the names stand.

    A hair crosses no other hair and no other bar, unless there is no such place.
    """
    labels: list[Bbox] = []
    hairs: list[Bbox] = []
    crowded = len(bars) > LABELS  # long hairs through many bars would tell nothing
    chosen = list(zip(bars, names, strict=True))[: None if crowded else LABELS]
    for bar, name in sorted(chosen, key=lambda pair: (-pair[0].y0, pair[0].x0)):
        others = [other for other in bars if other is not bar]
        lines = [*labels, *hairs, *others]
        place = find_place(figure, name, bar, area, taken, lines, crowded)
        if not crowded:
            place = place or find_place(figure, name, bar, area, taken, labels)
        if place is None:
            continue
        x0, y, words, box, hair = place
        labels.append(box)
        hairs += hair_boxes(*hair)
        taken += [box, *hair_boxes(*hair)]
        style = {"fontsize": SIZE, "va": "center", "ha": "left", "linespacing": 1.1, "zorder": 4}
        axes.text(x0, y, "\n".join(words), **style)
        axes.plot(*zip(*hair, strict=True), color=MUTED, linewidth=0.5, zorder=2)
    return labels


def draw_levels(axes: Axes, across: Scale, up: Scale, told: list[Bbox]) -> None:
    """A faint line at every tick of the upright axis, broken where it would cross words."""
    for day, _ in choose_ticks(up, 0.45):
        y = up.at(day)
        crossed = [box for box in told if box.y0 - 0.02 < y < box.y1 + 0.02]
        x = across.left
        for box in sorted(crossed, key=lambda box: box.x0):
            axes.plot([x, max(box.x0 - 0.04, x)], [y, y], color=FAINT, linewidth=0.6, zorder=0)
            x = max(x, box.x1 + 0.04)
        if x < across.right:
            axes.plot([x, across.right], [y, y], color=FAINT, linewidth=0.6, zorder=0)


def draw_panel(figure: Figure, axes: Axes, promises: pd.DataFrame, bottom: float) -> None:
    """The windows of the promises against the diagonal and the day on which the thing came."""
    promises = join_same(promises)
    first, last = limits(promises)
    across = Scale(first, last, LEFT, WIDTH - RIGHT)
    up = Scale(first, last + (last - first) * HEADROOM, bottom, bottom + PANEL)
    draw_frame(axes, across, up)
    area = Bbox([[LEFT + 0.02, bottom + 0.05], [WIDTH - EDGE, bottom + PANEL + 0.1]])
    taken: list[Bbox] = []
    told: list[Bbox] = []
    actual = (
        promises[["actual_earliest", "actual_latest", "actual_name"]].dropna().drop_duplicates()
    )
    for row in actual.itertuples():
        low, high = up.at(row.actual_earliest), up.at(row.actual_latest)
        axes.axhspan(
            low - 0.008, high + 0.008, LEFT / WIDTH, 1 - RIGHT / WIDTH, color=RED, zorder=2
        )
        style = {"color": "#a34700", "fontsize": SIZE, "va": "bottom", "linespacing": 1.1}
        lines = wrap(figure, row.actual_name, (WIDTH - LEFT) * 0.5, {})
        text = axes.text(LEFT + 0.06, high + 0.03, "\n".join(lines), **style)
        told.append(measure(figure, text))
        taken += [told[-1], Bbox([[LEFT, low - 0.02], [WIDTH - RIGHT, high + 0.02]])]
    steps = [first + (last - first) * i / 60 for i in range(61)]
    day_itself = [Bbox.from_bounds(across.at(d) - 0.02, up.at(d) - 0.02, 0.04, 0.04) for d in steps]
    xs = dodge(promises, across, up)
    bars = [draw_window(axes, x, up, row) for x, row in zip(xs, promises.itertuples(), strict=True)]
    names = list(promises["name"])
    told += label_windows(figure, axes, bars, names, area, taken + day_itself + bars)
    draw_levels(axes, across, up, told)
    quiet = {"fontsize": 8, "color": MUTED}
    axes.text(EDGE, bottom + PANEL + 0.14, "time that it names", ha="left", **quiet)
    axes.text(WIDTH - RIGHT, bottom - 0.4, "day of the statement", ha="right", va="top", **quiet)


def measure_tracks(figure: Figure, tracks: pd.DataFrame) -> list:
    """Rows of the tracks below the panel, with their marks placed on a time axis of their own."""
    days = pd.concat([tracks["said_earliest"], tracks["said_latest"], tracks["window_latest"]])
    scale = make_scale(days.dropna(), EDGE, WIDTH - EDGE)
    widths: dict[str, float] = {}
    rows = []
    for item in tracks.itertuples():
        if item.kind == "visit":
            opens = item.said_latest if pd.isna(item.window_earliest) else item.window_earliest
            x0, x1, shape = reach(scale, opens, item.window_latest, "month")
        else:
            x0, x1, shape = reach(scale, item.said_earliest, item.said_latest, "month")
        row = place_words(figure, item.name, x0, x1, EDGE, WIDTH - EDGE, widths)
        rows.append((item.kind, row, shape))
    return [scale, rows]


def plot_promises(promises: pd.DataFrame) -> Figure:
    """Promises in the panel, visits and stage reports on tracks of their own below it.

    ``promises`` is what ``compare_promises`` gives with columns ``name`` (words beside the mark)
    and ``actual_name`` (words on the line of the milestone, None where it has no day).

    >>> print(plot_promises(promises).get_figwidth())
    4.8
    """
    figure = make_figure(1.0)
    dated = promises["said_latest"].notna()
    windows = promises[
        dated & (promises["kind"] == "promise") & (promises["outcome"] != "no window")
    ]
    tracks = promises[dated & promises["kind"].isin(list(TRACK_HEADS))]
    beyond = tracks.groupby("kind").cumcount() >= TRACKS
    left_out = beyond.groupby(tracks["kind"]).sum().to_dict()
    tracks = tracks[~beyond]
    if windows.empty and tracks.empty:
        figure.text(0.02, 0.5, "No statement with a day to draw.", va="center")
        return figure
    scale, rows = measure_tracks(figure, tracks) if len(tracks) else (None, [])
    kinds = [kind for kind in TRACK_HEADS if any(kind == k for k, *_ in rows)]
    below = sum(row.height for _, row, _ in rows) + 0.3 * len(kinds) + (0.45 if rows else 0)
    above = PANEL + 1.0 if len(windows) else 0
    height = below + above + 0.1
    figure.set_size_inches(WIDTH, height)
    axes = add_axes(figure, 0, 0, WIDTH, height)
    axes.set(xlim=(0, WIDTH), ylim=(0, height))
    axes.set_axis_off()
    if len(windows):
        draw_panel(figure, axes, windows.reset_index(drop=True), height - PANEL - 0.3)
    y = below
    for kind in kinds:
        head = TRACK_HEADS[kind]
        if left_out.get(kind):
            head += f" ({left_out[kind]:,} more in the table)"
        axes.text(EDGE, y - 0.12, head, fontsize=SIZE, fontweight="bold", va="center")
        y -= 0.3
        for k, row, shape in rows:
            if k == kind:
                at = write_words(axes, row, y, EDGE, WIDTH - EDGE)
                draw_mark(
                    axes, row.x0, row.x1, at, shape, "planned" if kind == "visit" else "happened"
                )
                y -= row.height
    if rows:
        axes.plot([scale.left, scale.right], [0.42, 0.42], color=MUTED, linewidth=0.7)
        for day, words in choose_ticks(scale):
            axes.text(
                scale.at(day), 0.38, words, ha="center", va="top", fontsize=8, linespacing=1.1
            )
    return figure
