"""The way from a study to an edition, all of it but the kernels and the renderer."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers import __main__ as command
from helpers import paths, render

PAGE = '<!doctype html><html lang="en"><title>x</title><main></main></html>'


def test_study_to_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, told = {}, {}

    @contextlib.contextmanager
    def open_kernels(folder: Path) -> Iterator[str]:
        assert folder == paths.NOTEBOOKS
        yield "open"

    def run_notebooks(
        notebooks: list, out: Path, parameters: dict, progress: bool, kernels: str
    ) -> list:
        assert kernels == "open"
        asked.update(parameters)
        return [out / path.name for path in notebooks]

    def render_edition(executed: list[Path], folder: Path, head: dict, missing: str) -> None:
        told.update(head)
        assert missing == "error"
        for path in executed:
            name = "index" if path.stem.startswith("0") else path.stem
            (folder / f"{name}.html").write_text(PAGE, encoding="utf-8")
        (folder / "report.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")

    monkeypatch.setattr(render, "open_kernels", open_kernels, raising=False)
    monkeypatch.setattr(render, "run_notebooks", run_notebooks, raising=False)
    monkeypatch.setattr(render, "render_edition", render_edition, raising=False)
    monkeypatch.setattr(paths, "VAR", tmp_path / "var")
    settings = ["--set", 'end="2024-12-31"', "--set", "min_outlets=2"]
    assert command.main(["report", "--reports", str(tmp_path / "reports"), *settings]) == 0
    assert asked["study"] == str(paths.study_folder(paths.STUDY))
    assert told["parameters"]["study"] == paths.STUDY
    assert "missing_glyph" not in asked.keys() | told["parameters"].keys()
    assert told["title"]
    latest = tmp_path / "reports" / "latest"
    manifest = json.loads((latest / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["title"] == told["title"]
    assert {"exports/events.csv", "exports/planned.ics"} <= manifest["files"].keys()
    assert not any(str(paths.ROOT) in p.read_text("utf-8") for p in latest.glob("exports/*.csv"))
