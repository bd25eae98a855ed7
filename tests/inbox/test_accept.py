"""Proposals into a study: all or none, checked on a copy, and whole after any crash."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import paths
from helpers.inbox import accept as module
from helpers.inbox.accept import accept
from helpers.inbox.shelf import Shelf, open_shelf, put_proposal, read_proposed, write_proposed
from helpers.load import StudyError, load_study
from helpers.load.manifest import COLUMNS
from helpers.load.pending import PENDING

BASIS = "read beside the page"


@pytest.fixture
def shelf(study: Path, tmp_path: Path) -> Shelf:
    """Two proposals, a and b."""
    found = open_shelf(tmp_path / "var", "skarn-straits")
    for name in "ab":
        raw = f"Report {name}\n\nIt says what {name} says.\n".encode()
        row = dict.fromkeys(COLUMNS, "") | {c: "unknown" for c in COLUMNS if c.endswith("_basis")}
        row |= {
            "doc_id": name, "file": f"{name}.txt", "outlet": "The Courier", "title": "=cmd",
            "published_evidence": "The feed says so.", "sha256": hashlib.sha256(raw).hexdigest(),
        }  # fmt: skip
        put_proposal(found, row, raw, {"keys": [name]})
    return found


def change(shelf: Shelf, name: str, values: dict[str, str]) -> None:
    rows = read_proposed(shelf)
    write_proposed(shelf, [r | values if r["doc_id"] == name else r for r in rows])


def state(study: Path) -> dict[str, bytes]:
    return {str(p.relative_to(study)): p.read_bytes() for p in study.rglob("*") if p.is_file()}


def names(study: Path) -> set[str]:
    return {document.doc_id for document in load_study(study).documents}


def test_accepted_article_is_in_the_study_with_its_basis(study: Path, shelf: Shelf) -> None:
    before = (study / "articles.csv").read_bytes()
    assert accept(study, shelf, ["a"], BASIS) == (["a"], [])
    assert (study / "articles.csv").read_bytes().startswith(before)
    added = next(d for d in load_study(study).documents if d.doc_id == "a")
    assert added.text == "Report a\n\nIt says what a says.\n"
    assert added.title == "=cmd"
    assert added.published_evidence == f"The feed says so. Accepted on this basis: {BASIS}."
    assert [row["doc_id"] for row in read_proposed(shelf)] == ["b"]
    assert not list(shelf.inbox.glob("trial-*"))
    assert not [p for p in study.rglob(".*") if p.is_file()]
    assert accept(study, shelf, [], BASIS) == (["b"], [])
    assert accept(study, shelf, [], BASIS) == ([], [])


def test_proposals_are_safe_in_a_spreadsheet(shelf: Shelf) -> None:
    rows = list(csv.DictReader((shelf.inbox / "proposed.csv").open(encoding="utf-8")))
    assert [row["title"] for row in rows] == ["'=cmd", "'=cmd"]
    assert [row["title"] for row in read_proposed(shelf)] == ["=cmd", "=cmd"]


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"published": "17 January"}, "no day of the calendar"),
        ({"outlet": ""}, "there is no outlet"),
        ({"outlet_basis": "sure"}, "no basis"),
        ({"published_earliest": "2025-02-01", "published_latest": "2025-01-01"}, "is after"),
        ({"file": "../b.txt"}, "no plain name"),
        ({"file": "c.txt"}, "not the file's name"),
        ({"file": "wire_cpa.txt", "doc_id": "wire_cpa"}, "its text is not there"),
        ({"file": "wire_cpa.txt"}, "is there already"),
        ({"sha256": "0" * 64}, "not what was proposed"),
    ],
)
def test_one_bad_row_keeps_all_out(values: dict, why: str, study: Path, shelf: Shelf) -> None:
    change(shelf, "b", values)
    before = state(study)
    with pytest.raises(StudyError, match=why):
        accept(study, shelf, [], BASIS)
    assert state(study) == before
    assert len(read_proposed(shelf)) == 2
    assert not list(shelf.inbox.glob("trial-*"))


def test_changed_text_and_unknown_name_are_refused(study: Path, shelf: Shelf) -> None:
    before = state(study)
    with pytest.raises(StudyError, match=r"no 'c'. Proposed: a, b"):
        accept(study, shelf, ["c"], BASIS)
    (shelf.inbox / "proposed" / "a.txt").write_text("Another text.", encoding="utf-8")
    with pytest.raises(StudyError, match="not what was proposed"):
        accept(study, shelf, ["a"], BASIS)
    assert state(study) == before


def test_study_that_is_not_valid_takes_nothing(study: Path, shelf: Shelf) -> None:
    (study / "articles" / "stray.txt").write_text("A stray.", encoding="utf-8")
    before = state(study)
    with pytest.raises(StudyError, match="no row names this file"):
        accept(study, shelf, [], BASIS)
    assert state(study) == before


def test_manifest_that_changes_meanwhile_is_not_overwritten(
    study: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(trial: Path) -> None:
        with (study / "articles.csv").open("a", encoding="utf-8") as file:
            file.write("by hand")

    monkeypatch.setattr(module, "load_study", load)
    with pytest.raises(StudyError, match="changed meanwhile"):
        accept(study, shelf, [], BASIS)
    assert (study / "articles.csv").read_text(encoding="utf-8").endswith("by hand")
    assert not (study / "articles" / "a.txt").exists()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda text: text.replace("doc_id", "id", 1), "columns are not those"),
        (lambda text: text + "a,b\n", "2 cells"),
        (lambda text: text + text.splitlines()[1] + "\n", "'a' stands twice"),
        (lambda text: text + 'a,"b\n', "cells|CSV"),
        (lambda text: "\ufeff" + text, "byte order mark"),
    ],
)
def test_proposals_are_read_strictly(change: Callable, why: str, shelf: Shelf) -> None:
    path = shelf.inbox / "proposed.csv"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(StudyError, match=why):
        read_proposed(shelf)


CRASH = """
import json, os, sys
from pathlib import Path
from helpers.inbox.accept import accept
from helpers.inbox.shelf import open_shelf
from helpers.load import load_study

