"""Readings of expressions that point from somewhere: this, last and next; ago, earlier and later; now.

News resolves against the publication day.  An earlier mention is the anchor only of "the following",
"the previous", "the same", "that" and of "earlier" and "later".
"""

from __future__ import annotations

import datetime as dt
import re

from .context import FINENESS, UNIT_FINENESS, Context, Match, Reading, before, last_day, last_value, tense, word_after
from .numbers import mod_of, number, unit_of
from .readings_calendar import month_number, weekday_number
from .values import at, days_of, duration, season_at, shift
from .vocabulary import DAY_PARTS, SEASON_STARTS, SEASONS, STAGES

BACKWARD = frozenset({"last", "past", "this past", "previous"})
FORWARD = frozenset({"next", "coming", "this coming", "upcoming"})
QUARTER = re.compile(r"\d{4}-Q\d")
RELATIVE = frozenset("of when that in he she they we i it you his her their our to for".split())
PERIOD = re.compile(r"\d{4}-Q\d|\d{4}|P\d+[MY]")
PART_OF_YEAR = re.compile(r"\d{4}-[QH]\d")


def steps(words: str) -> int:
    word = words.removeprefix("the ")
    return -1 if word in BACKWARD else 1 if word in FORWARD else 0


def bounded(value: str, mod: str, when: str, dct: dt.date) -> Reading:
    """ "Earlier this month" ends the day before publication, "later this month" begins the day after."""
    if when not in ("earlier", "later"):
        return Reading("DATE", value, mod)
    earliest, latest, _ = days_of(value)
    if earliest is None or latest is None:
        return Reading("DATE", value)
    if when == "earlier":
        return Reading("DATE", value, "", "", earliest, max(earliest, min(latest, shift(dct, -1, "D") or dct)))
    return Reading("DATE", value, "", "", min(latest, max(earliest, shift(dct, 1, "D") or dct)), latest)


def this_unit(match: Match, context: Context) -> Reading | None:
    """This, last or next week (ISO week), weekend, month, quarter, year, decade, century.

    >>> from helpers.tag.times import read
    >>> read("He said last week that next month, unlike this year, would be calm.", "2024-10-01")
    ['last week DATE 2024-W39', 'next month DATE 2024-11', 'this year DATE 2024']
    >>> read("Later this month he flies; earlier this year he was in Rome. It opens early next year.", "2024-10-01")
    ['Later this month DATE 2024-10', 'earlier this year DATE 2024', 'early next year DATE 2025 START']
    """
    words = match.words
    unit = unit_of(words["unit"])
    rel = words["rel"]
    step = steps(rel)
    if unit == "WE" and step < 0 and context.dct.isoweekday() >= 6 and rel != "this past":
        step = -1
    if unit == "WE" and rel in ("next",):
        step = 1
    if rel.endswith("latest"):
        return latest_period(match, context)
    day = shift(context.dct, step, "W" if unit == "WE" else unit)
    if day is None:
        return None
    when = words.get("stage", "")
    return bounded(at(day, unit), STAGES.get(when, ""), when, context.dct)


def latest_period(match: Match, context: Context) -> Reading:
    """ "The latest quarter", "the period": the quarter last mentioned, else the last one completed.

    >>> from helpers.tag.times import read
    >>> read("Third-quarter profit fell. In the latest period it lost money.", "1989-11-02")
    ['Third-quarter DATE 1989-Q3', 'the latest period DATE 1989-Q3']
    """
    words = match.words
    if words.get("unit") in ("fiscal year", "year", "month", "week"):
        return Reading("DATE", at(context.dct, unit_of(words["unit"])))
    now = at(context.dct, "Q")
    if "current" in match.text.lower():
        return Reading("DATE", now)
    return Reading("DATE", own_quarter(context) or at(shift(context.dct, -1, "Q") or context.dct, "Q"))


def own_quarter(context: Context) -> str:
    """The quarter that a report is about: the last one mentioned of the latest year, over by now if possible."""
    now = at(context.dct, "Q")
    quarters = [value for _, _, value in context.mentions[-24:] if QUARTER.fullmatch(value) and value <= now]
    quarters = [value for value in quarters if value < now] or quarters
    year = max((value[:4] for value in quarters), default="")
    return next((value for value in reversed(quarters) if value[:4] == year), "")


