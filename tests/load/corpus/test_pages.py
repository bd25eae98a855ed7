"""Pages in a process of their own: hostile ones end it, and the next ones are read all the same."""

from __future__ import annotations

import datetime as dt
import os
import socket
import time
from pathlib import Path

import pytest

from helpers.load.corpus import reader
from helpers.load.pages import PageError, extract_page

from . import make

META = (
    '<meta property="article:published_time" content="2025-01-17T09:30:00+03:00">'
    '<meta name="author" content="Ada Quill"><meta property="og:site_name" content="The Courier">'
    '<link rel="canonical" href="https://courier.example/law">'
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "study" / "corpus" / "Folder" / "saved.html"


def test_saved_page_is_an_article(path: Path) -> None:
    (found,) = make.read(path, make.page(head=META).encode())
    assert (found.outlet, found.outlet_basis) == ("The Courier", "supplied")
    assert (found.title, found.author) == ("Harbour law passes", "Ada Quill")
    assert (found.published, found.published_basis) == (dt.date(2025, 1, 17), "supplied")
    assert found.published_evidence == "The page’s metadata: 2025-01-17T09:30:00+03:00."
    assert found.url == "https://courier.example/law"
    assert found.text.startswith("Harbour law passes\n")


def test_page_that_says_nothing_of_itself_is_of_its_folder(path: Path) -> None:
    (found,) = make.read(path, make.page().replace("law", "law of 3 May 2024").encode())
    assert (found.outlet, found.outlet_basis) == ("Folder", "unknown")
    assert (found.published, found.published_basis) == (None, "unknown")


def test_days_that_differ_leave_both_open(path: Path) -> None:
    head = META + '<meta name="date" content="2025-01-19">'
    (found,) = make.read(path, make.page(head=head).encode())
    days = (found.published_earliest, found.published, found.published_latest)
    assert days == (dt.date(2025, 1, 17), dt.date(2025, 1, 17), dt.date(2025, 1, 19))


def test_page_that_takes_minutes_ends_its_reader_only() -> None:
    """Measured: 150,000 attributes take more than five minutes."""
    names = " ".join(f"a{n}=1" for n in range(100_000))
    reader.read_page(make.page().encode(), "")
    process = reader._running[os.getpid()]
    began = time.monotonic()
    with pytest.raises(PageError, match="more than 1 seconds"):
        reader.read_page(f"<p {names}>x</p>".encode(), "", seconds=1)
    assert time.monotonic() - began < 4
    assert process.poll() is not None
    assert reader.read_page(make.page().encode(), "") == extract_page(make.page().encode(), "")


def test_one_process_reads_many_pages() -> None:
    reader.read_page(make.page().encode(), "")
    first = reader._running[os.getpid()].pid
    for _ in range(5):
        reader.read_page(make.page().encode(), "")
    assert reader._running[os.getpid()].pid == first
    reader.end_reader()
    assert os.getpid() not in reader._running


def test_a_fork_has_a_reader_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    reader.read_page(make.page().encode(), "")
    first = reader._running[os.getpid()]
    monkeypatch.setattr(os, "getpid", lambda: -1)
    reader.read_page(make.page().encode(), "")
    assert reader._running[-1].pid != first.pid
    reader.end_reader()
    assert first.poll() is None


def test_reader_ends_with_whoever_asks() -> None:
    reader.read_page(make.page().encode(), "")
    process = reader._running[os.getpid()]
    process.stdin.close()
    assert process.wait(10) == 0


BOMBS = {
    "entities": (
        '<!DOCTYPE html [<!ENTITY a "laugh laugh"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
    ),
    "a file": '<!DOCTYPE html [<!ENTITY d SYSTEM "file:///etc/passwd">]>',
    "an XML head": '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY d "laugh laugh laugh">]>',
}


@pytest.mark.parametrize("kind", BOMBS)
def test_entities_are_not_expanded(kind: str, path: Path) -> None:
    raw = BOMBS[kind] + make.page().replace("In part 1", "In part &d; 1")
    (found,) = make.read(path, raw.encode())
    for words in ("laugh laugh", "root:"):
        assert words not in getattr(found, "text", "")
    assert len(getattr(found, "text", "")) < 2_000


def test_no_page_asks_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = '<link rel="stylesheet" href="https://a.example/x.css"><base href="https://a.example/">'
    frame = '<iframe src="https://a.example/"></iframe><img src="https://a.example/x.png">'
    raw = make.page(head=head).replace("<h1>", f"{frame}<h1>").encode()
    assert "Parliament" in extract_page(raw, "https://a.example/").text
