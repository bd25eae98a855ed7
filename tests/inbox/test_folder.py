"""The inbox folder: texts, pages and side-cars that a person dropped, and what else lies there."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path

import pytest

from helpers.inbox import folder as module
from helpers.inbox.folder import Dropped, read_folder

LATER = time.time() + 3_600


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    path = tmp_path / "inbox"
    path.mkdir()
    return path


def read(inbox: Path, now: float = LATER) -> dict[str, Dropped]:
    return {dropped.name: dropped for dropped in read_folder(inbox, now)}


def test_text_page_and_side_car_are_read(inbox: Path) -> None:
    (inbox / "a.txt").write_text("A text.", encoding="utf-8")
    (inbox / "a.toml").write_text(
        'outlet = "The Courier"\npublished = 2025-01-17\nurl = "https://news.example/a"\n'
        'title = "A"\nauthor = "Ada\\nQuill"\n',
        encoding="utf-8",
    )
    (inbox / "b.HTML").write_bytes(b"<p>\xe9</p>")
    (inbox / "b.json").write_text('{"published": "2025-01-18"}', encoding="utf-8")
    (inbox / ".DS_Store").write_text("x", encoding="utf-8")
    (inbox / "folder").mkdir()
    found = read(inbox)
    assert list(found) == ["a.txt", "b.HTML"]
    assert not any(dropped.fault or dropped.waits for dropped in found.values())
    a = found["a.txt"]
    assert (a.raw, a.ending) == (b"A text.", ".txt")
    assert a.facts["author"].value == "Ada Quill"
    assert a.facts["outlet"].basis == "supplied"
    assert "a.toml" in a.facts["outlet"].evidence
    assert a.clues[0].day == dt.date(2025, 1, 17)
    assert found["b.HTML"].clues[0].day == dt.date(2025, 1, 18)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"It\x92s late.", "not valid UTF-8. Save the file as UTF-8"),
        (b"\xef\xbb\xbfA text.", "byte order mark (BOM)"),
        ("A text.".encode("utf-16"), "UTF-16"),
        (b"A \x00 text.", "NUL"),
        (b"", "no text"),
        (b" \n", "no text"),
    ],
)
def test_text_in_no_good_form_is_told_with_its_remedy(raw: bytes, why: str, inbox: Path) -> None:
    (inbox / "a.txt").write_bytes(raw)
    assert why in read(inbox)["a.txt"].fault


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("a.toml", 'outlt = "x"', "'outlt' is not known"),
        ("a.toml", "outlet = 1", "outlet: it is no text"),
        ("a.toml", 'published = "17.1.2025"', "no day of the calendar"),
        ("a.toml", "published = 2025-01-17T10:00:00", "no text"),
        ("a.toml", 'url = "http://news.example/"', "not https"),
        ("a.toml", 'url = "file:///etc/passwd"', "not https"),
        ("a.toml", "outlet", "cannot be read"),
        ("a.json", "[]", "no table"),
        ("a.json", "[" * 100_000, "cannot be read"),
        ("a.json", "{", "cannot be read"),
        ("a.toml", b"\xff", "not valid UTF-8"),
    ],
)
def test_side_car_is_read_strictly(name: str, raw: str | bytes, why: str, inbox: Path) -> None:
    (inbox / "a.txt").write_text("A text.", encoding="utf-8")
    (inbox / name).write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    assert why in read(inbox)["a.txt"].fault


def test_another_side_car_makes_it_another_thing(inbox: Path) -> None:
    (inbox / "a.txt").write_text("A text.", encoding="utf-8")
    first = read(inbox)["a.txt"].key
    (inbox / "a.toml").write_text('outlet = "The Courier"', encoding="utf-8")
    assert read(inbox)["a.txt"].key != first


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "noending", "a.txt.exe", "lonely.toml"])
def test_other_kinds_are_told(name: str, inbox: Path) -> None:
    (inbox / name).write_bytes(b"x")
    assert read(inbox)[name].fault


def test_links_are_not_followed(inbox: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    (inbox / "a.txt").symlink_to(secret)
    (inbox / "b.txt").symlink_to(tmp_path / "missing")
    (inbox / "c.txt").symlink_to(tmp_path)
    (inbox / "d.txt").write_text("A text.", encoding="utf-8")
    (inbox / "d.toml").symlink_to(secret)
    for dropped in read(inbox).values():
        assert "link" in dropped.fault
        assert dropped.raw == b""


def test_pipe_does_not_keep_the_run_waiting(inbox: Path) -> None:
    os.mkfifo(inbox / "a.txt")
    assert read(inbox)["a.txt"].fault == "it is no plain file"


def test_large_file_is_not_read(inbox: Path) -> None:
    (inbox / "a.txt").write_bytes(b"x" * (module.LARGEST + 1))
    dropped = read(inbox)["a.txt"]
    assert "5,000,001 bytes" in dropped.fault
    assert dropped.raw == b""


def test_file_that_is_being_written_is_left_for_later(inbox: Path, monkeypatch) -> None:
    (inbox / "a.txt").write_text("half of a te", encoding="utf-8")
    assert "last 5 seconds" in read(inbox, time.time())["a.txt"].waits
    assert read(inbox)["a.txt"].waits == ""
    real = os.fstat

    def fstat(descriptor: int) -> os.stat_result:
        known = real(descriptor)
        with (inbox / "a.txt").open("a", encoding="utf-8") as file:
            file.write("xt")
        return known

    monkeypatch.setattr(os, "fstat", fstat)
    assert "changed while it was read" in read(inbox)["a.txt"].waits


@pytest.mark.parametrize(
    "name", ["a\nb.txt", "a\u202eb.txt", "é" * 100 + ".txt", "-rf.txt", "'.txt"]
)
def test_odd_names_are_read_as_any_other(name: str, inbox: Path) -> None:
    (inbox / name).write_text("A text.", encoding="utf-8")
    assert read(inbox)[name].fault == ""
