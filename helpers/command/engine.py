"""Who does the work on a large corpus, and what is told of it meanwhile."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from .outcome import log

if TYPE_CHECKING:
    from ..scale import Progress

EVERY = {True: 2.0, False: 30.0}  # seconds between two lines on a terminal, in a log


def add_engine(sub: argparse.ArgumentParser) -> None:
    """Who does the work on a large corpus."""
    sub.add_argument("--engine", choices=("loop", "processes", "dask"), default="processes")
    sub.add_argument("--workers", type=int, default=0, metavar="N", help="processes, one per core")
    sub.add_argument("--dask", default="", metavar="ADDRESS", help="a scheduler, as tcp://HOST:8786")


def count_cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def make_reporter(terminal: bool) -> Callable[[Progress], None]:
    """What tells of progress every few seconds; people are told of the end of a stage too."""
    last = time.monotonic()

    def report(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        ended = terminal and progress.done >= progress.whole
        if now - last < EVERY[terminal] and not ended:
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


