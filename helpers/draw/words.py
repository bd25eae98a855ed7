"""Words in a figure: shaped and ordered by matplotlib, isolated here, and never an empty box.

matplotlib lays Arabic and Persian out itself (3.11 and later, by libraqm). It takes the direction
of a line from its first letter, so a name would turn the date beside it; each run is isolated.
"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text

from helpers.scripts.glyphs import find_named, name_missing
from helpers.scripts.runs import isolate


def write_words(text: str) -> str:
    """Words as a figure shows them, line by line.

    >>> write_words("ایرنا, 3 May\\n\\U0001f680") == "\\u2067ایرنا\\u2069, 3 May\\n[U+1F680 ROCKET]"
    True
    """
    if not isinstance(text, str) or text.isascii():
        return text
    return "\n".join(isolate(name_missing(line)) for line in text.split("\n"))


class WordedAxes(Axes):
    """Axes that show words as ``write_words`` has them."""

    def text(self, x: float, y: float, s: str, *args: object, **kwargs: object) -> Text:
        return super().text(x, y, write_words(s), *args, **kwargs)

    def annotate(self, text: str, *args: object, **kwargs: object) -> Annotation:
        return super().annotate(write_words(text), *args, **kwargs)

    def set_yticks(
        self, ticks: Sequence, labels: Sequence[str] | None = None, **kwargs: object
    ) -> list:
        said = None if labels is None else [write_words(label) for label in labels]
        return super().set_yticks(ticks, said, **kwargs)


class WordedFigure(Figure):
    """A figure that shows words as ``write_words`` has them."""

    def add_axes(self, *args: object, **kwargs: object) -> Axes:
        return super().add_axes(*args, **({"axes_class": WordedAxes} | kwargs))

    def text(self, x: float, y: float, s: str, *args: object, **kwargs: object) -> Text:
        return super().text(x, y, write_words(s), *args, **kwargs)


def find_undrawn(figure: Figure) -> str:
    """The characters that a figure shows by name because no font draws them."""
    return find_named(" ".join(text.get_text() for text in figure.findobj(Text)))