study, shelf = Path(sys.argv[1]), open_shelf(Path(sys.argv[2]), "skarn-straits")

def attempt(last):
    left = [last]
    def counted(real):
        def call(path, *args, **more):
            left[0] -= str(study) in str(path)
            if left[0] == 0:
                os._exit(9)
            return real(path, *args, **more)
        return call
    for name in ("open", "replace", "unlink"):
        setattr(Path, name, counted(getattr(Path, name)))
    accept(study, shelf, [], "read")
    os._exit(0)

for last in range(1, 100):
    child = os.fork()
    if not child:
        attempt(last)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(json.dumps([code, sorted(d.doc_id for d in load_study(study).documents)]))
    if not code:
        break
"""


def test_study_is_valid_after_a_crash_at_any_step(
    study: Path, shelf: Shelf, tmp_path: Path
) -> None:
    """Every opening, renaming and removing of a file of the study is once the last thing done."""
    old, new = names(study), names(study) | {"a", "b"}
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", CRASH, study, tmp_path / "var"],
        capture_output=True, text=True, env=env, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr  # a study that is not valid ends it
    states = [json.loads(line) for line in done.stdout.splitlines()]
    assert [code for code, _ in states] == [9] * (len(states) - 1) + [0]
    assert len(states) > 10
    assert all(set(ids) in (old, new) for _, ids in states)
    assert [9, sorted(old)] in states
    assert [9, sorted(new)] in states
    assert names(study) == new
    assert read_proposed(shelf) == []
    assert not [p for p in study.rglob(".*") if p.is_file()]


def test_full_disk_leaves_the_study_as_it_was(
    study: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = state(study), module.write_whole

    def fail(path: Path, content: bytes) -> None:
        if path == study / "articles.csv":
            raise OSError(28, "No space left on device")
        real(path, content)

    monkeypatch.setattr(module, "write_whole", fail)
    with pytest.raises(OSError, match="No space"):
        accept(study, shelf, [], BASIS)
    assert state(study) == before


def test_names_that_are_not_plain_are_never_removed(study: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("x", encoding="utf-8")
    pending = study / "articles" / PENDING
    pending.write_text(f"../../../precious\n{precious}\nwire_cpa.txt\nleft.txt\n", encoding="utf-8")
    (study / "articles" / "left.txt").write_text("left", encoding="utf-8")
    assert len(names(study)) == 6
    module.clear_leftovers(study)
    assert precious.exists()
    assert (study / "articles" / "wire_cpa.txt").exists()
    assert not (study / "articles" / "left.txt").exists()
    assert not pending.exists()


def test_stray_that_is_not_pending_is_still_told(study: Path) -> None:
    (study / "articles" / PENDING).write_text("a.txt\n", encoding="utf-8")
    (study / "articles" / "b.txt").write_text("x", encoding="utf-8")
    with pytest.raises(StudyError, match=r"b\.txt: no row names this file"):
        load_study(study)


def test_manifest_keeps_its_line_ends_and_rights(study: Path, shelf: Shelf) -> None:
    manifest = study / "articles.csv"
    manifest.write_bytes(manifest.read_bytes().replace(b"\n", b"\r\n").rstrip(b"\r\n"))
    manifest.chmod(0o640)
    accept(study, shelf, ["a"], BASIS)
    raw = manifest.read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n") == 8
    assert manifest.stat().st_mode & 0o777 == 0o640
    assert paths.DATA in study.parents
