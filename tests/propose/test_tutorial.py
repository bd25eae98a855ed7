"""The README's tutorial, command by command in a fresh clone, and what its report says."""

from __future__ import annotations

import csv
import html
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import paths

HEADING = "### A study of your own in ten minutes"
ARTICLES = paths.ROOT / "docs" / "tutorial" / "articles"
CORRECTED = paths.ROOT / "docs" / "tutorial" / "corrected"
SPEAKERS = ("Helen Marsh", "Tomas Reik", "Priya Nand")
QUOTES = {
    "Nobody rang us": "Helen Marsh",
    "We had no choice but": "Tomas Reik",
    "We knew of the cracks": "Tomas Reik",
    "My own kitchen": "Helen Marsh",
    "That is no cellar": "Helen Marsh",
    "You can put a number": "Helen Marsh",
    "A new frame was ordered": "Tomas Reik",
    "A crack is not a catastrophe": "Priya Nand",
    "The frame was ordered": "Priya Nand",
    "We were sure that the frame": "Tomas Reik",
    "An apology does not ring": "Helen Marsh",
}


def read_section() -> str:
    text = (paths.ROOT / "README.md").read_text(encoding="utf-8")
    start = text.index(HEADING)
    return text[start : text.index("\n### ", start + 1)]


def list_commands() -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", read_section(), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]


def test_what_the_section_shows_is_in_the_corrected_files() -> None:
    tables = re.findall(r"^```toml\n(.*?)^```", read_section(), re.MULTILINE | re.DOTALL)
    codebook = "".join(p.read_text("utf-8") for p in sorted(CORRECTED.glob("codebook/*.toml")))
    assert len(tables) == 2 and all(table in codebook for table in tables)


def test_every_quotation_of_the_articles_is_listed_here() -> None:
    texts = "".join(path.read_text("utf-8") for path in sorted(ARTICLES.glob("*.txt")))
    opened = re.findall(r"“([^”]+)”", texts)
    assert len(opened) == len(QUOTES)
    for words in QUOTES:
        assert sum(quote.startswith(words) for quote in opened) == 1, words


def test_the_corrected_manifest_differs_in_one_row_only(tmp_path: Path) -> None:
    from helpers.propose import study

    draft = study.draft_study("river-dam", study.read_inputs([ARTICLES]))
    proposed = {row["doc_id"]: row for row in draft.rows}
    with (CORRECTED / "articles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    changed = {row["doc_id"]: row for row in rows if row != proposed[row["doc_id"]]}
    assert set(changed) == {"lowmere-post_meeting"}
    was, now = proposed["lowmere-post_meeting"], changed["lowmere-post_meeting"]
    assert {name for name in now if now[name] != was[name]} == {
        "published", "published_earliest", "published_latest", "published_evidence"
    }  # fmt: skip


def run(command: str, clone: Path) -> str:
    env = os.environ | {"PYTHONPATH": str(clone)}
    done = subprocess.run(
        shlex.split(command), cwd=clone, env=env, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A clone in which every command of the section was run, and what each one printed."""
    clone = tmp_path_factory.mktemp("tutorial") / "clone"
    subprocess.run(
        ["git", "clone", "--quiet", "--no-hardlinks", str(paths.ROOT), str(clone)], check=True
    )
    # what is not committed yet is tried too, so that the test is of this tree
    changed = subprocess.run(
        ["git", "diff", "HEAD", "--binary"], cwd=paths.ROOT, check=True, capture_output=True
    ).stdout
    if changed:
        apply = ["git", "apply", "--whitespace=nowarn"]
        subprocess.run(apply, cwd=clone, input=changed, check=True)
    (clone / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    return clone, [run(command, clone) for command in list_commands()]


def read_page(clone: Path, name: str) -> str:
    page = (clone / "var" / "river-dam" / "latest" / name).read_text(encoding="utf-8")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.slow
def test_the_commands_say_what_the_section_says(told: tuple[Path, list[str]]) -> None:
    _, (made, date, copied, checked, reported) = told
    assert "Without a day: lowmere-post_meeting" in made
    for line in (
        "text_only_earliest = 2025-02-12",
        "text_only_latest = 2025-04-01",
        "  published_earliest = 2025-03-04",
        "  published_latest = 2025-04-01",
    ):
        assert line in date
    assert (copied, reported) == ("", "")
    assert "4 articles, nothing wrong" in checked
    assert "reviewed in the codebook: 1 of 2 milestones" in checked


@pytest.mark.slow
def test_the_report_has_its_days_speakers_and_the_cells_of_the_claim(
    told: tuple[Path, list[str]],
) -> None:
    clone, _ = told
    corpus, coverage = read_page(clone, "1_corpus.html"), read_page(clone, "3_coverage.html")
    for article in (
        "Orrindale Gazette, 5 Mar 2025", "Northern Press Agency, 6 Mar 2025",
        "Lowmere Post, 18 Mar 2025*", "Courier*, 2 Apr 2025",
    ):  # fmt: skip
        assert article in corpus
    assert (
        "who is to answer for it attributed ¶8.1 denied ¶8.2 attributed ¶4.1 denied ¶1.1 "
        "denied ¶5.2 attributed ¶1.1 , ¶4.1"
    ) in coverage
    for speaker, statements in zip(SPEAKERS, (10, 11, 7), strict=True):
        assert f"{speaker} named not resolved {statements} " in coverage
    assert "the verb is the same, so the figures can disagree" in coverage
    timeline = read_page(clone, "2_timeline.html")
    assert "Orrin Water opens two gates of the Orrin Dam" in timeline
    assert "4 of 4 report" in timeline
    reliability = read_page(clone, "4_reliability.html")
    assert "there is no measured accuracy on this study" in reliability
    assert "1 of 11 entries of the codebook was proposed by rule" in reliability
    brief = read_page(clone, "index.html")
    assert "Not looked for, as the codebook has none yet: promises, themes" in brief
    assert (clone / "var" / "river-dam" / "latest" / "report.pdf").read_bytes()[:5] == b"%PDF-"


@pytest.mark.slow
def test_every_quotation_stands_under_the_right_name(told: tuple[Path, list[str]]) -> None:
    clone, _ = told
    texts = {path.stem: path.read_text("utf-8") for path in ARTICLES.glob("*.txt")}
    layer = clone / "var" / "river-dam" / "latest" / "exports" / "attributions.csv"
    found = {}
    with layer.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = texts[row["doc_id"]][int(row["start"]) : int(row["end"])]
            for begin in QUOTES:
                if row["kind"] == "direct" and words.lstrip("“").startswith(begin):
                    found[begin] = row["source_name"]
    assert found == QUOTES


@pytest.mark.slow
def test_the_report_knows_nothing_of_the_other_study(told: tuple[Path, list[str]]) -> None:
    clone, _ = told
    pages = sorted((clone / "var" / "river-dam" / "latest").glob("*.html"))
    assert len(pages) == 6
    for path in pages:
        page = read_page(clone, path.name).split("Colophon: how this edition")[0]
        assert not re.search(r"\b(?:Russia|Iran|treaty|Putin|Lavrov)", page), path.name
        assert not re.search(r"\b(?:None|nan|NaT)\b", page), path.name
