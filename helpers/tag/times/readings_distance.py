"""Readings of distances: two weeks ago, three days earlier, five years from now."""

from __future__ import annotations

import datetime as dt

from .context import Context, Match, Reading, last_day
from .numbers import mod_of, number, unit_of, weekday_number
from .readings_weekdays import weekday_day
from .values import at, duration, shift
from .vocabulary import SEASONS


def units_ago(match: Match, context: Context) -> Reading | None:
    """N units ago: the granularity is the unit, a decade is ten years; vague counts are PAST_REF.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "It began about a decade ago, not two weeks ago or 10 days ago. Five months ago "
    ...     "it rose.",
    ...     "1998-03-22",
    ... )
    about a decade ago DATE 1988 APPROX
    two weeks ago DATE 1998-W10
    10 days ago DATE 1998-03-12
    Five months ago DATE 1997-10
    >>> read("It closed several years ago; three hours ago it was open.", "1998-03-22")
    several years ago DATE PAST_REF
    three hours ago TIME 1998-03-22
    """
    words = match.words
    unit = unit_of(words["unit"])
    n = number(words["n"]) if "n" in words else "X"
    mod = mod_of(words.get("approx"))
    if unit[0] == "T":
        return Reading("TIME", context.dct.isoformat(), mod)
    return shifted(context.dct, n, unit, -1, mod)


def halves_ago(match: Match, context: Context) -> Reading:
    """Half a century ago, a quarter-century ago, a year and a half ago, half an hour ago.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "Half a century ago it stood; nearly a quarter-century ago it fell, and a year and a "
    ...     "half ago it rose.",
    ...     "1998-09-22",
    ... )
    Half a century ago DATE 1948
    nearly a quarter-century ago DATE 1973 APPROX
    a year and a half ago DATE 1997
    """
    words = match.words
    unit, mod = unit_of(words["unit"]), mod_of(words.get("approx"))
    if unit[0] == "T":
        return Reading("TIME", context.dct.isoformat(), mod)
    n = 0.25 if "quarter" in words else 0.5 if "half" in words else 1.5
    years = {"CE": 100, "DE": 10}.get(unit)
    return shifted(context.dct, n * years if years else n, "Y" if years else unit, -1, mod)


def units_ago_on(match: Match, context: Context) -> Reading | None:
    """Two years ago today, a week ago Monday, ten years ago this month: the second part is moved.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "The wall fell ten years ago this month. He was shot two years ago today and buried a "
    ...     "week ago Monday.",
    ...     "1999-11-17",
    ... )
    ten years ago this month DATE 1989-11
    two years ago today DATE 1997-11-17
    a week ago Monday DATE 1999-11-08
    >>> read("He is due two weeks from today.", "1999-11-17")
    two weeks from today DATE 1999-12-01
    >>> read("Ten years ago this fall the wall came down.", "1999-11-17")
    Ten years ago this fall DATE 1989-FA
    """
    words = match.words
    n = number(words["n"])
    if not isinstance(n, (int, float)) or n != int(n) or n > 1000:
        return None
    if "season" in words:
        back = shift(context.dct, -int(n), unit_of(words["unit"]))
        return Reading("DATE", f"{back.year:04d}-{SEASONS[words['season']]}") if back else None
    unit = unit_of(words.get("this", "day"))
    day: dt.date | None = context.dct
    if "weekday" in words:
        day = weekday_day(context, weekday_number(words["weekday"]))
    elif "word" in words:
        day = shift(context.dct, {"yesterday": -1, "tomorrow": 1}.get(words["word"], 0), "D")
    sign = 1 if "from" in words else -1
    day = shift(day, sign * int(n), unit_of(words["unit"])) if day else None
    if day and words.get("word") == "tonight":
        return Reading("TIME", at(day, "D") + "TNI", mod_of(words.get("approx")))
    return Reading("DATE", at(day, unit), mod_of(words.get("approx"))) if day else None


def shifted(anchor: dt.date, n: float | str | None, unit: str, sign: int, mod: str = "") -> Reading:
    """The day ``n`` units from an anchor at the granularity of the unit."""
    fallback = Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", mod)
    if n == "X" or n is None:
        return fallback
    count = float(n)
    if count != int(count):
        months = {"Y": 12, "DE": 120, "CE": 1200}.get(unit)
        if not months:
            return fallback
        count, unit, fine = count * months, "M", "Y"
    else:
        fine = {"DE": "Y", "CE": "Y", "WE": "W", "ML": "Y", "Q": "Q"}.get(unit, unit)
    day = shift(anchor, sign * int(count), unit) if abs(count) < 1e6 else None
    return Reading("DATE", at(day, fine), mod) if day else fallback


def units_later(match: Match, context: Context) -> Reading | None:
    """N units earlier or later than the last date mentioned, else than publication.

    Without a number ("days earlier") it is the month of its anchor.  A count of hours or a "later"
    without a date before it stays a duration.

    >>> from helpers.tag.times import read
    >>> read("They met in mid-September. Days earlier, Berlin had signed.", "2024-10-01")
    mid-September DATE 2024-09 MID
    Days earlier DATE 2024-09
    >>> read(
    ...     "On April 6, 1994, he died. Three days later, war came; a pilot called two hours "
    ...     "later.",
    ...     "1998-02-27",
    ... )
    April 6, 1994 DATE 1994-04-06
    Three days later DATE 1994-04-09
    two hours DURATION PT2H
    """
    words = match.words
    unit = unit_of(words["unit"])
    n = number(words["n"]) if "n" in words else "X"
    mod = mod_of(words.get("approx"))
    sign = (
        1
        if words["dir"].split()[0]
        in ("later", "afterward", "afterwards", "after", "from", "hence", "on")
        else -1
    )
    length = (
        Reading("DURATION", duration(n, unit), mod, "span")
        if "n" in words and n is not None
        else None
    )
    if unit[0] == "T":
        return length
    if "from now" in words["dir"] or "hence" in words["dir"]:
        return shifted(context.dct, n, unit, sign, mod)
    anchor = last_day(context, "DE" if unit in ("DE", "CE") else "Y")
    near = last_day(context, unit if unit != "DE" else "Y")
    if unit == "M":
        anchor = near  # a month after 1997 is no month
    if n == "X":
        anchor = anchor or context.dct
        if unit not in ("D", "W") or "n" in words:
            return length
        return Reading("DATE", at(anchor, "M"), mod)
    if unit in ("Y", "M") and anchor:
        return shifted(anchor, n, unit, sign, mod)
    if near is None and sign > 0:
        return length
    return shifted(near or context.dct, n, unit, sign, mod)
