"""A slimmed drawing draws the same and weighs less."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import numpy as np
import pytest
import typst
from matplotlib.figure import Figure
from PIL import Image

import helpers.draw.style  # noqa: F401 - its settings decide how SVG is written
from helpers.render.clean import clean_svg
from helpers.render.pages import write_picture_address
from helpers.render.slim import slim_drawing

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def draw() -> str:
    """Letters, a hatch, clipped bars, markers, a fading image, turned and multi-line text."""
    figure = Figure(figsize=(4.8, 3))
    axes = figure.subplots()
    axes.bar([1, 2, 3], [3, 1, 2], hatch="//", facecolor="none", edgecolor="#0072b2")
    axes.plot([0, 1.5, 2.5, 7], [0, 2, 2.5, 9], marker="o", alpha=0.6)
    axes.imshow(np.linspace(0, 1, 32).reshape(1, -1), extent=(1, 3, 2.6, 2.8), aspect="auto")
    axes.set(xlim=(0, 4), ylim=(0, 4), ylabel="turned words")
    axes.text(0.3, 3.2, "Words «Ж» & more\non two lines", fontstyle="italic", rotation=7)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue().decode()


def paint(svg: str) -> np.ndarray:
    """The drawing as grey pixels, by the renderer that makes the book."""
    page = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("/d.svg")'
    png = typst.compile({"main": page, "/d.svg": svg.encode()}, format="png", ppi=144)
    return np.asarray(Image.open(io.BytesIO(png)).convert("L"), dtype=float)


def test_the_drawing_stays_and_halves() -> None:
    before = draw()
    after = clean_svg(before)
    assert len(after) < 0.7 * len(before)
    gap = np.abs(paint(before) - paint(after))
    assert paint(before).std() > 20
    assert (gap > 48).mean() < 0.001, gap.max()


def test_an_address_is_safe_in_an_attribute() -> None:
    address = write_picture_address(clean_svg(draw()))
    assert address.startswith("data:image/svg+xml,%3Csvg ")
    assert not set(address) & set('"<>&#\n')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<g id="a"><g id="b"><path d="M 1 2" /></g></g>', '<path d="M1 2" />'),
        ('<g clip-path="url(#p1)"><path d="z" /></g>', '<g clip-path="url(#a)"><path d="z" /></g>'),
        ('<clipPath id="p1" /><path clip-path="url(#p1)" />',
         '<clipPath id="a" /><path clip-path="url(#a)" />'),
        ('<path id="A-1" /><use xlink:href="#A-1" transform="translate(6.125 0)" />',
         '<path id="a" /><use href="#a" x="6.12" />'),
        ('<use xlink:href="#A-1" transform="translate(5 6) scale(0.015625)" />',
         '<use href="#a" transform="translate(5 6) scale(0.015625)" />'),
        ('<use xlink:href="#A-1" x="1" transform="translate(5)" />',
         '<use href="#a" x="1" transform="translate(5)" />'),
        ('<text xml:space="preserve"> a  b </text>', '<text xml:space="preserve"> a  b </text>'),
        ('<path d="M 1e-05 2.5E3 L 3,4" />', '<path d="M1e-05 2500L3,4" />'),
        ('<path d="M 1.25e-05 2" />', '<path d="M0 2" />'),
    ],
)  # fmt: skip
def test_what_is_shortened(before: str, after: str) -> None:
    root = ElementTree.fromstring(SVG.format(before))
    slim_drawing(root)
    wanted = ElementTree.fromstring(SVG.format(after))
    shown = [ElementTree.canonicalize(ElementTree.tostring(e)) for e in (root, wanted)]
    assert shown[0] == shown[1]


def test_a_pointer_to_nothing_is_no_error() -> None:
    root = ElementTree.fromstring(SVG.format('<path fill="url(#gone)" /><use href="data:x" />'))
    slim_drawing(root)
    assert root[1].get("href") == "data:x"
