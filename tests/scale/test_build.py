"""A corpus to its store: all of it, once, and again only what has changed."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from helpers import scale
from helpers.scale import build, work
from helpers.scale.aggregate import TABLES
from helpers.tables.layers import DEPENDS
from helpers.tag import tag
from tests.scale.kill_runs import compare, hash_store
from tests.scale.make_corpus import make

Write = Callable[..., Path]


@pytest.mark.slow
def test_tags_are_those_of_the_tagger(write: Write, rows: list[dict]) -> None:
    study = write(rows[:30], codebook=True)
    store = make(study)
    assert list(store.set_aside()) == []
    codebook = work.read_codebook(study / "codebook")
    documents = list(store.documents())
    assert [d.doc_id for d in documents] == [row["doc_id"] for row in rows[:30]]
    assert [d.text for d in documents] == [row["text"] for row in rows[:30]]
    assert list(store.tags()) == [tag(document, codebook) for document in documents]
    assert any(tags.claims for tags in store.tags())


def test_engines_make_the_same_store(write: Write, rows: list[dict]) -> None:
    study = write(rows[:60])
    write(rows[60:90], "b.jsonl")
    write([*rows[5:8], *rows[100:110]], "c/d.jsonl")
    one, two = make(study, "one"), make(study, "two", engine="processes", workers=2)
    assert compare(one.root, two.root) == []
    assert one.counts == two.counts == {"articles": 103, "used": 100, "duplicate": 3}


@pytest.mark.slow
def test_dask_makes_the_same_store(write: Write, rows: list[dict]) -> None:
    study = write(rows[:100])
    write(rows[90:], "b.jsonl")
    one, two = make(study, "one"), make(study, "two", engine="dask", workers=2)
    assert compare(one.root, two.root) == []
    assert two.counts == {"articles": 210, "used": 200, "duplicate": 10}


@pytest.mark.slow
def test_nothing_is_done_twice(write: Write, rows: list[dict], small: None) -> None:
    study = write(rows[:120])
    before = make(study)
    assert before.done["done"] > 5 and before.done["skipped"] == 0
    hashes, times = hash_store(before.root), [p.stat().st_mtime_ns for p in files(before.root)]
    after = make(study)
    assert after.done == {"done": 0, "skipped": before.done["done"]}
    assert hash_store(after.root) == hashes
    kept = [p.stat().st_mtime_ns for p in files(after.root)]
    assert kept == times


def files(root: Path) -> list[Path]:
    found = (root / folder for folder in ("intake", "documents", "tags", "aggregates"))
    return sorted(path for folder in found for path in folder.rglob("*.*"))


@pytest.mark.slow
def test_a_line_more_reads_the_last_block_and_tags_one_article(
    write: Write, rows: list[dict], small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = write(rows[:120])
    before = {path.name for path in files(make(study).root)}
    read, tagged = [], []
    count(monkeypatch, build, "read_unit", read)
    count(monkeypatch, work, "guard", tagged)
    write(rows[:121])
    store = make(study)
    assert (len(read), len(tagged)) == (1, 1)
    assert store.counts["used"] == 121
    assert len(before - {path.name for path in files(store.root)}) <= 1 + 1 + 1 + len(DEPENDS) + 1
    assert compare(store.root, make(study, "anew").root) == []


def count(monkeypatch: pytest.MonkeyPatch, module: object, name: str, calls: list) -> None:
    called = getattr(module, name)

    def counted(*args: object) -> object:
        calls.append(args)
        return called(*args)

    counted.__name__ = name
    monkeypatch.setattr(module, name, counted)


def test_a_changed_codebook_retags_what_depends_on_it(write: Write, rows: list[dict]) -> None:
    study = write(rows[:10], codebook=True)
    before = {path: path.stat().st_mtime_ns for path in files(make(study).root)}
    themes = study / "codebook" / "themes.toml"
    told = themes.read_text("utf-8").replace("words = [", 'words = ["zzz", ', 1)
    themes.write_text(told, "utf-8")
    store = make(study)
    written = [p for p in files(store.root) if before.get(p) != p.stat().st_mtime_ns]
    new = {path.parent.relative_to(store.root).as_posix() for path in written}
    assert new == {"tags/themes", *(f"aggregates/{table}" for table in TABLES)}
    assert compare(store.root, make(study, "anew").root) == []


@pytest.mark.slow
def test_an_article_that_goes_leaves_nothing(write: Write, rows: list[dict], small: None) -> None:
    study = write(rows[:60])
    make(study)
    write(rows[1:60])
    store = make(study)
    assert compare(store.root, make(study, "anew").root) == []
    (study / "corpus" / "a.jsonl").unlink()
    store = make(study)
    assert store.counts == {"articles": 0, "used": 0} and list(store.documents()) == []
    assert hash_store(store.root).keys() == {"index.json", "set_aside.parquet"}


def test_what_is_not_a_store_goes(write: Write, rows: list[dict]) -> None:
    study = write(rows[:5])
    root = make(study).root
    hashes = hash_store(root)
    (root / "tags" / "times" / ".aside-1-x.parquet").write_bytes(b"cut")
    (root / "tags" / "gone").mkdir()
    (root / "tags" / "gone" / "x.parquet").write_bytes(b"old")
    (root / "run" / "left").mkdir(parents=True)
    assert hash_store(make(study).root) == hashes
    assert not (root / "run").exists() and not (root / "tags" / "gone").exists()


def test_a_pack_that_is_cut_is_made_again(write: Write, rows: list[dict]) -> None:
    study = write(rows[:5], codebook=True)
    store = make(study)
    hashes = hash_store(store.root)
    store.rows("times")[0].write_bytes(b"PAR1")
    store.rows("events")[0].unlink()  # needs the times
    assert hash_store(make(study).root) == hashes


def test_aggregates_are_those_of_the_articles(
    write: Write, rows: list[dict], small: None
) -> None:
    store = make(write(rows[:60]))
    tables = [pq.read_table(path).to_pylist() for path in store.tables("articles")]
    assert len(tables) > 2
    found = [(row["outlet"], row["published"]) for table in tables for row in table]
    wanted = [(row["outlet"], dt.date.fromisoformat(row["published"])) for row in rows[:60]]
    assert sorted(found) == sorted(wanted)


def test_a_store_has_one_run_at_a_time(write: Write, rows: list[dict]) -> None:
    study = write(rows[:3])
    root = study.parent / "store"
    with build.hold_store(root), pytest.raises(scale.BusyError, match="another run"):
        make(study)


def test_a_tagger_that_changes_meanwhile_ends_the_run(
    write: Write, rows: list[dict], monkeypatch: pytest.MonkeyPatch
) -> None:
    study = write(rows[:3])
    monkeypatch.setattr(work, "hash_tagger", lambda: work.VERSIONS | {"times": "other"})
    with pytest.raises(work.StaleError, match="Run it again"):
        make(study)


def test_other_engines_are_refused(write: Write, rows: list[dict]) -> None:
    with pytest.raises(scale.EngineError, match="loop, processes, dask"):
        make(write(rows[:3]), engine="spark")


def test_no_store_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(scale.StoreError, match="python -m helpers tag"):
        list(scale.Store(tmp_path).documents())


def test_progress_is_reported(write: Write, rows: list[dict], small: None) -> None:
    told = []
    make(write(rows[:60]), report=told.append)
    assert [(p.stage, p.done, p.whole) for p in told if p.stage == "tag"] == [
        ("tag", done, 60) for done in (20, 40, 58, 60)]
    reads = [p for p in told if p.stage == "read"]
    assert reads[-1].done == reads[-1].whole > 150_000


def test_index_and_files_say_nothing_of_time(write: Write, rows: list[dict]) -> None:
    study = write(rows[:3])
    index = json.loads((make(study).root / "index.json").read_bytes())
    assert set(index) == {"version", "rules", "shards", "counts"}
    time.sleep(1.1)
    assert compare(study.parent / "store", make(study, "later").root) == []


@pytest.mark.slow
def test_a_cluster_at_an_address(write: Write, rows: list[dict]) -> None:
    from dask.distributed import LocalCluster

    study = write(rows[:60])
    settings = {"dashboard_address": None, "threads_per_worker": 1, "host": "127.0.0.1"}
    with LocalCluster(n_workers=2, **settings) as cluster:
        two = make(study, "two", engine="dask", address=cluster.scheduler_address)
    assert compare(make(study, "one").root, two.root) == []
