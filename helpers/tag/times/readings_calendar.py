"""Readings of calendar expressions: weekdays, days, months, years, decades, quarters, seasons, holidays.

A name without its year resolves against the publication day; the sentence's tense decides only where
nearness does not, because news mostly tells what was.
"""

from __future__ import annotations

import datetime as dt
import re

from .context import Context, Match, Reading, after, last_day, tense, word_after, word_before
from .numbers import ordinal, year_in_words
from .values import at, days_of, season_at, shift
from .vocabulary import (
    BEFORE_MONTH,
    COUNTED,
    DAY_PARTS,
    DECADES,
    HOLIDAYS,
    MONTH_SHORT,
    MONTHS,
    SEASON_STARTS,
    SEASONS,
    STAGES,
    WEEKDAY_SHORT,
    WEEKDAYS,
)

FAR = 90  # days; a month and day farther off than this follows the tense (95.4 % right on news)


def month_number(words: str) -> int:
    word = words.rstrip(".").lower()
    return MONTHS.get(word) or MONTH_SHORT[word]


def weekday_number(words: str) -> int:
    word = words.rstrip(".").lower()
    return WEEKDAYS.get(word) or WEEKDAY_SHORT[word]


def full_year(words: str, dct: dt.date) -> int:
    """Four digits of a year written with four, with two, or in words; two digits take the nearest century.

    >>> full_year("'98", dt.date(2024, 1, 1)), full_year("nineteen ninety-six", dt.date(1998, 1, 1))
    (1998, 1996)
    """
    digits = words.lstrip("'")
    if not digits.isdigit():
        return year_in_words(digits) or dct.year
    year = int(digits)
    if len(digits) > 2:
        return year
    return min((century + year for century in (1800, 1900, 2000, 2100)), key=lambda y: abs(y - dct.year))


def safe_day(year: int, month: int, day: int) -> dt.date | None:
    """A day of the calendar, None for 31 June and the like."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def nearest_year(month: int, day: int, context: Context) -> dt.date | None:
    """The nearest such day; when it is more than ``FAR`` days off, the coming one if the tense says so."""
    years = range(context.dct.year - 1, context.dct.year + 2)
    days = [found for year in years if (found := safe_day(year, month, day))]
    if not days:
        return None
    nearest = min(days, key=lambda found: abs((found - context.dct).days))
    if abs((nearest - context.dct).days) <= FAR:
        return nearest
    time = tense(context)
    if time == "future":
        return min((found for found in days if found >= context.dct), default=nearest)
    return max((found for found in days if found <= context.dct), default=nearest)


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
    ['Thursday 31 October DATE 2024-10-31', 'Sept. 27, 1989 DATE 1989-09-27']
    >>> read("It ran from Oct. 22-24, and the shares rose from August 6.", "2024-10-01")
    ['Oct. 22 DATE 2024-10-22', '24 DATE 2024-10-24', 'August 6 DATE 2024-08-06']
    >>> read("The bridge opens on June 31.", "2024-10-01")
    ['June DATE 2024-06']
    """
    words = match.words
    day = day_value(words, context)
    if day is None:
        return None
    mod = "APPROX" if "approx" in words else STAGES.get(words.get("stage", ""), "")
    if "last" not in words:
        return Reading("DATE", day.isoformat(), mod)
    later = safe_day(day.year, day.month, ordinal(words["last"]) or 0)
    if later is None:
        return None
    return [Reading("DATE", day.isoformat(), mod, "one"), Reading("DATE", later.isoformat(), "", "two")]


