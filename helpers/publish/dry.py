"""What a run would do and why, without doing it."""

from __future__ import annotations

from pathlib import Path

from .edition import read_manifest
from .inputs import Edition
from .outside import is_current
from .shelf import edition_folder, is_whole, read_latest


def say_plan(edition: Edition, reports: Path, force: bool = False) -> tuple[bool, list[str]]:
    """Return whether a run would change anything, and what it would do, a line each."""
    latest = read_latest(reports)
    old = read_manifest(edition_folder(reports, latest)) if latest else {}
    whole = is_whole(reports, edition.id, edition.key)
    if whole and not force:
        if is_current(reports, edition.id):
            return False, [f"nothing to do: {edition.id} is the latest edition, and whole"]
        return True, [f"would make {edition.id} the latest again: it is there, and whole"]
    why = "asked for by --force" if whole else "its files are not there, or not as published"
    lines = [f"would build {edition.id}"]
    if not old:
        return True, [*lines, "there is no edition yet"]
    return True, [*lines, *(compare_inputs(old, edition) or [why])]


def compare_inputs(old: dict, edition: Edition) -> list[str]:
    """Every input and parameter that is not what the latest edition was made from."""
    before = {entry["file"]: entry["sha256"] for entry in old.get("inputs", [])}
    after = edition.inputs
    lines = [f"added: {name}" for name in sorted(after.keys() - before.keys())]
    lines += [f"removed: {name}" for name in sorted(before.keys() - after.keys())]
    both = sorted(before.keys() & after.keys())
    lines += [f"changed: {name}" for name in both if before[name] != after[name]]
    asked = old.get("parameters", {})
    for name, value in edition.parameters.items():
        if asked.get(name) != value:
            lines.append(f"parameter {name}: {asked.get(name)!r} → {value!r}")
    return lines
