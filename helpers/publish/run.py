"""One run: under the lock, build aside, verify, publish; a failure leaves the last edition."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from .. import paths
from .edition import CHANGES, compare_files, find_faults, find_gaps, write_manifest
from .index import add_downloads
from .inputs import Edition, find_moved, let_read, read_versions
from .outside import drop_old, is_current, write_outside
from .shelf import (
    clear_leftovers,
    edition_folder,
    is_whole,
    point_latest,
    put_edition,
    stands,
)

UNFIT, BUSY = 70, 75

Build = Callable[[dict, Path, Path], None]


class PublishError(ValueError):
    """A new edition does not verify, or another run is at work; ``code`` is the exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


def publish(
    edition: Edition,
    build: Build,
    reports: Path,
    var: Path,
    *,
    force: bool = False,
    site: str = "",
    keep: int = 0,
) -> bool:
    """Make an edition the latest one; return whether it had to be built.

    ``build(head, folder, executed)`` fills the empty ``folder`` with the report and leaves the
    notebooks that it ran in ``executed``.  ``site`` is where ``reports`` is served, if it is known;
    ``keep`` editions, and the newest of each month, are kept, all of them with 0.

    Raises:
        PublishError: another run holds the lock, or what was built does not verify.
    """
    with hold_lock(var), let_read():
        reports.mkdir(parents=True, exist_ok=True)
        clear_leftovers(reports, var)
        built = force or not is_whole(reports, edition.id, edition.key)
        if built:
            build_edition(edition, build, reports, var)
        if built or not is_current(reports, edition.id):
            write_outside(reports, edition.id, site)
            point_latest(reports, edition.id)
        if keep:
            drop_old(reports, keep, monthly=True, site=site)
        return built


@contextlib.contextmanager
def hold_lock(var: Path) -> Iterator[None]:
    """Hold the one lock of this checkout; the system frees it if the process dies."""
    from filelock import FileLock, Timeout

    var.mkdir(parents=True, exist_ok=True)
    lock = FileLock(var / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise PublishError("another run is at work on this report", BUSY) from None
    try:
        yield
    finally:
        lock.release()


def build_edition(edition: Edition, build: Build, reports: Path, var: Path) -> None:
    """Build under ``var/build/<pid>``, verify, and move the whole folder to its place."""
    stage = var / "build" / str(os.getpid())
    folder, executed = stage / edition.id, stage / "executed"
    folder.mkdir(parents=True)
    executed.mkdir()
    head = describe(edition)
    try:
        build(head, folder, executed)
        add_downloads(folder)
        write_manifest(folder, head)
        pages = [f"{p.stem}.html" for p in edition.notebooks if not p.name.startswith("0")]
        wrong = find_gaps(folder, ["index.html", *pages, "report.pdf"]) + find_faults(folder)
        moved = find_moved(edition, var / "hashes.json")
        wrong += [f"{name} has changed during the run; run again" for name in moved]
        if wrong:
            raise PublishError("the new edition is not fit to publish:\n" + "\n".join(wrong), UNFIT)
        if stands(reports, edition.id):
            check_same(edition_folder(reports, edition.id), folder)
        else:
            put_edition(folder, reports, var / "failed" / "replaced")
        replace_folder(executed, var / "executed")
    except Exception:
        with contextlib.suppress(OSError):
            replace_folder(executed, var / "failed" / edition.id)
        raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def check_same(standing: Path, built: Path) -> None:
    """Raise PublishError where a build from the same inputs differs from what was published."""
    if differing := compare_files(standing, built):
        told = f"the same inputs gave other bytes than {standing.name} has, which stays as it is"
        raise PublishError("\n".join([f"{told}:", *differing]), UNFIT)


def describe(edition: Edition) -> dict[str, object]:
    """Return what an edition says of itself: nothing of the clock, the machine or the user."""
    return {
        "id": edition.id,
        "edition_date": edition.parameters["edition_date"],
        "key": edition.key,
        "newest_article": edition.newest,
        "changes": f"../{CHANGES}/{edition.id}.html",
        "parameters": edition.parameters,
        "inputs": [{"file": name, "sha256": digest} for name, digest in edition.inputs.items()],
        "versions": read_versions(paths.ROOT / "requirements.txt"),
    }


def replace_folder(source: Path, target: Path) -> None:
    """Move a folder to where another one may stand; neither is ever served."""
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(source, target)