def numeric_day(match: Match, context: Context) -> Reading | None:
    """A day in digits: ISO order, else the order that lands nearest to publication (American if both do).

    Two parts alone ("3/4") are left alone: they are fractions and scores.

    >>> from helpers.tag.times import read
    >>> read("Updated 2024-10-31, first 31/10/2024, then 10/30/98 and 04/05/2024.", "2024-05-06")
    ['2024-10-31 DATE 2024-10-31', '31/10/2024 DATE 2024-10-31', '10/30/98 DATE 1998-10-30', '04/05/2024 DATE 2024-05-04']
    """
    one, two, three = match.words["a"], match.words["b"], match.words["c"]
    if len(one) == 4:
        day = safe_day(int(one), int(two), int(three))
        return Reading("DATE", day.isoformat()) if day else None
    year = full_year(three, context.dct)
    found = [day for day in (safe_day(year, int(one), int(two)), safe_day(year, int(two), int(one))) if day]
    if not found:
        return None
    return Reading("DATE", min(found, key=lambda day: abs((day - context.dct).days)).isoformat())


def weekday_day(context: Context, weekday: int) -> dt.date:
    """The latest such weekday, publication day included; the coming one after a clear future cue."""
    past = shift(context.dct, -((context.dct.isoweekday() - weekday) % 7), "D") or context.dct
    if past != context.dct and tense(context) == "future":
        return shift(past, 7, "D") or past
    return past


def weekday(match: Match, context: Context) -> Reading | None:
    """A bare weekday is the latest past one, publication day included; a clear future cue turns it.

    >>> from helpers.tag.times import read
    >>> read("The minister said Tuesday that parliament will vote on Thursday.", "2024-10-02")
    ['Tuesday DATE 2024-10-01', 'Thursday DATE 2024-10-03']
    >>> read("Trading began late Friday; clashes broke out earlier Sunday.", "2024-10-06")
    ['late Friday DATE 2024-10-04 END', 'earlier Sunday DATE 2024-10-06']
    """
    words = match.words
    day = weekday_day(context, weekday_number(words["weekday"]))
    return Reading("DATE", day.isoformat(), STAGES.get(words.get("stage", ""), ""))


def weekday_part(match: Match, context: Context) -> Reading:
    """Part of a weekday; of a plural ("Monday nights") it is a set.

    >>> from helpers.tag.times import read
    >>> read("He was shot on Saturday night. Flights leave on Tuesday nights.", "1998-02-16")
    ['Saturday night TIME 1998-02-14TNI', 'Tuesday nights SET XXXX-WXX-2TNI']
    """
    words = match.words
    part = words["part"].removeprefix("mid-").removeprefix("mid ")
    number_ = weekday_number(words["weekday"])
    if part.endswith("s"):
        return Reading("SET", f"XXXX-WXX-{number_}{DAY_PARTS[part[:-1]]}")
    day = weekday_day(context, number_)
    return Reading("TIME", day.isoformat() + DAY_PARTS[part], STAGES.get(words.get("stage", ""), ""))


def near_month(month: int, context: Context) -> tuple[int, int]:
    """Year and month: last after a past cue, next after a future one, else the nearest."""
    this = context.dct.year * 12 + context.dct.month - 1
    past = this - (this + 1 - month) % 12
    time = tense(context)
    if past == this or (time == "past" and word_before(context).lower() not in ("by", "until", "through")):
        found = past
    elif time == "future" or (this - past > 6 and word_before(context).lower() in ("by", "until", "through")):
        found = past + 12
    else:
        found = past if this - past <= 6 else past + 12
    year, index = divmod(found, 12)
    return year, index + 1


def month_is_name(match: Match, context: Context) -> bool:
    """Whether May, March, April, June or August is a person, a verb or a protest here.

    "May" needs a word that goes with months in front of it; the others are names only before a surname.
    """
    word, previous, following = match.words["month"].lower().rstrip("."), word_before(context), word_after(context)
    if word == "march" and (following in ("on", "against", "for") or previous.lower() in ("protest", "peace")):
        return True
    if previous.lower() in BEFORE_MONTH:
        return False
    if word in ("may", "mar", "jan", "dec", "sun"):
        return True
    name = following[:1].isupper() and following.lower() not in MONTHS and following.lower() not in WEEKDAYS
    return word in ("april", "june", "august") and (name or previous[:1].isupper())


