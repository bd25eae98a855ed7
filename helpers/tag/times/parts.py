"""The named parts that the patterns are written with, and how a pattern becomes a regular
expression.

Patterns keep to what both engines read: google-re2 runs all of them at once over the text (one
linear pass), ``re`` names the groups of a hit.  So there is no look-around, and every repetition
but that of blanks is bounded.  A space in a pattern is the gap between two words; ``{NAME}`` is a
part.
"""

from __future__ import annotations

import re

from .vocabulary import (
    AFTER_EASTER,
    APPROXIMATORS,
    DECADES,
    HOLIDAYS,
    MONTH_SHORT,
    MONTHS,
    NTH_WEEKDAYS,
    ORDINALS,
    SEASONS,
    SMALL,
    TENS,
    WEEKDAY_SHORT,
    WEEKDAYS,
)

GAP = r"(?:\x20*[\x20\n]\x20*)"  # a line may break between words; blanks may indent it


def _any(words: list[str]) -> str:
    """Alternatives in dictionary order: the engine shares what neighbours begin with."""
    words = sorted(words, key=lambda word: f"{word}~")  # "sixteen" before "six"
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in words)


def _names(words: list[str]) -> str:
    """Names as news prints them: May or MAY, never may."""
    return (
        "(?-i:"
        + _any([w.title().replace("'S", "'s") for w in words] + [w.upper() for w in words])
        + ")"
    )


_ONES = _any([w for w in SMALL if w not in ("a", "an")])
_TENS = f"(?:{_any(list(TENS))})(?:(?:-|{GAP})(?:one|two|three|four|five|six|seven|eight|nine))?"
_BIG = (
    f"(?:(?:half a|a|several|{_ONES}|{_TENS}) )?(?:dozen|hundred|thousand)"
    f"(?: (?:and )?(?:{_TENS}|{_ONES}))?"
)
_ORDINAL_WORDS = _any([w for w in ORDINALS if not w[0].isdigit()])

_NINTHS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_TEEN_YEARS = "ten|eleven|twelve|" + _any([word for word in SMALL if word.endswith("teen")])

PARTS = {
    "HY": f"(?:-|{GAP})",
    # names
    "MONTH": f"(?:{_names(list(MONTHS))}|{_names(list(MONTH_SHORT))}\\.?)",
    "MONTHNAME": f"(?:{_names(list(MONTHS))}|(?-i:Sept|Oct|Nov|Dec|Aug|Feb))",
    "WEEKDAY": _names(list(WEEKDAYS)),
    "WEEKDAYABBR": f"(?:{_names(list(WEEKDAYS))}|{_names(list(WEEKDAY_SHORT))}\\.?)",
    "SEASON": _any(list(SEASONS)),
    "HOLIDAY": (
        f"(?:{_any(list(HOLIDAYS))}|st patrick's day|saint patrick's day"
        f"|{_names([*NTH_WEEKDAYS, *AFTER_EASTER])})"
    ),
    "ZONE": (
        r"(?-i:GMT|UTC|EST|EDT|ET|CST|CDT|CT|MST|MDT|PST|PDT|PT|BST|CET|CEST|MSK|IST|JST"
        r"|[Ll]ocal time|Eastern(?: (?:Daylight|Standard))?(?: [Tt]ime)?"
        r"|(?:UK|US|[A-Z][a-z]{2,11}) time|(?:Central|Pacific|Mountain) Time)"
    ),
    # days and years
    "COMMA": r"(?: ?,)?",  # tokenised corpora print a blank before it
    "DAY": r"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)",
    "DAYWORD": f"(?:{_ORDINAL_WORDS}|(?:twenty|thirty)(?:-|{GAP})(?:{_NINTHS}))",
    "YEAR": r"(?:1[0-9]|20)\d\d",
    "DECADE": r"(?:1[0-9]|20)\d0",
    "YEAR2": r"'\d\d",
    "YEARWORD": (
        f"(?:(?:nineteen|eighteen)(?:-|{GAP})(?:hundred|{_TENS}|{_ONES})"
        f"|two thousand(?: and)?(?: (?:{_ONES}|{_TENS}))?"
        f"|twenty(?:-|{GAP})(?:{_TENS}|{_TEEN_YEARS}))"
    ),
    "DECADEWORD": _any(list(DECADES)),
    "NTH": f"(?:{_ORDINAL_WORDS}|twenty-(?:first|second|third)|\\d{{1,2}}(?:st|nd|rd|th))",
    # quantities
    "NUM": (
        r"(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,4}(?:\.\d{1,2})?(?:(?: |-)[1-9]/[2-9])?"
        f"|{_BIG}|{_TENS}|{_ONES})"
    ),
    "ONES": f"(?:{_ONES})",
    "VAGUE": (
        r"(?:several|a few|few|many|some|a couple of|a couple|couple of|a number of|countless"
        r"|(?:dozens|scores|hundreds|thousands) of)"
    ),
    "APPROX": f"(?P<approx>{_any(list(APPROXIMATORS))}) ",
    # units
    "UNIT": (
        r"(?:seconds?|minutes?|hours?|days?|weeks?|fortnights?|weekends?|months?|quarters?"
        r"|years?|decades?|century|centuries|millennium|millennia)"
    ),
    "UNIT1": (
        r"(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|century|millennium)"
    ),
    "UNITS": (
        r"(?:seconds|minutes|hours|days|weeks|fortnights|weekends|months|quarters|years|decades"
        r"|centuries|millennia)"
    ),
    "CALENDAR": r"(?:week|weekend|month|quarter|fiscal year|year|decade|century)",
    "UADJ": (  # what may stand between a number and its unit
        r"(?:(?:more|additional|extra|full|straight|consecutive|successive|business|trading"
        r"|working|calendar|long|whole|solid|further|short|fiscal|other) )?"
    ),
    # parts of the day
    "PART": r"(?:mornings?|afternoons?|evenings?|nights?)",
    "PART1": r"(?:morning|afternoon|evening|night)",
    "AMPM": r"(?P<half>[ap](?:\.m\.|m\b))",
}


def expand(pattern: str) -> str:
    """A pattern with its parts and gaps written out.

    >>> re.fullmatch(expand("(?P<unit>{UNIT1}) end"), "year  end", re.I)["unit"]
    'year'
    """
    while True:
        filled = re.sub(r"\{([A-Z][A-Z0-9]*)\}", lambda m: PARTS[m[1]], pattern)
        if filled == pattern:
            break
        pattern = filled
    return pattern.replace(" ", GAP)
