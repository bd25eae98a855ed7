"""The task: one shard to its documents, one pack of tags a layer, and its aggregates.

A pure function but for files: which worker does it, when and how often makes no difference.  What
is there already is not made again, and of what a shard was made from before, tags are taken over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from helpers.load import load_codebook
from helpers.records import Codebook, Document, Tags
from helpers.scale.aggregate import TABLES, aggregate_shard
from helpers.scale.disk import write_whole
from helpers.scale.guard import guard
from helpers.scale.inputs import StaleError
from helpers.scale.names import Rules, find_rules, list_files, name_quarantine, name_used
from helpers.scale.shards import Placed, read_shard, write_shard
from helpers.tables import paused_collector
from helpers.tables.layers import DEPENDS, hash_tagger, narrow_codebook
from helpers.tables.store import BROKEN, read_pack, write_pack
from helpers.tables.tagging import ROWS, Records, complete_document

VERSIONS = hash_tagger()  # before the tagger is loaded: what is found is stored under this


@dataclass(frozen=True, slots=True)
class Shard:
    """The task of tagging what ``dropped`` and ``renamed`` leave of a shard as read.

    ``old`` names shards that were made from the same place of the corpus before.
    """

    store: str
    codebook: str
    name: str
    intake: str
    size: int  # documents without what is dropped
    rules: Rules
    dropped: tuple[int, ...] = ()
    renamed: tuple[tuple[int, str], ...] = ()
    old: tuple[str, ...] = ()


Poison = dict[int, str]  # why an article is set aside, by its position in the shard as read


def read_codebook(folder: Path) -> Codebook:
    return load_codebook(folder) if folder.is_dir() else Codebook()


@cache
def open_rules(folder: str) -> tuple[Codebook, Rules, dict[str, Codebook]]:
    """The codebook, its rules and what each layer sees of it."""
    codebook = read_codebook(Path(folder))
    narrowed = {layer: narrow_codebook(codebook, layer) for layer in DEPENDS}
    return codebook, find_rules(codebook, VERSIONS), narrowed


def check_rules(job: Shard) -> tuple[Codebook, dict[str, Codebook]]:
    """The codebook that a task was made for."""
    if open_rules(job.codebook)[1] != job.rules:
        open_rules.cache_clear()  # of an earlier run in this process
    codebook, rules, narrowed = open_rules(job.codebook)
    if rules != job.rules or hash_tagger() != VERSIONS:
        raise StaleError("codebook or tagger changed while the corpus was tagged. Run it again.")
    return codebook, narrowed


def open_documents(job: Shard) -> dict[int, Placed]:
    """The documents of a shard by position, under their final ids, without duplicates."""
    dropped, renamed = set(job.dropped), dict(job.renamed)
    found = {}
    for n, placed in enumerate(read_shard(Path(job.store) / "intake" / f"{job.intake}.parquet")):
        if n not in dropped:
            doc_id = renamed.get(n, placed.document.doc_id)
            found[n] = replace(placed, document=replace(placed.document, doc_id=doc_id))
    return found


def place_quarantine(job: Shard) -> Path:
    return Path(job.store) / "quarantine" / name_quarantine(job.name, job.rules)


def read_quarantine(path: Path) -> Poison:
    """Which articles of a shard end the tagger, and how; {} where none is known to."""
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    return {int(n): why for n, why in found.items()}


def write_quarantine(job: Shard, poison: Poison) -> None:
    told = {str(n): poison[n] for n in sorted(poison)}
    write_whole(place_quarantine(job), json.dumps(told, ensure_ascii=True).encode("ascii"))


def tag_shard(job: Shard) -> dict:
    """Make what is not there of a shard."""
    with paused_collector():
        placed = open_documents(job)
        poison = read_quarantine(place_quarantine(job))
        known: Records = {layer: {} for layer in DEPENDS}
        while True:
            used = {n: placed[n] for n in placed if n not in poison}
            files = list_files(Path(job.store), name_used(job.name, poison), job.rules)
            codebook, narrowed = check_rules(job)
            if found := complete_shard(job, used, files, known, narrowed):
                poison |= found
                write_quarantine(job, poison)
                continue
            write_files(used, files, known, codebook)
            return {"documents": len(used), "poisoned": len(poison)}


def try_articles(job: Shard, positions: Sequence[int]) -> Poison:
    """Tag some articles of a shard and write nothing; return those that are over their limits."""
    with paused_collector():
        placed = open_documents(job)
        known: Records = {layer: {} for layer in DEPENDS}
        used = {n: placed[n] for n in positions}
        return tag_articles(used, tuple(DEPENDS), known, check_rules(job)[1])


def complete_shard(
    job: Shard,
    used: Mapping[int, Placed],
    files: Mapping[str, Path],
    known: Records,
    narrowed: Mapping[str, Codebook],
) -> Poison:
    """Fill ``known`` for all layers that are to be written or that these need."""
    missing = read_packs(files, known)
    if not missing:
        return {}
    take_over(job, used, missing, known)
    return tag_articles(used, missing, known, narrowed)


def read_packs(files: Mapping[str, Path], known: Records) -> list[str]:
    """Read what is needed of the packs that are there; return the layers that have none."""
    missing = [x for x in DEPENDS if not files[f"tags/{x}"].exists()]
    needed = {before for layer in missing for before in DEPENDS[layer].after} - set(missing)
    if not all(files[f"aggregates/{table}"].exists() for table in TABLES):
        needed |= set(ROWS) - set(missing)
    for layer in sorted(needed):
        rows = open_rows(layer, files[f"tags/{layer}"])
        if rows is None:
            files[f"tags/{layer}"].unlink(missing_ok=True)
            return read_packs(files, known)
        known[layer] |= rows
    return missing


def open_rows(layer: str, path: Path) -> dict[str, tuple] | None:
    """The records of a pack by ``doc_id``; None where it cannot be read."""
    try:
        return read_pack(DEPENDS[layer].kind, path.read_bytes())
    except BROKEN:
        return None


def take_over(
    job: Shard, used: Mapping[int, Placed], missing: Iterable[str], known: Records
) -> None:
    """Add to ``known`` the tags of documents that stood in older shards as they are."""
    for old in (*job.old, job.name):
        files = list_files(Path(job.store), old, job.rules)
        try:
            ids = {see(placed.document): placed.document.doc_id
                   for placed in read_shard(files["documents"])}  # fmt: skip
        except BROKEN:
            continue
        for layer in missing:
            rows = open_rows(layer, files[f"tags/{layer}"]) or {}
            for placed in used.values():
                was = ids.get(see(placed.document))
                if was in rows:
                    known[layer].setdefault(placed.document.doc_id, rows[was])


def see(document: Document) -> tuple:
    """What any layer is found from."""
    return document.text, document.published, document.outlet


def tag_articles(
    used: Mapping[int, Placed],
    missing: Sequence[str],
    known: Records,
    narrowed: Mapping[str, Codebook],
) -> Poison:
    """Find the missing layers of every document, each within its limits."""
    import helpers.tag  # noqa: F401  (here, so that no article pays for it)

    poison, new = {}, {layer: {} for layer in DEPENDS}
    for n, placed in used.items():
        document = placed.document
        if all(document.doc_id in known[layer] for layer in missing):
            continue
        keys = dict.fromkeys(DEPENDS, document.doc_id)
        work = partial(complete_document, document, keys, narrowed, known, new, missing)
        if reason := guard(work):
            poison[n] = reason
    return poison


def write_files(
    used: Mapping[int, Placed], files: Mapping[str, Path], known: Records, codebook: Codebook
) -> None:
    """Write what is not there; the aggregates last."""
    ids = [placed.document.doc_id for placed in used.values()]
    if not files["documents"].exists():
        write_whole(files["documents"], write_shard(list(used.values())))
    for layer in DEPENDS:
        path = files[f"tags/{layer}"]
        if not path.exists():
            rows = {doc_id: known[layer][doc_id] for doc_id in ids}
            write_whole(path, write_pack(DEPENDS[layer].kind, rows, check=False))
    if all(files[f"aggregates/{table}"].exists() for table in TABLES):
        return
    tags = [Tags(doc_id, **{layer: known[layer][doc_id] for layer in ROWS}) for doc_id in ids]
    tables = aggregate_shard([placed.document for placed in used.values()], tags, codebook)
    assert set(tables) == set(TABLES)
    for table in TABLES:
        sink = pa.BufferOutputStream()
        pq.write_table(tables[table], sink, compression="zstd")
        write_whole(files[f"aggregates/{table}"], sink.getvalue().to_pybytes())
