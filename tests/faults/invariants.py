"""What must hold of a reports folder after any end of a run, read from its files alone.

Nothing of the project is imported: a fault in its own checks would hide here as well.

I1  ``latest`` resolves to an edition whose hashes verify
I2  nothing incomplete stands in ``editions/``
I3  exit 0 only if the wanted edition is live
I4  the next run recovers without hands (the trials run it)
I5  no process of ours is alive ten seconds after the end
I6  articles in = articles used + articles in quarantine
I7  same inputs, same bytes
I8  older editions never change
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from pathlib import Path

EDITION = re.compile(r"(?:\d{4}-\d\d-\d\d|undated)-[0-9a-f]{8}")
MANIFEST = "manifest.json"
BESIDE = "changes"  # the one thing in editions/ that is none
SECONDS = 10


def hash_tree(folder: Path) -> dict[str, str]:
    """The sha256 of every file of a folder by its name."""
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def find_rot(folder: Path) -> list[str]:
    """What of an edition is not as its manifest says."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        wanted = {name: entry["sha256"] for name, entry in manifest["files"].items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        return [f"{folder.name}: no manifest ({type(error).__name__})"]
    there = hash_tree(folder)
    there.pop(MANIFEST, None)
    names = sorted(wanted.keys() | there.keys())
    return [f"{folder.name}: {name}" for name in names if wanted.get(name) != there.get(name)]


def list_editions(reports: Path) -> list[Path]:
    return sorted(p for p in (reports / "editions").glob("*") if EDITION.fullmatch(p.name))


def check_latest(reports: Path) -> list[str]:
    """I1; a folder without any edition has no ``latest`` either."""
    link = reports / "latest"
    if not list_editions(reports) and not link.is_symlink():
        return []
    if not link.is_symlink() or not link.is_dir():
        return ["I1: latest resolves to nothing"]
    return [f"I1: {rot}" for rot in find_rot(link.resolve())]


def check_editions(reports: Path) -> list[str]:
    """I2; also that every page beside the editions is whole."""
    wrong = [f"I2: {rot}" for folder in list_editions(reports) for rot in find_rot(folder)]
    for path in (reports / "editions").glob("*"):
        if not EDITION.fullmatch(path.name) and path.name != BESIDE:
            wrong.append(f"I2: editions/{path.name} is no edition")
    pages = [reports / "index.html", *reports.glob("changes/*.html")]
    for page in filter(Path.is_file, pages):
        if not page.read_text(encoding="utf-8").rstrip().endswith("</html>"):
            wrong.append(f"I2: {page.name} is cut off")
    for data in [reports / "status.json", *reports.glob("changes/*.json")]:
        if data.is_file():
            try:
                json.loads(data.read_text(encoding="utf-8"))
            except ValueError:
                wrong.append(f"I2: {data.name} is cut off")
    return wrong


def check_exit(reports: Path, code: int, wanted: str) -> list[str]:
    """I3."""
    link = reports / "latest"
    live = link.is_symlink() and link.readlink().name == wanted and not find_rot(link.resolve())
    return [] if code != 0 or live else [f"I3: exit 0, and {wanted} is not live"]


def check_processes(mark: str, seconds: float = SECONDS) -> list[str]:
    """I5: no process carries the mark in its environment, at the latest after so many seconds."""
    end = time.monotonic() + seconds
    while alive := find_processes(mark):
        if time.monotonic() > end:
            return [f"I5: process {number} is alive" for number in alive]
        time.sleep(0.05)
    return []


def find_processes(mark: str) -> list[int]:
    """Processes that have the mark in their environment; those that ended and wait are none."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            environment = (entry / "environ").read_bytes()
        except OSError:
            continue
        if mark.encode() in environment:
            found.append(int(entry.name))
    return found


def check_older(reports: Path, before: dict[str, dict[str, str]]) -> list[str]:
    """I8; ``before`` has the hashes of every edition that stood there."""
    editions = reports / "editions"
    return [f"I8: {name} has changed" for name, tree in before.items()
            if hash_tree(editions / name) != tree]  # fmt: skip


def check_bytes(edition: Path, reference: dict[str, str]) -> list[str]:
    """I7."""
    return [] if hash_tree(edition) == reference else [f"I7: {edition.name} has other bytes"]


def check_count(given: int, used: int, quarantined: int) -> list[str]:
    """I6."""
    whole = given == used + quarantined
    return [] if whole else [f"I6: {given} in, {used} used, {quarantined} in quarantine"]
