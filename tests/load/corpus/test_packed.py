"""Gzip and zstd: what is right before the fault is used, and one row says where it stopped."""

from __future__ import annotations

import gzip
import hashlib
import random
import tracemalloc
import zlib
from pathlib import Path

import pytest
import zstandard

from helpers.load.corpus import language, limits, read_input

from . import make

NAMES = [f"a{n:03}" for n in range(400)]
WORDS = [hashlib.sha256(name.encode()).hexdigest() for name in NAMES]
LINES = b"".join(
    make.line(doc_id=n, text=make.TEXT + w * 2) for n, w in zip(NAMES, WORDS, strict=True)
)


def pack_gzip(raw: bytes) -> bytes:
    return gzip.compress(raw, mtime=0)


def pack_zstd(raw: bytes) -> bytes:
    return zstandard.ZstdCompressor(write_checksum=True).compress(raw)


def flip(raw: bytes, at: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


def make_bomb() -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    parts = [packer.compress(LINES), *(packer.compress(bytes(10**7)) for _ in range(100))]
    return b"".join(parts) + packer.flush()


def make_zstd_bomb() -> bytes:
    packer = zstandard.ZstdCompressor(level=3).compressobj()
    parts = [packer.compress(LINES), *(packer.compress(bytes(10**7)) for _ in range(100))]
    return b"".join(parts) + packer.flush()


FAULTS = {
    # ending and kind: (the bytes, the fewest articles before the fault, what the reason says)
    ("gz", "cut"): (pack_gzip(LINES)[:-1000], 300, "its gzip data are cut off"),
    ("gz", "wrong sum"): (flip(pack_gzip(LINES), -6), 400, "its gzip data are wrong (CRC check"),
    ("gz", "spoilt"): (pack_gzip(LINES)[:-3000] + b"\xff" * 3000, 100, "its gzip data are"),
    ("gz", "garbage behind"): (pack_gzip(LINES) + b"abc", 400, "other bytes follow its gzip data"),
    ("gz", "none"): (LINES, 0, "it is not gzip"),
    ("gz", "bomb"): (make_bomb(), 400, "which no articles do"),
    ("zst", "cut"): (pack_zstd(LINES)[:-400], 300, "its zstd data are cut off"),
    ("zst", "wrong sum"): (flip(pack_zstd(LINES), -2), 300, "its zstd data are wrong (Restored"),
    ("zst", "garbage behind"): (pack_zstd(LINES) + b"abcdef", 400, "other bytes follow its zstd"),
    ("zst", "none"): (LINES, 0, "it is not zstd"),
    ("zst", "bomb"): (make_zstd_bomb(), 400, "which no articles do"),
}


@pytest.fixture(autouse=True)
def load_model() -> None:
    """What is measured is the reading, not the model that tells languages."""
    language._load_model()


@pytest.mark.parametrize(("ending", "kind"), FAULTS)
def test_file_is_used_up_to_its_fault(ending: str, kind: str, tmp_path: Path) -> None:
    raw, fewest, why = FAULTS[ending, kind]
    tracemalloc.start()
    found = make.read(tmp_path / "corpus" / f"news.jsonl.{ending}", raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    *names, last = make.name(found)
    assert names == NAMES[: len(names)]
    assert len(names) >= fewest
    assert last == f"<line {len(names) + 1}>"
    assert why in found[-1].reason
    assert "nothing from here on is read" in found[-1].reason
    assert peak < 60_000_000


RIGHT = {
    "gz, two members": ("gz", pack_gzip(LINES[:1000]) + pack_gzip(LINES[1000:])),
    "gz, zeros behind": ("gz", pack_gzip(LINES) + bytes(512)),
    "zst, two frames": ("zst", pack_zstd(LINES[:1000]) + pack_zstd(LINES[1000:])),
    "zst, a frame to skip": ("zst", b"\x50\x2a\x4d\x18\x03\0\0\0abc" + pack_zstd(LINES)),
}


@pytest.mark.parametrize("kind", RIGHT)
def test_what_other_tools_write_is_read_whole(kind: str, tmp_path: Path) -> None:
    ending, raw = RIGHT[kind]
    found = make.read(tmp_path / "corpus" / f"news.jsonl.{ending}", raw)
    assert make.name(found) == NAMES


def test_zstd_file_may_not_ask_for_all_memory(tmp_path: Path) -> None:
    window = zstandard.ZstdCompressionParameters(window_log=29)
    packer = zstandard.ZstdCompressor(compression_params=window).compressobj()
    raw = packer.compress(LINES) + packer.flush()
    (aside,) = make.read(tmp_path / "corpus" / "news.jsonl.zst", raw)
    assert "too much memory" in aside.reason


def test_file_that_is_too_large_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_FILE", 1000)
    for ending in ("jsonl", "csv", "warc", "txt", "html", "parquet"):
        (aside,) = make.read(tmp_path / "corpus" / f"news.{ending}", LINES)
        assert "1,000" in aside.reason


def test_file_may_not_unpack_to_more_than_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_UNPACKED", 50_000)
    found = make.read(tmp_path / "corpus" / "news.jsonl", LINES)
    assert "it unpacks to more than the 50,000 bytes" in found[-1].reason


def test_library_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    for ending in ("jsonl.zst", "html", "warc"):
        (aside,) = make.read(tmp_path / "corpus" / f"news.{ending}", b"x")
        assert "make scale" in aside.reason


def test_line_that_never_ends_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "corpus" / "news.jsonl"
    path.parent.mkdir()
    path.write_bytes(LINES + b"x" * 60_000_000 + b"\n" + make.right("last"))
    tracemalloc.start()
    names = make.name(list(read_input(path, tmp_path)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert names == [*NAMES, "<line 401>", "last"]
    assert peak < 15_000_000


@pytest.mark.parametrize("ending", ["gz", "zst"])
def test_memory_is_bounded_by_an_article(ending: str, tmp_path: Path) -> None:
    """Fifty million bytes of rows take no more than a few of them."""
    path = tmp_path / "corpus" / f"news.jsonl.{ending}"
    path.parent.mkdir()
    words = random.Random(1).choices([*make.TEXT.split(), *WORDS], k=9_000)
    row = make.line(text=" ".join(words))
    count = 50_000_000 // len(row) + 1
    packer = zlib.compressobj(1, wbits=31) if ending == "gz" else zstandard.ZstdCompressor(
        level=1).compressobj()  # fmt: skip
    with path.open("wb") as file:
        for number in range(count):
            file.write(packer.compress(row.replace(b'"a"', b'"a%d"' % number)))
        file.write(packer.flush())
    tracemalloc.start()
    assert sum(1 for _ in read_input(path, tmp_path)) == count
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000
