"""Files that have a record in each line: JSON Lines and CSV."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from ..problems import quoted
from ..readers import LONGEST, Bad, Row, check_bytes, read_object
from . import limits
from .aside import BrokenError, stop
from .columns import ALIASES, find_columns
from .streams import read_lines, read_pieces

_DELIMITERS = ",;\t"


def read_jsonl(path: Path) -> Iterator[tuple[str, Row | Bad]]:
    """One JSON object a line; lines of blanks are none."""
    number = 0
    try:
        for number, raw in read_lines(read_pieces(path)):
            if raw is None:
                what = f"it has more than the {limits.MAX_LINE:,} bytes that a line may have"
                yield f"line {number}", Bad(what, "Split it or take it out")
            elif raw.strip():
                yield f"line {number}", check_bytes(raw) or read_object(raw)
    except BrokenError as error:
        yield f"line {number + 1}", stop(error)


@dataclass(slots=True)
class _Texts:
    """Lines as the csv module takes them, with what was wrong in them since the last record."""

    lines: Iterator[tuple[int, bytes | None]]
    number: int = 0
    size: int = 0
    fault: Bad | None = None

    def __iter__(self) -> _Texts:
        return self

    def __next__(self) -> str:
        number, raw = next(self.lines)
        self.size += limits.MAX_LINE + 1 if raw is None else len(raw)
        if raw is None or self.size > limits.MAX_LINE:
            what = f"a record has more than {limits.MAX_LINE:,} bytes"
            raise BrokenError(what, "Check whether its quotes are closed, or split it")
        self.number = number
        self.fault = self.fault or check_bytes(raw)
        return raw.decode("utf-8", "replace")

    def begin_record(self) -> None:
        self.size, self.fault = 0, None


def read_csv(path: Path) -> Iterator[tuple[str, Row | Bad]]:
    """A header, then one record a row, which may go over several lines between quotes.

    Commas, semicolons or tabs, whichever the header has most of.
    """
    texts = _Texts(read_lines(read_pieces(path)))
    head: list[str] = []
    line = 1
    try:
        first = next(texts, "")
        table = csv.reader(
            chain([first] if first else [], texts),
            delimiter=max(_DELIMITERS, key=first.count),
            strict=True,
        )
        while (cells := _take(table)) is not None:
            fault, place = texts.fault, f"line {line}"
            line = texts.number + 1
            texts.begin_record()
            if not head and not cells and not fault:
                continue
            if not head:
                head = cells
                if fault := fault or _check_head(head):
                    yield place, stop(BrokenError(fault.what, fault.remedy))
                    return
            elif fault:
                yield place, fault
            elif len(cells) == len(head):
                yield place, dict(zip(head, cells, strict=True))
            elif cells:
                what = f"{len(cells)} cells, but {len(head)} columns"
                yield place, Bad(what, "Quote cells that hold commas, quotes or line breaks")
    except csv.Error as error:
        broken = BrokenError(f"it is not valid CSV: {error}", "Check the quotes from here on")
        yield f"line {line}", stop(broken)
    except BrokenError as error:
        yield f"line {line}", stop(error)


def _take(table: Iterator[list[str]]) -> list[str] | None:
    """The next record, None at the end; the limit of the csv module is everybody's."""
    before = csv.field_size_limit(LONGEST)
    try:
        return next(table, None)
    finally:
        csv.field_size_limit(before)


def _check_head(head: list[str]) -> Bad | None:
    found = find_columns(head)
    for name in ("text", "outlet"):
        if name not in found:
            return Bad(f"column '{name}' is missing", f"Known names: {', '.join(ALIASES[name])}")
    used = Counter(name for names in found.values() for name in names)
    twice = [name for name, times in used.items() if times > 1]
    return Bad(f"column {quoted(twice[0])} stands twice", "Take one out") if twice else None
