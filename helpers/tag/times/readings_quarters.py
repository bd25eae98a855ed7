"""Readings of seasons and quarters, and of the comparisons in company reports."""

from __future__ import annotations

import re

from .context import (
    Context,
    Match,
    Reading,
    after,
    before,
    cue,
    last_value,
    tense,
    word_after,
    word_before,
)
from .numbers import full_year, ordinal, unit_of
from .pointing import bounded, steps
from .readings_months import near_month
from .values import at, season_at, shift
from .vocabulary import MONTH_SHORT, MONTHS, SEASON_STARTS, SEASONS, STAGES, word_set

# Words before "the spring" and "the fall" that make them seasons.
BEFORE_SEASON = word_set(
    "after before by during for from in into of over since through throughout until"
)
SPORTS = re.compile(
    r"\b(?:halftime|kickoff|overtime|quarterback|touchdowns?|rebounds?|yards|scored|unanswered"
    r"|le(?:d|ading) \d+-\d+)\b"
)
OF = re.compile(" of ")
PLAY = re.compile(" of the (?:game|match|season|contest|race|final)")
QUARTER = re.compile(r"\d{4}-Q\d")


PERIOD = re.compile(r"\d{4}-Q\d|\d{4}|P\d+[MY]")


def season(match: Match, context: Context) -> Reading | None:
    """A season of a year, or the one that tense or nearness picks; "the fall of" a city is none.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "They met in the summer of 1998 and in spring 1999, after the fall of Berlin.",
    ...     "2024-10-01",
    ... )
    the summer of 1998 DATE 1998-SU
    spring 1999 DATE 1999-SP
    >>> read("The plant will open in the spring.", "2024-10-01")
    the spring DATE 2025-SP
    """
    words = match.words
    code = SEASONS[words["season"]]
    mod = STAGES.get(words.get("stage", ""), "")
    if "year" in words:
        return Reading("DATE", f"{full_year(words['year'], context.dct):04d}-{code}", mod)
    if word_before(context).lower() not in BEFORE_SEASON:
        return None
    if after(context, 4).startswith(" of ") or word_after(context)[:1].isupper():
        return None
    current, here = season_at(context.dct)
    order = SEASON_STARTS[code] - SEASON_STARTS[here]
    time = tense(context)
    if order > 0 and time == "past":
        current -= 1
    elif order < 0 and time == "future":
        current += 1
    elif not time and abs(order) == 9:
        current += 1 if order < 0 else -1
    return Reading("DATE", f"{current:04d}-{code}", mod)


def this_season(match: Match, context: Context) -> Reading:
    """Last, this or next summer; the last one is the latest that is over.

    >>> from helpers.tag.times import read
    >>> read("He came to power last summer. This fall they vote.", "2025-01-17")
    last summer DATE 2024-SU
    This fall DATE 2025-FA
    >>> read("Last winter was mild, said the farmer this spring.", "1998-03-22")
    Last winter DATE 1997-WI
    this spring DATE 1998-SP
    >>> read("They will marry this spring.", "2024-12-05")
    this spring DATE 2025-SP
    """
    words = match.words
    code = SEASONS[words["season"]]
    step = steps(words["rel"])
    year, here = season_at(context.dct)
    ahead = SEASON_STARTS[code] - SEASON_STARTS[here]
    if step < 0:
        year -= ahead > 0 or (ahead == 0 and "past" not in words["rel"])
    elif step > 0:
        year += ahead <= 0
    elif here == "WI" and context.dct.month < 3 and code != "WI":
        year += 1
    elif step == 0 and ahead < 0 and words["rel"] == "this" and cue(context) == "future":
        year += 1  # in December: "will marry this spring"
    if "unit" in words:
        year = context.dct.year + step
    when = words.get("stage", "")
    return bounded(f"{year:04d}-{code}", STAGES.get(when, ""), when, context.dct)


