"""Readings of weekdays: Tuesday, Saturday night, next Friday, Sundays."""

from __future__ import annotations

import datetime as dt
import re

from .context import Context, Match, Reading, cue, word_before
from .numbers import day_part, weekday_number
from .pointing import steps
from .values import shift
from .vocabulary import STAGES

# A weekday and what joins the next one to it.
JOINED = re.compile(
    r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"(?: morning| afternoon| evening| night)?"
    r"(?:,? (?:and|or)|,)(?: late| early| again on| on)? $"
)
DAY_VALUE = re.compile(r"\d{4}-\d\d-\d\d")
ORDER = re.compile(r"a|per|each|straight|consecutive|second|third|fourth|fifth|sixth|one|this")


def day_of(value: str) -> dt.date | None:
    """The day of a value that has one."""
    return dt.date.fromisoformat(value[:10]) if DAY_VALUE.match(value) else None


def weekday_day(context: Context, weekday: int) -> dt.date:
    """The latest such weekday, publication day included; the coming one after a clear future cue.

    A weekday that "and" or "or" joins to a coming one follows it.

    >>> from helpers.tag.times import read
    >>> read("The minister will visit the island on Monday and Tuesday.", "2010-06-12")
    Monday DATE 2010-06-14
    Tuesday DATE 2010-06-15
    """
    joined = JOINED.search(context.text, max(0, context.start - 36), context.start)
    first = day_of(context.mentions[-1][2]) if joined and context.mentions else None
    if first and first > context.dct and first.isoweekday() == weekday_number(joined["weekday"]):
        return shift(first, (weekday - first.isoweekday()) % 7 or 7, "D") or first
    back = (context.dct.isoweekday() - weekday) % 7
    past = shift(context.dct, -back, "D") or context.dct
    if not back:
        return past
    sign = cue(context)
    if sign == "future" or (sign == "intent" and back > 1):  # "would meet" yesterday: it did
        return shift(past, 7, "D") or past
    return past


def weekday(match: Match, context: Context) -> Reading | None:
    """A bare weekday is the latest past one, publication day included; a clear future cue turns it.

    >>> from helpers.tag.times import read
    >>> read("The minister said Tuesday that parliament will vote on Thursday.", "2024-10-02")
    Tuesday DATE 2024-10-01
    Thursday DATE 2024-10-03
    >>> read("Trading began late Friday; clashes broke out earlier Sunday.", "2024-10-06")
    late Friday DATE 2024-10-04 END
    earlier Sunday DATE 2024-10-06
    """
    words = match.words
    day = weekday_day(context, weekday_number(words["weekday"]))
    return Reading("DATE", day.isoformat(), STAGES.get(words.get("stage", ""), ""))


def weekday_part(match: Match, context: Context) -> Reading | None:
    """Part of a weekday; of a plural ("Monday nights") it is a set.

    >>> from helpers.tag.times import read
    >>> read("He was shot on Saturday night. Flights leave on Tuesday nights.", "1998-02-16")
    Saturday night TIME 1998-02-14TNI
    Tuesday nights SET XXXX-WXX-2TNI
    """
    words = match.words
    part = words["part"]
    if match.text.lower().startswith(part) and ORDER.fullmatch(word_before(context).lower()):
        return None  # "for a second night Thursday"
    number_ = weekday_number(words["weekday"])
    if part.endswith("s"):
        return Reading("SET", f"XXXX-WXX-{number_}{day_part(part[:-1])}")
    day = weekday_day(context, number_)
    return Reading("TIME", day.isoformat() + day_part(part), STAGES.get(words.get("stage", ""), ""))


def early_hours(match: Match, context: Context) -> Reading:
    """The early hours of a weekday: its morning, unless another part is named.

    >>> from helpers.tag.times import read
    >>> read("It burst in the early hours of Sunday, not the wee hours of Friday.", "2024-10-02")
    the early hours of Sunday TIME 2024-09-29TMO START
    the wee hours of Friday TIME 2024-09-27TMO START
    """
    words = match.words
    day = weekday_day(context, weekday_number(words["weekday"]))
    mod = STAGES[words.get("stage", "early")]
    return Reading("TIME", day.isoformat() + day_part(words.get("part", "morning")), mod)


def weekdays(match: Match, context: Context) -> Reading:
    """A plural weekday returns every week.

    >>> from helpers.tag.times import read
    >>> read("The market is closed on Sundays.", "2024-10-01")
    Sundays SET XXXX-WXX-7
    """
    return Reading("SET", f"XXXX-WXX-{weekday_number(match.words['weekday'])}")


def this_weekday(match: Match, context: Context) -> Reading:
    """Last, this or next Friday; "Friday last week"; "this coming Sunday".

    >>> from helpers.tag.times import read
    >>> read(
    ...     "He left last Friday and returns next Tuesday or this Sunday; on Monday of last "
    ...     "week he was ill.",
    ...     "2024-10-03",
    ... )
    last Friday DATE 2024-09-27
    next Tuesday DATE 2024-10-08
    this Sunday DATE 2024-10-06
    Monday of last week DATE 2024-09-23
    """
    words = match.words
    weekday = weekday_number(words["weekday"])
    gap = (weekday - context.dct.isoweekday()) % 7
    if "unit" in words:
        monday = (
            shift(context.dct, 1 - context.dct.isoweekday() + 7 * steps(words["rel"]), "D")
            or context.dct
        )
        day = shift(monday, weekday - 1, "D")
    elif steps(words["rel"]) < 0:
        day = shift(context.dct, gap - 7, "D")
    elif steps(words["rel"]) > 0:
        day = shift(context.dct, gap or 7, "D")
    else:
        day = shift(context.dct, weekday - context.dct.isoweekday(), "D")
    value = (day or context.dct).isoformat()
    if "part" in words:
        return Reading("TIME", value + day_part(words["part"]))
    return Reading("DATE", value)
