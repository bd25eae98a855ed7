"""What changed between two editions, from their tables alone."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from helpers.publish.compare import compare_editions, pair_events

ARTICLES = ["doc_id", "label", "title", "published", "published_basis", "sha256"]
EVENTS = ["event", "name", "status", "edtf", "milestone", "outlets", "reported_by", "mentions"]
CLAIMS = ["doc_id", "claim_id", "claim", "commitment", "denial"]
SOURCES = ["doc_id", "source_name"]
COLUMNS = {"articles": ARTICLES, "chronology": EVENTS, "claims": CLAIMS, "attributions": SOURCES}
BASE = {
    "articles": [
        ["a", "Courier, 1 Oct 2024", "Talks", "2024-10-01", "stated", "00"],
        ["b", "Herald, 2 Oct 2024", "", "2024-10-02", "inferred", "11"],
    ],
    "chronology": [
        ["e1", "Pact signed", "planned", "2025-01", "signed", "1", "Courier", "a p1s1 5"],
        ["e2", "Visit: A", "happened", "2024-09-30", "", "1", "Courier", "a p2s1 9; a p3s1 4"],
        ["e3", "Visit: B", "happened", "2024-09-29", "", "1", "Herald", "b p2s1 9"],
    ],
    "claims": [
        ["a", "arms", "Arms were sent", "attributed", "denied"],
        ["b", "arms", "Arms were sent", "own voice", ""],
    ],
    "attributions": [["a", "Lavrov"], ["a", "Lavrov"], ["b", ""]],
}


def write(folder: Path, tables: dict) -> Path:
    (folder / "exports").mkdir(parents=True)
    for name, rows in tables.items():
        with (folder / "exports" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([COLUMNS[name], *rows])
    return folder


def put(table: str, number: int, column: str, value: str) -> dict:
    """The base with one cell changed."""
    rows = [list(row) for row in BASE[table]]
    rows[number][COLUMNS[table].index(column)] = value
    return BASE | {table: rows}


@pytest.mark.parametrize(
    ("after", "section", "line"),
    [
        (BASE | {"articles": [*BASE["articles"], ["c", "Post, 3 Oct 2024", "New", "", "", ""]]},
         "Articles added", "Post, 3 Oct 2024: New"),
        (BASE | {"articles": BASE["articles"][:1]}, "Articles dropped", "Herald, 2 Oct 2024 (b)"),
        (put("articles", 1, "published", ""), "Articles changed",
         "Herald, 2 Oct 2024 (b): day 2024-10-02 → unknown"),
        (put("articles", 0, "sha256", "22"), "Articles changed",
         "Courier, 1 Oct 2024: Talks: text changed"),
        (put("chronology", 1, "mentions", "x p9s1 1"), "Events added", "30 Sep 2024: Visit: A"),
        (BASE | {"chronology": BASE["chronology"][:2]}, "Events dropped", "29 Sep 2024: Visit: B"),
        (put("chronology", 0, "edtf", "2025-01-17"), "Events moved",
         "Pact signed: Jan 2025 → 17 Jan 2025"),
        (put("chronology", 2, "outlets", "2"), "Events newly corroborated",
         "29 Sep 2024: Visit: B: 1 → 2 outlets (Herald)"),
        (put("chronology", 2, "outlets", "0"), "Events told by fewer outlets",
         "29 Sep 2024: Visit: B: 1 → 0 outlets"),
        (put("chronology", 0, "status", "happened"), "Events of another status",
         "Jan 2025: Pact signed: planned → happened"),
        (put("claims", 0, "denial", ""), "Claim cells that differ",
         "Arms were sent – Courier, 1 Oct 2024: 1 attributed, 1 denied → 1 attributed"),
        (BASE | {"claims": BASE["claims"][1:]}, "Claim cells that differ",
         "Arms were sent – Courier, 1 Oct 2024: 1 attributed, 1 denied → nothing"),
        (put("attributions", 2, "source_name", "Peskov"), "Sources added", "Peskov (1)"),
        (BASE | {"attributions": BASE["attributions"][2:]}, "Sources dropped", "Lavrov (2)"),
    ],
)  # fmt: skip
def test_every_kind_of_change_is_said(
    after: dict, section: str, line: str, tmp_path: Path
) -> None:
    found = compare_editions(write(tmp_path / "old", BASE), write(tmp_path / "new", after))
    assert line in dict(found.sections)[section]


def test_the_same_tables_have_no_change(tmp_path: Path) -> None:
    found = compare_editions(write(tmp_path / "old", BASE), write(tmp_path / "new", BASE))
    assert found.sections == ()
    assert ("Events", 3, 3) in found.counts


def test_nothing_is_said_of_a_table_that_one_side_lacks(tmp_path: Path) -> None:
    old = write(tmp_path / "old", BASE)
    (old / "exports" / "chronology.csv").unlink()
    after = BASE | {"chronology": [], "claims": BASE["claims"][1:]}
    found = compare_editions(old, write(tmp_path / "new", after))
    assert list(dict(found.sections)) == ["Claim cells that differ"]
    assert found.counts == (
        ("Articles", 2, 2),
        ("Attributions", 3, 3),
        ("Statements of claims", 2, 1),
    )
    assert compare_editions(tmp_path / "none", old).sections == ()


def test_events_are_paired_by_milestone_then_by_most_mentions() -> None:
    rows = [dict(zip(EVENTS, row, strict=True)) for row in BASE["chronology"]]
    renamed = [
        rows[0] | {"event": "n9", "mentions": "b p2s1 9"},  # its milestone outweighs e3's mention
        rows[1] | {"event": "n1", "mentions": "a p2s1 9"},
        rows[1] | {"event": "n2", "mentions": "a p2s1 9; a p3s1 4"},
    ]
    pairs = {after["event"]: before["event"] for before, after in pair_events(rows, renamed)}
    assert pairs == {"n9": "e1", "n2": "e2"}
