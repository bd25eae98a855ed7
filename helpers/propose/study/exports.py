"""Exports, pages and crawls as they are: they go into ``corpus/``, and some are read to propose."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ...load.corpus import SetAside, name_reader, read_input
from ...load.problems import Problems, quoted
from ...records import Document

READ = 300  # articles of all exports that names and events are proposed from
TRIED = 50  # records without an article after which a file counts as none


def is_export(path: Path) -> bool:
    """Whether a reader of corpora, and not the reader of single texts, takes a file."""
    return name_reader(path) not in (None, "text")


def read_export(path: Path, left: int, problems: Problems) -> Iterator[Document]:
    """The first articles of an export; a file that seems to have none is a problem."""
    first, found = None, 0
    for record in islice(read_input(path, path.parent), left + TRIED):
        if not isinstance(record, SetAside):
            found += 1
            if found <= left:
                yield record
        elif first is None:
            first = record
    if not found:
        file = quoted(path.name).strip("'")
        what = f"no article was found in it: {first.reason}" if first else "it has no article"
        problems.add(file, first.place if first else "", what, "Correct it, or leave it out", file)
