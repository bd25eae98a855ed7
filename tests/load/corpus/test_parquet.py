"""Broken Parquet: rows before the fault are used, and a cell that is wrong costs its row alone."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from helpers.load.corpus.parquet import read_parquet

from . import make

NAMES = [f"a{n:04}" for n in range(1_000)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "study" / "corpus" / "news.parquet"


def pack(columns: dict[str, object], **settings: object) -> bytes:
    file = io.BytesIO()
    parquet.write_table(pa.table(columns), file, **settings)
    return file.getvalue()


def columns(**other: object) -> dict[str, object]:
    texts = [f"{make.TEXT}Article {name}.\n" for name in NAMES]
    return {"id": NAMES, "outlet": ["The Courier"] * 1_000, "text": texts} | other


def test_rows_are_articles(path: Path) -> None:
    day = dt.datetime(2025, 1, 17, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=3)))
    stamps = pa.array([day] * 1_000, pa.timestamp("us", "+03:00"))
    found = make.read(path, pack(columns(publish_date=stamps), row_group_size=300))
    assert make.name(found) == NAMES
    assert found[0].text == f"{make.TEXT}Article a0000.\n"
    assert found[0].published == found[0].published_latest == dt.date(2025, 1, 17)


WRONG = {
    "cut": (pack(columns())[:-500], "its Parquet data are wrong"),
    "wrong magic": (b"XXXX" + pack(columns())[4:-4] + b"XXXX", "its Parquet data are wrong"),
    "no Parquet": (make.right("a"), "its Parquet data are wrong"),
    "empty": (b"", "its Parquet data are wrong"),
    "no text": (pack({"id": NAMES, "outlet": NAMES}), "column 'text' is missing"),
    "no outlet": (pack({"id": NAMES, "text": NAMES}), "column 'outlet' is missing"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_file_that_cannot_be_read_is_one_reject(kind: str, path: Path) -> None:
    raw, why = WRONG[kind]
    (aside,) = make.read(path, raw)
    assert (aside.place, aside.kind) == ("", "bad")
    assert why in aside.reason


def test_file_that_is_spoilt_further_on_is_used_up_to_there(path: Path) -> None:
    raw = pack(columns(), row_group_size=250, use_dictionary=False, compression="gzip")
    meta = parquet.ParquetFile(io.BytesIO(raw)).metadata
    chunk = meta.row_group(3).column(2)
    at = chunk.data_page_offset + 60
    found = make.read(path, raw[:at] + bytes(200) + raw[at + 200 :])
    *names, last = make.name(found)
    assert names == NAMES[: len(names)] and len(names) >= 500
    assert last == f"<row {len(names) + 1}>"
    assert "nothing from here on is read" in found[-1].reason


@pytest.mark.parametrize("kind", [pa.string(), pa.binary(), pa.large_string()])
def test_cell_that_is_not_utf_8_costs_its_row(kind: pa.DataType, path: Path) -> None:
    """pyarrow takes such bytes as they are and fails when they are read."""
    spoilt = [b"Caf\xe9" if n == 7 else make.TEXT.encode() + b"%d" % n for n in range(1_000)]
    array = pa.array(spoilt, pa.large_binary() if kind == pa.large_string() else pa.binary())
    array = array.view(kind)
    found = make.read(path, pack(columns(text=array)))
    assert make.name(found) == [*NAMES[:7], "<row 8>", *NAMES[8:]]
    assert "column text: byte 3 (0xe9) is not valid UTF-8" in found[7].reason


def test_wrong_kinds_and_nulls_are_told_by_row(path: Path) -> None:
    numbers = make.read(path, pack(columns(text=list(range(1_000)))))
    assert make.name(numbers) == [f"<row {n}>" for n in range(1, 1_001)]
    assert "column text: it is a number, not a text" in numbers[0].reason
    texts = [None if n % 2 else f"{make.TEXT}{n}" for n in range(1_000)]
    nulls = make.read(path, pack(columns(text=texts)))
    assert make.name(nulls)[:3] == ["a0000", "<row 2>", "a0002"]
    assert len(nulls) == 1_000


def test_ids_that_pandas_made_numbers_are_ids_again(path: Path) -> None:
    ids = [1.0, None, *(float(n) for n in range(2, 1_000))]
    found = make.read(path, pack(columns(id=ids)))
    assert make.name(found)[0] == "1" and make.name(found)[2] == "2"
    assert make.name(found)[1].startswith("article-")


def test_time_beyond_the_calendar_costs_its_row(path: Path) -> None:
    stamps = pa.array([2**62, *[0] * 999], pa.timestamp("ms"))
    found = make.read(path, pack(columns(published=stamps)))
    assert make.name(found)[:2] == ["<row 1>", "a0001"]
    assert "column published" in found[0].reason


def test_one_text_that_is_repeated_takes_no_memory_for_each(path: Path) -> None:
    """A file of some thousand bytes, which would be a batch of hundreds of millions."""
    pool = pa.default_memory_pool()
    text = pa.DictionaryArray.from_arrays(pa.array([0] * 1_000), [make.TEXT * 10_000])
    raw = pack(columns(text=text), store_schema=False)
    assert len(raw) < 400_000
    before = pool.bytes_allocated()
    peak = 0
    path.parent.mkdir(parents=True)
    path.write_bytes(raw)
    for count, _ in enumerate(read_parquet(path)):
        peak = max(peak, pool.bytes_allocated() - before)
        if count > 3:
            break
    assert peak < 50_000_000
