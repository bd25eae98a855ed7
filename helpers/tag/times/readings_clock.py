"""Readings of the clock: hours with or without a day, and parts of the day."""

from __future__ import annotations

import datetime as dt
import re

from .context import (
    CLOCKED,
    NEAR,
    Context,
    Match,
    Reading,
    before,
    last_day,
    word_after,
    word_before,
)
from .numbers import day_part, number, weekday_number
from .readings_days import day_value, numeric_day
from .readings_weekdays import weekday_day
from .values import shift
from .vocabulary import ENDS_BEFORE, STAGES

BEFORE_CLOCK = frozenset({"at", "until", "till", "by", "from", "after", "before"})
AROUND = frozenset({"between", "around", "about"})


# "10:35 a.m. (0735 GMT) on Friday", "9 a.m. to 5 p.m. Friday": both times wait for the day.
DAY_BEHIND = re.compile(
    r" {0,24}(?:\([^()\n]{4,32}\)|\)|(?:to|and|until|till|-) ?\d\d?(?::\d\d)? [ap]\.m\.),?(?: on)?"
    r" ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


def clock(words: dict[str, str]) -> str:
    """Hours and minutes of a time of day, "" where there is no such time.

    >>> clock({"hour": "7", "minute": "15", "half": "p.m."}), clock({"hour": "14", "minute": "00"})
    ('T19:15', 'T14:00')
    """
    if "name" in words:
        return {"noon": "T12:00", "midday": "TMI", "midnight": "T24:00"}[words["name"]]
    hour = int(number(words["hour"]) or 0) if not words["hour"].isdigit() else int(words["hour"])
    minute = int(words.get("minute", 0))
    half = words.get("half", "")[:1]
    if "part" in words and not half and 1 <= hour <= 12:
        night = words["part"] == "night" and hour in (12, 1, 2, 3, 4)
        half = "a" if words["part"] == "morning" or night else "p"
    if half and not 1 <= hour <= 12:
        return ""
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else ""


def clock_day(words: dict[str, str], context: Context) -> dt.date | None:
    """The day named beside the time, else that of the hour before it, else the last day mentioned
    in the sentence, else publication.

    >>> from helpers.tag.times import read
    >>> read("It left at 8:38 p.m. Friday. The last call came at 9:39 p.m. on radio.", "1999-07-20")
    8:38 p.m. Friday TIME 1999-07-16T20:38
    9:39 p.m. TIME 1999-07-16T21:39
    """
    if "month" in words:
        return day_value(words, context)
    if "weekday" in words:
        return weekday_day(context, weekday_number(words["weekday"]))
    if "word" in words:
        days = {"yesterday": -1, "last": -1, "tomorrow": 1}
        return shift(context.dct, days.get(words["word"], 0), "D")
    if "rel" in words:
        step = words["rel"] in ("the next", "the following")
        return shift(last_day(context, "D", 400) or context.dct, int(step), "D")
    if behind := DAY_BEHIND.match(context.text, context.end):
        return weekday_day(context, weekday_number(behind[1]))
    start, _, value = context.mentions[-1] if context.mentions else (0, "", "")
    near = context.start - start < NEAR and "\n\n" not in context.text[start : context.start]
    if near and CLOCKED.search(value):
        return dt.date.fromisoformat(value[:10])
    return last_day(context, "D", max(1, len(before(context)))) or context.dct


def time_of_day(match: Match, context: Context) -> Reading | None:
    """A time of day, beside its day or alone; 24-hour times need a zone or "at".

    >>> from helpers.tag.times import read
    >>> read(
    ...     "Kidnapped at 10 p.m. Wednesday, he was freed around 7:15 a.m. on Feb. 12, at "
    ...     "1400 GMT or at noon Thursday.",
    ...     "1998-02-13",
    ... )
    10 p.m. Wednesday TIME 1998-02-11T22:00
    around 7:15 a.m. on Feb. 12 TIME 1998-02-12T07:15 APPROX
    1400 GMT TIME 1998-02-12T14:00
    noon Thursday TIME 1998-02-12T12:00
    >>> read("It rang at 10 p.m. last night and at 8:30 this morning.", "1998-02-13")
    10 p.m. last night TIME 1998-02-12T22:00
    8:30 this morning TIME 1998-02-13T08:30
    >>> read("It rang this morning at 8:30, and Friday just before 10 p.m.", "1998-02-16")
    this morning at 8:30 TIME 1998-02-16T08:30
    Friday just before 10 p.m. TIME 1998-02-13T22:00
    >>> read("Oct 31, 2024 - 16:00. They won 21:15 and 6-4.", "2024-10-31")
    Oct 31, 2024 - 16:00 TIME 2024-10-31T16:00
    >>> read("They landed at 1430 hours.", "2024-10-31")
    1430 hours TIME 2024-10-31T14:30
    >>> read("It fell at two o'clock in the morning, or 8:40 Friday night.", "2024-10-31")
    two o'clock in the morning TIME 2024-10-31T02:00
    8:40 Friday night TIME 2024-10-25T20:40
    >>> read("The blast came at 10:35 a.m. (0735 GMT) on Tuesday.", "2024-10-31")
    10:35 a.m. TIME 2024-10-29T10:35
    0735 GMT TIME 2024-10-29T07:35
    Tuesday DATE 2024-10-29
    >>> read("Shot on May 6, he died at 2 a.m. the next day.", "2024-05-31")
    May 6 DATE 2024-05-06
    2 a.m. the next day TIME 2024-05-07T02:00
    """
    words = match.words
    if "bare" in words and word_before(context).lower() not in BEFORE_CLOCK:
        return None
    time = clock(words)
    day = clock_day(words, context)
    if not time or day is None:
        return None
    return Reading("TIME", day.isoformat() + time, "APPROX" if "approx" in words else "")


def clock_words(match: Match, context: Context) -> Reading | None:
    """Half past ten, a quarter to six, ten minutes before midnight; "two minutes to ten people" is
    none.

    >>> from helpers.tag.times import read
    >>> read("It began at half past ten and ended ten minutes before midnight.", "2024-10-31")
    half past ten TIME 2024-10-31T10:30
    ten minutes before midnight TIME 2024-10-31T23:50
    """
    words = match.words
    minutes = 30 if "past" in words else 15 if "quarter" in words else number(words["n"])
    named = "name" in words or "past" in words or "o'clock" in match.text
    if not isinstance(minutes, (int, float)) or not 0 < minutes < 60:
        return None
    if not named and (context.text[context.end : context.end + 2].strip()[:1].isalnum()):
        return None
    time = clock({name: word for name, word in words.items() if name in ("hour", "name")})
    day = clock_day(words, context)
    if not time or day is None:
        return None
    sign = -1 if words.get("dir") in ("to", "before") else 1
    moment = int(time[1:3]) * 60 + sign * int(minutes)
    return Reading("TIME", f"{day.isoformat()}T{moment // 60 % 24:02d}:{moment % 60:02d}")


def iso_time(match: Match, context: Context) -> Reading | None:
    """A time stamp in ISO order.

    >>> from helpers.tag.times import read
    >>> read("Published 2024-10-31T16:05:00Z", "2024-10-31")
    2024-10-31T16:05:00Z TIME 2024-10-31T16:05
    """
    try:
        day = dt.date.fromisoformat(match.words["date"])
    except ValueError:
        return None
    time = clock({"hour": match.words["hour"], "minute": match.words["minute"]})
    return Reading("TIME", day.isoformat() + time) if time else None


def numeric_time(match: Match, context: Context) -> Reading | None:
    """A day in digits with its time, as agencies stamp what they send.

    >>> from helpers.tag.times import read
    >>> read("Moved 08/07/1998 05:14:00. AP-NY-08-07-98 0755EDT", "1998-08-07")
    08/07/1998 05:14:00 TIME 1998-08-07T05:14
    08-07-98 0755EDT TIME 1998-08-07T07:55
    """
    day = numeric_day(match, context)
    time = clock({"hour": match.words["hour"], "minute": match.words["minute"]})
    if day is None or not time:
        return None
    return Reading("TIME", day.value + time, "", "span" if "span" in match.words else "")


def shared_half(match: Match, context: Context) -> list[Reading] | None:
    """Two hours that share their "p.m.": the first lies in the same half of the day or the one
    before.

    >>> from helpers.tag.times import read
    >>> read("Open from 10 to 4 p.m.; between 3 and 5 a.m. Friday it rained.", "1998-08-08")
    10 TIME 1998-08-08T10:00
    4 p.m. TIME 1998-08-08T16:00
    3 TIME 1998-08-07T03:00
    5 a.m. Friday TIME 1998-08-07T05:00
    """
    words = match.words
    if "joint" in words and word_before(context).lower() not in BEFORE_CLOCK | AROUND:
        return None
    day = clock_day(words, context)
    last = clock(words)
    first = clock({"hour": words["first"], "half": words["half"], "minute": words.get("past", "0")})
    if day is None or not first or not last:
        return None
    if first >= last:
        half = "a.m." if words["half"][0] == "p" else "p.m."
        first = clock({"hour": words["first"], "half": half, "minute": words.get("past", "0")})
    return [
        Reading("TIME", day.isoformat() + first, "", "one"),
        Reading("TIME", day.isoformat() + last, "", "two"),
    ]


def part_of_day(match: Match, context: Context) -> Reading | None:
    """The morning, afternoon or evening of the last day mentioned nearby, else of publication.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "Prices fell Friday. Dealers bought in the morning; by mid-afternoon they sold.",
    ...     "1989-10-30",
    ... )
    Friday DATE 1989-10-27
    the morning TIME 1989-10-27TMO
    mid-afternoon TIME 1989-10-27TAF
    >>> read("Police arrived on May 6. That night, and the next morning, they fired.", "2024-06-01")
    May 6 DATE 2024-05-06
    That night TIME 2024-05-06TNI
    the next morning TIME 2024-05-07TMO
    >>> read("By early afternoon 200 had gathered.", "2024-06-01")
    early afternoon TIME 2024-06-01TAF START
    """
    words = match.words
    rel = words.get("rel", "").removeprefix("the ")
    if rel.startswith("that ") or rel in ("that", "same", ""):
        step = 0
    else:
        step = 1 if rel in ("following", "next") else -1
    day = shift(last_day(context, "D", 250) or context.dct, step, "D") or context.dct
    mod = STAGES.get(words.get("stage", ""), "")
    return Reading("TIME", day.isoformat() + day_part(words["part"]), mod)


def part_before(match: Match, context: Context) -> Reading | None:
    """ "The night before", with nothing behind it: of the day before the last one mentioned.

    "The morning after the storm" waits for the story to say when it stormed.

    >>> from helpers.tag.times import read
    >>> read("They fled on May 6. The night before, shells had hit the bridge.", "2024-06-01")
    May 6 DATE 2024-05-06
    The night before TIME 2024-05-05TNI
    """
    if word_after(context) not in {"", *ENDS_BEFORE}:
        return None
    step = -1 if match.words["dir"] == "before" else 1
    day = shift(last_day(context, "D", 250) or context.dct, step, "D")
    return Reading("TIME", day.isoformat() + day_part(match.words["part"])) if day else None
