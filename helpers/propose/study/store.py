"""Write a new study: aside first, then renamed whole, so that half a study is never there."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from ...load.pending import is_plain
from ...load.problems import Problems, quoted
from .draft import Draft

ASIDE = ".new-study-"
"""What a killed run leaves begins so, lies beside the studies and is removed by the next run."""

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
_TAKEN = frozenset(("lexicon",))


def check_name(name: str, data: Path) -> None:
    """A plain name under which nothing lies yet.

    Raises:
        StudyError: the name is no slug, or something has it already.
    """
    problems = Problems()
    if not _SLUG.fullmatch(name) or not is_plain(name) or name in _TAKEN:
        what = f"{quoted(name)} is no name for a study"
        problems.add("new-study", "", what, "Use a-z, 0-9 and -, as in river-dam")
    elif os.path.lexists(data / name):
        what = f"data/{name} is there already and stays as it is"
        problems.add("new-study", "", what, "Choose another name, or move that folder away")
    problems.stop("new-study")


def remove_leftovers(data: Path) -> None:
    """Take away what killed runs have left; only one run is at work at a time."""
    for path in data.glob(f"{ASIDE}*"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)


def write_study(name: str, draft: Draft, data: Path, check: Callable[[Path], object]) -> Path:
    """The folder of the study, complete and checked, or not there at all.

    Raises:
        StudyError: as ``check_name``, also where the folder has come meanwhile.
    """
    remove_leftovers(data)
    aside, folder = data / f"{ASIDE}{name}", data / name
    try:
        for path, raw in draft.files.items():
            target = aside / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(raw)
        for path, source in draft.copies.items():
            target = aside / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        check(aside)
        check_name(name, data)
        aside.rename(folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return folder
