"""The files that a new study is made from, read and checked whole; nothing is written here."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...load.pending import is_plain
from ...load.problems import Problems, quoted
from ...load.readers import TABLES, read_table
from ...load.rows import Taken, fold
from ...load.text import decode, read_bytes
from ...records import Document
from .exports import READ, is_export, read_export

ENDING = ".txt"
_SUPPORTED = f"a study is made from {ENDING} files, {', '.join(TABLES)} and exports"
_EXPECTED = f"{ENDING}, {', '.join(TABLES)}, or an export that corpus/ may hold"


@dataclass(frozen=True, slots=True)
class Article:
    """A text with the file name that it gets in the study; ``raw`` is written byte for byte."""

    name: str
    raw: bytes
    text: str

    @property
    def doc_id(self) -> str:
        return Path(self.name).stem


@dataclass(slots=True)
class Inputs:
    """What was read: texts by file, tables and exports with documents in them, names left out.

    ``exports`` are the files that are copied into ``corpus/``; of large ones not all is read.
    """

    articles: list[Article] = field(default_factory=list)
    tables: dict[str, bytes] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    exports: dict[str, Path] = field(default_factory=dict)

    def texts(self) -> list[tuple[str, str]]:
        """(doc_id, text) of everything, texts by file first."""
        own = [(article.doc_id, article.text) for article in self.articles]
        return own + [(document.doc_id, document.text) for document in self.documents]


def read_file(path: Path, problems: Problems) -> Iterator[Article]:
    """The articles that one file holds; the one place that knows how a file is read.

    A reader of another format is another branch here.
    """
    file = quoted(path.name).strip("'")
    if path.suffix.lower() != ENDING:
        problems.add(file, "", _SUPPORTED, "Save it as text, or leave it out", file)
        return
    if not is_plain(path.name) or path.suffix != ENDING or path.name.startswith("."):
        what = f"{quoted(path.name)} is no plain file name"
        remedy = f"Rename it: letters, digits, - and _, ending in {ENDING}"
        problems.add(file, "", what, remedy, file)
        return
    raw = read_bytes(path, file, problems, file)
    text = None if raw is None else decode(raw, file, problems, file)
    if raw is not None and text is not None:
        yield Article(path.name, raw, text)


def list_files(given: Sequence[Path], inputs: Inputs, problems: Problems) -> list[Path]:
    """The files to read, in a fixed order: those given, and of a folder the texts and tables."""
    files: dict[str, Path] = {}
    for path in given:
        if path.is_dir():
            inside = sorted(path.iterdir(), key=lambda p: unicodedata.normalize("NFC", p.name))
            wanted = [p for p in inside if p.is_file() and not p.name.startswith(".")]
            texts = [p for p in wanted if is_read(p)]
            inputs.left_out += [p.name for p in inside if p not in texts and p.name[0] != "."]
            if not texts:
                what = f"the folder {quoted(str(path))} holds none of {_EXPECTED}"
                problems.add("--from", "", what, "Name the folder that holds the articles")
        elif path.is_file():
            texts = [path]
        else:
            what = f"there is no file or folder {quoted(str(path))}"
            problems.add("--from", "", what, "Correct the path")
            continue
        for text in texts:
            files.setdefault(os.path.realpath(text), text)
    return list(files.values())


def is_read(path: Path) -> bool:
    """Whether a file of a folder is one of those that a study is made from."""
    return path.suffix.lower() == ENDING or path.name in TABLES or is_export(path)


def read_inputs(given: Sequence[Path]) -> Inputs:
    """Everything that the paths hold.

    Raises:
        StudyError: with every file that cannot be used and every two that are one article.
    """
    problems, inputs, taken = Problems(), Inputs(), Taken()
    names: dict[str, Path] = {}
    for path in list_files(given, inputs, problems):
        if path.name in TABLES:
            add_table(path, inputs, problems, taken)
            continue
        if is_export(path):
            add_export(path, inputs, problems)
            continue
        for article in read_file(path, problems):
            key = fold(article.name)
            if key in names:
                what = f"{quoted(str(path))} and {quoted(str(names[key]))} have one name"
                problems.add("--from", "", what, "Rename one of the two")
                continue
            names[key] = path
            place = (path.name, "")
            document = Document(article.doc_id, article.text, sha256=digest(article.raw))
            if taken.admit(place, article.name, article.doc_id, document, problems):
                inputs.articles.append(article)
    inputs.articles.sort(key=lambda article: article.name)
    if not problems.found and not inputs.texts():
        problems.add("--from", "", "there is no article", f"Name files of {_EXPECTED}")
    problems.stop("new-study")
    return inputs


def digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def add_export(path: Path, inputs: Inputs, problems: Problems) -> None:
    """An export that readers of corpora take; it is not checked whole before a report reads it."""
    if path.name in inputs.exports:
        what = f"{quoted(str(path))} and {quoted(str(inputs.exports[path.name]))} have one name"
        problems.add("--from", "", what, "Rename one of the two")
        return
    if not is_plain(path.name):
        what = f"{quoted(path.name)} is no plain file name"
        problems.add("--from", "", what, "Rename it: letters, digits, -, _ and dots")
        return
    inputs.exports[path.name] = path
    left = max(READ - len(inputs.documents), 0)
    inputs.documents += read_export(path, left, problems)


def add_table(path: Path, inputs: Inputs, problems: Problems, taken: Taken) -> None:
    """A table that the loader reads as it is; its rows have outlets and dates of their own."""
    if path.name in inputs.tables:
        what = f"a second {path.name} is given"
        problems.add("--from", "", what, "Put the rows of both into one")
        return
    documents, _ = read_table(path, None, problems, taken)
    inputs.documents += documents.values()
    if path.is_file():
        inputs.tables[path.name] = path.read_bytes()