def month(match: Match, context: Context) -> Reading | None:
    """A month, with its year or without; early, mid and late are START, MID and END.

    >>> from helpers.tag.times import read
    >>> read("Dedov said in February that talks, begun in late October 2023, will end by May.", "2024-10-01")
    ['February DATE 2024-02', 'late October 2023 DATE 2023-10 END', 'May DATE 2025-05']
    >>> read("April Glaspie and Theresa May may march in the March on Washington.", "2024-10-01")
    []
    """
    words = match.words
    mod = "APPROX" if "approx" in words else STAGES.get(words.get("stage", ""), "")
    number_ = month_number(words["month"])
    if "year" in words:
        return Reading("DATE", f"{full_year(words['year'], context.dct):04d}-{number_:02d}", mod)
    if not mod and month_is_name(match, context):
        return None
    year, number_ = near_month(number_, context)
    return Reading("DATE", f"{year:04d}-{number_:02d}", mod)


def months_of_year(match: Match, context: Context) -> list[Reading]:
    """Two months that share a year.

    >>> from helpers.tag.times import read
    >>> read("Prices fell between March and May 2023.", "2024-10-01")
    ['March DATE 2023-03', 'May 2023 DATE 2023-05']
    """
    words = match.words
    year = full_year(words["year"], context.dct)
    first, second = month_number(words["month"]), month_number(words["monthb"])
    return [
        Reading("DATE", f"{year - (first > second):04d}-{first:02d}", "", "one"),
        Reading("DATE", f"{year:04d}-{second:02d}", "", "two"),
    ]


def year(match: Match, context: Context) -> Reading | None:
    """A year: in digits where nothing makes it a count, a price, a part number or an index, or in words.

    >>> from helpers.tag.times import read
    >>> read("Since 1985, and in early 2022, some 2000 troops paid $1999 for Boeing 1998 flights in 1,999 days.", "2024-10-01")
    ['1985 DATE 1985', 'early 2022 DATE 2022 START', '1,999 days DURATION P1999D']
    >>> read("Convicted in nineteen ninety-one; half by the year two thousand.", "1998-01-01")
    ['nineteen ninety-one DATE 1991', 'the year two thousand DATE 2000']
    """
    words = match.words
    if words["year"].isdigit():
        behind = context.text[context.end : context.end + 2]
        if behind[:1] in ("%", "$") or (behind[:1] in (".", ",", "-", "/", ":") and behind[1:].isdigit()):
            return None
        following, previous = word_after(context).lower(), word_before(context)
        if following in COUNTED or previous.lower() in NUMBERED or previous[:1] == "$":
            return None
        if previous.lower() in AMOUNT and following.endswith("s") and following not in ("was", "is", "has"):
            return None
    mod = "APPROX" if "approx" in words else STAGES.get(words.get("stage", ""), "")
    return Reading("DATE", f"{full_year(words['year'], context.dct):04d}", mod)


# Words in front of a bare four-digit number that make it a label, and those that make it an amount.
NUMBERED = frozenset(
    """airbus article boeing bus channel chapter extension flight gate highway interstate kilometer mile
    model no number page paragraph psalm resolution room route row rule section serial store suite unit
    verse version windows""".split()
)
AMOUNT = frozenset("about almost approximately around at estimated least nearly over roughly some than the".split()) - {
    "the", "around", "at"
}  # fmt: skip


def year_range(match: Match, context: Context) -> list[Reading] | None:
    """The two years of a range in digits; the second may be short.

    >>> from helpers.tag.times import read
    >>> read("In the 1980-88 war and between 1996-1998 he served. Call 555-1985-2044.", "2024-10-01")
    ['1980 DATE 1980', '88 DATE 1988', '1996 DATE 1996', '1998 DATE 1998']
    """
    first, second = int(match.words["one"]), match.words["two"]
    last = int(second) if len(second) == 4 else first - first % 100 + int(second)
    if not first < last <= first + 120:
        return None
    return [Reading("DATE", f"{first:04d}", "", "one"), Reading("DATE", f"{last:04d}", "", "two")]


