"""The folders of pages that the browser tests look at: the sample report and the real one."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def load(path: Path) -> ModuleType:
    """A module beside the tests, which are no package."""
    spec = importlib.util.spec_from_file_location(f"tests_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def checks() -> ModuleType:
    """The checks; without a browser they are skipped, which the full test run counts a failure."""
    pytest.importorskip("playwright")
    module = load(HERE / "checks.py")
    if module.find_browser() is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: set $CHROMIUM or install chromium")
        pytest.skip("no Chromium: set $CHROMIUM or install chromium")
    return allow_second_tries(module)


def allow_second_tries(module: ModuleType) -> ModuleType:
    """The module, with checks that outlive a browser that went away."""
    from tests.browser.checks import allow_second_try

    for name in [name for name in vars(module) if name.startswith("check_")]:
        setattr(module, name, allow_second_try(getattr(module, name)))
    return module


@pytest.fixture(scope="session")
def access(checks: ModuleType) -> ModuleType:
    """The checks of reading without a mouse, a style sheet or perfect eyes."""
    from tests.browser import access as module

    return allow_second_tries(module)


@pytest.fixture(scope="session")
def sample_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample report of the renderer's tests."""
    from helpers.render import render_edition

    made = load(HERE.parent / "render" / "conftest.py")
    folder = tmp_path_factory.mktemp("sample")
    executed = made.write_notebooks(made.build_sample(), tmp_path_factory.mktemp("executed"))
    render_edition(executed, folder, made.EDITION)
    return folder


@pytest.fixture(scope="session")
def real_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study's own report, built once."""
    reports = tmp_path_factory.mktemp("reports")
    command = [sys.executable, "-m", "helpers", "report", "--reports", str(reports)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    editions = list((reports / "editions").glob("*-*"))
    assert len(editions) == 1
    return editions[0]


@pytest.fixture(scope="session", params=["sample", "real"])
def pages(request: pytest.FixtureRequest) -> Path:
    """Both, one after the other."""
    return request.getfixturevalue(f"{request.param}_pages")
