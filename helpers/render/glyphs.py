"""Characters and the fonts that draw them: what is missing, and the subset that a page carries.

DejaVu comes with matplotlib, so page and book look the same on every machine. Only its upright Sans
has Arabic letters.
"""

from __future__ import annotations

import base64
import io
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from xml.etree.ElementTree import Element

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from helpers.render.chapter import Chapter, RenderError
from helpers.render.tree import walk

# Latin, and the dashes, quotation marks and currency signs that every reader's own font has.
EVERYWHERE = frozenset(
    [*range(0x20, 0x250), *range(0x2010, 0x2028), 0x2030, 0x20AC, 0x2122, 9, 10, 13]
)
# Drawn as nothing by every layout engine: joiners, marks of direction, variation selectors.
SILENT = frozenset([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, *range(0xFE00, 0xFE10)])
CONTEXT = 24


def font_folder() -> Path:
    """The folder of fonts inside matplotlib, found without importing it."""
    spec = find_spec("matplotlib")
    if spec is None or not spec.submodule_search_locations:
        raise RenderError("matplotlib, which carries the fonts, is not installed")
    return Path(spec.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"


@cache
def drawable() -> frozenset[int]:
    """Code points that the upright DejaVu Sans draws."""
    with TTFont(font_folder() / "DejaVuSans.ttf", lazy=True) as font:
        # Private-use code points have no meaning that a screen reader could say.
        return frozenset(c for c in font.getBestCmap() if not 0xE000 <= c <= 0xF8FF)


def is_missing(character: str) -> bool:
    """Whether no font of ours draws it."""
    code = ord(character)
    return code not in EVERYWHERE and code not in SILENT and code not in drawable()


def name_glyph(character: str) -> str:
    """
    >>> name_glyph("\\U0001f680")
    'U+1F680 ROCKET'
    """
    return f"U+{ord(character):04X} {unicodedata.name(character, 'without a name')}"


def check_text(text: str, missing: str, where: str, found: list[str]) -> str:
    """The text; missing characters are named in brackets in it, or noted in ``found``."""
    if text.isascii():
        return text
    gaps = {c for c in text if is_missing(c)}
    for character in sorted(gaps):
        if missing == "name":
            text = text.replace(character, f"[{name_glyph(character)}]")
        else:
            at = text.index(character)
            around = " ".join(text[max(0, at - CONTEXT) : at + CONTEXT].split())
            found.append(f"{name_glyph(character)} in {where}, near “{around}”")
    return text


def check_glyphs(chapters: list[Chapter], missing: str = "error") -> None:
    """Every character of the chapters can be drawn.

    Raises:
        RenderError: names each that cannot and its place, unless ``missing`` is "name": then its
            name stands in its stead.
    """
    found: list[str] = []
    for chapter in chapters:
        where = f"{chapter.name}.ipynb"
        chapter.title = check_text(chapter.title, missing, where, found)
        for element in [chapter.body, *(child for _, child in walk(chapter.body))]:
            check_element(element, missing, where, found)
    if found:
        listed = "\n".join(dict.fromkeys(found))
        raise RenderError(f"no font draws these (or render with --missing-glyph name):\n{listed}")


def check_element(element: Element, missing: str, where: str, found: list[str]) -> None:
    """Check an element's own words and its alternative text."""
    element.text = element.text and check_text(element.text, missing, where, found)
    element.tail = element.tail and check_text(element.tail, missing, where, found)
    if "alt" in element.attrib:
        element.set("alt", check_text(element.attrib["alt"], missing, where, found))


def find_unusual(texts: list[str]) -> frozenset[str]:
    """The characters beyond those that a reader's own font is sure to have."""
    return frozenset(c for text in texts for c in set(text) if ord(c) not in EVERYWHERE)


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
