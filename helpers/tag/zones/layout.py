"""Rules that see the lines round one: lists of stories, bylines without By, headline and decks."""

from __future__ import annotations

import re

from .captions import CREDIT, looks_like_scene
from .lines import BULLET, ENDS, Label, Line, is_names
from .phrases import is_block_head

HEAD_WORDS = 30
"""A headline has no more words; twice the longest of the study."""

DECK_WORDS = 45
"""A deck is one sentence with no more words; the longest of the study has 30."""

_WORD = re.compile(r"[^\W\d_]{4,}")


def mark_related(lines: list[Line], labels: list[Label | None]) -> None:
    """"Related:" and the list under it: bullets, or lines that end like headlines."""
    inside = bulleted = False
    for number, line in enumerate(lines):
        bullet = bool(BULLET.match(line.text))
        if is_block_head(line) and number:
            labels[number] = Label("related", "list of other stories")
            inside, bulleted = True, False
        elif inside and labels[number] is None:
            if bullet or (not bulleted and line.words <= 25 and not ENDS.search(line.text)):
                labels[number] = Label("related", "in a list of other stories")
                bulleted = bulleted or bullet
            else:
                inside = False


def mark_names(lines: list[Line], labels: list[Label | None], head: int) -> None:
    """Bare names beside other furniture of the head are a byline."""
    for number, line in enumerate(lines[:head]):
        near = labels[max(0, number - 1) : number] + labels[number + 1 : number + 2]
        beside = any(n and n.zone in ("dateline", "byline", "caption", "credit") for n in near)
        if number and labels[number] is None and beside and is_names(line):
            labels[number] = Label("byline", "names beside furniture")


def mark_captions(lines: list[Line], labels: list[Label | None]) -> None:
    """A line with a dated scene right above a photograph's credit is its caption."""
    for number in range(1, len(lines)):
        below = labels[number] == Label("credit", CREDIT)
        if below and labels[number - 1] is None and looks_like_scene(lines[number - 1]):
            labels[number - 1] = Label("caption", "above a photograph credit")


def _content(text: str) -> set[str]:
    return {word.lower()[:6] for word in _WORD.findall(text)}


def mark_head(lines: list[Line], labels: list[Label | None]) -> None:
    """Headline, its repetitions and decks, from the layout of the first lines."""
    first = next((n for n, label in enumerate(labels[:6]) if label is None), None)
    if first is None or len(lines) < 2 or not _like_headline(lines[first]):
        return
    labels[first] = Label("headline", "first line")
    same = lines[first].text.casefold()
    open_lines: list[int] = []
    for number in range(first + 1, min(len(lines), first + 12)):
        label, line = labels[number], lines[number]
        if label is None and line.text.casefold() == same:
            label = labels[number] = Label("headline", "repeated")
        if label is None:
            open_lines.append(number)
            if len(open_lines) > 2 or line.words > DECK_WORDS:
                break
        elif label.zone in ("headline", "dateline", "byline"):
            for above in open_lines:
                labels[above] = Label("deck", "between headline and head furniture")
            open_lines = []
    second, third = first + 1, first + 2
    if third < len(lines) and labels[second] is None and labels[third] is None:
        # a lead says the headline again, a deck adds to it
        title = _content(same)
        mine, theirs = (len(title & _content(lines[n].text)) for n in (second, third))
        line = lines[second]
        one = line.words <= DECK_WORDS and not re.search(r"[.!?] [A-Z]", line.text)
        if one and theirs > mine and 3 * theirs >= len(title) and lines[third].words > 12:
            labels[second] = Label("deck", "the next line is the lead")
    for number in range(first + 1, len(lines)):
        if labels[number] is None and lines[number].text.casefold() == same:
            labels[number] = Label("headline", "repeated")


def _like_headline(line: Line) -> bool:
    """Short and without a full stop; a question or exclamation of a few words may be one too."""
    if line.words > HEAD_WORDS or line.words < 3 or BULLET.match(line.text):
        return False
    if not ENDS.search(line.text):
        return True
    return line.text.rstrip("\"'”’)")[-1:] in ("?", "!") and line.words <= 16


def body_label(lines: list[Line], labels: list[Label | None], number: int) -> Label:
    """A short line without a full stop between body paragraphs is a section's head."""
    line = lines[number]
    short = line.words <= 8 and not re.search(r"[.!?…:;,][\"'”’)\]]*$", line.text)
    if short and 0 < number < len(lines) - 1 and not BULLET.match(line.text):
        return Label("body", "section head")
    return Label("body", "paragraph")


