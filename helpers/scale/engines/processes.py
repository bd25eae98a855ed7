"""Processes of this machine; one that is killed is replaced, and its job done again.

They are spawned on every system: a copy of a process that has threads, as pyarrow makes them, may
hang.  ``multiprocessing.Pool`` hangs for ever when one of its processes is killed.
"""

from __future__ import annotations

import contextlib
import multiprocessing
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from helpers.scale.engines import DEATHS, DIED, Work
from helpers.scale.guard import prepare_process

AHEAD = 1  # jobs that wait in the pool, so that no process does


@contextlib.contextmanager
def open_processes(workers: int) -> Iterator[Work]:
    """A pool for as long as the context lasts; at its end no process is left."""
    pools = [open_pool(workers)]

    def work(task: Callable, jobs: Sequence) -> Iterator[tuple[int, dict | None]]:
        waiting, deaths = deque(range(len(jobs))), Counter[int]()
        running: dict[Future, int] = {}
        while waiting or running:
            broken = False
            try:
                while waiting and len(running) < workers + AHEAD:
                    running[pools[-1].submit(task, jobs[waiting[0]])] = waiting[0]
                    waiting.popleft()
            except BrokenProcessPool:
                broken = True
            done = wait(running, return_when=FIRST_COMPLETED).done if running else set()
            for future in done:
                try:
                    result = future.result()
                except BrokenProcessPool:
                    broken = True
                    continue
                yield running.pop(future), result
            if broken:
                pools.append(open_pool(workers))
                close_pool(pools[-2])
                lost = sorted(running.values())
                running.clear()
                deaths.update(lost)
                for number in reversed(lost):
                    if deaths[number] < DEATHS:
                        waiting.appendleft(number)
                yield from ((n, DIED) for n in lost if deaths[n] >= DEATHS)

    try:
        yield work
    finally:
        close_pool(pools[-1])


def open_pool(workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, prepare_process)


def close_pool(pool: ProcessPoolExecutor) -> None:
    """End a pool now, whatever its processes are at."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        with contextlib.suppress(ValueError, OSError):  # it has ended, and is put away already
            process.kill()
    for process in processes:
        with contextlib.suppress(ValueError, AssertionError):
            process.join(5)


def run_alone(task: Callable, *args: object) -> dict | None:
    """Do one job in a process of its own; ``DIED`` where that ended."""
    pool = open_pool(1)
    try:
        return pool.submit(task, *args).result()
    except BrokenProcessPool:
        return DIED
    finally:
        close_pool(pool)
