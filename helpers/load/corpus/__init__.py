"""Articles that lie under ``corpus/`` of a study, in files of any size, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpers.load.problems import Problems
from helpers.load.readers import Bad, _document, read_jsonl
from helpers.records import Document

ENDINGS = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class SetAside:
    """What came in and is not used; ``file`` is relative to the study, ``kind`` bad or language."""

    file: str
    place: str
    kind: str
    reason: str


def list_inputs(study: Path) -> list[Path]:
    """All files under ``corpus/``, in order; hidden ones are left out."""
    found = (study / "corpus").rglob("*")
    return sorted(p for p in found if p.is_file() and not p.name.startswith("."))


def read_input(path: Path, study: Path) -> Iterator[Document | SetAside]:
    """Every article of a file, or why it is none."""
    file = path.relative_to(study).as_posix()
    if path.suffix not in ENDINGS:
        yield SetAside(file, "", "bad", f"no reader knows {path.suffix!r}")
        return
    with path.open("rb") as lines:
        for number, row in read_jsonl(lines):
            place, problems = f"line {number}", Problems()
            if isinstance(row, Bad):
                yield SetAside(file, place, "bad", f"{row.what}. {row.remedy}.")
                continue
            document = _document(file, place, place, row, None, problems)
            if document is None:
                told = (f"{found.what}. {found.remedy}." for found in problems.found)
                yield SetAside(file, place, "bad", " ".join(told))
            else:
                yield document
LARGE = 60  # articles that a report shows one by one