def year_back(match: Match, context: Context) -> Reading | None:
    """ "A year earlier" in a company report: the same period of the year before the one last mentioned.

    Without a quarter in the text it is the year before publication.

    >>> from helpers.tag.times import read
    >>> read("Third-quarter profit rose to $5 million from $3 million a year earlier.", "1989-11-02")
    ['Third-quarter DATE 1989-Q3', 'a year earlier DATE 1988-Q3']
    >>> read("Prices are higher than a year ago.", "2024-10-01")
    ['a year ago DATE 2023']
    """
    value = last_value(context, PERIOD, 3000)
    group = "span" if "span" in match.words and match.words["span"] else ""
    own = own_quarter(context)
    if QUARTER.fullmatch(value) and own:
        return Reading("DATE", f"{int(own[:4]) - 1:04d}{own[4:]}", "", group)
    if "ago" not in match.text.lower() and value[:1] != "P" and re.fullmatch(r"\d{4}", value) and "-" not in match.text:
        return Reading("DATE", f"{int(value) - 1:04d}", "", group)
    return Reading("DATE", f"{context.dct.year - 1:04d}", "", group)


def units_ago(match: Match, context: Context) -> Reading | None:
    """N units ago: the granularity is the unit, a decade is ten years; vague counts are PAST_REF.

    >>> from helpers.tag.times import read
    >>> read("It began about a decade ago, not two weeks ago or 10 days ago. Five months ago it rose.", "1998-03-22")
    ['about a decade ago DATE 1988 APPROX', 'two weeks ago DATE 1998-W10', '10 days ago DATE 1998-03-12', 'Five months ago DATE 1997-10']
    >>> read("It closed several years ago; three hours ago it was open.", "1998-03-22")
    ['several years ago DATE PAST_REF', 'three hours ago TIME 1998-03-22']
    """
    words = match.words
    unit = unit_of(words["unit"])
    n = number(words["n"]) if "n" in words else "X"
    mod = mod_of(words.get("approx"))
    if unit[0] == "T":
        return Reading("TIME", context.dct.isoformat(), mod)
    return shifted(context.dct, n, unit, -1, mod)


def shifted(anchor: dt.date, n: float | str | None, unit: str, sign: int, mod: str = "") -> Reading:
    """The day ``n`` units from an anchor at the granularity of the unit."""
    fallback = Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", mod)
    if n == "X" or n is None:
        return fallback
    count = float(n)
    if count != int(count):
        months = {"Y": 12, "DE": 120, "CE": 1200}.get(unit)
        if not months:
            return fallback
        count, unit, fine = count * months, "M", "Y"
    else:
        fine = {"DE": "Y", "CE": "Y", "WE": "W", "ML": "Y", "Q": "Q"}.get(unit, unit)
    day = shift(anchor, sign * int(count), unit) if abs(count) < 1e6 else None
    return Reading("DATE", at(day, fine), mod) if day else fallback


def units_later(match: Match, context: Context) -> Reading | None:
    """N units earlier or later than the last date mentioned, else than publication.

    Without a number ("days earlier") it is the month of its anchor.  A count of hours or a "later"
    without a date before it stays a duration.

    >>> from helpers.tag.times import read
    >>> read("They met in mid-September. Days earlier, Berlin had signed.", "2024-10-01")
    ['mid-September DATE 2024-09 MID', 'Days earlier DATE 2024-09']
    >>> read("On April 6, 1994, he died. Three days later, war came; a pilot called two hours later.", "1998-02-27")
    ['April 6, 1994 DATE 1994-04-06', 'Three days later DATE 1994-04-09', 'two hours DURATION PT2H']
    """
    words = match.words
    unit = unit_of(words["unit"])
    n = number(words["n"]) if "n" in words else "X"
    mod = mod_of(words.get("approx"))
    sign = 1 if words["dir"].split()[0] in ("later", "afterward", "afterwards", "after", "from", "hence", "on") else -1
    length = Reading("DURATION", duration(n, unit), mod, "span") if "n" in words and n is not None else None
    if unit[0] == "T":
        return length
    if "from now" in words["dir"] or "hence" in words["dir"]:
        return shifted(context.dct, n, unit, sign, mod)
    anchor = last_day(context, "DE" if unit in ("DE", "CE") else "Y")
    near = last_day(context, unit if unit != "DE" else "Y")
    if n == "X":
        anchor = anchor or context.dct
        if unit not in ("D", "W") or "n" in words:
            return length
        return Reading("DATE", at(anchor, "M"), mod)
    if unit in ("Y", "M") and anchor:
        return shifted(anchor, n, unit, sign, mod)
    if near is None and sign > 0:
        return length
    return shifted(near or context.dct, n, unit, sign, mod)


