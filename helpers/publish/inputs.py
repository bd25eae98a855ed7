"""What an edition is made from: every input with its hash, one key over all of them, one id."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .. import paths

SKIP = {"__pycache__", ".ipynb_checkpoints", ".DS_Store"}
# When a report is made, and where new articles are looked for, says nothing of what is in it.
OPERATORS = ("helpers/schedules/", "study/feeds.toml")
FRESH = 2.0  # seconds: a file this young may change again without its time stamp showing it


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition before it is built; ``study`` is the folder, which never goes into the report."""

    study: Path
    notebooks: tuple[Path, ...]
    parameters: dict[str, object]
    inputs: dict[str, str]
    key: str
    id: str
    newest: str = ""  # the latest day on which a selected article can have been published


def plan_edition(
    study: Path,
    notebooks: Iterable[Path],
    parameters: dict[str, object],
    cache: Path | None,
    newest: str = "",
) -> Edition:
    """Hash all inputs and name the edition ``<edition_date>-<first eight of the key>``.

    ``cache`` is the file that remembers hashes; without it all are computed and none kept.
    """
    chapters = tuple(notebooks)
    inputs = hash_files(dict(list_inputs(study, chapters)), cache)
    parts = json.dumps({"inputs": inputs, "parameters": parameters}, sort_keys=True)
    key = hashlib.sha256(parts.encode()).hexdigest()
    name = f"{parameters['edition_date'] or 'undated'}-{key[:8]}"
    return Edition(study, chapters, parameters, inputs, key, name, newest)


def find_moved(edition: Edition, cache: Path) -> list[str]:
    """Return the inputs that are no longer what the edition was named after."""
    now = hash_files(dict(list_inputs(edition.study, edition.notebooks)), cache)
    names = sorted(now.keys() | edition.inputs.keys())
    return [name for name in names if now.get(name) != edition.inputs.get(name)]


def list_inputs(study: Path, notebooks: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Yield name and path of every file that the report depends on; names hold no absolute path."""
    for name, folder in (("study", study), ("lexicon", paths.LEXICON), ("helpers", paths.HELPERS)):
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            label = f"{name}/{inside.as_posix()}"
            kept = not SKIP & set(inside.parts) and not label.startswith(OPERATORS)
            if kept and path.is_file() and path.suffix != ".pyc":
                yield label, path
    for path in notebooks:
        yield f"notebooks/{path.name}", path
    for path in (paths.DATA / "benchmarks.csv", paths.ROOT / "requirements.txt"):
        if path.is_file():
            yield path.name, path


def hash_files(files: dict[str, Path], cache: Path | None) -> dict[str, str]:
    """Return each file's sha256, from the cache where size, time and inode are the same."""
    known = read_cache(cache) if cache else {}
    now, hashes, seen = time.time(), {}, {}
    for name, path in files.items():
        stat = path.stat()
        mark = [stat.st_size, stat.st_mtime_ns, stat.st_ino]
        where = str(path)
        *before, digest = known.get(where, [""])
        if before != mark:
            digest = hash_file(path)
        hashes[name] = digest
        if digest and now - stat.st_mtime > FRESH:
            seen[where] = [*mark, digest]
    if cache and any(known.get(where) != entry for where, entry in seen.items()):
        write_whole(cache, json.dumps(known | seen))
    return hashes


def read_cache(cache: Path) -> dict[str, list]:
    """Return the remembered hashes; a cache that cannot be read is as good as none."""
    try:
        known = json.loads(cache.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    whole = isinstance(known, dict) and all(
        isinstance(entry, list) and len(entry) == 4 for entry in known.values()
    )
    return known if whole else {}


def hash_file(path: Path) -> str:
    """Return the sha256 of a file, "" where it cannot be read: ``load`` tells that of a study's.

    A file that could not be read and can be now is one that has changed, see ``find_moved``.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def write_whole(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        with aside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


@contextlib.contextmanager
def let_read() -> Iterator[None]:
    """While it lasts, files are made so that a web server may read them, whoever's it is.

    What stands in ``reports/`` is public.  The umask still decides who may write.
    """
    mask = os.umask(0o077)
    os.umask(mask & ~0o055)
    try:
        yield
    finally:
        os.umask(mask)


def read_versions(requirements: Path) -> dict[str, str]:
    """Return the pinned versions of the direct dependencies, by name."""
    lines = requirements.read_text(encoding="utf-8") if requirements.is_file() else ""
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", lines, re.MULTILINE))
