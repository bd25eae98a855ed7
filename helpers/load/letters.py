"""Where in a study's files some characters stand: the file, the line, the field and the article."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..records import Document
from ..scripts.glyphs import name_glyph
from .corpus.aside import show_path
from .corpus.read import list_inputs, read_input
from .manifest import ARTICLES, MANIFEST
from .readers import TABLES, split_lines

MOST = 5  # places of one character that are told


def find_letters(study: Path, characters: Sequence[str]) -> list[str]:
    """A line for each character and place in the articles, what is said of them, the codebook."""
    places: dict[str, list[str]] = {character: [] for character in characters}
    files = [study / name for name in (MANIFEST, *TABLES, "study.toml")]
    files += sorted((study / ARTICLES).glob("*")) + sorted((study / "codebook").glob("*.toml"))
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        if path.name in TABLES:
            cells = read_cells(path)
        elif not any(character in text for character in characters):
            continue
        else:
            cells = read_fields(text) if path.name == MANIFEST else read_lines(text)
        for place, words in cells:
            for character in characters:
                if character in words:
                    places[character].append(f"{path.relative_to(study).as_posix()}, {place}")
    for file, number, document in read_articles(study):
        for column in ("text", "title", "outlet", "author"):
            for character in characters:
                if character in getattr(document, column):
                    place = f"article {number}, column {column} of the article {document.doc_id}"
                    places[character].append(f"{file}, {place}")
    found = []
    for character, stands in places.items():
        found += [f"{name_glyph(character)} in {place}" for place in stands[:MOST]]
        if len(stands) > MOST:
            found.append(f"{name_glyph(character)} in {len(stands) - MOST} more places")
    return found


def read_fields(text: str) -> Iterator[tuple[str, str]]:
    """Every cell of a manifest with its line, column and article."""
    table = csv.DictReader(io.StringIO(text, newline=""))
    line = 2
    for row in table:
        for column, value in row.items():
            if isinstance(value, str):
                yield f"line {line}, column {column} of the article {row.get('doc_id')}", value
        line = table.line_num + 1


def read_cells(path: Path) -> Iterator[tuple[str, str]]:
    """Every cell of a table of articles; one that is not there has none."""
    lines = split_lines(path.read_bytes()) if path.is_file() else []
    for line, row in TABLES[path.name](lines):
        for column, value in row.items() if isinstance(row, dict) else ():
            if isinstance(value, str):
                yield f"line {line}, column {column} of the article {row.get('doc_id')}", value


def read_articles(study: Path) -> Iterator[tuple[str, int, Document]]:
    """The articles of ``corpus/`` with their file and which they are in it."""
    for path in list_inputs(study):
        for number, document in enumerate(read_input(path, study), start=1):
            if isinstance(document, Document):
                yield show_path(path, study), number, document


def read_lines(text: str) -> Iterator[tuple[str, str]]:
    """Every line of a file; only LF ends one, as an editor counts them."""
    for number, words in enumerate(text.split("\n"), start=1):
        yield f"line {number}", words