def decade(match: Match, context: Context) -> Reading:
    """A decade: "the 1990s", "the '80s", "the late seventies".

    >>> from helpers.tag.times import read
    >>> read("In the late 1970s and the '80s, unlike the nineties, he was in his thirties.", "2024-10-01")
    ['the late 1970s DATE 197 END', "the '80s DATE 198", 'the nineties DATE 199']
    """
    words = match.words
    text = words["decade"]
    if text in DECADES:
        value = f"19{DECADES[text]}"
    elif len(text.strip("'s")) == 2:
        value = f"{full_year(text.strip(chr(39)).rstrip('s').rstrip(chr(39)), context.dct):04d}"[:3]
    else:
        value = text[:3]
    mod = STAGES.get(words.get("stage", ""), "")
    return Reading("DATE", value, mod)


def century(match: Match, context: Context) -> Reading | None:
    """A century by its number; its value is the first two digits of its years.

    >>> from helpers.tag.times import read
    >>> read("An 11th century temple, a relic of the early nineteenth century.", "1998-02-19")
    ['11th century DATE 10', 'the early nineteenth century DATE 18 START']
    """
    words = match.words
    number_ = ordinal(words["nth"]) or 0
    if not 1 <= number_ <= 30:
        return None
    return Reading("DATE", f"{number_ - 1:02d}", STAGES.get(words.get("stage", ""), ""))


def season(match: Match, context: Context) -> Reading | None:
    """A season of a year, or the one that tense or nearness picks; "the fall of" a city is none.

    >>> from helpers.tag.times import read
    >>> read("They met in the summer of 1998 and in spring 1999, after the fall of Berlin.", "2024-10-01")
    ['the summer of 1998 DATE 1998-SU', 'spring 1999 DATE 1999-SP']
    >>> read("The plant will open in the spring.", "2024-10-01")
    ['the spring DATE 2025-SP']
    """
    words = match.words
    code = SEASONS[words["season"]]
    mod = STAGES.get(words.get("stage", ""), "")
    group = "span" if "span" in words else ""
    if "year" in words:
        return Reading("DATE", f"{full_year(words['year'], context.dct):04d}-{code}", mod, group)
    if after(context, 4).startswith(" of ") or word_after(context)[:1].isupper() or word_before(context) == "and":
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
    return Reading("DATE", f"{current:04d}-{code}", mod, group)


def holiday(match: Match, context: Context) -> Reading | None:
    """A holiday that always falls on one day; Easter and Thanksgiving are left to the calendar.

    >>> from helpers.tag.times import read
    >>> read("The truce was broken on Christmas Day. It will reopen on New Year's Day 2026.", "2025-01-17")
    ['Christmas Day DATE 2024-12-25', "New Year's Day 2026 DATE 2026-01-01"]
    """
    words = match.words
    name = words["holiday"].replace("saint ", "st. ").replace("st ", "st. ")
    month_, day = HOLIDAYS[name]
    if "year" in words:
        return Reading("DATE", f"{full_year(words['year'], context.dct):04d}-{month_:02d}-{day:02d}")
    if word_after(context)[:1].isupper():  # "Christmas Island", "May Day Parade"
        return None
    found = nearest_year(month_, day, context)
    return Reading("DATE", found.isoformat()) if found else None


