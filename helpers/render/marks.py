"""Runs of Cyrillic, Arabic and Hebrew script marked with their language and direction.

A right-to-left run stands in ``<bdi>``, so it cannot move the words and figures around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from markupsafe import Markup

from helpers.render.chapter import Chapter
from helpers.render.tree import make, write_content
from helpers.scripts.runs import Run, find_runs, isolate

# What holds its words as they are.
PLAIN = {"pre"}


def mark_chapter(chapter: Chapter, languages: Sequence[str] = ()) -> None:
    """Mark every run of a chapter; alternative texts, which hold no markup, isolate theirs."""
    mark_inside(chapter.body, languages)
    for picture in chapter.body.iter("img"):
        if "alt" in picture.attrib:
            picture.set("alt", isolate(picture.attrib["alt"]))
    chapter.alt = {name: isolate(alt) for name, alt in chapter.alt.items()}


def mark_inside(element: Element, languages: Sequence[str]) -> None:
    """Mark the runs inside an element; what already says its language and direction stays."""
    if element.tag in PLAIN or (element.get("lang") and element.get("dir")):
        return
    children = list(element)
    lead, made = split_text(element.text, languages, "data-doc" in element.attrib)
    element.text = lead
    for child in children:
        mark_inside(child, languages)
        child.tail, after = split_text(child.tail, languages)
        made += [child, *after]
    if len(made) > len(children):
        element[:] = made


def split_text(
    text: str | None, languages: Sequence[str], quoted: bool = False
) -> tuple[str | None, list[Element]]:
    """The words before the first run, and an element for each run with the words after it."""
    runs = find_runs(text, languages, quoted) if text else []
    if not text or not runs:
        return text, []
    ends = [run.start for run in runs[1:]] + [len(text)]
    made = []
    for run, end in zip(runs, ends, strict=True):
        made.append(mark_run(text, run))
        made[-1].tail = text[run.end : end] or None
    return text[: runs[0].start] or None, made


def mark_run(text: str, run: Run) -> Element:
    """One run as an element."""
    words = text[run.start : run.end]
    if run.right:
        return make("bdi", words, lang=run.lang, dir="rtl")
    return make("span", words, lang=run.lang)


def mark_words(text: str, languages: Sequence[str] = ()) -> Markup:
    """Plain words as HTML with their runs marked.

    >>> print(mark_words("a < Петров", ["ru"]))
    a &lt; <span lang="ru">Петров</span>
    """
    whole = make("div", text)
    mark_inside(whole, languages)
    return Markup(write_content(whole))
