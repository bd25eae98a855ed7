"""``tag``: read and tag the corpus of a study, as far as that is not done."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from .outcome import log
from .parameters import find_study

if TYPE_CHECKING:
    from ..scale import Progress

EVERY = {True: 2.0, False: 30.0}  # seconds between two lines on a terminal, in a log


def add_options(sub: argparse.ArgumentParser) -> None:
    """What the command line may say; engines are checked by name here, to load nothing for it."""
    sub.add_argument("--study", required=True, help="a name under data/, or the path of a folder")
    add_engine(sub)


def add_engine(sub: argparse.ArgumentParser) -> None:
    """Who does the work on a large corpus."""
    sub.add_argument("--engine", choices=("loop", "processes", "dask"), default="processes")
    sub.add_argument("--workers", type=int, default=0, metavar="N", help="processes, one per core")
    sub.add_argument("--dask", default="", metavar="ADDRESS", help="a scheduler, as tcp://HOST:8786")


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
    )
    print(say_outcome(store.counts, store.done, time.monotonic() - begun))
    return 0


def count_cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def make_reporter(terminal: bool) -> Callable[[Progress], None]:
    """What tells of progress every few seconds, and of the end of each stage."""
    last = time.monotonic()

    def report(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < EVERY[terminal] and progress.done < progress.whole:
            return
        last = now
        log(
            "info",
            progress.stage,
            done=progress.done,
            whole=progress.whole,
            unit=progress.unit,
            rate=round(progress.rate, 1),
            seconds_left=round(progress.left),
            message=str(progress),
        )

    return report


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
