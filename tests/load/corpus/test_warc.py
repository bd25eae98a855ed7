"""WARC files: pages are articles, other records are not, and a broken file is used up to there."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import brotli
import pytest

from helpers.load.corpus import SetAside

from . import make

PAGE = make.page().encode()
GOOD = make.record(make.http(PAGE))
INFO = make.record(b"software: crawler\r\n", "warcinfo")
PLACE = f"<record 3, byte {len(INFO + GOOD)}>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "study" / "corpus" / "crawl.warc"


def test_page_is_an_article_of_its_site(path: Path) -> None:
    (document,) = make.read(path, INFO + GOOD)
    assert (document.outlet, document.outlet_basis) == ("news.example", "inferred")
    assert (document.url, document.url_basis) == ("https://www.news.example/a", "supplied")
    assert document.title == "Harbour law passes"
    assert "In part 3: Parliament passed" in document.text
    assert "Home News Sport" not in document.text
    assert (document.published, document.published_basis) == (None, "unknown")


def chunk(raw: bytes) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(p), p) for p in (raw[:100], raw[100:])) + b"0\r\n\r\n"


FORMS = {
    "plain": make.http(PAGE),
    "gzip": make.http(gzip.compress(PAGE), more="Content-Encoding: gzip\r\n"),
    "deflate": make.http(zlib.compress(PAGE), more="Content-Encoding: deflate\r\n"),
    "brotli": make.http(brotli.compress(PAGE), more="Content-Encoding: br\r\n"),
    "unpacked already": make.http(PAGE, more="Content-Encoding: gzip\r\n"),
    "not brotli any more": make.http(PAGE, more="Content-Encoding: br\r\n"),
    "chunked": make.http(chunk(PAGE), more="Transfer-Encoding: chunked\r\n"),
    "chunked and gzip": make.http(
        chunk(gzip.compress(PAGE)),
        more="Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
    ),
    "cp1251": make.http(
        make.page("Harbour law passes", head="").encode("cp1251"), "text/html; charset=cp1251"
    ),
    "XHTML": make.http(PAGE, "application/xhtml+xml"),
}


@pytest.mark.parametrize("form", FORMS)
def test_page_is_the_same_however_it_was_sent(form: str, path: Path) -> None:
    (expected,) = make.read(path, GOOD)
    assert make.read(path, make.record(FORMS[form])) == [expected]


def test_other_records_are_no_articles(path: Path) -> None:
    others = [
        make.record(make.http(b"\x89PNG", "image/png")),
        make.record(make.http(PAGE, status=404)),
        make.record(make.http(b"", more="Location: /b\r\n", status=301)),
        make.record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        make.record(PAGE, "resource"),
        make.record(b"", "revisit"),
        make.record(b"", "response"),
        make.record(b"key: value\r\n", "metadata"),
    ]
    assert make.read(path, INFO + b"".join(others)) == []
    (document,) = make.read(path, b"".join(others) + GOOD)
    assert document.outlet == "news.example"


@pytest.mark.parametrize("packing", ["members", "whole"])
def test_packed_archive_is_read_whichever_way_it_was_packed(packing: str, path: Path) -> None:
    records = [INFO, GOOD, make.record(make.http(PAGE), url="https://b.example/")]
    parts = records if packing == "members" else [b"".join(records)]
    packed = b"".join(map(gzip.compress, parts))
    found = make.read(path.with_name("crawl.warc.gz"), packed)
    assert [document.outlet for document in found] == ["news.example", "b.example"]


HEAD = b"WARC/1.0\r\nWARC-Type: response\r\n"
STOPPED = {
    "cut in a page": (GOOD[:-1000], "it is cut off, 996 bytes before its end"),
    "cut in its own head": (GOOD[:60], "its length is '', which is none"),
    "cut before the page's head": (GOOD[: GOOD.index(b"HTTP/1.1")], "it is cut off"),
    "no length": (HEAD + b"\r\n" + GOOD, "its length is '', which is none"),
    "a length that is none": (HEAD + b"Content-Length: -5\r\n\r\n", "its length is '-5'"),
    "a length too long": (HEAD + b"Content-Length: 999999\r\n\r\n" + GOOD, "it is cut off"),
    "a length too short": (GOOD.replace(b"Content-Length: 1", b"Content-Length: ", 1), "begin"),
    "garbage": (b"\x00\xff garbage\r\n" + GOOD, "it does not begin with WARC/1.0"),
    "an endless head": (HEAD + b"x: y\r\n" * 100_000, "its head has more than 200,000 bytes"),
    "an endless line": (HEAD + b"x" * 10_000_000, "its head has more than 200,000 bytes"),
}


@pytest.mark.parametrize("kind", STOPPED)
def test_broken_archive_is_used_up_to_there(kind: str, path: Path) -> None:
    spoilt, why = STOPPED[kind]
    first, *_, aside = make.read(path, INFO + GOOD + spoilt)
    assert first.outlet == "news.example"
    assert isinstance(aside, SetAside)
    assert why in aside.reason
    assert "nothing from here on is read" in aside.reason
    assert aside.place.startswith("record ")
    if "too short" not in kind:
        assert aside.place == PLACE[1:-1]


PASSED = {
    "no article": (make.http(b"<html><script>x</script></html>"), "no article is found"),
    "no page": (make.http(b"\xff\xfe\x00"), "its bytes are not in utf-8"),
    "another encoding": (make.http("<p>caf\xe9</p>".encode("latin-1")), "not in utf-8"),
    "an unknown encoding": (make.http(PAGE, "text/html; charset=klingon"), "not in klingon"),
    "too large": (make.http(b"x" * 2_000_001), "2,000,001 bytes are more than the 2,000,000"),
    "far too large": (make.http(b"x" * 9_000_000), "more than the 8,000,000 that a record"),
    "a gzip bomb": (
        make.http(gzip.compress(bytes(50_000_000)), more="Content-Encoding: gzip\r\n"),
        "2,000,001 bytes are more than the 2,000,000",
    ),
    "a brotli bomb": (
        make.http(brotli.compress(bytes(50_000_000)), more="Content-Encoding: br\r\n"),
        "bytes are more than the 2,000,000",
    ),
    "spoilt gzip": (
        make.http(b"\x1f\x8b\x08" + b"\xff" * 99, more="Content-Encoding: gzip\r\n"),
        "its gzip data are wrong",
    ),
    "spoilt brotli": (
        make.http(brotli.compress(PAGE)[10:], more="Content-Encoding: br\r\n"),
        "its br data are wrong",
    ),
    "nested too deep": (make.http(b"<div>" * 400 + PAGE), "deep in each other"),
}


@pytest.mark.parametrize("kind", PASSED)
def test_page_that_cannot_be_read_costs_no_other(kind: str, path: Path) -> None:
    spoilt, why = PASSED[kind]
    found = make.read(path, INFO + GOOD + make.record(spoilt) + GOOD)
    assert make.name(found)[1] == PLACE
    assert found[0] == found[2]
    assert why in found[1].reason


def test_file_that_is_no_archive_is_told(path: Path) -> None:
    for raw, why in ((b"", "it has no records"), (PAGE, "does not begin with WARC/1.0")):
        (aside,) = make.read(path, raw)
        assert why in aside.reason


def test_language_is_that_of_the_article(path: Path) -> None:
    words = "Der Minister sagte am Montag, das Gesetz werde in Kürze unterzeichnet. "
    german = f"<html lang=en><body><article><h1>Hafen</h1><p>{words * 9}</p></article></body>"
    (aside,) = make.read(path, make.record(make.http(german.encode())))
    assert (aside.kind, aside.reason) == ("language", "the text is in German (de), not in English.")
