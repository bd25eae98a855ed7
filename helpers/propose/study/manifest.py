"""Rows for ``articles.csv``: outlet, headline, author and day as far as the text states them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence

from ...load.manifest import COLUMNS
from ...records import Document
from ...tag.zones import find_zones
from ..find import propose_dates
from ..write import as_row
from .inputs import Article, digest
from .outlets import propose_outlet, quote

MOST_TITLE = 200
"""Characters of a headline; a longer first line is none."""

_BY = re.compile(r"^\s*[Bb][Yy]:?\s+(?P<name>[^\W\d_][^\n|,()@–—]{1,60}?)\s*(?:[|,()@–—-].*)?$")
_RUN = ("=", "+", "-", "@")  # with these a cell would be a formula in a spreadsheet


def is_safe(value: str) -> bool:
    """Whether a cell may hold a text's own words: one line, and no formula for a spreadsheet."""
    return bool(value) and value.isprintable() and not value.startswith(_RUN)


def propose_title(text: str) -> tuple[str, str, str]:
    """Headline, basis and evidence.

    >>> head = "Dam of Orrin holds through a night of rain"
    >>> propose_title(f"{head}\\nMay 4, 2021\\nThe dam held, Reik said on Tuesday.")[:2]
    ('Dam of Orrin holds through a night of rain', 'stated')
    """
    for zone in find_zones(text):
        title = " ".join(zone.text.split())
        if zone.zone == "headline":
            if len(title) <= MOST_TITLE and is_safe(title):
                return title, "stated", "The first line is the headline."
            return "", "unknown", "What stands as a headline is too long or begins with a sign."
    return "", "unknown", "No headline was found in the text."


def propose_author(text: str) -> tuple[str, str, str]:
    """Author, basis and evidence.

    >>> propose_author("Dam holds\\nBy Ada Quill\\nThe dam of Orrin held through the night.")
    ('Ada Quill', 'stated', 'The byline says “By Ada Quill”.')
    """
    for zone in find_zones(text):
        match = _BY.match(zone.text) if zone.zone == "byline" else None
        if match and is_safe(match["name"].strip()):
            line = zone.text.split("\n")[0]
            return match["name"].strip(), "stated", f"The byline says {quote(line)}."
    return "", "unknown", "No byline was found in the text."


def propose_row(article: Article) -> dict[str, str]:
    """The row of one article; what nothing states is unknown, and says so."""
    row = dict.fromkeys(COLUMNS, "")
    outlet = propose_outlet(article.doc_id, article.text)
    title, author = propose_title(article.text), propose_author(article.text)
    names = ("", "_basis", "_evidence")
    row |= {"doc_id": article.doc_id, "file": article.name, "sha256": digest(article.raw)}
    row |= dict(zip((f"outlet{n}" for n in names),
                    (outlet.name, outlet.basis, outlet.evidence), strict=True))  # fmt: skip
    row |= dict(zip((f"title{n}" for n in names), title, strict=True))
    row |= dict(zip((f"author{n}" for n in names), author, strict=True))
    row |= {"wire_credit": outlet.wire, "url_basis": "unknown"}
    row |= {name: one_line(value) for name, value in as_row(propose_dates(article.text)).items()}
    return row


def one_line(value: str) -> str:
    """A cell on one line: evidence quotes the words of a text, which may break there."""
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def write_manifest(rows: Sequence[dict[str, str]]) -> str:
    """The rows as CSV with the columns of every manifest."""
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue()


def make_document(article: Article, row: dict[str, str]) -> Document:
    """The article with the day that is proposed for it, which weekdays are read from."""
    day = dt.date.fromisoformat(row["published"]) if row["published"] else None
    return Document(article.doc_id, article.text, published=day)
