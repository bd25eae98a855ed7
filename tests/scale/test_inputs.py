"""What comes in: blocks, batches, places, duplicates."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.scale import inputs, intake, shards
from tests.scale.make_corpus import make

Write = Callable[..., Path]


def test_bad_lines_are_set_aside_with_their_true_line(
    write: Write, rows: list[dict], small: None
) -> None:
    lines: list = [*rows[:60], b"", b"{", *rows[60:120], b'{"doc_id": "x"}', rows[120]]
    store = make(write(lines))
    aside = list(store.set_aside())
    assert [(row.file, row.place.split(",")[0], row.kind) for row in aside] == [
        ("corpus/a.jsonl", "line 62", "bad"),
        ("corpus/a.jsonl", "line 123", "bad"),
    ]
    assert store.counts == {"articles": 123, "used": 121, "bad": 2}
    placed = [p for path in store.list_folder("documents") for p in shards.read_shard(path)]
    assert (placed[-1].place, placed[60].place) == ("line 124", "line 63")


def test_duplicates(write: Write, rows: list[dict], small: None) -> None:
    again = rows[3] | {"doc_id": "again", "text": rows[3]["text"].replace(" ", "  ")}
    elsewhere = rows[3] | {"doc_id": "wire", "outlet": "Elsewhere"}
    other = rows[50] | {"doc_id": rows[4]["doc_id"].upper()}
    study = write([*rows[:45], again, elsewhere, other])
    write([rows[0]], "0.jsonl")
    store = make(study)
    told = [(row.file, row.place, row.kind, row.reason) for row in store.set_aside()]
    assert told == [
        ("corpus/a.jsonl", "line 1", "duplicate",
         "outlet and text are those of a0000000 (corpus/0.jsonl, line 1)"),
        ("corpus/a.jsonl", "line 46", "duplicate",
         "outlet and text are those of a0000003 (corpus/a.jsonl, line 4)"),
    ]  # fmt: skip
    ids = [document.doc_id for document in store.documents()]
    assert len({doc_id.casefold() for doc_id in ids}) == len(ids) == 47
    assert "wire" in ids and ids[-1].startswith("A0000004~")
    assert [tags.doc_id for tags in store.tags()] == ids


def test_the_new_id_depends_on_the_article_alone(write: Write, rows: list[dict]) -> None:
    twice = [rows[0], rows[1] | {"doc_id": "a0000000"}, rows[2] | {"doc_id": "a0000000"}]
    study = write(twice)
    ids = [d.doc_id for d in make(study).documents()]
    write([twice[0], twice[2]])
    assert [d.doc_id for d in make(study).documents()] == [ids[0], ids[2]]


def test_a_new_id_is_nobodys(write: Write, rows: list[dict]) -> None:
    twice = [rows[0], rows[1] | {"doc_id": "a0000000"}]
    new = list(make(write(twice)).documents())[1].doc_id
    store = make(write([*twice, rows[2] | {"doc_id": new.upper()}]))
    ids = [document.doc_id for document in store.documents()]
    assert (ids[0], ids[2]) == ("a0000000", new.upper())
    assert ids[1].startswith(new) and ids[1] != new


@pytest.mark.slow
def test_small_files_are_read_in_batches(write: Write, rows: list[dict]) -> None:
    for number, row in enumerate(rows[:150]):
        study = write([row], f"{number % 7}/{number:03}.jsonl")
    store = make(study)
    assert len(store.index.shards) <= 2
    assert store.counts["used"] == 150
    order = [f"a{n:07}" for n in sorted(range(150), key=lambda n: (n % 7, n))]
    assert [d.doc_id for d in store.documents()] == order


def test_batches_are_cut_where_names_say(monkeypatch: pytest.MonkeyPatch, write: Write) -> None:
    monkeypatch.setattr(inputs, "BATCH", 8)
    for number in range(100):
        study = write([b"x"], f"{number:03}.txt")
    before = {unit.key for unit in inputs.list_units(study, "")}
    write([b"x"], "0505.txt")
    after = {unit.key for unit in inputs.list_units(study, "")}
    assert len(before) > 5
    assert len(after - before) in (1, 2)


def test_what_cannot_be_opened_is_set_aside_and_followed_nowhere(
    write: Write, rows: list[dict], tmp_path: Path
) -> None:
    study = write(rows[:3])
    (tmp_path / "secret.jsonl").write_text(json.dumps(rows[5]), "utf-8")
    (study / "corpus" / "b.jsonl").symlink_to(tmp_path / "secret.jsonl")
    (study / "corpus" / "c.jsonl").symlink_to(tmp_path / "nowhere.jsonl")
    units = list(inputs.list_units(study, ""))
    assert [unit.digests[1:] for unit in units] == [("nothing",) * (len(units[0].files) - 1)]
    assert units[0].size == (study / "corpus" / "a.jsonl").stat().st_size


def test_a_file_that_changes_meanwhile_ends_the_run(
    write: Write, rows: list[dict], small: None
) -> None:
    study = write(rows[:60])
    block, batch = list(inputs.list_units(study, ""))[1], None
    write(rows[1:61])
    write(rows[:1], "small.jsonl")
    inputs.SMALL = 10**6
    batch = list(inputs.list_units(study, ""))[-1]
    write(rows[:2], "small.jsonl")
    for unit in (block, batch):
        with pytest.raises(inputs.StaleError, match="changed while it was read"):
            intake.read_unit(intake.Intake(str(study.parent / "store"), str(study), unit))
    assert not list((study.parent / "store").rglob("*.json"))


def test_long_articles_make_shorter_shards(
    write: Write, rows: list[dict], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "LETTERS", 10_000)
    store = make(write([*rows[:4], rows[4] | {"text": "Long. " * 2000}, rows[5]]))
    assert [entry.documents for entry in store.index.shards] == [3, 2, 1]
