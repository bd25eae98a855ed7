"""Readings of years, decades and centuries."""

from __future__ import annotations

from .context import Context, Match, Reading, word_after, word_before
from .numbers import full_year, ordinal
from .vocabulary import COUNTED, DECADES, OWN, STAGES, word_set

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


def year(match: Match, context: Context) -> Reading | list[Reading] | None:
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
    >>> read("The temple is of 1500 B.C., or older.", "1998-01-01")
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
        if context.text.startswith((" B.C", " BC", "BC"), context.end):
            return []
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
    elif match.text.lower() == "two thousand" and word_before(context).lower() not in YEAR_BEFORE:
        return None  # "two thousand boats"
    mod = "APPROX" if "approx" in words else STAGES.get(words.get("stage", ""), "")
    return Reading("DATE", f"{full_year(words['year'], context.dct):04d}", mod)


def year_range(match: Match, context: Context) -> list[Reading] | None:
    """The two years of a range in digits; the second may be short.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "In the 1980-88 war and between 1996-1998 he served. Call 555-1985-2044, or 1998-2.",
    ...     "2024-10-01",
    ... )
    1980 DATE 1980
    88 DATE 1988
    1996 DATE 1996
    1998 DATE 1998
    """
    first, second = int(match.words["one"]), match.words["two"]
    size = 10 ** len(second)  # the digits that the second year does not repeat
    last = int(second) if len(second) == 4 else first - first % size + int(second)
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


def decades(match: Match, context: Context) -> list[Reading] | None:
    """Two decades, the second by its last two digits.

    >>> from helpers.tag.times import read
    >>> read("Jazz of the 1920s and 30s.", "2024-10-01")
    the 1920s DATE 192
    30s DATE 193
    """
    first, last = match.words["decade"][:3], match.words["last"][0]
    if not first[2] < last:
        return None
    return [Reading("DATE", first, "", "one"), Reading("DATE", first[:2] + last, "", "two")]


def century(match: Match, context: Context) -> Reading | None:
    """A century by its number; its value is the first two digits of its years.

    >>> from helpers.tag.times import read
    >>> read("An 11th century temple, a relic of the early nineteenth century.", "1998-02-19")
    11th century DATE 10
    the early nineteenth century DATE 18 START
    """
    words = match.words
    number_ = ordinal(words["nth"]) or 0
    if number_ < 6 and word_before(context).lower() in OWN:
        return None  # "the club is in its second century"
    if match.text.endswith("Century") and word_after(context)[:1].isupper():
        return None  # "21st Century Fox"
    if not 1 <= number_ <= 30:
        return None
    return Reading("DATE", f"{number_ - 1:02d}", STAGES.get(words.get("stage", ""), ""))
