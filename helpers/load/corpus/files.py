"""Files that are one article each: plain text and saved pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from ..pages import Page, PageError
from ..problems import Problems
from ..readers import Bad, Row
from ..text import decode
from . import limits
from .article import make_id
from .aside import BrokenError, stop
from .dates import Days, join_days, read_days
from .reader import read_page
from .streams import read_whole

CORPUS = "corpus"
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?!\d)")
_OTHER_PAGE = "Take it out if it is no article"


def read_text(path: Path) -> Iterator[tuple[str, Row | Bad]]:
    """A text as it is; its folder names the outlet, and its name may begin with the day."""
    try:
        raw = read_whole(path, limits.MAX_TEXT * 4)
    except BrokenError as error:
        yield "", Bad(error.what, error.remedy)
        return
    problems = Problems()
    text = decode(raw, "", problems)
    if text is None:
        (problem,) = problems.found
        place = "" if problem.place == "byte 0" else problem.place
        yield place, Bad(problem.what, problem.remedy)
        return
    stem = path.name.partition(".")[0]
    outlet = name_folder(path)
    row: Row = {"text": text, "outlet": outlet, "doc_id": make_id(stem, f"{outlet}\n{text}")}
    row |= {"outlet_basis": "unknown"} if row["outlet"] == "unknown" else {}
    if day := _DAY.match(stem):
        row |= {"published": day[1], "published_evidence": "The file’s name begins with this day."}
    yield "", row


def name_folder(path: Path) -> str:
    """The folder that a file lies in below ``corpus``, "unknown" where it is that one itself."""
    parts = path.parts[:-1]
    if CORPUS not in parts or parts[-1] == CORPUS:
        return "unknown"
    return parts[-1]


def read_html(path: Path) -> Iterator[tuple[str, Row | Bad]]:
    """A saved page; its outlet is the site that it names, else the host, else its folder."""
    try:
        raw = read_whole(path, limits.LARGEST_PAGE)
        yield "", fill_row(read_page(raw, ""), name_folder(path))
    except BrokenError as error:
        yield "", stop(error)
    except PageError as error:
        yield "", Bad(str(error), _OTHER_PAGE)


def read_record(raw: bytes, url: str, charset: str) -> Row | Bad:
    """The article of a page that was fetched from an address."""
    try:
        return fill_row(read_page(raw, url, charset), "unknown", url)
    except PageError as error:
        return Bad(str(error), _OTHER_PAGE)


def fill_row(page: Page, folder: str, url: str = "") -> Row:
    """What a page says as a row; its day is known only where its metadata state it."""
    url = url or page.url
    host = _find_host(url)
    named = page.site and page.site.lower().removeprefix("www.") != host  # else it is the host
    row: Row = {
        "text": page.text,
        "title": page.title,
        "author": page.author,
        "url": url,
        "outlet": page.site if named else host or folder,
        "outlet_basis": "supplied" if named else "inferred" if host else "unknown",
        "outlet_evidence": "The page’s metadata." if named else "Its address." if host else "",
        "language": page.language,
    }
    days = _join(page.stamps)
    if days:
        row |= {
            "published": days.day,
            "published_earliest": days.earliest,
            "published_latest": days.latest,
            "published_evidence": f"The page’s metadata: {', '.join(page.stamps)}.",
        }
    return row


def _join(stamps: tuple[str, ...]) -> Days | None:
    found = []
    for stamp in stamps:
        try:
            found.append(read_days(stamp))
        except ValueError:
            continue
    return join_days(found)


def _find_host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
