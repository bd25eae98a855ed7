"""A corpus to its store: read, find duplicates, tag, sum up; what is there is left as it is.

The store is a pure function of the corpus, the codebook and the rules: nothing in it depends on
time, on the order in which jobs are done, on who does them, or on what ended runs before this one.
"""

from __future__ import annotations

import contextlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from helpers import paths
from helpers.load.corpus import SetAside
from helpers.scale import disk
from helpers.scale.duplicates import Repeats, find_repeats
from helpers.scale.engines import DIED, Work, open_engine
from helpers.scale.index import NAME, Entry, Index, read_index, write_index
from helpers.scale.inputs import hash_readers, list_units
from helpers.scale.intake import Intake, read_unit
from helpers.scale.isolate import settle_shard, settle_unit
from helpers.scale.names import (
    Rules,
    find_rules,
    name_files,
    name_quarantine,
    name_shard,
    name_used,
)
from helpers.scale.progress import Pace, Report
from helpers.scale.shards import read_shard
from helpers.scale.store import ASIDE, ASIDE_SCHEMA, Store, find_store
from helpers.scale.work import VERSIONS, Shard, read_codebook, read_quarantine, tag_shard

KILLED, DUPLICATE = "killed the tagger", "duplicate"  # kinds beside those of the readers
NEAR = 2  # older shards of the same file whose tags are looked through for those of a new one


class BusyError(ValueError):
    """Another run is at work on this store."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A shard as read: where it comes from, and its documents with duplicates."""

    name: str
    documents: int
    file: str


def build_store(
    study_path: Path | str,
    engine: str = "processes",
    workers: int = 2,
    report: Report | None = None,
    *,
    address: str = "",
    root: Path | None = None,
) -> Store:
    """Read and tag the corpus of a study, as far as that is not done; return its store.

    ``report`` is called with a ``Progress`` when a job is done; ``address`` is a Dask scheduler's.
    A script that calls this with processes does so under ``if __name__ == "__main__":``.

    Raises:
        BusyError: another run is at work on the store.
        EngineError: the engine is not known, not installed or not reached.
    """
    study = paths.study_folder(study_path)
    root = (root or find_store(study)).resolve()
    with hold_store(root):
        counts = fill_store(study, root, engine, workers, address, report or ignore)
    return Store(root, counts)


def ignore(progress: object) -> None:
    """Report to nobody."""


@contextlib.contextmanager
def hold_store(root: Path) -> Iterator[None]:
    """Hold the lock of a store; the system frees it if the process dies."""
    from filelock import FileLock, Timeout

    root.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(root.with_name(f"{root.name}.lock"), timeout=0):
            yield
    except Timeout:
        raise BusyError(f"{root}: another run is at work on this corpus. Wait for it.") from None


def fill_store(
    study: Path, root: Path, engine: str, workers: int, address: str, report: Report
) -> dict[str, int]:
    """Make what is not there, write the index, remove what is old; return what was done."""
    rules = find_rules(read_codebook(study / "codebook"), VERSIONS)
    readers = hash_readers()
    jobs = [Intake(str(root), str(study), unit) for unit in list_units(study, readers)]
    names = disk.list_names(root / "intake")
    new = [job for job in jobs if f"{job.name}.json" not in names]
    with contextlib.ExitStack() as stack:
        started: list[Work] = []

        def do(task: Callable, todo: Sequence, settle: Callable, pace: Pace) -> None:
            if not todo:
                return
            if not started:
                started.append(stack.enter_context(open_engine(engine, workers, address)))
            for number, result in started[0](task, todo):
                if result is DIED:
                    settle(todo[number])
                report(pace.count(todo[number].size))

        do(read_unit, new, settle_unit, Pace("read", "bytes", sum(j.size for j in new)))
        unread, rejects = gather_units(root, jobs)
        repeats = find_repeats([root / "intake" / f"{s.name}.parquet" for s in unread])
        shards = plan_shards(study, root, unread, repeats, rules)
        missing = find_missing(root, shards, rules)
        missing.sort(key=lambda shard: -shard.size)  # no worker is left with a long one at the end
        do(tag_shard, missing, settle_shard, Pace("tag", "articles", sum(s.size for s in missing)))
    finish(root, jobs, unread, rejects, repeats, shards, rules)
    return {"done": len(missing), "skipped": len(shards) - len(missing)}


