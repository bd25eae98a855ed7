"""An executed notebook → one chapter. Code is left out; Markdown cells and outputs stay."""

from __future__ import annotations

import re
from functools import cache
from xml.etree.ElementTree import Element

import mistune
from nbformat import NotebookNode

from helpers.render.chapter import Chapter, RenderError
from helpers.render.clean import clean_html, clean_text
from helpers.render.exhibits import add_figure, add_table
from helpers.render.tree import make, move_content, text_of, walk

# What a notebook shows besides the kinds that the helpers mark, best first.
PLAIN_KINDS = ("text/html", "text/markdown", "text/plain")

# What is for whoever sits at the notebook: how to change its values, an article shown whole.
SCREEN = "screen"


@cache
def markdown() -> mistune.Markdown:
    """The Markdown reader; HTML passes, because the cleaner comes after it."""
    return mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])


def read_chapter(notebook: NotebookNode, name: str) -> Chapter:
    """Read one executed notebook whose file stem is ``name`` (``2_timeline`` is chapter 2)."""
    digits = re.match(r"\d+", name)
    chapter = Chapter(name, int(digits[0]) if digits else 1, "", make("div"))
    for place, cell in enumerate(notebook.cells, start=1):
        where = f"{name}.ipynb, cell {place}"
        if cell.cell_type == "markdown" and cell.metadata.get("helpers", {}).get("kind") != SCREEN:
            add_markdown(chapter, cell.source)
        elif cell.cell_type == "code":
            for output in cell.get("outputs", []):
                add_output(chapter, output, where)
    take_title(chapter)
    scope_heads(chapter.body)
    frame_bare_tables(chapter.body)
    return chapter


def add_markdown(chapter: Chapter, source: str) -> None:
    """Markdown → clean blocks at the end of the chapter."""
    move_content(clean_html(str(markdown()(source))), chapter.body)


def add_output(chapter: Chapter, output: NotebookNode, where: str) -> None:
    """Put one output at the end of the chapter; warnings on stderr are for the desk, not here."""
    if output.output_type == "error":
        raise RenderError(f"{where}: failed with {output.ename}: {output.evalue}")
    if output.output_type == "stream":
        if output.name == "stdout":
            chapter.body.append(make("pre", clean_text(output.text)))
        return
    data = output.get("data", {})
    told = output.get("metadata", {}).get("helpers", {})
    if told.get("kind") == "figure":
        add_figure(chapter, data, told, where)
    elif told.get("kind") == "table":
        add_table(chapter, data, told, where)
    elif told.get("kind") == SCREEN:
        raise RenderError(f"{where}: an article shown whole is for the desk's screen; take it out")
    elif any(kind.startswith("image/") for kind in data):
        raise RenderError(f"{where}: a figure without alt text; show it with draw.show.show")
    else:
        add_plain(chapter, data)


def add_plain(chapter: Chapter, data: NotebookNode) -> None:
    """Sentences, or whatever else a cell displayed."""
    kind = next((kind for kind in PLAIN_KINDS if kind in data), None)
    if kind == "text/html":
        move_content(clean_html(data[kind]), chapter.body)
    elif kind == "text/markdown":
        add_markdown(chapter, data[kind])
    elif kind == "text/plain":
        chapter.body.append(make("pre", clean_text(data[kind])))


def take_title(chapter: Chapter) -> None:
    """Move the first heading out of the body; later ones never skip or repeat its level."""
    first = next((pair for pair in walk(chapter.body) if pair[1].tag == "h1"), None)
    chapter.title = text_of(first[1]) if first else chapter.name
    if first:
        parent, heading = first
        rest = make("span", heading.tail or "")
        parent[list(parent).index(heading)] = rest
        if not (heading.tail or "").strip():
            parent.remove(rest)
    level = 1
    for heading in chapter.body.iter():
        if re.fullmatch("h[1-6]", heading.tag):
            level = min(max(int(heading.tag[1]), 2), level + 1)
            heading.tag = f"h{level}"


def scope_heads(body: Element) -> None:
    """Every header cell says whether it heads a column or a row."""
    for table in body.iter("table"):
        upper = {cell for head in table.iter("thead") for cell in head.iter("th")}
        for cell in table.iter("th"):
            if "scope" not in cell.attrib:
                cell.set("scope", "col" if cell in upper else "row")


def frame_bare_tables(body: Element) -> None:
    """A table from Markdown scrolls in a box of its own as well."""
    for parent, child in list(walk(body)):
        if child.tag == "table" and parent.get("role") != "group":
            box = make("div", class_="scroll", role="group", tabindex="0", aria_label="Table")
            box.tail, child.tail = child.tail, None
            parent[list(parent).index(child)] = box
            box.append(child)
