"""Readings of months, years, decades and centuries."""

from __future__ import annotations

import re

from .context import Context, Match, Reading, last_day, tense, word_after, word_before
from .numbers import full_year, month_number, ordinal
from .pointing import bounded, steps
from .values import safe_day
from .vocabulary import BEFORE_MONTH, COUNTED, DECADES, MONTHS, STAGES, WEEKDAYS, word_set

# Words in front of a bare four-digit number that make it a label, and those that make it an amount.
NUMBERED = word_set(
    """
    airbus apt article articles at boeing bus channel chapter extension flight flights gate highway
    interstate kilometer mile model no nos number numbers page pages paragraph psalm resolution
    resolutions room rooms route row rule section sections serial store suite title unit verse
    version windows zip
    """
)
# Words in front of a year that lies too far off to be one without them.
YEAR_BEFORE = word_set(
    "ad after before between by circa during from in of since through till to until year"
)


AMOUNT = word_set("about almost approximately estimated least nearly over roughly some than")


DEADLINE = frozenset({"by", "until", "through", "till"})
# Verbs whose "that" opens a clause: "said that October was dry".
SAYING = word_set(
    """
    announced argue argued believe believed believes confirmed expect expected expects fear feared
    found hope hoped hopes knew know noted predict predicted report reported said say saying says
    show showed shows so suggest suggested suggests tell tells think thinks thought told warned
    """
)
MARCHES = frozenset({"protest", "peace", "freedom", "women's", "long"})


def near_month(month: int, context: Context) -> tuple[int, int]:
    """Year and month: last after a past cue, next after a future one, without a cue the nearest."""
    this = context.dct.year * 12 + context.dct.month - 1
    past = this - (this + 1 - month) % 12
    time = tense(context)
    deadline = word_before(context).lower() in DEADLINE
    if past == this:
        ahead = False
    elif this - past == 11:  # the coming month: of the one a year back news says "last"
        ahead = True
    elif this - past > 6:
        ahead = time != "past" or deadline
    else:
        ahead = time == "future"
    year, index = divmod(past + 12 * ahead, 12)
    return year, index + 1


def month_is_name(match: Match, context: Context) -> bool:
    """Whether May, March, April, June or August is a person, a verb or a protest here.

    "May" needs a word before it that goes with months; the others are names only before a surname.
    """
    word = match.words["month"].rstrip(".")
    previous, following = word_before(context).lower(), word_after(context)
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
    """
    words = match.words
    year = full_year(words["year"], context.dct)
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
    previous, following = word_before(context).lower(), word_after(context)
    opens = previous in SAYING or previous in WEEKDAYS or following[:1].isdigit()
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


def year(match: Match, context: Context) -> Reading | None:
    """A year: in digits where nothing makes it a count, a price, a part number or an index, or in
    words.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "Since 1985, and in early 2022, some 2000 troops paid $1999 for Boeing 1998 "
    ...     "flights in 1,999 days.",
    ...     "2024-10-01",
    ... )
    1985 DATE 1985
    early 2022 DATE 2022 START
    1,999 days DURATION P1999D
    >>> read("Convicted in nineteen ninety-one; half by the year two thousand.", "1998-01-01")
    nineteen ninety-one DATE 1991
    the year two thousand DATE 2000
    >>> read("Founded in 1209, with 1200 rooms and 2080 pupils, 2000 of them girls.", "1998-01-01")
    1209 DATE 1209
    """
    words = match.words
    if words["year"].isdigit():
        behind = context.text[context.end : context.end + 2]
        if behind[:1] in ("%", "$") or (
            behind[:1] in (".", ",", "-", "/", ":") and behind[1:].isdigit()
        ):
            return None
        following, previous = word_after(context).lower(), word_before(context)
        front = previous.lower().rstrip(".")
        if following in COUNTED or front in NUMBERED or previous[:1] == "$":
            return None
        near = 1500 <= int(words["year"]) <= context.dct.year + 50
        if following == "of" or not (near or front in YEAR_BEFORE or "year" in match.text.lower()):
            return None  # "2000 of them", "resolutions 1160 and 1203", "2080 points"
        if (
            previous.lower() in AMOUNT
            and following.endswith("s")
            and following not in ("was", "is", "has")
        ):
            return None
    mod = "APPROX" if "approx" in words else STAGES.get(words.get("stage", ""), "")
    return Reading("DATE", f"{full_year(words['year'], context.dct):04d}", mod)


def year_range(match: Match, context: Context) -> list[Reading] | None:
    """The two years of a range in digits; the second may be short.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "In the 1980-88 war and between 1996-1998 he served. Call 555-1985-2044.",
    ...     "2024-10-01",
    ... )
    1980 DATE 1980
    88 DATE 1988
    1996 DATE 1996
    1998 DATE 1998
    """
    first, second = int(match.words["one"]), match.words["two"]
    last = int(second) if len(second) == 4 else first - first % 100 + int(second)
    if not first < last <= first + 120:
        return None
    return [Reading("DATE", f"{first:04d}", "", "one"), Reading("DATE", f"{last:04d}", "", "two")]


def decade(match: Match, context: Context) -> Reading:
    """A decade: "the 1990s", "the '80s", "the late seventies".

    >>> from helpers.tag.times import read
    >>> read(
    ...     "In the late 1970s and the '80s, unlike the nineties, he was in his thirties.",
    ...     "2024-10-01",
    ... )
    the late 1970s DATE 197 END
    the '80s DATE 198
    the nineties DATE 199
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
    11th century DATE 10
    the early nineteenth century DATE 18 START
    """
    words = match.words
    number_ = ordinal(words["nth"]) or 0
    if not 1 <= number_ <= 30:
        return None
    return Reading("DATE", f"{number_ - 1:02d}", STAGES.get(words.get("stage", ""), ""))
