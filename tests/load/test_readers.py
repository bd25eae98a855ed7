"""Articles that come as one table: what is taken from it, beside a manifest or in place of one."""

from __future__ import annotations

import csv
import dataclasses
import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import __main__ as command
from helpers import paths
from helpers.load import StudyError, find_letters, load_study, readers, rows
from helpers.publish import parameters

from . import spoiling

ROWS = [
    {"doc_id": "a", "outlet": "The Courier", "text": "Ferries stayed.", "published": "2024-10-31"},
    {"doc_id": "b", "outlet": "The Herald", "text": "Dredging begins.", "published": "2025-01-16"},
]


def write_objects(path: Path, objects: list[dict]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in objects), encoding="utf-8")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "harbour"
    spoiling.write_study(folder, "text", spoiling.right_rows())
    return folder


def test_tables_stand_beside_the_manifest(study: Path) -> None:
    write_objects(study / "articles.jsonl", ROWS[:1])
    (study / "texts.csv").write_text("doc_id,outlet,text\nb,The Herald,Begun.\n", encoding="utf-8")
    documents = load_study(study).documents
    assert [d.doc_id for d in documents] == ["a1", "b2", "c3", "a", "b"]
    assert documents[-1].published is None
    assert (documents[-1].title, documents[-1].title_basis) == ("", "unknown")


def test_ids_and_texts_are_unique_over_all_files(study: Path) -> None:
    again = {"doc_id": "a1", "outlet": "O", "text": "Other words."}
    same = {"doc_id": "d", "outlet": "O", "text": spoiling.TEXTS["c3"]}
    write_objects(study / "articles.jsonl", [again, same])
    with pytest.raises(StudyError) as error:
        load_study(study)
    told = str(error.value)
    assert "articles.jsonl, line 1: doc_id 'a1' stands already at articles.csv, line 2." in told
    assert "articles.jsonl, line 2: the text is that of articles.csv, line 4." in told
    assert "2 of 5 articles are bad" in told


def test_files_of_articles_still_need_their_manifest(study: Path) -> None:
    (study / "articles.csv").unlink()
    write_objects(study / "articles.jsonl", ROWS)
    with pytest.raises(StudyError, match=r"articles.csv: there is no such file"):
        load_study(study, quarantine=1.0)
    shutil.rmtree(study / "articles")
    assert len(load_study(study).documents) == 2


def test_all_that_is_wrong_with_a_row_is_told_at_once(study: Path) -> None:
    wrong = ROWS[0] | {"outlet": "", "published": "soon", "title": 3, "colour": "red"}
    write_objects(study / "articles.jsonl", [wrong])
    (row,) = load_study(study, quarantine=1.0).quarantined
    for words in ("no outlet", "'soon' is no day", "column title: it is a number", "'colour'"):
        assert words in row["reason"]


def test_a_row_of_a_million_keys_is_told_in_a_line(study: Path) -> None:
    write_objects(study / "articles.jsonl", [ROWS[0] | {f"key {n}": "" for n in range(200_000)}])
    (row,) = load_study(study, quarantine=1.0).quarantined
    assert "'key 0', 'key 1', 'key 2' and 199,997 more" in row["reason"]
    assert len(row["reason"]) < 1_000


def test_a_row_is_told_by_the_line_that_it_begins_on(study: Path) -> None:
    table = b'doc_id,outlet,text\nd,O,"One\n\ntwo"\n\ne,O\nf,O,"Three\n\xff"\ng,O,"Four'
    assert [(line, isinstance(row, readers.Bad)) for line, row in readers.read_csv(
        table.splitlines(keepends=True))] == [
        (2, False), (6, True), (7, True), (9, True)]  # fmt: skip
    (study / "texts.csv").write_bytes(table)
    with pytest.raises(StudyError) as error:
        load_study(study, quarantine=1.0)
    assert "texts.csv, line 9: it is not valid CSV" in str(error.value)
    assert "2 of 6 articles are bad" in str(error.value)  # what line 9 holds nobody can count


def test_many_bad_rows_take_no_long_time(study: Path) -> None:
    """One look-up among all others for each would take minutes."""
    write_objects(study / "articles.jsonl", [{"doc_id": f"x{n}"} for n in range(20_000)])
    began = time.monotonic()
    assert len(load_study(study, quarantine=1.0).quarantined) == 20_000
    assert time.monotonic() - began < 20


def test_reading_leaves_the_limit_of_the_csv_module_as_it_was() -> None:
    before = csv.field_size_limit()
    long = b'doc_id,outlet,text\na,O,"' + b"x" * (before + 1) + b'"\n'
    assert [type(row) for _, row in readers.read_csv([long[:19], long[19:]])] == [dict]
    assert csv.field_size_limit() == before
    list(readers.read_csv([b'doc_id,outlet,text\n', b'"a']))
    assert csv.field_size_limit() == before


