"""A copy of the project with locks and caches of its own, and one real edition built in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import paths
from tests.acceptance.reading import Article, list_pages, read_articles, read_book, read_text

COPIED = ("helpers", "notebooks", "data", "requirements.txt", "pyproject.toml")


def report(checkout: Path, reports: Path, *given: str) -> subprocess.CompletedProcess[str]:
    """``python -m helpers report`` as a scheduler calls it: no terminal, no settings, no home."""
    home = reports.parent / "home"
    home.mkdir(exist_ok=True)
    env = os.environ | {"HOME": str(home), "PYTHONPATH": str(checkout)}
    command = [sys.executable, "-m", "helpers", "report", "--reports", str(reports), *given]
    return subprocess.run(
        command, cwd=checkout, env=env, capture_output=True, text=True, check=False, timeout=600
    )


def build(checkout: Path, reports: Path, *given: str) -> Path:
    """Build one edition and return its folder; a run that went well has said nothing."""
    done = report(checkout, reports, *given)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    (edition,) = (reports / "editions").glob("*-*")
    return edition


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it is, in a place where no other run holds the lock."""
    folder = tmp_path_factory.mktemp("a checkout")
    for name in COPIED:
        source = paths.ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy(source, folder / name)
    return folder


@pytest.fixture(scope="session")
def edition(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study's own report."""
    return build(checkout, tmp_path_factory.mktemp("whole") / "reports")


@pytest.fixture(scope="session")
def articles() -> list[Article]:
    """The study's articles as received."""
    return read_articles(paths.DATA / paths.STUDY)


@pytest.fixture(scope="session", params=["pages", "book"])
def told(request: pytest.FixtureRequest, edition: Path) -> str:
    """All that the report says: once as its pages, once as its book."""
    if request.param == "book":
        return read_book(edition / "report.pdf")
    return " ".join(read_text(page) for page in list_pages(edition))
