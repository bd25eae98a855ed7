"""Notebooks run with real kernels."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers.render import NotebookError, ParameterError, run_notebooks
from helpers.render.kernels import Kernel

DECLARED = 'study: str = "pact"\nwords: list[str] = []'


def write(folder: Path, **sources: list[str]) -> list[Path]:
    for name, cells in sources.items():
        first = new_code_cell(DECLARED, metadata={"tags": ["parameters"]})
        notebook = new_notebook(cells=[first, *(new_code_cell(c) for c in cells)])
        nbformat.write(notebook, folder / f"{name}.ipynb")
    return [folder / f"{name}.ipynb" for name in sources]


def outputs(path: Path) -> str:
    notebook = nbformat.read(path, as_version=4)
    return "".join(o.get("text", "") for c in notebook.cells for o in c.get("outputs", []))


def kernels() -> list[psutil.Process]:
    found = []
    for child in psutil.Process(os.getpid()).children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):  # a zombie, or ended since
            if "ipykernel" in " ".join(child.cmdline()):
                found.append(child)
    return found


def test_notebooks_run_with_their_parameters_in_a_place_aside(tmp_path: Path) -> None:
    hostile = '"; import os; print("ran") #'
    say = "import os, sys; print(study, words, os.environ['TZ'], os.getcwd())"
    notebooks = write(tmp_path, a=[say], b=["print(study)"])
    before = [path.read_bytes() for path in notebooks]
    done = run_notebooks(
        notebooks, tmp_path / "out" / "deep", {"study": "x", "words": [hostile, "007"]}, True
    )
    assert [path.name for path in done] == ["a.ipynb", "b.ipynb"]
    assert done[0].parent == tmp_path / "out" / "deep"
    said = outputs(done[0])
    assert f"x {[hostile, '007']} UTC {tmp_path}" in said
    assert [path.read_bytes() for path in notebooks] == before
    assert not kernels()
    assert not Kernel.running


@pytest.mark.slow
def test_a_failed_cell_is_named_with_its_last_lines(tmp_path: Path) -> None:
    notebooks = write(tmp_path, a=["import time; time.sleep(60)"], b=["x = 1", "1 / (x - 1)"])
    with pytest.raises(NotebookError, match=r"b\.ipynb, cell 3: ZeroDivisionError") as caught:
        run_notebooks(notebooks, tmp_path / "out", {})
    assert "1 / (x - 1)" in str(caught.value)
    assert "\x1b" not in str(caught.value)
    assert (caught.value.reason, caught.value.cell) == ("error", 3)
    assert caught.value.notebook.exists()
    assert not kernels()


@pytest.mark.slow
def test_a_cell_that_hangs_ends(tmp_path: Path) -> None:
    notebooks = write(tmp_path, a=["while True: pass"])
    with pytest.raises(NotebookError, match="longer than 1 seconds") as caught:
        run_notebooks(notebooks, tmp_path / "out", {}, timeout=1)
    assert caught.value.reason == "timeout"
    assert not kernels()


@pytest.mark.slow
def test_a_kernel_that_dies_is_told_apart(tmp_path: Path) -> None:
    notebooks = write(tmp_path, a=["import os; os._exit(9)"])
    with pytest.raises(NotebookError, match="kernel died") as caught:
        run_notebooks(notebooks, tmp_path / "out", {})
    assert caught.value.reason == "died"


def test_wrong_parameters_run_nothing(tmp_path: Path) -> None:
    notebooks = write(tmp_path, a=["print(1)"])
    with pytest.raises(ParameterError, match="studi"):
        run_notebooks(notebooks, tmp_path / "out", {"studi": "x"})
    assert not (tmp_path / "out").exists()
