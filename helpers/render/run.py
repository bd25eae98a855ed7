"""Notebooks run by papermill in two real kernels, each notebook in a fresh namespace.

Starting a kernel, importing pandas and compiling the rules takes longer than most notebooks do, so
a kernel runs one notebook after another and is emptied between them.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from pathlib import Path

import nbformat
from jupyter_client import AsyncKernelManager
from jupyter_client.utils import run_sync
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill import execute_notebook
from papermill.exceptions import PapermillExecutionError
from tqdm import tqdm

from helpers import paths
from helpers.render.parameters import Parameter, check_parameters, read_parameters

KERNEL = "python3"
# For the two cores that the time limits are set for; on those, six notebooks in one kernel took
# twice as long, and in a kernel each half as long again.
AT_ONCE = 2
CELL_TIMEOUT = 120
START_TIMEOUT = 60
WAKE_EVERY = 0.2
LAST_LINES = 12
COLOUR_CODES = re.compile(r"\x1b\[[0-9;]*m")


class NotebookError(ValueError):
    """A notebook did not run to its end.

    ``reason`` is "error" (a cell failed), "timeout" or "died" (its kernel); ``notebook`` is the
    one as far as it ran, ``cell`` the number of the cell when it is known.
    """

    def __init__(self, words: str, reason: str, notebook: Path, cell: int | None = None) -> None:
        super().__init__(words)
        self.reason, self.notebook, self.cell = reason, notebook, cell


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


def run_notebooks(
    notebooks: list[Path],
    out: Path,
    parameters: dict[str, object],
    progress: bool = False,
    timeout: int = CELL_TIMEOUT,
) -> list[Path]:
    """Run every notebook into ``out`` and return the executed ones in the same order.

    ``parameters`` are JSON values; each notebook gets those that it declares. ``timeout`` is in
    seconds per cell. A bar is drawn only when ``progress`` and stderr is a terminal.

    Raises:
        ParameterError: names or types that the notebooks do not declare; nothing has run.
        NotebookError: the first notebook that failed; the others have been stopped.
    """
    declared = [
        read_parameters(nbformat.read(path, as_version=4), path.name) for path in notebooks
    ]
    check_parameters(parameters, declared)
    out.mkdir(parents=True, exist_ok=True)
    quiet = not (progress and sys.stderr.isatty())
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        set_environment(Path(scratch))
        Kernel.complaints = Path(scratch) / "kernels.log"
        Kernel.stopping.clear()
        pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="notebook")
        bar = tqdm(total=len(notebooks), disable=quiet, unit="notebook", leave=False)
        try:
            tasks = dict(zip(notebooks, declared, strict=True))
            jobs = []
            for share in share_out(notebooks):
                run = [(path, out / path.name, tasks[path]) for path in share]
                jobs.append(pool.submit(run_share, run, parameters, timeout, bar.update))
            pending = set(jobs)
            while pending:
                # A signal may reach another thread; only a wait that ends lets Python see it.
                done, pending = wait(pending, WAKE_EVERY, return_when=FIRST_EXCEPTION)
                if any(job.exception() for job in done):
                    break
            for job in jobs:
                if job.done() and job.exception():
                    raise job.exception()
            return [out / path.name for path in notebooks]
        finally:
            # Also on a signal that the caller turned into an exception: no kernel outlives us.
            pool.shutdown(wait=False, cancel_futures=True)
            stop_kernels()
            pool.shutdown(wait=True)
            bar.close()


def share_out(notebooks: list[Path]) -> list[list[Path]]:
    """Which kernel runs which notebooks, and in which order: always the same for the same files.

    The longest go first, there and back over the kernels, so that their loads come out even.
    """
    shares: list[list[Path]] = [[] for _ in range(min(AT_ONCE, len(notebooks)))]
    ordered = sorted(notebooks, key=lambda path: (-path.stat().st_size, path.name))
    there_and_back = [*range(len(shares)), *reversed(range(len(shares)))]
    for i, path in enumerate(ordered):
        shares[there_and_back[i % len(there_and_back)]].append(path)
    return shares


def run_share(
    share: list[tuple[Path, Path, dict[str, Parameter]]],
    parameters: dict[str, object],
    timeout: int,
    done: Callable[[], object],
) -> None:
    """Run some notebooks one after another in one kernel that is emptied between them."""
    kernel = Kernel(kernel_name=KERNEL)
    try:
        for number, (path, target, declared) in enumerate(share):
            if number:
                run_sync(empty_kernel)(kernel)
            run_notebook(kernel, path, target, parameters, declared, timeout)
            done()
    finally:
        if kernel.has_kernel:
            run_sync(kernel.shutdown_kernel)(now=True)


async def empty_kernel(kernel: Kernel) -> None:
    """Leave nothing of one notebook to the next: names, outputs and the count of cells."""
    client = kernel.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=START_TIMEOUT)
        await client.execute_interactive(
            "get_ipython().reset(new_session=True)", silent=True, store_history=False
        )
    finally:
        client.stop_channels()


def run_notebook(
    kernel: Kernel,
    path: Path,
    target: Path,
    parameters: dict[str, object],
    declared: dict[str, Parameter],
    timeout: int,
) -> None:
    """Run one notebook with the parameters that it declares."""
    taken = {name: value for name, value in parameters.items() if name in declared}
    try:
        execute_notebook(
            path,
            target,
            parameters=taken,
            kernel_name=KERNEL,
            language="python",
            progress_bar=False,
            request_save_on_cell_execute=False,
            start_timeout=START_TIMEOUT,
            execution_timeout=timeout,
            km=kernel,
            shutdown_kernel="immediate",
            # papermill's own cwd changes the whole process, which two threads cannot share.
            resources={"metadata": {"path": str(path.resolve().parent)}},
        )
    except PapermillExecutionError as error:
        # papermill counts from 0; readers count from 1.
        cell = error.cell_index + 1
        lines = [COLOUR_CODES.sub("", line) for line in error.traceback]
        last = "\n".join("\n".join(lines).splitlines()[-LAST_LINES:])
        words = f"{path.name}, cell {cell}: {error.ename}: {error.evalue}\n{last}"
        raise NotebookError(words, "error", target, cell) from error
    except CellTimeoutError as error:
        words = f"{path.name}: a cell took longer than {timeout} seconds\n{last_words(error)}"
        raise NotebookError(words, "timeout", target) from error
    except (DeadKernelError, RuntimeError) as error:
        words = f"{path.name}: its kernel died\n{last_words(error)}\n{read_log()}".strip()
        raise NotebookError(words, "died", target) from error


def last_words(error: Exception) -> str:
    """The end of what an exception says."""
    return "\n".join(COLOUR_CODES.sub("", str(error)).splitlines()[-LAST_LINES:])


def read_log() -> str:
    """The last lines that a kernel wrote to stderr, without its usual warnings."""
    try:
        lines = Path(Kernel.complaints or os.devnull).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return "\n".join([x for x in lines.splitlines() if "WARNING" not in x][-LAST_LINES:])
