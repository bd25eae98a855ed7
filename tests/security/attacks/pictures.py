"""What a picture may do besides showing something."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

from nbformat.v4 import new_code_cell

from helpers.render import clean, exhibits
from helpers.render.chapter import Chapter
from tests.security.attacks.refusals import refuse
from tests.security.payloads import PROBE

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
DRAWINGS = [
    f"<script>{PROBE}</script>",
    f'<rect onload="{PROBE}"/>',
    f"<foreignObject><b>{PROBE}</b></foreignObject>",
    '<image href="file:///etc/passwd"/>',
    '<use xlink:href="https://trap.invalid/x.svg#a"/>',
    '<video src="https://trap.invalid/a"/>',
    '<image href="data:image/png;base64,AAAA" src="https://trap.invalid/a"/>',
    f'<handler type="application/ecmascript">{PROBE}</handler>',
    f'<a href="javascript:{PROBE}"><rect/></a>',
]
SHEETS = [
    '<rect style="fill:url(https://trap.invalid/a)"/>',
    '<rect style="fill:u\\72l(https://trap.invalid/a)"/>',
    "<style>@import 'https://trap.invalid/a.css'</style>",
    "<style>@\\69mport 'https://trap.invalid/a.css';</style>",
    "<rect style=\"background:image-set('https://trap.invalid/a' 1x)\"/>",
]


def draw_more_than_drawing(_: Path) -> None:
    for inside in DRAWINGS:
        svg = clean.clean_svg(SVG.format(inside))
        assert not re.search(rf"{re.escape(PROBE)}|passwd|trap\.invalid", svg), svg


def load_by_style(_: Path) -> None:
    for inside in SHEETS:
        assert "trap.invalid" not in clean.clean_svg(SVG.format(inside)), inside


def declare_entities(_: Path) -> None:
    svg = '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;")
    refuse(lambda: clean.clean_svg(svg), "declares entities")


def make_png(width: int = 1, extra: bytes = b"") -> bytes:
    """A PNG of a few dots with words beside them."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, width, 8, 0, 0, 0, 0)
    words = chunk(b"tEXt", b"Author\0/home/someone") + chunk(b"eXIf", b"MM\0*someone")
    dots = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + words + dots + chunk(b"IEND", b"") + extra


def add_picture(png: bytes) -> bytes:
    import base64

    chapter = Chapter("1_a", 1, "A", clean.clean_html(""))
    data = {"image/svg+xml": SVG.format('<path d="M0 0"/>'),
            "image/png": base64.b64encode(png).decode()}  # fmt: skip
    told = {"kind": "figure", "id": "f", "alt": "a", "caption": "c"}
    exhibits.add_figure(chapter, new_code_cell("", metadata={}) | data, told, "1_a.ipynb")
    return chapter.files["figures/f.png"]


def hide_words_in_picture(_: Path) -> None:
    png = add_picture(make_png(extra=b"<script>someone</script>"))
    assert png.startswith(b"\x89PNG") and b"someone" not in png
