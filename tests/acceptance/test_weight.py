"""A page of the study opens on a slow line: it stays below 400 kB with all its figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.reading import list_pages

pytestmark = pytest.mark.slow

MOST = 400_000  # bytes


def test_no_page_is_heavy(edition: Path) -> None:
    weights = {page.name: page.stat().st_size for page in list_pages(edition)}
    assert len(weights) >= 6
    assert {name: size for name, size in weights.items() if size >= MOST} == {}
