"""All chapters as one PDF: Typst source in memory, compiled as PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

import typst

from helpers.render.chapter import Chapter, RenderError
from helpers.render.colophon import UNSET, Edition, say_value, write_colophon
from helpers.render.days import say_day
from helpers.render.literals import block, quote
from helpers.render.marks import mark_chapter, mark_inside
from helpers.render.numbers import find_targets
from helpers.render.palette import write_typst_palette
from helpers.render.tree import make
from helpers.render.typeset import Setting, name_label, write_flow, write_inside
from helpers.scripts.glyphs import font_folder

LAYOUT = Path(__file__).parent / "templates" / "book.typ"
STANDARDS = ["ua-1", "a-2a"]
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
NOWHERE = "http://127.0.0.1:9"  # the port that discards
# A date for editions that name none: the bytes may not depend on the clock.
NO_DAY = datetime.date(2000, 1, 1)


@cache
def load_fonts() -> typst.Fonts:
    """DejaVu from matplotlib and the book face that the compiler carries; none of the system's."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(font_folder())]
    )


def read_day(edition: Edition) -> datetime.date:
    """The edition's day."""
    given = str(edition.get("edition_date") or "")
    return datetime.date.fromisoformat(given) if given else NO_DAY


def write_source(chapters: list[Chapter], edition: Edition) -> str:
    """The whole book as Typst source."""
    order = sorted(chapters, key=lambda c: (c.number, c.name))
    targets = find_targets(order)
    languages = list(edition.get("languages") or [])
    day = read_day(edition)
    title = str(edition.get("title") or order[0].title)
    subtitle = str(edition.get("subtitle") or "")
    dated = f"Edition of {say_day(day)}" if edition.get("edition_date") else ""
    head = (
        f"{write_typst_palette()}"
        f"#let report-title = {quote(title)}\n#let report-subtitle = {quote(subtitle)}\n"
        f"#let report-edition = {quote(dated)}\n"
        f"#let report-date = datetime(year: {day.year}, month: {day.month}, day: {day.day})\n"
    )
    shown = block(write_marked(title, languages))
    parts = [write_title_page(edition, shown, subtitle, dated)]
    brief = [chapter for chapter in order if chapter.number == 0]
    rest = [chapter for chapter in order if chapter.number]
    for chapter in brief:
        parts.append(f"fit({block(write_chapter(chapter, targets, languages))});pagebreak();")
    if rest:
        parts.append('fit(outline(title: "Contents", depth: 2, indent: 1.2em));')
    parts += [f"pagebreak(weak: true);{write_chapter(c, targets, languages)}" for c in rest]
    last = Chapter("colophon", 99, "Colophon", write_colophon(edition))
    mark_chapter(last, languages)
    end = write_flow(last.body, Setting(last, targets))
    parts.append(f'pagebreak(weak: true);section(1, none, "Colophon");{end}')
    return f"{head}{LAYOUT.read_text(encoding='utf-8')}\n#book({shown}, {block(''.join(parts))})\n"


def write_title_page(edition: Edition, shown: str, subtitle: str, dated: str) -> str:
    """Title, subtitle, edition and the parameters that are set; the colophon has them all."""
    facts = [("Edition", dated.removeprefix("Edition of "))] if dated else []
    if edition.get("id"):
        facts.append(("Edition’s name", str(edition["id"])))
    parameters = dict(edition.get("parameters") or {})
    told = {name: say_value(value) for name, value in sorted(parameters.items())}
    told.pop("edition_date", None)  # stands above
    facts += [(name.replace("_", " "), value) for name, value in told.items() if value != UNSET]
    said = partial(write_marked, languages=list(edition.get("languages") or []))
    pairs = "".join(f"({block(said(k))}, {block(said(v))})," for k, v in facts)
    return f"title-page({shown}, {block(said(subtitle))}, ({pairs}));"


def write_marked(text: str, languages: list[str]) -> str:
    """Plain words as statements, their runs of other scripts marked."""
    words = make("span", text)
    mark_inside(words, languages)
    return write_inside(words, Setting(Chapter("", 0, "", words), {}))


def write_chapter(chapter: Chapter, targets: dict[str, set[str]], languages: list[str]) -> str:
    """A heading and the chapter's content."""
    at = Setting(chapter, targets)
    heading = block(write_marked(chapter.heading, languages))
    head = f"section(1, {name_label(chapter.page, '')}, {heading});"
    return head + f"anchor({name_label(chapter.page, 'page')});" + write_flow(chapter.body, at)


@contextmanager
def without_network() -> Iterator[None]:
    """While it lasts, this process asks a proxy that is not there.

    The compiler fetches the packages that a source names and has no option against it.
    """
    names = [each for name in PROXIES for each in (name, name.upper())]
    before = {name: os.environ.get(name) for name in names}
    os.environ |= dict.fromkeys(names, NOWHERE) | dict.fromkeys(("no_proxy", "NO_PROXY"), "")
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def write_book(chapters: list[Chapter], edition: Edition) -> bytes:
    """The PDF; it may read nothing from disk and nothing from outside.

    Raises:
        RenderError: with the compiler's own words.
    """
    source = write_source(chapters, edition)
    stamp = datetime.datetime.combine(read_day(edition), datetime.time(), datetime.UTC)
    with tempfile.TemporaryDirectory() as empty, without_network():
        try:
            return typst.compile(
                source.encode(),
                root=empty,
                font_paths=load_fonts(),
                ignore_system_fonts=True,
                package_path=empty,
                package_cache_path=empty,
                format="pdf",
                pdf_standards=STANDARDS,
                timestamp=int(stamp.timestamp()),
            )
        except typst.TypstError as error:
            hints = "".join(f"\nhint: {hint}" for hint in error.hints)
            # The diagnostic quotes the source line, and a line of it can be megabytes long.
            raise RenderError(f"the PDF did not compile: {error.message[:2000]}{hints}") from error
