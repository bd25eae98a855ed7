"""``new-study``: what it writes, what it refuses, what a kill leaves, and hostile texts."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import __main__ as command
from helpers import load, paths
from helpers.propose import study
from helpers.propose.study.manifest import propose_title
from helpers.propose.study.toml import quote_toml, write_entry
from helpers.records import Actor, Milestone
from helpers.tag.zones import find_zones

TEXT = """Ferry contract signed

By Ada Quill
May 5, 2021

The harbour board signed a contract for the new ferry on May 4, 2021, in Brevik.

“It will be paid for by Norway,” said Bo Lind, the chairman of the Harbour Board. He gave no day.

© Skerry Times
"""
HOSTILE = [
    "Bo <script>alert(1)</script> Lind said “=HYPERLINK(1)” to Ada \"Quill\" in Oslo on 4 May.",
    "=1+1\n\n@SUM(1) said Bo Lind.\nBo \\ Lind | Ada `Quill` met [[actor]] id = \"x\" in Brevik.",
    "proposed = true\n[[actor]]\nid = \"evil\"\nBo Lind said {russia} ... (a|b) on 4 May 2021.\n",
    "Bo\u202eLind said no. Ada\u200bQuill\x7f said yes.\r\nBo\x1b[2JLind \u2028 met Ada Quill.",
    "\u4f0a\u6717 and Šárka Čapková met Мария Иванова in Tromsø. “No,” said Šárka Čapková.",
    "A" * 5000 + " said Bo Lind. " + "Ada Quill " * 2000,
]  # fmt: skip


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setattr(paths, "DATA", folder)
    monkeypatch.setattr(paths, "VAR", tmp_path / "var")
    return folder


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "skerry_one.txt").write_text(TEXT, encoding="utf-8")
    (folder / "two.txt").write_text("On May 4, 2021, they signed it.\n", encoding="utf-8")
    return folder


def run(*argv: str | Path) -> int:
    return command.main(["new-study", *map(str, argv)])


def list_files(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def read_error(capsys: pytest.CaptureFixture[str]) -> str:
    out, err = capsys.readouterr()
    assert out == ""
    return json.loads(err)["message"]


def test_what_is_written_loads_and_says_what_it_is(
    data: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("ferry-line", "--from", texts) == 0
    told = capsys.readouterr().out
    assert "data/ferry-line: 2 articles" in told and "Without a day: two" in told
    made = load.load_study(data / "ferry-line")
    assert (made.title, made.subject) == ("Ferry line", "the ferry line")
    one, two = made.documents
    assert (one.text, two.text) == (TEXT, "On May 4, 2021, they signed it.\n")
    assert (one.outlet, one.title, one.author) == (
        "Skerry Times", "Ferry contract signed", "Ada Quill"
    )  # fmt: skip
    assert one.published and one.published.isoformat() == "2021-05-05"
    assert one.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (two.outlet, two.outlet_basis, two.published) == ("unknown", "unknown", None)
    assert {actor.name for actor in made.codebook.actors} >= {"Bo Lind", "Norway"}
    (milestone,) = made.codebook.milestones
    assert milestone.earliest.isoformat() == "2021-05-04" and milestone.basis == "unchecked"
    entries = (*made.codebook.actors, *made.codebook.milestones)
    assert all(entry.proposed for entry in entries)
    assert set(list_files(data)) == {
        f"ferry-line/{path}" for path in (
            "study.toml", "articles.csv", "articles/skerry_one.txt", "articles/two.txt",
            "codebook/codebook.md", *(f"codebook/{stem}.toml" for stem in (
                "actors", "claims", "facts", "milestones", "naming", "promises", "themes", "words"
            )),
        )
    }  # fmt: skip


def test_check_counts_what_is_only_proposed(
    data: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("ferry", "--from", texts)
    count = len(load.load_study(data / "ferry").codebook.actors)
    capsys.readouterr()
    assert command.main(["check", "ferry"]) == 0
    told = capsys.readouterr().out
    assert "2 articles, nothing wrong" in told
    assert f"{count} of {count} actors, 1 of 1 milestones" in told
    book = data / "ferry" / "codebook" / "milestones.toml"
    book.write_text(book.read_text("utf-8").replace("\nproposed = true", ""), encoding="utf-8")
    command.main(["check", "ferry"])
    assert f"{count} of {count} actors. " in capsys.readouterr().out


def test_the_same_texts_give_the_same_bytes(data: Path, texts: Path) -> None:
    files = sorted(texts.iterdir())
    run("one", "--from", *files)
    run("two", "--from", *reversed(files))
    one, two = (list_files(data / name) for name in ("one", "two"))
    for path in ("study.toml", "codebook/codebook.md"):  # these hold the study's name
        assert one.pop(path) != two.pop(path)
    assert one == two
    assert run("again", "--from", *files) == 0
    assert list_files(data / "again")["articles.csv"] == one["articles.csv"]


def test_nothing_is_overwritten(
    data: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "ferry").mkdir()
    (data / "ferry" / "mine.txt").write_text("mine", encoding="utf-8")
    assert run("ferry", "--from", texts) == 65
    assert "data/ferry is there already" in read_error(capsys)
    assert list_files(data) == {"ferry/mine.txt": b"mine"}


@pytest.mark.parametrize(
    "name", ["", "..", "a/b", "A", "a b", "-a", "a-", "é", "a" * 61, "lexicon"]
)
def test_a_name_is_a_plain_one(
    name: str, data: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["new-study", "--from", str(texts), "--", name]) in (2, 65)
    assert list(data.iterdir()) == []
    assert "is no name for a study" in read_error(capsys)


def test_all_that_is_wrong_is_told_at_once_and_nothing_written(
    data: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (texts / "empty.txt").write_bytes(b" \n")
    (texts / "latin.txt").write_bytes("Brevik på".encode("latin-1"))
    (texts / "bom.txt").write_bytes(b"\xef\xbb\xbfBrevik")
    (texts / "three.txt").write_bytes((texts / "two.txt").read_bytes())
    (texts / "zero.txt").write_bytes(b"Brevik\x00")
    (texts / "TWO.TXT").write_text("Other.", encoding="utf-8")
    (texts / "line\nbreak.txt").write_text("Other news.", encoding="utf-8")
    (texts / "picture.png").write_bytes(b"\x89PNG")
    assert run("ferry", "--from", texts, texts / "picture.png", texts / "gone.txt") == 65
    message = read_error(capsys)
    for words in (
        "empty.txt: it has no text", "latin.txt, line 1: byte", "bom.txt, byte 0",
        "two.txt: the text is that of three.txt", "zero.txt, byte 6",
        "'TWO.TXT' is no plain file name",
        "line\\nbreak.txt", "picture.png: a study is made from", "there is no file or folder",
    ):  # fmt: skip
        assert words in message, words
    assert message.splitlines()[0] == "new-study: 9 problems"
    assert list(data.iterdir()) == []


def test_what_a_folder_holds_besides_is_left_out_and_told(
    data: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (texts / "picture.png").write_bytes(b"\x89PNG")
    (texts / ".hidden.txt").write_text("No.", encoding="utf-8")
    (texts / "sub").mkdir()
    assert run("ferry", "--from", texts) == 0
    told = capsys.readouterr().out
    assert "left out: picture.png" in told and "left out: sub" in told and "hidden" not in told
    assert len(load.load_study(data / "ferry").documents) == 2


def test_an_empty_folder_is_an_error(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "none").mkdir()
    assert run("ferry", "--from", tmp_path / "none") == 65
    assert "holds none of" in read_error(capsys)


@pytest.mark.parametrize("beside", [False, True])
def test_a_table_is_taken_as_it_is(data: Path, tmp_path: Path, texts: Path, beside: bool) -> None:
    table = tmp_path / "articles.jsonl"
    rows = [{"doc_id": f"row{n}", "outlet": "Skerry Times", "text": f"{TEXT}{n}"} for n in range(3)]
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert run("ferry", "--from", table, *([texts] if beside else [])) == 0
    made = data / "ferry"
    assert (made / "articles.jsonl").read_bytes() == table.read_bytes()
    assert (made / "articles.csv").exists() == beside
    assert len(load.load_study(made).documents) == (5 if beside else 3)


def test_a_study_without_any_day_is_told_to_name_its_edition_s(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Snow fell on the quay.\n", encoding="utf-8")
    assert run("snow", "--from", tmp_path / "a.txt") == 0
    assert """--set 'edition_date="YYYY-MM-DD"'""" in capsys.readouterr().out
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    assert run("ferry", "--from", tmp_path / "a.txt", tmp_path / "b.txt") == 0
    assert "edition_date" not in capsys.readouterr().out


def test_articles_without_an_outlet_are_told(
    data: Path, tmp_path: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("one", "--from", texts)
    assert "Without an outlet: two\n" in capsys.readouterr().out
    (texts / "three.txt").write_text("Snow fell.\n", encoding="utf-8")
    run("two", "--from", texts)
    told = capsys.readouterr().out
    assert "Without an outlet: three, two; they count as one outlet until they are named" in told


def test_a_table_with_faults_stops_everything(
    data: Path, tmp_path: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "texts.csv"
    table.write_text("doc_id,outlet\na,b\n", encoding="utf-8")
    assert run("ferry", "--from", table, texts) == 65
    assert "column 'text' is missing" in read_error(capsys)
    assert list(data.iterdir()) == []


def test_hostile_texts_are_kept_as_they_are_and_harm_nothing(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    for number, text in enumerate(HOSTILE):
        (folder / f"h{number}.txt").write_bytes(text.encode("utf-8"))
    assert run("bad", "--from", folder) == 0
    told = capsys.readouterr().out
    assert told.isprintable() or all(c.isprintable() or c == "\n" for c in told)
    made = load.load_study(data / "bad")
    assert [document.text for document in made.documents] == HOSTILE
    ids = {actor.id for actor in made.codebook.actors}
    assert "evil" not in ids and "sarka_capkova" in ids
    manifest = (data / "bad" / "articles.csv").read_text("utf-8")
    cells = [cell for line in manifest.splitlines() for cell in line.split(",") if cell]
    assert not any(cell[0] in "=+-@" for cell in cells)
    book = (data / "bad" / "codebook" / "codebook.md").read_text("utf-8")
    assert "<script>" not in book and "\x1b" not in book and "\u202e" not in book


BODY = "The harbour board met on Tuesday and spoke of the ferry for several hours.\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Ferry contract signed after long talks", "Ferry contract signed after long talks"),
        ("=HYPERLINK(ferry contract signed after talks)", ""),
        ("+1 ferry contract signed after long talks", ""),
        ("Ferry contract\x07signed after long talks", ""),
    ],
)
def test_a_headline_that_a_spreadsheet_would_run_is_left_out(head: str, title: str) -> None:
    text = f"{head}\nMay 5, 2021\n{BODY}"
    assert find_zones(text)[0].zone == "headline"  # so that it could have been taken
    found, basis, evidence = propose_title(text)
    assert (found, basis) == (title, "stated" if title else "unknown")
    assert not evidence.startswith(("=", "@"))


@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=3), st.text(max_size=60))
def test_an_entry_reads_back_whatever_is_in_it(name: str, variants: list[str], note: str) -> None:
    actor = Actor("a", name, "person", variants=tuple(variants), proposed=True)
    (row,) = tomllib.loads(write_entry("actor", actor, note))["actor"]
    assert row["proposed"] is True
    assert row.get("name", "") == name and row.get("variants", []) == variants
    assert tomllib.loads(f"a = {quote_toml(name)}")["a"] == name


def test_every_field_of_a_milestone_reads_back() -> None:
    day = dt.date(2021, 5, 4)
    entry = Milestone("m", "L", day, day, "agreement", "c", ("a ...2 b",), who=("x",))
    (row,) = tomllib.loads(write_entry("milestone", entry))["milestone"]
    assert row["earliest"] == row["latest"] == day
    assert row["patterns"] == ["a ...2 b"] and row["who"] == ["x"]


def test_a_failure_leaves_nothing(
    data: Path, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path, __: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", fail)
    assert run("ferry", "--from", texts) == 74
    assert list(data.iterdir()) == []


def test_a_faulty_draft_is_not_put_in_place(data: Path, texts: Path) -> None:
    draft = study.draft_study("ferry", study.read_inputs([texts]))

    def refuse(folder: Path) -> None:
        assert (folder / "articles.csv").is_file()
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        study.write_study("ferry", draft, data, refuse)
    assert list(data.iterdir()) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from helpers import paths
paths.DATA, paths.VAR = Path(sys.argv[1]), Path(sys.argv[2])
write = Path.write_bytes
def kill(path, raw):
    write(path, raw)
    if path.name == "study.toml":
        os.kill(os.getpid(), signal.SIGKILL)
Path.write_bytes = kill
from helpers import __main__
__main__.main(["new-study", "ferry", "--from", sys.argv[3]])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_kill_leaves_a_hidden_folder_that_the_next_run_removes(
    data: Path, texts: Path, tmp_path: Path
) -> None:
    argv = [sys.executable, "-c", KILLED, str(data), str(tmp_path / "var"), str(texts)]
    env = os.environ | {"PYTHONPATH": str(paths.ROOT)}
    done = subprocess.run(argv, env=env, cwd=paths.ROOT, timeout=120)
    assert done.returncode == -signal.SIGKILL
    assert [path.name for path in data.iterdir()] == [".new-study-ferry"]
    assert run("other", "--from", texts) == 0
    assert [path.name for path in data.iterdir()] == ["other"]


@pytest.mark.slow
def test_three_hundred_articles_take_no_long_time(data: Path, texts: Path, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(300):
        text = TEXT.replace("Brevik", f"Brevik {number}")
        (folder / f"a{number:03}.txt").write_text(text, encoding="utf-8")
    begun = time.process_time()
    assert run("many", "--from", folder) == 0
    assert time.process_time() - begun < 60
    found = load.load_study(data / "many").codebook
    assert {actor.name for actor in found.actors} >= {"Bo Lind", "Brevik", "Harbour Board"}
    assert [m.citation.count("a00") for m in found.milestones] == [6]


@pytest.mark.parametrize("texts_of", [1, 2, 3])
def test_few_articles(texts_of: int, data: Path, tmp_path: Path, make: Callable) -> None:
    made = make(texts_of)
    assert len(made.documents) == texts_of
    assert {actor.name for actor in made.codebook.actors} >= {"Bo Lind"}


@pytest.fixture
def make(data: Path, tmp_path: Path) -> Callable[[int], object]:
    def build(number: int) -> object:
        folder = tmp_path / "few"
        folder.mkdir()
        for n in range(number):
            (folder / f"t{n}.txt").write_text(f"{TEXT}{n}", encoding="utf-8")
        assert run("few", "--from", folder) == 0
        return load.load_study(data / "few")

    return build
