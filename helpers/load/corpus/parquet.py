"""Rows of a Parquet file, a batch at a time; each cell is decoded by itself, and strictly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..problems import quoted
from ..readers import Bad, Row
from . import limits
from .aside import BrokenError, stop
from .columns import ALIASES, find_columns

if TYPE_CHECKING:
    import pyarrow as pa

_BUFFER = 2**20  # bytes that are read from the disk at once, and not a whole column


def read_parquet(path: Path) -> Iterator[tuple[str, Row | Bad]]:
    """The columns that are used, row by row; rows are counted from 1.

    Texts stay as the dictionary that they are stored in, so that a small file cannot become a
    large batch.
    """
    import pyarrow as pa
    from pyarrow import parquet

    number = 0
    try:
        if path.stat().st_size > limits.MAX_FILE:
            raise BrokenError(f"it has more than {limits.MAX_FILE:,} bytes", "Split it")
        with parquet.ParquetFile(path) as file:
            names, texts = _choose_columns(file)
        with parquet.ParquetFile(path, read_dictionary=texts, buffer_size=_BUFFER) as file:
            for batch in file.iter_batches(batch_size=limits.BATCH, columns=names):
                for index in range(batch.num_rows):
                    number += 1
                    yield f"row {number}", _read_cells(batch, index)
    except BrokenError as error:
        yield _say_row(number), stop(error)
    except (pa.ArrowException, OSError, ValueError) as error:
        what = f"its Parquet data are wrong ({' '.join(str(error).split())[:200]})"
        yield _say_row(number), stop(BrokenError(what, "Fetch or export it anew"))


def _say_row(number: int) -> str:
    return f"row {number + 1}" if number else ""


def _choose_columns(file: object) -> tuple[list[str], list[str]]:
    """The columns that are used, and those of them that hold texts."""
    import pyarrow as pa

    schema = file.schema_arrow
    found = find_columns(schema.names)
    for name in ("text", "outlet"):
        if name not in found:
            remedy = f"Known names: {', '.join(ALIASES[name])}"
            raise BrokenError(f"column '{name}' is missing", remedy)
    names = [name for names in found.values() for name in names]
    for name in names:
        if schema.names.count(name) > 1:
            raise BrokenError(f"column {quoted(name)} stands twice", "Take one out")
    kinds = (pa.string(), pa.large_string(), pa.binary(), pa.large_binary())
    return names, [name for name in names if schema.field(name).type in kinds]


def _read_cells(batch: pa.RecordBatch, index: int) -> Row:
    """The cells of one row; one that cannot be read is said to be so in its place."""
    row: Row = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        try:
            value = column[index].as_py()
            if isinstance(value, bytes):
                value = value.decode("utf-8")
        except UnicodeDecodeError as error:
            what = f"byte {error.start} (0x{error.object[error.start]:02x}) is not valid UTF-8"
            value = Bad(what, "Export it as UTF-8")
        except (ValueError, OverflowError, TypeError) as error:  # a time beyond the calendar
            value = Bad(f"it cannot be read ({str(error)[:100]})", "Correct it, or leave it empty")
        row[name] = value
    return row
