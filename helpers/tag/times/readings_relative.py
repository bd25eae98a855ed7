"""Readings of periods that point from somewhere: this week, that year, the end of the month, now.

News resolves against the publication day.  An earlier mention is the anchor only of "the
following", "the previous", "the same", "that" and of "earlier" and "later".
"""

from __future__ import annotations

import re

from .context import (
    FINENESS,
    UNIT_FINENESS,
    Context,
    Match,
    Reading,
    after,
    last_day,
    tense,
    word_after,
    word_before,
)
from .numbers import day_part, number, unit_of, weekday_number
from .pointing import bounded, steps
from .readings_months import opens_clause
from .readings_quarters import latest_period, own_quarter, quarter_to
from .values import at, shift
from .vocabulary import ENDS_BEFORE, OWN, SEASONS, STAGES, word_set

FATE = word_set("as for in of that where when with without") | {""}  # behind a noun "a future"
# "Man of the Year" is a title; "save the day" and "at the end of the day" are idioms.
NO_DATE = re.compile(
    r"\b(?:(?:album|book|campaign|car|coach|film|man|manager|person|player|rookie|song|team|woman"
    r"|word) of the year|of the (?:Year|Month|Week|Day|Decade)|[Aa]t the end of the day"
    r"|order of the day|to the day|[Bb]ack in the day|all the year round"
    r"|(?:sav(?:e|ed|es|ing)|carr(?:y|ied|ies)|w(?:i|o)n|seized?) the day)$"
)
RELATIVE = word_set("care for he her his i in it of our she that their they to we when you")


def this_unit(match: Match, context: Context) -> Reading | None:
    """This, last or next week (ISO week), weekend, month, quarter, year, decade, century.

    >>> from helpers.tag.times import read
    >>> read("He said last week that next month, unlike this year, would be calm.", "2024-10-01")
    last week DATE 2024-W39
    next month DATE 2024-11
    this year DATE 2024
    >>> read(
    ...     "Later this month he flies; earlier this year he was in Rome. It opens early "
    ...     "next year.",
    ...     "2024-10-01",
    ... )
    Later this month DATE 2024-10
    earlier this year DATE 2024
    early next year DATE 2025 START
    >>> read("It rained in the last week of the campaign.", "2024-10-01")
    """
    words = match.words
    if words["rel"] == "the last" and after(context, 4).startswith(" of "):
        return []
    if words["rel"] in ("last", "next", "past") and word_before(context).lower() in OWN:
        return []  # "in her last year"
    unit = unit_of(words["unit"])
    step = steps(words["rel"])
    day = shift(context.dct, step, "W" if unit == "WE" else unit)
    if day is None:
        return None
    when = words.get("stage", "")
    return bounded(at(day, unit), STAGES.get(when, ""), when, context.dct)


def that_unit(match: Match, context: Context) -> Reading | None:
    """That, the same, the following or the previous unit, from the last date mentioned.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "On May 22, 1995, he was promoted, and the following year he went to Rome.",
    ...     "1998-04-18",
    ... )
    May 22, 1995 DATE 1995-05-22
    the following year DATE 1996
    >>> read("The index fell 4% from the previous Friday.", "1989-10-30")
    the previous Friday DATE 1989-10-20
    """
    words = match.words
    rel = words["rel"].removeprefix("the ").removeprefix("very ")
    step = {"following": 1, "next": 1, "previous": -1, "preceding": -1, "prior": -1}.get(rel, 0)
    if "weekday" in words:
        if rel == "that" and opens_clause(context):
            return None
        anchor = last_day(context, "D") or context.dct
        gap = (weekday_number(words["weekday"]) - anchor.isoweekday()) % 7
        day = shift(anchor, gap or 7, "D") if step >= 0 else shift(anchor, gap - 7, "D")
        if not last_day(context, "D") and step < 0 and gap:
            day = shift(anchor, gap - 14, "D") if gap > 3 else day
        value = (day or anchor).isoformat()
        if "part" in words:
            return Reading("TIME", value + day_part(words["part"]))
        return Reading("DATE", value)
    if "season" in words:
        anchor = last_day(context, "Y") or context.dct
        return Reading("DATE", f"{anchor.year + step:04d}-{SEASONS[words['season']]}")
    unit = unit_of(words["unit"])
    anchor_value = last_day(context, "Y" if unit in ("Y", "M") and step == 0 else unit)
    if unit in ("Y", "DE", "CE") and anchor_value is None:
        anchor_value = last_day(context, unit)
    anchor = anchor_value or context.dct
    if unit == "Q":
        value = own_quarter(context)
        if value and step == 0:
            return Reading("DATE", value)
    day = shift(anchor, step, "W" if unit == "WE" else unit)
    if day is None or UNIT_FINENESS.get(unit, 9) > FINENESS["decade"] + 1:
        return None
    return Reading("DATE", at(day, unit))


