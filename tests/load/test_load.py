"""A study is read whole or not at all, and every fault is named with its place and remedy."""

import codecs
import csv
import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.load import StudyError, load_study, manifest
from helpers.load import text as reader

TEXTS = {
    "a1": "Parliament passed the harbour law on Monday.\r\nThe union objects.\u2028End",
    "b2": "Ferries stayed in port.\n",
    "c3": "Dredging begins in May.\n",
    "d4": "A court will hear the case.\n",
}


def row(doc_id: str, text: str, **more: str) -> dict[str, str]:
    """A row of the manifest that is right."""
    values = dict.fromkeys(manifest.COLUMNS, "")
    values |= {name: "unknown" for name in manifest.COLUMNS if name.endswith("_basis")}
    sha = hashlib.sha256(text.encode()).hexdigest()
    values |= {"doc_id": doc_id, "file": f"{doc_id}.txt", "outlet": "The Courier", "sha256": sha}
    days = ("published", "published_earliest", "published_latest")
    return values | dict.fromkeys(days, "2021-03-03") | more


def write_rows(study: Path, rows: list[dict[str, str]]) -> None:
    with (study / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A right study of four articles."""
    folder = tmp_path / "harbour"
    (folder / "articles").mkdir(parents=True)
    (folder / "codebook").mkdir()
    (folder / "study.toml").write_text('title = "Harbour"\nsubject = "the law"\n', encoding="utf-8")
    for doc_id, text in TEXTS.items():
        (folder / "articles" / f"{doc_id}.txt").write_bytes(text.encode())
    write_rows(folder, [row(doc_id, text) for doc_id, text in TEXTS.items()])
    return folder


def change(study: Path, number: int, **cells: str) -> None:
    """Change cells of one row."""
    rows = [row(doc_id, text) for doc_id, text in TEXTS.items()]
    rows[number] |= cells
    write_rows(study, rows)


def fault(study: Path, **more: object) -> str:
    with pytest.raises(StudyError) as error:
        load_study(study, **more)
    return str(error.value)


def test_a_right_study(study: Path) -> None:
    result = load_study(study)
    assert [d.doc_id for d in result.documents] == list(TEXTS)
    assert result.documents[0].text == TEXTS["a1"]
    assert result.documents[0].published.isoformat() == "2021-03-03"
    assert (result.name, result.title, result.subject) == ("harbour", "Harbour", "the law")
    assert result.quarantined == ()


BYTES = {
    "bad UTF-8": (
        b"One line.\nCaf\xe9 two.",
        "articles/b2.txt, line 2: byte 13 (0xe9) is not valid",
    ),
    "UTF-16": ("Ferries".encode("utf-16"), "articles/b2.txt, byte 0: it is UTF-16"),
    "UTF-16 without a mark": ("Ferries".encode("utf-16-le"), "byte 1: it holds a NUL byte"),
    "BOM": (codecs.BOM_UTF8 + b"Ferries", "it begins with a byte order mark"),
    "NUL": (b"Fer\x00ries", "articles/b2.txt, byte 3: it holds a NUL byte"),
    "gzip": (b"\x1f\x8b\x08\x08\x10\xff", "is not valid UTF-8"),
    "empty": (b"", "articles/b2.txt: it has no text"),
    "blank": (" \n\u00a0\n".encode(), "it has no text"),
}


@pytest.mark.parametrize(("raw", "message"), BYTES.values(), ids=BYTES)
def test_bad_bytes(study: Path, raw: bytes, message: str) -> None:
    (study / "articles" / "b2.txt").write_bytes(raw)
    assert message in fault(study)


CELLS = {
    "no outlet": ({"outlet": " "}, "line 3, column outlet: there is no outlet. Write its name"),
    "impossible date": ({"published": "2021-02-30"}, "'2021-02-30' is no day of the calendar"),
    "a date in words": ({"published": "3 March 2021"}, "line 3, column published: '3 March 2021'"),
    "another ISO form": ({"published": "20210303"}, "'20210303' is no day"),
    "crossing bounds": ({"published_latest": "2021-03-01"}, "2021-03-03 is after published_latest"),
    "day before bounds": ({"published": "2021-03-02"}, "2021-03-03 is after published 2021-03-02"),
    "text bounds": (
        {"text_only_earliest": "2021-04-01", "text_only_latest": "2021-03-01"},
        "text_only_earliest 2021-04-01 is after text_only_latest 2021-03-01",
    ),
    "unknown basis": ({"title_basis": "guessed"}, "column title_basis: 'guessed' is no basis"),
    "wrong sum": ({"sha256": "0" * 64}, "column sha256: the file's sha256 is"),
    "duplicate id": ({"doc_id": "a1"}, "line 3: doc_id 'a1' stands already at line 2"),
    "id is not the stem": ({"doc_id": "zz"}, "'zz' is not the file's name without its ending"),
    "missing file": ({"file": "b9.txt", "doc_id": "b9"}, "articles/b9.txt: there is no such file"),
    "parent folder": ({"file": "../b2.txt"}, "'../b2.txt' is no plain file name"),
    "absolute": ({"file": "/etc/passwd"}, "'/etc/passwd' is no plain file name"),
    "backslash": ({"file": "..\\b2.txt"}, "is no plain file name"),
    "dots": ({"file": ".."}, "'..' is no plain file name"),
    "a name too long for a disk": ({"file": "b" * 300}, "is no plain file name"),
    "no name": ({"file": ""}, "'' is no plain file name"),
    "newline in a name": ({"file": "b2\n.txt"}, r"'b2\n.txt' is no plain file name"),
    "text turned round": ({"file": "b\u202e2.txt"}, r"'b\u202e2.txt' is no plain file name"),
}


@pytest.mark.parametrize(("cells", "message"), CELLS.values(), ids=CELLS)
def test_bad_cells(study: Path, cells: dict[str, str], message: str) -> None:
    change(study, 1, **cells)
    assert message in fault(study)


def test_the_right_sum_is_in_the_remedy(study: Path) -> None:
    change(study, 1, sha256="")
    assert hashlib.sha256(TEXTS["b2"].encode()).hexdigest() in fault(study)


def test_the_same_text_twice(study: Path) -> None:
    (study / "articles" / "b2.txt").write_bytes(TEXTS["a1"].encode())
    change(study, 1, sha256=hashlib.sha256(TEXTS["a1"].encode()).hexdigest())
    assert "articles.csv, line 3: the text is that of line 2" in fault(study)


def test_a_file_without_a_row(study: Path) -> None:
    (study / "articles" / "e5.txt").write_text("Stray.", encoding="utf-8")
    (study / "articles" / ".hidden").write_text("No article.", encoding="utf-8")
    message = fault(study)
    assert "articles/e5.txt: no row names this file" in message
    assert "hidden" not in message


def test_a_link_out_of_the_folder(study: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(TEXTS["b2"], encoding="utf-8")
    (study / "articles" / "b2.txt").unlink()
    (study / "articles" / "b2.txt").symlink_to(secret)
    assert "'b2.txt' leads out of the folder" in fault(study)


def test_a_name_in_another_script(study: Path) -> None:
    """Letters written from right to left are letters; only signs that turn the text are refused."""
    (study / "articles" / "b2.txt").rename(study / "articles" / "بندر.txt")
    change(study, 1, doc_id="بندر", file="بندر.txt")
    assert load_study(study).documents[1].doc_id == "بندر"


def test_a_link_that_leads_to_itself(study: Path) -> None:
    (study / "articles" / "b2.txt").unlink()
    (study / "articles" / "b2.txt").symlink_to("b2.txt")
    assert "articles/b2.txt: there is no such file" in fault(study)


def test_a_file_that_is_too_large(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_BYTES", 1000)
    (study / "articles" / "b2.txt").write_bytes(b"x" * 1001)
    assert "articles/b2.txt: 1,001 bytes are more than the 1,000" in fault(study)


def test_a_file_that_is_no_file(study: Path) -> None:
    (study / "articles" / "b2.txt").unlink()
    os.mkfifo(study / "articles" / "b2.txt")
    assert "articles/b2.txt: there is no such file" in fault(study)


def test_an_unreadable_file(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "it cannot be read (Permission denied)" in fault(study)


def edit_head(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


MANIFESTS = {
    "missing column": (edit_head(",outlet,", ",publisher,"), "column 'outlet' is missing"),
    "unknown column": (edit_head(",outlet,", ",publisher,"), "column 'publisher' is not known"),
    "column twice": (edit_head(",rights", ",url"), "column 'url' stands twice"),
    "too many cells": (lambda text: text + "a,b\n", "line 6: 2 cells, but 23 columns"),
    "open quote": (lambda text: text + '"a', "it is not valid CSV"),
    "no rows": (lambda text: text.partition("\n")[0] + "\n", "articles.csv: it has no rows"),
    "empty": (lambda text: "", "articles.csv: it has no text"),
}


@pytest.mark.parametrize(("edit", "message"), MANIFESTS.values(), ids=MANIFESTS)
def test_a_bad_manifest(study: Path, edit: Callable[[str], str], message: str) -> None:
    path = study / "articles.csv"
    path.write_text(edit(path.read_text("utf-8")), encoding="utf-8")
    assert message in fault(study, quarantine=1.0)


def test_missing_files_and_folders(study: Path, tmp_path: Path) -> None:
    assert "there is no such folder" in fault(tmp_path / "nowhere")
    shutil.rmtree(study / "codebook")
    (study / "articles.csv").unlink()
    (study / "study.toml").unlink()
    message = fault(study)
    for name in ("codebook", "articles.csv", "study.toml"):
        assert f"  {name}: there is no such" in message


SETTINGS = {
    "no TOML": ("title = ", "study.toml: it is not valid TOML"),
    "unknown": ('colour = "red"', "study.toml, colour: 'colour' is not known. Known: title"),
    "wrong type": ("title = 3", "study.toml, title: it is not a text"),
    "no list": ('claims_about = "x"', "study.toml, claims_about: it is not a list of texts"),
}


@pytest.mark.parametrize(("settings", "message"), SETTINGS.values(), ids=SETTINGS)
def test_bad_settings(study: Path, settings: str, message: str) -> None:
    (study / "study.toml").write_text(settings, encoding="utf-8")
    assert message in fault(study)


def test_an_outlet_that_no_article_has(study: Path) -> None:
    message = fault(study, outlets=["The Courier", "The Tribune"])
    assert "no article is of the outlet 'The Tribune'. Known: The Courier." in message
    assert len(load_study(study, outlets=["The Courier"]).documents) == 4


def test_an_article_from_the_future(study: Path) -> None:
    change(study, 1, published="2021-03-05", published_latest="2021-03-05")
    message = fault(study, edition_date="2021-03-04")
    assert "line 3, column published: 2021-03-05 is in the future of the edition date" in message
    assert len(load_study(study, edition_date="2021-03-05").documents) == 4
    assert "edition_date 'soon' is no day" in fault(study, edition_date="soon")


def test_all_problems_come_in_one_message(study: Path) -> None:
    change(study, 1, outlet="", published="2021-02-30", sha256="?")
    (study / "articles" / "c3.txt").write_bytes(b"\xff")
    (study / "study.toml").write_text('colour = "red"', encoding="utf-8")
    message = fault(study)
    assert message.startswith("study harbour: 5 problems\n")
    for words in ("colour", "no outlet", "2021-02-30", "sha256 is", "articles/c3.txt"):
        assert words in message


def test_quarantine_goes_on_without_the_bad_ones(study: Path) -> None:
    (study / "articles" / "c3.txt").write_bytes(b"\xff")
    (study / "articles" / "e5.txt").write_text("Stray.", encoding="utf-8")
    message = fault(study, quarantine=0.3)
    assert "2 of 5 articles are bad; quarantine allows 30%" in message
    result = load_study(study, quarantine=0.4)
    assert [d.doc_id for d in result.documents] == ["a1", "b2", "d4"]
    assert len(result.documents) + len(result.quarantined) == 5
    assert [(q["file"], q["line"]) for q in result.quarantined] == [
        ("articles/c3.txt", "4"),
        ("articles/e5.txt", ""),
    ]
    assert "not valid UTF-8" in result.quarantined[0]["reason"]


def test_quarantine_counts_a_duplicate_once(study: Path) -> None:
    change(study, 1, doc_id="a1", outlet="")
    result = load_study(study, quarantine=0.25)
    assert [d.doc_id for d in result.documents] == ["a1", "c3", "d4"]
    assert len(result.quarantined) == 1


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_quarantine_is_a_share(study: Path, share: float) -> None:
    assert "quarantine is a share" in fault(study, quarantine=share)


CODINGS = {
    "no JSON": ("{", "codings/a/claims.jsonl, line 1: it is not valid JSON"),
    "no article": ('{"start": 1}', "line 1: it names no article"),
    "offsets": ('{"doc": "a1", "start": 0, "end": 3, "text": "Fer"}', "0 to 3 are not 'Fer'"),
}


@pytest.mark.parametrize(("line", "message"), CODINGS.values(), ids=CODINGS)
def test_bad_codings(study: Path, line: str, message: str) -> None:
    (study / "codings" / "a").mkdir(parents=True)
    (study / "codings" / "a" / "claims.jsonl").write_text(line + "\n", encoding="utf-8")
    assert message in fault(study)


def test_codings_are_tables_with_the_documents_id(study: Path) -> None:
    (study / "codings" / "a").mkdir(parents=True)
    lines = '{"doc": "a1", "start": 0, "end": 3, "text": "Par"}\n{"doc": "gone", "start": 0}\n'
    (study / "codings" / "a" / "claims.jsonl").write_text(lines, encoding="utf-8")
    table = load_study(study).codings["a/claims"]
    assert table[["doc_id", "doc", "text"]].to_dict("records") == [
        {"doc_id": "a1", "doc": "a1", "text": "Par"}
    ]
