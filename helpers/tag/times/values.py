"""TIMEX3 values: written from days, and read back into the days that they denote.

A value never says more than its granularity: the month of 5 October 2024 is ``2024-10``.  The
windows of ``early``, ``mid`` and ``late`` are rules of this project, not facts of language:

    month   early 1-10, mid 11-20, late 21-end        year    early January-April, mid May-August,
    week    early Monday-Wednesday, mid Tuesday-      decade  early years 0-3, mid 4-6, late 7-9
            Thursday, late Thursday-Sunday            quarter, half, season: first, middle, last
            third
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

from .vocabulary import SEASON_STARTS

Span = tuple[dt.date | None, dt.date | None, str]
NO_DAYS: Span = (None, None, "vague")

VALID = re.compile(
    r"""(?x) (?:PAST|PRESENT|FUTURE)_REF
    | \d{2} (?: \d (?: \d )? )?                                     # century, decade, year
    | \d{4}-(?: (?:0[1-9]|1[0-2]) (?: -(?:0[1-9]|[12]\d|3[01]) )?              # month, day
              | W(?:0[1-9]|[1-4]\d|5[0-3]) (?:-WE)? | Q[1-4] | H[12] | S[PU] | FA | WI )
    | \d{4}-\d{2}-\d{2} T
      (?: MO | MI | AF | EV | NI | (?:[01]\d|2[0-4]) (?: :[0-5]\d (?: :[0-5]\d)? )? )
    | P (?: (?:\d+(?:\.\d+)?|X) (?:DE|CE|ML|WE|[DWMQY]) )+                      # P20Y, PXD, P2Y6M
      (?: T (?: \d+ [HMS] )+ )?                                             # P1DT6H
    | PT (?: (?:\d+(?:\.\d+)?|X) [HMS] )+
    | XXXX- (?: (?:0[1-9]|1[0-2]) (?:-\d{2})? | WXX-[1-7] (?: T(?:MO|AF|EV|NI) )? | WXX-WE
              | Q[1-4] | S[PU] | FA | WI )
    | XXXX-XX-XX T(?:MO|MI|AF|EV|NI)
    """
)


@lru_cache(maxsize=8192)
def is_value(value: str) -> bool:
    """Whether a value is one that TIMEX3 has.

    >>> is_value("2024-10"), is_value("0000"), is_value("10000")
    (True, False, False)
    """
    return VALID.fullmatch(value) is not None and not value.startswith("0000")


def shift(day: dt.date, n: int, unit: str) -> dt.date | None:
    """The day ``n`` units on (back where negative), None outside the calendar.

    >>> shift(dt.date(2024, 3, 31), -1, "M"), shift(dt.date(2024, 1, 1), -3000, "Y")
    (datetime.date(2024, 2, 29), None)
    """
    days = {"D": 1, "W": 7, "WE": 7}.get(unit)
    if days:
        number = day.toordinal() + n * days
        return dt.date.fromordinal(number) if 1 <= number <= dt.date.max.toordinal() else None
    months = n * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}[unit]
    month = day.year * 12 + day.month - 1 + months
    year, month = divmod(month, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def at(day: dt.date, unit: str) -> str:
    """The value of the unit that holds a day.

    >>> [at(dt.date(2024, 12, 31), unit) for unit in ("D", "W", "WE", "M", "Q", "Y", "DE", "CE")]
    ['2024-12-31', '2025-W01', '2025-W01-WE', '2024-12', '2024-Q4', '2024', '202', '20']
    """
    if unit in ("W", "WE"):
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    if unit == "Q":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: {"D": 10, "M": 7, "Y": 4, "DE": 3, "CE": 2}[unit]]


def season_at(day: dt.date) -> tuple[int, str]:
    """Year and code of the season that holds a day; a winter has the year of its December.

    >>> season_at(dt.date(2025, 1, 17)), season_at(dt.date(2024, 7, 30))
    ((2024, 'WI'), (2024, 'SU'))
    """
    if day.month < 3:
        return day.year - 1, "WI"
    return day.year, ("SP", "SU", "FA", "WI")[day.month // 3 - 1]


def duration(n: float | str, unit: str) -> str:
    """The value of a length of time.

    >>> duration(20, "Y"), duration("X", "W"), duration(2.5, "Y"), duration(1.5, "TH")
    ('P20Y', 'PXW', 'P2Y6M', 'PT1H30M')
    """
    time, code = ("T", unit[1:]) if unit[0] == "T" else ("", unit)
    if n == "X":
        return f"P{time}X{code}"
    number = float(n)
    if number == int(number):
        return f"P{time}{int(number)}{code}"
    lower = {
        "Y": (12, "M"),
        "TH": (60, "M"),
        "TM": (60, "S"),
        "DE": (10, "Y"),
        "CE": (100, "Y"),
        "D": (24, "TH"),
    }
    size, part = lower.get(unit, (0, ""))
    if size and number * size == int(number * size):
        whole, rest = divmod(int(number * size), size)
        if unit == "D":
            return f"PT{int(number * size)}H"
        first = f"{whole}{code}" if whole else ""
        return f"P{time}{first}{rest}{part}"
    return f"P{time}{number:g}{code}"


def safe_day(year: int, month: int, day: int) -> dt.date | None:
    """A day of the calendar, None for 31 June and the like."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    """First day of month ``first`` to last day of month ``last``, counted on from January of
    ``year``."""
    y1, m1 = divmod(year * 12 + first - 1, 12)
    y2, m2 = divmod(year * 12 + last - 1, 12)
    return dt.date(y1, m1 + 1, 1), month_end(y2, m2 + 1)


def _thirds(year: int, first: int, count: int, mod: str) -> tuple[dt.date, dt.date]:
    third = count // 3
    lower, upper = {"START": (0, third), "MID": (third, 2 * third), "END": (2 * third, count)}.get(
        mod, (0, count)
    )
    return _months(year, first + lower, first + upper - 1)


@lru_cache(maxsize=8192)
def days_of(value: str, mod: str = "") -> Span:
    """Earliest day, latest day and precision of a DATE or TIME value; APPROX widens by a unit each
    side.

    >>> days_of("2024-09", "MID")
    (datetime.date(2024, 9, 11), datetime.date(2024, 9, 20), 'week')
    >>> days_of("2015", "APPROX")
    (datetime.date(2014, 1, 1), datetime.date(2016, 12, 31), 'vague')
    """
    try:
        span, unit = _days(value, mod)
    except (ValueError, OverflowError):  # a year the calendar does not have, such as 0000
        return NO_DAYS
    if span is None:
        return NO_DAYS
    earliest, latest = span
    if mod == "APPROX" and unit in ("day", "week", "month", "year"):
        code = unit[0].upper()
        earliest, latest = shift(earliest, -1, code), shift(latest, 1, code)
        return earliest, latest, "vague"
    finer = {
        "month": "week",
        "quarter": "month",
        "season": "month",
        "year": "quarter",
        "decade": "year",
    }
    return earliest, latest, finer.get(unit, unit) if mod in ("START", "MID", "END") else unit


def _days(value: str, mod: str) -> tuple[tuple[dt.date, dt.date] | None, str]:
    if not value[:2].isdigit():
        return None, "vague"
    rest = value[5:]
    if len(value) == 2:
        year = int(value) * 100
        return (dt.date(year, 1, 1), dt.date(year + 99, 12, 31)), "vague"
    if len(value) == 3:
        year = int(value) * 10
        lower, upper = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}.get(mod, (0, 9))
        return (dt.date(year + lower, 1, 1), dt.date(year + upper, 12, 31)), "decade"
    year = int(value[:4])
    if not rest:
        return _thirds(year, 1, 12, mod), "year"
    if rest[0] == "W" and rest[1:3].isdigit():
        monday = dt.date.fromisocalendar(year, int(rest[1:3]), 1)
        lower, upper = {"START": (0, 2), "MID": (1, 3), "END": (3, 6)}.get(mod, (0, 6))
        if rest.endswith("-WE"):
            lower, upper = 5, 6
        return (monday + dt.timedelta(lower), monday + dt.timedelta(upper)), "week"
    if rest[0] == "Q":
        return _thirds(year, 3 * int(rest[1]) - 2, 3, mod), "quarter"
    if rest[0] == "H":
        return _thirds(year, 6 * int(rest[1]) - 5, 6, mod), "quarter"
    if rest in SEASON_STARTS:
        return _thirds(year, SEASON_STARTS[rest], 3, mod), "season"
    if len(rest) == 2:
        month = int(rest)
        last = month_end(year, month)
        lower, upper = {"START": (1, 10), "MID": (11, 20), "END": (21, last.day)}.get(
            mod, (1, last.day)
        )
        return (last.replace(day=lower), last.replace(day=upper)), "month"
    day = dt.date.fromisoformat(value[:10])
    return (day, day), "day"
