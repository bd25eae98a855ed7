"""Readings of two ends that share a year or a week, and of days counted off within a month."""

from __future__ import annotations

import datetime as dt

from .context import Context, Match, Reading, tense, word_after
from .numbers import full_year, month_number, ordinal, unit_of, weekday_number
from .readings_days import day_value
from .readings_holidays import nth_weekday
from .readings_months import near_month
from .readings_weekdays import weekday_day
from .values import at, month_end, safe_day, shift
from .vocabulary import COUNTED


def months_to(match: Match, context: Context) -> list[Reading]:
    """From one month to another without a year: the later one is placed, the earlier lies before
    it.

    >>> from helpers.tag.times import read
    >>> read("Exports fell in the January-October period, as from June to August.", "1999-04-14")
    January DATE 1998-01
    October DATE 1998-10
    June DATE 1998-06
    August DATE 1998-08
    """
    first, second = month_number(match.words["month"]), month_number(match.words["monthb"])
    year, _ = near_month(second, context)
    return [
        Reading("DATE", f"{year - (first > second):04d}-{first:02d}", "", "one"),
        Reading("DATE", f"{year:04d}-{second:02d}", "", "two"),
    ]


def weekdays_to(match: Match, context: Context) -> list[Reading] | None:
    """From one weekday to another: the later one is placed, the earlier lies before it.

    What runs from the day of publication on has begun with it, unless the tense is past.

    >>> from helpers.tag.times import read
    >>> read("The strike ran Friday through Monday. It will rain from Sunday to Tuesday.",
    ...      "1999-04-14")
    Friday DATE 1999-04-09
    Monday DATE 1999-04-12
    Sunday DATE 1999-04-18
    Tuesday DATE 1999-04-20
    >>> read("A gale warning is out from Wednesday until Friday.", "1999-04-14")
    Wednesday DATE 1999-04-14
    Friday DATE 1999-04-16
    """
    first, second = (weekday_number(match.words[name]) for name in ("weekday", "weekdayb"))
    days = (second - first) % 7 or 7
    if first == context.dct.isoweekday() and tense(context) != "past":
        last = shift(context.dct, days, "D")
    else:
        last = weekday_day(context, second)
    begun = shift(last, -days, "D") if last else None
    if last is None or begun is None:
        return None
    return [
        Reading("DATE", begun.isoformat(), "", "one"),
        Reading("DATE", last.isoformat(), "", "two"),
    ]


def counted_day(match: Match, context: Context) -> Reading | None:
    """The first Monday of May, the last day of June; a week is the start or the end of its month.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "Voters go to the polls on the first Tuesday of November 2000, not in the last week of "
    ...     "May or on the last day of June.",
    ...     "2000-04-14",
    ... )
    the first Tuesday of November 2000 DATE 2000-11-07
    the last week of May DATE 2000-05 END
    the last day of June DATE 2000-06-30
    """
    words = match.words
    month = month_number(words["month"])
    if "year" in words:
        year = full_year(words["year"], context.dct)
    else:
        year, _ = near_month(month, context)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    nth = 0 if words["nth"] in ("last", "final") else ordinal(words["nth"]) or 0
    end = month_end(year, month)
    if "weekday" in words:
        day = nth_weekday(year, month, nth, weekday_number(words["weekday"])) if nth < 5 else None
        return Reading("DATE", day.isoformat()) if day else None
    if words["unit"] == "day":
        day = end if nth == 0 else dt.date(year, month, nth)
        return Reading("DATE", day.isoformat())
    value = f"{year:04d}-{month:02d}"
    if words["unit"] == "half":
        middle = dt.date(year, month, 15)
        if nth in (0, 2):
            return Reading("DATE", value, "END", "", middle.replace(day=16), end)
        return Reading("DATE", value, "START", "", middle.replace(day=1), middle)
    days = 2 if words["unit"] == "weekend" else 7
    if nth == 0:
        return Reading("DATE", value, "END", "", end.replace(day=end.day - 6), end)
    if days == 2 or nth > 4:
        return Reading("DATE", value)
    mod = {1: "START", 4: "END"}.get(nth, "MID")
    return Reading(
        "DATE", value, mod, "", dt.date(year, month, 7 * nth - 6), dt.date(year, month, 7 * nth)
    )


def week_of_day(match: Match, context: Context) -> Reading | None:
    """The week or weekend of a day: the calendar's week that holds it.

    >>> from helpers.tag.times import read
    >>> read("Hearings begin the week of March 8.", "1999-02-14")
    the week of March 8 DATE 1999-W10
    """
    day = day_value(match.words, context)
    return Reading("DATE", at(day, unit_of(match.words["unit"]))) if day else None


def listed_days(match: Match, context: Context) -> list[Reading] | None:
    """Three days of a month in a row.

    >>> from helpers.tag.times import read
    >>> read("The court sat on April 22, 23 and 26.", "1999-05-14")
    April 22 DATE 1999-04-22
    23 DATE 1999-04-23
    26 DATE 1999-04-26
    """
    words = match.words
    first = day_value(words, context)
    if first is None or word_after(context).lower() in COUNTED:
        return None
    days = [
        safe_day(first.year, first.month, ordinal(words[name]) or 0) for name in ("two", "three")
    ]
    if None in days or not first < days[0] < days[1]:
        return None
    dated = zip(("one", "two", "three"), (first, *days), strict=True)
    return [Reading("DATE", day.isoformat(), "", name) for name, day in dated]


def days_of_months(match: Match, context: Context) -> list[Reading] | None:
    """From a day of one month to a day of another: the second is placed, the first lies before it.

    >>> from helpers.tag.times import read
    >>> read("The fair ran Nov. 30-Dec. 1 and will return from Dec. 28 to Jan. 3.", "1998-12-04")
    Nov. 30 DATE 1998-11-30
    Dec. 1 DATE 1998-12-01
    Dec. 28 DATE 1998-12-28
    Jan. 3 DATE 1999-01-03
    """
    words = match.words
    second = {"month": words["monthb"], "day": words["last"]}
    if "year" in words:
        second["year"] = words["year"]
    last = day_value(second, context)
    if last is None or word_after(context).lower() in COUNTED:
        return None
    month, day = month_number(words["month"]), ordinal(words["day"]) or 0
    first = safe_day(last.year, month, day)
    if first and first >= last:
        first = safe_day(last.year - 1, month, day)
    if first is None:
        return None
    return [
        Reading("DATE", first.isoformat(), "", "one"),
        Reading("DATE", last.isoformat(), "", "two"),
    ]
