"""Announced dates as an iCalendar file (RFC 5545), all-day and marked as tentative."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers.records import Tables

from .dates import read_day
from .layers import CONTROL
from .timeline import name_event

LINE = 75  # octets: what RFC 5545 allows in a line
PENDING = ("planned", "forecast")
HEAD = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//treaty-coverage//planned dates//EN"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A window that is still ahead, what is to come in it, and who announced it."""

    first: dt.date
    last: dt.date
    sort: str
    label: str
    names: tuple[str, ...]
    note: str = ""


def write_calendar(entries: Sequence[Entry], folder: Path, edition_date: str) -> None:
    """Write ``planned.ics``, one event per entry.

    Its time stamp is the edition's date, for the file may not know when it was made.
    """
    stamp = f"{(edition_date or '1970-01-01').replace('-', '')}T000000Z"
    lines = [*HEAD]
    for entry in entries:
        lines += write_entry(entry, stamp)
    lines.append("END:VCALENDAR")
    text = "".join(f"{folded}\r\n" for line in lines for folded in fold(line))
    (folder / "planned.ics").write_text(text, encoding="utf-8", newline="")


def list_ahead(tables: Tables, events: pd.DataFrame) -> list[Entry]:
    """What is announced for after the newest article and reported by none, in order of days.

    The windows of promises, and every other event that is only announced; a window with one side
    is no entry.  What came, and what passed, is not announced any more.
    """
    newest = find_newest(tables.articles)
    if newest is None:
        return []
    come = set(events.loc[~events["status"].isin(PENDING), "milestone"]) - {""}
    found = list_windows(tables, come)
    taken = {(entry.first, entry.last) for entry in found}
    labels = {entry.label for entry in found}
    for event in events[events["status"].isin(PENDING)].to_dict("records"):
        entry = read_event(event)
        if entry and (entry.first, entry.last) not in taken and entry.label not in labels:
            found.append(entry)
    return sorted((e for e in found if e.last > newest), key=lambda e: (e.first, e.last, e.label))


def find_newest(articles: pd.DataFrame) -> dt.date | None:
    """The day of the newest article; None where none is known."""
    return read_day(articles["published"].fillna(articles["published_latest"]).max())


def list_windows(tables: Tables, come: set[str]) -> list[Entry]:
    """The windows that promises name for milestones that have not come."""
    labels = dict(zip(tables.milestones["id"], tables.milestones["label"], strict=True))
    windows: dict[tuple[dt.date, dt.date, str, str], set[str]] = {}
    for row in tables.promises.to_dict("records"):
        first, last = read_day(row["window_earliest"]), read_day(row["window_latest"])
        if first is None or last is None or row["milestone"] in come:
            continue
        who = windows.setdefault((first, last, row["kind"], row["milestone"]), set())
        known = row["source_id"] not in ("", "unknown") and isinstance(row["source_name"], str)
        who.add(row["source_name"] if known else "an unnamed source")
    return [
        Entry(first, last, kind, labels.get(milestone) or milestone, tuple(sorted(who)))
        for (first, last, kind, milestone), who in windows.items()
    ]


def read_event(event: dict) -> Entry | None:
    """An event that is only announced.

    Where a report takes the day from the codebook's chronology and the articles allow that day, the
    entry stands there and says so.
    """
    first, last = read_day(event["earliest"]), read_day(event["latest"])
    if first is None or last is None:
        return None
    names = tuple(sorted(event["announcing"]))
    day = read_day(event["reference_earliest"]), read_day(event["reference_latest"])
    if None in day or (first, last) == day or not first <= day[0] <= day[1] <= last:
        return Entry(first, last, "event", name_event(event), names)
    note = f"The day is the reference chronology's; the articles allow {first} to {last}."
    return Entry(*day, "event", name_event(event), names, note)


def write_entry(entry: Entry, stamp: str) -> list[str]:
    """Return the lines of one entry; the last day of iCalendar is the one after ours."""
    key = (entry.first, entry.last, entry.sort, entry.label)
    digest = hashlib.sha256("|".join(map(str, key)).encode()).hexdigest()[:16]
    told = f"Announced by {', '.join(entry.names)}. Announced, not confirmed. {entry.note}"
    return [
        "BEGIN:VEVENT",
        f"UID:{digest}@treaty-coverage",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{entry.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.last + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{protect(f'Announced ({entry.sort}): {entry.label}')}",
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
    return " ".join(CONTROL.sub("", text).split())


def fold(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets, the later ones led by a blank."""
    piece = ""
    for char in line:
        if len((piece + char).encode()) > LINE:
            yield piece
            piece = " "
        piece += char
    yield piece
