"""Days in words, the same in every locale."""

from __future__ import annotations

import datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def say_day(day: datetime.date | str) -> str:
    """
    >>> say_day("2025-01-17")
    '17 January 2025'
    """
    if isinstance(day, str):
        day = datetime.date.fromisoformat(day)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
