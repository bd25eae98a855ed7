"""One edition as a folder: its manifest, and whether the folder still is what the manifest says."""

from __future__ import annotations

import json
import os
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from .inputs import hash_file

MANIFEST = "manifest.json"
CHANGES = "changes"  # stands beside the editions, whose head links to it
TAG = re.compile(r'<[a-zA-Z](?:[^<>"]|"[^"]*")*>')
LINK = re.compile(r'(\s(?:href|src)=")([^"]*)(")')
ID = re.compile(r'\sid="([^"]*)"')
OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def write_manifest(folder: Path, head: dict[str, object]) -> None:
    """Write ``manifest.json``: what the edition is, and size and sha256 of each of its files."""
    files = {
        name: {"bytes": path.stat().st_size, "sha256": hash_file(path)}
        for name, path in list_files(folder)
    }
    text = json.dumps({**head, "files": files}, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")


def read_manifest(folder: Path) -> dict:
    """Return an edition's manifest, {} where there is none that can be read."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def list_files(folder: Path) -> list[tuple[str, Path]]:
    """Return name and path of every file of an edition but its manifest, in order of name."""
    found = ((p.relative_to(folder).as_posix(), p) for p in folder.rglob("*") if not p.is_dir())
    return sorted((name, path) for name, path in found if name != MANIFEST)


def find_faults(folder: Path) -> list[str]:
    """Return what differs between an edition and its manifest, read from the disk."""
    manifest = read_manifest(folder)
    if not isinstance(manifest.get("files"), dict) or manifest.get("id") != folder.name:
        return [f"{folder.name}: its manifest is missing or not its own"]
    there = dict(list_files(folder))
    strays = sorted(there.keys() - manifest["files"])
    faults = [f"{folder.name}: {name} is in no manifest" for name in strays]
    for name, entry in manifest["files"].items():
        path = there.get(name)
        if path is None or path.is_symlink() or not path.is_file():
            faults.append(f"{folder.name}: {name} is missing")
        elif path.stat().st_size != entry["bytes"] or hash_file(path) != entry["sha256"]:
            faults.append(f"{folder.name}: {name} is not what was published")
    return faults


def compare_files(one: Path, other: Path) -> list[str]:
    """Return the names of the files that differ between two whole editions."""
    first, second = (read_manifest(folder).get("files", {}) for folder in (one, other))
    names = sorted(first.keys() | second.keys())
    return [name for name in names if first.get(name) != second.get(name)]


def find_gaps(folder: Path, pages: list[str]) -> list[str]:
    """Return what a new edition lacks: a page, a whole PDF, the target of a link."""
    gaps = [f"{name} is missing" for name in pages if not (folder / name).is_file()]
    pdf = folder / "report.pdf"
    if pdf.is_file():
        data = pdf.read_bytes()
        if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-64:]:
            gaps.append("report.pdf is not whole")
    html = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html"))}
    tags = {name: " ".join(TAG.findall(text)) for name, text in html.items()}
    ids = {name: {unescape(found) for found in ID.findall(text)} for name, text in tags.items()}
    for name, text in tags.items():
        for link in dict.fromkeys(link for _, link, _ in LINK.findall(text)):
            if not leads_somewhere(folder, name, unescape(link), ids):
                gaps.append(f"{name}: the link {link!r} leads nowhere")
    return gaps


def lead_into(tag: str, prefix: str) -> str:
    """Put a prefix before the relative links of a tag; places in the same page stay.

    >>> lead_into('<a href="2_timeline.html#x">', "editions/a/")
    '<a href="editions/a/2_timeline.html#x">'
    >>> lead_into('<a href="#x">', "editions/a/"), lead_into('<a href="https://x.org/">', "e/")
    ('<a href="#x">', '<a href="https://x.org/">')
    """
    return LINK.sub(
        lambda m: m[0]
        if OUTSIDE.match(m[2]) or m[2].startswith("#") or not m[2]
        else f"{m[1]}{prefix}{m[2]}{m[3]}",
        tag,
    )


def leads_somewhere(folder: Path, page: str, link: str, ids: dict[str, set[str]]) -> bool:
    """Whether a link's file, and its place in that file, are part of the edition.

    The page of its changes is written when the edition has been put in its place.
    """
    if OUTSIDE.match(link) or link == f"../{CHANGES}/{folder.name}.html":
        return True
    name, _, place = link.partition("#")
    name = unquote(name) or page
    if place and name in ids:
        return unquote(place) in ids[name]
    inside = (folder / name).resolve().is_relative_to(folder.resolve())
    return inside and (folder / name).exists()


def sync_tree(folder: Path) -> None:
    """Push every file and folder of an edition to the disk, so that a power cut cannot empty it."""
    for path in [*folder.rglob("*"), folder]:
        if path.is_dir() and os.name == "nt":
            continue
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
