"""What an export says of the day of publication → that day, with the bounds that it leaves."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

EAST, WEST = dt.timedelta(hours=14), dt.timedelta(hours=-12)
"""How far clocks of the world are from UTC: a time in UTC leaves the outlet's own day open."""

_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?")
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}")
_MILLISECONDS = 10**11  # more seconds than that would be after the year 5000


@dataclass(frozen=True, slots=True)
class Days:
    """The day that is named, and the first and the last that it may be on the outlet's clock."""

    earliest: dt.date
    day: dt.date
    latest: dt.date


def read_days(value: object, epoch: bool = False) -> Days:
    """A date or a time, however exports write it; a ValueError where it is none.

    Texts are ISO 8601, RFC 2822, or digits as GDELT has them (YYYYMMDD, then HHMMSS in UTC).
    Numbers are those digits too, else seconds or milliseconds since 1970; texts are it only where
    ``epoch`` says so, since nobody can tell 1700000000 from an hour of the year 1700.

    >>> read_days("2025-01-17T01:30:00+03:00").day, read_days(20250117).day
    (datetime.date(2025, 1, 17), datetime.date(2025, 1, 17))
    >>> read_days("Fri, 17 Jan 2025 09:30:00 GMT").latest, read_days(1737106200).earliest
    (datetime.date(2025, 1, 17), datetime.date(2025, 1, 16))
    """
    if isinstance(value, dt.datetime):
        return _bound(value)
    if isinstance(value, dt.date):
        return Days(value, value, value)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ValueError("no date")
    number = not isinstance(value, str)
    if isinstance(value, float):
        value = int(value) if value.is_integer() else value
    text = str(value).strip()
    digits = _DIGITS.fullmatch(text)
    if digits and not (epoch and not number):
        parts = [int(part) for part in digits.groups(0)]
        if number and not 1 <= parts[1] <= 12:
            raise ValueError(text)
        return _bound(dt.datetime(*parts, tzinfo=dt.UTC if digits[4] else None))
    if (number or epoch) and _EPOCH.fullmatch(text):
        seconds = int(text) / (1000 if int(text) > _MILLISECONDS else 1)
        return _bound(dt.datetime.fromtimestamp(seconds, dt.UTC))
    if number:
        raise ValueError(text)
    try:
        return _bound(dt.datetime.fromisoformat(text))
    except ValueError:
        return _bound(_read_mail(text))


def _read_mail(text: str) -> dt.datetime:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        raise ValueError(text) from None


def _bound(stamp: dt.datetime) -> Days:
    """A time with an offset from UTC is the outlet's own; in UTC, or without, days are open.

    Midnight without a zone is how exports write a day.
    """
    shift = stamp.utcoffset()
    day = stamp.date()
    if shift or (shift is None and stamp.time() == dt.time.min):
        return Days(day, day, day)
    try:
        return Days((stamp + WEST).date(), day, (stamp + EAST).date())
    except OverflowError:
        raise ValueError(str(stamp)) from None


def join_days(found: list[Days]) -> Days | None:
    """What several days allow together; the first is the one that is named."""
    if not found:
        return None
    low, high = min(d.earliest for d in found), max(d.latest for d in found)
    return Days(low, found[0].day, high)
