"""Numbers for sections, figures and tables, and the cross references and links that use them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from helpers.render.chapter import Chapter, Entry, RenderError
from helpers.render.tree import add_text, make, text_of

OUTSIDE = ("https://", "http://", "mailto:")
RESERVED = frozenset({"page", "contents", "colophon"})


def slug(words: str) -> str:
    """An id made of words.

    >>> slug("Who says it, and when?"), slug("Россия")
    ('who-says-it-and-when', 'section')
    """
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:60] or "section"


def number_chapter(chapter: Chapter) -> None:
    """Give every section, figure and table of a chapter its number and every id its label."""
    taken = {element.get("id") for element in chapter.body.iter() if element.get("id")} | RESERVED
    counts = {"section": 0, "part": 0, "Figure": 0, "Table": 0}
    for element in chapter.body.iter():
        if element.tag in ("h2", "h3"):
            number_section(chapter, element, counts, taken)
        elif element.tag == "figure" and element.get("class") in ("figure", "table"):
            number_exhibit(chapter, element, counts)
    check_ids(chapter)


def number_section(
    chapter: Chapter, heading: Element, counts: dict[str, int], taken: set[str]
) -> None:
    """2.1 for a section and 2.1.1 for a part of it; the brief's stay plain."""
    if heading.tag == "h2":
        counts["section"] += 1
        counts["part"] = 0
        number = f"{chapter.number}.{counts['section']}"
    else:
        counts["part"] += 1
        number = f"{chapter.number}.{counts['section']}.{counts['part']}"
    title = text_of(heading)
    if not heading.get("id"):
        name, n = slug(title), 2
        while name in taken:
            name, n = f"{slug(title)}-{n}", n + 1
        taken.add(name)
        heading.set("id", name)
    label = f"Section {number}" if chapter.number else title
    if chapter.number:
        mark = make("span", number, class_="no")
        mark.tail, heading.text = f" {heading.text or ''}", None
        heading.insert(0, mark)
    shown = number if chapter.number else ""
    entry = Entry(int(heading.tag[1]), heading.attrib["id"], shown, title)
    chapter.sections.append(entry)
    chapter.labels[entry.id] = label


def number_exhibit(chapter: Chapter, figure: Element, counts: dict[str, int]) -> None:
    """“Figure 2.1” before the caption."""
    kind = "Figure" if figure.get("class") == "figure" else "Table"
    page = chapter.pages.get(figure.attrib["id"])
    if page and page.of:  # a part has the number of its whole
        label = f"{chapter.labels[page.of]}, {page.part}"
    else:
        counts[kind] += 1
        label = f"{kind} {chapter.number}.{counts[kind]}"
        if not chapter.number:
            label = f"{kind} {counts[kind]}"
    caption = next(e for e in figure.iter() if e.get("class") == "caption")
    mark = make("b", label, class_="label")
    mark.tail, caption.text = f" {caption.text or ''}", None
    caption.insert(0, mark)
    if kind == "Figure":
        figure[0].set("aria-label", label)
    chapter.labels[figure.attrib["id"]] = label


def check_ids(chapter: Chapter) -> None:
    """No id twice on a page, and none that the page itself uses."""
    seen: set[str] = set()
    for element in chapter.body.iter():
        name = element.get("id")
        if name and (name in seen or name in RESERVED):
            raise RenderError(f"{chapter.name}.ipynb: the id {name!r} occurs twice or is reserved")
        seen.add(name or "")


def split_address(href: str, chapter: Chapter) -> tuple[str, str]:
    """Page and id that a link of a chapter leads to.

    >>> from xml.etree.ElementTree import Element
    >>> split_address("0_brief.html#x", Chapter("1_a", 1, "", Element("div")))
    ('index.html', 'x')
    """
    page, _, name = href.partition("#")
    if re.fullmatch(r"0_\w+\.html", page):
        page = "index.html"
    return page or chapter.page, name


def find_targets(chapters: list[Chapter]) -> dict[str, set[str]]:
    """The ids of every page."""
    return {
        chapter.page: {e.attrib["id"] for e in chapter.body.iter() if e.get("id")} | RESERVED
        for chapter in chapters
    }


def fill_references(chapters: list[Chapter]) -> None:
    """Empty ``<a class="ref">`` get the label of what they lead to; links to the brief its page."""
    labels = {(c.page, name): label for c in chapters for name, label in c.labels.items()}
    for chapter in chapters:
        for link in chapter.body.iter("a"):
            href = link.get("href", "")
            if not href or href.startswith(OUTSIDE):
                continue
            page, name = split_address(href, chapter)
            link.set("href", f"#{name}" if page == chapter.page and name else href)
            if page == "index.html" and href.startswith("0_"):
                link.set("href", f"{page}#{name}" if name else page)
            if "ref" in link.get("class", "").split() and not text_of(link):
                add_text(link, labels.get((page, name), name or page))


def check_links(chapters: list[Chapter], files: set[str]) -> None:
    """Every link leads somewhere.

    Raises:
        RenderError: lists all links that do not.
    """
    targets = find_targets(chapters)
    dangling = []
    for chapter in chapters:
        for link in chapter.body.iter("a"):
            href = link.get("href", "")
            if not href:
                dangling.append(f"{chapter.page}: a link without an address: {text_of(link)!r}")
            elif not href.startswith(OUTSIDE):
                page, name = split_address(href, chapter)
                known = page in targets and (not name or name in targets[page])
                if not known and (name or str(PurePosixPath(page)) not in files):
                    dangling.append(f"{chapter.page}: {href}")
    if dangling:
        listed = "\n".join(sorted(set(dangling)))
        raise RenderError(f"links that lead nowhere:\n{listed}")
