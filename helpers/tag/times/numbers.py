"""Number words, years in words and units: from the words of a match to what they count."""

from __future__ import annotations

import datetime as dt
import re

from .vocabulary import (
    APPROXIMATORS,
    BIG,
    DAY_PARTS,
    MONTH_SHORT,
    MONTHS,
    ORDINALS,
    SMALL,
    TENS,
    UNITS,
    WEEKDAY_SHORT,
    WEEKDAYS,
)

AHEAD = 20  # years; "the '60s" of 2024 are long over, a "FY 30" is planned
VAGUE = re.compile(
    r"several|a few|few|many|some|countless|a number of|(?:dozens|scores|hundreds|thousands) of"
)


def plain(words: str) -> str:
    """Lower case, one space between words.

    >>> plain("Twenty\\nFour  Hours")
    'twenty four hours'
    """
    return " ".join(words.lower().split())


def number(words: str) -> float | str | None:
    """What a quantity counts, "X" where it is vague, None where it is no number.

    >>> number("1,500"), number("2 1/2"), number("twenty-four"), number("two dozen")
    (1500.0, 2.5, 24, 24)
    >>> number("a couple of"), number("several")
    (2, 'X')
    >>> number("a hundred and fifty"), number("half a"), number("dozen")
    (150, 0.5, 12)
    """
    words = plain(words)
    if words[:1].isdigit():
        whole, _, part = words.replace(",", "").replace("-", " ").partition(" ")
        top, _, bottom = part.partition("/")
        return float(whole) + (int(top) / int(bottom) if bottom and int(bottom) else 0)
    if VAGUE.fullmatch(words):
        return "X"
    if words in ("a couple", "a couple of", "couple of"):
        return 2
    if words in ("half", "half a", "half an", "a half"):
        return 0.5
    total: float = 0
    for word in re.split(r"[-\s]+", words):
        if word == "half":
            total += 0.5
        elif word in BIG:
            total = (total or 1) * BIG[word]
        elif word in TENS or word in SMALL:
            total += TENS.get(word) or SMALL[word]
        elif word not in ("and", "of"):
            return None
    return total or None


def year_in_words(words: str) -> int | None:
    """A year as broadcasters say it.

    >>> year_in_words("nineteen ninety-six"), year_in_words("two thousand")
    (1996, 2000)
    >>> year_in_words("two thousand and five"), year_in_words("twenty twelve")
    (2005, 2012)
    """
    parts = [part for part in re.split(r"[-\s]+", plain(words)) if part != "and"]
    if parts[:2] == ["two", "thousand"]:
        rest = number(" ".join(parts[2:])) if parts[2:] else 0
        return 2000 + int(rest) if isinstance(rest, (int, float)) else None
    rest = number(" ".join(parts[1:]))
    century = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[parts[0]]
    return century + int(rest) if isinstance(rest, (int, float)) else None


def ordinal(words: str) -> int | None:
    """Which one: "third", "21st", "twenty-first".

    >>> [ordinal(words) for words in ("third", "21st", "twenty-first")]
    [3, 21, 21]
    """
    words = plain(words)
    if words in ORDINALS:
        return ORDINALS[words]
    if words[:1].isdigit():
        return int(re.match(r"\d+", words)[0])  # type: ignore[index]
    tens, _, ones = words.replace(" ", "-").partition("-")
    return TENS[tens] + ORDINALS[ones] if tens in TENS and ones in ORDINALS else None


def unit_of(words: str) -> str:
    """The code of a unit, singular or plural.

    >>> [unit_of(words) for words in ("years", "centuries", "trading days", "hour", "fiscal year")]
    ['Y', 'CE', 'D', 'TH', 'Y']
    """
    word = plain(words).rsplit(" ", 1)[-1].rstrip("'")
    return UNITS.get(word) or UNITS[word[:-1]]


def mod_of(words: str | None) -> str:
    """The TIMEX3 mod of the words before a quantity.

    >>> mod_of("less than "), mod_of(None)
    ('LESS_THAN', '')
    """
    return APPROXIMATORS.get(plain(words), "") if words else ""


def day_part(words: str) -> str:
    """What a part of the day adds to a day's value; the middle of a part is the part.

    >>> day_part("night"), day_part("mid-morning"), day_part("midafternoon")
    ('TNI', 'TMO', 'TAF')
    """
    word = plain(words)
    return DAY_PARTS.get(word) or DAY_PARTS[word.removeprefix("mid").lstrip("- ")]


def month_number(words: str) -> int:
    word = words.rstrip(".").lower()
    return MONTHS.get(word) or MONTH_SHORT[word]


def weekday_number(words: str) -> int:
    word = words.rstrip(".").lower()
    return WEEKDAYS.get(word) or WEEKDAY_SHORT[word]


def full_year(words: str, dct: dt.date) -> int:
    """Four digits of a year written with four, with two, or in words; two digits take the nearest
    century that puts them no more than ``AHEAD`` years ahead.

    >>> full_year("'60", dt.date(2024, 1, 1))
    1960
    >>> full_year("'98", dt.date(2024, 1, 1)), full_year("nineteen ninety-six", dt.date(1998, 1, 1))
    (1998, 1996)
    """
    digits = words.lstrip("'")
    if not digits.isdigit():
        return year_in_words(digits) or dct.year
    year = int(digits)
    if len(digits) > 2:
        return year
    years = [century + year for century in (1800, 1900, 2000, 2100)]
    return min(years, key=lambda y: (y > dct.year + AHEAD, abs(y - dct.year)))
