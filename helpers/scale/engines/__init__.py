"""What maps a task over jobs: a loop, processes of this machine, or a Dask cluster.

Each engine is a context that gives ``work(task, jobs)``; that yields the number of every job that
is done with what its task returned, in the order in which they are done, or with ``DIED`` where the
process that did it ended ``DEATHS`` times.  An exception of a task ends the run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager

ENGINES = ("loop", "processes", "dask")
DEATHS = 3
DIED = None

Work = Callable[[Callable, Sequence], Iterator[tuple[int, dict | None]]]


class EngineError(ValueError):
    """An engine cannot be used here; the message says what to install or to write."""


def open_engine(name: str, workers: int, address: str = "") -> AbstractContextManager[Work]:
    """The engine of this name: ``workers`` processes, or those that ``address`` has."""
    if name == "loop":
        from helpers.scale.engines.loop import open_loop

        return open_loop()
    if name == "processes":
        from helpers.scale.engines.processes import open_processes

        return open_processes(workers)
    if name == "dask":
        from helpers.scale.engines.cluster import open_cluster

        return open_cluster(workers, address)
    raise EngineError(f"engine {name!r} is not known. Known: {', '.join(ENGINES)}.")
