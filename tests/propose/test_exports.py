"""A new study from exports, pages and packed files: they are kept as they are in ``corpus/``."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers import load
from helpers.load.corpus import reader
from tests.propose.test_new_study import data, read_error, run

__all__ = ["data"]  # a fixture
TEXT = (
    "Mayor Ada Quill said on 3 May 2021 that the ferry to Skerry would stop.\n"
    "“We have no money for it,” Quill said. The ferry company denied that it had asked for any."
)


@pytest.fixture(scope="module", autouse=True)
def end_reader() -> Iterator[None]:
    """The process that reads pages ends with the tests that use it."""
    yield
    reader.end_reader()


def write_export(path: Path, count: int) -> bytes:
    """Rows with the names of news-please."""
    rows = [
        {
            "maintext": f"{TEXT} Number {n}.", "source_domain": "skerry.example",
            "title": f"Ferry {n}", "date_publish": f"2021-05-{n % 28 + 1:02}", "language": "en",
        }
        for n in range(count)
    ]  # fmt: skip
    raw = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(raw, mtime=0) if path.suffix == ".gz" else raw)
    return path.read_bytes()


@pytest.mark.parametrize("name", ["news.jsonl", "news.ndjson.gz"])
def test_an_export_is_kept_and_proposed_from(
    data: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = write_export(tmp_path / name, 5)
    assert run("ferry", "--from", tmp_path / name) == 0
    made = data / "ferry"
    assert (made / "corpus" / name).read_bytes() == raw
    assert not (made / "articles.csv").exists()
    told = capsys.readouterr().out
    assert "5 articles read" in told and f"corpus/{name}" in told
    study = load.load_study(made)
    assert len(study.documents) == 5
    assert "Ada Quill" in {actor.name for actor in study.codebook.actors}
    assert all(actor.proposed for actor in study.codebook.actors)


def test_a_large_export_is_begun_from_its_first_articles(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_export(tmp_path / "news.jsonl", 70)
    assert run("ferry", "--from", tmp_path / "news.jsonl") == 0
    assert "70 articles read" in capsys.readouterr().out
    from helpers.__main__ import main

    assert main(["check", str(data / "ferry")]) == 0
    assert "nothing wrong but for corpus/" in capsys.readouterr().out


def test_a_page_is_an_export(data: Path, tmp_path: Path) -> None:
    words = " ".join(f"<p>{line} {n}.</p>" for n in range(4) for line in TEXT.split("\n"))
    page = f"<html><head><title>Ferry</title></head><body><article>{words}</article></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert run("ferry", "--from", tmp_path) == 0
    assert (data / "ferry" / "corpus" / "page.html").read_text(encoding="utf-8") == page


def test_exports_without_an_article_are_told_and_nothing_is_written(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.jsonl").write_bytes(b"")
    (tmp_path / "wrong.jsonl").write_bytes(b'{"headline": "no text"}\n' * 3)
    (tmp_path / "cut.jsonl.gz").write_bytes(b"\x1f\x8b\x08")
    assert run("ferry", "--from", *sorted(tmp_path.glob("*.*"))) == 65
    told = read_error(capsys)
    assert told.startswith("new-study: 3 problems")
    for name in ("empty.jsonl", "wrong.jsonl", "cut.jsonl.gz"):
        assert name in told
    assert list(data.iterdir()) == []


def test_two_exports_of_one_name_are_told(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write_export(tmp_path / folder / "news.jsonl", 2)
    assert run("ferry", "--from", tmp_path / "one", tmp_path / "two") == 65
    assert "have one name" in read_error(capsys)
