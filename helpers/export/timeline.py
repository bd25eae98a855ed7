"""The timeline for TimelineJS: its JSON, and the CSV of its spreadsheet template."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pandas as pd

from .dates import Parts, find_parts, read_day
from .layers import Allowed, defuse

NOTES = {
    "announced": "The days are those for which it was announced.",
    "reference": "The days rest on a day of the reference chronology that no article gives.",
}
PARTS = ("year", "month", "day")
DATE = ["Year", "Month", "Day", "Time"]
MEDIA = ["Media", "Media Credit", "Media Caption", "Media Thumbnail"]
COLUMNS = [
    *DATE,
    *(f"End {name}" for name in DATE),
    *("Display Date", "Headline", "Text"),
    *MEDIA,
    *("Type", "Group", "Background"),
]


def write_timeline(
    events: pd.DataFrame, reports: pd.DataFrame, folder: Path, allowed: Allowed, title: str
) -> None:
    """Write ``timeline.json`` and ``timeline.csv``: one slide per dated event, in order of days."""
    slides = list(list_slides(events, reports, allowed))
    page = {"title": {"text": {"headline": escape(title)}}, "events": slides}
    text = json.dumps(page, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder / "timeline.json").write_text(text, encoding="utf-8", newline="\n")
    with (folder / "timeline.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        rows.writeheader()
        for slide in slides:
            rows.writerow({name: defuse(cell) for name, cell in list_cells(slide).items()})


def list_slides(events: pd.DataFrame, reports: pd.DataFrame, allowed: Allowed) -> Iterator[dict]:
    """Yield one slide per event that has a day; TimelineJS reads its texts as HTML."""
    told = dict(tuple(reports.groupby("event_id")))
    for event in events.to_dict("records"):
        earliest, latest = read_day(event["earliest"]), read_day(event["latest"])
        if earliest is None and latest is None:
            continue
        first, last = find_parts(earliest or latest, latest or earliest)
        mine = told[event["event_id"]].to_dict("records")
        slide = {
            "unique_id": event["event_id"],
            "start_date": name_parts(first),
            "text": {
                "headline": escape(name_event(event)),
                "text": "".join(say_report(report, allowed) for report in mine),
            },
            "group": event["status"],
        }
        if last != first:
            slide["end_date"] = name_parts(last)
        if earliest is None or latest is None:
            slide["display_date"] = say_open(earliest, latest)
        if note := NOTES.get(event["days_basis"]):
            slide["text"]["text"] += f"<p>{note}</p>"
        yield slide


def name_parts(parts: Parts) -> dict[str, int]:
    """Name year, month and day, as many as there are.

    >>> name_parts((2024, 10))
    {'year': 2024, 'month': 10}
    """
    return dict(zip(PARTS, parts, strict=False))


def name_event(event: dict) -> str:
    """Name an event by its milestone, else by its kind and who took part."""
    kind = str(event["kind"]).replace("_", " ").capitalize()
    who = ", ".join(event["actor_names"])
    return event["milestone_label"] or (f"{kind}: {who}" if who else kind)


def say_open(earliest: dt.date | None, latest: dt.date | None) -> str:
    """Say a window with one open side in words.

    >>> say_open(None, dt.date(2025, 1, 17))
    'by 17 January 2025'
    """
    day = earliest or latest
    return f"{'from' if earliest else 'by'} {day.day} {day:%B} {day.year}" if day else ""


def say_report(report: dict, allowed: Allowed) -> str:
    """Return an article's report of an event: who, where in the text, what may be shown of it."""
    words = escape(allowed(report["doc_id"], int(report["start"]), int(report["end"])))
    passage = f": <q>{words}</q>" if words else ""
    place = str(report["sentence_id"]).lstrip("p").replace("s", ".")
    return f"<p>{escape(str(report['label']))}, ¶{place}{passage}</p>"


def list_cells(slide: dict) -> dict[str, object]:
    """Return a slide as a row of the spreadsheet template."""
    start, end = slide["start_date"], slide.get("end_date", {})
    return {
        **{part.capitalize(): start.get(part, "") for part in PARTS},
        **{f"End {part.capitalize()}": end.get(part, "") for part in PARTS},
        "Display Date": slide.get("display_date", ""),
        "Headline": slide["text"]["headline"],
        "Text": slide["text"]["text"],
        "Group": slide["group"],
    }
