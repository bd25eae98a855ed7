"""Which way "last", "this" and "next" point, and the days that "earlier" and "later" leave of a
period."""

from __future__ import annotations

import datetime as dt

from .context import Reading
from .values import days_of, shift

BACKWARD = frozenset({"last", "past", "this past", "previous"})


FORWARD = frozenset({"next", "coming", "this coming", "upcoming"})


def steps(words: str) -> int:
    word = words.removeprefix("the ")
    return -1 if word in BACKWARD else 1 if word in FORWARD else 0


def bounded(value: str, mod: str, when: str, dct: dt.date) -> Reading:
    """ "Earlier this month" ends the day before publication, "later this month" begins the day
    after."""
    if when not in ("earlier", "later"):
        return Reading("DATE", value, mod)
    earliest, latest, _ = days_of(value)
    if earliest is None or latest is None:
        return Reading("DATE", value)
    if when == "earlier":
        return Reading(
            "DATE", value, "", "", earliest, max(earliest, min(latest, shift(dct, -1, "D") or dct))
        )
    return Reading(
        "DATE", value, "", "", min(latest, max(earliest, shift(dct, 1, "D") or dct)), latest
    )


def narrowed(value: str, mod: str) -> Reading:
    """The end of a year means its December, the start its January: narrower than late and early."""
    if len(value) == 4 and mod in ("START", "END"):
        earliest, latest, _ = days_of(f"{value}-{'12' if mod == 'END' else '01'}")
        return Reading("DATE", value, mod, "", earliest, latest)
    return Reading("DATE", value, mod)
