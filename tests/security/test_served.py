"""What a web server gives away: nothing of the machine, its user and their environment."""

from __future__ import annotations

import base64
import re
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pyarrow.parquet as pq
import pypdf
import pytest

from tests.security.conftest import Served

pytestmark = pytest.mark.slow

OUTSIDE = {"index.html", "feed.xml", "brief.txt", "status.json", "latest", "editions", "changes"}
KINDS = {".html", ".csv", ".json", ".ics", ".parquet", ".pdf", ".svg", ".png", ".xml", ".txt"}


def list_files(folder: Path) -> list[Path]:
    """Every file once, whichever link leads to it."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def list_contents(path: Path) -> Iterator[bytes]:
    """The bytes of a file, and what is packed in them."""
    data = path.read_bytes()
    yield data
    yield unquote_to_bytes(data)
    for packed in re.findall(rb"base64,([A-Za-z0-9+/=]{40,})", data):
        yield base64.b64decode(packed)
    if path.suffix == ".pdf":
        reader = pypdf.PdfReader(path)
        for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 1):
            found = reader.get_object(number)
            yield repr(found).encode(errors="replace")
            if isinstance(found, pypdf.generic.StreamObject):
                yield found.get_data()
        yield repr(reader.metadata).encode()
    if path.suffix == ".png":
        yield from list_chunks(data)
    if path.suffix == ".parquet":
        file = pq.ParquetFile(path)
        yield repr(file.metadata.metadata).encode()
        yield repr(file.schema_arrow.metadata).encode()
        yield repr(file.read().to_pydict()).encode()


def list_chunks(data: bytes) -> Iterator[bytes]:
    """The parts of a PNG; its words may be packed."""
    at = 8
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        chunk = data[at + 4 : at + 8 + length]
        yield chunk
        if chunk[:4] in (b"zTXt", b"iTXt"):
            yield zlib.decompress(chunk[chunk.index(b"\0", 4) + 2 :])
        at += length + 12


def find_leaks(folder: Path, private: dict[str, str]) -> list[str]:
    """Which files hold which private words, as UTF-8 or in the PDF's UTF-16."""
    leaks = []
    for path in list_files(folder):
        for content in list_contents(path):
            for name, word in private.items():
                if word.encode() in content or word.encode("utf-16-be") in content:
                    leaks.append(f"{path.relative_to(folder)} names the {name}")
    return sorted(set(leaks))


def test_no_byte_names_the_machine_or_its_user(served: Served) -> None:
    assert find_leaks(served.reports, served.private) == []


@pytest.mark.parametrize("hidden", ["page", "table", "picture"])
def test_the_search_finds_what_it_looks_for(hidden: str, served: Served, tmp_path: Path) -> None:
    word = served.private["secret"]
    if hidden == "page":
        (tmp_path / "x.svg").write_text(f"<!-- {word} -->", encoding="utf-8")
    elif hidden == "table":
        import pandas as pd

        pd.DataFrame({"a": [word]}).to_parquet(tmp_path / "x.parquet", compression="zstd")
    else:
        packed = b"zTXtAuthor\0\0" + zlib.compress(word.encode())
        size = (len(packed) - 4).to_bytes(4, "big")
        (tmp_path / "x.png").write_bytes(b"\x89PNG\r\n\x1a\n" + size + packed + b"\0\0\0\0")
    assert find_leaks(tmp_path, served.private)


def test_the_search_reads_streams_of_the_book(served: Served) -> None:
    """A word of a heading stands in the PDF packed, and is found."""
    (served.edition / "report.pdf").read_bytes()
    found = b"".join(list_contents(served.edition / "report.pdf"))
    assert len(found) > 3 * (served.edition / "report.pdf").stat().st_size
    assert b"/FlateDecode" in found and b"beginbfchar" in found


def test_there_is_nothing_but_what_is_meant(served: Served) -> None:
    assert {path.name for path in served.reports.iterdir()} == OUTSIDE
    for path in served.reports.rglob("*"):
        assert not path.name.startswith("."), path
        if path.is_symlink():
            assert path == served.reports / "latest"
            assert not path.readlink().is_absolute()
            assert path.resolve().is_relative_to(served.reports.resolve())
        elif path.is_file():
            assert path.suffix in KINDS, path
    assert not list(served.reports.rglob("*.ipynb"))


def test_a_web_server_may_read_all_and_write_nothing(served: Served) -> None:
    for path in [served.reports, *served.reports.rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o755 if path.is_dir() else 0o644), path


def test_what_is_not_served_stays_the_users(served: Served) -> None:
    var = Path(served.private["checkout"]) / "var"
    assert stat.S_IMODE(var.stat().st_mode) == 0o700
