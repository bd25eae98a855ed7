"""The tag store gives back what it was given, and a broken file or disk costs time only."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from helpers import paths, tag
from helpers.load import load_study
from helpers.records import ClaimMention, CodebookMention, EventMention, Tags, Timex
from helpers.tables import store
from helpers.tables.frames import LAYERS
from helpers.tables.store import (
    list_packs,
    prune_packs,
    read_pack,
    read_records,
    save_records,
    write_pack,
    write_schema,
)
from tests.faults.disks import mount_small

KIND = CodebookMention
ROWS = {
    "a": (KIND(0, 4, "Tête", "treaty", "pattern 0"), KIND(5, 9, "a\0\n\u2028b", "", "")),
    "b": (),
    "c": (KIND(1, 2, "\U0001f600", "x", "y"),),
}
OTHER = {"a": (KIND(0, 4, "Kopf", "treaty", "pattern 0"),)}


def mention(number: int) -> tuple[KIND, ...]:
    return tuple(KIND(n, n + 1, f"words {n}", "id", f"rule {number}") for n in range(number % 4))


def make_rows(first: int, last: int, name: str = "k") -> dict[str, tuple]:
    return {f"{name}{n}": mention(n) for n in range(first, last)}


def list_counts(folder: Path) -> list[int]:
    return [count for _, count, _ in list_packs(folder)]


def name_pack(data: bytes, count: int = 1) -> str:
    return f"{count:06}-{hashlib.sha256(data).hexdigest()}.parquet"


# --- what is read is what was written ----------------------------------------------------------


@cache
def tag_some() -> list[Tags]:
    study = load_study(paths.STUDY)
    return [tag.tag(document, study.codebook) for document in study.documents]


def look(value: object) -> object:
    """A value with the types of all that is in it."""
    if isinstance(value, tuple):
        return ("tuple", *(look(item) for item in value))
    if hasattr(value, "__dataclass_fields__"):
        return (type(value), *(look(getattr(value, f.name)) for f in fields(value)))
    return (type(value), value)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_of_the_study_is_read_as_it_was_written(layer: str, tmp_path: Path) -> None:
    rows = {tags.doc_id: getattr(tags, layer) for tags in tag_some()}
    assert any(rows.values())
    assert save_records(tmp_path, LAYERS[layer], rows)
    read = read_records(tmp_path, LAYERS[layer], rows)
    assert {key: look(found) for key, found in read.items()} == {
        key: look(found) for key, found in rows.items()
    }


@pytest.mark.parametrize(
    ("kind", "records"),
    [
        (KIND, ROWS["a"]),
        (KIND, ()),
        (Timex, (Timex(0, 1, "x", "DATE", "", earliest=dt.date.min, latest=dt.date.max),)),
        (Timex, (Timex(0, 1, "x", "DATE", "", earliest=None, latest=dt.date(1969, 12, 31)),)),
        (ClaimMention, (ClaimMention(0, 1, "", "c"), ClaimMention(0, 1, "", "c", "", cue_end=0))),
        (
            EventMention,
            (
                EventMention(0, 1, "a", 0, 1, "a", "k", "s", actors=("x", "", "y")),
                EventMention(0, 2**40, "a", 0, 1, "a", "k", "s", actors=()),
            ),
        ),
    ],
)  # fmt: skip
def test_records_keep_values_and_types(kind: type, records: tuple, tmp_path: Path) -> None:
    assert save_records(tmp_path, kind, {"k": records})
    assert look(read_records(tmp_path, kind, ["k"])["k"]) == look(records)


def test_only_what_is_asked_for_is_read(tmp_path: Path) -> None:
    save_records(tmp_path, KIND, ROWS)
    assert read_records(tmp_path, KIND, ["b", "z"]) == {"b": ()}
    assert read_records(tmp_path / "nowhere", KIND, ["b"]) == {}


@pytest.mark.parametrize(
    "record",
    [
        KIND(0, 1, "half a pair: \ud83d", "x", "y"),
        KIND(0, 1, None, "x", "y"),
        KIND(0, 1.5, "x", "x", "y"),
        KIND(0, 2**70, "x", "x", "y"),
        KIND(0, 1, b"x", "x", "y"),
    ],
    ids=["surrogate", "none", "float", "large", "bytes"],
)
def test_what_cannot_be_read_back_is_not_kept(record: KIND, tmp_path: Path) -> None:
    assert not save_records(tmp_path, KIND, {"k": (record,)})
    assert list(tmp_path.iterdir()) == []


def test_a_pack_is_the_same_bytes_in_any_order() -> None:
    assert write_pack(KIND, ROWS) == write_pack(KIND, dict(reversed(ROWS.items())))


def test_other_programs_can_read_a_pack(tmp_path: Path) -> None:
    save_records(tmp_path, KIND, ROWS)
    ((path, count, _),) = list_packs(tmp_path)
    table = pq.read_table(path)
    assert count == table.num_rows == 3
    assert table["records"].to_pylist()[0][0]["text"] == "Tête"
    assert table.schema.equals(write_schema(KIND))


# --- packs ---------------------------------------------------------------------------------------


def test_what_is_new_takes_in_the_pack_that_is_not_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PACK", 10)
    save_records(tmp_path, KIND, make_rows(0, 10))
    (full,) = tmp_path.iterdir()
    for n in range(10, 24):
        save_records(tmp_path, KIND, make_rows(n, n + 1))
        assert full.is_file()
        assert sum(count < 10 for count in list_counts(tmp_path)) <= 1
    assert sorted(list_counts(tmp_path)) == [4, 10, 10]
    rows = make_rows(0, 24)
    assert read_records(tmp_path, KIND, rows) == rows


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    save_records(tmp_path, KIND, ROWS)
    before = [(p.name, p.read_bytes()) for p in tmp_path.iterdir()]
    assert save_records(tmp_path, KIND, {"a": ROWS["a"]})
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == before


def test_packs_that_nobody_needs_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PACK", 1)
    for n in range(6):
        save_records(tmp_path, KIND, {f"k{n}": mention(3)})
        (path,) = [p for p, _, d in list_packs(tmp_path) if f"k{n}" in read_keys(p)]
        os.utime(path, (n, n))
    size = max(path.stat().st_size for path in tmp_path.iterdir())
    monkeypatch.setattr(store, "UNUSED", 2 * size)
    prune_packs(tmp_path, ["k0"])
    kept = {key for path, _, _ in list_packs(tmp_path) for key in read_keys(path)}
    assert kept == {"k0", "k4", "k5"}
    prune_packs(tmp_path, ["k4"])  # k0 was needed last time, so it is the youngest of the others
    monkeypatch.setattr(store, "UNUSED", size)
    prune_packs(tmp_path, ["k4"])
    kept = {key for path, _, _ in list_packs(tmp_path) for key in read_keys(path)}
    assert kept == {"k0", "k4"}


def read_keys(path: Path) -> list[str]:
    return pq.read_table(path, columns=["key"])["key"].to_pylist()


def test_what_a_dead_run_wrote_aside_goes_when_it_is_old(tmp_path: Path) -> None:
    save_records(tmp_path, KIND, ROWS)
    old, young, strange = (tmp_path / x for x in (".aside-old", ".aside-young", "notes.txt"))
    for path in (old, young, strange):
        path.write_bytes(b"x")
    for path in (old, strange):
        os.utime(path, (time.time() - 2 * store.ABANDONED,) * 2)
    prune_packs(tmp_path, ROWS)
    assert not old.exists() and young.exists() and strange.exists()
    assert read_records(tmp_path, KIND, ROWS) == ROWS


# --- what is broken is as good as none -----------------------------------------------------------


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 1
    path.write_bytes(data)


def link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def make_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


BREAK: dict[str, Callable[[Path], object]] = {
    "cut": cut,
    "flipped": flip,
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("no Parquet", encoding="utf-8"),
    "whole, but of other words": lambda path: path.write_bytes(write_pack(KIND, OTHER)),
    "link": link,
    "folder": make_folder,
    "pipe": make_pipe,
    "large": lambda path: os.truncate(path, store.LARGEST + 1),
}


@pytest.mark.parametrize("name", BREAK)
def test_a_broken_pack_is_none_and_is_replaced(name: str, tmp_path: Path) -> None:
    save_records(tmp_path, KIND, ROWS)
    ((path, _, _),) = list_packs(tmp_path)
    BREAK[name](path)
    assert read_records(tmp_path, KIND, ROWS) == {}
    assert save_records(tmp_path, KIND, ROWS) or name == "folder"
    prune_packs(tmp_path, ROWS)
    assert read_records(tmp_path, KIND, ROWS) == (ROWS if name != "folder" else {})


@pytest.mark.parametrize(
    "data",
    [
        b"no Parquet",
        write_pack(Timex, {"a": ()}),
        write_pack(Timex, {"a": (Timex(0, 1, "x", "DATE", ""),)}),
    ],
    ids=["text", "another layer, empty", "another layer"],
)
def test_a_foreign_file_with_the_name_of_a_pack_is_none(data: bytes, tmp_path: Path) -> None:
    (tmp_path / name_pack(data)).write_bytes(data)
    assert read_records(tmp_path, KIND, ["a"]) == {}
    assert save_records(tmp_path, KIND, ROWS)
    assert read_records(tmp_path, KIND, ROWS) == ROWS
    assert len(list_counts(tmp_path)) == 1


def test_a_table_of_other_columns_is_none(tmp_path: Path) -> None:
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"key": ["a"], "records": [1]}), sink)
    data = sink.getvalue().to_pybytes()
    (tmp_path / name_pack(data)).write_bytes(data)
    assert read_records(tmp_path, KIND, ["a"]) == {}
    with pytest.raises(ValueError, match="no CodebookMention"):
        read_pack(KIND, data)


def fail_with(number: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


NUMBERS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)
CALLS = ("tempfile.mkstemp", "os.fdopen", "pathlib.Path.replace", "pathlib.Path.mkdir")


@pytest.mark.parametrize("number", NUMBERS, ids=[errno.errorcode[n] for n in NUMBERS])
@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_fails_leaves_the_store_as_it_was(
    call: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_records(tmp_path, KIND, {"a": ROWS["a"]})
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    with monkeypatch.context() as patch:
        patch.setattr(call, fail_with(number))
        assert not save_records(tmp_path, KIND, {"c": ROWS["c"]})
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before
    assert save_records(tmp_path, KIND, {"c": ROWS["c"]})


@pytest.mark.parametrize("call", ["pathlib.Path.read_bytes", "pathlib.Path.stat", "os.scandir"])
def test_a_file_that_cannot_be_read_is_none(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_records(tmp_path, KIND, ROWS)
    with monkeypatch.context() as patch:
        patch.setattr(call, fail_with(errno.EACCES))
        assert read_records(tmp_path, KIND, ROWS) == {}


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "themes").write_text("x", encoding="utf-8")
    assert read_records(tmp_path / "themes", KIND, ROWS) == {}
    assert not save_records(tmp_path / "themes", KIND, ROWS)


def test_a_full_disk_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    with mount_small(tmp_path, 256 * 1024) as mounted:
        if not mounted:
            pytest.skip("mounting is not permitted")
        assert save_records(tmp_path, KIND, ROWS)
        text = random.Random(0).randbytes(400_000).hex()
        large = {"d": (KIND(0, 1, text, "x", "y"),)}
        assert not save_records(tmp_path, KIND, large)
        assert [p.name[:6] for p in tmp_path.iterdir()] == ["000003"]
        assert read_records(tmp_path, KIND, ROWS) == ROWS


# --- several at once, and a sudden end -----------------------------------------------------------


def save_one_by_one(folder: Path, name: str, count: int) -> None:
    for n in range(count):
        save_records(folder, KIND, make_rows(n, n + 1, name))
        prune_packs(folder, [])


@pytest.mark.slow
def test_two_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [
        context.Process(target=save_one_by_one, args=(tmp_path, name, 40)) for name in "ab"
    ]
    for writer in writers:
        writer.start()
    seen = 0
    while any(writer.is_alive() for writer in writers):
        found = read_records(tmp_path, KIND, [f"{name}{n}" for name in "ab" for n in range(40)])
        assert all(found[key] == mention(int(key[1:])) for key in found)
        seen = max(seen, len(found))
    assert seen
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    rows = make_rows(0, 40, "a") | make_rows(0, 40, "b")
    assert read_records(tmp_path, KIND, rows) == rows
    assert not list(tmp_path.glob(".aside*"))


WRITER = """
import sys
from pathlib import Path
from helpers.tables.store import save_records
from tests.tables.test_store import KIND, make_rows
for n in range(10_000):
    assert save_records(Path(sys.argv[1]), KIND, make_rows(n, n + 1))
    print(n, flush=True)
"""


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_a_store_that_can_be_read(tmp_path: Path) -> None:
    chance, told = random.Random(7), -1
    for _ in range(4):
        env = os.environ | {"PYTHONPATH": str(paths.ROOT)}
        argv = [sys.executable, "-c", WRITER, str(tmp_path)]
        process = subprocess.Popen(argv, env=env, stdout=subprocess.PIPE, text=True)
        assert process.stdout
        told = max(told, int(process.stdout.readline()))
        time.sleep(chance.uniform(0, 0.2))
        process.send_signal(signal.SIGKILL)
        rest = process.communicate()[0].splitlines(keepends=True)
        told = max([told, *(int(line) for line in rest if line.endswith("\n"))])
        rows = make_rows(0, told + 1)
        assert read_records(tmp_path, KIND, rows) == rows
        assert all(store.open_pack(KIND, path, digest) for path, _, digest in list_packs(tmp_path))
    for path in tmp_path.glob(".aside*"):
        os.utime(path, (0, 0))
    prune_packs(tmp_path, make_rows(0, 1))
    assert all(store.NAME.fullmatch(path.name) for path in tmp_path.iterdir())
