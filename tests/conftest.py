"""What all tests share: nothing of the user's own settings, and a small report without a kernel."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from helpers import paths, publish

settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")
os.environ.setdefault("MPLBACKEND", "agg")

MANIFEST = """doc_id,file,outlet,published,published_earliest,published_latest
a,a.txt,The Courier,2024-10-31,2024-10-31,2024-10-31
b,b.txt,The Herald,2024-12-25,2024-11-06,2025-01-16
"""
PAGE = """<!doctype html><html lang="en"><title>{0}</title>
<main id="m"><h1>{0}</h1>{1}</main></html>
"""
PDF = b"%PDF-1.7\n...\n%%EOF\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout in miniature: one study of two articles, two empty chapters, no kernel needed."""
    root = tmp_path / "a project"
    study = root / "data" / "pact"
    (study / "articles").mkdir(parents=True)
    for name in "ab":
        (study / "articles" / f"{name}.txt").write_text(f"Article {name}.", encoding="utf-8")
    (study / "articles.csv").write_text(MANIFEST, encoding="utf-8")
    (study / "study.toml").write_text('title = "A pact"\n', encoding="utf-8")
    for folder in ("helpers", "notebooks", "data/lexicon"):
        (root / folder).mkdir()
    (root / "helpers" / "tag.py").write_text("RULES = []\n", encoding="utf-8")
    (root / "requirements.txt").write_text("# direct\npandas==3.1.1\n", encoding="utf-8")
    for name in ("0_brief", "1_corpus"):
        (root / "notebooks" / f"{name}.ipynb").write_text("{}", encoding="utf-8")
    places = {
        "ROOT": root,
        "HELPERS": root / "helpers",
        "DATA": root / "data",
        "LEXICON": root / "data" / "lexicon",
        "NOTEBOOKS": root / "notebooks",
        "REPORTS": root / "reports",
        "VAR": root / "var",
        "STUDY": "pact",
    }
    for name, place in places.items():
        monkeypatch.setattr(paths, name, place)
    return root


@pytest.fixture
def make_edition(project: Path) -> Callable[..., publish.Edition]:
    """Plan an edition of the small project with some parameters."""

    def make(**given: object) -> publish.Edition:
        study = project / "data" / "pact"
        rows = publish.read_manifest(study)
        values = publish.check_parameters({"study": "pact", **given}, rows)
        newest = publish.find_newest(values, rows)
        cache = paths.VAR / "hashes.json"
        return publish.plan_edition(study, paths.chapters(), values, cache, newest)

    return make


def write_pages(head: dict, folder: Path, executed: Path) -> None:
    """Fill an edition as the renderer would: a brief that links to a chapter, a book, a table."""
    link = '<p><a href="1_corpus.html#e-a-p1s1">¶1.1</a> <a href="#m">up</a>'
    link += ' <a href="report.pdf">book</a></p>'
    (folder / "index.html").write_text(PAGE.format("Brief", link), encoding="utf-8")
    entry = f'<p id="e-a-p1s1">{head["edition_date"]}</p><img src="figures/f.svg" alt="a > b">'
    (folder / "1_corpus.html").write_text(PAGE.format("Corpus", entry), encoding="utf-8")
    (folder / "report.pdf").write_bytes(PDF)
    (folder / "figures").mkdir()
    (folder / "figures" / "f.svg").write_text("<svg/>", encoding="utf-8")
    (folder / "data").mkdir()
    (folder / "data" / "t.csv").write_text("a\n1\n", encoding="utf-8")
    (executed / "1_corpus.ipynb").write_text("{}", encoding="utf-8")


@pytest.fixture
def fill() -> Callable[[dict, Path, Path], None]:
    """What builds an edition in tests of publishing."""
    return write_pages


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, object]:
    """Where CI is set, a slow test that is skipped has failed: there it must be able to run."""
    report = yield
    skipped = report.skipped and not hasattr(report, "wasxfail")
    if skipped and os.environ.get("CI") and item.get_closest_marker("slow"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: {report.longrepr}"
    return report
