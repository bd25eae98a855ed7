"""Readings of the ends of periods: the start of the month, year-end, the middle of next year."""

from __future__ import annotations

import datetime as dt

from .context import Context, Match, Reading, before, last_day, tense
from .numbers import full_year, month_number
from .pointing import narrowed
from .readings_months import near_month
from .readings_years import decade
from .values import at, shift
from .vocabulary import STAGES


def end_of(match: Match, context: Context) -> Reading | None:
    """The end, start or middle of a period is the period with a mod; of a year it is a month or
    two.

    >>> from helpers.tag.times import read
    >>> read("Due by the end of January; it began at the start of 2020.", "2024-12-25")
    the end of January DATE 2025-01 END
    the start of 2020 DATE 2020 START
    >>> read("It sold its shares at the end of the year.", "2016-03-17")
    the end of the year DATE 2015 END
    """
    words = match.words
    mod = STAGES[words["stage"].removeprefix("very ")]
    if "month" in words:
        if "year" in words:
            value = (
                f"{full_year(words['year'], context.dct):04d}-{month_number(words['month']):02d}"
            )
        else:
            value = "{:04d}-{:02d}".format(*near_month(month_number(words["month"]), context))
        return Reading("DATE", value, mod)
    if "decade" in words:
        return Reading("DATE", decade(match, context).value, mod)
    value = (
        f"{full_year(words['year'], context.dct):04d}"
        if "year" in words
        else of_period(words, context)
    )
    return narrowed(value, mod) if value else None


def of_period(words: dict[str, str], context: Context) -> str:
    """The value of "this year", "next month", "the week" after "the end of"."""
    unit = {
        "year": "Y",
        "month": "M",
        "week": "W",
        "quarter": "Q",
        "decade": "DE",
        "century": "CE",
        "day": "D",
    }[words["unit"]]
    day: dt.date | None = context.dct
    if words["rel"] in ("last", "next", "this past"):
        day = shift(context.dct, 1 if words["rel"] == "next" else -1, unit)
    elif unit == "Y" and words["rel"] == "the" and words["stage"].endswith(("end", "close")):
        looks_back = context.dct.month <= 3 and tense(context) == "past"
        day = shift(context.dct, -int(looks_back), "Y")
    elif words["rel"] == "that":
        day = last_day(context, unit) or context.dct
    return at(day, unit) if day else ""


def year_end(match: Match, context: Context) -> Reading:
    """ "Year-end" is the day on which books are closed; "year's end" is the end of the year.

    As days both are December of the publication year, or of the year that is named.

    >>> from helpers.tag.times import read
    >>> read("Debt at year-end was small; they will finish by year's end.", "1989-11-02")
    year-end DATE 1989-12-31
    year's end DATE 1989 END
    """
    year = int(match.words["year"]) if match.words.get("year") else context.dct.year
    if "since" in before(context, 12) or (
        not match.words.get("year") and context.dct.month < 3 and tense(context) == "past"
    ):
        year -= 1  # in January, "had at year's end" looks back
    what = match.words["what"].lower()
    if what == "year-end":
        first, last = dt.date(year, 12, 1), dt.date(year, 12, 31)
        return Reading("DATE", last.isoformat(), "", "", first, last)
    return narrowed(f"{year:04d}", "MID" if what.startswith("mid") else "END")
