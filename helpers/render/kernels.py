"""Real kernels for the notebooks, started and warmed up before there is anything to run.

Starting a kernel and importing what every chapter needs takes longer than most chapters do, so it
happens while the study is still being checked, and a kernel runs one notebook after another.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from jupyter_client import AsyncKernelManager
from jupyter_client.utils import run_sync

from helpers import paths

KERNEL = "python3"
# For the two cores that the time limits are set for; on those, six notebooks in one kernel took
# twice as long, and in a kernel each half as long again.
AT_ONCE = 2
START_TIMEOUT = 60
LAST_LINES = 12
WARM_UP = "import matplotlib.pyplot, pandas"
EMPTY = "get_ipython().reset(new_session=True)"


@dataclass(frozen=True)
class Kernels:
    """Kernels on their way, and the threads that drive them, one each."""

    started: list[Future[Kernel]]
    pool: ThreadPoolExecutor


class Kernel(AsyncKernelManager):
    """A kernel that sees none of the user's own settings and that can be stopped from outside."""

    running: set[AsyncKernelManager] = set()  # noqa: RUF012 - shared on purpose
    environment: dict[str, str] = {}  # noqa: RUF012
    complaints: Path | None = None
    stopping = threading.Event()

    async def _async_start_kernel(self, **options: object) -> None:
        Kernel.running.add(self)
        options["env"] = {**os.environ, **Kernel.environment}
        # Its warnings would break the silence of a run that succeeds; errors still come through.
        options["extra_arguments"] = ["--log-level=40"]
        # What kernels write to stderr themselves is read only when one dies.
        with Path(Kernel.complaints or os.devnull).open("ab") as complaints:
            await super()._async_start_kernel(**options, stderr=complaints)
        if Kernel.stopping.is_set():
            stop_kernels()

    start_kernel = _async_start_kernel

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        Kernel.running.discard(self)
        await super()._async_cleanup_resources(restart)

    cleanup_resources = _async_cleanup_resources


def stop_kernels() -> None:
    """End every kernel that runs or is about to, at once."""
    Kernel.stopping.set()
    for kernel in list(Kernel.running):
        process = getattr(kernel.provisioner, "process", None)
        if process is not None:
            with contextlib.suppress(OSError):
                process.kill()


def set_environment(scratch: Path) -> None:
    """What every kernel sees, whoever runs it and wherever."""
    styles = paths.VAR / "matplotlib"
    with contextlib.suppress(OSError):
        styles.mkdir(parents=True, exist_ok=True)
    Kernel.environment = {
        "PYTHONHASHSEED": "0",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "1",
        "MPLBACKEND": "agg",
        "MPLCONFIGDIR": str(styles if os.access(styles, os.W_OK) else scratch),
        "IPYTHONDIR": str(scratch / "ipython"),
        "PYTHONPATH": os.pathsep.join(
            filter(None, [str(paths.ROOT), os.environ.get("PYTHONPATH")])
        ),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }

@contextlib.contextmanager
def open_kernels(folder: Path, count: int = AT_ONCE) -> Iterator[Kernels]:
    """Start ``count`` kernels that work in ``folder``; none of them outlives the block."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        set_environment(Path(scratch))
        Kernel.complaints = Path(scratch) / "kernels.log"
        Kernel.stopping.clear()
        pool = ThreadPoolExecutor(count, thread_name_prefix="notebook")
        kernels = [Kernel(kernel_name=KERNEL) for _ in range(count)]
        try:
            yield Kernels([pool.submit(start_kernel, kernel, folder) for kernel in kernels], pool)
        finally:
            # Also on a signal that the caller turned into an exception.
            pool.shutdown(wait=False, cancel_futures=True)
            stop_kernels()
            pool.shutdown(wait=True)
            for kernel in kernels:
                close_kernel(kernel)


def start_kernel(kernel: Kernel, folder: Path) -> Kernel:
    """Start a kernel and import into it what every chapter needs.

    Raises:
        RuntimeError: it died or did not answer in time.
    """
    run_sync(kernel.start_kernel)(cwd=str(folder))
    run_sync(run_silently)(kernel, WARM_UP, new=True)
    return kernel


def empty_kernel(kernel: Kernel) -> None:
    """Leave nothing of what it ran to the next notebook: names, outputs and the count of cells.

    Raises:
        RuntimeError: it did not do so.
    """
    run_sync(run_silently)(kernel, EMPTY)


def close_kernel(kernel: Kernel) -> None:
    """End a kernel that has not ended, and leave nothing of it."""
    if kernel.has_kernel:
        run_sync(kernel.shutdown_kernel)(now=True)


async def run_silently(kernel: Kernel, code: str, new: bool = False) -> None:
    """Run code that belongs to no notebook; whether a ``new`` kernel lives is watched."""
    client = kernel.client()
    client.start_channels()
    try:
        if new:
            await client.wait_for_ready(timeout=START_TIMEOUT)
        # Only its reply is waited for: a kernel known to be ready costs no fifth of a second more.
        reply = await client.execute(
            code, silent=True, store_history=False, reply=True, timeout=START_TIMEOUT
        )
    except TimeoutError as error:
        raise RuntimeError(str(error)) from error
    finally:
        client.stop_channels()
    if reply["content"]["status"] != "ok":
        raise RuntimeError(str(reply["content"].get("evalue")))


def read_log() -> str:
    """The last lines that a kernel wrote to stderr, without its usual warnings."""
    try:
        lines = Path(Kernel.complaints or os.devnull).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return "\n".join([x for x in lines.splitlines() if "WARNING" not in x][-LAST_LINES:])