def the_unit(match: Match, context: Context) -> Reading | list[Reading] | None:
    """The day, week, month, quarter, year, weekend: the last one mentioned, else that of
    publication.

    A year that ended or ends on a day is a length; "the day of the vote" and "the year he left"
    name some other day, which only the story knows: left alone.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "For the year ended March 31 it rose, and over the weekend and for the week "
    ...     "shares fell.",
    ...     "1989-10-30",
    ... )
    the year DURATION P1Y
    March 31 DATE 1989-03-31
    the weekend DATE 1989-W43-WE
    the week DATE 1989-W43
    >>> read("The Man of the Year saved the day; at the end of the day it rained.", "1989-10-30")
    """
    words = match.words
    unit = unit_of(words["unit"])
    if "ended" in words:
        if unit == "Q":
            value = quarter_to(context) or latest_period(match, context).value
            return Reading("DATE", value, "", "span")
        return Reading("DURATION", f"P1{unit}", "", "span")
    group = "span" if "span" in words else ""
    if unit == "WE":
        weekend = context.dct.isoweekday() >= 6 or tense(context) == "future"
        day = context.dct if weekend else shift(context.dct, -7, "D") or context.dct
        return Reading("DATE", at(day, "WE"), "", group)
    if unit == "Q":
        return Reading("DATE", latest_period(match, context).value, "", group)
    if not {"full", "stage"} & set(words) and word_after(context).lower() in RELATIVE:
        return []
    if NO_DATE.search(context.text, max(0, context.start - 20), context.end):
        return []
    if context.text.startswith("-", context.end):  # "the year-round resort"
        return None
    if unit == "D" or (unit in ("W", "M") and "full" not in words):
        near = last_day(context, unit, 300)
        return Reading("DATE", at(near or context.dct, unit), "", group)
    if unit in ("DE", "CE"):
        return Reading("DATE", at(context.dct, unit), "", group)
    return Reading("DATE", at(context.dct, unit), "", group)


def unit_before(match: Match, context: Context) -> Reading | None:
    """ "The year before", with nothing behind it: before the last date mentioned.

    "The day before the vote" waits for the story to say when the vote was: "the day" is left.

    >>> from helpers.tag.times import read
    >>> read("In 2008 it lost money, but not the year before.", "2010-06-11")
    2008 DATE 2008
    the year before DATE 2007
    >>> read("On May 6 he was charged; he had been found the day before by a jogger.", "2010-06-11")
    May 6 DATE 2010-05-06
    the day before DATE 2010-05-05
    """
    following = context.text[context.end : context.end + 8].strip()[:1]
    ends = following in (".", ",", ";", ")", '"', "") or word_after(context) in ENDS_BEFORE
    if match.words["dir"] != "earlier" and not ends:
        return None
    unit = unit_of(match.words["unit"])
    step = 1 if match.words["dir"] == "after" else -1
    day = shift(last_day(context, unit) or context.dct, step, unit)
    return Reading("DATE", at(day, unit)) if day else None


def before_last(match: Match, context: Context) -> Reading | None:
    """The week before last, the year after next.

    >>> from helpers.tag.times import read
    >>> read("He fell ill the week before last and retires the year after next.", "1998-03-11")
    the week before last DATE 1998-W09
    the year after next DATE 2000
    """
    unit = unit_of(match.words["unit"])
    day = shift(context.dct, -2 if "last" in match.words else 2, unit)
    return Reading("DATE", at(day, unit)) if day else None


def reference(match: Match, context: Context) -> Reading | list[Reading]:
    """Now, recently, the future: PRESENT_REF, PAST_REF and FUTURE_REF.

    Former, once, then, already, soon and current are left alone: annotators mark them too rarely.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "It is now clear, as recently warned, that in recent years and the near future "
    ...     "...",
    ...     "2024-10-01",
    ... )
    now DATE PRESENT_REF
    recently DATE PAST_REF
    recent years DATE PAST_REF
    the near future DATE FUTURE_REF
    >>> read("They won the past two elections, unlike in the past.", "2024-10-01")
    the past DATE PAST_REF
    """
    words = match.text.lower()
    following = word_after(context).lower()
    if words == "the past" and (number(following) or following in ("couple", "few", "several")):
        return []  # "the past two elections" are counted, not dated
    if words == "recently" and word_before(context).lower() == "as" and following == "as":
        return []  # "as recently as Friday"
    if words == "a future" and following not in FATE:
        return []  # "a future leader"
    if words.endswith("the future") and after(context, 4).startswith(" of "):
        return []  # "the future of the industry" is its fate
    if "future" in words or "term" in words or words.endswith((" day", "someday")):
        return Reading("DATE", "FUTURE_REF", "", "span" if "span" in match.words else "")
    if "now" in words or "current" in words or "these days" in words or "present" in words:
        return Reading("DATE", "PRESENT_REF")
    return Reading("DATE", "PAST_REF")
