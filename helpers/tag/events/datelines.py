"""The place and day that an agency prints before its first sentence: when it was filed, no more."""

from __future__ import annotations

import re

# Characters; "WEST PALM BEACH, Fla./NEW YORK, Sept 30 (Reuters Breakingviews) -" has 66.
LONGEST = 90

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?:{_MONTH}\ \d{{1,2}}|\d{{1,2}}\ {_MONTH})(?:,?\ \d{{4}})?"
_NAME = r"(?!(?:On|In|By|At|Since|Until|After|Before|From)\b)[A-Z][\w.'’]{1,20}"
_PLACE = rf"{_NAME}(?:[\ -](?:[a-z]{{2,3}}\ )?{_NAME}){{0,3}}"
_AGENCY = r"(?:\([A-Z][\w\ ./&-]{0,40}\)|/[A-Z][\w\ .-]{0,20}/\.?|[A-Z][\w]{1,12})"
_DATELINE = re.compile(
    rf"""(?x)
    (?!{_MONTH}\ \d | (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)  # a day that begins a sentence
    {_PLACE} (?: (?:,\ |/) {_PLACE} ){{0,2}}
    ,?\ (?: {_DATE} (?: ,?\ {_AGENCY} )? | {_AGENCY},?\ {_DATE} )
    \ ?(?: (?<=/)\.?\ | (?<=/\.)\ | [—–]\ ? | --?\ | :\ )"""
)


def skip_dateline(text: str, start: int, end: int) -> int:
    """Where the words of a sentence begin behind the dateline that opens its paragraph, if any.

    It refuses a day that the sentence itself tells of: nothing but places, a date and an agency
    stand before the dash.

    >>> text = "MOSCOW, Jan. 20 (Reuters) - The presidents signed on Friday."
    >>> text[skip_dateline(text, 0, len(text)):]
    'The presidents signed on Friday.'
    >>> text = "TEHRAN, January 17 /TASS/. The talks are over."
    >>> text[skip_dateline(text, 0, len(text)):]
    'The talks are over.'
    >>> skip_dateline("On Jan. 20 - a Monday - they signed.", 0, 36)
    0
    """
    if start and text[start - 1] != "\n":
        return start
    found = _DATELINE.match(text, start, min(end, start + LONGEST))
    return found.end() if found else start
