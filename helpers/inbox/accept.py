"""Bring accepted proposals into a study: all of them or none, and never half of one."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..load import load_study
from ..load.manifest import ARTICLES, COLUMNS, MANIFEST
from ..load.pending import PENDING, read_pending
from ..load.problems import Problems, StudyError, quoted
from .shelf import Shelf, read_proposed, text_of, write_proposed, write_whole


def accept(
    study: Path, shelf: Shelf, ids: Sequence[str], basis: str
) -> tuple[list[str], list[str]]:
    """Bring the named proposals into the study (no ids: all); return the doc_ids that were
    accepted, and those that an attempt which broke off at its end had brought in already.

    ``basis`` is why, in the analyst's words; it goes into the evidence of each row.  The study's
    own loader reads a copy with the new articles first, and says all that is wrong.

    Raises:
        StudyError: a proposal does not exist, or the study would not be valid with it.
    """
    clear_leftovers(study)
    rows = read_proposed(shelf)
    manifest = read_manifest(study)
    sums = {row.get("sha256") for row in list_rows(manifest)}
    asked = choose_rows(rows, ids)
    chosen = [row for row in asked if row["sha256"] not in sums]
    if chosen:
        take(study, shelf, chosen, manifest, basis)
    done = {row["doc_id"] for row in asked}
    if done:
        write_proposed(shelf, [row for row in rows if row["doc_id"] not in done])
    taken = [row["doc_id"] for row in chosen]
    return taken, [name for name in done if name not in taken]


def take(
    study: Path, shelf: Shelf, chosen: list[dict[str, str]], manifest: bytes, basis: str
) -> None:
    """Try the articles on a copy of the study, then bring them in."""
    texts = read_texts(shelf, chosen)
    ready = [complete_row(row, texts[row["doc_id"]], basis) for row in chosen]
    content = add_rows(manifest, ready)
    files = {row["file"]: texts[row["doc_id"]] for row in ready}
    with open_trial(study, shelf) as trial:
        put_files(trial, files)
        (trial / MANIFEST).write_bytes(content)
        load_study(trial)
    if read_manifest(study) != manifest:
        raise StudyError(f"{MANIFEST} changed meanwhile; nothing was accepted. Run it again.")
    bring_in(study, files, content)


def choose_rows(rows: list[dict[str, str]], ids: Sequence[str]) -> list[dict[str, str]]:
    """The rows of the named proposals, each once."""
    known = {row["doc_id"]: row for row in rows}
    problems = Problems()
    for name in dict.fromkeys(ids):
        if name not in known:
            shown = ", ".join(known) or "none"
            problems.add("proposals", "", f"there is no {quoted(name)}", f"Proposed: {shown}")
    problems.stop("accept")
    return [known[name] for name in dict.fromkeys(ids)] if ids else rows


def read_texts(shelf: Shelf, rows: list[dict[str, str]]) -> dict[str, bytes]:
    """The texts of proposals, which must be those that were proposed."""
    problems, texts = Problems(), {}
    for row in rows:
        path, name = text_of(shelf, row["doc_id"]), quoted(row["doc_id"]).strip("'")
        raw = path.read_bytes() if path.is_file() else None
        if raw is None:
            problems.add(name, "", "its text is not there", "Keep doc_id as it was proposed")
        elif hashlib.sha256(raw).hexdigest() != row["sha256"]:
            problems.add(name, "", "its text is not what was proposed", "Take out row and text")
        else:
            texts[row["doc_id"]] = raw
    problems.stop("accept")
    return texts


def complete_row(row: dict[str, str], text: bytes, basis: str) -> dict[str, str]:
    """The row as it goes into the manifest."""
    evidence = f"{row['published_evidence']} Accepted on this basis: {basis}.".strip()
    digest = hashlib.sha256(text).hexdigest()
    return row | {"published_evidence": evidence, "sha256": digest}


def read_manifest(study: Path) -> bytes:
    """The manifest's bytes."""
    try:
        return (study / MANIFEST).read_bytes()
    except FileNotFoundError:
        raise StudyError(f"{study.name}: there is no {MANIFEST}. Add it with its head.") from None


def list_rows(manifest: bytes) -> list[dict[str, str]]:
    """The manifest's rows; whether they are right, ``load`` says."""
    text = manifest.decode("utf-8", errors="surrogateescape")
    try:
        return list(csv.DictReader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise StudyError(f"{MANIFEST}: {error}. Correct it first.") from None


def add_rows(manifest: bytes, rows: list[dict[str, str]]) -> bytes:
    """The manifest with rows added, its own columns in their order; what is there stays as it is.

    >>> add_rows(b"a,b\\n1,2", [])
    b'a,b\\n1,2\\n'
    """
    text = manifest.decode("utf-8", errors="surrogateescape")
    end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    head = next(csv.reader(io.StringIO(text, newline="")), list(COLUMNS))
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator=end)
    table.writerows([row.get(name, "") for name in head] for row in rows)
    whole = text if text.endswith("\n") else text + end
    return (whole + out.getvalue()).encode("utf-8", errors="surrogateescape")


@contextlib.contextmanager
def open_trial(study: Path, shelf: Shelf) -> Iterator[Path]:
    """A copy of the study that is gone afterwards."""
    folder = shelf.inbox / f"trial-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield Path(shutil.copytree(study, folder / study.name))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_files(study: Path, files: dict[str, bytes]) -> None:
    """Write new articles; a name that is taken stops it all."""
    for name, raw in files.items():
        path = study / ARTICLES / name
        if Path(name).name != name or path.exists() or path.is_symlink():
            raise StudyError(f"{quoted(name)} is there already, or no plain name. Change doc_id.")
        write_whole(path, raw)


def bring_in(study: Path, files: dict[str, bytes], manifest: bytes) -> None:
    """Articles first, then the manifest; ``.incoming`` keeps the study valid between them."""
    pending = study / ARTICLES / PENDING
    try:
        write_whole(pending, "".join(f"{name}\n" for name in files).encode())
        put_files(study, files)
        sync(study / ARTICLES)
        write_whole(study / MANIFEST, manifest)
        sync(study)
    finally:
        clear_leftovers(study)


def clear_leftovers(study: Path) -> None:
    """Take out what an attempt that broke off left behind: files that no row names."""
    folder = study / ARTICLES
    pending = folder / PENDING
    if not pending.exists():
        return
    named = {row.get("file") for row in list_rows(read_manifest(study))}
    for name in read_pending(folder) - named:
        (folder / name).unlink(missing_ok=True)
    for part in [*folder.glob(".*.part"), *study.glob(".*.part")]:
        part.unlink()
    pending.unlink()


def sync(folder: Path) -> None:
    """Make a folder's names last through a crash of the system, where it can be asked for."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
