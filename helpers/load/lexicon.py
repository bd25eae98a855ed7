"""Read the English word lists that every study shares (``data/lexicon/NAME.csv``)."""

from __future__ import annotations

import csv
import functools
import io

from ..paths import LEXICON
from .problems import Problems
from .text import read_text

REQUIRED = ("term", "origin", "reason")


@functools.cache
def read_lexicon(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one list; every row has a term, where it comes from and why it stands there."""
    path, problems = LEXICON / f"{name}.csv", Problems()
    text = read_text(path, path.name, problems) or ""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    rows = list(reader) if text else []
    for column in REQUIRED:
        if text and column not in (reader.fieldnames or ()):
            problems.add(path.name, "line 1", f"column '{column}' is missing", "Add it")
    for line, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            problems.add(path.name, f"line {line}", "too many or too few cells", "Quote commas")
    problems.stop(f"word list {name}")
    return tuple(rows)
