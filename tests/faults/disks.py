"""A real disk that is full, and one that is read-only, where the system lets us make them."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.faults import invariants
from tests.faults.trials import Ground, run_stub

BROKEN = 74
SIZE = 8_000_000


@contextlib.contextmanager
def mount_small(folder: Path, size: int) -> Iterator[bool]:
    """A disk in memory of so many bytes; False where mounting is not permitted."""
    options = f"size={size},mode=777"
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        done = None
    if done is None or done.returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def leave_room(folder: Path, room: int) -> Path:
    """Fill the disk until so many bytes are free; return the file that does it."""
    ballast = folder / "ballast"
    with ballast.open("wb") as file:
        file.write(b"x" * max(shutil.disk_usage(folder).free - room, 0))
    return ballast


def try_disks(ground: Ground) -> tuple[list[str], list[str]]:
    """Which disks were tried, and what a run on them violated."""
    tried, wrong = [], []
    for name, room in (("full", 0), ("nearly full", 49_152), ("read-only", SIZE)):
        with tempfile.TemporaryDirectory() as folder, mount_small(Path(folder), SIZE) as mounted:
            if not mounted:
                continue
            root = Path(folder) / "project"
            shutil.copytree(ground.base, root, symlinks=True)
            reports = root / "reports"
            older = {p.name: invariants.hash_tree(p) for p in invariants.list_editions(reports)}
            ballast = leave_room(Path(folder), room)
            remount(folder, "ro" if name == "read-only" else "rw")
            ended = run_stub(root, {})
            found = [] if ended.code == BROKEN else [f"ends with {ended.code}: {ended.told}"]
            found += invariants.check_latest(reports) + invariants.check_editions(reports)
            found += invariants.check_older(reports, older)
            remount(folder, "rw")
            ballast.unlink()
            again = run_stub(root, {})
            found += invariants.check_exit(reports, again.code, ground.wanted)
            found += [] if again.code == 0 else [f"I4: with room again: {again.told}"]
            tried.append(name)
            wrong += [f"{name} disk: {each}" for each in found]
    return tried, wrong


def remount(folder: str, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", folder], check=True)
