"""Days for readers: an ISO day, or the EDTF of the exported tables (ISO 8601-2, levels 0 and 1)."""

from __future__ import annotations

import datetime as dt

SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def say_day(day: str) -> str:
    """Write an ISO day for readers.

    >>> say_day("2025-01-17"), say_day("")
    ('17 January 2025', '')
    """
    return f"{int(day[8:])} {dt.date.fromisoformat(day):%B} {day[:4]}" if day else ""


def say_edtf(date: str) -> str:
    """Write a date or an interval for readers; what is approximate is said once.

    >>> say_edtf("2024-09-11/2024-09-20"), say_edtf("2024-22"), say_edtf("202X")
    ('11 Sep 2024 to 20 Sep 2024', 'summer 2024', '2020s')
    >>> say_edtf("../2025-01-17~"), say_edtf("2022~/2024-10~"), say_edtf("")
    ('by about 17 Jan 2025', 'about 2022 to Oct 2024', 'no day')
    """
    about = "about " if "~" in date or "?" in date else ""
    first, _, last = date.replace("~", "").replace("?", "").partition("/")
    start, end = say_part(first), say_part(last)
    if not (start or end):
        return "no day"
    if not last:
        return about + start
    if start and end:
        return f"{about}{start} to {end}"
    return f"from {about}{start}" if start else f"by {about}{end}"


def say_part(part: str) -> str:
    """One date of day, month, season, year or decade; "" for an open end."""
    year, *rest = part.split("-")
    if part in ("", ".."):
        return ""
    if not rest:
        return year.replace("X", "0") + "s" if "X" in year else year
    if rest[0] in SEASONS:
        return f"{SEASONS[rest[0]]} {year}"
    month = f"{dt.date(2000, int(rest[0]), 1):%b}"
    return " ".join([*(str(int(day)) for day in rest[1:]), month, year])
