"""A web page → headline, author, days and text of its article, by trafilatura; never the network.

A page is a stranger's, and some take minutes to read (150,000 attributes in one element): whoever
reads pages that come from outside does it in another process, which can be ended.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from .text import tidy

LARGEST_PAGE = 2_000_000
"""Bytes of a page that is read; one of 200,000 is long, and reading takes longer than it grows."""

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
HEAD = 4_096
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""With one of these anywhere, lxml takes no title and trafilatura gives up the whole page."""

IN_JSON = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{1,40})\"")
PUBLISHED = frozenset(
    (
        "article:published_time",
        "citation_publication_date",
        "date",
        "datepublished",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.issued",
        "og:published_time",
        "parsely-pub-date",
        "pubdate",
        "publish-date",
        "sailthru.date",
    )
)
MOST_STAMPS = 20
DEEPEST = 200
"""Elements inside each other; a browser stops at 512, and reading takes the square of the depth."""


class PageError(ValueError):
    """There is no article to be had from a page; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says; ``language`` is the one it declares, "" where it declares none."""

    text: str
    title: str = ""
    author: str = ""
    site: str = ""
    url: str = ""
    language: str = ""
    stamps: tuple[str, ...] = ()


def decode_page(raw: bytes, charset: str = "") -> str:
    """The page's text in the encoding that its host, else itself, names; UTF-8 if none does.

    Nothing is guessed: a byte that does not fit is a reason to refuse the page.
    """
    found = CHARSET.search(raw[:HEAD])
    name = charset or (found[1].decode("ascii") if found else "utf-8")
    if raw.startswith(codecs.BOM_UTF8):
        name = "utf-8-sig"
    try:
        # Browsers read latin-1 as what Windows means by it.
        info = codecs.lookup(name)
        return raw.decode("cp1252" if info.name in ("iso8859-1", "ascii") else info.name)
    except (LookupError, ValueError, TypeError):
        raise PageError(
            f"its bytes are not in {tidy(name, 40)}, the encoding that it names"
        ) from None


def read_charset(kind: str) -> str:
    """The encoding that a content type names.

    >>> read_charset('text/html; charset="UTF-8"')
    'UTF-8'
    """
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", kind, re.IGNORECASE)
    return found[1] if found else ""


def extract_page(raw: bytes, url: str, charset: str = "") -> Page:
    """The article of a page.

    Raises:
        PageError: the page is too large, in no known encoding, or has no article.
    """
    from lxml import etree, html
    from trafilatura import bare_extraction

    if len(raw) > LARGEST_PAGE:
        raise PageError(f"the page has {len(raw):,} bytes, more than {LARGEST_PAGE:,}")
    source = CONTROLS.sub(" ", decode_page(raw, charset))
    try:
        tree = html.fromstring(source.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (ValueError, etree.LxmlError):
        raise PageError("it is no HTML page") from None
    if find_depth(tree) > DEEPEST:
        raise PageError(f"its elements stand more than {DEEPEST} deep in each other")
    language, stamps = tidy(tree.get("lang") or "", 20).lower(), find_stamps(tree)
    found = bare_extraction(
        tree,
        url=url or None,
        fast=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
    )
    text = (found.text or "").strip() if found else ""
    if not text:
        raise PageError("no article is found in the page")
    title = tidy(found.title or "")
    if title and tidy(text.partition("\n")[0]) != title:
        text = f"{title}\n\n{text}"
    return Page(
        f"{text}\n",
        title,
        tidy(found.author or "", 120),
        tidy(found.sitename or "", 120),
        found.url or "",
        language,
        stamps,
    )


def find_depth(tree: object) -> int:
    """How deep the elements of a page stand in each other, as far as it matters."""
    level, depth = [tree], 0
    while level and depth <= DEEPEST:
        level = [child for element in level for child in element]
        depth += 1
    return depth


def find_stamps(tree: object) -> tuple[str, ...]:
    """When a page says that it was published, each time once: in ``meta`` and JSON-LD only.

    Trafilatura and htmldate also take a day from the text or the footer, which is a guess.
    """
    found = []
    for meta in tree.iter("meta"):
        names = (meta.get(name, "").lower() for name in ("property", "name", "itemprop"))
        if PUBLISHED.intersection(names):
            found.append(meta.get("content", ""))
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", ""):
            found += IN_JSON.findall(script.text or "")
    return tuple(dict.fromkeys(tidy(stamp, 40) for stamp in found[:MOST_STAMPS] if stamp))
