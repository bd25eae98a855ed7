"""What a store gives to those who ask it."""

from __future__ import annotations

import builtins
import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import scale
from helpers.tables import tabulate_layer
from helpers.tables.tagging import ROWS


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> scale.Store:
    from tests.scale.make_corpus import make_study

    study = make_study(tmp_path_factory.mktemp("views") / "it's", 25, seed=3)
    return scale.build_store(study, "loop", root=study.parent / "store's")


@pytest.mark.parametrize("layer", ROWS)
def test_views_have_the_rows_of_the_tables(store: scale.Store, layer: str) -> None:
    wanted = tabulate_layer(layer, list(store.tags()))
    ask = f"SELECT * FROM {layer}_placed ORDER BY doc_id, start, \"end\", text"
    found = store.open_rows().execute(ask).df()
    wanted = wanted.sort_values(["doc_id", "start", "end", "text"], ignore_index=True)
    assert len(found) == len(wanted)
    for name in ("doc_id", "sentence_id", "paragraph", "sentence", "start", "end", "text"):
        assert found[name].tolist() == wanted[name].tolist(), name


def test_documents_and_aggregates_are_views_too(store: scale.Store) -> None:
    rows = store.open_rows()
    ids = [row[0] for row in rows.execute("SELECT doc_id FROM documents ORDER BY 1").fetchall()]
    assert ids == sorted(document.doc_id for document in store.documents())
    assert rows.execute("SELECT count(*) FROM sum_articles").fetchone() == (25,)
    assert rows.execute("SELECT count(*) FROM set_aside").fetchone() == (0,)
    limit = rows.execute("SELECT current_setting('memory_limit')").fetchone()[0]
    assert limit.startswith("488.2")  # 512 MB in MiB


def test_an_empty_store_has_empty_views(tmp_path: Path) -> None:
    (tmp_path / "study" / "corpus").mkdir(parents=True)
    store = scale.build_store(tmp_path / "study", "loop", root=tmp_path / "store")
    rows = store.open_rows()
    for view in ("documents", "times", "claims_placed"):
        assert rows.execute(f"SELECT count(*) FROM {view}").fetchone() == (0,)


def test_without_duckdb_the_error_says_what_to_do(
    store: scale.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid(monkeypatch, "duckdb")
    with pytest.raises(scale.EngineError, match="make scale"):
        store.open_rows()


def test_without_dask_the_error_says_what_to_do(
    store: scale.Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    forbid(monkeypatch, "dask")
    study = store.root.parent / "it's"
    with pytest.raises(scale.EngineError, match="make scale"):
        scale.build_store(study, "dask", root=tmp_path / "store")


def test_a_cluster_that_does_not_answer_is_told(
    store: scale.Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from helpers.scale.engines import cluster

    monkeypatch.setattr(cluster, "SECONDS", 1)
    study = store.root.parent / "it's"
    with pytest.raises(scale.EngineError, match="no cluster answers"):
        scale.build_store(study, "dask", address="tcp://127.0.0.1:9", root=tmp_path / "store")


def forbid(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    load: Callable = builtins.__import__

    def refuse(wanted: str, *rest: object) -> object:
        if wanted.partition(".")[0] == name:
            raise ImportError(wanted)
        return load(wanted, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)


def test_stores_of_studies_elsewhere_do_not_meet(tmp_path: Path) -> None:
    from helpers import paths

    one, two = (scale.find_store(tmp_path / side / "news") for side in "ab")
    assert one != two and one.parent == two.parent == paths.VAR / "corpora"
    assert scale.find_store(paths.DATA / "news").name == "news"
    assert scale.find_store(tmp_path / "ü ../x").parent == paths.VAR / "corpora"


def test_workers_that_die_while_they_start_cost_a_try(monkeypatch: pytest.MonkeyPatch) -> None:
    from helpers.scale.engines import DEATHS, cluster

    tries = []

    class Cluster(contextlib.nullcontext):
        scheduler_address = "tcp://127.0.0.1:1"

        def __init__(self, **given: object) -> None:
            super().__init__()
            tries.append(given)
            if len(tries) % DEATHS:
                raise RuntimeError("Nanny failed to start.")

    monkeypatch.setattr("distributed.LocalCluster", Cluster)
    with contextlib.ExitStack() as stack:
        assert cluster.start_cluster(stack, 2) == Cluster.scheduler_address
    assert len(tries) == DEATHS
    monkeypatch.setattr(cluster, "DEATHS", DEATHS - 1)
    with contextlib.ExitStack() as stack, pytest.raises(scale.EngineError, match="could not start"):
        cluster.start_cluster(stack, 2)
