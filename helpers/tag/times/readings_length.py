"""Readings of lengths: "20-year", "several weeks", "the past two months"."""

from __future__ import annotations

import re
from itertools import pairwise

from .context import Context, Match, Reading, word_before
from .numbers import mod_of, number, unit_of
from .values import duration
from .vocabulary import word_set

# Words directly before "a year" that make it a length; after others with an amount it is a rate.
LENGTH_BEFORE = word_set(
    """
    about after almost another approximately around barely be been before by during every for
    from half in is just last lasted lasting least lost most nearly of only over roughly
    since some spend spending spent take taken takes than to took under until wait waited was
    within without
    """
)
# Words before "over three years" that make "over" a more than; elsewhere it is a preposition.
LASTING = word_set(
    """
    within after for in just last lasted lasting lasts of spend spent take taken takes took well
    """
)
# What stands on one side of a bare plural that is a length: "within weeks", "days after".
PLURAL_BEFORE = word_set(
    """
    a after as before by despite during even few following for in into just last lasted lasting
    lasts mere merely of only or over perhaps possibly spend spending spent take taken takes
    than through took until wait waited within
    """
)
PLURAL_AFTER = re.compile(
    r" {1,24}(?:of|after|before|since|later|earlier|ahead|away|into|prior to|on end|to come"
    r"|from now)\b"
)
UNIT_WORDS = word_set("day days evening evenings hour hours minutes night nights times")
COARSER = "Y M W D TH TM TS"  # units from the coarsest to the finest
BEFORE_VERB = word_set(
    "can could did does may might must not only rarely shall should to usually which will would"
)
AMOUNT = re.compile(
    r"\d|\b(?:once|twice|times|million|billion|hundreds?|thousands?|dozens?|two|three|four|five|six"
    r"|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty)\b"
)


def units(match: Match, context: Context) -> Reading | list[Reading] | None:
    """A number of units; about, nearly and more than are inside the span and become the mod.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "The 20-year treaty, 15 months of fighting, less than a week, a couple of "
    ...     "decades, nearly two years.",
    ...     "2025-01-17",
    ... )
    20-year DURATION P20Y
    15 months DURATION P15M
    less than a week DURATION P1W LESS_THAN
    a couple of decades DURATION P2DE APPROX
    nearly two years DURATION P2Y APPROX
    >>> read("He took the stand for more than four hours, within 2 1/2 years.", "1998-02-27")
    more than four hours DURATION PT4H MORE_THAN
    2 1/2 years DURATION P2Y6M
    """
    words = match.words
    unit = unit_of(words["unit"])
    n = number(words["n"])
    if n is None:
        return None
    if words["n"] == "many" and word_before(context).lower() == "as":
        return []  # "the second time in as many months"
    mod = mod_of(words.get("approx"))
    if "couple" in words["n"] and not mod:
        mod = "APPROX"
    if "fortnight" in words["unit"] and n != "X":
        n = 2 * float(n)
    if words["n"] == "some" and not words["unit"].endswith("s"):
        return None
    if "half" in words and n != "X":
        n = float(n) + 0.5
    lasting = n == "X" and word_before(context).lower() in LASTING
    if unit == "TS" and ((n == "X" and not lasting) or n == 1 or "-" in match.text):
        return None
    if words.get("approx") == "over" and word_before(context).lower() not in LASTING:
        return Reading("DURATION", duration(n, unit), "", "core" if "core" in words else "")
    return Reading("DURATION", duration(n, unit), mod)


def units_and_units(match: Match, context: Context) -> Reading | None:
    """Whole units and what remains in finer ones are one length.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "He circled it in 4 hours, 55 minutes. It lasted eight years and three months, or "
    ...     "a 3-hour, 20-minute flight; they spent two weeks, two days of them ill.",
    ...     "1998-10-30",
    ... )
    4 hours, 55 minutes DURATION PT4H55M
    eight years and three months DURATION P8Y3M
    3-hour, 20-minute DURATION PT3H20M
    two weeks DURATION P2W
    two days DURATION P2D
    """
    behind = (" of them", " of which", " a day", " a week")
    if context.text.startswith(behind, context.end) or word_before(context).lower() == "between":
        return None
    parts: list[tuple[float, str]] = []
    for name in ("first", "second", "third"):
        if name in match.words:
            count, unit = re.split(r"[- ](?=[a-z]+$)", match.words[name])
            n = number(count)
            if not isinstance(n, (int, float)) or n != int(n):
                return None
            parts.append((n, unit_of(unit)))
    places = [COARSER.find(unit) for _, unit in parts]
    if -1 in places or not all(one < two for one, two in pairwise(places)):
        return None
    days = "".join(f"{n:.0f}{unit}" for n, unit in parts if unit[0] != "T")
    clock = "".join(f"{n:.0f}{unit[1:]}" for n, unit in parts if unit[0] == "T")
    value = "P" + days + ("T" + clock if clock else "")
    return Reading("DURATION", value, mod_of(match.words.get("approx")))


def units_to_units(match: Match, context: Context) -> list[Reading] | None:
    """A range of lengths is two expressions, the first without its unit; an age is none.

    >>> from helpers.tag.times import read
    >>> read("Repairs take two to six days. They train for about 10 to 12 weeks.", "2024-10-01")
    two DURATION P2D
    six days DURATION P6D
    about 10 DURATION P10W APPROX
    12 weeks DURATION P12W
    """
    words = match.words
    unit = unit_of(words["unit"])
    first, last = number(words["n"]), number(words["last"])
    if first is None or last is None or unit == "TS":
        return None
    return [
        Reading("DURATION", duration(first, unit), mod_of(words.get("approx")), "one"),
        Reading("DURATION", duration(last, unit), "", "two"),
    ]


