"""Recording external figures, with small scripts in place of the scorers."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.load.benchmarks import COLUMNS as READ
from tests import external

LINES = """aquaint: 71 documents
  value         F1  {0}   P  80.0   R  79.0
  relaxed       F1  91.20   P  92.0   R  90.0"""


@pytest.fixture
def bench(tmp_path: Path) -> Callable[[str], list[str]]:
    """Score a set of one file with a script that prints a given figure."""
    (tmp_path / "timex" / "aquaint").mkdir(parents=True)
    (tmp_path / "timex" / "aquaint" / "a.tml").write_text("x", encoding="utf-8")

    def run(figure: str) -> list[str]:
        script = f"print({LINES.format(figure)!r})" if figure else "raise SystemExit(1)"
        (tmp_path / "score_times.py").write_text(script, encoding="utf-8")
        return external.record(tmp_path, tmp_path / "benchmarks.csv", external.RUNS[:1])

    return run


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "benchmarks.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_figures_are_recorded(bench: Callable, tmp_path: Path) -> None:
    assert bench("79.47") == []
    value, relaxed = rows(tmp_path)
    assert list(value) == external.COLUMNS == READ
    assert (value["figure"], value["floor"], value["use"]) == ("79.5", "79.0", "held-out")
    assert relaxed["figure"] == "91.2"
    assert len(value["sha256"]) == 64


def test_floor_is_raised_and_never_lowered(bench: Callable, tmp_path: Path) -> None:
    bench("79.47")
    bench("82.00")
    assert rows(tmp_path)[0]["floor"] == "82.0"
    assert bench("81.00") == [
        "timex/aquaint, time expressions, value F1: 81.0 is under its floor of 82.0"
    ]
    assert rows(tmp_path)[0]["floor"] == "82.0"


def test_a_script_that_fails_records_nothing(bench: Callable, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no time expressions, value F1"):
        bench("")
    assert not (tmp_path / "benchmarks.csv").exists()


def test_sets_are_told_apart_by_their_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    before = external.hash_folders([tmp_path])
    (tmp_path / "a.txt").write_text("y", encoding="utf-8")
    assert external.hash_folders([tmp_path]) != before


def test_a_set_without_a_script_is_scored_by_the_one_here(tmp_path: Path) -> None:
    (tmp_path / "factappeal").mkdir()
    (tmp_path / "factappeal" / "val.csv").write_text(
        "sentence,annotation\n"
        "Port records show two ships were hit.,<Fact_Appeal>x</Fact_Appeal>\n"
        "The harbour has been shut since May.,<Fact_No_Appeal>x</Fact_No_Appeal>\n",
        encoding="utf-8",
    )
    runs = tuple(run for run in external.RUNS if run.folders == ("factappeal/val.csv",))
    assert external.record(tmp_path, tmp_path / "benchmarks.csv", runs) == []
    assert [row["figure"] for row in rows(tmp_path)] == ["100.0", "1.000"]
