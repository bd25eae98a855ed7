"""Read and check ``articles.csv`` and the article files that it names."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

from ..records import Document
from .pending import is_plain, read_pending
from .problems import Problems, quoted
from .rows import FIELDS, Taken, check_future, check_values
from .text import decode, read_bytes, read_text

MANIFEST = "articles.csv"
ARTICLES = "articles"
COLUMNS = ("doc_id", "file", *FIELDS[1:])


def read_documents(
    study: Path, edition_date: dt.date | None, problems: Problems, taken: Taken
) -> tuple[dict[str, Document], int]:
    """Documents by unit (their line of the manifest), and how many articles came in.

    An article is a row of the manifest or a file that no row names.
    """
    documents: dict[str, Document] = {}
    files: set[str] = set()
    rows = list(_rows(study, problems))
    for line, row in rows:
        unit = f"line {line}"
        files.add(row["file"])
        document = _document(study, unit, row, edition_date, problems)
        if taken.admit((MANIFEST, unit), unit, row["doc_id"], document, problems):
            documents[unit] = document
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


def _document(
    study: Path, unit: str, row: dict[str, str], day: dt.date | None, problems: Problems
) -> Document | None:
    """The row with its text, or None when anything about them is wrong."""
    before = len(problems.found)

    def fault(column: str, what: str, remedy: str) -> None:
        problems.add(MANIFEST, f"{unit}, column {column}", what, remedy, unit)

    values = check_values(row, fault)
    raw, text = _article(study, row, problems, unit)
    if text is not None and raw is not None:
        digest = hashlib.sha256(raw).hexdigest()
        if row["sha256"] != digest:
            what = f"the file's sha256 is {digest}, not {quoted(row['sha256'])}"
            fault("sha256", what, "Restore the file, or write this sum if it was meant to change")
        values["text"] = text
    if len(problems.found) > before:
        return None
    document = Document(**values)  # type: ignore[arg-type]
    if day:
        check_future(document, day, fault)
    return document


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
    inside = folder.resolve().is_relative_to(study.resolve())
    if path.exists() and not (inside and path.resolve().is_relative_to(folder.resolve())):
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
