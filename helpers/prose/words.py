"""Numbers and days to words.  Every sentence of the report is built from these."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import pandas as pd
from markupsafe import Markup, escape

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
Day = dt.date | pd.Timestamp | None


def is_known(day: Day) -> bool:
    return day is not None and not pd.isna(day)


def say_number(n: int) -> str:
    """Words up to nine, figures with thousands beyond.

    >>> say_number(3), say_number(12), say_number(1200)
    ('three', '12', '1,200')
    """
    return SMALL[n] if 0 <= n < len(SMALL) else f"{n:,}"


def say_none(n: int) -> str:
    """
    >>> say_none(0), say_none(2)
    ('none', 'two')
    """
    return say_number(n) if n else "none"


def say_count(n: int, noun: str, plural: str = "") -> str:
    """
    >>> say_count(1, "article"), say_count(0, "conflict"), say_count(14, "country", "countries")
    ('1 article', 'no conflict', '14 countries')
    """
    if n == 0:
        return f"no {noun}"
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def say_share(k: int, n: int, noun: str, plural: str = "") -> str:
    """
    >>> say_share(3, 5, "article"), say_share(0, 5, "article"), say_share(1, 1, "article")
    ('3 of 5 articles', 'none of 5 articles', 'the only article')
    """
    if n == 1:
        return f"the only {noun}" if k else f"not the only {noun}"
    return (
        f"{k:,} of {n:,} {plural or noun + 's'}" if k else f"none of {n:,} {plural or noun + 's'}"
    )


def say_list(items: Iterable[object], last: str = "and") -> Markup:
    """Escaped and joined without a serial comma.

    >>> str(say_list(["a", "b & c"])), str(say_list([])), str(say_list("abc"))
    ('a and b &amp; c', 'none', 'a, b and c')
    """
    parts: Sequence[Markup] = [escape(item) for item in items]
    if not parts:
        return Markup("none")
    if len(parts) == 1:
        return parts[0]
    return Markup(", ").join(parts[:-1]) + Markup(f" {last} ") + parts[-1]


MOST_NAMED = 6  # things that a sentence names; the tables have the rest


def cut_list(items: Iterable[object], most: int = MOST_NAMED) -> list[Markup]:
    """The items that a sentence names; the last one counts what it does not.

    >>> [str(item) for item in cut_list("abcde", 3)], [str(item) for item in cut_list("abc", 3)]
    (['a', 'b', '3 more'], ['a', 'b', 'c'])
    """
    parts = [escape(item) for item in items]
    if len(parts) <= most:
        return parts
    return [*parts[: most - 1], Markup(f"{len(parts) - most + 1:,} more")]


def say_date(day: Day, short: bool = False) -> str:
    """
    >>> say_date(dt.date(2025, 1, 17)), say_date(dt.date(2025, 1, 17), short=True), say_date(None)
    ('17 January 2025', '17 Jan 2025', 'an unknown day')
    """
    if not is_known(day):
        return "an unknown day"
    return f"{day.day} {day:%b %Y}" if short else f"{day.day} {day:%B %Y}"


def say_month(day: Day) -> str:
    return f"{day:%B %Y}" if is_known(day) else "an unknown month"


def is_whole_month(earliest: Day, latest: Day) -> bool:
    return (
        earliest.day == 1
        and (earliest.year, earliest.month) == (latest.year, latest.month)
        and (latest + dt.timedelta(days=1)).day == 1
    )


def say_interval(earliest: Day, latest: Day, short: bool = False) -> str:
    """The days between two bounds, as short as they allow; an open side is said to be open.

    >>> d = dt.date
    >>> say_interval(d(2024, 10, 22), d(2024, 10, 24)), say_interval(d(2024, 9, 1), d(2024, 9, 30))
    ('22 to 24 October 2024', 'September 2024')
    >>> say_interval(d(2006, 1, 1), d(2006, 12, 31)), say_interval(None, d(2024, 12, 31))
    ('2006', 'by 31 December 2024')
    >>> say_interval(d(2024, 10, 31), None), say_interval(d(2023, 12, 5), d(2024, 1, 2))
    ('from 31 October 2024, no end given', '5 December 2023 to 2 January 2024')
    """
    if not is_known(earliest) and not is_known(latest):
        return "no day given"
    if not is_known(earliest):
        return f"by {say_date(latest, short)}"
    if not is_known(latest):
        return f"from {say_date(earliest, short)}, no end given"
    if earliest == latest:
        return say_date(earliest, short)
    if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
        return (
            f"{earliest.year}"
            if earliest.year == latest.year
            else f"{earliest.year} to {latest.year}"
        )
    if is_whole_month(earliest, latest):
        return f"{earliest:%b %Y}" if short else say_month(earliest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day} to {say_date(latest, short)}"
    if earliest.year == latest.year:
        month = f"{earliest:%b}" if short else f"{earliest:%B}"
        return f"{earliest.day} {month} to {say_date(latest, short)}"
    return f"{say_date(earliest, short)} to {say_date(latest, short)}"


def say_days(days: int) -> str:
    """
    >>> say_days(1), say_days(-12), say_days(0)
    ('1 day', '12 days', 'no day')
    """
    return say_count(abs(days), "day")


def capitalise(sentence: Markup | str) -> Markup:
    """Raise the first letter, skipping a leading tag."""
    text = str(escape(sentence))
    at = 0
    while at < len(text) and text[at] == "<":
        at = text.index(">", at) + 1
    return Markup(text[:at] + text[at : at + 1].upper() + text[at + 1 :])
