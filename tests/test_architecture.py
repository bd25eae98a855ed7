"""Who imports whom, drawn from the code itself: no arrow runs back to an earlier stage."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers import paths

# The command line, which puts the stages together.
ANY = {"records", "paths", "signals", "load", "tag", "tables", "analyse", "export", "propose"}
ANY |= {"inbox", "overview", "render", "publish", "scale"}
# A stage and what it may import of ours; each also imports itself.  ``load`` stands for all of it,
# ``load.lexicon`` for the reader of word lists alone.
MAY_IMPORT = {
    "records": set(),
    "paths": set(),
    "signals": set(),
    "scripts": set(),
    "load": {"records", "paths", "scripts"},
    "tag": {"records", "load.lexicon"},
    "tables": {"records", "paths", "load", "tag"},
    "overview": set(),
    "scale": {"records", "paths", "overview", "load", "tag", "tables", "analyse"},
    "analyse": {"records", "overview"},
    "prose": {"records", "overview"},
    "draw": {"records", "overview", "prose", "scripts"},
    "export": {"records", "overview", "load", "tag", "tables"},
    "propose": {"records", "load", "tag", "tables"},
    "inbox": {"records", "load", "tag", "tables", "propose"},
    "render": {"paths", "scripts"},
    "publish": {"paths"},
    "command": ANY,
    "explore": {"records", "tables", "analyse", "prose", "draw"},
}
# The layers of ``tag`` from left to right; those of one group may not import each other.
LAYERS = [
    {"zones"},
    {"sentences"},
    {"times", "actors"},
    {"attributions"},
    {"patterns"},
    {"events"},
    {"claims", "promises"},
]
DISK = {"pathlib", "os", "io", "shutil", "tempfile", "glob", "sqlite3"}
WITHOUT_DISK = {"analyse", "prose"}


def modules() -> list[Path]:
    return sorted(p for p in paths.HELPERS.rglob("*.py") if "schedules" not in p.parts)


def name_module(path: Path) -> tuple[str, ...]:
    """``helpers/tag/times/read.py`` → ``("tag", "times", "read")``; a package without __init__."""
    parts = path.relative_to(paths.HELPERS).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


def read_imports(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield every import anywhere in a file, ours without the leading ``helpers``.

    A name that is imported from a package counts as its module where it is one.
    """
    here = path.relative_to(paths.HELPERS.parent).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield tuple(alias.name.split("."))
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level + 1] if node.level else ()
            whole = (*base, *(node.module or "").split("."))
            module = tuple(part for part in whole if part)
            for alias in node.names:
                yield (*module, alias.name) if is_module((*module, alias.name)) else module


def is_module(parts: tuple[str, ...]) -> bool:
    place = paths.HELPERS.parent.joinpath(*parts)
    return place.is_dir() or place.with_suffix(".py").is_file()


def ours(path: Path) -> set[tuple[str, ...]]:
    return {name[1:] for name in read_imports(path) if name[0] == "helpers" and len(name) > 1}


def place_layer(name: str) -> int:
    return next((i for i, group in enumerate(LAYERS) if name in group), -1)


def find_wrong(path: Path, imports: set[tuple[str, ...]]) -> list[str]:
    """Arrows from a module that its stage may not have."""
    module = name_module(path)
    if not module or module[0] == "__main__":
        return []
    allowed, wrong = MAY_IMPORT[module[0]], []
    for target in sorted(imports):
        if target[0] == module[0]:
            if module[0] == "tag" and len(module) > 1 and len(target) > 1:
                same = target[1] == module[1]
                if not same and place_layer(target[1]) >= place_layer(module[1]):
                    wrong.append(f"{'.'.join(module)} → {'.'.join(target)}")
            continue
        if target[0] not in allowed and ".".join(target[:2]) not in allowed:
            reader = module[0] == "tag" and target == ("load",) and reads_lexicon_only(path)
            if not reader:
                wrong.append(f"{'.'.join(module)} → {'.'.join(target)}")
    return wrong


def reads_lexicon_only(path: Path) -> bool:
    """Whether all that a file takes from ``load`` is ``read_lexicon``."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    froms = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    taken = [n for n in froms if (n.module or "").endswith("load")]
    return all(alias.name == "read_lexicon" for node in taken for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda p: ".".join(name_module(p)) or "helpers")
def test_no_arrow_runs_back(path: Path) -> None:
    assert find_wrong(path, ours(path)) == []


@pytest.mark.parametrize("path", modules(), ids=lambda p: ".".join(name_module(p)) or "helpers")
def test_pure_stages_leave_the_disk_alone(path: Path) -> None:
    module = name_module(path)
    if module and module[0] in WITHOUT_DISK:
        assert not {name[0] for name in read_imports(path)} & DISK


def test_every_stage_stands_in_the_table() -> None:
    stages = {name[0] for name in map(name_module, modules()) if name}
    assert stages - MAY_IMPORT.keys() == {"__main__"}


def test_every_layer_of_tag_has_its_place() -> None:
    layers = {name[1] for name in map(name_module, modules()) if name[:1] == ("tag",) and name[1:]}
    assert layers <= set().union(*LAYERS)


@pytest.mark.parametrize(
    ("module", "target"),
    [
        ("records", ("load",)),
        ("tag/times/read", ("tag", "claims")),
        ("tag/times/read", ("tag", "actors")),
        ("tag/zones", ("tables",)),
        ("analyse/corpus", ("tag",)),
        ("render/run", ("tables",)),
        ("publish/run", ("__main__",)),
        ("draw/show", ("tables",)),
        ("tables/store", ("scale",)),
        ("scale/build", ("prose",)),
    ],
)
def test_an_arrow_that_runs_back_is_found(module: str, target: tuple[str, ...]) -> None:
    assert find_wrong(paths.HELPERS / f"{module}.py", {target})


@pytest.mark.parametrize(
    ("module", "target"),
    [
        ("load/study", ("records",)),
        ("tag/claims", ("tag", "patterns", "compile")),
        ("tag/claims", ("load", "lexicon")),
        ("tables", ("tag",)),
        ("__main__", ("render",)),
    ],
)
def test_an_arrow_that_runs_on_is_not(module: str, target: tuple[str, ...]) -> None:
    assert not find_wrong(paths.HELPERS / f"{module}.py", {target})
