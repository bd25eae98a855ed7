"""A notebook's figures and tables: their elements in the chapter, their files beside it.

A figure without alt text, a table without a caption, an id that could not name a file: all are
errors that name the notebook and the cell.
"""

from __future__ import annotations

import base64
import csv
import io
import re
from dataclasses import fields
from xml.etree.ElementTree import Element

from nbformat import NotebookNode

from helpers.render.chapter import Chapter, Page, RenderError
from helpers.render.clean import clean_html, clean_svg, clean_text
from helpers.render.raster import clean_png
from helpers.render.tree import add_text, make, move_content

IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,99}")
NUMBER = re.compile(r"[+-]?\d[\d,.]*%?")
PRINTED = ("whole", "entries", "nothing")
FORMULA = tuple("=+-@＝＋－＠\t\r\n")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # a terminal may obey them


def check_told(told: dict, needed: tuple[str, ...], where: str) -> str:
    """The id of a figure or table whose metadata is whole."""
    for name in needed:
        if not str(told.get(name) or "").strip():
            raise RenderError(f"{where}: a {told['kind']} without {name}; give {name} to show()")
    if not IDENTIFIER.fullmatch(told["id"]):
        raise RenderError(f"{where}: id {told['id']!r} is not letters, digits, - and _")
    return told["id"]


def keep_file(chapter: Chapter, path: str, content: bytes, where: str) -> None:
    """Remember a file that leaves with the chapter."""
    if path in chapter.files:
        raise RenderError(f"{where}: a second figure or table named {path}; ids are unique")
    chapter.files[path] = content


def add_figure(chapter: Chapter, data: NotebookNode, told: dict, where: str) -> None:
    """``<figure>`` with its picture; SVG, PNG and CSV leave as files."""
    name = check_told(told, ("id", "alt", "caption"), where)
    try:
        svg = clean_svg(data["image/svg+xml"])
    except KeyError:
        raise RenderError(f"{where}: figure {name} has no SVG") from None
    except ValueError as error:
        raise RenderError(f"{where}: figure {name}: {error}") from error
    chapter.svg[name], chapter.alt[name] = svg, clean_text(told["alt"])
    chapter.undrawn[name] = str(told.get("undrawn", ""))
    keep_file(chapter, f"figures/{name}.svg", svg.encode(), where)
    files = [("SVG", f"figures/{name}.svg")]
    keep_page(chapter, name, told, where)
    if "image/png" in data:
        try:
            png = clean_png(base64.b64decode(data["image/png"]))
        except ValueError as error:
            raise RenderError(f"{where}: figure {name}: {error}") from error
        keep_file(chapter, f"figures/{name}.png", png, where)
        files.append(("PNG", f"figures/{name}.png"))
    if "text/csv" in data:
        keep_file(chapter, f"data/{name}.csv", guard_csv(data["text/csv"]), where)
        files.insert(0, ("Data (CSV)", f"data/{name}.csv"))
    picture = make("img", alt=chapter.alt[name], data_figure=name)
    caption = make("figcaption", class_="caption")
    move_content(clean_html(told["caption"]), caption)
    box = make("div", picture, class_="scroll", tabindex="0", role="group")
    box.set("aria-label", f"Figure {name}")
    figure = make("figure", box, caption, write_files(files), class_="figure", id=name)
    chapter.body.append(figure)


def add_table(chapter: Chapter, data: NotebookNode, told: dict, where: str) -> None:
    """``<figure>`` round a captioned table that scrolls in its own box; its CSV is a file."""
    name = check_told(told, ("id", "caption"), where)
    content = clean_html(data.get("text/html", ""))
    tables = list(content.iter("table"))
    if len(tables) != 1:
        raise RenderError(f"{where}: {name} shows {len(tables)} tables, expected one")
    table = tables[0]
    table.tail = None
    for old in table.findall("caption"):
        table.remove(old)
    caption = make("span", class_="caption")
    move_content(clean_html(told["caption"]), caption)
    table.insert(0, make("caption", caption, id=f"{name}-caption"))
    files = []
    page = keep_page(chapter, name, told, where)
    if "text/csv" in data:
        keep_file(chapter, f"data/{name}.csv", guard_csv(data["text/csv"]), where)
        files.append(("Data (CSV)", f"data/{name}.csv"))
    elif page and page.of:
        files.append(("Data of all parts (CSV)", f"data/{page.of}.csv"))
    box = make("div", table, class_="scroll", role="group", tabindex="0")
    box.set("aria-labelledby", f"{name}-caption")
    figure = make("figure", box, write_files(files), class_="table", id=name)
    chapter.body.append(figure)


def keep_page(chapter: Chapter, name: str, told: dict, where: str) -> Page | None:
    """Remember that a figure or table has a page of its own."""
    given = told.get("page")
    if not given:
        return None
    page = Page(*(str(given.get(field.name) or "") for field in fields(Page)))
    if not IDENTIFIER.fullmatch(f"p{page.name}") or not page.name or not page.title.strip():
        raise RenderError(f"{where}: {name}: a page needs a title, and a name that can name a file")
    if any(p.name == page.name and p.title != page.title for p in chapter.pages.values()):
        raise RenderError(f"{where}: a second page named {page.name!r}")
    if page.of and f"data/{page.of}.csv" not in chapter.files:
        raise RenderError(
            f"{where}: {name} is a part of {page.of!r}, not shown before"
        )
    if page.book not in PRINTED:
        raise RenderError(f"{where}: {name}: the book prints one of {', '.join(PRINTED)}")
    chapter.pages[name] = page
    return page


def write_files(files: list[tuple[str, str]]) -> Element:
    """Links to the files behind a figure or table."""
    line = make("p", class_="files")
    for i, (label, path) in enumerate(files):
        add_text(line, " · " if i else "")
        line.append(make("a", label, href=path))
    return line


def guard_csv(text: str) -> bytes:
    """CSV for people: a leading quote keeps a spreadsheet from running a cell that looks like a
    formula; numbers stay numbers.

    >>> guard_csv("a,b\\n=cmd(),-3\\n")
    b"a,b\\n'=cmd(),-3\\n"
    """
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    before = csv.field_size_limit(len(whole) + 1)
    try:
        for row in csv.reader(io.StringIO(whole, newline="")):
            writer.writerow([guard_cell(cell) for cell in row])
    finally:
        csv.field_size_limit(before)
    return made.getvalue().encode()


def guard_cell(cell: str) -> str:
    """One cell that no spreadsheet runs."""
    cell = CONTROL.sub("\ufffd", cell)
    risky = cell.startswith(FORMULA) and not NUMBER.fullmatch(cell)
    return f"'{cell}" if risky else cell
