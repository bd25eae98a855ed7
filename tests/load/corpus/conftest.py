"""No process that reads pages outlives the tests of a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from helpers.load.corpus import reader


@pytest.fixture(autouse=True, scope="module")
def end_reader() -> Iterator[None]:
    yield
    reader.end_reader()
