"""Readings of repetitions: "every day", "each July", "annual", "twice a week"."""

from __future__ import annotations

from .context import Context, Match, Reading, word_after, word_before
from .numbers import month_number, number, unit_of, weekday_number
from .values import duration
from .vocabulary import ADVERB_UNITS, DAY_PARTS, SEASONS


def every(match: Match, context: Context) -> Reading:
    """Every and each: a SET whose value is the step, or the weekday, month or season that returns.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "They march each July, every Thursday and every day; every two years and each "
    ...     "summer.",
    ...     "2024-10-01",
    ... )
    each July SET XXXX-07
    every Thursday SET XXXX-WXX-4
    every day SET P1D
    every two years SET P2Y
    each summer SET XXXX-SU
    >>> read("He fished every weekend.", "2024-10-01")
    every weekend SET XXXX-WXX-WE
    """
    words = match.words
    part = DAY_PARTS.get(words.get("part", "").removesuffix("s"), "")
    if "weekday" in words:
        return Reading("SET", f"XXXX-WXX-{weekday_number(words['weekday'])}{part}")
    if "month" in words:
        return Reading("SET", f"XXXX-{month_number(words['month']):02d}")
    if "season" in words:
        return Reading("SET", f"XXXX-{SEASONS[words['season'].removesuffix('s')]}")
    if part:
        return Reading("SET", f"XXXX-XX-XX{part}")
    if words["unit"] == "weekend":
        return Reading("SET", "XXXX-WXX-WE")
    n = number(words["n"]) if "n" in words else 2 if "other" in words else 1
    return Reading("SET", duration(n if n is not None else 1, unit_of(words["unit"])))


def adverb(match: Match, context: Context) -> Reading | list[Reading]:
    """Daily, weekly, monthly, annual, yearly; quarterly and the names of newspapers are left alone.

    >>> from helpers.tag.times import read
    >>> read(
    ...     "The annual summit, weekly talks; the Daily Telegraph's quarterly report. He told "
    ...     "Harbour News Daily.",
    ...     "2024-10-01",
    ... )
    annual SET P1Y
    weekly SET P1W
    """
    named = word_before(context)[:1].isupper() or word_after(context)[:1].isupper()
    if match.text[0].isupper() and named:
        return []
    return Reading("SET", duration(1, ADVERB_UNITS[match.text.lower()]))


def times_a_unit(match: Match, context: Context) -> Reading | None:
    """How often in a unit: one set with its count; "three times a day's pay" is an amount.

    >>> from helpers.tag.times import read
    >>> read("She swims twice a week and writes home three times a year.", "2024-10-01")
    twice a week SET P1W
    three times a year SET P1Y
    >>> read("The shop opens six days a week, and the hotline 24 hours a day.", "2024-10-01")
    six days a week SET P1W
    24 hours a day SET P1D
    """
    if context.text.startswith(("'", " ago", " earlier", " before"), context.end):
        return None
    return Reading("SET", duration(1, unit_of(match.words["unit"])))
