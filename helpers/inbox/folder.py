"""The inbox folder: texts and pages that a person dropped, read as bytes and never changed."""

from __future__ import annotations

import datetime as dt
import json
import os
import stat
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..load.problems import Problems, quoted
from ..load.text import decode
from .candidate import Fact
from .dates import Clue
from .guard import RefusedError, read_url
from .names import key_of_bytes, tidy
from .wire import PutOffError

TEXTS, PAGES, SIDES = (".txt",), (".html", ".htm"), (".toml", ".json")
LARGEST = 5_000_000
"""Bytes of a dropped file; an article has some 5,000, a page with its scripts 500,000."""

SETTLED = 5.0
"""Seconds for which a file must not have changed: a copy that is still being written is younger."""

SIDE_KEYS = ("outlet", "published", "url", "title", "author")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file of the inbox; ``fault`` is why it is not read, ``waits`` why it is left for later."""

    name: str
    key: str
    raw: bytes = b""
    ending: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)
    clues: tuple[Clue, ...] = ()
    fault: str = ""
    waits: str = ""


def read_folder(folder: Path, now: float) -> Iterator[Dropped]:
    """Every file of the folder by name, hidden ones and folders left out.

    ``now`` is a time as in ``stat``.  A side-car stands beside ``a.txt`` as ``a.toml`` or
    ``a.json``.
    """
    paths = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    files = [p for p in paths if p.is_symlink() or not p.is_dir()]
    sides = {p.stem: p for p in files if p.suffix.lower() in SIDES}
    stems = {p.stem for p in files if p.suffix.lower() in TEXTS + PAGES}
    for path in files:
        if not (path.suffix.lower() in SIDES and path.stem in stems):
            yield read_dropped(path, sides.get(path.stem), now)


def read_dropped(path: Path, side: Path | None, now: float) -> Dropped:
    """One file with its side-car."""
    name, ending = path.name, path.suffix.lower()
    shown = os.fsencode(name)
    try:
        raw = read_settled(path, now)
        beside = read_settled(side, now) if side else b""
    except PutOffError as error:
        return Dropped(name, key_of_bytes(shown), waits=str(error))
    except RefusedError as error:
        return Dropped(name, key_of_bytes(shown, str(error).encode()), fault=str(error))
    key = key_of_bytes(raw, beside) if side else key_of_bytes(raw)
    if ending in SIDES:
        return Dropped(name, key, raw, ending, fault="no .txt or .html of its name is beside it")
    if ending not in TEXTS + PAGES:
        fault = f"{quoted(ending)} is no kind that is read; save it as .txt or .html"
        return Dropped(name, key, raw, ending, fault=fault)
    problems = Problems()
    if ending in TEXTS:
        decode(raw, quoted(name).strip("'"), problems)
    facts, clues = read_side(side, beside, problems) if side else ({}, ())
    fault = " ".join(problem.line() for problem in problems.found)
    return Dropped(name, key, raw, ending, facts, clues, fault)


def read_settled(path: Path, now: float) -> bytes:
    """The bytes of a plain file that nobody is writing; a link is not followed."""
    if path.is_symlink():
        raise RefusedError("it is a link; put the file itself there")
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | _wait_for_nobody())
    except OSError as error:
        raise PutOffError(f"it cannot be read ({error.strerror})") from None
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(file.fileno())
        if not stat.S_ISREG(before.st_mode):
            raise RefusedError("it is no plain file")
        if now - before.st_mtime < SETTLED:
            raise PutOffError(f"it changed in the last {SETTLED:g} seconds")
        if before.st_size > LARGEST:
            raise RefusedError(f"it has {before.st_size:,} bytes, more than {LARGEST:,}")
        raw = file.read(LARGEST + 1)
        after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise PutOffError("it changed while it was read")
    return raw


def _wait_for_nobody() -> int:
    """So that opening a pipe does not wait until somebody writes into it."""
    return getattr(os, "O_NONBLOCK", 0)


def read_side(
    side: Path, raw: bytes, problems: Problems
) -> tuple[dict[str, Fact], tuple[Clue, ...]]:
    """What a side-car says of its article, all of it texts; a day is written 2025-01-17."""
    name = quoted(side.name).strip("'")
    text = decode(raw, name, problems)
    try:
        table = (tomllib if side.suffix.lower() == ".toml" else json).loads(text or "{}")
    except (ValueError, RecursionError) as error:
        problems.add(name, "", f"it cannot be read: {error}", "Correct it there")
        return {}, ()
    if text is None or not isinstance(table, dict):
        problems.add(name, "", "it is no table of names and values", "Write outlet = …")
        return {}, ()
    facts: dict[str, Fact] = {}
    clues: tuple[Clue, ...] = ()
    for key, value in table.items():
        shown = value.isoformat() if type(value) is dt.date else value
        if key not in SIDE_KEYS:
            what = f"{quoted(str(key))} is not known"
            problems.add(name, "", what, f"Known: {', '.join(SIDE_KEYS)}")
        elif not isinstance(shown, str):
            problems.add(name, key, "it is no text", "Write it in quotes")
        elif key == "published":
            clues = read_published(shown, name, problems)
        elif key == "url":
            try:
                read_url(shown)
                facts[key] = Fact(shown, "supplied", f"The side-car {name}.")
            except RefusedError as error:
                problems.add(name, key, str(error), "Give the https address of the article")
        elif tidy(shown):
            facts[key] = Fact(tidy(shown), "supplied", f"The side-car {name} names it.")
    return facts, clues


def read_published(value: str, name: str, problems: Problems) -> tuple[Clue, ...]:
    """The day that a side-car gives."""
    try:
        day = dt.date.fromisoformat(value)
        if day.isoformat() != value:
            raise ValueError(value)
    except ValueError:
        what = f"{quoted(value)} is no day of the calendar"
        problems.add(name, "published", what, "Write it as 2025-01-17")
        return ()
    return (Clue(day, day, f"The side-car {name} says {day}.", day),)
