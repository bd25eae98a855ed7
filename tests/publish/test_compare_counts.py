"""What changed between two editions that count a large corpus."""

from __future__ import annotations

import csv
from pathlib import Path

from helpers.publish.compare import compare_editions

COUNTS = {
    "count-outlets": [["outlet", "articles"], ["Courier", "60"], ["Herald", "40"]],
    "count-days": [["day", "weight"], ["2024-10-01", "3.5"], ["2025-01-17", "9"]],
    "count-claims": [["claim_id", "label", "articles"], ["arms", "Arms were sent", "12"]],
    "count-intake": [["kind", "n"], ["used", "100"]],
}


def write(folder: Path, tables: dict[str, list[list[str]]]) -> Path:
    (folder / "exports").mkdir(parents=True)
    for name, rows in tables.items():
        with (folder / "exports" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder


def test_every_kind_of_change_is_said(tmp_path: Path) -> None:
    after = COUNTS | {
        "count-outlets": [["outlet", "articles"], ["Courier", "61"], ["", "1"], ["Herald", "40"]],
        "count-days": [["day", "weight"], ["2025-01-17", "9"], ["2025-01-20", "8"]],
        "count-claims": [["claim_id", "label", "articles"], ["arms", "Arms were sent", "13"]],
        "count-intake": [["kind", "n"], ["used", "102"], ["bad", "1"]],
    }
    found = compare_editions(write(tmp_path / "a", COUNTS), write(tmp_path / "b", after))
    assert found.sections == (
        ("Outlets whose articles differ", ("unknown: 0 → 1", "Courier: 60 → 61")),
        ("Days added to the timeline", ("2025-01-20",)),
        ("Days dropped from the timeline", ("2024-10-01",)),
        ("Claims whose articles differ", ("Arms were sent: 12 → 13",)),
        ("What came in", ("bad: 0 → 1", "used: 100 → 102")),
    )
    assert found.counts == (("Articles", 100, 102),)


def test_the_same_counts_have_no_change(tmp_path: Path) -> None:
    found = compare_editions(write(tmp_path / "a", COUNTS), write(tmp_path / "b", COUNTS))
    assert (found.sections, found.counts) == ((), (("Articles", 100, 100),))


def test_a_report_that_counts_instead_of_listing_says_so(tmp_path: Path) -> None:
    listed = write(tmp_path / "a", {"articles": [["doc_id"], ["x"]]})
    counted = write(tmp_path / "b", COUNTS)
    for old, new, words in ((listed, counted, "counted now"), (counted, listed, "one by one now")):
        ((head, (line,)),) = compare_editions(old, new).sections
        assert head == "Another kind of report" and words in line
