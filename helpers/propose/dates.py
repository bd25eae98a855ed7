"""Dates that a text names, with their year or without it, apart from any publication day.

The time tagger reads a text twice: without a publication day it gives a value only to what has its
year; with a stand-in for one also to what lacks it, of which month and day are kept.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..records import Timex
from ..tag.times import find_times
from ..tag.times.vocabulary import MONTH_SHORT, MONTHS, WEEKDAY_SHORT, WEEKDAYS
from .clues import FIRST, LAST, Windows, find_days

STAND_IN = dt.date(2000, 7, 1)
"""Middle of a leap year, so that every day of the year is one of its own."""

_MONTH = re.compile(rf"\b(?:{'|'.join([*MONTHS, *MONTH_SHORT])})\b", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b({'|'.join([*WEEKDAYS, *WEEKDAY_SHORT])})\b", re.IGNORECASE)
_POINTING = re.compile(r"\b(?:last|this|next|past|coming|ago|earlier|later)\b", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}|'\d\d|\d/\d")  # "that year" and "4 p.m." borrow theirs
_DIGITS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")


@dataclass(frozen=True, slots=True)
class Named:
    """A date as named: the days it may denote, one stretch for each year it may be of.

    ``dated`` says that it has its year; without it ``spans`` has a stretch for every year in which
    the weekday beside it, if there is one, agrees.
    """

    time: Timex
    spans: Windows
    dated: bool
    weekday: int = 0

    @property
    def daily(self) -> bool:
        """Whether it is a single day."""
        return self.spans[0][0] == self.spans[0][1]


def find_weekday(words: str) -> int:
    """The weekday among some words, 1 for Monday, 0 where there is none.

    >>> find_weekday("Fri., Jan. 17"), find_weekday("17 January")
    (5, 0)
    """
    found = _WEEKDAY.search(words)
    word = found[1].lower() if found else ""
    return WEEKDAYS.get(word) or WEEKDAY_SHORT.get(word) or 0


def read_digits(words: str) -> Windows:
    """Both days that digits may mean in American and British order.

    >>> [day.isoformat() for day, _ in read_digits("04/05/2024")]
    ['2024-04-05', '2024-05-04']
    """
    match = _DIGITS.fullmatch(words)
    if match is None:
        return ()
    one, two, year = int(match[1]), int(match[3]), int(match[4])
    days = []
    for month, day in {(one, two), (two, one)}:
        try:
            days.append(dt.date(year, month, day))
        except ValueError:
            continue
    return tuple((day, day) for day in sorted(days))


def read_dated(time: Timex) -> Named | None:
    """A date with its own year; a decade, a century and the vague are no dates."""
    if time.earliest is None or time.latest is None or time.mod == "APPROX":
        return None
    if time.precision in ("decade", "vague") or time.type not in ("DATE", "TIME"):
        return None
    if time.earliest < FIRST or time.latest > LAST:
        return None
    spans = read_digits(time.text) or ((time.earliest, time.latest),)
    return Named(time, spans, True, find_weekday(time.text))


def read_yearless(time: Timex) -> Named | None:
    """A day or month without its year, in every year; pointing words say more, and are refused."""
    if time.earliest is None or time.latest is None or time.mod == "APPROX":
        return None
    if not _MONTH.search(time.text) or _POINTING.search(time.text):
        return None
    first, last = time.earliest, time.latest
    if first == last:
        weekday = find_weekday(time.text)
        spans = tuple((day, day) for day in find_days(first.month, first.day, weekday))
        return Named(time, spans, False, weekday) if spans else None
    if time.type != "DATE" or (first.year, first.month) != (last.year, last.month):
        return None
    starts = find_days(first.month, first.day)
    ends = [last_of(day, last.day) for day in starts]
    return Named(time, tuple(zip(starts, ends, strict=True)), False)


def last_of(start: dt.date, day: int) -> dt.date:
    """That day of a month, the 28th where February has no 29th.

    >>> last_of(dt.date(2023, 2, 21), 29)
    datetime.date(2023, 2, 28)
    """
    try:
        return start.replace(day=day)
    except ValueError:
        return start.replace(day=28)


def find_named(
    text: str, skip: Sequence[tuple[int, int]]
) -> tuple[list[Named], list[Timex], list[Timex]]:
    """The dates that a text names, its relative expressions, and all as read for the stand-in.

    >>> named, relative, _ = find_named("He met her on Friday, Jan. 17, in May 2023, last week", ())
    >>> [(found.time.text, found.dated) for found in named]
    [('Friday, Jan. 17', False), ('May 2023', True)]
    >>> [time.text for time in relative]
    ['last week']
    """
    fixed = {(t.start, t.end): t for t in find_times(text, None, skip) if t.value}
    named, relative = [], []
    times = find_times(text, STAND_IN, skip)
    for time in times:
        own = fixed.get((time.start, time.end))
        if own is not None and not _YEAR.search(own.text):
            continue
        found = read_dated(own) if own else read_yearless(time)
        if found:
            named.append(found)
        elif own is None and time.type in ("DATE", "TIME") and time.earliest:
            relative.append(time)
    return named, relative, times
