"""The same drawing in fewer bytes: a page holds its figures, and phones pay for every one.

matplotlib gives each letter a line, ``<use xlink:href="#Font-41" transform="translate(6 0)" />``,
and half of a drawing is that.  Nothing that is drawn moves by more than a hundredth of a point.
"""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Iterator
from xml.etree.ElementTree import Element

XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
NUMBER = re.compile(r"-?\d*\.\d+(?:[eE][-+]?\d+)?")
SHIFT = re.compile(r"translate\(([-\d.]+)(?:[ ,]+([-\d.]+))?\)")
POINTING = re.compile(r"url\(#([^)]+)\)")
SPACES = re.compile(r"\s+")
# Blanks that a path or a style can spare.
SPARE = re.compile(r"\s*([A-Za-z:;])\s*")
DECIMALS = 2
LENGTHS = ("x", "y", "width", "height", "d", "points")


def slim_drawing(root: Element) -> None:
    """Shorten ids, numbers and blanks of an SVG tree in place, and drop groups that do nothing."""
    named = find_targets(root)
    short = dict(zip(named, count_names(), strict=False))
    for element in root.iter():
        element.text, element.tail = strip_blank(element.text), strip_blank(element.tail)
        slim_attributes(element, short)
    merge_groups(root)


def find_targets(root: Element) -> list[str]:
    """The ids that something in the drawing points to, in the order of their first use."""
    found: dict[str, None] = {}
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == XLINK_HREF or name == "href":
                found.setdefault(value.removeprefix("#"))
            for each in POINTING.findall(value):
                found.setdefault(each)
    return list(found)


def count_names() -> Iterator[str]:
    """a, b, … z, aa, ab, …"""
    for length in itertools.count(1):
        for letters in itertools.product(string.ascii_lowercase, repeat=length):
            yield "".join(letters)


def strip_blank(text: str | None) -> str | None:
    return text if text and text.strip() else None


def slim_attributes(element: Element, short: dict[str, str]) -> None:
    for name, value in list(element.attrib.items()):
        if name == "id":
            if value in short:
                element.set("id", short[value])
            else:
                del element.attrib["id"]
        elif name == XLINK_HREF or name == "href":
            del element.attrib[name]
            target = value.removeprefix("#")
            element.set("href", f"#{short[target]}" if value.startswith("#") else value)
        else:
            value = POINTING.sub(lambda m: f"url(#{short[m[1]]})", value)
            element.set(name, slim_value(name, value))
    shift_letter(element)


def slim_value(name: str, value: str) -> str:
    """One attribute; only lengths are rounded, factors of a scale are not.

    >>> slim_value("d", "M 10.123456 20.5  L 3 0.004 z ")
    'M10.12 20.5L3 0z'
    >>> slim_value("style", "fill: none; stroke: #dfe4e9; stroke-width: 0.6")
    'fill:none;stroke:#dfe4e9;stroke-width:0.6'
    >>> slim_value("transform", "translate(12.3456 0) scale(0.015625)")
    'translate(12.35 0) scale(0.015625)'
    """
    if name in LENGTHS:
        return SPARE.sub(r"\1", NUMBER.sub(shorten, value)).strip()
    if name == "transform":
        return SHIFT.sub(lambda m: NUMBER.sub(shorten, m[0]), value)
    if name == "style":
        return re.sub(r"\s*([:;])\s*", r"\1", value).strip().rstrip(";")
    return SPACES.sub(" ", value).strip()


def shorten(number: re.Match) -> str:
    """A number to two decimals, without what says nothing.

    >>> [NUMBER.sub(shorten, n) for n in ("0.50", "-0.001", "12.0", ".125")]
    ['0.5', '0', '12', '0.12']
    """
    text = f"{float(number[0]):.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def shift_letter(element: Element) -> None:
    """``<use transform="translate(x y)">`` is ``<use x y>``."""
    if not element.tag.endswith("}use"):
        return
    moved = SHIFT.fullmatch(element.get("transform", ""))
    if moved and "x" not in element.attrib and "y" not in element.attrib:
        del element.attrib["transform"]
        for name, value in zip("xy", moved.groups(default="0"), strict=True):
            if float(value):
                element.set(name, value)


def merge_groups(element: Element) -> None:
    """A group without attributes gives its place to its content; an empty one goes."""
    children = []
    for child in element:
        merge_groups(child)
        if child.tag.endswith("}g") and not child.attrib:
            children.extend(child)
        elif not (child.tag.endswith(("}g", "}defs")) and len(child) == 0):
            children.append(child)
    element[:] = children
