"""Chapters → self-contained HTML pages: no script, nothing loaded from outside."""

from __future__ import annotations

import base64
import hashlib
import re
from copy import deepcopy
from functools import cache
from itertools import takewhile
from pathlib import Path
from urllib.parse import quote
from xml.etree.ElementTree import Element

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from helpers.render.chapter import Chapter
from helpers.render.colophon import Edition, write_colophon
from helpers.render.days import say_day
from helpers.render.glyphs import find_unusual, write_font_face
from helpers.render.literals import LONGEST_WORD
from helpers.render.marks import mark_inside, mark_words
from helpers.render.numbers import OUTSIDE
from helpers.render.palette import write_css_variables
from helpers.render.tree import read_html, text_of, write_content
from helpers.render.typeset_tables import find_rows, lay_grid, longest_word
from helpers.scripts.runs import isolate

TEMPLATES = Path(__file__).parent / "templates"
# What a search engine or a shared link shows of a page.
DESCRIPTION_LETTERS = 200
# A column of prose reads well from about so many letters on; the style sheet has these widths.
COLUMN_LETTERS, LETTER_EMS, INSET_EMS = 24, 0.52, 1.3
WIDTHS = (15, 20, 25, 30, 40, 50, 60, 80)
DENSE = 8  # columns; a table of more sets them closer
PHONE = 20  # of these widths, what a phone shows without scrolling
# What an address inside an attribute may hold as it is.
PLAIN = " ':;=/,()@!*+$?"
TABLET = 46  # what a tablet shows, of the width that the longest words need
BRIEF = 8  # letters; names of rows that need no width of their own
LONG_EMS = 9  # the least width of a cell that may break anywhere
OPENING = "timeline"


@cache
def templates() -> Environment:
    """The page template; everything put into it is escaped unless it is Markup."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"british": say_day, "marked": mark_words, "isolated": isolate}
    return made


@cache
def read_style() -> str:
    """The style sheet without comments and indentation, colours filled in."""
    css = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s*\n\s*", "", css)
    light = write_css_variables(dark=False)
    return css.replace("LIGHT:0", light).replace("DARK:0", write_css_variables(dark=True))


def write_picture_address(svg: str) -> str:
    """A drawing as an address that loads nothing; base64 would make it a third longer."""
    return "data:image/svg+xml," + quote(svg.strip().replace('"', "'"), safe=PLAIN)


def write_body(chapter: Chapter, alone: bool) -> str:
    """The chapter's HTML; ``alone`` leaves out links to files that are not beside it."""
    body = deepcopy(chapter.body)
    for picture in body.iter("img"):
        picture.set("src", write_picture_address(chapter.svg[picture.attrib.pop("data-figure")]))
    for parent in list(body.iter("figure")):
        for line in parent.findall("p"):
            if alone and line.get("class") == "files":
                parent.remove(line)
    widen_tables(body)
    for link in body.iter("a"):
        if link.get("href", "").startswith(OUTSIDE):
            link.set("rel", "noopener noreferrer external")
    return write_content(body)


def say_first_words(chapter: Chapter) -> str:
    """The first paragraph above all sections, shortened at a word; never words of an article."""
    opening = takewhile(lambda e: e.tag != "h2", chapter.body)
    own = (text_of(p) for p in opening if p.tag == "p" and p.find(".//q") is None)
    first = next(filter(None, own), "")
    if len(first) <= DESCRIPTION_LETTERS:
        return first
    return first[:DESCRIPTION_LETTERS].rsplit(" ", 1)[0] + " …"


def label_cells(table: Element) -> bool:
    """Give every cell the head of its column, which a phone shows where it stacks the cells.

    Refuses tables whose cells span: they have no one head.
    """
    head, body = find_rows(table)
    cells = lay_grid([*head, *body])
    if len(head) != 1 or any(cell.span > 1 or cell.down > 1 for cell in cells):
        return False
    labels = {cell.column: text_of(cell.element) for cell in cells if cell.row == 0}
    for cell in cells:
        if cell.row and cell.column:
            cell.element.set("data-label", isolate(labels.get(cell.column, "")))
    return True


