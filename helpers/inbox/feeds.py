"""The bytes of an RSS or Atom feed → its entries; nothing is fetched or opened here."""

from __future__ import annotations

import codecs
import datetime as dt
import io
import re
from dataclasses import dataclass

from .dates import Clue, read_stamp, until
from .guard import RefusedError
from .names import tidy

MOST = 100
"""New entries of one feed that one run reads; the others wait for the next."""

HEAD = 1_024
NAMED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})""", re.IGNORECASE)
USUAL = re.compile(
    r"utf-?8|(us-)?ascii|iso-8859-\d+|(windows-|cp)125\d|koi8-[ru]|gb(k|2312|18030)|big5"
    r"|euc-\w+|shift_jis",
    re.IGNORECASE,
)
"""Encodings in which ``<`` is what it is in ASCII, so that no declaration can hide."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; ``words`` is where the include words are looked for."""

    url: str
    title: str
    author: str
    words: str
    clue: Clue | None


def read_feed(raw: bytes, url: str) -> tuple[list[Entry], str]:
    """The entries in the feed's order, and what is wrong with its form, "" where nothing is.

    Entities are not expanded: a feed that declares its own is refused, as is one that is none.
    """
    import feedparser

    if not raw.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<") or b"\x00" in raw:
        raise RefusedError("it is no RSS or Atom feed, or in no usual encoding")
    named = NAMED.search(raw[:HEAD])
    if named and not USUAL.fullmatch(named[1].decode("ascii")):
        raise RefusedError(f"its encoding {named[1].decode('ascii')!r} is not a usual one")
    if b"<!entity" in raw.lower():
        raise RefusedError("it declares entities of its own")
    # As a file: feedparser would open a path, or fetch an address, that stands for the feed.
    parsed = feedparser.parse(io.BytesIO(raw), response_headers={"content-location": url})
    if not parsed.get("version") and not parsed.entries:
        raise RefusedError("it is no RSS or Atom feed")
    fault = ""
    if parsed.bozo and not isinstance(
        parsed.bozo_exception, feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType
    ):
        fault = f"it is not well-formed ({tidy(str(parsed.bozo_exception), 80)})"
        fault += f", so that only {len(parsed.entries)} entries could be read"
    return [read_entry(entry) for entry in parsed.entries], fault


def read_entry(entry: dict) -> Entry:
    """One entry as the manifest needs it."""
    title, summary = str(entry.get("title", "")), str(entry.get("summary", ""))
    return Entry(
        str(entry.get("link", "")).strip(),
        tidy(strip_tags(title)),
        tidy(str(entry.get("author", "")), 120),
        f"{title}\n{summary}".casefold(),
        read_day(entry),
    )


def strip_tags(title: str) -> str:
    """A title without markup, which Atom allows in it."""
    from lxml import html

    if "<" not in title and "&" not in title:
        return title
    try:
        return html.fromstring(f"<div>{title}</div>").text_content()
    except (ValueError, html.etree.LxmlError):
        return title


def read_day(entry: dict) -> Clue | None:
    """When an entry was published, else the day that it was updated as the last possible one."""
    for name, read in (("published", read_stamp), ("updated", until)):
        parsed, raw = entry.get(f"{name}_parsed"), str(entry.get(name, ""))
        if parsed:
            try:
                return read(dt.datetime(*parsed[:6]), tidy(raw, 60), "The feed")
            except (ValueError, OverflowError):
                return None
    return None
