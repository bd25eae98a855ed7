"""The page of changes in a browser: as readable as the edition it speaks of."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from helpers.publish.changes import record_file, write_changes

pytestmark = pytest.mark.slow
LONG = "A title of many words about nothing in particular, and " * 4 + "x" * 80


@pytest.fixture(scope="module")
def folder(real_pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of pages of changes: one of a first edition, one with every kind of line."""
    reports = tmp_path_factory.mktemp("changed") / "reports"
    name = real_pages.name
    shutil.copytree(real_pages, reports / "editions" / name)
    write_changes(reports, name, "")
    shutil.move(reports / "changes" / f"{name}.html", reports / "changes" / "first.html")
    record = json.loads(record_file(reports, name).read_text(encoding="utf-8"))
    heads = ("Articles added", "Events moved", "Claim cells that differ", "Sources dropped")
    record |= {"before": "2024-01-01-00000000", "counts": [["Articles", 4, 5]]}
    record |= {"sections": [[head, [LONG, "17 Jan 2025: ایرنا → Петров", "<b>"]] for head in heads]}
    record_file(reports, name).write_text(json.dumps(record), encoding="utf-8")
    write_changes(reports, name, "")
    return reports / "changes"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_axe_violation(checks: ModuleType, folder: Path, scheme: str) -> None:
    assert len(checks.list_pages(folder)) == 2
    assert checks.check_axe(folder, scheme) == []


def test_fits_a_phone_asks_for_nothing_and_needs_no_script(
    checks: ModuleType, folder: Path
) -> None:
    assert checks.check_phone(folder) == []
    assert checks.check_requests(folder) == []
    assert checks.check_without_scripts(folder) == []