def widen_tables(body: Element) -> None:
    """Tables get their width as a class: what is wider than a phone is stacked there, row by row,
    or scrolls where its cells span; what is wider than a tablet even with a word a line is stacked
    there too.
    """
    for table in body.iter("table"):
        cells = lay_grid([row for rows in find_rows(table) for row in rows])
        for cell in cells:
            if longest_word(cell.element) > LONGEST_WORD:
                cell.element.set("class", f"{cell.element.get('class', '')} long".strip())
        letters: dict[int, int] = {}
        narrow: dict[int, float] = {}
        for cell in cells:
            if cell.span == 1:
                wish = min(len(text_of(cell.element)), COLUMN_LETTERS)
                letters[cell.column] = max(letters.get(cell.column, 0), wish)
                least = min(LETTER_EMS * longest_word(cell.element), LONG_EMS)
                narrow[cell.column] = max(narrow.get(cell.column, 0), least)
        wanted = sum(LETTER_EMS * wish + INSET_EMS for wish in letters.values())
        width = next((each for each in WIDTHS if each >= wanted), WIDTHS[-1])
        named = [table.get("class", ""), "dense" if len(letters) > DENSE else ""]
        named.append("brief" if letters.get(0, 0) <= BRIEF else "")
        if width > PHONE and label_cells(table):
            broad = sum(least + INSET_EMS for least in narrow.values()) > TABLET
            named.append("stack broad" if broad else "stack")
        else:
            named.append(f"w{width}")
        table.set("class", " ".join(filter(None, named)))


def find_opening(chapters: list[Chapter]) -> dict[str, str] | None:
    """The figure that the first page shows beside the brief, with the place where it belongs."""
    for chapter in chapters:
        if chapter.number and OPENING in chapter.svg:
            caption = next(
                text_of(part)
                for figure in chapter.body.iter("figure")
                if figure.get("id") == OPENING
                for part in figure.iter("figcaption")
            )
            label = chapter.labels.get(OPENING, "")
            return {
                # Nothing in such an address needs escaping again.
                "source": Markup(write_picture_address(chapter.svg[OPENING])),
                "alt": chapter.alt[OPENING],
                "label": label,
                "caption": caption.removeprefix(label).strip(),
                "address": f"{chapter.page}#{OPENING}",
            }
    return None


def find_neighbours(
    chapter: Chapter, chapters: list[Chapter], order: list[Chapter]
) -> tuple[Chapter | None, Chapter | None]:
    """The pages before and after one: chapters lead to chapters, the pages of a chapter to each
    other, from the chapter on and back to it.
    """
    row = order if chapter.up is None else [c for c in chapters if c.up is chapter.up]
    at = row.index(chapter)
    before = row[at - 1] if at else chapter.up
    return before, row[at + 1] if at + 1 < len(row) else None


def write_page(
    chapter: Chapter, chapters: list[Chapter], edition: Edition, alone: bool = False
) -> str:
    """One page with the navigation of the whole report."""
    order = sorted((c for c in chapters if c.up is None), key=lambda c: (c.number, c.name))
    before, after = find_neighbours(chapter, chapters, order)
    languages = list(edition.get("languages") or [])
    colophon = write_colophon(edition)
    mark_inside(colophon, languages)
    parts = {
        "languages": languages,
        "chapter": chapter,
        "chapters": order,
        "before": before,
        "after": after,
        "sections": [entry for entry in chapter.sections if entry.level == 2],
        "edition": {"id": "", "edition_date": "", "changes": "", "subtitle": "", **edition},
        "title": edition.get("title") or chapter.title,
        "description": say_first_words(chapter),
        "summaries": {c.name: say_first_words(c) for c in order},
        "body": Markup(write_body(chapter, alone)),
        "colophon": Markup(write_content(colophon)),
        "alone": alone,
        "opening": None if chapter.number or alone else find_opening(order),
    }
    template = templates().get_template("page.html.j2")
    words = text_of(read_html(template.render(parts, style="", digest="")))
    style = Markup(write_font_face(find_unusual([words, *chapter.alt.values()])) + read_style())
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    return template.render(parts, style=style, digest=digest)