def this_weekday(match: Match, context: Context) -> Reading:
    """Last, this or next Friday; "Friday last week"; "this coming Sunday".

    >>> from helpers.tag.times import read
    >>> read("He left last Friday and returns next Tuesday or this Sunday; on Monday of last week he was ill.", "2024-10-03")
    ['last Friday DATE 2024-09-27', 'next Tuesday DATE 2024-10-08', 'this Sunday DATE 2024-10-06', 'Monday of last week DATE 2024-09-23']
    """
    words = match.words
    weekday = weekday_number(words["weekday"])
    gap = (weekday - context.dct.isoweekday()) % 7
    if "unit" in words:
        monday = shift(context.dct, 1 - context.dct.isoweekday() + 7 * steps(words["rel"]), "D") or context.dct
        day = shift(monday, weekday - 1, "D")
    elif steps(words["rel"]) < 0:
        day = shift(context.dct, gap - 7, "D")
    elif steps(words["rel"]) > 0:
        day = shift(context.dct, gap or 7, "D")
    else:
        day = shift(context.dct, weekday - context.dct.isoweekday(), "D")
    value = (day or context.dct).isoformat()
    if "part" in words:
        return Reading("TIME", value + DAY_PARTS[words["part"]])
    return Reading("DATE", value)


def this_month_name(match: Match, context: Context) -> Reading:
    """Last, this or next May; "June last year".

    >>> from helpers.tag.times import read
    >>> read("Last May they signed; votes come this September. In July last year and last month he sang.", "1998-02-27")
    ['Last May DATE 1997-05', 'this September DATE 1998-09', 'July last year DATE 1997-07', 'last month DATE 1998-01']
    """
    words = match.words
    number_ = month_number(words["month"])
    step = steps(words["rel"])
    year = context.dct.year
    if "unit" in words or step == 0:
        year += step
    elif step < 0:
        year -= number_ >= context.dct.month
    else:
        year += number_ <= context.dct.month
    when = words.get("stage", "")
    if "day" in words:
        try:
            return Reading("DATE", dt.date(year, number_, int(words["day"].rstrip("stndrh"))).isoformat())
        except ValueError:
            pass
    return bounded(f"{year:04d}-{number_:02d}", STAGES.get(when, ""), when, context.dct)


def this_season(match: Match, context: Context) -> Reading:
    """Last, this or next summer; the last one is the latest that is over.

    >>> from helpers.tag.times import read
    >>> read("He came to power last summer. This fall they vote.", "2025-01-17")
    ['last summer DATE 2024-SU', 'This fall DATE 2025-FA']
    >>> read("Last winter was mild, said the farmer this spring.", "1998-03-22")
    ['Last winter DATE 1997-WI', 'this spring DATE 1998-SP']
    """
    words = match.words
    code = SEASONS[words["season"]]
    step = steps(words["rel"])
    year, here = season_at(context.dct)
    ahead = SEASON_STARTS[code] - SEASON_STARTS[here]
    if step < 0:
        year -= ahead > 0 or (ahead == 0 and words["rel"] != "this past")
    elif step > 0:
        year += ahead <= 0
    elif here == "WI" and context.dct.month < 3 and code != "WI":
        year += 1
    if "unit" in words:
        year = context.dct.year + step
    when = words.get("stage", "")
    return bounded(f"{year:04d}-{code}", STAGES.get(when, ""), when, context.dct)


def that_unit(match: Match, context: Context) -> Reading | None:
    """That, the same, the following or the previous unit, from the last date mentioned.

    >>> from helpers.tag.times import read
    >>> read("On May 22, 1995, he was promoted, and the following year he went to Rome.", "1998-04-18")
    ['May 22, 1995 DATE 1995-05-22', 'the following year DATE 1996']
    >>> read("The index fell 4% from the previous Friday.", "1989-10-30")
    ['the previous Friday DATE 1989-10-20']
    """
    words = match.words
    rel = words["rel"].removeprefix("the ").removeprefix("very ")
    step = {"following": 1, "next": 1, "previous": -1, "preceding": -1, "prior": -1}.get(rel, 0)
    if "weekday" in words:
        anchor = last_day(context, "D") or context.dct
        gap = (weekday_number(words["weekday"]) - anchor.isoweekday()) % 7
        day = shift(anchor, gap or 7, "D") if step >= 0 else shift(anchor, gap - 7, "D")
        if not last_day(context, "D") and step < 0 and gap:
            day = shift(anchor, gap - 14, "D") if gap > 3 else day
        return Reading("DATE", (day or anchor).isoformat())
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
    """The day, week, month, quarter, year, weekend: the last one mentioned, else that of publication.

    A year that ended or ends on a day is a length; "the day of the vote" and "the year he left" name
    some other day, which only the story knows: left alone.

    >>> from helpers.tag.times import read
    >>> read("For the year ended March 31 it rose, and over the weekend and for the week shares fell.", "1989-10-30")
    ['the year DURATION P1Y', 'March 31 DATE 1989-03-31', 'the weekend DATE 1989-W43-WE', 'the week DATE 1989-W43']
    """
    words = match.words
    unit = unit_of(words["unit"])
    if "ended" in words:
        if unit == "Q":
            return Reading("DATE", latest_period(match, context).value, "", "span")
        return Reading("DURATION", f"P1{unit}", "", "span")
    group = "span" if "span" in words else ""
    if unit == "WE":
        weekend = context.dct.isoweekday() >= 6 or tense(context) == "future"
        day = context.dct if weekend else shift(context.dct, -7, "D") or context.dct
        return Reading("DATE", at(day, "WE"), "", group)
    if unit == "Q":
        return Reading("DATE", latest_period(match, context).value, "", group)
    if "full" not in words and word_after(context).lower() in RELATIVE:
        return []
    if unit == "D" or (unit in ("W", "M") and "full" not in words):
        near = last_day(context, unit, 300)
        return Reading("DATE", at(near or context.dct, unit), "", group)
    if unit in ("DE", "CE"):
        return Reading("DATE", at(context.dct, unit), "", group)
    return Reading("DATE", at(context.dct, unit), "", group)


