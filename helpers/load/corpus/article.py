"""A row, wherever it was exported from → the article as a document, or all that is wrong."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable

from ...records import Document
from ..pending import is_plain
from ..problems import quoted
from ..readers import COLUMNS, SURROGATE, Bad, Row, name_kind
from ..rows import check_values
from ..text import tidy
from . import limits
from .columns import EPOCH, pick_cells
from .dates import read_days

DIGEST = 16
"""Hexadecimal digits of an id that is made: of ten million articles no two have the same."""

_LINES = {"outlet": 200, "title": 1_000, "author": 1_000}  # characters kept, on one line
_BASES = ("outlet", "title", "author", "url")
_BOUNDS = ("published_earliest", "published_latest")
_DATED = (*_BOUNDS, "text_only_earliest", "text_only_latest")

Fault = Callable[[str, str, str], None]


def read_row(row: Row) -> tuple[Document, str] | Bad:
    """The document and the language that its row names, "" for none; else what is wrong."""
    faults: list[str] = []

    def fault(column: str, what: str, remedy: str) -> None:
        shown = quoted(column).strip("'")
        faults.append(f"column {shown}: {what}. {remedy}")

    cells = {name: "unknown" if name.endswith("_basis") else "" for name in COLUMNS}
    given = pick_cells(row)
    language = given.pop("language", ("", ""))[1]
    published = given.pop("published", None)
    for name, (column, value) in given.items():
        cells[name] = _read_text(column, value, name, fault)
    _check_text(given, cells["text"], fault)
    if "outlet" not in given:
        fault("outlet", "there is none", "Write who published it, or unknown")
    for name, most in _LINES.items():
        cells[name] = tidy(cells[name], most)
    cells["url"] = cells["url"].strip()
    for name in _BASES:
        if cells[name] and f"{name}_basis" not in given:
            cells[f"{name}_basis"] = "supplied"
    if published:
        _read_published(*published, given.keys(), cells, fault)
    digest = hashlib.sha256(cells["text"].encode("utf-8", "replace")).hexdigest()
    if cells["sha256"] not in ("", digest):
        what = f"the text's sha256 is {digest}, not {quoted(cells['sha256'])}"
        fault("sha256", what, "Restore the text, or leave this empty")
    values = check_values(cells, fault) if cells["outlet"] else {}
    if faults:
        return Bad("; ".join(part.rstrip(".") for part in faults), "")
    values |= {"text": cells["text"], "sha256": digest}
    values["doc_id"] = _name(cells, digest)
    return Document(**values), language if isinstance(language, str) else ""  # type: ignore[arg-type]


def _read_text(column: str, value: object, name: str, fault: Fault) -> str:
    """A cell as text; numbers are so only where they are ids, lists only of authors."""
    if isinstance(value, Bad):
        fault(column, value.what, value.remedy)
        return ""
    if name == "doc_id" and isinstance(value, float) and value.is_integer():
        value = int(value)  # pandas writes ids with a gap among them as 12.0
    if name == "doc_id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if name == "author" and isinstance(value, list) and all(isinstance(v, str) for v in value):
        value = "; ".join(value)
    if name in _DATED and isinstance(value, dt.date):
        return str(value)[:10]
    if not isinstance(value, str):
        fault(column, f"it is {name_kind(value)}, not a text", "Write it as one text")
        return ""
    if SURROGATE.search(value):
        fault(column, "it holds half a character (a surrogate)", "Write the whole character")
        return ""
    return value


def _check_text(given: dict, text: str, fault: Fault) -> None:
    if "text" not in given or (isinstance(given["text"][1], str) and not text.strip()):
        if "text" not in given or not SURROGATE.search(str(given["text"][1])):
            fault("text", "there is no text", "Add the text or take out the row")
    elif len(text) > limits.MAX_TEXT:
        most = f"more than the {limits.MAX_TEXT:,} that an article may have"
        fault("text", f"{len(text):,} characters are {most}", "Split it or take it out")
    elif "\x00" in text:
        fault("text", f"character {text.index(chr(0))} is NUL", "Take it out")
    elif text.startswith("\ufeff"):
        fault("text", "it begins with a byte order mark (BOM)", "Take it out")


def _read_published(
    column: str, value: object, given: object, cells: dict[str, str], fault: Fault
) -> None:
    """The day of publication with its bounds and what says so; the row's own come first."""
    shown = value if isinstance(value, str) else str(value)
    if isinstance(value, Bad):
        fault(column, value.what, value.remedy)
        return
    try:
        days = read_days(value, epoch=column.strip().casefold() in EPOCH)
    except (ValueError, OverflowError, OSError):
        fault(column, f"{quoted(shown)} is no date", "Write it as 2025-01-17, or leave it empty")
        return
    ours = {"published": days.day, _BOUNDS[0]: days.earliest, _BOUNDS[1]: days.latest}
    if any(name in given for name in _BOUNDS):
        ours = {"published": days.day}
    for name, day in ours.items():
        cells[name] = str(day)
    if "published_basis" not in given:
        cells["published_basis"] = "supplied"
    if "published_evidence" not in given:
        cells["published_evidence"] = f"The column {column} says “{tidy(shown, 60)}”."


def _name(cells: dict[str, str], digest: str) -> str:
    """The id that the row gives where it is a plain name, else one made of what it is.

    Of the address where there is one: a page that was fetched twice is one article.  Else of the
    outlet and the text, so that what two outlets print stays apart.
    """
    given = cells["doc_id"]
    if given and is_plain(f"{given}.txt") and given.isprintable() and "/" not in given:
        return given
    what = cells["url"] or f"{cells['outlet']}\n{digest}"
    return make_id(cells["title"] or given, what)


def make_id(words: str, what: str) -> str:
    """A plain name that begins with some words and is that of ``what`` and nothing else.

    >>> make_id("Путін: Harbour law passes", "https://news.example/a")
    'harbour-law-passes-95bbca1f9b4bae7d'
    """
    slug = "-".join(re.findall(r"[a-z0-9]+", words.lower()))[:48].strip("-")
    digest = hashlib.sha256(what.encode("utf-8", "replace")).hexdigest()[:DIGEST]
    return f"{slug or 'article'}-{digest}"
