"""Chapters of a large corpus: what has a page of its own, and what of that the book prints.

The chapters come in whole, numbered and with their references filled. A chapter without such pages
leaves as the very object that it came as.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from xml.etree.ElementTree import Element

from helpers.render.chapter import Chapter
from helpers.render.numbers import OUTSIDE, split_address
from helpers.render.tree import add_text, make

Place = tuple[str, str]  # page and id


def split_chapters(chapters: list[Chapter]) -> list[Chapter]:
    """The chapters and, after each, the pages that its tables went on; every link follows them."""
    moved: dict[Place, str] = {}
    made: list[Chapter] = []
    for chapter in chapters:
        made += split_chapter(chapter, moved) if chapter.pages else [chapter]
    if not moved:
        return made
    made = [page if page.pages or page.up else copy_chapter(page) for page in made]
    for page in made:
        for link in page.body.iter("a"):
            follow_link(link, page, moved)
    return made


def copy_chapter(chapter: Chapter) -> Chapter:
    """A chapter whose body may be changed."""
    return replace(chapter, body=deepcopy(chapter.body))


def split_chapter(chapter: Chapter, moved: dict[Place, str]) -> list[Chapter]:
    """A chapter without the figures and tables that have pages of their own, and those pages.

    ``moved`` takes in where each id of them went.
    """
    chapter = copy_chapter(chapter)
    pages: dict[str, Chapter] = {}
    for figure in chapter.body.findall("figure"):
        page = chapter.pages.get(figure.get("id", ""))
        if page is None:
            continue
        chapter.body.remove(figure)
        if page.name not in pages:
            name = f"{chapter.name}-{page.name}"
            pages[page.name] = Chapter(name, chapter.number, page.title, make("div"), up=chapter)
        part = pages[page.name]
        part.body.append(figure)
        for picture in figure.iter("img"):
            shown = picture.get("data-figure", "")
            part.svg[shown], part.alt[shown] = chapter.svg[shown], chapter.alt[shown]
        moved |= {(chapter.page, e.attrib["id"]): part.page for e in figure.iter() if e.get("id")}
    return [chapter, *pages.values()]


def follow_link(link: Element, page: Chapter, moved: dict[Place, str]) -> None:
    """Lead a link to the page on which its place stands now."""
    href = link.get("href", "")
    if not href or href.startswith(OUTSIDE):
        return
    home = page.up or page
    place = split_address(href, home)
    now = moved.get(place, place[0] if place[1] else "")
    if now == page.page:
        link.set("href", f"#{place[1]}")
    elif now and (place in moved or (page.up and href.startswith("#"))):
        link.set("href", f"{now}#{place[1]}")


def shorten_book(chapters: list[Chapter]) -> list[Chapter]:
    """The chapters as the book prints them: without the parts of long tables, and of the tables on
    pages of their own the rows that the rest of the book leads to.
    """
    if not any(chapter.pages for chapter in chapters):
        return chapters
    made = [copy_chapter(chapter) if chapter.pages else chapter for chapter in chapters]
    paged: list[tuple[Chapter, Element]] = []
    for chapter in made:
        for figure in chapter.body.findall("figure"):
            page = chapter.pages.get(figure.get("id", ""))
            if page and page.book == "nothing":
                chapter.body.remove(figure)
            elif page and page.book == "entries":
                paged.append((chapter, figure))
    apart = {id(figure) for _, figure in paged}
    wanted = set(find_wanted(made, apart))
    rows = {id(row): (c, row) for c, figure in paged for row in list_entries(figure)}
    kept: set[int] = set()
    while new := {
        key for key, (c, row) in rows.items() if key not in kept and wanted & find_places(c, row)
    }:
        kept |= new
        wanted |= {place for key in new for place in find_links(*rows[key])}
    for chapter, figure in paged:
        cut_entries(chapter, figure, kept)
    return made


def find_wanted(chapters: list[Chapter], apart: set[int]) -> Iterator[Place]:
    """The places to which everything outside some tables leads."""
    for chapter in chapters:
        for block in chapter.body:
            if id(block) not in apart:
                yield from find_links(chapter, block)


def find_links(chapter: Chapter, element: Element) -> Iterator[Place]:
    """The places of the report to which an element leads."""
    for link in element.iter("a"):
        href = link.get("href", "")
        if href and not href.startswith(OUTSIDE):
            yield split_address(href, chapter)


def find_places(chapter: Chapter, element: Element) -> set[Place]:
    """The places in an element."""
    return {(chapter.page, e.attrib["id"]) for e in element.iter() if e.get("id")}


def list_entries(figure: Element) -> list[Element]:
    """The rows of a table below its head."""
    return [row for body in figure.iter("tbody") for row in body.findall("tr")]


def cut_entries(chapter: Chapter, figure: Element, kept: set[int]) -> None:
    """Leave the kept rows of a table, or nothing of it where none is kept."""
    rows = list_entries(figure)
    few = [row for row in rows if id(row) in kept]
    if not few:
        chapter.body.remove(figure)
        return
    for body in figure.iter("tbody"):
        for row in body.findall("tr"):
            if id(row) not in kept:
                body.remove(row)
    if len(few) < len(rows):
        caption = next(e for e in figure.iter() if e.get("class") == "caption")
        add_text(caption, f" Printed: {len(few)} of {len(rows)} entries, those this book leads to.")
