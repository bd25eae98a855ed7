"""A Dask cluster: the one at an address, or processes of this machine for as long as the run lasts.

Workers at an address need this project, the study and the store under the same paths.
"""

from __future__ import annotations

import contextlib
import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence

from helpers.scale.engines import DEATHS, DIED, EngineError, Work
from helpers.scale.guard import prepare_process

AHEAD = 2  # jobs for each worker that are sent to the cluster at a time
SECONDS = 30  # until a cluster must answer
MISSING = "Dask is not installed. `make scale` installs it, or choose --engine processes."


@contextlib.contextmanager
def open_cluster(workers: int, address: str) -> Iterator[Work]:
    """Connect to a cluster, or start one that is only reached from this machine."""
    try:
        import dask
        from distributed import Client
    except ImportError:
        raise EngineError(MISSING) from None
    settings = {
        "distributed.scheduler.allowed-failures": DEATHS - 1,
        "distributed.scheduler.work-stealing": False,
        "distributed.worker.daemon": True,
        "distributed.admin.low-level-log-length": 0,
    }
    with dask.config.set(settings), contextlib.ExitStack() as stack:
        if not address:
            address = start_cluster(stack, workers)
        try:
            client = stack.enter_context(Client(address, timeout=SECONDS, set_as_default=False))
        except (OSError, ValueError, TimeoutError) as error:
            raise EngineError(f"--dask {address}: no cluster answers there: {error}") from None

        def work(task: Callable, jobs: Sequence) -> Iterator[tuple[int, dict | None]]:
            return submit_all(client, task, jobs)

        yield work


def start_cluster(stack: contextlib.ExitStack, workers: int) -> str:
    """Start processes of this machine; one that dies while it starts costs a further try."""
    from distributed import LocalCluster

    for left in reversed(range(DEATHS)):
        try:
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address=None,
                worker_dashboard_address=None,
                memory_limit=None,
                silence_logs=logging.CRITICAL,
            )
        except RuntimeError as error:  # "Nanny failed to start."
            if not left:
                raise EngineError(f"Dask could not start its workers: {error}") from None
        else:
            stack.enter_context(cluster)
            return cluster.scheduler_address
    raise AssertionError("a last try returns or raises")


def submit_all(
    client: object, task: Callable, jobs: Sequence
) -> Iterator[tuple[int, dict | None]]:
    """Send jobs as there is room for them, and take what is done."""
    from distributed import KilledWorker, as_completed

    waiting = deque(enumerate(jobs))
    running: dict[str, int] = {}
    done = as_completed(loop=client.loop)
    while waiting or running:
        room = max(2, AHEAD * len(client.scheduler_info(n_workers=-1)["workers"]))
        while waiting and len(running) < room:
            number, job = waiting.popleft()
            future = client.submit(do_job, task, job, key=f"{task.__name__}-{job.name}-{number}",
                                   pure=False)  # fmt: skip
            running[future.key] = number
            done.add(future)
        future = next(done)
        number = running.pop(future.key)
        try:
            yield number, future.result()
        except KilledWorker:
            yield number, DIED
        finally:
            future.release()


def do_job(task: Callable, job: object) -> dict:
    """A task in a process of the cluster."""
    prepare_process()
    return task(job)