def quarter(match: Match, context: Context) -> Reading | None:
    """A quarter or half by its number: with its year, else the latest begun unless the future is meant.

    >>> from helpers.tag.times import read
    >>> read("Third-quarter profit rose. It will cut jobs in the first quarter.", "1989-11-02")
    ['Third-quarter DATE 1989-Q3', 'the first quarter DATE 1990-Q1']
    >>> read("In the third quarter of 1984 and the last half of 1989 it grew; not in Q2 2023.", "1989-11-02")
    ['the third quarter of 1984 DATE 1984-Q3', 'the last half of 1989 DATE 1989-H2', 'Q2 2023 DATE 2023-Q2']
    """
    words = match.words
    unit = "H" if "half" in words else "Q"
    size = 6 if unit == "H" else 3
    which = {"last": 12 // size, "final": 12 // size}.get(words["nth"]) or ordinal(words["nth"].lstrip("q")) or 0
    if not 1 <= which <= 12 // size:
        return None
    mod = STAGES.get(words.get("stage", ""), "")
    if "year" in words:
        year_ = full_year(words["year"], context.dct)
    elif "rel" in words:
        year_ = context.dct.year + {"last": -1, "next": 1, "previous": -1}.get(words["rel"], 0)
    else:
        year_ = context.dct.year
        begun = context.dct.month > size * (which - 1)
        ahead = size * (which - 1) + 1 - context.dct.month
        if not begun and (tense(context) == "past" or ahead > 6) and tense(context) != "future":
            year_ -= 1
        elif begun and context.dct.month > size * which + 3 and tense(context) == "future":
            year_ += 1
    return Reading("DATE", f"{year_:04d}-{unit}{which}", mod)


def fiscal_year(match: Match, context: Context) -> Reading:
    """A fiscal year is read as the calendar year of its name.

    >>> from helpers.tag.times import read
    >>> read("In fiscal 1989 and FY2024 sales fell.", "2024-10-01")
    ['fiscal 1989 DATE 1989', 'FY2024 DATE 2024']
    """
    return Reading("DATE", f"{full_year(match.words['year'], context.dct):04d}")


def end_of(match: Match, context: Context) -> Reading | None:
    """The end, start or middle of a period is the period with a mod; of a year it is a month or two.

    >>> from helpers.tag.times import read
    >>> read("Due by the end of January; it began at the start of 2020.", "2024-12-25")
    ['the end of January DATE 2025-01 END', 'the start of 2020 DATE 2020 START']
    """
    words = match.words
    mod = STAGES[words["stage"].removeprefix("very ")]
    if "month" in words:
        if "year" in words:
            value = f"{full_year(words['year'], context.dct):04d}-{month_number(words['month']):02d}"
        else:
            value = "{:04d}-{:02d}".format(*near_month(month_number(words["month"]), context))
        return Reading("DATE", value, mod)
    if "decade" in words:
        return Reading("DATE", decade(match, context).value, mod)
    value = f"{full_year(words['year'], context.dct):04d}" if "year" in words else of_period(words, context)
    return narrowed(value, mod) if value else None


def of_period(words: dict[str, str], context: Context) -> str:
    """The value of "this year", "next month", "the week" after "the end of"."""
    unit = {"year": "Y", "month": "M", "week": "W", "quarter": "Q", "decade": "DE", "century": "CE", "day": "D"}[words["unit"]]
    day: dt.date | None = context.dct
    if words["rel"] in ("last", "next", "this past"):
        day = shift(context.dct, 1 if words["rel"] == "next" else -1, unit)
    elif words["rel"] == "that":
        day = last_day(context, unit) or context.dct
    return at(day, unit) if day else ""


def narrowed(value: str, mod: str) -> Reading:
    """The end of a year means its December, the start its January: narrower than late and early."""
    if len(value) == 4 and mod in ("START", "END"):
        earliest, latest, _ = days_of(f"{value}-{'12' if mod == 'END' else '01'}")
        return Reading("DATE", value, mod, "", earliest, latest)
    return Reading("DATE", value, mod)


def named_day(match: Match, context: Context) -> Reading:
    """The attacks that English calls by their day.

    >>> from helpers.tag.times import read
    >>> read("Since 9/11 and the Sept. 11 attacks, not since Sept. 11.", "2024-10-01")
    ['9/11 DATE 2001-09-11', 'Sept. 11 DATE 2001-09-11', 'Sept. 11 DATE 2024-09-11']
    """
    return Reading("DATE", "2001-09-11", "", "span")


def leave(match: Match, context: Context) -> list[Reading]:
    """Words that look like time and are none: ages, fractions, titles, fixed phrases.

    >>> from helpers.tag.times import read
    >>> read("The 48-year-old read the Sunday Times; three-quarters of 52 years of age, year-on-year.", "2024-10-01")
    []
    """
    return []


