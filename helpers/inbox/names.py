"""Names that are safe as files, and keys by which the same thing is known again."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from ..load.text import tidy as tidy

SLUG = 48
"""Characters of a title in a name: enough to know it by, and far from the 255 of a file system."""

TRACKING = re.compile(r"utm_\w+|fbclid|gclid|cmpid|ref|source|at_\w+", re.IGNORECASE)
"""Parameters of an address that tell where a reader came from, not what is read."""

FORMULA = ("=", "+", "-", "@")


def slug(words: str, most: int = SLUG) -> str:
    """The letters and digits of ASCII that a text has, joined with hyphens; never empty.

    >>> slug("Путін / Putin: “Née” ../../etc"), slug("…")
    ('putin-nee-etc', 'article')
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:most].strip("-") or "article"


def name_article(title: str, text: bytes) -> str:
    """The doc_id of a new article: what it is about, and the sum of its bytes."""
    return f"{slug(title)}-{hashlib.sha256(text).hexdigest()[:12]}"


def key_of_url(url: str) -> str:
    """An address without what changes nothing: scheme, ``www.``, fragment, tracking, last slash.

    >>> key_of_url("http://www.News.example/a/?utm_source=x&id=7#top")
    'url:news.example/a?id=7'
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return f"url:{url.strip()}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = urlencode([(name, value) for name, value in pairs if not TRACKING.fullmatch(name)])
    return f"url:{host}{port}{parts.path.rstrip('/')}" + (f"?{kept}" if kept else "")


def key_of_bytes(*parts: bytes) -> str:
    """The sum of what was dropped into the inbox: the file, and its side-car where it has one."""
    sums = b"".join(hashlib.sha256(part).digest() for part in parts)
    return "file:" + hashlib.sha256(sums).hexdigest()


def name_folder(study: Path, data: Path) -> str:
    """The name under which a study's new articles are kept; two studies never share one."""
    if study.resolve().parent == data.resolve():
        return slug(study.name)
    return f"{slug(study.name)}-{hashlib.sha256(str(study.resolve()).encode()).hexdigest()[:8]}"


def guard_cell(value: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> guard_cell("=1+1"), bare_cell("'=1+1"), bare_cell("'s-Gravenhage")
    ("'=1+1", '=1+1', "'s-Gravenhage")
    """
    return f"'{value}" if value.startswith(FORMULA) else value


def bare_cell(value: str) -> str:
    """The cell as it was before ``guard_cell``."""
    return value[1:] if value[:1] == "'" and value[1:].startswith(FORMULA) else value
