"""The examples of the helpers run with the names of the chapter that calls them.

``>>> count_claims(tables)`` in a docstring means the ``tables`` that a reader of the chapter has.
The cells are run once, and what they show is thrown away.
"""

from __future__ import annotations

import ast
import importlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest import mock

import pytest
from _pytest.doctest import DoctestItem

from helpers import paths
from tests.scale.sample import open_sample


def read_code(notebook: Path) -> list[str]:
    """The code cells of a notebook."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def list_called(notebook: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every helper that a notebook calls, by its full name where it is defined, with the call."""
    nodes = list(ast.walk(ast.parse("\n".join(read_code(notebook)))))
    froms = [n for n in nodes if isinstance(n, ast.ImportFrom) and n.module.startswith("helpers")]
    known = {a.asname or a.name: f"{n.module}.{a.name}" for n in froms for a in n.names}
    for call in (node for node in nodes if isinstance(node, ast.Call)):
        base, _, name = ast.unparse(call.func).rpartition(".")
        place = known.get(name, "") if not base else f"{known.get(base, '')}.{name}"
        if place.startswith("helpers."):
            module, _, name = place.rpartition(".")
            helper = getattr(importlib.import_module(module), name)
            yield f"{helper.__module__}.{helper.__qualname__}", call


@cache
def find_chapters() -> dict[str, Path]:
    """The chapter whose names the example of a helper has; the brief comes last of them."""
    chapters = []
    for large in (True, False):
        first, *others = paths.chapters(large)
        chapters += [first, *reversed(others)]
    return {name: chapter for chapter in chapters for name, _ in list_called(chapter)}


@cache
def run_chapter(chapter: Path) -> dict[str, object]:
    """What the names of a chapter stand for at its end."""
    names: dict[str, object] = {}
    with (
        mock.patch("helpers.draw.show.display"),
        mock.patch("helpers.draw.show.draw_bytes", mock.Mock(return_value=b"")),
        mock.patch("helpers.scale.open_corpus", open_sample),
    ):
        for cell in read_code(chapter):
            exec(cell, names)
    return {name: value for name, value in names.items() if not name.startswith("__")}


@pytest.fixture(autouse=True)
def give_names(request: pytest.FixtureRequest, doctest_namespace: dict[str, object]) -> None:
    """Give an example the names of its chapter, none in place of what its module has."""
    doctest_namespace.clear()
    item = request.node
    if isinstance(item, DoctestItem) and item.name in find_chapters():
        own = item.dtest.globs
        names = run_chapter(find_chapters()[item.name])
        doctest_namespace.update({name: names[name] for name in names if name not in own})


@pytest.fixture(autouse=True)
def tag_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test measures is found by the rules as they are, not in the store of earlier runs."""
    monkeypatch.setattr("helpers.tables.tagging.find_store", lambda: None)
