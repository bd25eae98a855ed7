"""The index of a store: its shards in order and the rules that they were tagged by."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from helpers.scale.disk import write_whole
from helpers.scale.names import Rules

VERSION = 1
NAME = "index.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is used of one shard as read: its ``name``, ``documents`` and first ``file``."""

    name: str
    documents: int
    file: str


@dataclass(frozen=True, slots=True)
class Index:
    """``counts`` are of what came in, what is used, and what is set aside by kind."""

    rules: Rules
    shards: tuple[Entry, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)


def write_index(root: Path, index: Index) -> None:
    told = {"version": VERSION, **asdict(index)}
    data = json.dumps(told, ensure_ascii=True, indent=1, sort_keys=True)
    write_whole(root / NAME, f"{data}\n".encode("ascii"))


def read_index(root: Path) -> Index | None:
    """The index of a store; None where there is none that can be read."""
    try:
        told = json.loads((root / NAME).read_bytes())
        if told.pop("version") != VERSION:
            return None
        shards = tuple(Entry(**entry) for entry in told["shards"])
        return Index(Rules(**told["rules"]), shards, told["counts"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
