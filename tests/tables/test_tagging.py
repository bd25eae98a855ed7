"""Only what is new is tagged, and the store changes nothing but the time that it takes."""

from __future__ import annotations

import argparse
import hashlib
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pandas as pd
import pytest

from helpers import paths, tag
from helpers.command import fill as command
from helpers.load import load_study
from helpers.records import Codebook, Document, Tables
from helpers.tables import hash_tagger, tag_study, tagging
from helpers.tables.layers import DEPENDS
from helpers.tables.store import list_packs
from tests.tables.test_layers import CODEBOOK, DOCUMENT

LAYERS = set(DEPENDS)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A copy of the study that may be changed, as it has no codings that say what stands where."""
    source, left_out = paths.study_folder(paths.STUDY), shutil.ignore_patterns("codings")
    return shutil.copytree(source, tmp_path / "study", ignore=left_out)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter:
    """How often each layer is found in each text."""
    counted: Counter = Counter()

    def count(layer: str, find: Callable) -> Callable:
        def counting(document: Document, codebook: Codebook, found: dict) -> object:
            counted[layer, document.text[:60]] += 1
            return find(document, codebook, found)

        return counting

    for layer, find in tag.FINDERS.items():
        monkeypatch.setitem(tag.FINDERS, layer, count(layer, find))
    return counted


@pytest.fixture
def go(study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Tables]:
    """Tag the study as the command does, with a store."""
    monkeypatch.setattr(tagging, "find_store", lambda: tmp_path / "tags")
    return lambda: tag_study(study, save=hash_tagger())


def assert_same(first: Tables, second: Tables) -> None:
    for f in fields(Tables):
        old, new = getattr(first, f.name), getattr(second, f.name)
        if isinstance(old, pd.DataFrame):
            pd.testing.assert_frame_equal(old, new)


def add_article(study: Path, name: str = "new") -> str:
    """A sixth article: the first one with another headline."""
    manifest = study / "articles.csv"
    table = pd.read_csv(manifest, dtype=str, keep_default_na=False)
    row = table.iloc[[0]].replace(table["doc_id"][0], name, regex=True)
    old = (study / "articles" / f"{table['doc_id'][0]}.txt").read_text(encoding="utf-8")
    text = f"A treaty is near\n{old}"
    (study / "articles" / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    write_manifest(study, pd.concat([table, row], ignore_index=True))
    return text[:60]


def write_manifest(study: Path, table: pd.DataFrame) -> None:
    """The manifest with the digests that the articles have now."""
    files = [study / "articles" / name for name in table["file"]]
    table["sha256"] = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    table.to_csv(study / "articles.csv", index=False, lineterminator="\n")


def change_manifest(study: Path, column: str, value: str) -> None:
    manifest = study / "articles.csv"
    table = pd.read_csv(manifest, dtype=str, keep_default_na=False)
    table.loc[0, column] = value
    write_manifest(study, table)


def first_text(study: Path) -> str:
    return load_study(study).documents[0].text[:60]


def read_folder(folder: Path) -> dict[Path, bytes]:
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_nothing_changed_and_nothing_is_tagged(go: Callable, calls: Counter) -> None:
    cold = go()
    assert {layer for layer, _ in calls} == LAYERS and len(calls) == 5 * len(LAYERS)
    calls.clear()
    assert_same(cold, go())
    assert not calls


def test_one_article_more_is_the_only_one_tagged(
    go: Callable, calls: Counter, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go()
    calls.clear()
    new = add_article(study)
    warm = go()
    assert calls == {(layer, new): 1 for layer in LAYERS}
    assert len(warm.articles) == 6
    monkeypatch.setattr(tagging, "find_store", lambda: None)
    assert_same(warm, go())


def test_one_byte_changed_and_its_article_alone_is_tagged(
    go: Callable, calls: Counter, study: Path
) -> None:
    document = load_study(study).documents[1]
    go()
    calls.clear()
    path = study / "articles" / f"{document.doc_id}.txt"
    data = path.read_bytes()
    at = data.index(b" the ")
    path.write_bytes(data[: at + 1] + b"T" + data[at + 2 :])
    write_manifest(study, pd.read_csv(study / "articles.csv", dtype=str, keep_default_na=False))
    go()
    text = path.read_text(encoding="utf-8")[:60]
    assert calls == {(layer, text): 1 for layer in LAYERS}


@pytest.mark.slow
@pytest.mark.parametrize("column", ["published", "outlet", "title", "url"])
def test_a_changed_row_of_the_manifest_retags_what_depends_on_it(
    column: str, go: Callable, calls: Counter, study: Path
) -> None:
    text = first_text(study)
    go()
    calls.clear()
    if column == "published":
        for name in ("published", "published_earliest", "published_latest"):
            change_manifest(study, name, "2024-11-05")
    else:
        change_manifest(study, column, {"url": "https://x.org/"}.get(column, "Another"))
    go()
    found = Counter(layer for layer, _ in calls)
    assert found == dict.fromkeys(DOCUMENT.get(column, ()), 1)
    assert {where for _, where in calls} == ({text} if found else set())


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(CODEBOOK))
def test_a_changed_file_of_the_codebook_retags_what_depends_on_it(
    name: str, go: Callable, calls: Counter, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go()
    calls.clear()
    path = study / "codebook" / f"{name}.toml"
    text = path.read_text(encoding="utf-8")
    if name == "words":
        changed = f'{text}\nanother_group = ["zebra"]\n'
    else:
        changed = change_entry(text, name)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    warm = go()
    assert {layer for layer, _ in calls} == CODEBOOK[name]
    assert set(Counter(layer for layer, _ in calls).values()) == {5}
    monkeypatch.setattr(tagging, "find_store", lambda: None)
    assert_same(warm, go())


def change_entry(text: str, name: str) -> str:
    """The first entry with another label, which is part of what a layer is given."""
    field = {"actors": "name", "promises": "id"}.get(name, "label")
    first = text.index(f"\n{field} = ")
    quote = text.index('"', first)
    word = "a_" if field == "id" else "A "
    return f"{text[: quote + 1]}{word}{text[quote + 1 :]}"


def test_a_comment_in_the_codebook_retags_nothing(
    go: Callable, calls: Counter, study: Path
) -> None:
    go()
    calls.clear()
    for path in (study / "codebook").glob("*.toml"):
        path.write_text(f"# A remark\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    go()
    assert not calls


def test_another_tagger_retags_all(
    go: Callable, calls: Counter, study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go()
    calls.clear()
    shutil.copytree(paths.LEXICON, tmp_path / "lists")
    monkeypatch.setattr(paths, "LEXICON", tmp_path / "lists")
    with (tmp_path / "lists" / "hedges.csv").open("ab") as file:
        file.write(b"\n")
    go()
    assert len(calls) == 5 * len(LAYERS)


def test_nothing_is_kept_if_the_tagger_changed_since_it_was_loaded(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tagging, "find_store", lambda: tmp_path / "tags")
    loaded = hash_tagger()
    tag_study(study, save={**loaded, "claims": "another"})
    assert not (tmp_path / "tags").exists()
    answers = iter([loaded, {**loaded, "claims": "another"}])
    monkeypatch.setattr(tagging, "hash_tagger", lambda: next(answers))
    tag_study(study, save=loaded)
    assert not (tmp_path / "tags").exists()


def test_a_notebook_reads_the_store_and_writes_nothing(
    go: Callable, calls: Counter, study: Path, tmp_path: Path
) -> None:
    tag_study(study)
    assert not (tmp_path / "tags").exists()
    go()
    calls.clear()
    add_article(study)
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "tags").rglob("*")}
    tag_study(study)
    assert len(calls) == len(LAYERS)
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "tags").rglob("*")} == before


@pytest.mark.slow
@pytest.mark.parametrize("layer", DEPENDS)
def test_a_layer_that_is_lost_is_found_again_from_the_others(
    layer: str, go: Callable, calls: Counter, tmp_path: Path
) -> None:
    cold = go()
    calls.clear()
    shutil.rmtree(tmp_path / "tags" / layer)
    assert_same(cold, go())
    assert {name for name, _ in calls} == ({layer} if layer != "reported" else set())
    calls.clear()
    go()
    assert not calls


def test_a_store_that_cannot_be_written_is_no_fault(
    go: Callable, calls: Counter, tmp_path: Path
) -> None:
    cold = go()
    shutil.rmtree(tmp_path / "tags")
    (tmp_path / "tags").write_text("in the way", encoding="utf-8")
    calls.clear()
    assert_same(cold, go())
    assert len(calls) == 5 * len(LAYERS)


def test_other_windows_and_studies_share_the_store(
    go: Callable, calls: Counter, study: Path
) -> None:
    tag_study(study, start="2024-12-01", save=hash_tagger())
    done = set(calls)
    assert 0 < len(done) < 5 * len(LAYERS)
    calls.clear()
    go()
    assert not done & set(calls)
    assert len(done) + len(calls) == 5 * len(LAYERS)


def test_a_batch_is_kept_before_the_next_is_tagged(
    go: Callable, calls: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tagging, "PACK", 2)
    monkeypatch.setattr("helpers.tables.store.PACK", 2)
    find = tag.FINDERS["zones"]

    def die(document: Document, *others: object) -> object:
        if len({text for _, text in calls}) == 4:
            raise KeyboardInterrupt
        return find(document, *others)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setitem(tag.FINDERS, "zones", die)
        go()
    calls.clear()
    go()
    assert len(calls) == len(LAYERS)
    kept = read_folder(tmp_path / "tags")
    shutil.rmtree(tmp_path / "tags")
    go()
    assert read_folder(tmp_path / "tags") == kept
    assert [count for _, count, _ in list_packs(tmp_path / "tags" / "zones")] == [2, 2, 1]


def test_exports_are_the_same_bytes(go: Callable, calls: Counter, tmp_path: Path) -> None:
    values = {"evidence": "passages", "edition_date": "2025-01-19"}
    edition = argparse.Namespace(parameters=values)
    made = []
    for name in ("cold", "warm"):
        command.write_exports(go(), edition, tmp_path / name)
        made.append(read_folder(tmp_path / name))
    assert len(calls) == 5 * len(LAYERS)
    assert made[0] and made[0] == made[1]
