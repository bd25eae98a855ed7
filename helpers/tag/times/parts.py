"""The named parts that the patterns are written with, and how a pattern becomes a regular expression.

Patterns keep to what both engines read: google-re2 runs all of them at once over the text (one linear
pass), ``re`` names the groups of a hit.  So there is no look-around, and every repetition is bounded.
A space in a pattern is the gap between two words; ``{NAME}`` is a part.
"""

from __future__ import annotations

import re

from .vocabulary import (
    APPROXIMATORS,
    DECADES,
    HOLIDAYS,
    MONTH_SHORT,
    MONTHS,
    ORDINALS,
    SEASONS,
    SMALL,
    TENS,
    WEEKDAY_SHORT,
    WEEKDAYS,
)

GAP = r"(?: {1,2}|\n)"


def _any(words: list[str]) -> str:
    return "|".join(
        sorted((re.escape(w).replace(r"\ ", " ") for w in words), key=len, reverse=True)
    )


def _names(words: list[str]) -> str:
    """Names as news prints them: May or MAY, never may."""
    return "(?-i:" + _any([w.title() for w in words] + [w.upper() for w in words]) + ")"


_ONES = _any([w for w in SMALL if w not in ("a", "an")])
_TENS = f"(?:{_any(list(TENS))})(?:(?:-|{GAP})(?:one|two|three|four|five|six|seven|eight|nine))?"
_BIG = (
    f"(?:(?:half a|a|several|{_ONES}|{_TENS}) )?(?:dozen|hundred|thousand)"
    f"(?: (?:and )?(?:{_TENS}|{_ONES}))?"
)
_ORDINAL_WORDS = _any([w for w in ORDINALS if not w[0].isdigit()])

PARTS = {
    "HY": f"(?:-|{GAP})",
    "MONTH": f"(?:{_names(list(MONTHS))}|{_names(list(MONTH_SHORT))}\\.?)",
    "MONTHNAME": f"(?:{_names(list(MONTHS))}|(?-i:Sept|Oct|Nov|Dec|Aug|Feb))",
    "WEEKDAY": _names(list(WEEKDAYS)),
    "WEEKDAYABBR": f"(?:{_names(list(WEEKDAYS))}|{_names(list(WEEKDAY_SHORT))}\\.?)",
    "DAY": r"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)",
    "DAYWORD": f"(?:{_ORDINAL_WORDS}|(?:twenty|thirty)(?:-|{GAP})(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))",
    "YEAR": r"(?:1[0-9]|20)\d\d",
    "YEAR2": r"'\d\d",
    "YEARWORD": f"(?:(?:nineteen|eighteen)(?:-|{GAP})(?:hundred|{_TENS}|{_ONES})|two thousand(?: and)?(?: (?:{_ONES}|{_TENS}))?|twenty(?:-|{GAP})(?:{_TENS}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen))",
    "DECADEWORD": _any(list(DECADES)),
    "NTH": f"(?:{_ORDINAL_WORDS}|twenty-(?:first|second|third)|\\d{{1,2}}(?:st|nd|rd|th))",
    "SEASON": _any(list(SEASONS)),
    "HOLIDAY": _any(list(HOLIDAYS)) + "|st patrick's day|saint patrick's day",
    "NUM": f"(?:\\d{{1,3}}(?:,\\d{{3}}){{1,2}}|\\d{{1,4}}(?:\\.\\d{{1,2}})?(?: [1-9]/[2-9])?|{_BIG}|{_TENS}|{_ONES})",
    "ONES": f"(?:{_ONES})",
    "VAGUE": r"(?:several|a few|few|many|some|a couple of|a couple|couple of|a number of|countless|(?:dozens|scores|hundreds|thousands) of)",
    "APPROX": f"(?P<approx>{_any(list(APPROXIMATORS))}) ",
    "UNIT": r"(?:seconds?|minutes?|hours?|days?|weeks?|fortnights?|weekends?|months?|quarters?|years?|decades?|century|centuries|millennium|millennia)",
    "UNIT1": r"(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|century|millennium)",
    "UNITS": r"(?:seconds|minutes|hours|days|weeks|fortnights|weekends|months|quarters|years|decades|centuries|millennia)",
    "CALENDAR": r"(?:week|weekend|month|quarter|fiscal year|year|decade|century)",
    "UADJ": r"(?:(?:more|additional|extra|full|straight|consecutive|successive|business|trading|working|calendar|long|whole|solid|further|short|fiscal|other) )?",
    "PART": r"(?:mornings?|afternoons?|evenings?|nights?)",
    "ZONE": r"(?-i:GMT|UTC|EST|EDT|ET|CST|CDT|CT|MST|MDT|PST|PDT|PT|BST|CET|CEST|MSK|IST|JST|[Ll]ocal time)",
    "AMPM": r"(?P<half>[ap](?:\.m\.|m\b))",
}  # fmt: skip


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
    return re.sub(r"(?<![{1,2}\\]) (?!\{1,2\})", lambda _: GAP, pattern)
