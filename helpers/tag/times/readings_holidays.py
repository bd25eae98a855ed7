"""Readings of holidays, fixed and movable, and of the attacks that English calls by their day."""

from __future__ import annotations

import datetime as dt

from .context import Context, Match, Reading, word_after
from .numbers import full_year
from .readings_days import nearest
from .values import at, safe_day, shift
from .vocabulary import AFTER_EASTER, HOLIDAYS, NTH_WEEKDAYS, word_set

# Words behind a holiday that make it the name of something else.
NAMED_AFTER = word_set("accord accords agreement bunny card cards deal eggs egg pact peace tree")


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches, by the anonymous Gregorian computus.

    >>> easter(1998).isoformat(), easter(2024).isoformat()
    ('1998-04-12', '2024-03-31')
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return dt.date(year, month, (h - m + r + month + 19) % 32)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> dt.date:
    """The first, second ... or last (0) such weekday of a month.

    >>> nth_weekday(1999, 11, 4, 4).isoformat(), nth_weekday(2024, 5, 0, 1).isoformat()
    ('1999-11-25', '2024-05-27')
    """
    first = dt.date(year, month, 1)
    day = 1 + (weekday - first.isoweekday()) % 7
    if nth:
        return first.replace(day=day + 7 * (nth - 1))
    return safe_day(year, month, day + 28) or first.replace(day=day + 21)


def in_year(name: str, year: int) -> dt.date | None:
    """The day of a holiday in a year, None outside the calendar."""
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    if name in HOLIDAYS:
        return safe_day(year, *HOLIDAYS[name])
    if name in NTH_WEEKDAYS:
        return nth_weekday(year, *NTH_WEEKDAYS[name])
    return shift(easter(year), AFTER_EASTER[name], "D")


def holiday(match: Match, context: Context) -> Reading | list[Reading] | None:
    """A holiday: with its year, else the nearest; "Memorial Day weekend" is the weekend at it.

    Independence Day and Labour Day depend on the country: left alone; "Labor Day" is American.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "The truce was broken on Christmas Day. It will reopen on New Year's Day 2026.",
    ...     "2025-01-17",
    ... )
    Christmas Day DATE 2024-12-25
    New Year's Day 2026 DATE 2026-01-01
    >>> read("Talks ended before Easter and after Memorial Day weekend.", "1998-06-01")
    Easter DATE 1998-04-12
    Memorial Day weekend DATE 1998-W21-WE
    >>> read("By Labor Day, he had hired a staff.", "2016-01-31")
    Labor Day DATE 2015-09-07
    >>> read("The Good Friday agreement and Easter Island.", "1998-06-01")
    """
    words = match.words
    name = words["holiday"].replace("saint ", "st. ").replace("st ", "st. ")
    if "year" in words:
        day = in_year(name, full_year(words["year"], context.dct))
    else:
        following = word_after(context)
        if following[:1].isupper() or following.lower() in NAMED_AFTER:
            return []  # "Christmas Island", "May Day Parade"
        years = (context.dct.year + step for step in (-1, 0, 1))
        day = nearest([found for year in years if (found := in_year(name, year))], context)
    if day is None:
        return None
    if "weekend" in words:
        if day.isoweekday() == 1:
            day = shift(day, -1, "D") or day
        return Reading("DATE", at(day, "WE"))
    return Reading("DATE", day.isoformat())


def named_day(match: Match, context: Context) -> Reading | None:
    """The attacks that English calls by their day, in texts written since.

    >>> from helpers.tag.times import read
    >>> read("Since 9/11 and the Sept. 11 attacks, not since Sept. 11.", "2024-10-01")
    9/11 DATE 2001-09-11
    Sept. 11 DATE 2001-09-11
    Sept. 11 DATE 2024-09-11
    """
    if context.dct.isoformat() < "2001-09-11":
        return None
    return Reading("DATE", "2001-09-11", "", "span")
