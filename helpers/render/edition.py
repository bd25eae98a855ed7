"""Executed notebooks → the files of one edition."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from helpers.render.book import write_book
from helpers.render.chapter import Chapter, RenderError
from helpers.render.colophon import Edition
from helpers.render.compose import compose
from helpers.render.glyphs import Glyphs, check_chapter, check_edition, check_hidden
from helpers.render.marks import mark_chapter
from helpers.render.numbers import check_links, fill_references, number_chapter
from helpers.render.pages import write_page
from helpers.render.parts import shorten_book, split_chapters
from helpers.render.reading import read_chapter

PDF = "report.pdf"


def prepare(
    notebooks: dict[str, NotebookNode],
    missing_glyph: str = "error",
    edition: Edition | None = None,
) -> list[Chapter]:
    """Numbered chapters with their references filled, in order; keys are the notebooks' stems.

    What ``edition`` says is checked with them and changed where it has to be.

    Raises:
        GlyphError: names each character that cannot be drawn and its place, unless
            ``missing_glyph`` is "name": then its name stands in its stead.
    """
    glyphs = Glyphs(missing_glyph)
    chapters = []
    for name, notebook in sorted(notebooks.items()):
        chapters.append(read_chapter(check_hidden(notebook, glyphs, f"{name}.ipynb"), name))
        check_chapter(chapters[-1], glyphs)
    if edition is not None:
        edition |= check_edition(edition, glyphs)
    glyphs.stop()
    for chapter in chapters:
        compose(chapter)
        number_chapter(chapter)
    fill_references(chapters)
    languages = list((edition or {}).get("languages") or [])
    for chapter in chapters:
        mark_chapter(chapter, languages)
    return sorted(chapters, key=lambda c: (c.number, c.name))


def collect_files(chapters: list[Chapter]) -> dict[str, bytes]:
    """Data and figures of all chapters by their path; ids are unique over the report."""
    files: dict[str, bytes] = {}
    for chapter in chapters:
        for path, content in chapter.files.items():
            if path in files:
                raise RenderError(f"{chapter.name}.ipynb: {path} is already another chapter's")
            files[path] = content
    return files


def render_edition(
    executed: list[Path], out: Path, edition: Edition, missing_glyph: str = "error"
) -> None:
    """Write every page, report.pdf, ``data/`` and ``figures/`` into ``out``.

    Everything is made before the first file is written.

    Raises:
        RenderError: nothing was written; the message lists what is wrong and where.
    """
    notebooks = {path.stem: nbformat.read(path, as_version=4) for path in executed}
    if not notebooks:
        raise RenderError("no notebooks to render")
    edition = dict(edition)
    chapters = prepare(notebooks, missing_glyph, edition)
    files = collect_files(chapters)
    pages = split_chapters(chapters)
    check_links(pages, {*files, PDF})
    # The compiler works outside Python's lock, so the book takes the second core.
    with ThreadPoolExecutor(1) as pool:
        book = pool.submit(write_book, shorten_book(chapters), edition)
        for page in pages:
            files[page.page] = write_page(page, pages, edition).encode()
        files[PDF] = book.result()
    for path, content in sorted(files.items()):
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
