"""Read and check ``articles.csv`` and the article files that it names."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

from ..records import BASES, Document
from .pending import is_plain, read_pending
from .problems import Problems, quoted
from .text import decode, read_bytes, read_text

MANIFEST = "articles.csv"
ARTICLES = "articles"
COLUMNS = ("doc_id", "file", *(f.name for f in dataclasses.fields(Document)[2:]))
_DATES = tuple(f.name for f in dataclasses.fields(Document) if "date" in str(f.type))
_BASES = tuple(name for name in COLUMNS if name.endswith("_basis"))
_BOUNDS = (
    ("published_earliest", "published_latest"),
    ("published_earliest", "published"),
    ("published", "published_latest"),
    ("text_only_earliest", "text_only_latest"),
)


def read_documents(
    study: Path, edition_date: dt.date | None, problems: Problems
) -> tuple[dict[str, Document], int]:
    """Documents by unit (their line of the manifest), and how many articles came in.

    An article is a row of the manifest or a file that no row names.
    """
    documents: dict[str, Document] = {}
    ids: dict[str, str] = {}
    texts: dict[str, str] = {}
    files: set[str] = set()
    rows = list(_rows(study, problems))
    for line, row in rows:
        unit = f"line {line}"
        files.add(row["file"])
        document = _document(study, unit, row, problems)
        if edition_date and document:
            _check_future(unit, document, edition_date, problems)
        if row["doc_id"] in ids:
            what = f"doc_id {quoted(row['doc_id'])} stands already at {ids[row['doc_id']]}"
            problems.add(MANIFEST, unit, what, "Take out one of the two rows", unit)
        elif document and document.sha256 in texts:
            what = f"the text is that of {texts[document.sha256]}"
            problems.add(MANIFEST, unit, what, "Take out one of the two", unit)
        elif document:
            documents[unit] = document
            texts[document.sha256] = unit
        ids.setdefault(row["doc_id"], unit)
    strays = list(_strays(study, files)) if rows else []
    for name in strays:
        file = f"{ARTICLES}/{name}"
        remedy = f"Add a row to {MANIFEST} or take the file out"
        problems.add(quoted(file).strip("'"), "", "no row names this file", remedy, f"file {name}")
    return documents, len(rows) + len(strays)


def _rows(study: Path, problems: Problems) -> Iterator[tuple[int, dict[str, str]]]:
    text = read_text(study / MANIFEST, MANIFEST, problems)
    if text is None:
        return
    try:
        table = csv.reader(io.StringIO(text, newline=""), strict=True)
        head = next(table)
        missing = [name for name in COLUMNS if name not in head]
        unknown = [name for name in head if name not in COLUMNS]
        double = sorted({name for name in head if head.count(name) > 1})
        for name in missing:
            what = f"column '{name}' is missing"
            problems.add(MANIFEST, "line 1", what, "Add it; it may be empty")
        for name in unknown:
            what = f"column {quoted(name)} is not known"
            problems.add(MANIFEST, "line 1", what, f"Take it out; known: {', '.join(COLUMNS)}")
        for name in double:
            problems.add(MANIFEST, "line 1", f"column {quoted(name)} stands twice", "Take one out")
        if missing or unknown or double:
            return
        line = table.line_num + 1
        for cells in table:
            if len(cells) == len(head):
                yield line, dict(zip(head, cells, strict=True))
            elif cells:
                what = f"{len(cells)} cells, but {len(head)} columns"
                remedy = "Quote cells that hold commas"
                problems.add(MANIFEST, f"line {line}", what, remedy)
            line = table.line_num + 1
        if line == 2:
            problems.add(MANIFEST, "", "it has no rows", "Add a row for each article")
    except csv.Error as error:
        what = f"it is not valid CSV: {error}"
        problems.add(MANIFEST, f"line {table.line_num}", what, "Check the quotes there")


def _document(study: Path, unit: str, row: dict[str, str], problems: Problems) -> Document | None:
    """The row with its text, or None when anything about them is wrong."""
    before = len(problems.found)

    def fault(column: str, what: str, remedy: str) -> None:
        problems.add(MANIFEST, f"{unit}, column {column}", what, remedy, unit)

    values: dict[str, object] = {name: row[name] for name in COLUMNS if name != "file"}
    if not row["outlet"].strip():
        fault("outlet", "there is no outlet", "Write its name, or unknown")
    for name in _BASES:
        if row[name] not in BASES:
            fault(name, f"{quoted(row[name])} is no basis", f"Write one of {', '.join(BASES)}")
    for name in _DATES:
        values[name] = None
        if row[name]:
            try:
                values[name] = _day(row[name])
            except ValueError:
                what = f"{quoted(row[name])} is no day of the calendar"
                fault(name, what, "Write it as 2025-01-17, or leave it empty")
    for first, last in _BOUNDS:
        if values[first] and values[last] and values[first] > values[last]:
            what = f"{first} {values[first]} is after {last} {values[last]}"
            fault(first, what, "Correct one of the two days")
    raw, text = _article(study, row, problems, unit)
    if text is not None and raw is not None:
        digest = hashlib.sha256(raw).hexdigest()
        if row["sha256"] != digest:
            what = f"the file's sha256 is {digest}, not {quoted(row['sha256'])}"
            fault("sha256", what, "Restore the file, or write this sum if it was meant to change")
        values["text"] = text
    return Document(**values) if len(problems.found) == before else None  # type: ignore[arg-type]


def _day(value: str) -> dt.date:
    """A day written YYYY-MM-DD; the other ISO forms that Python reads are refused."""
    day = dt.date.fromisoformat(value)
    if day.isoformat() != value:
        raise ValueError(value)
    return day


def _article(
    study: Path, row: dict[str, str], problems: Problems, unit: str
) -> tuple[bytes | None, str | None]:
    """The article's bytes and text; its name must be a plain one inside the articles folder."""
    name, folder = row["file"], study / ARTICLES
    place = f"{unit}, column file"
    if not is_plain(name):
        what = f"{quoted(name)} is no plain file name"
        remedy = f"Give the name of a file in {ARTICLES}/, without folders or control characters"
        problems.add(MANIFEST, place, what, remedy, unit)
        return None, None
    path = folder / name
    if path.exists() and not path.resolve().is_relative_to(folder.resolve()):
        what = f"{quoted(name)} leads out of the folder"
        problems.add(MANIFEST, place, what, "Put the file itself there, not a link", unit)
        return None, None
    if row["doc_id"] != path.stem:
        what = f"{quoted(row['doc_id'])} is not the file's name without its ending"
        remedy = f"Write {quoted(path.stem)}"
        problems.add(MANIFEST, f"{unit}, column doc_id", what, remedy, unit)
    raw = read_bytes(path, f"{ARTICLES}/{name}", problems, unit)
    if raw is None:
        return None, None
    return raw, decode(raw, f"{ARTICLES}/{name}", problems, unit)


def _strays(study: Path, named: set[str]) -> Iterator[str]:
    """Files of the articles folder that no row names; hidden and pending ones are not counted."""
    folder = study / ARTICLES
    if folder.is_dir():
        named = named | read_pending(folder)
        for path in sorted(folder.iterdir()):
            if path.name not in named and not path.name.startswith("."):
                yield path.name


def _check_future(unit: str, document: Document, day: dt.date, problems: Problems) -> None:
    for name in ("published_earliest", "published"):
        value = getattr(document, name)
        if value and value > day:
            what = f"{value} is in the future of the edition date {day}"
            remedy = "Leave the article out or give a later edition date"
            problems.add(MANIFEST, f"{unit}, column {name}", what, remedy, unit)
            return
