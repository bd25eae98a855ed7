"""``tag``: read and tag the corpus of a study, as far as that is not done."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from .engine import add_engine, count_cores, make_reporter
from .parameters import find_study


def add_options(sub: argparse.ArgumentParser) -> None:
    """What the command line may say; engines are checked by name here, to load nothing for it."""
    sub.add_argument("--study", required=True, help="a name under data/, or the path of a folder")
    add_engine(sub)
    sub.add_argument("--store", type=Path, metavar="DIR", help="instead of var/corpora/NAME")


def tag(args: argparse.Namespace) -> int:
    """Make the store of a study's corpus and say in one line what is in it."""
    from ..scale import build_store

    begun = time.monotonic()
    store = build_store(
        find_study(args.study),
        "dask" if args.dask else args.engine,
        args.workers if args.workers > 0 else count_cores(),
        make_reporter(sys.stderr.isatty()),
        address=args.dask,
        root=args.store,
    )
    print(say_outcome(store.counts, store.done, time.monotonic() - begun))
    return 0


def say_outcome(counts: dict[str, int], done: dict[str, int], seconds: float) -> str:
    """One line for people.

    >>> say_outcome({"articles": 1200, "used": 1198, "bad": 2}, {"done": 1, "skipped": 1}, 3.21)
    '1,200 articles in, 1,198 used, set aside: 2 bad; shards: 1 done, 1 skipped; 3.2 seconds'
    """
    kinds = [f"{n:,} {kind}" for kind, n in counts.items() if kind not in ("articles", "used")]
    return (
        f"{counts['articles']:,} articles in, {counts['used']:,} used, "
        f"set aside: {', '.join(kinds) or 'none'}; "
        f"shards: {done['done']:,} done, {done['skipped']:,} skipped; {seconds:.1f} seconds"
    )
