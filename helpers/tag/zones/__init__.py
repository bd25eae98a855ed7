"""Text → zones: headline, deck, body, and the furniture round them that later layers skip.

A zone is one line, or for a caption the two halves of a line (what is seen, whose photograph).  A
wire's place and date before a first sentence ("PARIS, May 4 (Reuters) -") stay with the body.  What
is too long to be an article's is furniture too, so that no layer reads it.
"""

from __future__ import annotations

from collections.abc import Callable

from ...records import Zone
from .captions import find_caption
from .layout import body_label, mark_captions, mark_head, mark_names, mark_related
from .lines import Label, Line, find_byline, find_contact, find_dateline, split_lines
from .phrases import find_phrase

__all__ = ["find_zones"]

LONGEST = 1_500
"""Furniture is short; a longer line is body.  The study's longest appeal has 747 characters."""

RULES: tuple[Callable[[Line], Label | None], ...] = (
    find_dateline,
    find_contact,
    find_caption,
    find_phrase,
    find_byline,
)


def _find_label(line: Line) -> Label | None:
    """What the first rule that fires says of a line by itself."""
    if line.overlong:
        return Label("overlong", line.overlong)
    if len(line.text) > LONGEST:
        return None
    return next(filter(None, (rule(line) for rule in RULES)), None)


def find_zones(text: str) -> list[Zone]:
    """The zones of a text in order; every character that is no blank lies in exactly one."""
    lines = split_lines(text)
    labels = [_find_label(line) for line in lines]
    mark_related(lines, labels)
    mark_captions(lines, labels)
    mark_names(lines, labels, head=10)
    mark_head(lines, labels)
    zones = []
    for number, line in enumerate(lines):
        label = labels[number] or body_label(lines, labels, number)
        spans = [(line.start, line.end, label.zone)]
        if label.cut:
            cut = line.start + label.cut
            seen = len(line.text[: label.cut].rstrip())
            spans = [(line.start, line.start + seen, "caption"), (cut, line.end, "credit")]
        zones += [Zone(s, e, text[s:e], zone, label.rule) for s, e, zone in spans]
    return zones
