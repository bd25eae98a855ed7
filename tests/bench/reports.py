"""How long the report of the study takes, beside what its notebooks would take otherwise."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat

from helpers import paths
from tests.bench.measure import Measured, measure
from tests.bench.runs import say_run


def bench_reports(folder: Path) -> Iterator[str]:
    """The report, papermill on as many empty notebooks, plain command lines on the same ones."""
    chapters = paths.chapters()
    report = [sys.executable, "-m", "helpers", "report", "--reports", str(folder / "reports")]
    yield say_run("report", len(chapters), measure([*report, "--force"]))
    yield say_run("report, nothing new", len(chapters), measure(report))
    empty = folder / "empty.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("")]), empty)
    papermill = [sys.executable, "-m", "papermill", "-k", "python3", "--no-progress-bar"]
    runs = [measure([*papermill, str(empty), str(folder / "out.ipynb")]) for _ in chapters]
    yield say_run("papermill, as many empty notebooks", len(chapters), add(runs))
    yield say_run("nbconvert, three lines a chapter", len(chapters), add(list(convert(folder))))


def convert(folder: Path) -> Iterator[Measured]:
    """Execute each chapter, then write it as a page and as Markdown, a command each; no book."""
    line = [sys.executable, "-m", "jupyter", "nbconvert", "--log-level=ERROR"]
    aside = ["--output-dir", str(folder / "converted")]
    for chapter in paths.chapters():
        yield measure([*line, "--execute", "--to", "notebook", *aside, str(chapter)])
        executed = str(folder / "converted" / chapter.name)
        yield measure([*line, "--to", "html", *aside, executed])
        yield measure([*line, "--to", "markdown", *aside, executed])


def add(runs: list[Measured]) -> Measured:
    """Runs one after the other as one."""
    seconds, cpu = sum(r.seconds for r in runs), sum(r.cpu for r in runs)
    return Measured(seconds, max(r.peak for r in runs), cpu, "")
