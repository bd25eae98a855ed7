"""Which files are inputs, and what of them is never opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from helpers.load.corpus import list_inputs, name_reader, read_input

from . import make

READERS = {
    "a.txt": "text", "a.TXT": "text", "a.txt.gz": "text", "a.html": "html", "a.htm.zst": "html",
    "a.jsonl": "jsonl", "a.ndjson.gz": "jsonl", "a.csv.zst": "csv", "a.parquet": "parquet",
    "a.warc": "warc", "a.warc.gz": "warc", "2025.01.17.jsonl": "jsonl",
    "a": None, "a.gz": None, "a.xml": None, "a.parquet.gz": None, "a.jsonl.gz.gz": None,
    "a.zip": None, "jsonl": None, "a.txt.": None,
}  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_reader_is_named_by_the_ending(name: str) -> None:
    assert name_reader(Path("corpus") / name) == READERS[name]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    for name in ("b/2.txt", "b/1.txt", "a.jsonl", "z.xml", ".hidden.txt", ".git/c.txt", "b.csv"):
        path = tmp_path / "study" / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    (tmp_path / "outside.txt").write_text(make.TEXT, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "in.txt").write_text(make.TEXT, encoding="utf-8")
    return tmp_path / "study"


def names(study: Path) -> list[str]:
    return [path.relative_to(study / "corpus").as_posix() for path in list_inputs(study)]


def test_inputs_are_all_files_but_hidden_ones(study: Path) -> None:
    assert names(study) == ["a.jsonl", "b.csv", "b/1.txt", "b/2.txt", "z.xml"]
    assert list_inputs(study.parent) == []


def test_file_that_no_reader_knows_is_told(study: Path) -> None:
    (aside,) = read_input(study / "corpus" / "z.xml", study)
    assert (aside.file, aside.place, aside.kind) == ("corpus/z.xml", "", "bad")
    assert "no reader knows its ending. Known: .txt, .html" in aside.reason


def test_links_out_of_the_study_are_refused(study: Path) -> None:
    corpus = study / "corpus"
    for name, target in (("l.txt", "outside.txt"), ("m", "folder"), ("n.txt", "nowhere")):
        (corpus / name).symlink_to(study.parent / target)
    (corpus / "o").symlink_to(corpus / "b")
    assert set(names(study)) >= {"l.txt", "m", "n.txt", "o"}
    assert not any("in.txt" in name for name in names(study))
    for name, why in (("l.txt", "leads out"), ("m", "leads out"), ("o", "a link to a folder")):
        (aside,) = read_input(corpus / name, study)
        assert why in aside.reason
    (aside,) = read_input(corpus / "n.txt", study)
    assert aside.kind == "bad"


def test_link_inside_the_study_is_followed(study: Path) -> None:
    (study / "text.txt").write_text(make.TEXT, encoding="utf-8")
    (study / "corpus" / "l.txt").symlink_to(study / "text.txt")
    (document,) = read_input(study / "corpus" / "l.txt", study)
    assert document.text == make.TEXT


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_file_is_told(study: Path) -> None:
    os.mkfifo(study / "corpus" / "pipe.txt")
    (aside,) = read_input(study / "corpus" / "pipe.txt", study)
    assert "cannot be read as a file" in aside.reason


def test_name_that_would_act_on_a_terminal_is_shown_as_what_it_is(study: Path) -> None:
    path = study / "corpus" / "a\n\x1b[31m\u202e.txt"
    (aside,) = make.read(path, b"")
    assert aside.file == "corpus/a\\n\\x1b[31m\\u202e.txt"


def test_text_is_of_its_folder_and_of_the_day_in_its_name(study: Path) -> None:
    corpus = study / "corpus"
    raw = make.TEXT.encode()
    (a,) = make.read(corpus / "The Herald" / "2025-01-17-law.txt", raw)
    (b,) = make.read(corpus / "x" / "The Courier" / "law 2025-01-17.txt", raw)
    (c,) = make.read(corpus / "law.txt", raw)
    assert [d.outlet for d in (a, b, c)] == ["The Herald", "The Courier", "unknown"]
    assert [str(d.published) for d in (a, b, c)] == ["2025-01-17", "None", "None"]
    assert [d.published_basis for d in (a, b, c)] == ["supplied", "unknown", "unknown"]
    assert len({d.doc_id for d in (a, b, c)}) == 3
    assert all(d.text == make.TEXT and d.title == "" for d in (a, b, c))


TEXTS = {
    "cp1252": ("Café".encode("cp1252"), "line 1", "is not valid UTF-8"),
    "UTF-16": ("Café".encode("utf-16"), "", "it is UTF-16"),
    "a BOM": ("\ufeffA".encode(), "", "byte order mark"),
    "NUL": (b"A\x00", "byte 1", "NUL"),
    "empty": (b" \n", "", "it has no text"),
    "large": (b"x" * 9_000_000, "", "more than the 8,000,000 bytes"),
    "long": (b"x" * 2_000_001, "", "2,000,001 characters are more"),
    "no day": (make.TEXT.encode(), "", "'2025-02-30' is no date"),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_text_that_cannot_be_read_is_told(kind: str, study: Path) -> None:
    raw, place, why = TEXTS[kind]
    (aside,) = make.read(study / "corpus" / "2025-02-30.txt", raw)
    assert aside.place == place
    assert why in aside.reason
