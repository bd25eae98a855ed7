"""Announced dates as an iCalendar file (RFC 5545), all-day and marked as tentative."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from .dates import read_day

LINE = 75  # octets: what RFC 5545 allows in a line
HEAD = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//treaty-coverage//planned dates//EN"]


def write_calendar(
    promises: pd.DataFrame, milestones: pd.DataFrame, folder: Path, edition_date: str
) -> None:
    """Write ``planned.ics``: one entry per window that has two sides, whoever named it.

    Its time stamp is the edition's date, for the file may not know when it was made.
    """
    labels = dict(zip(milestones["id"], milestones["label"], strict=True))
    stamp = f"{(edition_date or '1970-01-01').replace('-', '')}T000000Z"
    lines = [*HEAD]
    for window, names in sorted(group_windows(promises).items()):
        lines += write_entry(window, names, labels, stamp)
    lines.append("END:VCALENDAR")
    text = "".join(f"{folded}\r\n" for line in lines for folded in fold(line))
    (folder / "planned.ics").write_text(text, encoding="utf-8", newline="")


def group_windows(promises: pd.DataFrame) -> dict[tuple[dt.date, dt.date, str, str], set[str]]:
    """Return who named each window: (first day, last day, kind, milestone) → names."""
    windows: dict[tuple[dt.date, dt.date, str, str], set[str]] = {}
    for row in promises.to_dict("records"):
        first, last = read_day(row["window_earliest"]), read_day(row["window_latest"])
        if first is None or last is None:
            continue
        who = windows.setdefault((first, last, row["kind"], row["milestone"]), set())
        known = row["source_id"] not in ("", "unknown") and isinstance(row["source_name"], str)
        who.add(row["source_name"] if known else "an unnamed source")
    return windows


def write_entry(
    window: tuple[dt.date, dt.date, str, str], names: set[str], labels: dict[str, str], stamp: str
) -> list[str]:
    """Return the lines of one entry; the last day of iCalendar is the one after ours."""
    first, last, kind, milestone = window
    digest = hashlib.sha256("|".join(map(str, window)).encode()).hexdigest()[:16]
    label = labels.get(milestone) or milestone
    told = f"Named by {', '.join(sorted(names))}. Announced, not confirmed."
    return [
        "BEGIN:VEVENT",
        f"UID:{digest}@treaty-coverage",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{protect(f'Announced ({kind}): {label}')}",
        f"DESCRIPTION:{protect(told)}",
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def protect(text: str) -> str:
    r"""Escape a text for iCalendar.

    >>> protect("a; b, c")
    'a\\; b\\, c'
    """
    for char in "\\;,":
        text = text.replace(char, f"\\{char}")
    return " ".join(text.split())


def fold(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets, the later ones led by a blank."""
    piece = ""
    for char in line:
        if len((piece + char).encode()) > LINE:
            yield piece
            piece = " "
        piece += char
    yield piece
