"""What one article may take of a tagger: time, memory, and no exception.

An article over a limit is set aside with a reason that is the same wherever and however often it is
tried.  Time is that of the processor, so that a machine that is busy or asleep spoils nothing, and
is watched by a timer where Python lets us, in the main thread of a process.  Behind it, a watchdog
ends processes that are made for the work where even the timer is not heard.
"""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import wait
from pathlib import Path
from types import FrameType

SECONDS = 60  # of computing for an article: a thousand times what one of the study takes
PATIENCE = 2  # times so long, by the clock, until the watchdog ends a process
ROOM = 1_000_000_000  # bytes that an article may add to its process
ADDRESS = re.compile(r"0x[0-9a-f]+")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_NUM_THREADS")

_own = threading.Event()  # set in processes that are made for the work


class TooLong(BaseException):
    """The time of an article is over; no Exception, so that no tagger takes it for its own."""


def prepare_process() -> None:
    """Make this process one of those that do the work: one thread, and no longer than its parent.

    A second call does nothing.
    """
    if _own.is_set():
        return
    _own.set()
    import pyarrow as pa

    pa.set_cpu_count(1)
    with contextlib.suppress(ValueError):  # of another thread than the main one
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent has it, and ends us
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=follow, args=(parent.sentinel,), daemon=True).start()


def follow(sentinel: int) -> None:
    """End with the parent, however that ends."""
    wait([sentinel])
    os._exit(1)


def guard(work: Callable[[], object]) -> str:
    """Do the work within its limits; return why it was broken off, "" if it was not."""
    try:
        with limited_memory(ROOM), limited_time(SECONDS):
            work()
    except TooLong:
        return f"it took more than {SECONDS} seconds of computing"
    except MemoryError:
        return f"it took more than {ROOM / 1e9:g} GB of memory"
    except Exception as error:
        told = ADDRESS.sub("0x…", " ".join(str(error).split()))[:200]
        return f"it raised {type(error).__name__}: {told}"
    return ""


@contextlib.contextmanager
def limited_time(seconds: float) -> Iterator[None]:
    timer = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if _own.is_set():
        faulthandler.dump_traceback_later(seconds * PATIENCE, exit=True, file=sys.__stderr__)
    if timer:
        before = signal.signal(signal.SIGPROF, stop)
        signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        if timer:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)
        if _own.is_set():
            faulthandler.cancel_dump_traceback_later()


def stop(number: int, frame: FrameType | None) -> None:
    raise TooLong


@contextlib.contextmanager
def limited_memory(room: int) -> Iterator[None]:
    """No more than so many bytes beyond what the process has; only where the system can say it."""
    used = measure_size()
    if not used:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = used + room
    fits = all(limit == resource.RLIM_INFINITY or most < limit for limit in (soft, hard))
    if fits:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        if fits:
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def measure_size() -> int:
    """Bytes of address space of this process, 0 where it cannot be read."""
    try:
        pages = Path("/proc/self/statm").read_bytes().split(maxsplit=1)[0]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0
