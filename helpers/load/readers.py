"""Articles that come as one table with their texts in it: ``articles.jsonl`` and ``texts.csv``.

A reader takes lines of bytes and yields every row with its line, or what is wrong there; so it
never ends at a bad row and none gets lost.  Another format is another reader in ``TABLES``.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..records import Document
from .pending import is_plain
from .problems import Problems, quoted
from .rows import FIELDS, Taken, check_future, check_values
from .text import MAX_BYTES, read_bytes

COLUMNS = ("doc_id", "text", *FIELDS[1:])
NEEDED = ("doc_id", "outlet", "text")
MAX_TABLE = 500_000_000
"""Bytes of a table: a study is held in memory whole, some 100,000 articles of 5,000 bytes."""

_DEFAULTS = {name: "unknown" if name.endswith("_basis") else "" for name in COLUMNS}
SAVE = "Save the file as UTF-8"
LONGEST_INTEGER = 20  # digits; what an id or a time stamp has
_KNOWN = f"Known: {', '.join(COLUMNS)}"
SURROGATE = re.compile("[\ud800-\udfff]")
LONGEST = 2**31 - 1  # the most that the csv module takes as a limit on every system


@dataclass(frozen=True, slots=True)
class Bad:
    """Why there is no row; after a ``whole`` fault nobody knows where the next row begins."""

    what: str
    remedy: str
    whole: bool = False


Row = dict[str, object]
Reader = Callable[[Iterable[bytes]], Iterator[tuple[int, Row | Bad]]]


# --- bytes → rows ------------------------------------------------------------------------------


def split_lines(raw: bytes) -> list[bytes]:
    """Lines with their ends, which are LF, CR LF or CR; a byte order mark is taken off."""
    return raw.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True)


def read_jsonl(lines: Iterable[bytes]) -> Iterator[tuple[int, Row | Bad]]:
    """One JSON object a line; lines of blanks are none."""
    for number, raw in enumerate(lines, start=1):
        if raw.strip():
            yield number, check_bytes(raw) or read_object(raw)


def check_bytes(raw: bytes) -> Bad | None:
    """What keeps a line from being text."""
    if len(raw) > MAX_BYTES:
        what = f"{len(raw):,} bytes are more than the {MAX_BYTES:,} that an article may have"
        return Bad(what, "Split it or take it out")
    if b"\x00" in raw:
        return Bad(f"byte {raw.index(0)} of the line is NUL", "Take it out, or save as UTF-8 text")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
        return Bad(f"byte {at} of the line (0x{raw[at]:02x}) is not valid UTF-8", SAVE)
    return None


def read_object(raw: bytes) -> Row | Bad:
    """One JSON object in UTF-8."""
    try:
        row = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_pair,
            parse_constant=_refuse,
            parse_int=_read_integer,
        )
    except RecursionError:
        return Bad("its brackets are nested too deep", 'Write {"doc_id": "…", "text": "…"}')
    except json.JSONDecodeError as error:
        what = f"it is not valid JSON: {error.msg}, column {error.colno}"
        return Bad(what, "Write one whole object a line")
    except ValueError as error:
        return Bad(f"it is not valid JSON: {error}", "Correct it there")
    if not isinstance(row, dict):
        return Bad(f"it is {name_kind(row)}, not an object", 'Write {"doc_id": "…", "text": "…"}')
    return row


def _pair(pairs: list[tuple[str, object]]) -> Row:
    row: Row = {}
    for name, value in pairs:
        if name in row:
            raise ValueError(f"{quoted(name)} stands twice")
        row[name] = value
    return row


def _read_integer(digits: str) -> int | float:
    """A whole number as such; one of a million digits would take minutes."""
    return int(digits) if len(digits) <= LONGEST_INTEGER else float(digits)


def _refuse(name: str) -> object:
    raise ValueError(f"{name} is no value")


def name_kind(value: object) -> str:
    """What a value of JSON is, in words."""
    kinds = {bool: "true or false", float: "a number", int: "a number", list: "a list"}
    kinds[dict] = "an object"
    return kinds.get(type(value), "a text" if isinstance(value, str) else "null")


def read_csv(lines: Iterable[bytes]) -> Iterator[tuple[int, Row | Bad]]:
    """A header, then one record a row; records may go over several lines between quotes."""
    bad: dict[int, Bad] = {}

    def decode() -> Iterator[str]:
        for number, raw in enumerate(lines, start=1):
            if fault := check_bytes(raw):
                bad[number] = fault
            yield raw.decode("utf-8", "replace")

    before = csv.field_size_limit(LONGEST)
    table = csv.reader(decode(), strict=True)
    head: list[str] = []
    line = 1
    try:
        for cells in table:
            faults = [bad.pop(n) for n in range(line, table.line_num + 1) if n in bad]
            if not head:
                head = cells
                wrong = [Bad(f.what, f.remedy, True) for f in faults] or list(_check_head(head))
                yield from ((line, fault) for fault in wrong)
                if wrong:
                    return
            elif faults:
                yield line, faults[0]
            elif len(cells) == len(head):
                yield line, dict(zip(head, cells, strict=True))
            elif cells:
                what = f"{len(cells)} cells, but {len(head)} columns"
                yield line, Bad(what, "Quote cells that hold commas, quotes or line breaks")
            line = table.line_num + 1
    except csv.Error as error:
        yield line, Bad(f"it is not valid CSV: {error}", "Check the quotes from here on", True)
    finally:
        csv.field_size_limit(before)


def _check_head(head: list[str]) -> Iterator[Bad]:
    for name in NEEDED:
        if name not in head:
            yield Bad(f"column '{name}' is missing", "Add it", True)
    if unknown := _say_unknown(head):
        yield Bad(f"column {unknown} is not known", f"Take it out. {_KNOWN}", True)
    twice = [name for name, times in Counter(head).items() if times > 1]
    if twice:
        yield Bad(f"column {quoted(twice[0])} stands twice", "Take one out", True)


def _say_unknown(names: Iterable[str]) -> str:
    """The first names that are none of ours, "" for none: a broken file may have a million."""
    unknown = [name for name in dict.fromkeys(names) if name not in COLUMNS]
    more = f" and {len(unknown) - 3:,} more" if len(unknown) > 3 else ""
    return ", ".join(quoted(name) for name in unknown[:3]) + more


TABLES: dict[str, Reader] = {"articles.jsonl": read_jsonl, "texts.csv": read_csv}


# --- rows → documents --------------------------------------------------------------------------


def read_table(
    path: Path, edition_date: dt.date | None, problems: Problems, taken: Taken
) -> tuple[dict[str, Document], int]:
    """Documents of a table by unit (its file and line), and how many rows it has."""
    file, documents, count, before = path.name, {}, 0, len(problems.found)
    raw = _read_whole(path, problems)
    if raw is None:
        return {}, 0
    for number, row in TABLES[file](split_lines(raw)):
        line = f"line {number}"
        whole = isinstance(row, Bad) and row.whole
        unit = "" if whole else f"{file}, {line}"
        count += not whole
        if isinstance(row, Bad):
            problems.add(file, line, row.what, row.remedy, unit)
            continue
        document = _document(file, line, unit, row, edition_date, problems)
        doc_id = row.get("doc_id")
        named = isinstance(doc_id, str) and doc_id != ""
        if named and taken.admit((file, line), unit, str(doc_id), document, problems):
            documents[unit] = document
    if not count and len(problems.found) == before:
        problems.add(file, "", "it has no rows", "Add one for each article, or take the file out")
    return documents, count


def _read_whole(path: Path, problems: Problems) -> bytes | None:
    if path.exists() and not path.resolve().is_relative_to(path.parent.resolve()):
        what = "it leads out of the study's folder"
        problems.add(path.name, "", what, "Put the file itself there, not a link")
        return None
    raw = read_bytes(path, path.name, problems, most=MAX_TABLE)
    wide = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    if raw is not None and (raw.startswith(wide) or 0 in raw[:2]):
        problems.add(path.name, "byte 0", "it is UTF-16, not UTF-8", SAVE)
        return None
    return raw


def _document(
    file: str, line: str, unit: str, row: Row, day: dt.date | None, problems: Problems
) -> Document | None:
    """The row as a document, or None when anything about it is wrong."""
    before = len(problems.found)

    def fault(column: str, what: str, remedy: str) -> None:
        problems.add(file, f"{line}, column {column}", what, remedy, unit)

    cells = _check_cells(row, fault)
    values = check_values(cells, fault)
    values["text"] = text = cells["text"]
    if text.strip():
        values["sha256"] = digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        if cells["sha256"] not in ("", digest):
            what = f"the text's sha256 is {digest}, not {quoted(cells['sha256'])}"
            fault("sha256", what, "Restore the text, or leave this empty")
    if len(problems.found) > before:
        return None
    document = Document(**values)  # type: ignore[arg-type]
    if day:
        check_future(document, day, fault)
    return document


def _check_cells(row: Row, fault: Callable[[str, str, str], None]) -> dict[str, str]:
    """All cells as texts; what is none counts as empty once it has been told."""
    cells = dict(_DEFAULTS)
    if unknown := _say_unknown(row):
        fault(unknown, "it is not known", f"Take it out. {_KNOWN}")
    for name in COLUMNS:
        value = row.get(name)
        if isinstance(value, str):
            cells[name] = SURROGATE.sub("\ufffd", value) or cells[name]
            if SURROGATE.search(value):
                fault(name, "it holds half a character (a surrogate)", "Write the whole character")
        elif value is not None:
            fault(name, f"it is {name_kind(value)}, not a text", "Write it as one text")
    doc_id, text = cells["doc_id"], cells["text"]
    if not doc_id:
        fault("doc_id", "there is no id", "Give each article an id of its own")
    elif not (is_plain(f"{doc_id}.txt") and doc_id not in (".", "..") and doc_id.isprintable()):
        what = f"{quoted(doc_id)} is no plain name"
        fault("doc_id", what, "Write one without folders or control characters, up to 251 bytes")
    if not text.strip():
        fault("text", "there is no text", "Add the text or take out the row")
    elif len(text) > MAX_BYTES:
        what = f"{len(text):,} characters are more than the {MAX_BYTES:,} that an article may have"
        fault("text", what, "Split it or take it out")
    elif "\x00" in text:
        fault("text", f"character {text.index(chr(0))} is NUL", "Take it out")
    elif text.startswith("\ufeff"):
        fault("text", "it begins with a byte order mark (BOM)", "Take it out")
    return cells
