"""Right files of every kind, spoilt at random: nothing is raised, and every reject has a reason."""

from __future__ import annotations

import gzip
import io
import random
from pathlib import Path

import pyarrow as pa
import pytest
import zstandard
from pyarrow import parquet

from helpers.load.corpus import SetAside
from helpers.records import Document

from . import make

ROUNDS = 60
LINES = make.right(*"abcdefgh")
CSV = b"outlet,text,date\n" + b"".join(b'O,"%d %b",2025-01-17\n' % (n, make.TEXT.encode())
                                       for n in range(8))  # fmt: skip
WARC = make.record(b"software: x\r\n", "warcinfo") + b"".join(
    make.record(make.http(make.page(f"Page {n}").encode(), more=more))
    for n, more in enumerate(("", "Transfer-Encoding: chunked\r\n", "Content-Encoding: br\r\n"))
)


def pack_table(**settings: object) -> bytes:
    file = io.BytesIO()
    rows = range(40)
    table = {
        "id": [f"a{n}" for n in rows],
        "outlet": ["O"] * 40,
        "text": [f"{make.TEXT}{n}" for n in rows],
        "published": pa.array([n * 10**12 for n in rows], pa.timestamp("us")),
        "authors": [["A", "B"]] * 40,
    }
    parquet.write_table(pa.table(table), file, **settings)
    return file.getvalue()


FILES = {
    "a.jsonl": LINES,
    "a.jsonl.gz": gzip.compress(LINES, mtime=0),
    "a.jsonl.zst": zstandard.compress(LINES),
    "a.csv": CSV,
    "a.parquet": pack_table(),
    "b.parquet": pack_table(row_group_size=8, use_dictionary=False, compression="gzip"),
    "a.warc": WARC,
    "a.warc.gz": gzip.compress(WARC, mtime=0),
    "a.html": make.page().encode(),
    "a.txt": make.TEXT.encode(),
}


def spoil(raw: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, taken out, put in or repeated; sometimes the end cut off."""
    spoilt = bytearray(raw)
    for _ in range(chance.choice((1, 2, 5, 20))):
        at, other = chance.randrange(len(spoilt)), chance.randrange(len(spoilt))
        kind = chance.randrange(4)
        if kind == 0:
            spoilt[at] = chance.randrange(256)
        elif kind == 1:
            del spoilt[at + 1 : at + chance.randrange(2, 40)]
        elif kind == 2:
            spoilt[at:at] = chance.randbytes(chance.randrange(1, 20))
        else:
            spoilt[at : at + 8] = spoilt[other : other + 8]
    return bytes(spoilt[: chance.randrange(len(spoilt))] if chance.random() < 0.2 else spoilt)


@pytest.mark.parametrize("name", FILES)
def test_spoilt_file_raises_nothing(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)
    for _ in range(ROUNDS):
        for found in make.read(tmp_path / "corpus" / name, spoil(FILES[name], chance)):
            if isinstance(found, SetAside):
                assert found.reason.isprintable() and found.reason.endswith(".")
                assert found.file == f"corpus/{name}" and len(found.reason) < 1_000
            else:
                assert isinstance(found, Document) and found.text.strip()
