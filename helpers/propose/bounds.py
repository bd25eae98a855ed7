"""The days that every clue allows, their bounds, and which clues fix each side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .clues import EDGE, FIRST, LAST, Clue, Windows

SIZE = (LAST - FIRST).days + 1
OPEN_LOW, OPEN_HIGH = dt.date(FIRST.year + EDGE, 1, 1), dt.date(LAST.year - EDGE, 12, 31)
MOST_CLUES = 200
"""So many clues with different windows are met; a text with more is a list of dates, no article."""

MOST_REASONS = 6
"""A side is explained by so many clues at most; the study's articles need three."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """First and last day that all clues allow, None where no clue ends a side.

    ``windows`` are the stretches of allowed days between them.  When no day is allowed,
    ``conflict`` has clues that cannot hold together, and the bounds are those of the one-sided
    clues: they may cross.
    """

    earliest: dt.date | None = None
    latest: dt.date | None = None
    windows: Windows = ()
    earliest_clues: tuple[Clue, ...] = ()
    latest_clues: tuple[Clue, ...] = ()
    conflict: tuple[Clue, ...] = ()


def mask(windows: Windows) -> np.ndarray:
    """Which days of the calendar some windows hold; the windows may overlap."""
    steps = np.zeros(SIZE + 1, dtype=np.int32)
    for earliest, latest in windows:
        steps[(earliest - FIRST).days] += 1
        steps[(latest - FIRST).days + 1] -= 1
    return np.cumsum(steps[:-1]) > 0


def day_at(place: int) -> dt.date:
    return dt.date.fromordinal(FIRST.toordinal() + int(place))


def list_windows(allowed: np.ndarray) -> Windows:
    """The stretches of days that are allowed.

    >>> day = dt.date(2024, 10, 1)
    >>> list_windows(mask(((day, day),)))
    ((datetime.date(2024, 10, 1), datetime.date(2024, 10, 1)),)
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], allowed.astype(np.int8), [0]))))
    pairs = zip(edges[::2], edges[1::2] - 1, strict=True)
    return tuple((day_at(one), day_at(two)) for one, two in pairs)


def explain_side(masks: Sequence[np.ndarray], outside: slice) -> list[int]:
    """Places of clues that together rule out all days of one side, the strongest first."""
    left = np.zeros(SIZE, dtype=bool)
    left[outside] = True
    chosen: list[int] = []
    while left.any() and len(chosen) < MOST_REASONS:
        remains = [int((left & allowed).sum()) for allowed in masks]
        best = int(np.argmin(remains))
        if remains[best] == int(left.sum()):
            break
        chosen.append(best)
        left &= masks[best]
    return chosen


def find_conflict(masks: Sequence[np.ndarray]) -> list[int]:
    """A smallest set of clues that no day satisfies: none of them can be left out."""
    kept: list[int] = []
    allowed = np.ones(SIZE, dtype=bool)
    for place in sorted(range(len(masks)), key=lambda k: int(masks[k].sum())):
        kept.append(place)
        allowed &= masks[place]
        if not allowed.any():
            break
    for place in list(kept):
        others = [masks[k] for k in kept if k != place]
        if others and not np.logical_and.reduce(others).any():
            kept.remove(place)
    return sorted(kept)


def keep_strictest(clues: Sequence[Clue]) -> list[Clue]:
    """Of clues that end one side alone the strictest for each side; of the rest each window once.

    >>> from .clues import from_day
    >>> clues = [Clue(k, k, "", "", "past", from_day(dt.date(y, 1, 1)), "")
    ...          for k, y in enumerate((2001, 2020, 2006))]
    >>> [clue.start for clue in keep_strictest(clues)]
    [1]
    """
    lows = [c for c in clues if len(c.windows) == 1 and c.windows[0][1] == LAST]
    highs = [c for c in clues if len(c.windows) == 1 and c.windows[0][0] == FIRST]
    rest: dict[Windows, Clue] = {}
    for clue in clues:
        if clue not in lows and clue not in highs:
            rest.setdefault(clue.windows, clue)
    strictest = [
        *([max(lows, key=lambda c: c.windows[0][0])] if lows else []),
        *([min(highs, key=lambda c: c.windows[0][1])] if highs else []),
    ]
    return [*strictest, *list(rest.values())[:MOST_CLUES]]


def meet(clues: Sequence[Clue]) -> Bounds:
    """The bounds of the publication day under all clues.

    >>> from .clues import from_day, until_day
    >>> day = dt.date(2024, 10, 1)
    >>> past = Clue(0, 1, "", "", "past", from_day(day), "")
    >>> coming = Clue(0, 1, "", "", "coming", until_day(dt.date(2024, 10, 21)), "")
    >>> meet([past]).earliest, meet([past]).latest
    (datetime.date(2024, 10, 1), None)
    >>> meet([past, coming]).latest
    datetime.date(2024, 10, 21)
    """
    kept = keep_strictest(clues)
    if not kept:
        return Bounds()
    masks = [mask(clue.windows) for clue in kept]
    allowed = np.logical_and.reduce(masks)
    if not allowed.any():
        return cross([kept[k] for k in find_conflict(masks)])
    windows = list_windows(allowed)
    low, high = windows[0][0], windows[-1][1]
    before, after = slice(0, (low - FIRST).days), slice((high - FIRST).days + 1, SIZE)
    closed_low, closed_high = low >= OPEN_LOW, high <= OPEN_HIGH
    return Bounds(
        low if closed_low else None,
        high if closed_high else None,
        windows,
        tuple(kept[k] for k in explain_side(masks, before)) if closed_low else (),
        tuple(kept[k] for k in explain_side(masks, after)) if closed_high else (),
    )


def cross(conflict: Sequence[Clue]) -> Bounds:
    """Bounds of clues that cannot hold together: the latest beginning and the earliest end."""
    single = [clue.windows for clue in conflict if len(clue.windows) == 1]
    low = max((w[0][0] for w in single if w[0][0] >= OPEN_LOW), default=None)
    high = min((w[0][1] for w in single if w[0][1] <= OPEN_HIGH), default=None)
    return Bounds(low, high, (), (), (), tuple(conflict))
