"""The same tagging over a corpus of any size: in shards, over any number of processes."""

from helpers.scale.build import BusyError, build_store
from helpers.scale.engines import ENGINES, EngineError
from helpers.scale.facts import list_days
from helpers.scale.overview import open_corpus, save_overview
from helpers.scale.progress import Progress
from helpers.scale.store import Store, StoreError, find_store

__all__ = [
    "ENGINES",
    "BusyError",
    "EngineError",
    "Progress",
    "Store",
    "StoreError",
    "build_store",
    "find_store",
    "list_days",
    "open_corpus",
    "save_overview",
]
