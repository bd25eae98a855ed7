"""Notebooks as committed: they ask, call, show and say; numbers and logic live elsewhere."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import re
from pathlib import Path

import pytest

from helpers import paths
from helpers.publish.parameters import PARAMETERS

CHAPTERS = [*paths.chapters(), *paths.chapters(large=True)]
NOTEBOOKS = sorted({*paths.NOTEBOOKS.glob("*.ipynb"), *CHAPTERS})
TAGS = {"parameters", "prose", "check"}
LINES = 10
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Parts of markdown whose numerals a reader does not see as figures: addresses and code.
UNSEEN = re.compile(r"\]\([^)]*\)|`[^`]*`|<[^>]*>|&#?\w+;")
LOGIC = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.If,
    ast.Try,
)
EXAMPLE = re.compile(r"\w.*\n(?s:.*)^>>> ", re.MULTILINE)  # words, then a line to type
STAGES = {"tables", "scale", "analyse", "draw", "prose"}
WRITES = re.compile(r"\bopen\(|\.to_(?:csv|parquet|excel|json|html)\(|savefig|write_(?:text|bytes)")


def name(path: Path) -> str:
    return path.relative_to(paths.NOTEBOOKS).with_suffix("").as_posix()


def read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def source(cell: dict) -> str:
    return "".join(cell["source"])


def tags(cell: dict) -> list[str]:
    return cell["metadata"].get("tags", [])


def find_untidy(notebook: dict, chapter: bool) -> list[str]:
    """Everything in a notebook that the rules of its style forbid."""
    found = []
    for number, cell in enumerate(notebook["cells"], start=1):
        faults = find_code(cell, chapter) if cell["cell_type"] == "code" else find_prose(cell)
        found += [f"cell {number}: {fault}" for fault in faults]
        if strange := set(tags(cell)) - TAGS:
            found.append(f"cell {number}: tags {sorted(strange)}")
    return found


def find_code(cell: dict, chapter: bool) -> list[str]:
    text, found = source(cell), []
    if cell["outputs"] or cell["execution_count"] is not None:
        found.append("it has outputs or a count")
    if not text.strip():
        found.append("it is empty")
    if re.search(r"^\s*[%!]|^\s*\?|\?\s*$", text, re.MULTILINE):
        return [*found, "it has a magic"]
    tree = ast.parse(text)
    if count_lines(text, tree) > LINES and "parameters" not in tags(cell):
        found.append(f"it has more than {LINES} lines")
    found += [type(node).__name__ for node in ast.walk(tree) if isinstance(node, LOGIC)]
    if chapter and WRITES.search(text):
        found.append("it writes to disk")
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helpers"):
            stage = (node.module or "").split(".")[1:2] or [alias.name for alias in node.names]
            if chapter and set(stage) - STAGES:
                found.append(f"it imports {', '.join(stage)}")
    return found


def count_lines(text: str, tree: ast.Module) -> int:
    """Lines of a cell that are not blank and not imports."""
    imports = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    taken = sum((node.end_lineno or node.lineno) - node.lineno + 1 for node in imports)
    return sum(bool(line.strip()) for line in text.splitlines()) - taken


def find_prose(cell: dict) -> list[str]:
    seen = YEAR.sub("", UNSEEN.sub("", source(cell)))
    return ["it has a numeral"] if re.search(r"\d", seen) else []


def declared(notebook: dict) -> dict[str, tuple[str, object]]:
    """Names, types and values of the cell tagged ``parameters``."""
    cells = [cell for cell in notebook["cells"] if "parameters" in tags(cell)]
    assert len(cells) == 1
    found = {}
    for node in ast.parse(source(cells[0])).body:
        assert isinstance(node, ast.AnnAssign), ast.unparse(node)
        found[ast.unparse(node.target)] = (
            ast.unparse(node.annotation),
            ast.literal_eval(node.value),  # type: ignore[arg-type]
        )
    return found


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_notebook_is_tidy(path: Path) -> None:
    assert find_untidy(read(path), chapter=path in CHAPTERS) == []


@pytest.mark.parametrize("path", CHAPTERS, ids=name)
def test_parameters_are_those_of_the_command_line(path: Path) -> None:
    for name, (kind, value) in declared(read(path)).items():
        assert name in PARAMETERS
        assert value == PARAMETERS[name], name
        assert kind.removesuffix("[str]") == type(value).__name__


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_every_parameter_has_a_comment(path: Path) -> None:
    (cell,) = [cell for cell in read(path)["cells"] if "parameters" in tags(cell)]
    for line in source(cell).splitlines():
        assert "#" in line, line


@pytest.mark.parametrize("path", CHAPTERS, ids=name)
def test_first_cells_stand_in_order(path: Path) -> None:
    first, told, second, third = read(path)["cells"][:4]
    assert first["cell_type"] == told["cell_type"] == "markdown"
    assert source(first).startswith("# ")
    assert tags(second) == ["parameters"]
    assert "import" in source(third)


@pytest.mark.parametrize("path", CHAPTERS, ids=name)
def test_every_parameter_is_explained_above_them(path: Path) -> None:
    """A line each, in their order, for whoever sits at the notebook: no report renders it."""
    told = read(path)["cells"][1]
    assert told["metadata"]["helpers"] == {"kind": "screen"}
    lines = re.findall(r"^- `(\w+)`: (.+)$", source(told), re.MULTILINE)
    assert [name for name, _ in lines] == list(declared(read(path)))
    assert all(len(words) > 40 for _, words in lines)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_notebook_names_no_machine(path: Path) -> None:
    metadata = read(path)["metadata"]
    assert metadata["kernelspec"]["name"] == "python3"
    assert "version" not in metadata.get("language_info", {})
    assert "papermill" not in metadata


@pytest.mark.parametrize("large", [False, True])
def test_report_has_its_chapters(large: bool) -> None:
    names = [path.stem for path in paths.chapters(large)]
    assert names == [
        "0_brief",
        "1_corpus",
        "2_timeline",
        "3_coverage",
        "4_reliability",
        "5_evidence",
    ]


def code(text: str, **more: object) -> dict:
    cell = {"cell_type": "code", "source": [text], "outputs": [], "execution_count": None}
    return cell | {"metadata": {}} | more


@pytest.mark.parametrize(
    "cell",
    [
        code("x", outputs=[{}]),
        code("x", execution_count=1),
        code(""),
        code("%matplotlib inline"),
        code("!ls"),
        code("plot?"),
        code("\n".join(["x"] * 11)),
        code("def f(): pass"),
        code("class A: pass"),
        code("for x in y: pass"),
        code("while x: pass"),
        code("f = lambda x: x"),
        code("table.to_csv('x.csv')"),
        code("from helpers import load"),
        code("from helpers.tag.times import find_times"),
        code("x", metadata={"tags": ["hide"]}),
        {"cell_type": "markdown", "metadata": {}, "source": ["There are 5 articles."]},
        {"cell_type": "markdown", "metadata": {}, "source": ["On 17 January 2025"]},
    ],
    ids=lambda cell: "".join(cell["source"])[:20],
)
def test_what_is_untidy_is_found(cell: dict) -> None:
    assert find_untidy({"cells": [cell]}, chapter=True)


@pytest.mark.parametrize(
    "cell",
    [
        code("from helpers.tables import tag_study\nfrom helpers import draw"),
        code("total = sum(n for n in counts)"),
        {"cell_type": "markdown", "metadata": {}, "source": ["# Time\n\nAfter 2022 ([a](x#1))."]},
    ],
    ids=["imports", "expression", "year"],
)
def test_what_is_tidy_passes(cell: dict) -> None:
    assert not find_untidy({"cells": [cell]}, chapter=True)


def list_called(notebook: dict) -> set[tuple[str, str]]:
    """Module and name of every helper that a notebook calls, under whatever name it goes there."""
    cells = [source(cell) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    nodes = list(ast.walk(ast.parse("\n".join(cells))))
    froms = [n for n in nodes if isinstance(n, ast.ImportFrom) and n.module.startswith("helpers")]
    known = {a.asname or a.name: (n.module, a.name) for n in froms for a in n.names}
    called = set()
    for call in (node.func for node in nodes if isinstance(node, ast.Call)):
        if isinstance(call, ast.Name) and call.id in known:
            called.add(known[call.id])
        elif isinstance(call, ast.Attribute) and ast.unparse(call.value) in known:
            called.add((".".join(known[ast.unparse(call.value)]), call.attr))
    return called


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_every_helper_that_is_called_says_what_it_does(path: Path) -> None:
    """``name?`` in a cell answers something, with an example that a reader can go on from."""
    called = list_called(read(path))
    assert called
    silent = [
        f"{module}.{name}"
        for module, name in sorted(called)
        if not EXAMPLE.search(inspect.getdoc(getattr(importlib.import_module(module), name)) or "")
    ]
    assert silent == []


def test_what_a_notebook_calls_is_found() -> None:
    notebook = {
        "cells": [
            code("from helpers.prose import corpus as said\nfrom helpers.tables import tag_study"),
            code("said.say_corpus(tag_study(study).articles.head())"),
        ]
    }
    wanted = {("helpers.prose.corpus", "say_corpus"), ("helpers.tables", "tag_study")}
    assert list_called(notebook) == wanted
