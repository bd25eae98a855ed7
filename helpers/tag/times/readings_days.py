"""Readings of days: month and day, digits, weekdays, today.

A day without its year or week resolves against the publication day; the sentence's tense decides
only where nearness does not, because news mostly tells what was.
"""

from __future__ import annotations

import datetime as dt

from .context import Context, Match, Reading, after, tense, word_after, word_before
from .numbers import day_part, full_year, month_number, ordinal
from .values import safe_day, shift
from .vocabulary import COUNTED, STAGES

CLEAR = 150  # days; without a tense, what is this much nearer than a year back counts as near
FAR = 90  # days; a month and day farther off than this follows the tense (95.4 % right on news)


def nearest_year(month: int, day: int, context: Context) -> dt.date | None:
    """The nearest such day; when it is more than ``FAR`` days off, the coming one if the tense
    says so."""
    years = range(context.dct.year - 1, context.dct.year + 2)
    return nearest([found for year in years if (found := safe_day(year, month, day))], context)


def nearest(days: list[dt.date], context: Context) -> dt.date | None:
    """Of the same day in several years the nearest, unless that is far and the tense knows more."""
    if not days:
        return None
    found = min(days, key=lambda day: abs((day - context.dct).days))
    if abs((found - context.dct).days) <= FAR:
        return found
    time = tense(context)
    listed = after(context, 2).strip() == ":" or word_before(context).lower() == "the"
    if not time and not listed and abs((found - context.dct).days) <= CLEAR:
        return found  # but "the April 20 blast", and "April 20: Blast" in a list, have been
    if time == "future":
        return min((day for day in days if day >= context.dct), default=found)
    return max((day for day in days if day <= context.dct), default=found)


def day_value(words: dict[str, str], context: Context) -> dt.date | None:
    """The day that weekday, month, day and year words name together."""
    month = month_number(words["month"])
    day = ordinal(words["day"]) or 0
    if "year" in words:
        return safe_day(full_year(words["year"], context.dct), month, day)
    return nearest_year(month, day, context)


def month_day(match: Match, context: Context) -> Reading | list[Reading] | None:
    """A day of a month, in British or American order, with or without weekday and year.

    >>> from helpers.tag.times import read
    >>> read("He said on Thursday 31 October that it was signed on Sept. 27, 1989.", "2024-10-31")
    Thursday 31 October DATE 2024-10-31
    Sept. 27, 1989 DATE 1989-09-27
    >>> read("It ran from Oct. 22-24, and the shares rose from August 6.", "2024-10-01")
    Oct. 22 DATE 2024-10-22
    24 DATE 2024-10-24
    August 6 DATE 2024-08-06
    >>> read("The bridge fell on June 31.", "2024-10-01")
    June DATE 2024-06
    >>> read("In May 12 people died; on May 12 people marched.", "2024-10-01")
    May DATE 2024-05
    May 12 DATE 2024-05-12
    """
    words = match.words
    day = day_value(words, context)
    if day is None or (
        "year" not in words
        and word_before(context).lower() == "in"
        and word_after(context).lower() in COUNTED
    ):
        return None
    mod = "APPROX" if "approx" in words else STAGES.get(words.get("stage", ""), "")
    if "last" not in words:
        return Reading("DATE", day.isoformat(), mod)
    later = safe_day(day.year, day.month, ordinal(words["last"]) or 0)
    if later is None:
        return None
    return [
        Reading("DATE", day.isoformat(), mod, "one"),
        Reading("DATE", later.isoformat(), "", "two"),
    ]


def dashed_day(match: Match, context: Context) -> Reading | None:
    """A day written with dashes around its month.

    >>> from helpers.tag.times import read
    >>> read("Filed 07-Aug-98, corrected 9-Aug-1998.", "1998-08-10")
    07-Aug-98 DATE 1998-08-07
    9-Aug-1998 DATE 1998-08-09
    """
    day = day_value(match.words, context)
    return Reading("DATE", day.isoformat()) if day else None


def part_of_date(match: Match, context: Context) -> Reading | None:
    """Part of a day of a month.

    >>> from helpers.tag.times import read
    >>> read("They fled on the night of Feb. 4, 1998.", "2024-10-01")
    the night of Feb. 4, 1998 TIME 1998-02-04TNI
    """
    day = day_value(match.words, context)
    return Reading("TIME", day.isoformat() + day_part(match.words["part"])) if day else None


def numeric_day(match: Match, context: Context) -> Reading | None:
    """A day in digits: ISO order, else the order that lands nearest to publication (American if
    both do).

    Two parts alone ("3/4") are left alone: they are fractions and scores.

    >>> from helpers.tag.times import read
    >>> read("Updated 2024-10-31, first 31/10/2024, then 10/30/98 and 04/05/2024.", "2024-05-06")
    2024-10-31 DATE 2024-10-31
    31/10/2024 DATE 2024-10-31
    10/30/98 DATE 1998-10-30
    04/05/2024 DATE 2024-05-04
    """
    one, two, three = match.words["a"], match.words["b"], match.words["c"]
    if len(one) == 4:
        day = safe_day(int(one), int(two), int(three))
        return Reading("DATE", day.isoformat()) if day else None
    year = full_year(three, context.dct)
    found = [
        day
        for day in (safe_day(year, int(one), int(two)), safe_day(year, int(two), int(one)))
        if day
    ]
    if not found:
        return None
    return Reading("DATE", min(found, key=lambda day: abs((day - context.dct).days)).isoformat())


def day_word(match: Match, context: Context) -> Reading | None:
    """Today, yesterday, tomorrow and their parts; "late yesterday"; "the day before yesterday".

    >>> from helpers.tag.times import read
    >>> read(
    ...     "Shares fell late yesterday; he sings tomorrow night. Earlier today it rained, "
    ...     "as last night.",
    ...     "2024-10-01",
    ... )
    late yesterday DATE 2024-09-30 END
    tomorrow night TIME 2024-10-02TNI
    Earlier today DATE 2024-10-01
    last night TIME 2024-09-30TNI
    """
    words = match.words
    word = words["word"]
    days = {
        "yesterday": -1,
        "tomorrow": 1,
        "last": -1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }.get(word, 0)
    day = (shift(context.dct, days, "D") or context.dct).isoformat()
    part = "night" if word == "tonight" else words.get("part", "")
    mod = STAGES.get(words.get("stage", ""), "")
    if part:
        return Reading("TIME", day + day_part(part), mod)
    return Reading("DATE", day, mod)


def leave(match: Match, context: Context) -> list[Reading]:
    """Words that look like time and are none: ages, fractions, titles, fixed phrases.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "The 48-year-old read the Sunday Times; three-quarters of 52 years of age, "
    ...     "year-on-year.",
    ...     "2024-10-01",
    ... )
    """
    return []
