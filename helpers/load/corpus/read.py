"""Any file of a corpus → its articles one after the other, and what is set aside of it."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from ...records import Document
from ..readers import Bad, Row
from ..text import tidy
from .article import read_row
from .aside import BAD, LANGUAGE, SetAside, show_path
from .files import CORPUS, read_html, read_text
from .language import find_other
from .parquet import read_parquet
from .rows import read_csv, read_jsonl
from .warc import read_warc

Reader = Callable[[Path], Iterator[tuple[str, Row | Bad]]]
READERS: dict[str, Reader] = {
    "text": read_text,
    "html": read_html,
    "jsonl": read_jsonl,
    "csv": read_csv,
    "parquet": read_parquet,
    "warc": read_warc,
}
ENDINGS = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
}
PACKED = (".gz", ".zst")
NEEDS = {"html": ("trafilatura",), "warc": ("trafilatura", "warcio"), ".zst": ("zstandard",)}
"""Libraries that come with ``make scale``, by reader and by packing."""

LONGEST = 990  # characters of a reason: a row may have a fault in every column
INSTALL = "Run make scale, or pip install --require-hashes --no-deps -r helpers/scale.lock"

NO_MODEL = f"py3langid is not installed, so that all texts count as English. {INSTALL}."


def name_reader(path: str | Path) -> str | None:
    """Which reader takes a file; None where none knows its ending.

    >>> name_reader("a/news.jsonl.gz"), name_reader("B.HTM"), name_reader("a.parquet.gz")
    ('jsonl', 'html', None)
    """
    suffixes = [suffix.lower() for suffix in Path(path).suffixes]
    if suffixes and suffixes[-1] in PACKED:
        suffixes.pop()
        if suffixes[-1:] == [".parquet"]:
            return None
    return ENDINGS.get(suffixes[-1]) if suffixes else None


def list_inputs(study: Path) -> list[Path]:
    """All files below ``corpus/`` of a study, sorted; hidden ones are left out.

    What cannot be read or followed (a folder without rights, a link to a folder) is one of them,
    so that it is told and not passed over.
    """
    top = study / CORPUS
    found: list[Path] = []
    unread: list[Path] = []

    def note(error: OSError) -> None:
        unread.append(Path(error.filename))

    for folder, folders, files in os.walk(top, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        found += [Path(folder) / name for name in [*files, *links] if not name.startswith(".")]
    if os.path.lexists(top):
        found += unread
    return sorted(found, key=lambda path: path.as_posix())


def read_input(path: Path, study: Path) -> Iterator[Document | SetAside]:
    """The articles of one file, in its order, and everything of it that is not used.

    Memory is bounded by one article, or a batch of Parquet rows.  Nothing is raised for bad data:
    a file that breaks off yields what came before, and a SetAside that says where it stopped.
    Duplicates are not looked for.
    """
    file = show_path(path, study)
    if fault := _find_fault(path, study):
        yield SetAside(file, "", BAD, f"{fault.what}. {fault.remedy}.")
        return
    none = True
    for place, row in READERS[str(name_reader(path))](path):
        none = False
        yield _judge(file, place, row)
    if none and name_reader(path) in ("jsonl", "csv", "parquet"):
        yield SetAside(file, "", BAD, "it has no rows. Add one for each article, or take it out.")


def _find_fault(path: Path, study: Path) -> Bad | None:
    """Why a file is not opened at all."""
    if not path.resolve().is_relative_to(study.resolve()):
        return Bad("it leads out of the study's folder", "Put the file itself there, not a link")
    if path.is_symlink() and path.is_dir():
        return Bad("it is a link to a folder", "Put the folder itself there")
    if not path.is_file():
        return Bad("it cannot be read as a file", "Check its rights, or take it out")
    kind = name_reader(path)
    if kind is None:
        return Bad("no reader knows its ending", f"Known: {', '.join(ENDINGS)}; {_PACKING}")
    needed = (*NEEDS.get(kind, ()), *NEEDS.get(path.suffix.lower(), ()))
    missing = [name for name in needed if importlib.util.find_spec(name) is None]
    if missing:
        return Bad(f"it needs {' and '.join(missing)}", INSTALL)
    return None


_PACKING = "each but .parquet also with .gz or .zst behind it"


def _judge(file: str, place: str, row: Row | Bad) -> Document | SetAside:
    """The row as an article in English, or why it is none."""
    found = row if isinstance(row, Bad) else read_row(row)
    if isinstance(found, Bad):
        reason = tidy(f"{found.what}. {found.remedy}" if found.remedy else found.what, LONGEST)
        return SetAside(file, place, BAD, f"{reason.rstrip('.')}.")
    document, stated = found
    if other := find_other(document.text, stated):
        return SetAside(file, place, LANGUAGE, f"the text is in {other}, not in English.")
    return document
