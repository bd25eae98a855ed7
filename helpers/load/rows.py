"""What must hold of an article's row, whatever file it came in."""

from __future__ import annotations

import dataclasses
import datetime as dt
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ..records import BASES, Document
from .problems import Problems, quoted

FIELDS = tuple(f.name for f in dataclasses.fields(Document) if f.name != "text")
YEARS = range(1600, 2200)  # of newspapers; 0001 and 9999 stand for "unknown" in exports
_DATES = tuple(f.name for f in dataclasses.fields(Document) if "date" in str(f.type))
_BASES = tuple(name for name in FIELDS if name.endswith("_basis"))
_BOUNDS = (
    ("published_earliest", "published_latest"),
    ("published_earliest", "published"),
    ("published", "published_latest"),
    ("text_only_earliest", "text_only_latest"),
)
_ONE_LINE = ("outlet", "title", "author", "url")

Fault = Callable[[str, str, str], None]
"""Notes a problem: column, what is wrong, what to do."""


def check_values(row: Mapping[str, str], fault: Fault) -> dict[str, object]:
    """The row's fields as a Document has them; what is wrong goes to ``fault``."""
    values: dict[str, object] = {name: row[name] for name in FIELDS}
    if not row["outlet"].strip():
        fault("outlet", "there is no outlet", "Write its name, or unknown")
    for name in _ONE_LINE:
        if any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for letter in row[name]):
            what = f"{quoted(row[name])} holds a line break or a control character"
            fault(name, what, "Write it on one line")
    for name in _BASES:
        if row[name] not in BASES:
            fault(name, f"{quoted(row[name])} is no basis", f"Write one of {', '.join(BASES)}")
    for name in _DATES:
        values[name] = None
        if row[name]:
            try:
                values[name] = day = _day(row[name])
            except ValueError:
                what = f"{quoted(row[name])} is no day of the calendar"
                fault(name, what, "Write it as 2025-01-17, or leave it empty")
            else:
                if day.year not in YEARS:
                    what = f"{day} is outside the years {YEARS[0]} to {YEARS[-1]}"
                    fault(name, what, "Correct it, or leave it empty where the day is unknown")
    for first, last in _BOUNDS:
        if values[first] and values[last] and values[first] > values[last]:  # type: ignore[operator]
            what = f"{first} {values[first]} is after {last} {values[last]}"
            fault(first, what, "Correct one of the two days")
    if not _is_address(row["url"]):
        fault("url", f"{quoted(row['url'])} is no address", "Correct it, or leave it empty")
    return values


def _is_address(url: str) -> bool:
    """Whether it can be read as an address; of which kind is for the report, which links none."""
    try:
        urlsplit(url)
    except ValueError:
        return False
    return not any(letter.isspace() for letter in url)


def _day(value: str) -> dt.date:
    """A day written YYYY-MM-DD; the other ISO forms that Python reads are refused."""
    day = dt.date.fromisoformat(value)
    if day.isoformat() != value:
        raise ValueError(value)
    return day


def check_future(document: Document, day: dt.date, fault: Fault) -> None:
    """An article may not be later than the edition."""
    for name in ("published_earliest", "published"):
        value = getattr(document, name)
        if value and value > day:
            what = f"{value} is in the future of the edition date {day}"
            fault(name, what, "Leave the article out or give a later edition date")
            return


@dataclass(slots=True)
class Taken:
    """The ids and texts of the articles so far, each with its file and line."""

    ids: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    texts: dict[str, tuple[str, str]] = field(default_factory=dict)

    def admit(
        self, place: tuple[str, str], unit: str, doc_id: str, document: Document | None,
        problems: Problems,
    ) -> bool:  # fmt: skip
        """Whether the document may enter: an id or a text that is there already is a problem.

        Ids that differ only in capitals or in how an accent is put together are one file on
        some disks, so they count as the same.
        """
        file, line = place
        key = fold(doc_id)
        free = False
        if key in self.ids:
            other, *where = self.ids[key]
            at = _say_place(where, file)
            what = f"doc_id {quoted(doc_id)} stands already at {at}"
            remedy = "Take out one of the two rows"
            if other != doc_id:
                what = f"doc_id {quoted(doc_id)} is that of {at} but for capitals or accents"
                remedy = "Give each article an id of its own"
            problems.add(file, line, what, remedy, unit)
        elif document and document.sha256 in self.texts:
            what = f"the text is that of {_say_place(self.texts[document.sha256], file)}"
            problems.add(file, line, what, "Take out one of the two", unit)
        elif document:
            self.texts[document.sha256] = place
            free = True
        self.ids.setdefault(key, (doc_id, *place))
        return free


def fold(doc_id: str) -> str:
    """An id without what some disks do not tell apart.

    >>> fold("Caf\\u00e9") == fold("cafe\\u0301"), fold("a1") == fold("a2")
    (True, False)
    """
    return unicodedata.normalize("NFD", doc_id.casefold())


def _say_place(place: tuple[str, str] | list[str], file: str) -> str:
    """A place as seen from a file: ``line 2``, or with the name of another file before it."""
    return place[1] if place[0] == file else ", ".join(place)
