"""Reading one unit of a corpus: its documents to shards, what is set aside beside them."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import count
from pathlib import Path

from helpers.load.corpus import SetAside, read_input
from helpers.scale.disk import write_whole
from helpers.scale.inputs import LINES, PIECE, StaleError, Unit, hash_file
from helpers.scale.shards import LETTERS, SHARD, Placed, write_shard

LINE = re.compile(r"line (\d+)")
CHANGED = "{} changed while it was read. Run it again."
Read = Placed | SetAside


@dataclass(frozen=True, slots=True)
class Intake:
    """The task of reading a unit of a ``study`` into a ``store``."""

    store: str
    study: str
    unit: Unit

    @property
    def name(self) -> str:
        return self.unit.key

    @property
    def size(self) -> int:
        return self.unit.size


def read_unit(job: Intake) -> dict:
    """Read a unit; its record, written last, names its shards with their documents."""
    folder, unit = Path(job.store) / "intake", job.unit
    shards: list[tuple[str, int]] = []
    aside: list[dict] = []
    held: list[Placed] = []
    letters = 0

    def write_held() -> None:
        data = write_shard(held, digests=True)
        name = hashlib.sha256(data).hexdigest()
        write_whole(folder / f"{name}.parquet", data)
        shards.append((name, len(held)))
        held.clear()

    found = read_files(Path(job.study), unit) if unit.end is None else read_block(job)
    for item in found:
        if isinstance(item, Placed):
            held.append(item)
            letters += len(item.document.text)
        else:
            aside.append(asdict(item))
        if len(held) == SHARD or letters >= LETTERS:
            write_held()
            letters = 0
    if held:
        write_held()
    write_record(job, shards, aside)
    return {"documents": sum(held for _, held in shards), "aside": len(aside)}


def write_record(job: Intake, shards: list[tuple[str, int]], aside: list[dict]) -> None:
    record = json.dumps({"shards": shards, "aside": aside}, ensure_ascii=True)
    write_whole(Path(job.store) / "intake" / f"{job.name}.json", record.encode("ascii"))


def give_up_unit(job: Intake) -> None:
    """Set a unit aside whose reading ends whatever process reads it."""
    reason = "reading it ended the process three times. Take it out, or split it."
    place = f"lines {job.unit.line} and following" if job.unit.end else ""
    write_record(job, [], [asdict(SetAside(f, place, "bad", reason)) for f in job.unit.files])


def read_files(study: Path, unit: Unit) -> Iterator[Read]:
    for file, digest in zip(unit.files, unit.digests, strict=True):
        yield from read_placed(study / file, study, file)
        if hash_file(study / file, study) != digest:
            raise StaleError(CHANGED.format(file))


def read_block(job: Intake) -> Iterator[Read]:
    """The lines of a block, read as a file of their own; places name the lines of the whole."""
    unit = job.unit
    run = Path(job.store) / "run"
    run.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=run) as folder:
        study = Path(folder).resolve()
        path = study / unit.files[0]
        path.parent.mkdir(parents=True)
        with (Path(job.study) / unit.files[0]).open("rb") as whole, path.open("wb") as block:
            whole.seek(unit.start)
            left, digest = unit.end - unit.start, hashlib.sha256()
            while left and (piece := whole.read(min(PIECE, left))):
                block.write(piece)
                digest.update(piece)
                left -= len(piece)
        if digest.hexdigest() != unit.digests[0]:
            raise StaleError(CHANGED.format(unit.files[0]))
        yield from read_placed(path, study, unit.files[0], unit.line - 1)


def read_placed(path: Path, study: Path, file: str, before: int = 0) -> Iterator[Read]:
    """What a file holds with the place of each: its line, ``before`` lines further down, or its
    number; "" where the file is one article.
    """
    lines = path.suffix in LINES
    numbers = number_lines(path) if lines else count(1)
    first = None
    for item in read_input(path, study):
        number = next(numbers, 0)
        if first:
            yield first
            first = None
        if isinstance(item, SetAside):
            line = read_line(item.place) if lines else 0
            while line > number and (number := next(numbers, 0)):
                pass  # whatever the reader takes for a line, its own numbers are right
            yield replace(item, place=shift_line(item.place, before)) if line else item
        elif lines:
            yield Placed(item, file, f"line {number + before}")
        elif number == 1:
            first = Placed(item, file, "article 1")
        else:
            yield Placed(item, file, f"article {number}")
    if first:
        yield replace(first, place="")


def number_lines(path: Path) -> Iterator[int]:
    """The numbers of the lines that hold something: there is one article to each, or its fault."""
    number, filled = 1, False
    with path.open("rb") as file:
        while piece := file.readline(PIECE):
            for line in piece.splitlines(keepends=True):
                filled = filled or bool(line.strip())
                if line.endswith((b"\n", b"\r")):
                    if filled:
                        yield number
                    number, filled = number + 1, False
    if filled:
        yield number


def read_line(place: str) -> int:
    """The line that a place names, 0 where it names none.

    >>> read_line("line 3, column title"), read_line("record 3")
    (3, 0)
    """
    found = LINE.match(place)
    return int(found[1]) if found else 0


def shift_line(place: str, by: int) -> str:
    """A place with its line counted from the beginning of the whole file.

    >>> shift_line("line 3, column title", 40)
    'line 43, column title'
    """
    return LINE.sub(lambda found: f"line {int(found[1]) + by}", place)
