"""A chapter's clean tree → Typst code. Every tag of the allow-list has its rule here.

Words only ever become string literals, so nothing in an article can be read as markup or code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from helpers.render.chapter import Chapter
from helpers.render.literals import SPACE, block, quote, trim, write_text
from helpers.render.neighbours import keep_leads, pair_figures, turn_heading
from helpers.render.numbers import OUTSIDE, split_address
from helpers.render.palette import CELLS

# Inline tags that one Typst function renders; the rest of the inline tags pass their content on.
WRAPPED = {
    "b": "strong",
    "strong": "strong",
    "em": "emph",
    "i": "emph",
    "cite": "emph",
    "dfn": "emph",
    "var": "emph",
    "del": "strike",
    "s": "strike",
    "ins": "underline",
    "u": "underline",
    "sub": "sub",
    "sup": "super",
    "small": "small",
    "mark": "marked",
    "code": "code",
    "kbd": "code",
    "samp": "code",
}
LINED = {"strike", "underline"}
PASSED = {"a", "abbr", "bdi", "span", "time", "q", "br", "wbr", "img"}
INLINE = {*WRAPPED, *PASSED}
# Classes besides the painted ones, and the book's function for each.
DRESSED = {"muted": "muted", "inferred": "inferred", "nowrap": "nowrap", "no": "no"}
# What begins an isolated run of a direction.
DIRECTIONS = {"rtl": "\u2067", "ltr": "\u2066"}
# Statements of a paragraph that stays on one page; about a third of a page.
WHOLE = 2000
# Blocks that only hold others.
HOLDERS = {"article", "dd", "div", "figcaption", "section", "dl"}


@dataclass(frozen=True)
class Setting:
    """What a converter has to know of where it is."""

    chapter: Chapter
    targets: dict[str, set[str]]  # ids of every page in the book
    labels: bool = True  # off where content is shown again: a label may stand only once
    inside: bool = False  # in a list, box or cell, whose own width holds
    painted: bool = False  # on a fill, where only that fill's own text colour is readable
    lined: bool = False  # under a line or struck out; PDF/UA knows no second line

    def within(self) -> Setting:
        """The same place, inside something."""
        return replace(self, inside=True)


def name_label(page: str, name: str) -> str:
    """The label of a page or of a place in it."""
    return f"label({quote(f'{page}#{name}')})"


def write_anchor(element: Element, at: Setting) -> str:
    """A target for links, when the element has an id."""
    name = element.get("id")
    return f"anchor({name_label(at.chapter.page, name)});" if name and at.labels else ""


def write_flow(element: Element, at: Setting) -> str:
    """Content that may mix words and blocks, as statements."""
    made, words = [], write_words(element.text)
    for child in element:
        if child.tag in INLINE:
            words += write_inline(child, at)
        else:
            made += [paragraph(words, at), write_block(child, at)]
            words = ""
            turn_heading(made)
        words += write_words(child.tail)
    if not made:
        return trim(words)
    keep_leads(made)
    pair_figures(made)
    return "".join([*made, paragraph(words, at)])


def paragraph(words: str, at: Setting) -> str:
    """Statements of a paragraph, or nothing where only space stood."""
    words = trim(words)
    kind = "para" if at.inside else "prose" if len(words) <= WHOLE else "long"
    return f"{kind}({block(words)});" if words else ""


def write_words(text: str | None) -> str:
    """Words with single spaces, as a browser sets them."""
    return write_text(SPACE.sub(" ", text)) if text else ""


def write_inside(element: Element, at: Setting) -> str:
    """The inline content of an element, as statements."""
    parts = [write_words(element.text)]
    for child in element:
        parts.append(write_inline(child, at) if child.tag in INLINE else write_block(child, at))
        parts.append(write_words(child.tail))
    return "".join(parts)


def write_inline(element: Element, at: Setting) -> str:
    """One inline element, as statements."""
    tag, inside = element.tag, write_anchor(element, at)
    if find_paint(element):
        at = replace(at, painted=True)
    if tag == "br":
        return inside + "linebreak();"
    if tag == "wbr":
        return inside + '"\u200b";'
    if tag == "img":
        return inside + write_picture(element, at)
    wrapper = WRAPPED.get(tag)
    if at.lined and wrapper in LINED:
        wrapper = None
    if wrapper in LINED or "inferred" in element.get("class", "").split():
        content = write_inside(element, replace(at, lined=True))
    else:
        content = write_inside(element, at)
    if tag == "q":
        content = f'"‘";{content}"’";'
    elif tag == "a":
        content = write_link(element, content, at)
    elif wrapper:
        content = f"{wrapper}({block(content)});"
    if wrapper in LINED:
        at = replace(at, lined=True)
    return inside + dress(element, content, at)


def dress(element: Element, content: str, at: Setting) -> str:
    """Language, direction and class of inline words."""
    for name in element.get("class", "").split():
        if name in CELLS and element.tag not in ("td", "th"):
            content = f"painted({quote(name)}, {block(content)});"
        elif (name == "muted" and at.painted) or (name == "inferred" and at.lined):
            continue
        elif name in DRESSED:
            content = f"{DRESSED[name]}({block(content)});"
    way = element.get("dir") if element.get("dir") in DIRECTIONS else ""
    if way and element.tag in INLINE:
        content = f"isolated({quote(DIRECTIONS[way])}, {block(content)});"
    elif way:
        content = f"text(dir: {way}, {block(content)});"
    language = re.fullmatch(r"([a-z]{2,3})(-.*)?", element.get("lang", "").lower())
    if language:
        content = f"tongue({quote(language[1])}, {block(content)});"
    return content


def find_paint(element: Element) -> str | None:
    """The class of an element that gives it a fill."""
    return next((name for name in element.get("class", "").split() if name in CELLS), None)


def write_link(element: Element, content: str, at: Setting) -> str:
    """Links inside the report lead to labels; files beside it have no place in a book."""
    href = element.get("href", "")
    if href.startswith(OUTSIDE):
        return f"link({quote(href)}, {block(content)});"
    page, name = split_address(href, at.chapter)
    known = page in at.targets and (not name or name in at.targets[page])
    if not href or not known or not at.labels:
        return content
    return f"leads({name_label(page, name)}, {block(content)});"


def write_picture(element: Element, at: Setting, room: str = "100%") -> str:
    """A figure's drawing with its alternative text; ``room`` is its share of the page's height."""
    name = element.get("data-figure", "")
    alt = quote(element.get("alt", ""))
    return f"picture({quote(at.chapter.svg[name])}, {alt}, room: {room});"


def write_block(element: Element, at: Setting) -> str:
    """One block element, as statements."""
    rule = BLOCKS.get(element.tag)
    if rule is not None:
        return rule(element, at)
    content = write_anchor(element, at) + write_flow(element, at)
    if element.tag not in HOLDERS or not has_blocks(element):
        content = paragraph(content, at)
    return dress(element, content, at)


def has_blocks(element: Element) -> bool:
    """Whether an element holds other blocks, not only words."""
    return any(child.tag not in INLINE for child in element)


def write_heading(element: Element, at: Setting) -> str:
    """Its number and words; the label makes it a target."""
    name = name_label(at.chapter.page, element.get("id", "")) if element.get("id") else "none"
    # The contents and the running head show a heading's words again.
    inside = write_inside(element, replace(at, labels=False))
    return f"section({element.tag[1]}, {name}, {block(trim(inside))});"


def write_list(element: Element, at: Setting) -> str:
    """Bullets or numbers; what stands in a list without being an item becomes one."""
    inner = at.within()
    items = [write_words(element.text)]
    for item in element:
        if item.tag == "li":
            content = write_anchor(item, at) + write_flow(item, inner)
            items.append(dress(item, content, inner))
        else:
            write = write_inline if item.tag in INLINE else write_block
            items.append(write(item, inner))
        items.append(write_words(item.tail))
    listed = "".join(f"{block(trim(item))}, " for item in items if trim(item))
    first = re.fullmatch(r"\d{1,6}", element.get("start", ""))
    kind = f"enum(start: {int(first[0]) if first else 1}, " if element.tag == "ol" else "list("
    return write_anchor(element, at) + paragraph(f"{kind}{listed});" if listed else "", at)


def write_term(element: Element, at: Setting) -> str:
    """A term stands bold on its line."""
    return paragraph(f"strong({block(write_anchor(element, at) + write_inside(element, at))});", at)


def write_details(element: Element, at: Setting) -> str:
    """On paper everything is open."""
    return write_anchor(element, at) + write_flow(element, at)


def write_quotation(element: Element, at: Setting) -> str:
    """Set in from the margin."""
    return f"quotation({block(write_anchor(element, at) + write_flow(element, at.within()))});"


def write_aside(element: Element, at: Setting) -> str:
    """A box beside the argument."""
    return f"callout({block(write_anchor(element, at) + write_flow(element, at.within()))});"


def write_preformatted(element: Element, at: Setting) -> str:
    """Line for line, in type of one width."""
    return write_anchor(element, at) + f"verbatim({quote(''.join(element.itertext()))});"


def write_rule(element: Element, at: Setting) -> str:
    """A thin line."""
    return write_anchor(element, at) + "rule();"


def write_figure(element: Element, at: Setting) -> str:
    """A picture or a table with its number, caption and label."""
    from helpers.render.typeset_tables import write_table  # the two call each other

    table = next(element.iter("table"), None)
    picture = next(element.iter("img"), None)
    if table is not None:
        return write_table(table, at, element.get("id", ""))
    if picture is None:
        return write_anchor(element, at) + write_flow(element, at)
    caption = next((e for e in element.iter() if e.get("class") == "caption"), None)
    said = block(trim(write_inside(caption, at))) if caption is not None else "none"
    name = name_label(at.chapter.page, element.get("id", "")) if element.get("id") else "none"
    drawn = block(write_picture(picture, at, room="76%"))
    # Parts of one figure keep their order, so none of them goes to the foot of another page.
    parts = {i for shown, page in at.chapter.pages.items() if page.of for i in (shown, page.of)}
    fixed = ", fixed: true" if element.get("id") in parts else ""
    return f"exhibit({name}, image, {said}, {drawn}{fixed});"


def write_bare_table(element: Element, at: Setting) -> str:
    """A table without a number."""
    from helpers.render.typeset_tables import write_table

    return write_table(element, at, "")


BLOCKS = {
    **{f"h{level}": write_heading for level in range(1, 7)},
    "ul": write_list,
    "ol": write_list,
    "dt": write_term,
    "summary": write_term,
    "details": write_details,
    "blockquote": write_quotation,
    "aside": write_aside,
    "pre": write_preformatted,
    "hr": write_rule,
    "figure": write_figure,
    "table": write_bare_table,
}
