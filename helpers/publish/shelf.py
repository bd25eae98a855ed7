"""The reports folder: editions that are renamed in whole, and the link that names the latest."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
from pathlib import Path

from .edition import CHANGES, find_faults, read_manifest, sync_tree

EDITIONS = "editions"
LATEST = "latest"
WINDOWS = os.name == "nt"  # where links need a privilege and folders cannot be synced
EDITION_ID = re.compile(r"(?:\d{4}-\d\d-\d\d|undated)-[0-9a-f]{8}")
REDIRECT = """<!doctype html><html lang="en"><title>Latest edition</title>
<meta http-equiv="refresh" content="0; url={}/index.html">
"""
ASIDE = (".incoming-*", ".gone-*", ".latest-*", ".*.html-*", ".*.json-*", ".*.xml-*", ".*.txt-*")


def edition_folder(reports: Path, name: str) -> Path:
    """Return where an edition stands or will stand."""
    return reports / EDITIONS / name


def list_editions(reports: Path) -> list[str]:
    """Return the ids of all editions, newest first: by date, then by when they came."""
    found = [p for p in (reports / EDITIONS).glob("*") if EDITION_ID.fullmatch(p.name)]
    ordered = sorted(found, key=lambda p: (p.name[:10], p.stat().st_mtime_ns, p.name), reverse=True)
    return [p.name for p in ordered]


def read_latest(reports: Path) -> str:
    """Return the id that ``latest`` names, "" where it names none."""
    link = reports / LATEST
    with contextlib.suppress(OSError):
        if link.is_symlink():
            return link.readlink().name
        page = link.with_suffix(".html").read_text(encoding="utf-8")
        named = EDITION_ID.search(page)
        return named[0] if named else ""
    return ""


def is_whole(reports: Path, name: str, key: str) -> bool:
    """Whether the edition is there, is of this key, and all of its hashes hold."""
    folder = edition_folder(reports, name)
    return read_manifest(folder).get("key") == key and not find_faults(folder)


def stands(reports: Path, name: str) -> bool:
    """Whether an edition is there and as it was published; then it stays for ever as it is."""
    folder = edition_folder(reports, name)
    return folder.is_dir() and not find_faults(folder)


def put_edition(built: Path, reports: Path, aside: Path) -> None:
    """Move a verified build to its place under its id; what is not whole there goes ``aside``."""
    target = edition_folder(reports, built.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    sync_tree(built)
    if target.exists():
        shutil.rmtree(aside, ignore_errors=True)
        aside.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(target, aside)
    try:
        built.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        near = reports / f".incoming-{os.getpid()}"
        shutil.copytree(built, near)
        sync_tree(near)
        near.rename(target)
    sync_tree_top(target.parent)


def sync_tree_top(folder: Path) -> None:
    """Push the names in one folder to the disk."""
    if WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def point_latest(reports: Path, name: str) -> None:
    """Let ``latest`` name an edition, in one step; by a redirect page where links are refused."""
    link, aside = reports / LATEST, reports / f".{LATEST}-{os.getpid()}"
    aside.unlink(missing_ok=True)
    try:
        aside.symlink_to(Path(EDITIONS) / name, target_is_directory=True)
    except (NotImplementedError, PermissionError):
        if not WINDOWS:
            raise
        link, aside = link.with_suffix(".html"), aside.with_suffix(".html")
        aside.write_text(REDIRECT.format(f"{EDITIONS}/{name}"), encoding="utf-8")
    aside.replace(link)
    sync_tree_top(reports)


def clear_leftovers(reports: Path, var: Path) -> None:
    """Remove what a killed run left behind; only for the holder of the lock."""
    folders = (reports, reports / CHANGES, reports / EDITIONS / CHANGES)
    left = [path for folder in folders for name in ASIDE for path in folder.glob(name)]
    for path in [*(var / "build").glob("*"), *left]:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def prune(reports: Path, keep: int, monthly: bool = False) -> list[str]:
    """Remove old editions with what is said of their changes; return the removed ids.

    The newest ``keep`` stay, with ``monthly`` the newest of each month too, and always the latest.
    """
    names = list_editions(reports)
    latest = read_latest(reports)
    others = [name for name in names if name != latest]
    kept = {latest, *others[: max(keep - bool(latest), 0)]}
    if monthly:
        months: dict[str, str] = {}
        for name in names:
            months.setdefault(name[:7], name)
        kept |= set(months.values())
    gone = [name for name in names if name not in kept]
    for name in gone:
        aside = reports / f".gone-{name}"
        edition_folder(reports, name).rename(aside)
        for page in (reports / CHANGES, reports / EDITIONS / CHANGES):
            for kind in ("html", "json"):
                (page / f"{name}.{kind}").unlink(missing_ok=True)
        shutil.rmtree(aside)
    return gone
