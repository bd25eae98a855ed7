"""What feed, page and text say of the day, and what is proposed from it."""

from __future__ import annotations

import datetime as dt

import pytest

from helpers.inbox.dates import Clue, read_stamp, settle, until
from helpers.propose import propose_dates

LEAD = "The ministers of Arland and Borland discussed the ferry line for several hours.\n"


def day(value: str) -> dt.date:
    return dt.date.fromisoformat(value)


def clue(low: str, high: str = "", name: str = "The feed") -> Clue:
    one, two = day(low), day(high or low)
    return Clue(one, two, f"{name} says {low}.", one)


@pytest.mark.parametrize(
    ("utc", "raw", "low", "high"),
    [
        ("2025-01-17T06:30", "Fri, 17 Jan 2025 09:30:00 +0300", "2025-01-17", "2025-01-17"),
        ("2025-01-16T22:30", "2025-01-17T01:30:00+03:00", "2025-01-17", "2025-01-17"),
        ("2025-01-18T02:00", "2025-01-17T21:00:00-0500", "2025-01-17", "2025-01-17"),
        ("2025-01-17T12:30", "2025-01-17T12:30:00Z", "2025-01-17", "2025-01-18"),
        ("2025-01-17T06:30", "Fri, 17 Jan 2025 06:30:00 GMT", "2025-01-16", "2025-01-17"),
        ("2025-01-17T06:30", "Fri, 17 Jan 2025 06:30:00 +0000", "2025-01-16", "2025-01-17"),
        ("2025-01-17T00:00", "2025-01-17", "2025-01-17", "2025-01-17"),
    ],
)
def test_day_of_a_stamp(utc: str, raw: str, low: str, high: str) -> None:
    found = read_stamp(dt.datetime.fromisoformat(utc), raw, "The feed")
    assert (found.earliest, found.latest) == (day(low), day(high))
    assert raw in found.evidence
    assert until(dt.datetime.fromisoformat(utc), raw, "The feed").earliest is None


def test_clock_that_was_never_set_says_nothing() -> None:
    assert read_stamp(dt.datetime(1970, 1, 1), "1970-01-01T00:00:00Z", "The feed") is None


@pytest.mark.parametrize(
    ("clues", "text", "published", "bounds", "basis"),
    [
        ([], LEAD, "", "/", "unknown"),
        ([], f"Oct 31, 2024 - 16:00\n{LEAD}", "2024-10-31", "2024-10-31/2024-10-31", "stated"),
        ([clue("2024-10-31")], LEAD, "2024-10-31", "2024-10-31/2024-10-31", "supplied"),
        (
            [clue("2024-10-31", "2024-11-01")], LEAD,
            "2024-10-31", "2024-10-31/2024-11-01", "supplied",
        ),
        (
            [clue("2024-10-31", "2024-11-01"), clue("2024-11-01", name="The page")], LEAD,
            "2024-11-01", "2024-11-01/2024-11-01", "supplied",
        ),
        (
            [clue("2024-10-31", "2024-11-01")], f"Nov 1, 2024 - 16:00\n{LEAD}",
            "2024-11-01", "2024-11-01/2024-11-01", "stated",
        ),
        ([Clue(None, day("2024-11-01"), "Updated.")], LEAD, "", "/2024-11-01", "supplied"),
        ([clue("2024-10-31"), clue("2024-11-02", name="The page")], LEAD, "", "/", "unknown"),
        ([clue("2024-10-31")], f"Nov 2, 2024 - 16:00\n{LEAD}", "", "/", "unknown"),
        ([clue("2024-10-31")], f"{LEAD}They met on January 4, 2025.", "", "/", "unknown"),
        (
            [clue("2024-11-01")], f"Nov 1, 2024 - 16:00\n{LEAD}They met on January 4, 2025.",
            "", "/", "unknown",
        ),
    ],
)  # fmt: skip
def test_day_follows_only_where_all_agree(clues, text, published, bounds, basis) -> None:
    row, conflict = settle(clues, propose_dates(text))
    assert row["published"] == published
    assert f"{row['published_earliest']}/{row['published_latest']}" == bounds
    assert row["published_basis"] == basis
    assert conflict == (basis == "unknown" and bool(clues))
    for one in clues:
        assert one.evidence in row["published_evidence"]
    assert ("do not agree" in row["published_evidence"]) == conflict
