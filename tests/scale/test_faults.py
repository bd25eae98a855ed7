"""What ends workers and runs: the store is the same, and whole, whatever did."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from helpers import paths, scale
from helpers.records import Actor, Codebook
from helpers.scale import disk, duplicates, guard, inputs, intake, names, shards, work
from helpers.tables.layers import DEPENDS
from tests.scale import kill_runs
from tests.scale.kill_runs import compare, hash_store

POISON = Path(__file__).with_name("poison")
Write = Callable[..., Path]
ENDED = "it ended the process that tagged it"


@pytest.fixture
def poisoned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that end the tagger, in every process that is started from here on."""
    places = [str(POISON), str(paths.ROOT), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, places)))


def spoil(rows: list[dict], words: dict[int, str]) -> list[dict]:
    return [row | {"text": f"{row['text']}\n{words[n]} is here."} if n in words else row
            for n, row in enumerate(rows)]  # fmt: skip


def tag(study: Path, root: Path, *more: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "helpers", "tag", "--study", str(study), "--store", str(root)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([*command, *more], **pipes)


def end(run: subprocess.Popen, code: int = 0) -> str:
    out, err = run.communicate(timeout=300)
    assert run.returncode == code, err[-2000:]
    return out if code == 0 else err


def list_killed(root: Path) -> dict[str, str]:
    told = {row.place: row.reason for row in scale.Store(root).set_aside()}
    kinds = {row.kind for row in scale.Store(root).set_aside()}
    assert kinds == {"killed the tagger"}
    return told


@pytest.mark.slow
def test_over_limits_is_set_aside_at_once(write: Write, rows: list[dict], poisoned: None) -> None:
    words = {3: "qqraise", 8: "qqhang", 15: "qqmemory"}
    study = write(spoil(rows[:20], words))
    one, two = study.parent / "one", study.parent / "two"
    out = end(tag(study, one, "--engine", "loop"))
    assert "20 articles in, 17 used, set aside: 3 killed the tagger" in out
    assert list_killed(one) == {
        "line 4": "it raised KeyError: 'qqraise'",
        "line 9": "it took more than 2 seconds of computing",
        "line 16": "it took more than 1 GB of memory",
    }
    end(tag(study, two, "--workers", "2"))
    assert compare(one, two) == []
    assert len(list(scale.Store(one).documents())) == len(list(scale.Store(one).tags())) == 17
    assert "0 done, 1 skipped" in end(tag(study, one, "--engine", "loop"))


@pytest.mark.slow
def test_an_article_that_kills_is_found(write: Write, rows: list[dict], poisoned: None) -> None:
    study = write(spoil(rows[:20], {0: "qqkill", 12: "qqexit", 13: "qqraise"}))
    stores = [study.parent / name for name in ("loop", "processes", "dask")]
    for _ in range(3):
        run = tag(study, stores[0], "--engine", "loop")
        run.communicate()
        assert run.returncode == -signal.SIGKILL  # the loop is the process itself
    end(tag(study, stores[0], "--engine", "loop"))
    for root in stores[1:]:
        end(tag(study, root, "--engine", root.name, "--workers", "2"))
        assert compare(stores[0], root) == []
    killed = list_killed(stores[0])
    assert killed == {"line 1": ENDED, "line 13": ENDED, "line 14": "it raised KeyError: 'qqraise'"}


@pytest.mark.slow
@pytest.mark.parametrize(("engine", "seed"), [("processes", 1), ("processes", 2), ("dask", 3)])
def test_killed_runs_make_the_same_store(tmp_path: Path, engine: str, seed: int) -> None:
    given = ["2000", "--plain", "--kills", "6", "--wait", "5", "--seed", str(seed)]
    assert kill_runs.main([*given, "--engine", engine, "--folder", str(tmp_path)]) == 0


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_no_process(
    write: Write, rows: list[dict], poisoned: None, number: int
) -> None:
    study = write(spoil(rows[:20], {10: "qqhang"}))
    root = study.parent / "store"
    run = tag(study, root, "--workers", "2")
    begun = time.monotonic()
    while not list((root / "intake").glob("*.json")) and time.monotonic() - begun < 60:
        time.sleep(0.1)
    children = psutil.Process(run.pid).children(recursive=True)
    assert children
    run.send_signal(number)
    _, err = run.communicate(timeout=10)
    assert run.returncode == (-number if number == signal.SIGKILL else 128 + number), err
    assert psutil.wait_procs(children, 10)[1] == []
    assert not (root / "index.json").exists()
    end(tag(study, root, "--workers", "2"))
    end(tag(study, study.parent / "anew", "--engine", "loop"))
    assert compare(root, study.parent / "anew") == []


def test_a_full_disk_is_told_and_what_is_whole_stays(
    write: Write, rows: list[dict], monkeypatch: pytest.MonkeyPatch
) -> None:
    study = write(rows[:20])
    root, write_whole = study.parent / "store", disk.write_whole

    def fail(path: Path, data: bytes) -> None:
        if path.parent.name == "times":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        write_whole(path, data)

    monkeypatch.setattr(work, "write_whole", fail)
    from helpers.__main__ import main

    given = ["tag", "--study", str(study), "--store", str(root), "--engine", "loop"]
    assert main(given) == 74
    assert len(list((root / "documents").glob("*.parquet"))) == 1
    assert not list(root.rglob(f"{disk.ASIDE}*"))
    monkeypatch.undo()
    assert main(given) == 0
    assert main([*given[:-2], "--store", str(root.with_name("anew")), "--engine", "loop"]) == 0
    assert compare(root, root.with_name("anew")) == []


@pytest.mark.parametrize(("owner", "call"), [(disk.os, "fsync"), (disk.Path, "replace")])
def test_a_write_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, call: str
) -> None:
    disk.write_whole(tmp_path / "a", b"old")

    def fail(*given: object) -> None:
        raise OSError(errno.EIO, "bad disk")

    monkeypatch.setattr(owner, call, fail)
    with pytest.raises(OSError, match=r"bad disk: '.*/a'"):
        disk.write_whole(tmp_path / "a", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old"}


def test_a_unit_that_kills_its_reader_is_set_aside(write: Write, rows: list[dict]) -> None:
    study = write(rows[:3])
    unit = next(iter(inputs.list_units(study, "")))
    job = intake.Intake(str(study.parent / "store"), str(study), unit)
    intake.give_up_unit(job)
    record = json.loads((Path(job.store) / "intake" / f"{unit.key}.json").read_bytes())
    assert record["shards"] == []
    assert [(row["file"], row["kind"]) for row in record["aside"]] == [("corpus/a.jsonl", "bad")]


def test_limits_are_lifted_afterwards() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    assert guard.guard(lambda: None) == ""
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_reasons_say_nothing_of_addresses() -> None:
    def fall() -> None:
        raise ValueError(f"bad {object()}")

    assert guard.guard(fall) == "it raised ValueError: bad <object object at 0x…>"


def test_first_of_a_kind_is_found_as_a_plain_loop_does() -> None:
    chance = random.Random(5)
    pairs = [(chance.randrange(6), chance.randrange(6)) for _ in range(200)]
    seen: dict[tuple, int] = {}
    wanted = [seen.setdefault(pair, n) for n, pair in enumerate(pairs)]
    digests = duplicates.np.array(pairs, duplicates.np.uint64)
    assert duplicates.find_first(digests).tolist() == wanted


def test_names_tell_shards_apart() -> None:
    made = [
        names.name_shard("a", (), {}),
        names.name_shard("a", (1,), {}),
        names.name_shard("a", (), {1: "b"}),
        names.name_shard("b", (), {}),
        names.name_used(names.name_shard("a", (), {}), [1]),
    ]
    assert len(set(made)) == 5
    assert names.name_used("x", []) == "x"


def test_rules_of_a_layer_rest_on_those_before_it() -> None:
    state = Actor("velmora", "Velmora", "state")
    versions = dict.fromkeys(DEPENDS, "1")
    one = names.find_rules(Codebook(), versions)
    two = names.find_rules(Codebook(actors=(state,)), versions)
    same = {layer for layer in DEPENDS if one.layers[layer] == two.layers[layer]}
    assert same == {"zones", "sentences", "times"}  # attributions rest on what is reported
    assert one.aggregates != two.aggregates and one.whole != two.whole


def test_a_shard_is_read_as_it_was_written(tmp_path: Path, write: Write, rows: list[dict]) -> None:
    study = write(rows[:5])
    store = scale.build_store(study, "loop", root=tmp_path / "store")
    path = store.list_folder("documents")[0]
    assert shards.write_shard(shards.read_shard(path)) == path.read_bytes()
    assert hash_store(store.root)
