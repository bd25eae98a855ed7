"""Read what was published: pages, book and exports as plain text, and the articles they quote."""

from __future__ import annotations

import csv
import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import lxml.html
import pypdfium2

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
BLOCKS = {"p", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "caption", "figcaption", "pre"}
BLOCKS |= {"dt", "dd", "div", "br", "title"}
QUOTES = "//*[@data-doc][@data-start][@data-end]"


@dataclass(frozen=True)
class Article:
    """One article: its text, and its words in small letters."""

    doc_id: str
    text: str
    words: tuple[str, ...]

    def count(self, words: set[int]) -> int:
        """How many words between blanks some words are: "U.S." is two of ours and one of those."""
        places = [m.span() for m in WORD.finditer(self.text)]
        return len({bisect(self.blanks, places[i][0]) for i in words})

    @property
    def blanks(self) -> list[int]:
        """Where the words between blanks begin."""
        return [m.start() for m in re.finditer(r"\S+", self.text)]


def read_words(text: str) -> list[str]:
    """Words without punctuation, in small letters and with one kind of apostrophe."""
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def read_articles(study: Path) -> list[Article]:
    """The articles of a study."""
    with (study / "articles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = {r["doc_id"]: (study / "articles" / r["file"]).read_text("utf-8") for r in rows}
    return [Article(name, text, tuple(read_words(text))) for name, text in texts.items()]


def list_pages(edition: Path) -> list[Path]:
    """The pages of an edition, the brief first."""
    first = edition / "index.html"
    return [first, *sorted(p for p in edition.glob("*.html") if p != first)]


def read_page(path: Path) -> lxml.html.HtmlElement:
    """A page as a tree, without its style sheet and what the colophon repeats."""
    tree = lxml.html.fromstring(path.read_text(encoding="utf-8"))
    for left_out in tree.xpath("//style | //details[@id='colophon']"):
        left_out.drop_tree()
    return tree


def text_of(tree: lxml.html.HtmlElement) -> str:
    """What a reader sees of a tree, alternative texts included, on one line."""
    parts: list[str] = []

    def walk(element: lxml.html.HtmlElement) -> None:
        if not isinstance(element.tag, str):
            parts.append(element.tail or "")
            return
        edge = " " if element.tag in BLOCKS else ""
        parts.append(edge + element.get("alt", "") + (element.text or ""))
        for child in element:
            walk(child)
        parts.append(edge + ((element.tail or "") if element is not tree else ""))

    walk(tree)
    return " ".join("".join(parts).split())


def read_text(path: Path) -> str:
    """What a reader sees of a page."""
    return text_of(read_page(path))


def read_book_pages(path: Path) -> list[str]:
    """The text of every page of the book; a word cut at a line's end is made whole."""
    book = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in book]
    # The engine marks its own hyphens with U+FFFE, and lets long addresses break at U+200B.
    whole = [re.sub("\ufffe(\r?\n)?|\u200b|\u00ad", "", text) for text in texts]
    return [" ".join(text.split()) for text in whole]


def read_book(path: Path) -> str:
    """What the book tells: no title page, contents, colophon or running heads."""
    title = re.escape(pypdfium2.PdfDocument(path).get_metadata_value("Title"))
    head = re.compile(rf"^{title}( \d)? [A-Z]\w+ (?=\S)|^{title}( \d)? [A-Z]\w+$")
    foot = re.compile(r" ?Edition of \d+ \w+ \d{4} \d+ / \d+$")
    told = []
    for text in read_book_pages(path)[1:]:
        if text.startswith("Colophon "):
            break
        if ". . . . . ." not in text:
            told.append(foot.sub("", head.sub("", text)))
    return " ".join(told)


def find_runs(words: list[str], article: tuple[str, ...], shortest: int) -> Iterator[range]:
    """Where an article's words stand in ``words`` in their order, ``shortest`` or more in a row.

    >>> [list(r) for r in find_runs("so a b c d it is".split(), ("a", "b", "c", "d", "e"), 3)]
    [[0, 1, 2, 3]]
    """
    known: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(article) - shortest + 1):
        known.setdefault(article[i : i + shortest], []).append(i)
    for at in range(len(words) - shortest + 1):
        for start in known.get(tuple(words[at : at + shortest]), []):
            if at and start and words[at - 1] == article[start - 1]:
                continue  # a run that began before
            length = shortest
            while words[at + length : at + length + 1] == list(
                article[start + length : start + length + 1]
            ) and start + length < len(article):
                length += 1
            yield range(start, start + length)


def read_names(pdf: Path) -> set[str]:
    """Every name in the objects of a PDF, those in compressed ones too.

    A search in the bytes would now and then find three letters of one in a compressed picture.
    """
    from pypdf import PdfReader
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    reader = PdfReader(pdf)
    names: set[str] = set()
    left = [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]
    while left:
        found = left.pop()
        if isinstance(found, DictionaryObject):
            names.update(map(str, found))
            left += found.values()
        elif isinstance(found, ArrayObject):
            left += found
        elif isinstance(found, NameObject):
            names.add(str(found))
    return names
