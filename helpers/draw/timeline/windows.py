"""The windows of promises as upright bars, each on the day of its statement."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from helpers.draw.style import BLUE, MUTED
from helpers.draw.timeline.scale import DAY, Scale

LANE = 0.05  # inches between bars of one day whose windows overlap: less than a day's room
CAP = 0.024  # half the width of a bar's end
CROWD = 0.5  # inches that all statements of one day may take


def extent(up: Scale, row: object) -> tuple[float, float]:
    """Foot and head of a window's bar in inches."""
    opens, closes = row.window_earliest, row.window_latest
    low = up.at(row.said_latest if pd.isna(opens) else opens)
    if pd.isna(closes):
        return low, min(low + 0.75, up.right)
    return low, max(up.at(closes + DAY), low + 0.05)


def dodge(promises: pd.DataFrame, across: Scale, up: Scale) -> list[float]:
    """Where each statement stands across: on its day, overlapping windows side by side round it."""
    rows = list(promises.itertuples())
    at = [across.at(row.said_latest) for row in rows]
    spans = [extent(up, row) for row in rows]
    xs = list(at)
    group: list[int] = []
    for i in sorted(range(len(at)), key=lambda i: (at[i], spans[i])):
        meets = any(at[i] - at[j] < LANE and overlap(spans[i], spans[j]) for j in group)
        group = [*group, i] if meets else [i]
        step = min(LANE, CROWD / len(group))
        for place, j in enumerate(group):
            xs[j] = at[j] + (place - (len(group) - 1) / 2) * step
    return xs


def overlap(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def join_same(promises: pd.DataFrame) -> pd.DataFrame:
    """Statements of one day, speaker and window once, with how many they are."""
    same = ["said_earliest", "said_latest", "window_earliest", "window_latest", "name"]
    counts = promises.groupby(same, dropna=False, sort=False)["name"].transform("size")
    names = [f"{n} ({k} statements)" if k > 1 else n
             for n, k in zip(promises["name"], counts, strict=True)]  # fmt: skip
    kept = ~promises.duplicated(same)
    return promises.assign(name=names)[kept].reset_index(drop=True)


def draw_window(axes: Axes, x: float, up: Scale, row: object) -> Bbox:
    """A window as an upright bar: capped where it is closed, fading where it is open."""
    opens, closes = row.window_earliest, row.window_latest
    low, high = extent(up, row)
    line = {"color": BLUE, "linewidth": 2.6, "solid_capstyle": "butt", "zorder": 3}
    cap = {"color": BLUE, "linewidth": 1.4, "zorder": 3}
    if pd.isna(closes):
        for i in range(12):
            step = (high - low) / 12
            ends = [low + i * step, low + (i + 1) * step]
            axes.plot([x, x], ends, **(line | {"alpha": 1 - i / 12}))
    else:
        axes.plot([x, x], [low, high], **line)
        axes.plot([x - CAP, x + CAP], [high, high], **cap)
    if not pd.isna(opens):
        axes.plot([x - CAP, x + CAP], [low, low], **cap)
    if row.said_basis != "stated":
        axes.annotate(
            "",
            (x - 0.2, low),
            (x, low),
            arrowprops={"arrowstyle": "->", "color": MUTED, "linewidth": 0.8},
            zorder=2,
        )
    return Bbox([[x - CAP, low - 0.02], [x + CAP, high + 0.02]])
