"""The parameters of a report, checked against the study's manifest before anything runs."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

MAX_BYTES = 20_000_000  # of a manifest, as in ``load``, which says so
PARAMETERS: dict[str, object] = {
    "study": "russia-iran-treaty",
    "start": "",
    "end": "",
    "outlets": [],
    "min_outlets": 1,
    "edition_date": "",
    "evidence": "passages",
    "quarantine": 0.0,
    "missing_glyph": "error",
}
KINDS = {str: "a text", int: "a whole number", float: "a number", list: "a list of texts"}
CHOICES = {"evidence": ("passages", "sentences"), "missing_glyph": ("error", "name")}
DAYS = ("start", "end", "edition_date")
YEARS = ("1600", "2200")  # as in ``load``: a row of the year 9999 may be set aside, not name a day


class ParameterError(ValueError):
    """A parameter is unknown, wrong or leaves nothing; the message says what is allowed."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows in place of a traceback."""
        return [f"{type(self).__name__}: {self}"]


def read_manifest(study: Path) -> list[dict[str, str]]:
    """Return the rows of a study's articles, none of what is missing or malformed.

    ``load`` says what is wrong there.  A disk that fails is another matter: it may work again by
    then, and the edition lack its day.
    """
    try:
        with (study / "articles.csv").open(encoding="utf-8", newline="") as file:
            whole = os.fstat(file.fileno()).st_size < MAX_BYTES
            rows = list(csv.DictReader(file)) if whole else []
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError, csv.Error):
        rows = []
    return rows + read_objects(study / "articles.jsonl") + read_records(study / "texts.csv")


def read_objects(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table that has an object a line, without those that are none."""
    rows = []
    for line in read_whole(path).splitlines():
        try:
            row = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict):
            rows.append({name: value for name, value in row.items() if isinstance(value, str)})
    return rows


def read_records(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table of comma-separated values with whole texts in its cells."""
    text = read_whole(path).decode("utf-8", "replace")
    before = csv.field_size_limit(2**31 - 1)
    try:
        table = csv.DictReader(io.StringIO(text, newline=""), restval="", strict=True)
        return list(table) if "doc_id" in (table.fieldnames or ()) else []
    except csv.Error:
        return []
    finally:
        csv.field_size_limit(before)


def read_whole(path: Path) -> bytes:
    """Return a table's bytes without the mark before them, none where there is no table."""
    return path.read_bytes().removeprefix(codecs.BOM_UTF8) if path.is_file() else b""


def check_parameters(given: Mapping[str, object], rows: Sequence[Mapping]) -> dict[str, object]:
    """Return all parameters with the edition's date filled in.

    Raises:
        ParameterError: lists everything that is wrong with them.
    """
    wrong = [say_fault(name, value) for name, value in given.items()]
    if any(wrong):
        raise ParameterError("\n".join(line for line in wrong if line))
    values = PARAMETERS | dict(given)
    values["outlets"] = sorted(set(values["outlets"]))
    values["quarantine"] = float(values["quarantine"])
    if not rows:
        return values
    if values["start"] and values["end"] and values["start"] > values["end"]:
        wrong.append(f"the window is crossed: start {values['start']} is after end {values['end']}")
    outlets = sorted({row.get("outlet") or "" for row in rows})
    for name in values["outlets"]:
        if name not in outlets:
            wrong.append(f"outlets: {name!r} is not in the study; it has {', '.join(outlets)}")
    if not any(wrong):
        wrong.append(find_date(values, rows))
    if any(wrong):
        raise ParameterError("\n".join(line for line in wrong if line))
    return values


def say_fault(name: str, value: object) -> str:
    """Say what is wrong with one value by itself, "" for nothing.

    >>> say_fault("min_outlets", 0)
    'min_outlets is 1 or more, not 0'
    >>> say_fault("end", "2025-02-30")
    "end: '2025-02-30' is no day; write it as 2025-01-17, or leave it empty"
    """
    if name not in PARAMETERS:
        return f"{name!r} is no parameter; there are {', '.join(PARAMETERS)}"
    kind = type(PARAMETERS[name])
    fits = type(value) is kind or (kind is float and type(value) is int)
    if not fits or (isinstance(value, list) and not all(isinstance(v, str) for v in value)):
        return f"{name} is {KINDS[kind]}, not {value!r}"
    if name in DAYS and value and not is_day(str(value)):
        return f"{name}: {value!r} is no day; write it as 2025-01-17, or leave it empty"
    if name == "min_outlets" and int(str(value)) < 1:
        return f"min_outlets is 1 or more, not {value}"
    if name == "quarantine" and not 0 <= float(str(value)) <= 1:
        return f"quarantine is a share from 0 to 1, not {value}"
    if name in CHOICES and value not in CHOICES[name]:
        return f"{name} is {' or '.join(CHOICES[name])}, not {value!r}"
    return ""


def is_day(value: str) -> bool:
    """Whether a text is a day of the calendar, written YYYY-MM-DD and no other way."""
    try:
        return dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def select_days(values: Mapping, rows: Sequence[Mapping]) -> list[tuple[str, str, str]]:
    """Return earliest, stated and latest day of the articles that the window and outlets select.

    Days are compared as text, which holds for ISO days; malformed ones are for ``load`` to report.
    """
    start, end, outlets = values["start"], values["end"], values["outlets"]
    chosen = []
    for row in rows:
        published = row.get("published") or ""
        earliest = row.get("published_earliest") or published
        latest = row.get("published_latest") or published
        if outlets and row.get("outlet") not in outlets:
            continue
        if (start and latest < start) or (end and not "" < earliest <= end):
            continue
        chosen.append((earliest, published or earliest, latest))
    return chosen


def find_newest(values: Mapping, rows: Sequence[Mapping]) -> str:
    """Return the latest day on which a selected article can have been published, "" for none."""
    first, last = YEARS
    latest = (day for _, _, day in select_days(values, rows) if is_day(day))
    return max((day for day in latest if first <= day < last), default="")


def find_date(values: dict[str, object], rows: Sequence[Mapping]) -> str:
    """Fill in ``edition_date`` from the newest selected article; return the fault, if any."""
    chosen = select_days(values, rows)
    if not chosen:
        days = sorted(row.get("published") or "undated" for row in rows)
        return f"this selection is empty: the study has {len(rows)} articles, {', '.join(days)}"
    day = str(values["edition_date"])
    late = sorted(published for _, published, _ in chosen if day and published > day)
    if late:
        return f"future: the newest article is of {late[-1]}, after edition_date {day}"
    if not day and not any(latest for _, _, latest in chosen):
        return "no article has a day of publication: give edition_date"
    values["edition_date"] = day or find_newest(values, rows)
    return ""
