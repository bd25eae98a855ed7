"""The taggers against the agreed coding of the study: no figure may fall below its floor.

``floors.json`` holds the floors and a digest of the coding that they were measured on.  A floor is
raised when a figure rises and never lowered; another digest means another coding, and new floors.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pandas as pd
import pytest

from helpers import paths
from helpers.analyse.reliability import score_layers
from helpers.tables import tag_study

FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))
STUDY = paths.DATA / FLOORS["study"]


@pytest.fixture(scope="module")
def scores() -> dict[str, dict]:
    """One row per measure."""
    table = score_layers(tag_study(STUDY))
    return {row["measure"]: row for row in table.to_dict("records")}


def read_share(note: str) -> float:
    """The share in per cent that a note gives as "k of n".

    >>> read_share("right source: 3 of 4")
    75.0
    """
    part, whole = map(int, re.search(r"(\d+) of (\d+)", note).groups())
    return 100 * part / whole


def find_figure(scores: dict[str, dict], measure: str, column: str) -> float:
    """One figure of the table; a floor for "note" is one for the share that the note gives."""
    value = scores[measure][column]
    return read_share(value) if column == "note" else float(value)


def test_the_coding_is_the_one_that_the_floors_are_for() -> None:
    digest = hashlib.sha256()
    for path in sorted((STUDY / "codings" / "agreed").glob("*.jsonl")):
        digest.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    assert digest.hexdigest() == FLOORS["coding"]


def test_every_measure_has_a_floor(scores: dict[str, dict]) -> None:
    assert set(scores) == set(FLOORS["floors"])


@pytest.mark.parametrize(
    ("measure", "column"),
    [(measure, column) for measure, told in FLOORS["floors"].items() for column in told],
)
def test_no_figure_is_below_its_floor(scores: dict[str, dict], measure: str, column: str) -> None:
    figure, floor = find_figure(scores, measure, column), FLOORS["floors"][measure][column]
    assert figure >= floor, f"{measure}, {column}: {figure:.1f} is under {floor}"


def test_a_fall_is_seen(scores: dict[str, dict]) -> None:
    """The comparison itself fails on a table in which half of what was right is gone."""
    worse = pd.DataFrame(scores.values()).assign(f1=lambda t: t["f1"] / 2).to_dict("records")
    fallen = {row["measure"]: row for row in worse}
    for measure, told in FLOORS["floors"].items():
        assert find_figure(fallen, measure, "f1") < told["f1"]
