"""No character without a glyph reaches a reader, and a page carries the font for what it shows."""

from __future__ import annotations

import base64
import copy
import io
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from xml.etree.ElementTree import Element

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from nbformat import NotebookNode

from helpers.render.chapter import Chapter, GlyphError
from helpers.render.tree import walk
from helpers.scripts.glyphs import (
    EVERYWHERE,
    HIDDEN,
    drawable,
    find_missing,
    font_folder,
    name_glyph,
)

CONTEXT = 24
TAG = re.compile(r"<[^>]*>|<[^>]*$|^[^<]*>")
REMEDY = "take them out there, or render with --missing-glyph name"


class Glyphs:
    """Missing characters as they are met: named in the text, or noted for one error.

    ``found`` has for each character and notebook or figure the words round the first of them.
    """

    def __init__(self, missing: str) -> None:
        self.naming = missing == "name"
        self.found: dict[tuple[str, str], str] = {}

    def check(self, text: str, where: str, only: Iterable[str] | None = None) -> str:
        """The text; missing characters (``only`` some of them) are named in it, or noted."""
        for character in find_missing(text) if only is None else sorted(only):
            if self.naming:
                text = text.replace(character, f"[{name_glyph(character)}]")
            else:
                at = text.index(character)
                around = TAG.sub(" ", HIDDEN.sub("", text[max(0, at - CONTEXT) : at + CONTEXT]))
                self.note(character, where, f", near “{' '.join(around.split())}”")
        return text

    def note(self, character: str, where: str, near: str = "") -> None:
        """Remember a character and where it would be shown."""
        self.found.setdefault((character, where), near)

    def stop(self) -> None:
        """Raise one GlyphError with everything noted, if anything is."""
        if self.found:
            lines = [f"{name_glyph(c)} in {where}{near}" for (c, where), near in self.found.items()]
            characters = sorted({character for character, _ in self.found})
            raise GlyphError("\n".join([f"no font draws these; {REMEDY}:", *lines]), characters)


def check_hidden(notebook: NotebookNode, glyphs: Glyphs, where: str) -> NotebookNode:
    """A notebook whose outputs hold no character that the cleaner would drop without a word."""

    def check(text: str) -> str:
        return glyphs.check(text, where, set(HIDDEN.findall(text)))

    return change_words(notebook, check)


def change_words(notebook: NotebookNode, change: Callable[[str], str]) -> NotebookNode:
    """A copy of a notebook with the words of its outputs changed; data and pictures stay."""
    notebook = copy.copy(notebook)
    notebook.cells = [copy.copy(cell) for cell in notebook.cells]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = change(cell.source)
        elif cell.get("outputs"):
            cell.outputs = [copy.copy(output) for output in cell.outputs]
            for output in cell.outputs:
                change_output(output, change)
    return notebook


def change_output(output: NotebookNode, change: Callable[[str], str]) -> None:
    """Change the words of one output in place."""
    if isinstance(output.get("text"), str):
        output.text = change(output.text)
    words = ("text/html", "text/markdown", "text/plain")
    data = output.get("data", {})
    if any(kind in data for kind in words):
        output.data = data | {kind: change(data[kind]) for kind in words if kind in data}
    told = output.get("metadata", {}).get("helpers", {})
    said = {name: change(told[name]) for name in ("alt", "caption") if name in told}
    if said:
        output.metadata = output.metadata | {"helpers": told | said}


def check_chapter(chapter: Chapter, glyphs: Glyphs) -> None:
    """Every character of a chapter can be drawn, those of its figures too."""
    where = f"{chapter.name}.ipynb"
    chapter.title = glyphs.check(chapter.title, where)
    for element in [chapter.body, *(child for _, child in walk(chapter.body))]:
        element.text = element.text and glyphs.check(element.text, where)
        element.tail = element.tail and glyphs.check(element.tail, where)
        check_picture(element, chapter, glyphs)


def check_picture(element: Element, chapter: Chapter, glyphs: Glyphs) -> None:
    """A figure's alternative text, and the characters that it shows by name."""
    name = element.get("data-figure", "")
    if "alt" not in element.attrib:
        return
    where = f"{chapter.name}.ipynb, figure {name}"
    element.set("alt", glyphs.check(element.attrib["alt"], f"{where}, alternative text"))
    chapter.alt[name] = element.attrib["alt"]
    if not glyphs.naming:
        for character in chapter.undrawn.get(name, ""):
            glyphs.note(character, where)


def check_edition(edition: dict[str, object], glyphs: Glyphs) -> dict[str, object]:
    """The edition with words that can be drawn."""

    def check(value: object) -> object:
        if isinstance(value, str):
            return glyphs.check(value, "the edition’s title or parameters")
        if isinstance(value, dict):
            return {check(name): check(each) for name, each in value.items()}
        return [check(each) for each in value] if isinstance(value, list) else value

    shown = ("title", "subtitle", "parameters")
    return edition | {name: check(edition[name]) for name in shown if name in edition}


def find_unusual(texts: list[str]) -> frozenset[str]:
    """The characters beyond those that a reader's own font is sure to have."""
    return frozenset(
        c for text in texts for c in set(text) if ord(c) not in EVERYWHERE and ord(c) in drawable()
    )


@cache
def subset_font(characters: frozenset[str]) -> bytes:
    """A WOFF2 of DejaVu Sans that holds only these characters and how they join."""
    options = Options(flavor="woff2", hinting=False, notdef_outline=True)
    options.name_IDs = [0, 1, 2, 13, 14]  # the names and the licence
    options.drop_tables += ["FFTM", "STAT"]
    if not any(unicodedata.bidirectional(c) in ("AL", "R") for c in characters):
        # Only letters that join need these, and reading them is most of the time taken.
        options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern"]
    font = TTFont(font_folder() / "DejaVuSans.ttf", recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(characters)))
    subsetter.subset(font)
    font.flavor = "woff2"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def write_font_face(characters: frozenset[str]) -> str:
    """The subset as a CSS rule, used for these characters alone; empty when there are none."""
    if not characters:
        return ""
    data = base64.b64encode(subset_font(characters)).decode("ascii")
    span = ",".join(f"U+{ord(c):X}" for c in sorted(characters))
    return (
        '@font-face{font-family:"Report Extra";font-display:block;'
        f'src:url(data:font/woff2;base64,{data}) format("woff2");unicode-range:{span}}}'
    )
