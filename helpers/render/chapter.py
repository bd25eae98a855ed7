"""What a chapter of the report is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element


class RenderError(ValueError):
    """The report cannot be rendered; the message says where and what to do."""


class GlyphError(RenderError):
    """No font draws some characters; ``characters`` are those, the message says where they are."""

    def __init__(self, words: str, characters: list[str]) -> None:
        super().__init__(words)
        self.characters = characters


@dataclass(frozen=True)
class Entry:
    """A numbered thing that a reader can be sent to."""

    level: int
    id: str
    label: str
    title: str


@dataclass(frozen=True)
class Page:
    """The page of its own that a figure or table goes on; what names the same page shares it.

    ``of`` is the exhibit that it is a ``part`` of, if any; ``book`` says what the book prints:
    "whole", "entries" (the rows that the rest of the book leads to) or "nothing".
    """

    name: str
    title: str
    of: str
    part: str
    book: str


@dataclass
class Chapter:
    """One notebook's share of the report, or a page of its own that belongs to one (``up``)."""

    name: str
    number: int
    title: str
    body: Element
    svg: dict[str, str] = field(default_factory=dict)
    alt: dict[str, str] = field(default_factory=dict)
    undrawn: dict[str, str] = field(default_factory=dict)  # characters that a figure only names
    files: dict[str, bytes] = field(default_factory=dict)
    sections: list[Entry] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    up: Chapter | None = None

    @property
    def page(self) -> str:
        """The file that holds it; the brief is the edition's front page."""
        return "index.html" if self.number == 0 else f"{self.name}.html"

    @property
    def heading(self) -> str:
        """Number and title."""
        return f"{self.number} {self.title}" if self.number else self.title
