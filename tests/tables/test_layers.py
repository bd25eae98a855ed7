"""The table of what each layer depends on is whole: drawn from imports, tried change by change."""

from __future__ import annotations

import datetime as dt
import platform
import shutil
import sys
from dataclasses import fields, replace
from pathlib import Path
from types import CodeType

import pytest

from helpers import paths, tag
from helpers.load import load_study
from helpers.records import Codebook, Document, Study
from helpers.tables.layers import (
    COMMON,
    DEPENDS,
    ENGINES,
    hash_tagger,
    make_keys,
    narrow_codebook,
    narrow_document,
)
from tests.test_architecture import modules, name_module, read_imports

DISTRIBUTIONS = {"re2": "google-re2"}
# Read by everything, and decided elsewhere: where files are, and a list of what a package offers.
APART = {"paths", "load"}
MATCHED = {"claims", "naming", "themes", "facts"}
REPORTED = {"reported", "attributions", "events", "claims", "promises"}
ALL = set(DEPENDS)


@pytest.fixture(scope="module")
def study() -> Study:
    return load_study(paths.STUDY)


def find_changed(
    before: tuple[Document, Codebook], after: tuple[Document, Codebook]
) -> set[str]:
    versions = hash_tagger()
    old, new = (make_keys([d], codebook, versions)[0] for d, codebook in (before, after))
    return {layer for layer in DEPENDS if old[layer] != new[layer]}


# --- the table against the code ----------------------------------------------------------------


def name_package(parts: tuple[str, ...]) -> str:
    return parts[1] if len(parts) > 1 else ""


def draw_imports() -> dict[str, set[str]]:
    """Which parts of ``tag`` each part of it imports."""
    arrows: dict[str, set[str]] = {}
    for path in modules():
        module = name_module(path)
        if module[:1] == ("tag",) and len(module) > 1:
            targets = [name[1:] for name in read_imports(path) if name[:2] == ("helpers", "tag")]
            assert all(len(target) > 1 for target in targets), module
            arrows.setdefault(module[1], set()).update(name_package(t) for t in targets)
    return arrows


def list_names(code: CodeType) -> set[str]:
    """The parts of ``tag`` that a finder calls, also by way of another function there."""
    found = set()
    for inner in code.co_consts:
        found |= list_names(inner) if isinstance(inner, CodeType) else set()
    for name in code.co_names:
        place = getattr(getattr(tag, name, None), "__module__", "") or ""
        if place == "helpers.tag":
            found |= list_names(getattr(tag, name).__code__)
        elif place.startswith("helpers.tag."):
            found.add(place.split(".")[2])
    return found


def test_every_layer_stands_in_the_table_in_its_order() -> None:
    assert list(tag.FINDERS) == list(DEPENDS)
    done: set[str] = set()
    for name, layer in DEPENDS.items():
        assert done.issuperset(layer.after), name
        done.add(name)


@pytest.mark.parametrize("name", DEPENDS)
def test_sources_are_all_that_a_layer_imports(name: str) -> None:
    arrows, reached = draw_imports(), list_names(tag.FINDERS[name].__code__)
    assert reached
    while more := set().union(*(arrows[part] for part in reached)) - reached:
        reached |= more
    assert set(DEPENDS[name].sources) == reached


def test_what_all_layers_share_is_all_that_they_import_beside_the_tagger() -> None:
    own, others = set(), set()
    for path in modules():
        file = path.relative_to(paths.HELPERS).as_posix()
        if file.startswith("tag/") or file in COMMON:
            for name in read_imports(path):
                (own if name[0] == "helpers" else others).add(name)
    files = {Path(name).with_suffix("").as_posix().removesuffix("/__init__") for name in COMMON}
    ours = {"/".join(name[1:]) for name in own} - {""} - APART
    assert {name for name in ours if not name.startswith("tag/")} <= files
    strange = {name[0] for name in others} - sys.stdlib_module_names - {"pandas", "pyarrow"}
    assert {DISTRIBUTIONS[name] for name in strange} == set(ENGINES)


@pytest.mark.parametrize("folder", [paths.STUDY, "tests/studies/skarn-straits"])
def test_a_layer_needs_no_more_than_it_is_given(folder: str) -> None:
    path = paths.ROOT / folder
    study = load_study(path if path.is_dir() else folder)
    narrowed = {layer: narrow_codebook(study.codebook, layer) for layer in DEPENDS}
    for document in study.documents:
        found: dict[str, tuple] = {}
        for name, layer in DEPENDS.items():
            before = {other: found[other] for other in layer.after}
            seen = narrow_document(document, name)
            found[name] = tag.find_layer(name, seen, narrowed[name], before)
        whole = tag.tag(document, study.codebook)
        assert all(getattr(whole, x) == found[x] for x in DEPENDS if DEPENDS[x].rows)


def test_a_layer_is_given_no_more_than_it_names(study: Study) -> None:
    seen = narrow_codebook(study.codebook, "claims")
    assert seen.claims is study.codebook.claims and seen.words is study.codebook.words
    assert not (seen.promises or seen.milestones or seen.themes or seen.facts or seen.naming)
    document = narrow_document(study.documents[0], "events")
    assert document == Document("", study.documents[0].text, published=document.published)
    assert document.published


