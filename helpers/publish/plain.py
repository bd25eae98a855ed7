"""A page's main part as plain text, for mail."""

from __future__ import annotations

import re
import textwrap
from html.parser import HTMLParser

WIDTH = 78
SKIPPED = {"figure", "svg", "style", "script", "details", "nav", "table"}
BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "section", "ul", "ol", "div"}


class Reader(HTMLParser):
    """Collects the paragraphs of ``<main>``."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[str, str]] = []
        self.inside = False
        self.skipped: list[str] = []
        self.kind = "p"
        self.words: list[str] = []

    def close_block(self, kind: str = "p") -> None:
        text = re.sub(r"\s+", " ", "".join(self.words)).strip()
        if text:
            self.blocks.append((self.kind, text))
        self.words, self.kind = [], kind

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag in SKIPPED:
            self.skipped.append(tag)
        elif tag == "main":
            self.inside = True
        elif tag == "br":
            self.words.append(" ")
        elif tag in BLOCKS:
            self.close_block(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.skipped:
            while self.skipped.pop() != tag:
                pass
        elif tag == "main":
            self.close_block()
            self.inside = False
        elif tag in BLOCKS:
            self.close_block()

    def handle_data(self, data: str) -> None:
        if self.inside and not self.skipped:
            self.words.append(data)


def read_plain(html: str) -> str:
    """The main part's headings, paragraphs and lists, wrapped at 78 columns.

    >>> print(read_plain("<main><h1>Brief</h1><ul><li>One &amp; <b>two</b></li></ul></main>x"))
    Brief
    =====
    <BLANKLINE>
    - One & two
    """
    reader = Reader()
    reader.feed(html)
    reader.close()
    parts: list[str] = []
    before = ""
    for kind, text in reader.blocks:
        if not (before == kind == "li") and parts:
            parts.append("")
        parts += write_block(kind, text)
        before = kind
    return "\n".join(parts)


def write_block(kind: str, text: str) -> list[str]:
    """The lines of one block."""
    if kind in ("h1", "h2", "h3", "h4"):
        return [text, ("=" if kind == "h1" else "-") * min(len(text), WIDTH)]
    indent = ("- ", "  ") if kind == "li" else ("", "")
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent[0], subsequent_indent=indent[1],
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
