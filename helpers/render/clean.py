"""What of a notebook's HTML, text and SVG may reach a reader.

Everything from a notebook counts as hostile: it passes an allow-list of tags and attributes, loses
characters that no reader sees, and its pictures lose everything but drawing.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import nh3

from helpers.render.slim import slim_drawing
from helpers.render.tree import read_html

TAGS = frozenset(
    [
        "a", "abbr", "article", "aside", "b", "bdi", "blockquote", "br", "caption", "cite", "code",
        "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption",
        "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol",
        "p", "pre", "q", "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup",
        "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
    ]
)
EVERYWHERE = {"id", "class", "lang", "dir", "title", "data-doc", "data-start", "data-end"}
ATTRIBUTES = {
    "*": EVERYWHERE,
    "a": {"href"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "time": {"datetime"},
}
DROPPED_WITH_CONTENT = {"script", "style", "template", "title", "textarea", "xmp", "iframe"}
SCHEMES = {"http", "https", "mailto"}

# Longer runs come from broken input, never from prose, and laying one out takes minutes.
LONGEST_TEXT = 20_000

# Controls that reorder or hide text (bidi overrides, tag characters), noncharacters and C0/C1.
# Zero-width joiners stay: Persian is spelt with them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
BREAKS = re.compile("[\u2028\u2029]")

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
DRAWING = frozenset(
    [
        "circle", "clipPath", "defs", "desc", "ellipse", "g", "image", "line", "linearGradient",
        "marker", "mask", "path", "pattern", "polygon", "polyline", "radialGradient", "rect",
        "stop", "style", "svg", "symbol", "text", "title", "tspan", "use",
    ]
)  # fmt: skip
# A rule of a style sheet can load, a backslash can hide its name; a drawing needs neither.
OUTSIDE = re.compile(
    r"url\(\s*['\"]?(?!#)|@|\\|image(-set)?\(|expression|javascript:", re.IGNORECASE
)
LOADING = frozenset(["src", "base"])  # addresses that the drawing kinds do not need
DEEPEST = 200  # elements inside each other; the report's own have eight
DECLARED = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]*\[", re.IGNORECASE)


def clean_text(text: str) -> str:
    """Text without characters that hide or reorder it, and without runs that no layout survives.

    >>> clean_text("a\\u202eb\\x00c")
    'abc'
    >>> clean_text("x" * 20_003).removeprefix("x" * 20_000)
    '… [3 characters cut]'
    """
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = BREAKS.sub(" ", INVISIBLE.sub("", text))
    if len(text) > LONGEST_TEXT:
        return f"{text[:LONGEST_TEXT]}… [{len(text) - LONGEST_TEXT} characters cut]"
    return text


def clean_html(html: str) -> Element:
    """A tree that holds only what is on the allow-list.

    Raises:
        ValueError: its elements stand inside each other deeper than any page's.
    """
    whole = html.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    tidy = nh3.clean(
        whole,
        tags=set(TAGS),
        clean_content_tags=DROPPED_WITH_CONTENT,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    tree = read_html(tidy)
    check_depth(tree)
    for element in tree.iter():
        element.text = clean_text(element.text) if element.text else element.text
        element.tail = clean_text(element.tail) if element.tail else element.tail
        for name, value in element.attrib.items():
            element.set(name, clean_text(value))
    return tree


def clean_svg(svg: str) -> str:
    """A drawing without scripts, comments, metadata, handlers, or addresses outside itself.

    Raises:
        ValueError: it is no well-formed SVG, or it declares entities.
    """
    if DECLARED.search(svg):
        raise ValueError("the SVG declares entities")
    # matplotlib's own DOCTYPE names an address on the web; the parser never asks for it.
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        raise ValueError(f"the SVG is not well-formed: {error}") from error
    if root.tag != f"{{{SVG}}}svg":
        raise ValueError("the picture is no SVG")
    check_depth(root)
    prune(root)
    slim_drawing(root)
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def check_depth(root: Element) -> None:
    """Refuse a tree that no function of ours could walk to its end."""
    level, depth = [root], 0
    while level := [child for element in level for child in element]:
        depth += 1
        if depth > DEEPEST:
            raise ValueError(f"more than {DEEPEST} elements stand inside each other")


def prune(element: Element) -> None:
    """Drop children and attributes that do more than draw."""
    for child in list(element):
        space, _, name = child.tag.rpartition("}")
        if space != f"{{{SVG}" or name not in DRAWING or OUTSIDE.search(child.text or ""):
            element.remove(child)
        else:
            prune(child)
    for name, value in list(element.attrib.items()):
        plain = name.rpartition("}")[2].lower()
        outside = plain == "href" and not value.startswith(("#", "data:image/png;base64,"))
        if plain.startswith("on") or plain in LOADING or outside or OUTSIDE.search(value):
            del element.attrib[name]
