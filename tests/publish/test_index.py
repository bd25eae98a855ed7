"""The index page and the status: outside of the editions, so they may know the clock."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import paths
from helpers.publish import publish, write_status
from helpers.publish.edition import LINK, TAG


@pytest.fixture
def index(project: Path, make_edition: Callable, fill: Callable) -> str:
    """The index page after two editions."""
    publish(make_edition(min_outlets=2), fill, paths.REPORTS, paths.VAR)
    publish(make_edition(), fill, paths.REPORTS, paths.VAR)
    return (paths.REPORTS / "index.html").read_text(encoding="utf-8")


def test_index_shows_the_brief_and_leads_into_the_edition(
    index: str, make_edition: Callable
) -> None:
    assert "<h1>Brief</h1>" in index
    assert f'href="editions/{make_edition().id}/1_corpus.html#e-a-p1s1"' in index
    assert 'href="#m"' in index
    assert index.count("</main>") == 1


def test_every_link_of_the_index_is_there(index: str) -> None:
    links = {link for tag in TAG.findall(index) for _, link, _ in LINK.findall(tag)}
    assert any(link.endswith("report.pdf") for link in links)
    assert any(link.endswith("data/t.csv") for link in links)
    for link in links:
        name = link.partition("#")[0]
        assert not name or (paths.REPORTS / name).is_file(), link


def test_every_edition_says_what_its_data_are(
    project: Path, make_edition: Callable, fill: Callable
) -> None:
    def fill_more(head: dict, folder: Path, executed: Path) -> None:
        fill(head, folder, executed)
        (folder / "exports").mkdir(exist_ok=True)
        for name in ("planned.ics", "timeline.json", "claims.csv", "claims.parquet"):
            (folder / "exports" / name).write_text("x")

    publish(make_edition(), fill_more, paths.REPORTS, paths.VAR)
    page = (paths.REPORTS / "editions" / make_edition().id / "index.html").read_text("utf-8")
    assert '<a href="exports/planned.ics">planned.ics</a>: dates ahead, for a calendar.' in page
    assert '<a href="exports/timeline.json">timeline.json</a>: the same events for' in page
    layer = 'claims (<a href="exports/claims.csv">CSV</a>, <a href="exports/claims.parquet">'
    assert layer in page
    assert '<a href="manifest.json">' in page
    assert '<a href="data/t.csv">' in page
    assert page.index("downloads") < page.index("</main>")


def test_index_lists_all_editions(index: str, make_edition: Callable) -> None:
    for edition in (make_edition(), make_edition(min_outlets=2)):
        assert f'href="editions/{edition.id}/index.html"' in index
    assert index.count(", shown here") == 1
    assert "the newest article was then" in index


def test_status_counts_failures(index: str, make_edition: Callable, project: Path) -> None:
    def status(code: int) -> dict:
        write_status(paths.REPORTS, code)
        text = (paths.REPORTS / "status.json").read_text(encoding="utf-8")
        assert str(project) not in text
        return json.loads(text)

    good = status(0)
    assert good["failures_in_row"] == 0
    assert good["edition"] == make_edition().id
    assert good["newest_article"] == "2025-01-16"
    assert good["newest_article_age_days"] > 0
    status(1)
    bad = status(65)
    assert (bad["failures_in_row"], bad["last_exit"]) == (2, 65)
    assert bad["last_success"] == good["last_success"]
    assert status(0)["failures_in_row"] == 0


def test_status_without_any_edition(project: Path) -> None:
    write_status(paths.REPORTS, 2)
    status = json.loads((paths.REPORTS / "status.json").read_text(encoding="utf-8"))
    assert status["edition"] is None
    assert status["last_success"] is None
