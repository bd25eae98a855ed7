"""From "N units before X" to days: the arithmetic behind event dates, never behind a tag.

The windows are rules of this project.  Without a number: days are 1 to 7, weeks 7 to 42, months 30
to
365 days, years 1 to 10 and decades 10 to 50 years away.  With a number and no modifier the answer
has
the granularity of the unit: two months before 12 December is October.  About, nearly and roughly
are
half a unit on either side; more than is up to one unit beyond, less than up to one unit short (less
than one unit: anything between).
"""

from __future__ import annotations

import datetime as dt
import re

from .values import days_of, shift

# unit -> nearest and farthest day away for the bare plural, and half the unit in days
VAGUE_DAYS = {
    "D": (1, 7),
    "W": (7, 42),
    "M": (30, 365),
    "Q": (90, 730),
    "Y": (365, 3653),
    "DE": (3652, 18262),
}
HALF_DAYS = {"D": 1, "W": 3, "M": 15, "Q": 45, "Y": 182, "DE": 1826}
WORD = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "DE": "decade"}
LENGTH = re.compile(r"P(\d+|X)(D|W|M|Q|Y|DE)")
HOURS = re.compile(r"PT(?:\d+|X)[HMS]")

Window = tuple[dt.date, dt.date, str]


def _granule(day: dt.date, unit: str) -> tuple[dt.date, dt.date]:
    """The days of the unit that holds a day."""
    from .values import at

    earliest, latest, _ = days_of(at(day, unit))
    return earliest or day, latest or day


def resolve_offset(
    value: str,
    mod: str,
    direction: str,
    anchor_earliest: dt.date | None,
    anchor_latest: dt.date | None,
) -> Window | None:
    """Earliest, latest and precision of what lies ``value`` before or after an anchor, None if
    unknown.

    >>> day = dt.date(2023, 12, 12)
    >>> resolve_offset("PXD", "", "before", day, day)
    (datetime.date(2023, 12, 5), datetime.date(2023, 12, 11), 'week')
    >>> resolve_offset("P2M", "APPROX", "before", day, day)
    (datetime.date(2023, 9, 27), datetime.date(2023, 10, 27), 'month')
    >>> resolve_offset("P1W", "LESS_THAN", "after", dt.date(2025, 1, 17), dt.date(2025, 1, 17))
    (datetime.date(2025, 1, 18), datetime.date(2025, 1, 23), 'week')
    """
    if direction not in ("before", "after"):
        raise ValueError(f"direction is {direction!r}: it must be 'before' or 'after'")
    if anchor_earliest is None or anchor_latest is None:
        return None
    if HOURS.fullmatch(value):  # hours away is the same day as far as days can tell
        return (
            anchor_earliest,
            anchor_latest,
            "day" if anchor_earliest == anchor_latest else "vague",
        )
    match = LENGTH.fullmatch(value)
    if not match:
        return None
    number, unit = match.groups()
    sign = -1 if direction == "before" else 1
    first, last = (anchor_earliest, anchor_latest) if sign > 0 else (anchor_latest, anchor_earliest)
    if number == "X":
        low, high = VAGUE_DAYS[unit]
        return _window(
            shift(first, sign * low, "D"),
            shift(last, sign * high, "D"),
            "week" if unit == "D" else WORD[unit],
        )
    n = int(number)
    near, far = shift(first, sign * n, unit), shift(last, sign * n, unit)
    if near is None or far is None:
        return None
    if mod == "APPROX":
        half = HALF_DAYS[unit]
        return _window(shift(near, -sign * half, "D"), shift(far, sign * half, "D"), WORD[unit])
    if mod in ("MORE_THAN", "EQUAL_OR_MORE"):
        start = near if mod == "EQUAL_OR_MORE" else shift(near, sign, "D")
        return _window(start, shift(far, sign, unit), WORD[unit])
    if mod in ("LESS_THAN", "EQUAL_OR_LESS"):
        nearest = (
            shift(first, sign * (n - 1), unit)
            if n > 1 and mod == "LESS_THAN"
            else shift(first, sign, "D")
        )
        return _window(
            nearest, far if mod == "EQUAL_OR_LESS" else shift(far, -sign, "D"), WORD[unit]
        )
    if unit == "D":
        return _window(near, far, "day" if near == far else "vague")
    whole = [*_granule(near, unit), *_granule(far, unit)]
    return _window(min(whole), max(whole), WORD[unit])


def _window(one: dt.date | None, other: dt.date | None, precision: str) -> Window | None:
    if one is None or other is None:
        return None
    return min(one, other), max(one, other), precision