def quarter(match: Match, context: Context) -> Reading | list[Reading] | None:
    """A quarter or half by its number: with its year, else the latest begun unless the future is
    meant.

    >>> from helpers.tag.times import read
    >>> read("Third-quarter profit rose. It will cut jobs in the first quarter.", "1989-11-02")
    Third-quarter DATE 1989-Q3
    the first quarter DATE 1990-Q1
    >>> read(
    ...     "In the third quarter of 1984 and the last half of 1989 it grew; not in Q2 2023.",
    ...     "1989-11-02",
    ... )
    the third quarter of 1984 DATE 1984-Q3
    the last half of 1989 DATE 1989-H2
    Q2 2023 DATE 2023-Q2
    >>> read("They led in the first half of the match and scored in the second half.", "1989-11-02")
    """
    words = match.words
    unit = "H" if "half" in words else "Q"
    size = 6 if unit == "H" else 3
    which = (
        {"last": 12 // size, "final": 12 // size}.get(words["nth"])
        or ordinal(words["nth"].lstrip("q"))
        or 0
    )
    if not 1 <= which <= 12 // size:
        return None
    mod = STAGES.get(words.get("stage", ""), "")
    if "bare" in words and word_before(context).lower() not in BEFORE_SEASON:
        return []  # "Q2 of the interview"
    if not {"year", "rel"} & set(words) and (
        (PLAY if unit == "Q" else OF).match(after(context, 24))
        or SPORTS.search(f"{before(context)} {after(context)}")
    ):
        return []  # "the first half of the match"
    if "year" in words:
        year_ = full_year(words["year"], context.dct)
    elif "rel" in words:
        year_ = context.dct.year + {"last": -1, "next": 1, "previous": -1}.get(words["rel"], 0)
    else:
        year_ = context.dct.year
        begun = context.dct.month > size * (which - 1)
        ahead = size * (which - 1) + 1 - context.dct.month
        if not begun and (tense(context) == "past" or ahead > 6) and cue(context) != "future":
            year_ -= 1
        elif begun and context.dct.month > size * which + 3 and tense(context) == "future":
            year_ += 1
    return Reading("DATE", f"{year_:04d}-{unit}{which}", mod)


def fiscal_year(match: Match, context: Context) -> Reading:
    """A fiscal year is read as the calendar year of its name.

    >>> from helpers.tag.times import read
    >>> read("In fiscal 1989 and FY2024 sales fell.", "2024-10-01")
    fiscal 1989 DATE 1989
    FY2024 DATE 2024
    """
    return Reading("DATE", f"{full_year(match.words['year'], context.dct):04d}")


def quarter_to(context: Context) -> str:
    """The quarter that "ended Sept. 30" or ends with any other month named behind, "" without one.

    A company's own quarter that straddles two of the calendar is the one it mostly lies in.

    >>> from helpers.tag.times import read
    >>> read("Sales rose in the quarter ended July 31.", "1989-10-30")
    the quarter DATE 1989-Q2
    July 31 DATE 1989-07-31
    """
    name = word_after(context).lower()
    month = MONTHS.get(name) or MONTH_SHORT.get(name)
    if not month:
        return ""
    year, month = near_month(month, context)
    return f"{year:04d}-Q{month // 3}" if month > 2 else f"{year - 1:04d}-Q4"


def own_quarter(context: Context) -> str:
    """The quarter that a report is about: the last one mentioned of the latest year, over by now
    if possible."""
    now = at(context.dct, "Q")
    quarters = [
        value for _, _, value in context.mentions[-24:] if QUARTER.fullmatch(value) and value <= now
    ]
    year = max((value[:4] for value in quarters), default="")
    quarters = [value for value in quarters if value[:4] == year]
    return next(
        (value for value in reversed(quarters) if value < now), quarters[-1] if year else ""
    )


def latest_period(match: Match, context: Context) -> Reading:
    """ "The latest quarter", "the period": the quarter last mentioned, else the last one completed.

    >>> from helpers.tag.times import read
    >>> read("Third-quarter profit fell. In the latest period it lost money.", "1989-11-02")
    Third-quarter DATE 1989-Q3
    the latest period DATE 1989-Q3
    """
    words = match.words
    if words.get("unit") in ("fiscal year", "year", "month", "week"):
        return Reading("DATE", at(context.dct, unit_of(words["unit"])))
    now = at(context.dct, "Q")
    if "current" in match.text.lower():
        return Reading("DATE", now)
    return Reading(
        "DATE", own_quarter(context) or at(shift(context.dct, -1, "Q") or context.dct, "Q")
    )


def year_back(match: Match, context: Context) -> Reading | None:
    """ "A year earlier" in a company report: the same period of the year before the one last
    mentioned.

    Without a quarter in the text it is the year before publication.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "Third-quarter profit rose to $5 million from $3 million a year earlier.",
    ...     "1989-11-02",
    ... )
    Third-quarter DATE 1989-Q3
    a year earlier DATE 1988-Q3
    >>> read("Prices are higher than a year ago.", "2024-10-01")
    a year ago DATE 2023
    """
    value = last_value(context, PERIOD, 3000)
    group = "span" if match.words.get("span") else ""
    own = own_quarter(context)
    if QUARTER.fullmatch(value) and own:
        return Reading("DATE", f"{int(own[:4]) - 1:04d}{own[4:]}", "", group)
    if (
        "ago" not in match.text.lower()
        and value[:1] != "P"
        and re.fullmatch(r"\d{4}", value)
        and "-" not in match.text
    ):
        return Reading("DATE", f"{int(value) - 1:04d}", "", group)
    return Reading("DATE", f"{context.dct.year - 1:04d}", "", group)


def period_before(match: Match, context: Context) -> Reading:
    """ "The 1988 period", "the corresponding period last year", "last year's quarter".

    >>> from helpers.tag.times import read
    >>> read(
    ...     "Third-quarter net rose. In the 1988 period it fell; also in the year-earlier "
    ...     "quarter.",
    ...     "1989-11-02",
    ... )
    Third-quarter DATE 1989-Q3
    the 1988 period DATE 1988-Q3
    the year-earlier quarter DATE 1988-Q3
    """
    words = match.words
    value = own_quarter(context)
    year = (
        int(words["year"])
        if "year" in words
        else context.dct.year + steps(words.get("rel", "last"))
    )
    if value and ("year" not in words or last_value(context, PERIOD, 3000)[:1] != "P"):
        return Reading("DATE", f"{year:04d}{value[4:]}")
    return Reading("DATE", f"{year:04d}")
