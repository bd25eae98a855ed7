"""Characters and the font that draws them: what is missing, and its name in its stead.

DejaVu comes with matplotlib, so figures, pages and book look the same on every machine. Only its
upright Sans has Arabic letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# Latin, and the dashes, quotation marks and currency signs that every reader's own font has.
EVERYWHERE = frozenset(
    [*range(0x20, 0x250), *range(0x2010, 0x2028), 0x2030, 0x20AC, 0x2122, 9, 10, 13]
)
# Drawn as nothing by every layout engine: joiners, marks of direction, variation selectors.
SILENT = frozenset([0xAD, 0x61C, *range(0x200B, 0x2010), *range(0xFE00, 0xFE10)])
# Embeddings, isolates and joiners of no width: a run that is isolated needs none of them.
IDLE = re.compile("[\u202a-\u202c\u2060\u2066-\u2069\ufeff]")
# What turns other text round or is no character at all: dropping it would show other words than
# those received, so it counts as missing. U+FFFD stands where one was lost before.
HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufff9-\ufffb\ufdd0-\ufdef\ufffd-\uffff"
    "\U000e0000-\U000e007f]"
)
NAMED = re.compile(r"\[U\+([0-9A-F]{4,6})\b")


def font_folder() -> Path:
    """The folder of fonts inside matplotlib, found without importing it."""
    spec = find_spec("matplotlib")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError("matplotlib, which carries the fonts, is not installed")
    return Path(spec.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"


@cache
def drawable() -> frozenset[int]:
    """Code points that the upright DejaVu Sans draws."""
    from fontTools.ttLib import TTFont  # most words need no look into the font

    with TTFont(font_folder() / "DejaVuSans.ttf", lazy=True) as font:
        # Private-use code points have no meaning that a screen reader could say.
        return frozenset(c for c in font.getBestCmap() if not 0xE000 <= c <= 0xF8FF)


def is_missing(character: str) -> bool:
    """Whether no font of ours draws it, or drawing it would show other words.

    >>> [is_missing(c) for c in "aя\\u200c\\u202e\\ufffd"]
    [False, False, False, True, True]
    """
    code = ord(character)
    if HIDDEN.match(character):
        return True
    return code not in EVERYWHERE and code not in SILENT and code not in drawable()


def name_glyph(character: str) -> str:
    """
    >>> name_glyph("\\U0001f680"), name_glyph("\\x93"), name_glyph("\\ue000")
    ('U+1F680 ROCKET', 'U+0093 CONTROL', 'U+E000 PRIVATE USE')
    """
    kinds = {"Cc": "CONTROL", "Co": "PRIVATE USE", "Cn": "UNASSIGNED"}
    kind = kinds.get(unicodedata.category(character), "WITHOUT A NAME")
    return f"U+{ord(character):04X} {unicodedata.name(character, kind)}"


def find_missing(text: str) -> list[str]:
    """The characters of a text that are missing, each once."""
    if text.isascii() and text.isprintable():
        return []
    return sorted(c for c in set(text) if not IDLE.match(c) and is_missing(c))


def name_missing(text: str) -> str:
    """The text with the name of each missing character in brackets in its stead.

    >>> name_missing("to the \\U0001f680")
    'to the [U+1F680 ROCKET]'
    """
    for character in find_missing(text):
        text = text.replace(character, f"[{name_glyph(character)}]")
    return text


def find_named(text: str) -> str:
    """The missing characters that stand in a text by name."""
    codes = {int(code, 16) for code in NAMED.findall(text)}
    return "".join(chr(c) for c in sorted(codes) if c <= 0x10FFFF and is_missing(chr(c)))
