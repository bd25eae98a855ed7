"""One mark per event: its shape says how precise its days are, its filling what its state is."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Ellipse, Polygon, Rectangle, Wedge

from helpers.draw.style import BLUE, INK, MUTED, PAPER, SKY
from helpers.draw.timeline.scale import DAY, Scale

DOT = 0.105  # inches
BAR = 0.085
SLICE = 0.05
OUTLET = 0.1  # an outlet that has the event
ABSENT = 0.07
REPORTED, ANNOUNCED = "reported", "announced"
FADE = 0.7  # inches that an open side takes at most
LOOK = {
    "happened": {"facecolor": BLUE, "edgecolor": BLUE},
    "ongoing": {"facecolor": SKY, "edgecolor": BLUE},
    "claimed": {"facecolor": PAPER, "edgecolor": BLUE, "hatch": "//////"},
    "planned": {"facecolor": PAPER, "edgecolor": BLUE},
    "forecast": {"facecolor": PAPER, "edgecolor": BLUE},
}


def look_of(status: str) -> dict:
    return LOOK.get(status, LOOK["happened"]) | {"linewidth": 0.9}


def reach(
    scale: Scale, earliest: pd.Timestamp, latest: pd.Timestamp, precision: str
) -> tuple[float, float, str]:
    """Left and right end of a mark in inches and its shape: dot, bar, a bar that fades, or the side
    of the axis on which all its days lie.
    """
    opens, closes = not pd.isna(earliest), not pd.isna(latest)
    if opens and closes:
        if earliest == latest:
            x = scale.at(earliest)
            return x - DOT / 2, x + DOT / 2, find_side(scale, earliest) or "dot"
        if latest < scale.first or earliest > scale.last:
            day = latest if latest < scale.first else earliest
            x = scale.at(day)
            return x - DOT / 2, x + DOT / 2, find_side(scale, day)
        x0, x1 = max(scale.at(earliest), scale.left), min(scale.at(latest + DAY), scale.right)
        x1 = max(x1, x0 + DOT)
        return x0, x1, "fades right" if precision == "vague" else "bar"
    x = scale.at(earliest if opens else latest)
    if side := find_side(scale, earliest if opens else latest):
        return x - DOT / 2, x + DOT / 2, side
    if opens:
        return x, max(min(x + FADE, scale.right), x + DOT), "fades right"
    return min(max(x - FADE, scale.left), x - DOT), x, "fades left"


def find_side(scale: Scale, day: pd.Timestamp) -> str:
    """On which side of an axis a day lies that is not on it."""
    if day < scale.first:
        return "earlier"
    return "later" if day > scale.last else ""


def draw_mark(axes: Axes, x0: float, x1: float, y: float, shape: str, status: str) -> None:
    """Draw a mark on axes whose units are inches."""
    look = look_of(status)
    if shape == "dot":
        axes.add_patch(Ellipse(((x0 + x1) / 2, y), DOT, DOT, zorder=3, **look))
    elif shape in ("earlier", "later"):
        tip, base = (x0, x1) if shape == "earlier" else (x1, x0)
        corners = [(tip, y), (base, y + DOT / 2), (base, y - DOT / 2)]
        axes.add_patch(Polygon(corners, zorder=3, **look))
    elif shape == "bar":
        axes.add_patch(Rectangle((x0, y - BAR / 2), x1 - x0, BAR, zorder=3, **look))
    else:
        draw_fading(axes, x0, x1, y, shape, look)


def draw_cuts(axes: Axes, scale: Scale, x0: float, x1: float, y: float, event: object) -> None:
    """An arrowhead at each end where a bar is cut because its days go on beyond the axis."""
    if event.latest >= scale.first > event.earliest:
        draw_mark(axes, x0 - DOT, x0, y, "earlier", event.status)
    if event.earliest <= scale.last < event.latest:
        draw_mark(axes, x1, x1 + DOT, y, "later", event.status)


def draw_fading(axes: Axes, x0: float, x1: float, y: float, shape: str, look: dict) -> None:
    """A bar in slices, paler towards its open side, with a firm end on the known one."""
    slices = max(round((x1 - x0) / SLICE), 8)
    step = (x1 - x0) / slices
    plain = look["facecolor"] == PAPER
    for i in range(slices):
        alpha = (slices - i) / slices
        left = x0 + i * step if shape == "fades right" else x1 - (i + 1) * step
        if plain:
            for edge in (y - BAR / 2, y + BAR / 2):
                ends = ([left, left + step], [edge, edge])
                axes.plot(*ends, color=look["edgecolor"], alpha=alpha, linewidth=0.9, zorder=3)
        else:
            axes.add_patch(
                Rectangle(
                    (left, y - BAR / 2),
                    step,
                    BAR,
                    facecolor=look["facecolor"],
                    alpha=alpha,
                    linewidth=0,
                    zorder=3,
                )
            )
        if look.get("hatch") and i % 2 == 0:
            slant = ([left, left + step], [y - BAR / 2, y + BAR / 2])
            axes.plot(*slant, color=look["edgecolor"], alpha=alpha, linewidth=0.8, zorder=3)
    end = x0 if shape == "fades right" else x1
    axes.plot(
        [end, end], [y - BAR / 2, y + BAR / 2], color=look["edgecolor"], linewidth=1.2, zorder=3
    )


def draw_outlets(axes: Axes, xs: list[float], y: float, told: Sequence[str]) -> None:
    """One small mark per outlet: full where it reports the event, half full where it announces it,

    a faint ring where it does neither.
    """
    for x, how in zip(xs, told, strict=True):
        size = OUTLET if how else ABSENT
        look = {
            "facecolor": INK if how == REPORTED else PAPER,
            "edgecolor": INK if how else MUTED,
            "linewidth": 0.9 if how else 0.5,
        }
        axes.add_patch(Ellipse((x, y), size, size, zorder=3, **look))
        if how == ANNOUNCED:
            axes.add_patch(Wedge((x, y), size / 2, 180, 360, facecolor=INK, linewidth=0, zorder=4))
