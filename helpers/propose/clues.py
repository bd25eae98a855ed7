"""Clues: what a passage says about the day of publication, as windows of days that it allows.

A clue never decides alone; ``bounds`` finds the days that every clue allows.  A day of the year
without its year allows a window in every year of the calendar, so windows come in lists.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

FIRST, LAST = dt.date(1750, 1, 1), dt.date(2249, 12, 31)
"""The calendar in which a publication day is looked for."""

EDGE = 50
"""Years at either end of the calendar in which a bound is none: a day of the year that repeats in
every year, or on one weekday every few years, begins and ends somewhere there."""

YEARS = range(FIRST.year, LAST.year + 1)

Windows = tuple[tuple[dt.date, dt.date], ...]


@dataclass(frozen=True, slots=True)
class Clue:
    """Words of a text, the publication days that they allow, and the reasoning in words.

    ``kind`` says what the words are: stated, updated, printed, comment, past, coming, around,
    between, beside, nearest, milestone.  ``newest`` is the last day of a date with its year that is
    told as past.
    """

    start: int
    end: int
    text: str
    sentence: str
    kind: str
    windows: Windows
    why: str
    newest: dt.date | None = None


def from_day(day: dt.date) -> Windows:
    """All days from this one on.

    >>> from_day(dt.date(2024, 10, 1))[0][0]
    datetime.date(2024, 10, 1)
    """
    return ((min(max(day, FIRST), LAST), LAST),)


def until_day(day: dt.date) -> Windows:
    """All days up to this one.

    >>> until_day(dt.date(2024, 10, 1))[0][1]
    datetime.date(2024, 10, 1)
    """
    return ((FIRST, max(min(day, LAST), FIRST)),)


def move(day: dt.date, days: int) -> dt.date:
    """A day moved, held inside the calendar.

    >>> move(dt.date(2024, 12, 31), 1), move(dt.date(2249, 12, 31), 9)
    (datetime.date(2025, 1, 1), datetime.date(2249, 12, 31))
    """
    number = min(max(day.toordinal() + days, FIRST.toordinal()), LAST.toordinal())
    return dt.date.fromordinal(number)


@cache
def find_days(month: int, day: int, weekday: int = 0) -> tuple[dt.date, ...]:
    """Such a day of every year that has it, on that weekday (1 is Monday, 0 any) if one is named.

    >>> [day.year for day in find_days(1, 17, 5) if 2010 < day.year < 2035]
    [2014, 2020, 2025, 2031]
    """
    found = []
    for year in YEARS:
        try:
            this = dt.date(year, month, day)
        except ValueError:  # 29 February
            continue
        if not weekday or this.isoweekday() == weekday:
            found.append(this)
    return tuple(found)


def round_days(days: Iterable[dt.date], before: int, after: int) -> Windows:
    """A window round each day: so many days before it and after it.

    >>> round_days([dt.date(2025, 1, 17)], 0, 2)
    ((datetime.date(2025, 1, 17), datetime.date(2025, 1, 19)),)
    """
    return tuple((move(day, -before), move(day, after)) for day in days)


def say_day(day: dt.date) -> str:
    """A day as the report prints it.

    >>> say_day(dt.date(2025, 1, 17))
    '17 January 2025'
    """
    return f"{day.day} {day:%B} {day.year}"


def by_place(clues: Iterable[Clue]) -> list[Clue]:
    """Clues in text order, each of its kind and windows once."""
    kept: dict[tuple[object, ...], Clue] = {}
    for clue in sorted(clues, key=lambda clue: (clue.start, clue.end)):
        kept.setdefault((clue.kind, clue.windows, clue.text), clue)
    return list(kept.values())
