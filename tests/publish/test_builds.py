"""Whole builds with real kernels: the same bytes anywhere, other parameters, failures, signals."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from helpers import paths

pytestmark = pytest.mark.slow
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "var", "reports", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis"
)
STOPS = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]
# A folder's name, an environment, a umask, and how far the clock is off.
PLACES = [
    ("one", {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}, 0o022, "+3650d"),
    (
        "an other, ünusual",
        {
            **{"TZ": "Pacific/Kiritimati", "LC_ALL": "fa_IR", "HOME": ""},
            **{"USER": "somebody", "LOGNAME": "somebody", "PYTHONHASHSEED": "77"},
        },
        0o077,
        "-3650d",
    ),
]


@pytest.fixture(scope="session")
def faketime() -> str:
    """The command that gives a program another clock, its kernels and the PDF compiler included."""
    found = shutil.which("faketime")
    if not found and os.environ.get("CI"):
        pytest.fail("no faketime: install Debian's faketime or libfaketime")
    return found or pytest.skip("no faketime: install Debian's faketime or libfaketime")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Copy this checkout, without what can be made again, into a folder of a given name."""
    folder = tmp_path_factory.mktemp("copies")
    shutil.copytree(paths.ROOT, folder / "first", ignore=LEFT_OUT)

    def make(name: str, backwards: bool = False) -> Path:
        """``backwards`` makes the files in the other order, which folders may then list them in."""
        if not backwards:
            return shutil.copytree(folder / "first", folder / name)
        for source in sorted((folder / "first").rglob("*"), reverse=True):
            target = folder / name / source.relative_to(folder / "first")
            (target if source.is_dir() else target.parent).mkdir(parents=True, exist_ok=True)
            if not source.is_dir():
                shutil.copy(source, target)
        return folder / name

    return make


def start(
    root: Path, *argv: str, mask: int = 0o022, clock: Sequence[str] = (), **env: str
) -> subprocess.Popen:
    """Start ``report`` in a copy; its own ``helpers`` come before the installed ones."""
    places = {"PYTHONPATH": str(root), "JUPYTER_RUNTIME_DIR": str(root / "var" / "runtime")}
    return subprocess.Popen(
        [*clock, sys.executable, "-m", "helpers", "report", *argv],
        cwd=root,
        env={**os.environ, **places, **env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        umask=mask,
        # A shell's background job ignores what its terminal sends, and its children would too.
        preexec_fn=lambda: [signal.signal(n, signal.SIG_DFL) for n in STOPS],
    )


def run(root: Path, *argv: str, **env: str) -> tuple[int, str, str]:
    process = start(root, *argv, **env)
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def read_edition(root: Path) -> dict[str, bytes]:
    folder = (root / "reports" / "latest").resolve()
    files = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return files | {"name": folder.name.encode()}


def test_two_builds_are_the_same_bytes(copy: Callable, faketime: str) -> None:
    editions, years = [], []
    for name, env, mask, off in PLACES:
        root = copy(name, backwards=bool(editions))
        process = start(root, mask=mask, clock=[faketime, "-f", off], **env)
        out, err = process.communicate(timeout=300)
        assert (process.returncode, out, err) == (0, "", "")
        status = json.loads((root / "reports" / "status.json").read_text(encoding="utf-8"))
        years.append(int(status["last_success"][:4]))
        editions.append(read_edition(root))
        assert not any(str(root).encode() in data for data in editions[-1].values())
    assert years[0] - years[1] in (19, 20), "the clocks were not moved"
    first, second = editions
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


@pytest.fixture(scope="module")
def root(copy: Callable) -> Path:
    """One copy with its report, for tests that go on from there."""
    root = copy("project")
    assert run(root) == (0, "", "")
    return root


def test_nothing_changed_takes_no_second(root: Path) -> None:
    began = time.monotonic()
    assert run(root) == (0, "", "")
    assert time.monotonic() - began < 1


def test_tags_of_earlier_runs_change_no_byte(root: Path) -> None:
    """Found anew, read from the store, and with a file where the store should be."""
    store, before = root / "var" / "tags", read_edition(root)
    kept = {path: path.stat().st_mtime_ns for path in store.rglob("*.parquet")}
    assert len(kept) == len(list(store.iterdir())) == 12
    assert run(root, "--force") == (0, "", "")
    assert {path: path.stat().st_mtime_ns for path in store.rglob("*.parquet")} == kept
    assert read_edition(root) == before
    shutil.rmtree(store)
    store.write_text("in the way", encoding="utf-8")
    assert run(root, "--force") == (0, "", "")
    assert read_edition(root) == before
    store.unlink()


def test_narrow_window_and_two_outlets(root: Path) -> None:
    outlets = json.dumps(["The Epoch Times", "Washington Examiner"])
    argv = ["--set", 'start="2024-10-01"', "--set", f"outlets={outlets}", "--reports", "narrow"]
    assert run(root, *argv) == (0, "", "")
    manifest = json.loads((root / "narrow/latest/manifest.json").read_text(encoding="utf-8"))
    assert manifest["parameters"]["outlets"] == json.loads(outlets)


def test_failed_cell_shows_its_last_lines_and_leaves_the_report(root: Path) -> None:
    before = read_edition(root)
    path = root / "notebooks" / "1_corpus.ipynb"
    text = path.read_text(encoding="utf-8")
    notebook = json.loads(text)
    notebook["cells"][-1]["source"] = ["assert not 'a check that fails'"]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    try:
        code, out, err = run(root)
    finally:
        path.write_text(text, encoding="utf-8")
    assert (code, out) == (1, "")
    assert "a check that fails" in json.loads(err.splitlines()[-1])["message"]
    assert read_edition(root) == before
    assert list((root / "var" / "failed").glob("*/1_corpus.ipynb"))
    assert run(root, "--unchanged-exit", "7")[0] == 7


@pytest.mark.parametrize("number", STOPS)
def test_signal_leaves_the_report_and_no_process(root: Path, number: signal.Signals) -> None:
    import psutil

    before = read_edition(root)
    process = start(root, "--force")
    watched, deadline = psutil.Process(process.pid), time.monotonic() + 60
    while not (children := watched.children(recursive=True)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert children
    process.send_signal(number)
    try:
        _, err = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 128 + number, err
    assert psutil.wait_procs(children, timeout=10)[1] == []
    assert read_edition(root) == before
    assert not list((root / "var" / "build").iterdir())


def test_kill_is_recovered_from(root: Path) -> None:
    before = read_edition(root)
    process = start(root, "--force")
    time.sleep(3)
    process.kill()
    process.communicate(timeout=30)
    assert run(root, "--unchanged-exit", "7") == (7, "", "")
    assert read_edition(root) == before
    assert not list((root / "var" / "build").iterdir())
