"""Time expressions: find them, read their value, and reckon from them.

``vocabulary`` holds the words, ``parts`` and the ``rules_*`` modules how they combine, the
``readings_*`` modules what they mean, ``scan`` the pass over a text, ``values`` and ``offsets`` the
calendar.
"""

from __future__ import annotations

import datetime as dt

from .offsets import resolve_offset
from .scan import find_times

__all__ = ["find_times", "read", "resolve_offset"]


def read(text: str, dct: str = "") -> None:
    """Print what the tagger reads in a text, a line each: the form in which the rules show
    examples.

    >>> read("She resigned last week.", "1998-03-01")
    last week DATE 1998-W08
    """
    for found in find_times(text, dt.date.fromisoformat(dct) if dct else None):
        print(*filter(None, (found.text, found.type, found.value, found.mod)))
