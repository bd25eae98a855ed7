"""Bounds in days as dates of limited precision: parts for TimelineJS, EDTF (ISO 8601-2)."""

from __future__ import annotations

import calendar
import datetime as dt

import pandas as pd

# EDTF level 1 numbers the seasons; winter spans two years and stays an interval of months.
SEASONS = {3: 21, 6: 22, 9: 23}
QUALIFIER = "~"  # approximate: the bounds are our reading of a vague word

Parts = tuple[int, ...]


def read_day(value: object) -> dt.date | None:
    """Return a cell of a date column as a day, None where it is unknown."""
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()


def find_parts(earliest: dt.date, latest: dt.date) -> tuple[Parts, Parts]:
    """Return first and last date with no more parts than the bounds say.

    >>> find_parts(dt.date(2024, 10, 1), dt.date(2024, 10, 31))
    ((2024, 10), (2024, 10))
    >>> find_parts(dt.date(2024, 12, 5), dt.date(2025, 1, 2))
    ((2024, 12, 5), (2025, 1, 2))
    """
    whole_months = earliest.day == 1 and latest.day == last_day(latest)
    if whole_months and earliest.month == 1 and latest.month == 12:
        return (earliest.year,), (latest.year,)
    if whole_months:
        return (earliest.year, earliest.month), (latest.year, latest.month)
    return split(earliest), split(latest)


def split(day: dt.date) -> Parts:
    """Return year, month and day."""
    return day.year, day.month, day.day


def last_day(day: dt.date) -> int:
    """Return the number of the last day of a day's month."""
    return calendar.monthrange(day.year, day.month)[1]


def write_edtf(earliest: dt.date | None, latest: dt.date | None, precision: str = "") -> str:
    """Return an interval of days as an EDTF date, "" where nothing is known.

    >>> write_edtf(dt.date(2024, 10, 1), dt.date(2024, 10, 31))
    '2024-10'
    >>> write_edtf(dt.date(2022, 6, 1), dt.date(2022, 8, 31), "season")
    '2022-22'
    >>> write_edtf(None, dt.date(2025, 1, 17))
    '../2025-01-17'
    >>> write_edtf(dt.date(2020, 1, 1), dt.date(2029, 12, 31))
    '202X'
    """
    mark = QUALIFIER if precision == "vague" else ""
    if earliest is None or latest is None:
        if earliest is None and latest is None:
            return ""
        return "/".join(f"{day}{mark}" if day else ".." for day in (earliest, latest))
    first, last = find_parts(earliest, latest)
    season = earliest.month in SEASONS and latest.month == earliest.month + 2
    if precision == "season" and season and len(first) == 2 and earliest.year == latest.year:
        return f"{earliest.year}-{SEASONS[earliest.month]}"
    if len(first) == 1 and first[0] % 10 == 0 and last[0] == first[0] + 9:
        return f"{first[0] // 10}X"
    start, end = (join(parts) + mark for parts in (first, last))
    return start if start == end else f"{start}/{end}"


def join(parts: Parts) -> str:
    """Write year, month, day with hyphens."""
    return "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])