def one_unit(match: Match, context: Context) -> Reading | list[Reading] | None:
    """ "A year" is a length after a preposition or verb of lasting; after an amount it is a rate,
    left alone.

    >>> from helpers.tag.times import read
    >>> read("It lasted a year. They earn $5 million a year. Within a week he left.", "2024-10-01")
    a year DURATION P1Y
    a week DURATION P1W
    >>> read("It rained all day and all year long.", "2024-10-01")
    all day DURATION P1D
    all year long DURATION P1Y
    """
    words = match.words
    unit = unit_of(words["unit"])
    previous = word_before(context).lower()
    if unit == "TS" or (unit == "Q" and previous in ("than", "about", "nearly", "almost")):
        return None
    value = duration(1, unit) if "fortnight" not in words["unit"] else "P2W"
    mod = mod_of(words.get("approx"))
    if context.text.startswith((" of", "-") if unit == "Q" else "-", context.end):
        return None  # "a quarter of them", "a day-to-day job"
    if words.get("approx") == "over" and previous not in LASTING:
        return Reading("DURATION", value, "", "core")
    if mod or words["n"] in ("an additional", "all"):
        return Reading("DURATION", value, mod)
    if previous in UNIT_WORDS:
        return []  # "two nights a week"
    if previous and previous not in LENGTH_BEFORE:
        window = context.text[max(0, context.start - 60) : context.start].rsplit(". ", 1)[-1]
        if AMOUNT.search(window.lower()):
            return []
    return Reading("DURATION", value)


def halves(match: Match, context: Context) -> Reading:
    """Half a unit, a unit and a half, a quarter century.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "A minute and a half later, after half a century and a half-hour, a "
    ...     "quarter-century.",
    ...     "1998-01-14",
    ... )
    A minute and a half DURATION PT1M30S
    half a century DURATION P50Y
    a half-hour DURATION PT30M
    a quarter-century DURATION P25Y
    >>> read("Little changed over the past half century.", "1998-01-14")
    the past half century DURATION P50Y
    """
    words = match.words
    unit = unit_of(words["unit"])
    mod = mod_of(words.get("approx"))
    if "quarter" in words:
        return Reading("DURATION", "P25Y" if unit == "CE" else "PT15M", mod)
    n = 1.5 if "and" in words else 0.5
    if unit in ("CE", "DE"):
        return Reading("DURATION", f"P{int(n * (100 if unit == 'CE' else 10))}Y", mod)
    if unit == "D" and n == 0.5:
        return Reading("DURATION", "PT12H", mod)
    return Reading("DURATION", duration(n, unit), mod)


def unit_long(match: Match, context: Context) -> Reading:
    """A length of one unit in one word, vague in the plural.

    >>> from helpers.tag.times import read
    >>> read("The week-long siege and a monthlong strike; a years-long war.", "2024-10-01")
    week-long DURATION P1W
    monthlong DURATION P1M
    years-long DURATION PXY
    """
    unit = match.words["unit"]
    return Reading("DURATION", duration("X" if unit.endswith("s") else 1, unit_of(unit)))


def plural(match: Match, context: Context) -> Reading | None:
    """A bare plural is a vague length beside a word of lasting or distance: days PXD, weeks PXW,
    years PXY.

    Two of them ("weeks or months") are one length of the first.  Elsewhere it is left alone: "on
    days when", "working days", "minutes" that are papers.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "Weeks before the attack, in development for years, days after the visit; it "
    ...     "happened within hours.",
    ...     "2023-12-12",
    ... )
    Weeks DURATION PXW
    years DURATION PXY
    days DURATION PXD
    hours DURATION PTXH
    >>> read("It will take weeks or months, if not years.", "2023-12-12")
    weeks or months DURATION PXW
    """
    words = match.words
    unit = unit_of(words["unit"])
    previous = word_before(context).lower()
    behind = PLURAL_AFTER.match(context.text, context.end)
    if previous not in PLURAL_BEFORE and not behind:
        return None
    if unit[0] == "T" and previous not in LASTING and (not behind or behind[0].strip() == "of"):
        return None
    return Reading("DURATION", duration("X", unit))


def past_units(match: Match, context: Context) -> Reading | None:
    """The last, past, next, first or coming N units: one length with its article.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "Over the past several months, in the last 24 hours and the first nine months, "
    ...     "for the coming years.",
    ...     "2024-10-01",
    ... )
    the past several months DURATION PXM
    the last 24 hours DURATION PT24H
    the first nine months DURATION P9M
    the coming years DURATION PXY
    >>> read(
    ...     "In recent months and coming weeks; over the past year or so, the weeks ahead.",
    ...     "2024-10-01",
    ... )
    recent months DURATION PXM
    coming weeks DURATION PXW
    the past year or so DATE 2023
    the weeks ahead DURATION PXW
    """
    words = match.words
    unit = unit_of(words["unit"])
    if match.text.lower().startswith("last ") and word_before(context).lower() in BEFORE_VERB:
        return None  # "the siege could last weeks"
    if context.text.startswith("-", context.end):
        return None  # "the decades-long war"
    if "n" in words:
        n = number(words["n"])
    elif words["unit"].endswith("s"):
        n = "X"
    else:
        n = 1
    if n is None:
        return None
    if n == 1 and unit in ("Y", "M", "W", "DE", "CE", "Q", "D"):
        return None
    mod = mod_of(words.get("approx"))
    return Reading("DURATION", duration(n, unit), mod)
