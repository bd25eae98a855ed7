"""Another corpus, another chapter: articles dropped, added and redated show in words and data."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import paths
from tests.acceptance.conftest import build
from tests.acceptance.reading import read_text

pytestmark = pytest.mark.slow

Rows = list[dict[str, str]]
STUDY = paths.DATA / paths.STUDY
# Of our own writing; the day of the signing is left to the test.
CONTRADICTION = """\
Two presidents seal their pact

MOSCOW, Jan. 20 — Russian President Vladimir Putin and Iranian President Masoud Pezeshkian signed a
treaty on comprehensive strategic partnership in Moscow on {day}, officials said.
""".replace("signed a\ntreaty", "signed a treaty")


def read_table(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def rebuild(checkout: Path, tmp_path: Path) -> Callable[[Callable], Path]:
    """Build the report of a copy of the study whose manifest and articles a function changes."""

    def run(change: Callable[[Rows, Path], Rows]) -> Path:
        study = shutil.copytree(STUDY, tmp_path / STUDY.name)
        rows = change(read_table(study / "articles.csv"), study / "articles")
        with (study / "articles.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return build(checkout, tmp_path / "reports", "--study", str(study))

    return run


def drop_last(rows: Rows, articles: Path) -> Rows:
    gone = next(row for row in rows if row["doc_id"].startswith("003"))
    (articles / gone["file"]).unlink()
    return [row for row in rows if row is not gone]


def contradict(day: str) -> Callable[[Rows, Path], Rows]:
    def change(rows: Rows, articles: Path) -> Rows:
        text = CONTRADICTION.format(day=day)
        (articles / "005_made_up.txt").write_text(text, encoding="utf-8", newline="\n")
        known = dict.fromkeys(("published", "published_earliest", "published_latest"), "2025-01-20")
        row = dict.fromkeys(rows[0], "") | known
        row |= {"doc_id": "005_made_up", "file": "005_made_up.txt", "outlet": "The Example Post"}
        row |= {"title": "Two presidents seal their pact", "rights": "made up for a test"}
        for name in ("outlet", "title", "published"):
            row |= {f"{name}_basis": "supplied", f"{name}_evidence": "made up for a test"}
        row |= {"author_basis": "unknown", "url_basis": "unknown", "author_evidence": "made up"}
        row["sha256"] = hashlib.sha256(text.encode()).hexdigest()
        return [*rows, row]

    return change


def a_day_earlier(rows: Rows, _: Path) -> Rows:
    """Move the article of Tuesday 12 December 2023 to the Monday before it."""
    for name in ("published", "published_earliest", "published_latest"):
        assert rows[0][name] == "2023-12-12"
        rows[0][name] = "2023-12-11"
    return rows


def find_signings(edition: Path) -> Rows:
    events = read_table(edition / "exports" / "events.csv")
    return [e for e in events if e["milestone"] == "treaty_signed" and e["status"] == "happened"]


def say_milestone(edition: Path, name: str) -> str:
    rows = read_table(edition / "data" / "timeline-milestones.csv")
    return next(r["In these articles"] for r in rows if r["Milestone"].startswith(name))


SIGNING = "Treaty on comprehensive strategic partnership"


def test_without_the_article_that_reports_it_the_signing_is_only_announced(
    rebuild: Callable, edition: Path
) -> None:
    less = rebuild(drop_last)
    assert len(find_signings(edition)) == 1 and find_signings(less) == []
    said, before = (read_text(e / "2_timeline.html") for e in (less, edition))
    assert "5 articles of 4 outlets report" in before and "4 articles of 3 outlets report" in said
    assert "Washington Examiner" in before and "Washington Examiner" not in said
    assert (say_milestone(edition, SIGNING), say_milestone(less, SIGNING)) == (
        "reported",
        "announced",
    )
    slides = [json.loads((e / "exports/timeline.json").read_text("utf-8")) for e in (less, edition)]
    days = [{tuple(s["start_date"].values()) for s in slide["events"]} for slide in slides]
    assert not any({2025, 1, 17} == set(map(int, day)) for day in days[0])
    assert any({2025, 1, 17} == set(map(int, day)) for day in days[1])
    for name in ("timeline.svg", "timeline.png"):
        assert (less / "figures" / name).read_bytes() != (edition / "figures" / name).read_bytes()
    assert less.name.startswith("2024-12-31"), "dated by the last day of the newest article"


@pytest.mark.parametrize(
    ("day", "first", "wording"),
    [
        ("Tuesday, Jan. 14", "2025-01-14", "different days"),
        ("Thursday, Jan. 16", "2025-01-16", "one day apart"),
    ],
)
def test_an_article_with_another_day_of_the_signing_is_a_conflict(
    rebuild: Callable, edition: Path, day: str, first: str, wording: str
) -> None:
    more = rebuild(contradict(day))
    assert [e["earliest"] for e in find_signings(more)] == ["2025-01-17", first]
    said, before = (read_text(e / "2_timeline.html") for e in (more, edition))
    assert "No two reports of one event give days that exclude each other" in before
    (row,) = read_table(more / "data" / "timeline-conflicts.csv")
    assert "signed" in row["Event"] and "Example Post" in f"{row}"
    assert "17 Jan 2025" in f"{row}" and f"{int(first[-2:])} Jan 2025" in f"{row}"
    differences = read_table(more / "data" / "timeline-differences.csv")
    (signing,) = [d for d in differences if d["About"].startswith(SIGNING)]
    assert signing["Differs by"] == ("1 day" if wording == "one day apart" else "3 days")
    assert re.search(r"6 articles of 5 outlets report \d+ events", said)
    if wording == "one day apart":
        assert "one day apart" in said and "exclude each other" not in re.sub(
            r"No two reports[^.]*", "", said.split("Conflicts", 1)[1].split("Against the", 1)[0]
        )


def test_a_day_earlier_moves_what_hangs_on_the_weekday(rebuild: Callable, edition: Path) -> None:
    moved = rebuild(a_day_earlier)

    def spoken(where: Path) -> list[str]:
        rows = read_table(where / "exports" / "promises.csv")
        return [r["said_earliest"] for r in rows if r["doc_id"].startswith("000")]

    assert (spoken(edition), spoken(moved)) == (["2023-12-12"], ["2023-12-05"])
    said = read_text(moved / "2_timeline.html")
    assert "The Washington Times, 11 Dec 2023*" in said
    assert "The Washington Times, 12 Dec 2023*" not in said
    drawn = [(e / "figures" / "timeline-promises.svg").read_bytes() for e in (edition, moved)]
    assert drawn[0] != drawn[1]
    days = [r["Said"] for r in read_table(moved / "data" / "timeline-promised.csv")]
    assert "5 Dec 2023" in days
    days = [r["Said"] for r in read_table(edition / "data" / "timeline-promised.csv")]
    assert "12 Dec 2023" in days and "5 Dec 2023" not in days
