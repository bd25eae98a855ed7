"""What exports call the columns that are used here; small letters, the one to be preferred first.

Every other column is left alone: an export is somebody else's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..readers import COLUMNS

ALIASES: dict[str, tuple[str, ...]] = {
    # ours, then news-please, Media Cloud, GDELT, and words that many use
    "doc_id": ("doc_id", "stories_id", "story_id", "article_id", "id"),
    "text": (
        "text", "maintext", "story_text", "article_text", "full_text", "fulltext", "body",
        "content",
    ),
    "outlet": (
        "outlet", "media_name", "source_domain", "sourcecommonname", "publisher", "publication",
        "source",
    ),
    "title": ("title", "headline"),
    "author": ("author", "authors"),
    "url": ("url", "documentidentifier", "sourceurl", "link"),
    "published": (
        "published", "date_publish", "publish_date", "publication_date", "sqldate", "date",
        "timestamp",
    ),
    "language": ("language", "lang"),
}  # fmt: skip
EPOCH = ("timestamp",)
"""Columns whose digits are seconds or milliseconds since 1970 even where they come as text."""

_NAMES = ALIASES | {name: (name,) for name in COLUMNS if name not in ALIASES}
_KNOWN = {alias: name for name, aliases in _NAMES.items() for alias in aliases}


def find_columns(given: Iterable[str]) -> dict[str, list[str]]:
    """For each of our columns the given ones that may fill it, the preferred first.

    >>> find_columns(["URL", "maintext", "text", "colour"])
    {'url': ['URL'], 'text': ['text', 'maintext']}
    """
    found: dict[str, list[str]] = {}
    for name in given:
        ours = _KNOWN.get(name.strip().casefold()) if isinstance(name, str) else None
        if ours:
            found.setdefault(ours, []).append(name)
    for ours, names in found.items():
        names.sort(key=lambda name, ours=ours: _NAMES[ours].index(name.strip().casefold()))
    return found


def pick_cells(row: Mapping[str, object]) -> dict[str, tuple[str, object]]:
    """For each of our columns the name and value of the first given one that is not empty."""
    cells = {}
    for ours, names in find_columns(row).items():
        for name in names:
            value = row[name]
            if value is not None and value != "" and value == value:  # NaN: no number, so empty
                cells[ours] = (name, value)
                break
    return cells
