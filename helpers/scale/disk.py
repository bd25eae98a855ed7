"""Files that are there whole or not at all, and nothing else beside them."""

from __future__ import annotations

import os
import re
import shutil
import uuid
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

ASIDE = ".aside-"
WILD = re.compile(r"[*?\[]")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file aside, see it on the disk, and give it its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{ASIDE}{uuid.uuid4().hex[:8]}-{path.name}")
    try:
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error  # says where, and travels
    finally:
        aside.unlink(missing_ok=True)


def quote_files(paths: Iterable[Path]) -> str:
    """Files as a list in DuckDB's SQL; signs that it would take as wildcards are themselves.

    >>> quote_files([Path("it's [1]*.parquet")])
    "['it''s [[]1][*].parquet']"
    """
    plain = (WILD.sub(lambda sign: f"[{sign[0]}]", str(path)) for path in paths)
    return "[" + ", ".join("'" + path.replace("'", "''") + "'" for path in plain) + "]"


def list_names(folder: Path) -> set[str]:
    """The names of all files in a folder, none where there is no folder."""
    try:
        with os.scandir(folder) as entries:
            return {entry.name for entry in entries}
    except FileNotFoundError:
        return set()


def keep_only(root: Path, wanted: Mapping[str, Collection[str]]) -> None:
    """Remove from a store all but the ``wanted`` names of each folder, and all other folders."""
    folders = {root / name for name in wanted}
    parents = {parent for folder in folders for parent in folder.parents}
    for folder in sorted({root, *folders, *(p for p in parents if root in p.parents)}):
        keep = set(wanted.get(folder.relative_to(root).as_posix(), ()))
        for name in list_names(folder) - keep:
            path = folder / name
            if path in folders or path in parents:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
