"""A study with ``corpus/``: what is used, what is bad, and what is set aside for other reasons."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import __main__ as command
from helpers import paths
from helpers.command.fill import tell_aside
from helpers.load import StudyError, find_letters, load_study
from helpers.load.corpus import small
from helpers.prose import corpus as prose
from helpers.tables import tag_study

from . import make

CASES = Path(__file__).parents[2] / "cases" / "languages.json"
GERMAN = json.loads(CASES.read_text(encoding="utf-8"))["German"]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """One article in a table, three files in the corpus, nothing wrong."""
    folder = tmp_path / "harbour"
    (folder / "codebook").mkdir(parents=True)
    (folder / "study.toml").write_text('title = "Harbour"\n', encoding="utf-8")
    (folder / "articles.jsonl").write_bytes(make.right("first"))
    write(folder, "news.jsonl", make.right("a", "b"))
    write(folder, "The Herald/2025-01-18.txt", b"Ferries leave again.\n")
    return folder


def write(study: Path, name: str, raw: bytes) -> None:
    path = study / "corpus" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)


def test_corpus_stands_beside_the_other_articles(study: Path) -> None:
    result = load_study(study)
    assert [d.doc_id for d in result.documents][:1] == ["first"]
    outlets = [d.outlet for d in result.documents]
    assert outlets == ["The Courier", "The Herald", "The Courier", "The Courier"]
    assert result.quarantined == ()


def test_corpus_alone_is_a_study(study: Path) -> None:
    (study / "articles.jsonl").unlink()
    assert len(load_study(study).documents) == 3
    shutil.rmtree(study / "corpus")
    with pytest.raises(StudyError, match=r"articles.csv: there is no such file"):
        load_study(study)
    (study / "corpus").mkdir()
    with pytest.raises(StudyError, match="corpus: it has no files"):
        load_study(study)


def test_bad_ones_count_against_the_quarantine(study: Path) -> None:
    write(study, "bad.jsonl", b"[1]\n" + make.right("c") + b"{}\n")
    write(study, "z.xml", b"")
    with pytest.raises(StudyError) as error:
        load_study(study)
    for line in ("corpus/bad.jsonl, line 1: it is a list, not an object.",
                 "corpus/bad.jsonl, line 3: column text: there is no text.",
                 "corpus/z.xml: no reader knows its ending.",
                 "3 of 8 articles are bad; quarantine allows 0%."):  # fmt: skip
        assert line in str(error.value)
    result = load_study(study, quarantine=3 / 8)
    assert len(result.documents) + len(result.quarantined) == 8
    assert [(row["file"], row["line"], row["kind"]) for row in result.quarantined] == [
        ("corpus/bad.jsonl", "1", "bad"), ("corpus/bad.jsonl", "3", "bad"),
        ("corpus/z.xml", "", "bad"),
    ]  # fmt: skip


def test_other_languages_are_listed_and_count_for_nothing(study: Path) -> None:
    rows = [make.line(doc_id=f"g{n}", text=f"{GERMAN} {n}") for n in range(9)]
    write(study, "german.jsonl", b"".join(rows))
    result = load_study(study)
    assert len(result.documents) == 4
    assert Counter(row["kind"] for row in result.quarantined) == {"language": 9}
    assert result.quarantined[0] == {
        "file": "corpus/german.jsonl", "line": "1", "kind": "language",
        "reason": "corpus/german.jsonl, line 1: the text is in German (de), not in English.",
    }  # fmt: skip


def test_what_an_outlet_printed_twice_counts_once(study: Path) -> None:
    text = f"{make.TEXT}Article first.\n"
    write(study, "again.jsonl", b"".join([
        make.line(doc_id="c", text="  " + text.replace(" ", "\n")),
        make.line(doc_id="d", text=text, outlet="The Herald"),
        make.line(doc_id="e", text=text, outlet="The Herald"),
        make.line(doc_id="", text="One.", url="https://a.example/1"),
        make.line(doc_id="", text="One, corrected.", url="https://a.example/1"),
    ]))  # fmt: skip
    result = load_study(study)
    assert len(result.documents) == 6
    assert [(row["line"], row["kind"]) for row in result.quarantined] == [
        ("article 1", "duplicate"), ("article 3", "duplicate"), ("article 5", "duplicate"),
    ]  # fmt: skip
    reasons = [row["reason"].partition(": ")[2] for row in result.quarantined]
    assert reasons == [
        "the text is that of the article first, of the same outlet.",
        "the text is that of article 2 of corpus/again.jsonl, of the same outlet.",
        "the address is that of article 4 of corpus/again.jsonl, of the same outlet.",
    ]


def test_an_id_that_another_article_has_is_a_fault(study: Path) -> None:
    write(study, "other.jsonl", make.line(doc_id="FIRST", text="Other words."))
    with pytest.raises(StudyError) as error:
        load_study(study)
    told = "corpus/other.jsonl, article 1: doc_id 'FIRST' stands already at articles.jsonl, line 1."
    assert told in str(error.value)
    assert "1 of 5 articles are bad" in str(error.value)


def test_no_article_is_later_than_the_edition(study: Path) -> None:
    with pytest.raises(StudyError, match="2025-01-18 is in the future of the edition date"):
        load_study(study, edition_date="2025-01-17")
    assert len(load_study(study, edition_date="2025-01-18").documents) == 4


def test_large_corpus_is_an_error_that_says_so(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(small, "LARGE", 3)
    assert len(load_study(study).documents) == 4  # one of them stands elsewhere
    write(study, "news.jsonl", make.right("a", "b", "c"))
    told = r"corpus/ has 4 articles and more; up to 3 are shown one by one"
    with pytest.raises(StudyError, match=told):
        load_study(study)
    monkeypatch.setattr(small, "LARGE", 500)
    monkeypatch.setattr(small, "MOST_ASIDE", 3)
    write(study, "bad.jsonl", b"[]\n" * 4)
    with pytest.raises(StudyError, match="has more than 4 faults"):
        load_study(study, quarantine=1.0)


def test_chapter_says_what_came_in_and_what_became_of_it(study: Path) -> None:
    write(study, "bad.jsonl", b"[1]\n")
    rows = [make.line(doc_id=f"g{n}", text=f"{GERMAN} {n}") for n in range(2)]
    write(study, "more.jsonl", b"".join(rows) + make.right("a"))
    tables = tag_study(study, outlets=["The Courier"], quarantine=0.5)
    assert set(tables.quarantined["kind"]) == {"bad", "language", "duplicate"}
    assert str(prose.say_intake(tables)) == (
        "8 articles were read: 3 used, 1 not selected and 4 set aside ("
        "corpus/bad.jsonl, line 1: it is a list, not an object. Write {&#34;doc_id&#34;: "
        "&#34;…&#34;, &#34;text&#34;: &#34;…&#34;}., 2 in German (de) and 1 duplicate of what "
        "the same outlet printed)."
    )


def test_many_faults_are_told_by_their_number(study: Path) -> None:
    write(study, "bad.jsonl", b"[1]\n" * 40)
    told = str(prose.say_intake(tag_study(study, quarantine=1.0)))
    assert told.count("it is a list") == prose.MOST_ASIDE
    assert "and 28 more faults" in told


@pytest.fixture
def run(
    project: Path, study: Path, fill: Callable, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., int]:
    """The small project with the corpus alone, a stub in place of kernels and renderer."""
    monkeypatch.setattr("helpers.command.report.fill", lambda _, *places: fill(*places))
    pact = project / "data" / "pact"
    shutil.rmtree(pact)
    shutil.copytree(study, pact)
    (pact / "articles.jsonl").unlink()
    return lambda *argv: command.main(argv)


def test_edition_is_of_the_newest_day_of_the_corpus(run: Callable) -> None:
    assert run("report", "--unchanged-exit", "3") == 0
    assert (paths.REPORTS / "latest").resolve().name.startswith("2025-01-18-")
    assert run("report", "--unchanged-exit", "3") == 3
    assert run("report", "--set", 'outlets=["The Tribune"]') == 2
    assert run("report", "--set", 'outlets=["The Courier"]') == 0
    assert (paths.REPORTS / "latest").resolve().name.startswith("2025-01-17-")


def test_check_counts_what_is_set_aside(
    run: Callable, project: Path, capsys: pytest.CaptureFixture
) -> None:
    write(project / "data" / "pact", "german.jsonl", make.line(text=GERMAN))
    assert run("check", "pact") == 0
    assert "3 articles, 1 set aside, nothing wrong" in capsys.readouterr().out


def test_log_has_each_fault_and_the_number_of_the_others(
    study: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [make.line(doc_id=f"g{n}", text=f"{GERMAN} {n}") for n in range(2)]
    write(study, "more.jsonl", b"".join(rows) + make.right("a") + b"[1]\n")
    result = load_study(study, quarantine=0.5)
    tell_aside(study, result)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    told = [{key: line[key] for key in line if key != "time"} for line in lines]
    assert [line["event"] for line in told] == ["quarantined", "set aside", "set aside"]
    assert told[0]["reason"].startswith("corpus/more.jsonl, line 4: it is a list")
    assert [(line.get("kind"), line.get("count")) for line in told[1:]] == [
        ("language", 2), ("duplicate", 1),
    ]  # fmt: skip
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    tell_aside(study, dataclasses.replace(result, quarantined=()))
    assert "py3langid is not installed" in json.loads(capsys.readouterr().err)["message"]
    shutil.rmtree(study / "corpus")
    tell_aside(study, dataclasses.replace(result, quarantined=()))
    assert capsys.readouterr().err == ""


def test_letters_are_found_in_a_corpus(study: Path) -> None:
    write(study, "odd.jsonl", b"[1]\n" + make.line(doc_id="odd", text="A \ue000 text."))
    assert [line.partition(" in ")[2] for line in find_letters(study, ["\ue000"])] == [
        "corpus/odd.jsonl, article 2, column text of the article odd"
    ]


def test_study_of_this_report_is_the_same_as_a_corpus(tmp_path: Path) -> None:
    real = load_study(paths.STUDY)
    folder = tmp_path / paths.STUDY
    shutil.copytree(paths.DATA / paths.STUDY, folder, ignore=shutil.ignore_patterns("articles*"))
    rows = []
    for document in real.documents:
        cells = dataclasses.asdict(document)
        rows.append({k: str(v) if isinstance(v, dt.date) else v for k, v in cells.items()})
    write(folder, "all.jsonl", "".join(json.dumps(row) + "\n" for row in rows).encode())
    assert load_study(folder).documents == real.documents
