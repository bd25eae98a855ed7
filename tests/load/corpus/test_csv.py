"""CSV exports: each row is used or told, and the file ends where nobody knows the next row."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from helpers.load.corpus import limits

from . import make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "study" / "corpus" / "news.csv"


def write(rows: list[list[str]], delimiter: str = ",") -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode()


HEAD = ["id", "media_name", "publish_date", "story_text", "colour"]
ROWS = [[name, "The Courier", "2025-01-17", make.TEXT + name, "red"] for name in "abc"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_records_go_over_lines(delimiter: str, path: Path) -> None:
    found = make.read(path, write([HEAD, *ROWS], delimiter))
    assert make.name(found) == ["a", "b", "c"]
    assert found[0].text == ROWS[0][3]
    assert csv.field_size_limit() == 131_072


def test_row_with_a_cell_too_many_is_told_by_its_first_line(path: Path) -> None:
    found = make.read(path, write([HEAD, ROWS[0], [*ROWS[1], "x"], [], ROWS[2]]))
    assert make.name(found) == ["a", "<line 4>", "c"]
    assert "6 cells, but 5 columns" in found[1].reason


def test_row_with_bytes_of_another_encoding_is_told(path: Path) -> None:
    raw = write([HEAD, *ROWS]).replace(b"debate", b"d\xe9bat", 1)
    found = make.read(path, raw)
    assert make.name(found) == ["<line 2>", "b", "c"]
    assert "(0xe9) is not valid UTF-8" in found[0].reason


WRONG = {
    "a quote that is not closed": (write([HEAD, *ROWS]) + b'd,O,,"Text', 3, "unexpected end"),
    "a quote inside": (write([HEAD, *ROWS]) + b'd,O,,"Te"xt",\n' + write(ROWS), 3, "expected"),
    "no text": (write([["id", "outlet"], ["a", "O"]]), 0, "is read. Known names: text, maintext"),
    "no outlet": (write([["id", "text"], ["a", "T"]]), 0, "column 'outlet' is missing"),
    "a column twice": (write([["text", "outlet", "text"]]), 0, "column 'text' stands twice"),
    "UTF-16": (write([HEAD, *ROWS]).decode().encode("utf-16"), 0, "UTF-16"),
    "a head in no encoding": (b"text,outlet,\xff\n", 0, "(0xff) is not valid UTF-8"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_file_stops_where_the_next_row_is_unknown(kind: str, path: Path) -> None:
    raw, count, why = WRONG[kind]
    found = make.read(path, raw)
    assert make.name(found)[:-1] == ["a", "b", "c"][:count]
    assert why in found[-1].reason
    assert found[-1].place == f"line {1 + 2 * count + bool(count)}"
    assert csv.field_size_limit() == 131_072


def test_quote_that_is_never_closed_takes_no_memory(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_LINE", 100_000)
    raw = write([HEAD, *ROWS]) + b'd,O,,"' + b"A line of text.\n" * 100_000
    found = make.read(path, raw)
    assert make.name(found) == ["a", "b", "c", "<line 8>"]
    assert "a record has more than 100,000 bytes" in found[-1].reason


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"text,outlet\n", b"text,outlet\n\n"])
def test_table_without_rows_is_told(raw: bytes, path: Path) -> None:
    (aside,) = make.read(path, raw)
    assert "it has no rows" in aside.reason
