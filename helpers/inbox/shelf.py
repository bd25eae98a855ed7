"""Where new articles wait: ``var/inbox/<study>`` for proposals, ``var/quarantine/<study>`` for
what was refused.  Neither is ever served, and neither is part of the study.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from ..load.manifest import COLUMNS
from ..load.problems import Problems, quoted
from ..load.text import read_text
from .names import bare_cell, guard_cell, slug

PROPOSED = "proposed.csv"
STATE = "feeds.json"
KEPT = ("etag", "last-modified")
ENDINGS = {".txt", ".html", ".htm", ".toml", ".json"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """The two folders of one study."""

    inbox: Path
    quarantine: Path


def open_shelf(var: Path, name: str) -> Shelf:
    """The shelf of a study; folders are made when something is put there."""
    return Shelf(var / "inbox" / name, var / "quarantine" / name)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{slug(path.name)}-{os.getpid()}.part")
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, aside)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def read_proposed(shelf: Shelf) -> list[dict[str, str]]:
    """The proposed rows, as an analyst may have changed them; a StudyError says what is wrong."""
    path = shelf.inbox / PROPOSED
    if not path.exists():
        return []
    problems = Problems()
    text = read_text(path, PROPOSED, problems)
    rows: list[dict[str, str]] = []
    try:
        table = csv.reader(io.StringIO(text or "", newline=""), strict=True)
        head = next(table, [])
        if text is not None and sorted(head) != sorted(COLUMNS):
            what = "its columns are not those of articles.csv"
            problems.add(PROPOSED, "line 1", what, f"Give {', '.join(COLUMNS)}")
        for cells in table:
            if cells and len(cells) != len(head):
                what = f"{len(cells)} cells, but {len(head)} columns"
                problems.add(PROPOSED, f"line {table.line_num}", what, "Quote cells with commas")
            elif cells:
                rows.append(dict(zip(head, map(bare_cell, cells), strict=True)))
    except csv.Error as error:
        problems.add(PROPOSED, f"line {table.line_num}", f"no valid CSV: {error}", "Check quotes")
    ids = [row.get("doc_id", "") for row in rows]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        problems.add(PROPOSED, "", f"{quoted(name)} stands twice", "Take one row out")
    problems.stop("proposals")
    return rows


def write_proposed(shelf: Shelf, rows: list[dict[str, str]]) -> None:
    """Write the proposed rows, each cell so that no spreadsheet takes it for a formula."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows([guard_cell(row[name]) for name in COLUMNS] for row in rows)
    write_whole(shelf.inbox / PROPOSED, out.getvalue().encode())


def text_of(shelf: Shelf, doc_id: str) -> Path:
    """Where the text of a proposal stands."""
    return shelf.inbox / "proposed" / f"{slug(doc_id, 200)}.txt"


def put_proposal(shelf: Shelf, row: dict[str, str], text: bytes, about: dict[str, object]) -> None:
    """Put a proposal on the shelf; what it is known by comes last, so that a crash forgets none."""
    path = text_of(shelf, row["doc_id"])
    write_whole(path, text)
    rows = [r for r in read_proposed(shelf) if r["doc_id"] != row["doc_id"]]
    write_proposed(shelf, [*rows, row])
    write_whole(path.with_suffix(".json"), as_json(about))


def read_about(shelf: Shelf, doc_id: str) -> dict[str, object]:
    """Keys, source and notes of a proposal; empty where they cannot be read."""
    return read_json(text_of(shelf, doc_id).with_suffix(".json"))


def put_quarantine(
    shelf: Shelf, name: str, key: str, raw: bytes, ending: str, about: dict[str, object]
) -> None:
    """Keep what was refused, as received, with its reasons; the same thing is kept once."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:8]
    folder = shelf.quarantine / f"{slug(name)}-{digest}"
    aside = folder.with_name(f".{folder.name}-{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    if raw:
        (aside / f"received{ending if ending in ENDINGS else '.bin'}").write_bytes(raw)
    (aside / "reason.json").write_bytes(as_json(about))
    shutil.rmtree(folder, ignore_errors=True)
    aside.replace(folder)


def read_keys(shelf: Shelf) -> set[str]:
    """By what everything is known that was proposed or refused, whatever became of it since."""
    about = [*shelf.inbox.glob("proposed/*.json"), *shelf.quarantine.glob("*/reason.json")]
    keys: set[str] = set()
    for path in about:
        found = read_json(path).get("keys")
        keys.update(map(str, found if isinstance(found, list) else []))
    return keys


def read_state(shelf: Shelf) -> dict[str, dict[str, str]]:
    """What each feed said last of its version, by address."""
    state = read_json(shelf.inbox / STATE)
    return {url: known for url, known in state.items() if isinstance(known, dict)}


def write_state(shelf: Shelf, url: str, headers: dict[str, str]) -> None:
    """Remember the version of a feed of which nothing was put off."""
    lines = {name: headers.get(name, "") for name in KEPT}
    fit = {n: v for n, v in lines.items() if v and v.isascii() and v.isprintable()}
    write_whole(shelf.inbox / STATE, as_json(read_state(shelf) | {url: fit}))


def as_json(about: dict) -> bytes:
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode()


def read_json(path: Path) -> dict:
    """A file of ours; one that cannot be read is as good as none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
