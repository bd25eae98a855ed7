"""The chapters on new studies of every small size: whole sentences, honest where it is empty."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from helpers import __main__ as command
from helpers import load, paths
from tests.chapter_reading import Chapter, read_chapter

pytestmark = pytest.mark.slow

TUTORIAL = paths.ROOT / "docs" / "tutorial" / "articles"
CHAPTERS = ("brief", "corpus", "timeline", "coverage", "reliability", "evidence")
SNOW = "Snow fell on the quay. The harbour was closed. Nobody came.\n"
UNDATED = "The quay was closed on Tuesday, Bo Lind, the harbour master, said. “Snow,” Lind said.\n"
BROKEN = re.compile(
    r"\b(?:nan|NaN|NaT|None|inf)\b|(?<![\d,.])1 (?:articles|outlets|claims|statements|events)\b"
    r"|\(\)|“”| [.,;:)]|\( |\.\.|;;|: \.|\{\w*\}"
)
OTHER_STUDY = re.compile(r"Russia|Iran|treaty|Putin|Lavrov|Kremlin")


def list_texts(name: str) -> dict[str, str]:
    """The texts of one case, by file name."""
    four = {path.name: path.read_text("utf-8") for path in sorted(TUTORIAL.glob("*.txt"))}
    first = dict(list(four.items())[:1])
    return {
        "one": first,
        "two": dict(list(four.items())[:2]),
        "three": dict(list(four.items())[:3]),
        "twelve": {
            f"{n}-{name}": text.replace("Lowmere", f"Lowmere {n}")
            for n in range(3) for name, text in four.items()
        },
        "nothing in it": {"a.txt": SNOW},
        "two with nothing in them": {"a.txt": SNOW, "b.txt": SNOW.replace("Snow", "Rain")},
        "undated": {"a.txt": UNDATED, "b.txt": UNDATED.replace("quay", "pier")},
        "one outlet": {
            f"skerry_{n}.txt": text.split("©")[0].split("(Reporting")[0] + str(n)
            for n, text in enumerate(four.values()) if "(NPA)" not in text
        },
    }[name]  # fmt: skip


@pytest.fixture
def new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """A new study of the case, as ``new-study`` leaves it."""
    monkeypatch.setattr(paths, "DATA", tmp_path / "data")
    monkeypatch.setattr(paths, "VAR", tmp_path / "var")
    (tmp_path / "data").mkdir()
    (tmp_path / "in").mkdir()
    for name, text in list_texts(request.param).items():
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    assert command.main(["new-study", "quay", "--from", str(tmp_path / "in")]) == 0
    return tmp_path / "data" / "quay"


def read_all(monkeypatch: pytest.MonkeyPatch, folder: Path) -> dict[str, Chapter]:
    return {name: read_chapter(monkeypatch, folder, name) for name in CHAPTERS}


def check_words(chapters: dict[str, Chapter]) -> None:
    for name, chapter in chapters.items():
        for said in [*chapter.prose, *chapter.around, *chapter.drawn]:
            assert not BROKEN.search(said), f"{name}: {BROKEN.search(said)!r} in {said!r}"
            assert not OTHER_STUDY.search(said) or "russia" in said, f"{name}: {said!r}"
        for said in chapter.prose if name != "corpus" else ():  # which has the glossary
            assert re.match(r"[A-Z“\d*]", said) and re.search(r"[.”)]$", said), said


CASES = [
    "one", "two", "three", "nothing in it", "two with nothing in them", "undated", "one outlet",
    pytest.param("twelve", marks=pytest.mark.slow),
]  # fmt: skip


@pytest.mark.parametrize("new", CASES, indirect=True)
def test_every_chapter_is_whole(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chapters = read_all(monkeypatch, new)
    check_words(chapters)
    coverage, reliability = chapters["coverage"], chapters["reliability"]
    assert "There is no matrix without a claim." in coverage.text
    assert "codebook/claims.toml" in coverage.text
    assert "claims" not in coverage.tables and "matrix" not in coverage.tables
    assert "there is no measured accuracy on this study" in reliability.text
    assert "no person has coded yet" not in reliability.text
    assert "language-model" not in reliability.text
    assert "Not looked for, as the codebook has none yet: " in chapters["brief"].text
    book = load.load_study(new).codebook
    number = len(book.actors) + len(book.milestones)
    told = re.search(r"(\d+) of (\d+) entr(?:y|ies) of the codebook w", reliability.text)
    if number > 1:
        assert told and int(told[1]) == int(told[2]) == number
    else:
        assert not told and bool(number) == ("The only entry" in reliability.text)
    if not book.milestones:
        assert "The codebook has no reference chronology." in chapters["timeline"].text
        assert "timeline-milestones" not in chapters["timeline"].tables


@pytest.mark.parametrize("new", ["three"], indirect=True)
def test_an_empty_codebook_folder_is_enough(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(new / "codebook")
    (new / "codebook").mkdir()
    chapters = read_all(monkeypatch, new)
    check_words(chapters)
    assert "proposed by rule" not in chapters["reliability"].text
    assert "none yet: actors, claims, promises, themes" in chapters["brief"].text


@pytest.mark.parametrize("new", ["three"], indirect=True)
def test_a_reviewed_entry_is_no_longer_counted(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = new / "codebook" / "actors.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("\nproposed = true", "", 1), encoding="utf-8")
    book = load.load_study(new).codebook
    number = len(book.actors) + len(book.milestones)
    said = read_chapter(monkeypatch, new, "reliability").text
    assert f"{number - 1} of {number} entries of the codebook were proposed by rule" in said
    assert f"{len(book.actors) - 1} of {len(book.actors)} actors" in said
    for stem in ("actors", "milestones"):
        path = new / "codebook" / f"{stem}.toml"
        path.write_text(path.read_text("utf-8").replace("\nproposed = true", ""), encoding="utf-8")
    assert "proposed by rule" not in read_chapter(monkeypatch, new, "reliability").text


@pytest.mark.parametrize("new", ["three"], indirect=True)
def test_a_proposed_chronology_is_called_no_reference(
    new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chapter = read_chapter(monkeypatch, new, "timeline")
    assert "proposed from these articles, so this checks nothing yet" in chapter.text
    assert "they are no reference" in chapter.text
    rows = chapter.tables["timeline-milestones"]
    assert {row["How sure"] for row in rows} == {"unchecked; proposed by rule, not reviewed"}
    path = new / "codebook" / "milestones.toml"
    path.write_text(path.read_text("utf-8").replace("\nproposed = true", "", 1), encoding="utf-8")
    assert "they are no reference" not in read_chapter(monkeypatch, new, "timeline").text


@pytest.mark.slow
@pytest.mark.parametrize("new", ["one", "undated", "twelve"], indirect=True)
def test_the_report_is_made(new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With kernels and renderer: no link leads nowhere, and the book compiles."""
    reports = tmp_path / "reports"
    argv = ["report", "--study", str(new), "--reports", str(reports)]
    dated = any(d.published_latest for d in load.load_study(new).documents)
    assert dated or command.main(argv) == 2  # which asks for the edition's day
    assert command.main(argv + ([] if dated else ["--set", 'edition_date="2021-05-04"'])) == 0
    assert (reports / "latest" / "report.pdf").read_bytes()[:5] == b"%PDF-"


def test_a_figure_that_is_compared_has_its_entry_though_nothing_else_is_read_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = tmp_path / "study" / "articles"
    texts.mkdir(parents=True)
    (texts / "a.txt").write_text("The list has 140 wet homes in it. Rain fell.\n", "utf-8")
    (texts / "b.txt").write_text("The list has 118 wet homes in it. Snow fell.\n", "utf-8")
    monkeypatch.setattr(paths, "DATA", tmp_path)
    monkeypatch.setattr(paths, "VAR", tmp_path / "var")
    assert command.main(["new-study", "homes", "--from", str(texts)]) == 0
    coverage = read_chapter(monkeypatch, tmp_path / "homes", "coverage")
    assert "Homes: " in coverage.text
    evidence = read_chapter(monkeypatch, tmp_path / "homes", "evidence")
    entries = [rows for name, rows in evidence.tables.items() if name.startswith("evidence-")]
    told = [row["What is read from it"] for rows in entries for row in rows]
    assert [line for line in told if line.startswith("figure that is compared: ")] == [
        "figure that is compared: 140 wet homes", "figure that is compared: 118 wet homes"
    ]  # fmt: skip