def test_letters_are_found_in_tables(study: Path) -> None:
    write_objects(study / "articles.jsonl", [ROWS[0] | {"title": "A \u202e title"}])
    (study / "texts.csv").write_text(
        'doc_id,outlet,text\nb,The Herald,"One line\nand \u202e one"\n', encoding="utf-8"
    )
    assert [line.partition(" in ")[2] for line in find_letters(study, ["\u202e"])] == [
        "articles.jsonl, line 1, column title of the article a",
        "texts.csv, line 2, column text of the article b",
    ]


def test_the_study_of_this_report_is_the_same_as_a_table(tmp_path: Path) -> None:
    real = load_study(paths.STUDY)
    for form in ("articles.jsonl", "texts.csv"):
        folder = tmp_path / form / paths.STUDY
        shutil.copytree(
            paths.DATA / paths.STUDY, folder, ignore=shutil.ignore_patterns("articles*")
        )
        cells = [
            {name: str(value) if value is not None else "" for name, value in row.items()}
            for row in map(dataclasses.asdict, real.documents)
        ]
        if form == "articles.jsonl":
            write_objects(folder / form, cells)
        else:
            (folder / form).write_bytes(spoiling.to_csv(cells, list(cells[0])))
        assert load_study(folder).documents == real.documents


# --- the command line --------------------------------------------------------------------------


@pytest.fixture
def run(project: Path, fill: Callable, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """The small project with its articles as objects, a stub in place of kernels and renderer."""
    monkeypatch.setattr("helpers.command.report.fill", lambda _, *places: fill(*places))
    study = project / "data" / "pact"
    shutil.rmtree(study / "articles")
    (study / "articles.csv").unlink()
    (study / "codebook").mkdir()
    write_objects(study / "articles.jsonl", ROWS)
    return lambda *argv: command.main(argv)


def test_a_table_makes_an_edition_as_files_do(run: Callable, project: Path) -> None:
    table = project / "data" / "pact" / "articles.jsonl"
    assert run("report", "--unchanged-exit", "3") == 0
    assert run("report", "--unchanged-exit", "3") == 3
    first = (paths.REPORTS / "latest").resolve()
    assert first.name.startswith("2025-01-16-")
    inputs = json.loads((first / "manifest.json").read_text(encoding="utf-8"))["inputs"]
    assert "study/articles.jsonl" in {entry["file"] for entry in inputs}
    write_objects(table, [ROWS[0], ROWS[1] | {"text": "Dredging begins at last."}])
    assert run("report", "--unchanged-exit", "3") == 0
    assert (paths.REPORTS / "latest").resolve() != first
    assert run("report", "--set", 'outlets=["The Tribune"]') == 2
    assert run("report", "--set", 'end="2024-10-31"') == 0
    assert (paths.REPORTS / "latest").resolve().name.startswith("2024-10-31-")


def test_check_tells_all_that_is_wrong_with_a_table(
    run: Callable, project: Path, capsys: pytest.CaptureFixture
) -> None:
    assert run("check", "pact") == 0
    assert "2 articles, nothing wrong" in capsys.readouterr().out
    table = project / "data" / "pact" / "articles.jsonl"
    table.write_bytes(table.read_bytes() + b'{"doc_id": "c"}\nCaf\xe9\n[1]\n')
    assert run("check", "pact") == 65
    told = json.loads(capsys.readouterr().err)["message"]
    for words in ("3, column outlet", "3, column text", "4: byte 3", "5: it is a list"):
        assert f"articles.jsonl, line {words}" in told
    assert "3 of 5 articles are bad" in told


def test_the_edition_has_the_day_of_the_rows_that_can_be_read(tmp_path: Path) -> None:
    lines = [json.dumps(row).encode() for row in ROWS]
    deep = b'{"published":' + b"[" * 100_000
    bad = [b"\xff", b"[1]", deep, b'{"outlet": "O", "published": 20250101}', b"9" * 5000]
    (tmp_path / "articles.jsonl").write_bytes(b"\n".join([*bad, *lines]))
    (tmp_path / "texts.csv").write_bytes(
        b'\xef\xbb\xbfdoc_id,outlet,published,text\nc,The Post,2025-02-01,"'
        + b"x" * 200_000 + b'"\nd,The Post,9999-12-31,Caf\xe9\n'
    )  # fmt: skip
    found = parameters.read_manifest(tmp_path)
    assert [row.get("outlet") for row in found] == ["O", "The Courier", "The Herald"] + [
        "The Post"] * 2  # fmt: skip
    assert parameters.find_newest(parameters.PARAMETERS, found) == "2025-02-01"
    for broken in (b"doc_id;outlet\nd;O\n", b'doc_id,outlet\n"d', "doc_id".encode("utf-16")):
        (tmp_path / "texts.csv").write_bytes(broken)
        assert parameters.read_manifest(tmp_path) == found[:3]


def test_years_are_the_same_for_the_edition_and_for_the_articles() -> None:
    assert (str(rows.YEARS.start), str(rows.YEARS.stop)) == parameters.YEARS