def day_word(match: Match, context: Context) -> Reading | None:
    """Today, yesterday, tomorrow and their parts; "late yesterday"; "the day before yesterday".

    >>> from helpers.tag.times import read
    >>> read("Shares fell late yesterday; he sings tomorrow night. Earlier today it rained, as last night.", "2024-10-01")
    ['late yesterday DATE 2024-09-30 END', 'tomorrow night TIME 2024-10-02TNI', 'Earlier today DATE 2024-10-01', 'last night TIME 2024-09-30TNI']
    """
    words = match.words
    word = words["word"]
    days = {"yesterday": -1, "tomorrow": 1, "last": -1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(word, 0)
    day = (shift(context.dct, days, "D") or context.dct).isoformat()
    part = "night" if word == "tonight" else words.get("part", "")
    mod = STAGES.get(words.get("stage", ""), "")
    if part:
        return Reading("TIME", day + DAY_PARTS[part.removeprefix("mid-").removeprefix("mid")], mod)
    return Reading("DATE", day, mod)


def reference(match: Match, context: Context) -> Reading:
    """Now, recently, the future: PRESENT_REF, PAST_REF and FUTURE_REF.

    Former, once, then, already, soon and current are left alone: annotators mark them too rarely.

    >>> from helpers.tag.times import read
    >>> read("It is now clear, as recently warned, that in recent years and the near future ...", "2024-10-01")
    ['now DATE PRESENT_REF', 'recently DATE PAST_REF', 'recent years DATE PAST_REF', 'the near future DATE FUTURE_REF']
    """
    words = match.text.lower()
    if "future" in words or "day" in words.removesuffix("these days"):
        return Reading("DATE", "FUTURE_REF", "", "span" if "span" in match.words else "")
    if "now" in words or "current" in words or "these days" in words or "present" in words:
        return Reading("DATE", "PRESENT_REF")
    return Reading("DATE", "PAST_REF")


def period_before(match: Match, context: Context) -> Reading:
    """ "The 1988 period", "the corresponding period last year", "last year's quarter".

    >>> from helpers.tag.times import read
    >>> read("Third-quarter net rose. In the 1988 period it fell; also in the year-earlier quarter.", "1989-11-02")
    ['Third-quarter DATE 1989-Q3', 'the 1988 period DATE 1988-Q3', 'the year-earlier quarter DATE 1988-Q3']
    """
    words = match.words
    value = own_quarter(context)
    year = int(words["year"]) if "year" in words else context.dct.year + steps(words.get("rel", "last"))
    if value and ("year" not in words or last_value(context, PERIOD, 3000)[:1] != "P"):
        return Reading("DATE", f"{year:04d}{value[4:]}")
    return Reading("DATE", f"{year:04d}")


def year_end(match: Match, context: Context) -> Reading:
    """ "Year-end" is the end of the publication year, or of the one named.

    >>> from helpers.tag.times import read
    >>> read("They will finish by year-end.", "1989-11-02")
    ['year-end DATE 1989 END']
    """
    from .readings_calendar import narrowed

    year = int(match.words["year"]) if "year" in match.words and match.words["year"] else context.dct.year
    if "since" in before(context, 12):
        year -= 1
    return narrowed(f"{year:04d}", "MID" if match.text.lower().startswith("mid") else "END")