def gather_units(root: Path, jobs: Sequence[Intake]) -> tuple[list[Unread], list[SetAside]]:
    """All shards and rejects of a corpus in order, from the records of its units."""
    unread, rejects = [], []
    for job in jobs:
        record = json.loads((root / "intake" / f"{job.name}.json").read_bytes())
        unread += [Unread(name, count, job.unit.files[0]) for name, count in record["shards"]]
        rejects += [SetAside(**row) for row in record["aside"]]
    return unread, rejects


def plan_shards(
    study: Path, root: Path, unread: Sequence[Unread], repeats: Sequence[Repeats], rules: Rules
) -> list[Shard]:
    """The task of every shard, with the older ones that its tags may be taken from."""
    before = read_index(root)
    older: dict[str, list[str]] = defaultdict(list)
    for entry in before.shards if before else ():
        older[entry.file].append(entry.name)
    planned = []
    for shard, again in zip(unread, repeats, strict=True):
        job = Shard(
            store=str(root),
            codebook=str(study / "codebook"),
            name=name_shard(shard.name, again.dropped, again.renamed),
            intake=shard.name,
            size=shard.documents - len(again.dropped),
            rules=rules,
            dropped=tuple(again.dropped),
            renamed=tuple(again.renamed.items()),
        )
        planned.append(job)
    return planned if before is None else [*add_older(planned, unread, older)]


def add_older(
    planned: Sequence[Shard], unread: Sequence[Unread], older: Mapping[str, Sequence[str]]
) -> Iterator[Shard]:
    """Name for every new shard the old ones about its place in its file."""
    seen = Counter[str]()
    for job, shard in zip(planned, unread, strict=True):
        at, names = seen[shard.file], older.get(shard.file, ())
        seen[shard.file] += 1
        yield job if job.name in names else replace(job, old=tuple(names[max(0, at - 1):at + NEAR]))


def find_used(root: Path, shards: Sequence[Shard], rules: Rules) -> list[dict[int, str]]:
    """What is known to end the tagger in every shard."""
    names = disk.list_names(root / "quarantine")
    found = []
    for shard in shards:
        name = name_quarantine(shard.name, rules)
        found.append(read_quarantine(root / "quarantine" / name) if name in names else {})
    return found


def find_missing(root: Path, shards: Sequence[Shard], rules: Rules) -> list[Shard]:
    """The shards of which any file is not there."""
    there: dict[str, set[str]] = {}
    missing = []
    for shard, poison in zip(shards, find_used(root, shards, rules), strict=True):
        for folder, name in name_files(name_used(shard.name, poison), rules).items():
            if folder not in there:
                there[folder] = disk.list_names(root / folder)
            if name not in there[folder]:
                missing.append(shard)
                break
    return missing


def finish(
    root: Path,
    jobs: Sequence[Intake],
    unread: Sequence[Unread],
    rejects: Sequence[SetAside],
    repeats: Sequence[Repeats],
    shards: Sequence[Shard],
    rules: Rules,
) -> None:
    """Write what is set aside and the index, then remove all that neither of them names."""
    aside, entries = list(rejects), []
    wanted: dict[str, set[str]] = defaultdict(set)
    wanted["."] = {NAME, ASIDE}
    wanted["intake"] = {f"{job.name}.json" for job in jobs}
    poisoned = find_used(root, shards, rules)
    for shard, source, again, poison in zip(shards, unread, repeats, poisoned, strict=True):
        used = name_used(shard.name, poison)
        if poison:
            wanted["quarantine"].add(name_quarantine(shard.name, rules))
        wanted["intake"].add(f"{source.name}.parquet")
        for folder, name in name_files(used, rules).items():
            wanted[folder].add(name)
        entries.append(Entry(used, shard.size - len(poison), source.file))
        if again.dropped or poison:
            placed = read_shard(root / "intake" / f"{source.name}.parquet")
            told = {n: (DUPLICATE, why) for n, why in again.dropped.items()}
            told |= {n: (KILLED, why) for n, why in poison.items()}
            aside += [SetAside(placed[n].file, placed[n].place, *told[n]) for n in sorted(told)]
    kinds = Counter(row.kind for row in aside)
    used = sum(entry.documents for entry in entries)
    counts = {"articles": used + len(aside), "used": used, **dict(sorted(kinds.items()))}
    rows = {name: [getattr(row, name) for row in aside] for name in ASIDE_SCHEMA.names}
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pydict(rows, schema=ASIDE_SCHEMA), sink, compression="zstd")
    disk.write_whole(root / ASIDE, sink.getvalue().to_pybytes())
    write_index(root, Index(rules, tuple(entries), counts))
    for folder in ("quarantine", "documents", *(f for f in name_files("", rules))):
        wanted.setdefault(folder, set())
    disk.keep_only(root, wanted)
