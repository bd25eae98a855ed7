"""What is published can be served, whoever's umask it is; the rest stays the user's."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import publish
from helpers.publish import run, status


def publish_under(umask: int, project: Path, make_edition: Callable, fill: Callable) -> set[str]:
    """The modes of all that stands in ``reports`` after a run."""
    before = os.umask(umask)
    try:
        publish.publish(make_edition(), fill, project / "reports", project / "var")
        publish.write_status(project / "reports", 0)
        left = os.umask(umask)
    finally:
        os.umask(before)
    assert left == umask, "the umask is the user's again"
    there = [project / "reports", *(project / "reports").rglob("*")]
    return {f"{stat.S_IMODE(p.stat().st_mode):o}" for p in there}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
@pytest.mark.parametrize(
    ("umask", "modes"),
    [(0o077, {"755", "644"}), (0o027, {"755", "644"}), (0o022, {"755", "644"}),
     (0o002, {"775", "664"})],
)  # fmt: skip
def test_everybody_may_read_what_is_published(
    umask: int, modes: set[str], project: Path, make_edition: Callable, fill: Callable
) -> None:
    assert publish_under(umask, project, make_edition, fill) == modes
    var = stat.S_IMODE((project / "var").stat().st_mode)
    assert var == 0o777 & ~umask


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
@pytest.mark.parametrize("module", [run, status])
def test_without_it_nobody_may(
    module: object,
    project: Path,
    make_edition: Callable,
    fill: Callable,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "let_read", contextlib.nullcontext)
    assert "600" in publish_under(0o077, project, make_edition, fill)
