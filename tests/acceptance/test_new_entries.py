"""A claim and an actor that are added to the tables of a study alone show wherever they belong."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.load import load_codebook
from tests.chapter_reading import Chapter, copy_study, read_chapter

LABEL = "The boats are exactly six"
NAME = "Norlundic Customs Service"
CLAIM = f"""
[[claim]]
id = "six_boats"
label = "{LABEL}"
about = "ties"
origin = "added by a test"
accused = ["norlund", "taravia"]
patterns = ["six ...3 {{boats}}", "{{boats}} ...1 six"]
"""
ACTOR = f"""
[[actor]]
id = "norlund_customs"
name = "{NAME}"
kind = "institution"
state = "norlund"
variants = ["Norlund's customs service"]
"""


def add(study: Path, file: str, entry: str) -> None:
    path = study / "codebook" / file
    path.write_text(path.read_text("utf-8") + entry, "utf-8")


@pytest.fixture
def chapters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Chapter, Chapter]:
    """The coverage chapter before and after; nothing but two files of the study is another."""
    study = copy_study(tmp_path / "study")
    before = read_chapter(monkeypatch, study)
    add(study, "claims.toml", CLAIM)
    add(study, "actors.toml", ACTOR)
    return before, read_chapter(monkeypatch, study)


@pytest.mark.slow
def test_they_show_in_matrix_tables_and_prose(chapters: tuple[Chapter, Chapter]) -> None:
    before, after = chapters
    assert "six_boats" not in set(before.names["tables"].claims["claim_id"])
    for word in (LABEL, NAME):
        assert word not in f"{before.prose} {before.tables} {before.around} {before.drawn}"

    claims = after.names["tables"].claims
    rows = claims[claims["claim_id"] == "six_boats"]
    assert set(rows[rows["commitment"].notna()]["doc_id"]) == {"wire_cpa", "broadsheet_courier"}
    assert any(LABEL in label for label in after.drawn), "a row of the figure"
    for name in ("matrix", "claims", "answers"):
        assert any(LABEL in row["Claim"] for row in after.tables[name]), name
    (row,) = [row for row in after.tables["claims"] if row["Claim"] == LABEL]
    cells = {name: cell for name, cell in row.items() if name not in ("Claim", "About") and cell}
    assert {name.split(",")[0] for name in cells} == {
        "Continental Press Agency",
        "The Brovik Courier",
    }
    assert "attributed" in " ".join(cells.values()) and "declined" in " ".join(cells.values())
    assert f"“{LABEL}” stands in 2 of 6 articles" in after.text
    assert "12 claims were found" in before.text and "13 claims were found" in after.text

    (answer,) = [row for row in after.tables["answers"] if NAME in row["By"]]
    assert answer["Answer"] == "not denied" and "fuel" in answer["Claim"]
    assert f"({NAME})" in after.text


@pytest.mark.slow
def test_nothing_else_changes(chapters: tuple[Chapter, Chapter]) -> None:
    before, after = chapters
    kept = [row for row in after.tables["claims"] if row["Claim"] != LABEL]
    assert kept == before.tables["claims"]
    answers = [row for row in after.tables["answers"] if LABEL not in row["Claim"]]
    assert len(answers) == len(before.tables["answers"])


def test_the_loader_takes_them(tmp_path: Path) -> None:
    study = copy_study(tmp_path / "study")
    add(study, "claims.toml", CLAIM)
    add(study, "actors.toml", ACTOR)
    codebook = load_codebook(study / "codebook")
    assert codebook.claims[-1].label == LABEL and codebook.actors[-1].name == NAME
