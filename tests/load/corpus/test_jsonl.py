"""Kinds of broken JSON Lines: nothing is lost, and each reject has its line and reason."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.load.corpus import SetAside, limits
from helpers.records import Document

from . import make

FIRST, LAST = make.right("first"), make.right("last")
LATIN = make.line(doc_id="b", title="Café").replace(b"\\u00e9", b"\xe9")
BROKEN = {
    # kind: (the second line with its end, what its reason says)
    "bad UTF-8": (make.line().replace(b"Monday", b"Mon\xc3day"), "(0xc3) is not valid UTF-8"),
    "cp1252": (LATIN, "(0xe9) is not valid UTF-8"),
    "NUL": (make.line().replace(b"Monday", b"Mon\x00day"), "of the line is NUL"),
    "an escaped NUL": (make.line(text="A\x00B"), "character 1 is NUL"),
    "a BOM in the text": (make.line(text="\ufeffA"), "byte order mark"),
    "a long line": (b'{"text": "' + b"x" * 10_000_000 + b'"}\n', "more than the 8,000,000 bytes"),
    "a long text": (make.line(text="x" * 2_000_001), "more than the 2,000,000 that an article"),
    "an array": (b"[1, 2]\n", "it is a list, not an object"),
    "a number": (b"17\n", "it is a number, not an object"),
    "null": (b"null\n", "it is null, not an object"),
    "nested too deep": (b'{"text": ' + b"[" * 100_000 + b"\n", "nested too deep"),
    "NaN": (make.line().replace(b'"2025-01-17"', b"NaN"), "NaN is no value"),
    "an endless number": (b'{"doc_id": 1' + b"0" * 5000 + b"}\n", "no text"),
    "a key twice": (b'{"text": "a", "text": "b"}\n', "'text' stands twice"),
    "half a character": (make.line().replace(b"Monday", b"\\ud800"), "half a character"),
    "no text": (b'{"doc_id": "b", "outlet": "O"}\n', "there is no text"),
    "an empty text": (make.line(text=" \n"), "there is no text"),
    "null for a text": (make.line(text=None), "there is no text"),
    "no outlet": (make.line(outlet=""), "column outlet: there is none"),
    "a number for a text": (make.line(text=17), "column text: it is a number, not a text"),
    "a list for an outlet": (make.line(outlet=["O"]), "column outlet: it is a list, not a text"),
    "an object for a title": (make.line(title={}), "column title: it is an object, not a text"),
    "no date": (make.line(published="soon"), "'soon' is no date"),
    "true for a date": (make.line(published=True), "'True' is no date"),
    "a date of no calendar": (make.line(published="2025-02-30"), "'2025-02-30' is no date"),
    "a year of no newspaper": (make.line(published="0001-01-01"), "outside the years"),
    "another sum": (make.line(sha256="0" * 64), "the text's sha256 is"),
    "no address": (make.line(url="http://[x"), "'http://[x' is no address"),
    "two objects": (make.line().strip() * 2 + b"\n", "it is not valid JSON"),
    "half an object": (make.line()[:40] + b"\n", "it is not valid JSON"),
    "an odd quote": (make.line().replace(b'"text"', b"'text'"), "it is not valid JSON"),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "study" / "corpus" / "news.jsonl"


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_line_is_set_aside_and_no_other(kind: str, path: Path) -> None:
    spoilt, why = BROKEN[kind]
    found = make.read(path, FIRST + spoilt + LAST)
    assert make.name(found) == ["first", "<line 2>", "last"]
    aside = found[1]
    assert (aside.file, aside.kind) == ("corpus/news.jsonl", "bad")
    assert why in aside.reason
    assert aside.reason.endswith(".") and len(aside.reason) < 700


WHOLE = {
    "UTF-16": FIRST.decode().encode("utf-16"),
    "UTF-16 without a mark": FIRST.decode().encode("utf-16-le"),
    "UTF-16, the other way round": codecs.BOM_UTF16_BE + FIRST.decode().encode("utf-16-be"),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_file_in_utf_16_is_one_reject(kind: str, path: Path) -> None:
    (aside,) = make.read(path, WHOLE[kind])
    assert aside.place == "line 1"
    assert "it is UTF-16, not UTF-8; nothing from here on is read. Save" in aside.reason


RIGHT = {
    "a BOM before all": codecs.BOM_UTF8 + FIRST + LAST,
    "CR LF": (FIRST + LAST).replace(b"\n", b"\r\n"),
    "CR": (FIRST + LAST).replace(b"\n", b"\r"),
    "lines of blanks": b"\n \t\n" + FIRST + b"\r\n\n" + LAST + b"\n\n",
    "no end of line": FIRST + LAST.rstrip(),
}


@pytest.mark.parametrize("kind", RIGHT)
def test_line_ends_and_blanks_lose_nothing(kind: str, path: Path) -> None:
    assert make.name(make.read(path, RIGHT[kind])) == ["first", "last"]


def test_unicode_line_ends_are_letters_of_the_text(path: Path) -> None:
    text = f"{make.TEXT}One\u2028two\u0085three\x0bfour"
    row = json.dumps(make.ROW | {"text": text}, ensure_ascii=False).replace("\\u000b", "\\u000b")
    (document,) = make.read(path, row.encode() + b"\n")
    assert document.text == text


def test_last_line_that_is_cut_off_is_told(path: Path) -> None:
    assert make.name(make.read(path, FIRST + LAST[:-30])) == ["first", "<line 2>"]


def test_all_that_is_wrong_with_a_row_is_told_at_once(path: Path) -> None:
    (aside,) = make.read(path, b'{"published": "soon", "title": 3, "colour": "red"}\n')
    for words in ("'soon' is no date", "column title", "column text", "column outlet"):
        assert words in aside.reason
    assert "colour" not in aside.reason


def test_empty_file_is_told(path: Path) -> None:
    for raw in (b"", b"\n\n", codecs.BOM_UTF8):
        (aside,) = make.read(path, raw)
        assert (aside.place, aside.reason[:14]) == ("", "it has no rows")


def test_lines_are_the_same_however_a_file_is_cut_into_pieces(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = codecs.BOM_UTF8 + FIRST.replace(b"\n", b"\r\n") + b"\r\r\n[1]\r" + LAST + b"\r\n[]"
    whole = make.read(path, raw)
    assert make.name(whole) == ["first", "<line 4>", "last", "<line 7>"]
    for size in (1, 2, 3, 5, 64):
        monkeypatch.setattr(limits, "CHUNK", size)
        assert make.read(path, raw) == whole


LINES = st.one_of(
    st.binary(max_size=60),
    st.sampled_from([FIRST, LAST, b"", b" ", b"[]", b"{}", b"\xff", b"\x00", LATIN]),
    st.dictionaries(
        st.sampled_from(["text", "outlet", "doc_id", "published", "title", "url", "language"]),
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    ).map(lambda row: json.dumps(row).encode()),
)


@given(st.lists(LINES.map(lambda raw: raw.replace(b"\n", b"").replace(b"\r", b""))))
def test_what_came_in_is_articles_and_what_is_set_aside(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    path = tmp_path_factory.getbasetemp() / "lines" / "corpus" / "some.jsonl"
    raw = b"\n".join(lines)
    found = make.read(path, raw)
    assert all(isinstance(thing, (Document, SetAside)) for thing in found)
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or 0 in raw[:2]
    expected = [
        n for n, part in enumerate(raw.removeprefix(codecs.BOM_UTF8).split(b"\n"), 1)
        if part.strip()
    ]  # fmt: skip
    assert len(found) == (1 if wide or not expected else len(expected))
    for thing, number in zip(found, expected, strict=False):
        if isinstance(thing, SetAside) and not wide:
            assert thing.place == f"line {number}"
