"""Relative words whose day is known from elsewhere: on which publication days they would mean it.

"Last Friday, January 17" and a milestone that "was signed Friday" are read the other way round: of
the days near by, those are kept on which the time tagger reads the words as the day in question.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence

from ..records import Sentence, Timex
from ..tag.times import find_times
from .clues import FIRST, LAST, Clue, Windows, find_days, move, round_days
from .dates import STAND_IN, Named, find_weekday

REACH = 400
"""Days round a known day that are tried: "last year" reaches no farther than the year before."""

WEEK = 6
"""A bare weekday is one of the last seven days, or of the next."""

MOST = 12
"""So many expressions are tried; each costs a reading of its sentence for every day in reach."""

LONG = 1_000
"""Characters of a sentence that is read again and again; a longer one is left alone."""

_BETWEEN = re.compile(r"^\s?[,(–-]\s?(?:on |in )?$")
_POINTING = re.compile(
    r"(?i)\b(?:today|tonight|yesterday|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:last|this|next|past|coming) \w+|\w+ ago)\b"
)  # "the year" and "that day" point to another date, not to publication
_COARSENESS = {"day": 0, "week": 1, "month": 2, "year": 3}


def read_on(sentence: Sentence, time: Timex, day: dt.date) -> Timex | None:
    """What the tagger reads in an expression when its article is published on a day."""
    at = time.start - sentence.start
    found = find_times(sentence.text, day)
    return next((t for t in found if t.start <= at < t.end), None)


def solve(sentence: Sentence, time: Timex, earliest: dt.date, latest: dt.date) -> Windows:
    """The publication days near by on which an expression would mean some of these days.

    >>> text = "They signed it last Friday."
    >>> friday = dt.date(2025, 1, 17)
    >>> (time,) = find_times(text, None)
    >>> [day.isoformat() for day in solve(Sentence(0, 27, text, 1, 1), time, friday, friday)[0]]
    ['2025-01-18', '2025-01-24']
    """
    if len(sentence.text) > LONG:
        return ()
    windows: list[tuple[dt.date, dt.date]] = []
    for day in (move(earliest, n) for n in range(-REACH, (latest - earliest).days + REACH + 1)):
        found = read_on(sentence, time, day)
        if found is None or found.earliest is None or found.latest is None:
            continue
        if found.earliest <= latest and earliest <= found.latest:
            if windows and move(windows[-1][1], 1) == day:
                windows[-1] = (windows[-1][0], day)
            else:
                windows.append((day, day))
    return tuple(windows)


def in_year(day: dt.date, years: int) -> dt.date:
    """The same day of the year so many years on; 29 February becomes the 28th.

    >>> in_year(dt.date(2000, 2, 29), 1)
    datetime.date(2001, 2, 28)
    """
    year = min(max(day.year + years, FIRST.year), LAST.year)
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=year, day=28) if leap else day.replace(year=year)


def match_yearless(sentence: Sentence, time: Timex, date: Named) -> Windows:
    """The same for a date without its year: solved in one year and carried to all.

    A weekday falls on the date in some years only, and is one of the days round publication.
    """
    earliest, latest = next(span for span in date.spans if span[0].year >= STAND_IN.year)
    weekday = find_weekday(time.text)
    if weekday:
        fitting = find_days(earliest.month, earliest.day, weekday) if date.daily else ()
        return round_days(fitting, WEEK + 1, WEEK + 1)
    solved = solve(sentence, time, earliest, latest)
    years = [start.year - earliest.year for start, _ in date.spans]
    return tuple((in_year(a, n), in_year(b, n)) for n in years for a, b in solved)


def coarseness(time: Timex) -> int:
    """How coarse an expression is; what has no calendar unit is finer than any."""
    return _COARSENESS.get(time.precision, -1)


def find_beside(
    text: str, sentences: Sequence[Sentence], named: Sequence[Named], relative: Sequence[Timex]
) -> list[Clue]:
    """Clues of relative words right beside the date that they mean: "yesterday (16 January)"."""
    starts = [sentence.start for sentence in sentences]
    places = {time.start: time for time in relative}
    ends = {time.end: time for time in relative}
    clues: list[Clue] = []
    for date in named:
        first, last = date.time.start, date.time.end
        time = next((ends[k] for k in range(first, first - 7, -1) if k in ends), None) or next(
            (places[k] for k in range(last, last + 7) if k in places), None
        )
        if time is None or len(clues) == MOST:
            continue
        between = text[min(time.end, last) : max(time.start, first)]
        sentence = sentences[bisect_right(starts, min(time.start, first)) - 1]
        if not _BETWEEN.match(between) or max(time.end, last) > sentence.end:
            continue
        if not _POINTING.search(time.text):
            continue
        if time.type != "DATE" or coarseness(time) < coarseness(date.time):
            continue  # "Wednesday, 1992" is no day of that year
        if date.dated:
            windows = solve(sentence, time, date.spans[0][0], date.spans[-1][1])
        else:
            windows = match_yearless(sentence, time, date)
        if windows:
            words = text[min(time.start, first) : max(time.end, last)]
            why = f"“{time.text}” stands for “{date.time.text}”, which it means on such days only"
            clues.append(
                Clue(min(time.start, first), max(time.end, last), words, sentence.text, "beside",
                     windows, why)
            )  # fmt: skip
    return clues
