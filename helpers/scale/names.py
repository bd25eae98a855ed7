"""How the files of a store are called: by what they are made from, so what is there is right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from helpers import paths
from helpers.records import Codebook
from helpers.scale.aggregate import TABLES
from helpers.tables.layers import DEPENDS, hash_parts, hash_paths, make_rules
from helpers.tables.tagging import ROWS

LENGTH = 40  # digits of a digest in a name: 160 bits


@dataclass(frozen=True, slots=True)
class Rules:
    """One digest for each layer with all that it rests on, and one for the aggregates."""

    layers: dict[str, str]
    aggregates: str

    @property
    def whole(self) -> str:
        return hash_parts(*self.layers.values())


def find_rules(codebook: Codebook, versions: Mapping[str, str]) -> Rules:
    """``versions`` is what ``hash_tagger`` said before the tagger was loaded."""
    own, layers = make_rules(codebook, versions), {}
    for name, layer in DEPENDS.items():
        layers[name] = hash_parts(own[name], *(layers[before] for before in layer.after))
    here = paths.HELPERS / "scale"
    sources = [here / "shards.py", here / "work.py", *here.glob("aggregate.py")]
    for stage in ("analyse", "tables"):
        sources += (paths.HELPERS / stage).rglob("*.py")
    summed = hash_paths(paths.HELPERS, sources)
    return Rules(layers, hash_parts(summed, repr(codebook), *(layers[x] for x in ROWS)))


def name_shard(intake: str, dropped: Iterable[int], renamed: Mapping[int, str]) -> str:
    """The name of what a shard as read becomes without its duplicates."""
    ids = [f"{n} {renamed[n]}" for n in sorted(renamed)]
    return hash_parts(intake, " ".join(map(str, sorted(dropped))), *ids)[:LENGTH]


def name_quarantine(shard: str, rules: Rules) -> str:
    return f"{hash_parts(shard, rules.whole)[:LENGTH]}.json"


def name_used(shard: str, poisoned: Iterable[int]) -> str:
    """The name of what is used of a shard in the end."""
    poison = " ".join(map(str, sorted(poisoned)))
    return hash_parts(shard, poison)[:LENGTH] if poison else shard


def name_files(used: str, rules: Rules) -> dict[str, str]:
    """For each folder of the store the file of a shard: its documents, packs and aggregates."""
    tags = {
        f"tags/{layer}": f"{hash_parts(used, rules.layers[layer])[:LENGTH]}.parquet"
        for layer in DEPENDS
    }
    summed = f"{hash_parts(used, rules.aggregates)[:LENGTH]}.parquet"
    return {
        "documents": f"{used}.parquet",
        **tags,
        **{f"aggregates/{table}": summed for table in TABLES},
    }


def list_files(root: Path, used: str, rules: Rules) -> dict[str, Path]:
    """The same as paths."""
    return {folder: root / folder / name for folder, name in name_files(used, rules).items()}
