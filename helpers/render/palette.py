"""The colours of page and book: one accent, and cell fills that survive colour blindness.

Blue stands for "says it", orange for "denies it"; lightness says how strongly, so the pairs stay
apart in grey and for red-green blindness (tests compute both contrasts). Letters carry the same
meaning, so no reader depends on colour.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Paint:
    """Fill and text for light and dark mode; paper uses light."""

    fill: str
    text: str
    dark_fill: str
    dark_text: str


GROUND = {
    "ink": ("#1b1c20", "#e8e9eb"),
    "paper": ("#ffffff", "#15171b"),
    "muted": ("#565c66", "#a9afb9"),
    "line": ("#d3d7dd", "#3b4049"),
    "panel": ("#f3f5f8", "#1f2329"),
    "accent": ("#0b5394", "#8fbdf3"),
}

CELLS = {
    "own": Paint("#0b5394", "#ffffff", "#2a68a8", "#ffffff"),
    "attributed": Paint("#bcd6f2", "#1b1c20", "#1d3a5c", "#e3eefb"),
    "hedged": Paint("#f7e6ae", "#1b1c20", "#4d4114", "#f9efcb"),
    "denied": Paint("#ae3a0c", "#ffffff", "#b4431a", "#ffffff"),
    "declined": Paint("#f8cfb6", "#1b1c20", "#542430", "#fde6d8"),
    "notdenied": Paint("#c4bcbe", "#1b1c20", "#566060", "#f3f3f5"),
}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """WCAG contrast of two colours.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def write_css_variables(dark: bool) -> str:
    """The palette as CSS custom properties."""
    lines = [f"--{name}:{pair[dark]}" for name, pair in GROUND.items()]
    for name, paint in CELLS.items():
        fill, text = (paint.dark_fill, paint.dark_text) if dark else (paint.fill, paint.text)
        lines += [f"--{name}:{fill}", f"--{name}-text:{text}"]
    return ";".join(lines)


def write_typst_palette() -> str:
    """The light palette as Typst definitions."""
    # ``line`` and ``muted`` are functions in the book.
    names = {"line": "line-ink", "muted": "muted-ink"}
    lines = [f'#let {names.get(n, n)} = rgb("{pair[0]}")' for n, pair in GROUND.items()]
    paints = ", ".join(f'{n}: (rgb("{p.fill}"), rgb("{p.text}"))' for n, p in CELLS.items())
    return "\n".join([*lines, f"#let paints = ({paints})"]) + "\n"
