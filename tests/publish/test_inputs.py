"""The key: it changes with every input and parameter, and with nothing else."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import paths
from helpers.publish import inputs
from helpers.publish.inputs import hash_files, read_versions, write_whole

INPUTS = [
    "data/pact/articles/a.txt",
    "data/pact/articles.csv",
    "data/pact/study.toml",
    "data/pact/codebook/claims.toml",
    "data/pact/codings/agreed/claims.jsonl",
    "data/lexicon/hedges.csv",
    "helpers/tag.py",
    "helpers/render/page.html.j2",
    "helpers/requirements.lock",
    "notebooks/1_corpus.ipynb",
    "data/benchmarks.csv",
    "requirements.txt",
]


@pytest.mark.parametrize("name", INPUTS)
def test_every_input_changes_the_key(name: str, project: Path, make_edition: Callable) -> None:
    before = make_edition()
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(old + "\n", encoding="utf-8")
    assert make_edition().key != before.key


def test_parameters_change_the_key(make_edition: Callable) -> None:
    assert make_edition(min_outlets=2).key != make_edition().key
    assert make_edition(edition_date="2025-01-16").key == make_edition().key


@pytest.mark.parametrize(
    "name",
    [
        "helpers/__pycache__/tag.pyc",
        "helpers/tag.pyc",
        "helpers/schedules/settings.toml",
        "data/pact/feeds.toml",
        "notebooks/explore.ipynb",
        "data/other/articles.csv",
        "var/x",
        "reports/x",
    ],
)
def test_what_is_no_input_leaves_the_key(
    name: str, project: Path, make_edition: Callable
) -> None:
    before = make_edition()
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("changed", encoding="utf-8")
    assert make_edition() == before


def test_names_of_inputs_hold_no_absolute_path(project: Path, make_edition: Callable) -> None:
    edition = make_edition()
    assert not any(str(project) in name for name in edition.inputs)
    assert edition.id == f"2025-01-16-{edition.key[:8]}"
    assert edition.newest == "2025-01-16"


def test_cache_is_used_and_a_change_of_the_file_seen(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, cache = project / "data/pact/articles/a.txt", paths.VAR / "hashes.json"
    os.utime(path, (1_000_000_000, 1_000_000_000))
    first = hash_files({"a": path}, cache)
    read = []
    real = inputs.hash_file
    monkeypatch.setattr(inputs, "hash_file", lambda p: read.append(p) or real(p))
    assert hash_files({"a": path}, cache) == first
    assert read == []
    path.write_text("Changed a.", encoding="utf-8")
    assert hash_files({"a": path}, cache) != first


def test_young_files_are_not_remembered(project: Path) -> None:
    cache = paths.VAR / "hashes.json"
    hash_files({"a": project / "data/pact/articles/a.txt"}, cache)
    assert not cache.exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"x": 1}', '{"x": [1, 2]}'])
def test_broken_cache_is_no_cache(text: str, project: Path) -> None:
    path, cache = project / "data/pact/articles/a.txt", paths.VAR / "hashes.json"
    write_whole(cache, text)
    assert len(hash_files({"a": path}, cache)["a"]) == 64


def test_cache_survives_as_json(project: Path) -> None:
    path, cache = project / "data/pact/articles/a.txt", paths.VAR / "hashes.json"
    os.utime(path, (1_000_000_000, 1_000_000_000))
    hash_files({"a": path}, cache)
    assert str(path) in json.loads(cache.read_text(encoding="utf-8"))


def test_unreadable_file_is_left_to_load(project: Path) -> None:
    assert inputs.hash_file(project / "nowhere") == ""


def test_versions_are_the_pins(project: Path) -> None:
    assert read_versions(paths.ROOT / "requirements.txt") == {"pandas": "3.1.1"}
    assert read_versions(project / "nowhere") == {}
