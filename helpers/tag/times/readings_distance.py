"""Readings of distances: two weeks ago, three days earlier, five years from now."""

from __future__ import annotations

import datetime as dt

from .context import CLOCKED, NEAR, Context, Match, Reading, last_day
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
    """Half a century ago, a quarter-century ago, a year and a half ago, three and a half years ago.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "Half a century ago it stood; nearly a quarter-century ago it fell, and a year and a "
    ...     "half ago it rose.",
    ...     "1998-09-22",
    ... )
    Half a century ago DATE 1948
    nearly a quarter-century ago DATE 1973 APPROX
    a year and a half ago DATE 1997
    >>> read("It opened three and a half years ago.", "1998-09-22")
    three and a half years ago DATE 1995
    """
    words = match.words
    unit, mod = unit_of(words["unit"]), mod_of(words.get("approx"))
    if unit[0] == "T":
        return Reading("TIME", context.dct.isoformat(), mod)
    n = 0.25 if "quarter" in words else 0.5 if "half" in words else 1.5
    if "n" in words:
        whole = number(words["n"])
        n = (float(whole) if isinstance(whole, (int, float)) else 0) + 0.5
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


def hours_on(context: Context, n: float | str | None, unit: str, sign: int) -> str:
    """So many hours, minutes or seconds from the clock time before them, else the day before them.

    >>> said = [(0, "TIME", "2023-12-31T23:30")]
    >>> hours_on(Context("", dt.date(2024, 1, 1), 9, 9, said), 1, "TH", 1)
    '2024-01-01T00:30'
    """
    start, _, value = context.mentions[-1] if context.mentions else (0, "", "")
    day = last_day(context, "D")
    if isinstance(n, (int, float)) and CLOCKED.search(value) and context.start - start < NEAR:
        seconds = sign * min(n, 1e9) * {"TH": 3600, "TM": 60, "TS": 1}[unit]
        hour = value.replace("T24:00", "T00:00")
        try:
            moment = dt.datetime.fromisoformat(hour) + dt.timedelta(hour != value, seconds)
        except OverflowError:  # outside the calendar
            return ""
        return moment.isoformat(timespec="minutes")
    return day.isoformat() if day else ""


def units_later(match: Match, context: Context) -> Reading | None:
    """N units earlier or later, counted from the last date mentioned: years are that year, finer
    units a length that leads to a day.

    Annotators leave "later" out of the finer ones.  Hours and minutes lead on from the clock time
    before them, else to its day.  Without a number ("days earlier") it is the month of the anchor;
    a "later" without a date before it leads nowhere.

    >>> from helpers.tag.times import find_times, read
    >>> read("They met in mid-September. Days earlier, Berlin had signed.", "2024-10-01")
    mid-September DATE 2024-09 MID
    Days earlier DATE 2024-09
    >>> read("On April 6, 1994, he died. Three days later, war came.", "1998-02-27")
    April 6, 1994 DATE 1994-04-06
    Three days DURATION P3D
    >>> text = "On April 6, 1994, he died. Three days later, war came."
    >>> find_times(text, dt.date(1998, 2, 27))[1].earliest
    datetime.date(1994, 4, 9)
    >>> read("They return two weeks from now.", "1998-02-27")
    two weeks from now DATE 1998-W11
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
    if length and unit[0] == "T":
        return length._replace(leads=hours_on(context, n, unit, sign))
    if "from now" in words["dir"] or "hence" in words["dir"]:
        return shifted(context.dct, n, unit, sign, mod)
    anchor = last_day(context, "DE" if unit in ("DE", "CE") else "Y")
    near = last_day(context, unit if unit != "DE" else "Y")
    if unit == "M":
        anchor = near  # a month after 1997 is no month
    if n == "X":
        if unit not in ("D", "W") or length:
            return length
        return Reading("DATE", at(anchor or context.dct, "M"), mod)
    if near is None and sign > 0 and not (unit == "Y" and anchor):
        return length
    start = anchor if unit in ("Y", "M") and anchor else near or context.dct
    moved = shifted(start, n, unit, sign, mod)
    if length is None or unit in ("Y", "DE", "CE", "ML"):
        return moved
    return length._replace(leads=moved.value)
