"""One trial with real kernels for each of their stages: started, at work, dying, rendering."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from helpers import paths
from tests.faults import invariants

pytestmark = pytest.mark.slow
COPIED = ("helpers", "notebooks", "data", "requirements.txt", "pyproject.toml")
DIED = 71
SECONDS = 120


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with one edition."""
    folder = tmp_path_factory.mktemp("kernels")
    for name in COPIED:
        source = paths.ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    process, _ = start(folder)
    assert process.wait(timeout=SECONDS) == 0
    return folder


def start(root: Path, *arguments: str) -> tuple[subprocess.Popen, str]:
    """A run in a process group of its own, with a mark that its kernels inherit."""
    mark = uuid.uuid4().hex
    env = os.environ | {"PYTHONPATH": str(root), "TRIAL": mark}
    command = [sys.executable, "-m", "helpers", "report", *arguments]
    process = subprocess.Popen(
        command, cwd=root, env=env, start_new_session=True, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    return process, f"TRIAL={mark}"


def find_kernels(process: subprocess.Popen) -> list[psutil.Process]:
    return [p for p in psutil.Process(process.pid).children(recursive=True) if p.is_running()]


def wait_for(happened: Callable[[], object]) -> None:
    end = time.monotonic() + SECONDS
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def stages(root: Path, process: subprocess.Popen) -> dict[str, Callable[[], object]]:
    """How one sees from outside that a run has come to a stage."""
    build = root / "var" / "build"
    return {
        "kernels start": lambda: find_kernels(process),
        "cells run": lambda: list(build.glob("*/executed/*.ipynb")),
        "rendered": lambda: list(build.glob("*/*/report.pdf")),
    }


def snapshot(root: Path) -> dict[str, dict[str, str]]:
    editions = invariants.list_editions(root / "reports")
    return {folder.name: invariants.hash_tree(folder) for folder in editions}


def check(root: Path, before: dict) -> Iterator[str]:
    reports = root / "reports"
    yield from invariants.check_latest(reports)
    yield from invariants.check_editions(reports)
    yield from invariants.check_older(reports, before)


@pytest.mark.parametrize("stage", ["kernels start", "cells run", "rendered"])
@pytest.mark.parametrize("whole_group", [True, False], ids=["group", "parent"])
def test_kill_at_each_stage(stage: str, whole_group: bool, root: Path) -> None:
    before = snapshot(root)
    process, mark = start(root, "--force")
    wait_for(stages(root, process)[stage])
    (os.killpg if whole_group else os.kill)(process.pid, signal.SIGKILL)
    process.communicate(timeout=SECONDS)
    assert invariants.check_processes(mark) == []
    assert list(check(root, before)) == []
    process, _ = start(root, "--unchanged-exit", "7")
    assert process.wait(timeout=SECONDS) == 7


def test_a_kernel_that_is_killed_is_71_and_leaves_the_report(root: Path) -> None:
    before = snapshot(root)
    process, mark = start(root, "--force")
    wait_for(lambda: list((root / "var" / "build").glob("*/executed/*.ipynb")))
    for kernel in find_kernels(process):
        kernel.kill()
    _, told = process.communicate(timeout=SECONDS)
    assert process.returncode == DIED, told
    assert json.loads(told.splitlines()[-1])["exit"] == DIED
    assert invariants.check_processes(mark) == []
    assert list(check(root, before)) == []