# --- what changes retags what --------------------------------------------------------------------

CODEBOOK = {
    "actors": ALL - {"zones", "sentences", "times"},
    "claims": {"claims"},
    "promises": {"promises"},
    "themes": {"themes"},
    "milestones": {"events", "promises"},
    "facts": {"facts"},
    "naming": {"naming"},
    "words": MATCHED | {"events", "promises"},
}
DOCUMENT = {
    "text": ALL,
    "published": REPORTED | {"times", "actors"},
    "outlet": {"promises"},
}
SOURCES = {
    "zones": ALL,
    "sentences": ALL - {"zones", "times", "actors"},
    "times": {"times", "events", "promises"},
    "actors": REPORTED | {"actors"},
    "attributions": REPORTED | MATCHED,
    "patterns": MATCHED | {"events", "promises"},
    "events": {"events", "promises"},
    "claims": MATCHED,
    "promises": {"promises"},
}


@pytest.mark.parametrize("part", [f.name for f in fields(Codebook)])
def test_a_part_of_the_codebook_retags_what_depends_on_it(part: str, study: Study) -> None:
    old = getattr(study.codebook, part)
    new = {**old, "new": ("x",)} if part == "words" else old[:-1]
    document = study.documents[0]
    changed = replace(study.codebook, **{part: new})
    assert find_changed((document, study.codebook), (document, changed)) == CODEBOOK[part]


@pytest.mark.parametrize("field", [f.name for f in fields(Document)])
def test_a_field_of_an_article_retags_what_depends_on_it(field: str, study: Study) -> None:
    document = study.documents[0]
    old = getattr(document, field)
    new = old + dt.timedelta(1) if isinstance(old, dt.date) else f"{old or ''}."
    changed = replace(document, **{field: new})
    found = find_changed((document, study.codebook), (changed, study.codebook))
    assert found == DOCUMENT.get(field, set())


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, ignored = tmp_path_factory.mktemp("copies"), shutil.ignore_patterns("__pycache__")
    shutil.copytree(paths.HELPERS, folder / "helpers", ignore=ignored)
    shutil.copytree(paths.LEXICON, folder / "lexicon")
    return folder


@pytest.fixture
def helpers(copies: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copies of the code and of the word lists, which ``find_newer`` changes and restores."""
    monkeypatch.setattr(paths, "HELPERS", copies / "helpers")
    monkeypatch.setattr(paths, "LEXICON", copies / "lexicon")
    return copies / "helpers"


def find_newer(path: Path, added: bytes = b"\n") -> set[str]:
    """The layers whose tags are found anew when a file is changed, or is there at all."""
    before, data = hash_tagger(), path.read_bytes() if path.exists() else None
    path.write_bytes((data or b"") + added)
    after = hash_tagger()
    path.unlink() if data is None else path.write_bytes(data)
    assert hash_tagger() == before
    document, codebook = Document("a", "Text."), Codebook()
    old, new = (make_keys([document], codebook, v)[0] for v in (before, after))
    return {layer for layer in DEPENDS if old[layer] != new[layer]}


@pytest.mark.parametrize("part", SOURCES)
def test_a_source_retags_its_layer_and_later_ones(part: str, helpers: Path) -> None:
    place = helpers / "tag" / part
    files = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    for path in files:
        assert find_newer(path) == SOURCES[part], path.name


def test_every_source_of_the_tagger_is_tried() -> None:
    parts = {name_module(path)[1] for path in modules() if name_module(path)[:1] == ("tag",)
             and len(name_module(path)) > 1}  # fmt: skip
    assert parts == set(SOURCES)


@pytest.mark.parametrize("name", COMMON)
def test_what_all_layers_share_retags_all(name: str, helpers: Path) -> None:
    assert find_newer(helpers / name) == ALL


@pytest.mark.parametrize("path", sorted(paths.LEXICON.glob("*.csv")), ids=lambda p: p.stem)
def test_a_word_list_retags_all(path: Path, helpers: Path) -> None:
    assert find_newer(paths.LEXICON / path.name) == ALL


def test_a_new_file_of_the_tagger_counts(helpers: Path) -> None:
    assert find_newer(helpers / "tag" / "claims" / "more.py") == MATCHED
    assert find_newer(paths.LEXICON / "more.csv") == ALL


def test_another_python_retags_all(monkeypatch: pytest.MonkeyPatch) -> None:
    before = hash_tagger()
    monkeypatch.setattr(platform, "python_version", lambda: "3.99.0")
    after = hash_tagger()
    assert all(before[layer] != after[layer] for layer in DEPENDS)


@pytest.mark.parametrize("name", ["analyse/corpus.py", "render/run.py", "tables/frames.py"])
def test_what_is_no_part_of_the_tagger_retags_nothing(name: str, helpers: Path) -> None:
    assert find_newer(helpers / name) == set()


def test_an_unreadable_tagger_has_no_version(
    helpers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hash_tagger()
    monkeypatch.setattr(paths, "HELPERS", helpers / "nowhere")
    assert hash_tagger() == {}
