"""Days to inches: an axis that keeps its room for the years in which most happens."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

GUTTER = 0.3  # inches beside the axis for what lies outside it
# An axis may leave out up to this share of events when that at least halves its span.
OUTSIDE = 0.25
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DAY = pd.Timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Scale:
    """From day to inches from a figure's left edge; ``early`` and ``late`` say what is cut off."""

    first: pd.Timestamp
    last: pd.Timestamp
    left: float
    right: float
    early: bool = False
    late: bool = False

    def at(self, day: pd.Timestamp) -> float:
        """Days outside the axis stand at the outer end of its gutter."""
        if day < self.first:
            return self.left - GUTTER + 0.06
        if day > self.last:
            return self.right + GUTTER - 0.06
        span = max((self.last - self.first) / DAY, 1)
        return self.left + (day - self.first) / DAY / span * (self.right - self.left)


def middle(earliest: pd.Series, latest: pd.Series) -> pd.Series:
    """The day that stands for an interval; of an open one its known side."""
    start, end = earliest.fillna(latest), latest.fillna(earliest)
    return start + (end - start) / 2


def choose_span(days: pd.Series) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of an axis; a few far-off events stay outside if that helps the rest."""
    ordered = days.dropna().sort_values().reset_index(drop=True)
    first, last = ordered.iloc[0], ordered.iloc[-1]
    may_drop = int(len(ordered) * OUTSIDE)
    best = (first, last)
    best_gain = 2.0  # at least half the span
    for low in range(may_drop + 1):
        for high in range(min(may_drop - low, 2) + 1):
            a, b = ordered.iloc[low], ordered.iloc[len(ordered) - 1 - high]
            span = max((b - a) / DAY, 28)
            gain = ((last - first) / DAY) / span / (1 + 0.08 * (low + high))
            if gain > best_gain:
                best, best_gain = (a, b), gain
    return best


def make_scale(days: pd.Series, left: float, right: float) -> Scale:
    """A scale over ``days`` with a margin, and a gutter on each side that leaves days out."""
    first, last = choose_span(days)
    early, late = bool((days < first).any()), bool((days > last).any())
    pad = max((last - first) * 0.03, 3 * DAY)
    return Scale(
        first=(first - pad).normalize(),
        last=(last + pad).normalize(),
        left=left + (GUTTER if early else 0),
        right=right - (GUTTER if late else 0),
        early=early,
        late=late,
    )


def choose_ticks(scale: Scale, room: float = 0.62) -> list[tuple[pd.Timestamp, str]]:
    """Days to mark and their words, at least ``room`` inches apart; years are named once."""
    most = max(int((scale.right - scale.left) / room), 2)
    days = (scale.last - scale.first) / DAY
    for months in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600):
        if days / 30.4 / months <= most:
            break
    if days < 45:
        step = max(int(-(-days // most)), 1)
        marks = pd.date_range(scale.first + DAY, scale.last, freq=f"{step}D")
        return [(m, f"{m.day} {MONTHS[m.month - 1]}") for m in marks]
    start = pd.Timestamp(scale.first.year, 1, 1)
    if months >= 12:
        years = months // 12
        start = pd.Timestamp(scale.first.year - scale.first.year % years, 1, 1)
    marks = pd.date_range(start, scale.last, freq=pd.DateOffset(months=months))
    marks = [m for m in marks if m >= scale.first]
    named: set[int] = set()
    ticks = []
    for mark in marks:
        month = "" if months >= 12 else MONTHS[mark.month - 1]
        year = "" if mark.year in named else str(mark.year)
        named.add(mark.year)
        ticks.append((mark, "\n".join(filter(None, (month, year)))))
    return ticks
