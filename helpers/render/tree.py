"""Cleaned HTML as a tree of elements and back, so that one tree becomes both page and book."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, tostring

VOID = frozenset({"br", "col", "hr", "img", "wbr"})
SPACE = re.compile(r"[ \t\r\n\f]+")


class TreeBuilder(HTMLParser):
    """Builds elements from HTML that the cleaner has balanced; a stray end tag is ignored."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        add_text(self.open[-1], data)


def add_text(parent: Element, text: str) -> None:
    """Put text at the end of an element's content."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def make(tag: str, *content: Element | str, **attributes: str) -> Element:
    """An element with its content; ``class_`` and ``aria_label`` become ``class``, ``aria-label``.

    >>> write_html([make("p", "1 < 2", make("br"), class_="num")])
    '<p class="num">1 &lt; 2<br></p>'
    """
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    element = Element(tag, named)
    for item in content:
        if isinstance(item, str):
            add_text(element, item)
        else:
            element.append(item)
    return element


def read_html(html: str) -> Element:
    """A ``div`` that holds the fragment."""
    builder = TreeBuilder()
    builder.feed(html)
    builder.close()
    return builder.root


def write_html(elements: Iterable[Element]) -> str:
    """HTML of some elements, tails included, every text escaped."""
    return "".join(tostring(element, encoding="unicode", method="html") for element in elements)


def write_content(element: Element) -> str:
    """HTML of what is inside an element.

    >>> write_content(read_html("a &amp; <b>c</b>"))
    'a &amp; <b>c</b>'
    """
    lead = (element.text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return lead + write_html(element)


def text_of(element: Element) -> str:
    """The words inside an element with single spaces; those that allow no break stay.

    >>> text_of(read_html("<p>a <b>b</b></p>\\n<p>1&nbsp;c</p>"))
    'a b 1\\xa0c'
    """
    return SPACE.sub(" ", "".join(element.itertext())).strip(" ")


def move_content(source: Element, target: Element) -> None:
    """Append everything inside one element to another."""
    if source.text:
        add_text(target, source.text)
    target.extend(source)


def walk(element: Element) -> Iterator[tuple[Element, Element]]:
    """Every (parent, child) pair, depth first, over a copy of the lists so that they may change."""
    for child in list(element):
        yield element, child
        yield from walk(child)
