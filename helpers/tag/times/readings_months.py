"""Readings of months, with their year or without."""

from __future__ import annotations

import re

from .context import Context, Match, Reading, last_day, tense, word_after, word_before
from .numbers import full_year, month_number, ordinal
from .pointing import bounded, steps
from .values import safe_day
from .vocabulary import BEFORE_MONTH, MONTHS, STAGES, WEEKDAYS, word_set

DEADLINE = frozenset({"by", "until", "through", "till"})
# Verbs whose "that" opens a clause: "said that October was dry".
SAYING = word_set(
    """
    announced argue argued believe believed believes confirmed expect expected expects fear feared
    found hope hoped hopes insisted knew know likely noted predict predicted report reported said
    say saying says show showed shows so stated suggest suggested suggests tell tells think thinks
    thought told warned
    """
)
NAMES = frozenset({"may", "march", "april", "june", "august"})
TITLES = word_set(
    "mr mrs ms miss dr sir lady lord gen general col colonel judge justice officer sgt lt capt"
)
# What news writes of before it comes, without a verb: "the elections in November".
ELECTION = re.compile(
    r"\b[Ee]lections? in (?:early |late |mid-)?[A-Z]|\b[A-Z]\w+(?:'s)? (?:[a-z]+ )?elections?\b"
)
TRADED = frozenset({"contract", "contracts", "delivery", "futures"})
MARCHES = frozenset({"protest", "peace", "freedom", "women's", "long"})


def near_month(month: int, context: Context) -> tuple[int, int]:
    """Year and month: last after a past cue, next after a future one, without a cue the nearest."""
    this = context.dct.year * 12 + context.dct.month - 1
    past = this - (this + 1 - month) % 12
    around = context.text[max(0, context.start - 30) : context.end + 30]
    if word_after(context).lower() in TRADED:
        ahead = past != this  # "crude for May delivery"
    elif past == this:
        ahead = False
    elif this - past == 11:  # the coming month: of the one a year back news says "last"
        ahead = True
    elif this - past > 6 or (this - past > 3 and ELECTION.search(around)):
        ahead = word_before(context).lower() in DEADLINE or tense(context) != "past"
    else:
        ahead = tense(context) == "future"
    year, index = divmod(past + 12 * ahead, 12)
    return year, index + 1


def month_is_name(match: Match, context: Context) -> bool:
    """Whether May, March, April, June or August is a person, a verb or a protest here.

    "May" needs a word before it that goes with months; the others are names only before a surname.
    """
    word = match.words["month"].rstrip(".")
    previous, following = word_before(context).lower(), word_after(context)
    if previous.rstrip(".") in TITLES and word in NAMES:
        return True
    if word == "march" and (following in ("on", "against", "for") or previous in MARCHES):
        return True
    surname = following.istitle() and following.lower() not in {*MONTHS, *WEEKDAYS}
    if word in ("april", "june", "august") and surname and previous not in BEFORE_MONTH - {"and"}:
        return True
    return word in ("may", "mar", "jan", "dec") and previous not in BEFORE_MONTH


def month(match: Match, context: Context) -> Reading | None:
    """A month, with its year or without; early, mid and late are START, MID and END.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "Dedov said in February that talks, begun in late October 2023, will end by May.",
    ...     "2024-10-01",
    ... )
    February DATE 2024-02
    late October 2023 DATE 2023-10 END
    May DATE 2025-05
    >>> read("April Glaspie and Theresa May may march in the March on Washington.", "2024-10-01")
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
    March DATE 2023-03
    May 2023 DATE 2023-05
    >>> read("From January to November last year, exports rose.", "2000-01-04")
    January DATE 1999-01
    November last year DATE 1999-11
    """
    words = match.words
    if "year" in words:
        year = full_year(words["year"], context.dct)
    else:
        year = context.dct.year + steps(words["rel"])
    first, second = month_number(words["month"]), month_number(words["monthb"])
    return [
        Reading("DATE", f"{year - (first > second):04d}-{first:02d}", "", "one"),
        Reading("DATE", f"{year:04d}-{second:02d}", "", "two"),
    ]


def this_month_name(match: Match, context: Context) -> Reading | None:
    """Last, this or next May; "June last year".

    >>> from helpers.tag.times import read
    >>> read(
    ...     "Last May they signed; votes come this September. In July last year and last "
    ...     "month he sang.",
    ...     "1998-02-27",
    ... )
    Last May DATE 1997-05
    this September DATE 1998-09
    July last year DATE 1997-07
    last month DATE 1998-01
    >>> read("He was shot last Oct. 23; the court sits next Jan. 14.", "1998-02-27")
    last Oct. 23 DATE 1997-10-23
    next Jan. 14 DATE 1999-01-14
    """
    words = match.words
    number_ = month_number(words["month"])
    if "day" not in words and re.match(r" \d\d?\b", context.text[context.end : context.end + 4]):
        return None  # "this June 8, 2021 file photo": the day stands by itself
    step = steps(words["rel"])
    year = context.dct.year
    day = ordinal(words["day"]) or 0 if "day" in words else 0
    if "year" in words:
        year = full_year(words["year"], context.dct)
    elif "unit" in words or step == 0:
        year += step
    elif step < 0:
        year -= (number_, day) >= (context.dct.month, context.dct.day if day else 0)
    else:
        year += (number_, day) <= (context.dct.month, context.dct.day if day else 0)
    if day and (found := safe_day(year, number_, day)):
        return Reading("DATE", found.isoformat())
    when = words.get("stage", "")
    return bounded(f"{year:04d}-{number_:02d}", STAGES.get(when, ""), when, context.dct)


def opens_clause(context: Context) -> bool:
    """Whether "that" opens what somebody said: after a verb of saying or whom it was said to.

    >>> from datetime import date
    >>> opens_clause(Context("He told CNN that Friday", date(2024, 1, 1), 12, 23))
    True
    """
    previous = word_before(context)
    told = re.search(
        r"\b(?:told|tells|telling|reminded|informed|warned) (?:[\w.']+ ){1,4}$",
        context.text[max(0, context.start - 60) : context.start],
    )
    return bool(told) or previous.lower() in SAYING or previous.lower() in WEEKDAYS


def that_month_name(match: Match, context: Context) -> Reading | None:
    """That November, the following May, March of that year: reckoned from the last date mentioned.

    Without one before it nothing tells the year, and the month is read by itself; so it is where
    "that" opens what somebody said.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "He was arrested in August 1968 and freed that November, then exiled the following "
    ...     "May.",
    ...     "1998-02-27",
    ... )
    August 1968 DATE 1968-08
    that November DATE 1968-11
    the following May DATE 1969-05
    >>> read("In 1979 the shah fled; in April of that year a republic was declared.", "1998-02-27")
    1979 DATE 1979
    April of that year DATE 1979-04
    """
    words = match.words
    anchor = last_day(context, "Y")
    opens = opens_clause(context) or word_after(context)[:1].isdigit()
    if anchor is None or (words["rel"] == "that" and (opens or match.text.isupper())):
        return None
    number_ = month_number(words["month"])
    ahead = words["rel"] in ("the following", "the next")
    behind = words["rel"] == "the previous"
    if "unit" in words:
        year = anchor.year + ahead - behind
    elif ahead:
        year = anchor.year + (number_ <= anchor.month)
    else:
        year = anchor.year - (behind and number_ >= anchor.month)
    return Reading("DATE", f"{year:04d}-{number_:02d}", STAGES.get(words.get("stage", ""), ""))
