"""Set-up: what is imported is pinned, the locks are whole, and name no place to load from."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from helpers import paths
from helpers.inbox.command import EXTRA

FEEDS = paths.HELPERS / "feeds.lock"
SCALE = paths.HELPERS / "scale.lock"
LOCKS = [paths.LOCK, paths.ROOT / "tests" / "requirements.lock", FEEDS, SCALE]
# What may import an extra, which is not there by default: so it is imported where it is needed.
USERS = {
    "feeds": ("inbox", "load/pages.py"),
    "scale": ("load/corpus", "load/pages.py", "scale", "scale.py"),
}
PIN = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==(\d[\w.]*)", re.MULTILINE)
# The oldest versions without a known fault that would touch this report.
FLOORS = {
    "nbconvert": "7.17.1",
    "jupyter-server": "2.20.0",
    "jupyterlab": "4.6.2",
    "mistune": "3.3.3",
    "tornado": "6.6",
    "pillow": "12.2.0",
}


def pins(path: Path) -> dict[str, str]:
    return dict(PIN.findall(path.read_text(encoding="utf-8")))


def key(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))


def extras() -> dict[str, dict[str, str]]:
    """The pins of each optional extra."""
    project = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = project["optional-dependencies"]
    return {name: dict(line.split("==") for line in lines) for name, lines in lists.items()}


def imported(folder: Path, without: tuple[str, ...] = ()) -> set[str]:
    """Names of the packages that a Python file, or those of a folder, import from outside."""
    names = set()
    for path in [folder] if folder.is_file() else folder.rglob("*.py"):
        if any(path.is_relative_to(folder / name) for name in without):
            continue
        if path.parent.name == "schedules":  # runs in a scheduler's own environment
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"helpers", "tests"}


@pytest.mark.parametrize(
    ("folder", "files"),
    [
        ("helpers", ["requirements.txt"]),
        ("tests", ["requirements.txt", "tests/requirements.txt", "tests/bench/requirements.txt"]),
    ],
)
def test_every_import_is_pinned(folder: str, files: list[str]) -> None:
    pinned = {name.lower().replace("_", "-") for f in files for name in pins(paths.ROOT / f)}
    origins = packages_distributions()
    without = (*USERS["feeds"], *USERS["scale"]) if folder == "helpers" else ()
    for name in imported(paths.ROOT / folder, without) - {"timeline_tables", "small_corpus"}:
        origin = {o.lower().replace("_", "-") for o in origins.get(name, [name])}
        assert origin & pinned, f"{name} is imported in {folder}/ and not pinned in {files}"


@pytest.mark.parametrize("extra", USERS)
def test_what_uses_an_extra_imports_it_and_no_more(extra: str) -> None:
    pinned = {name.partition("[")[0] for name in extras()[extra]} | {"distributed"}
    pinned |= pins(paths.ROOT / "requirements.txt").keys()
    for user in USERS[extra]:
        assert imported(paths.HELPERS / user) <= pinned


def test_what_reads_feeds_needs_its_whole_extra() -> None:
    assert extras()["feeds"].keys() == set(EXTRA)


@pytest.mark.parametrize(("extra", "path"), [("feeds", FEEDS), ("scale", SCALE)])
def test_default_install_has_nothing_of_the_extra(extra: str, path: Path) -> None:
    lock = pins(path)
    wanted = {name.partition("[")[0]: pin for name, pin in extras()[extra].items()}
    assert wanted.items() <= lock.items() <= pins(LOCKS[1]).items()
    assert not wanted.keys() & pins(paths.LOCK).keys()
    both = lock.keys() & pins(paths.LOCK).keys()
    assert all(lock[name] == pins(paths.LOCK)[name] for name in both)


def test_report_loads_nothing_of_the_extras() -> None:
    """Every import of one stands in the function that needs it."""
    ours = {name.partition("[")[0] for extra in extras().values() for name in extra}
    for path in sorted((paths.HELPERS / "load").rglob("*.py")):
        top = ast.parse(path.read_text(encoding="utf-8")).body
        for node in top:
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not ours & {name.partition(".")[0] for name in names}, path


@pytest.mark.parametrize("lock", LOCKS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_lock_is_hashed_and_names_no_place(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"https?://|file:|--index|--extra|--find-links|@ ", text)
    entries = re.split(r"\n(?=[a-zA-Z])", text.strip())
    assert all("--hash=sha256:" in entry for entry in entries)


def test_lock_has_the_pins_and_the_floors() -> None:
    locked = pins(paths.LOCK)
    assert pins(paths.ROOT / "requirements.txt").items() <= locked.items()
    assert locked.items() <= pins(LOCKS[1]).items()
    for name, floor in FLOORS.items():
        assert key(locked[name]) >= key(floor), name
