"""Notebooks run by papermill in a few real kernels, each notebook in a fresh namespace."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, Future, wait
from pathlib import Path

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill import execute_notebook
from papermill.exceptions import PapermillExecutionError
from tqdm import tqdm

from helpers.render.kernels import (
    AT_ONCE,
    KERNEL,
    LAST_LINES,
    START_TIMEOUT,
    Kernel,
    Kernels,
    close_kernel,
    empty_kernel,
    open_kernels,
    read_log,
)
from helpers.render.parameters import Parameter, check_parameters, read_parameters

CELL_TIMEOUT = 120
WAKE_EVERY = 0.2
COLOUR_CODES = re.compile(r"\x1b\[[0-9;]*m")


class NotebookError(ValueError):
    """A notebook did not run to its end.

    ``reason`` is "error" (a cell failed), "timeout" or "died" (its kernel); ``notebook`` is the
    one as far as it ran, ``cell`` the number of the cell when it is known.
    """

    def __init__(self, words: str, reason: str, notebook: Path, cell: int | None = None) -> None:
        super().__init__(words)
        self.reason, self.notebook, self.cell = reason, notebook, cell


def run_notebooks(
    notebooks: list[Path],
    out: Path,
    parameters: dict[str, object],
    progress: bool = False,
    timeout: int = CELL_TIMEOUT,
    kernels: Kernels | None = None,
) -> list[Path]:
    """Run every notebook into ``out`` and return the executed ones in the same order.

    ``parameters`` are JSON values; each notebook gets those that it declares. ``timeout`` is in
    seconds per cell. A bar is drawn only when ``progress`` and stderr is a terminal. ``kernels``
    are those of ``open_kernels`` where the caller has started them; they have then been used.

    Raises:
        ParameterError: names or types that the notebooks do not declare; nothing has run.
        NotebookError: the first notebook that failed; the others stop when the kernels do.
    """
    declared = [
        read_parameters(nbformat.read(path, as_version=4), path.name) for path in notebooks
    ]
    check_parameters(parameters, declared)
    out.mkdir(parents=True, exist_ok=True)
    quiet = not (progress and sys.stderr.isatty())
    tasks = dict(zip(notebooks, declared, strict=True))
    with contextlib.ExitStack() as stack:
        bar = tqdm(total=len(notebooks), disable=quiet, unit="notebook", leave=False)
        stack.callback(bar.close)
        if kernels is None:
            count = min(AT_ONCE, len(notebooks))
            kernels = stack.enter_context(open_kernels(notebooks[0].resolve().parent, count))
        jobs = []
        shares = share_out(notebooks, len(kernels.started))
        for kernel, share in zip(kernels.started, shares, strict=True):
            run = [(path, out / path.name, tasks[path]) for path in share]
            jobs.append(
                kernels.pool.submit(run_share, kernel, run, parameters, timeout, bar.update)
            )
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


def share_out(notebooks: list[Path], count: int) -> list[list[Path]]:
    """Which of ``count`` kernels runs which notebooks, and in which order: always the same.

    The longest go first, there and back over the kernels, so that their loads come out even.
    """
    shares: list[list[Path]] = [[] for _ in range(count)]
    ordered = sorted(notebooks, key=lambda path: (-path.stat().st_size, path.name))
    there_and_back = [*range(count), *reversed(range(count))]
    for i, path in enumerate(ordered):
        shares[there_and_back[i % len(there_and_back)]].append(path)
    return shares


def run_share(
    started: Future[Kernel],
    share: list[tuple[Path, Path, dict[str, Parameter]]],
    parameters: dict[str, object],
    timeout: int,
    done: Callable[[], object],
) -> None:
    """Run some notebooks one after another in one kernel that is emptied before each."""
    try:
        for path, target, declared in share:
            try:
                kernel = started.result()
                empty_kernel(kernel)
            except RuntimeError as error:
                raise report_death(error, path, target) from error
            run_notebook(kernel, path, target, parameters, declared, timeout)
            done()
    finally:
        # In the thread that ran it: its loop has tasks of a kernel that was stopped from outside.
        if started.done() and not started.exception():
            close_kernel(started.result())


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
        words = f"{path.name}, cell {cell}: {error.ename}: {error.evalue}"
        if last not in words:  # an error of ours has no traceback: its message is all there is
            words = f"{words}\n{last}"
        raise NotebookError(words, "error", target, cell) from error
    except CellTimeoutError as error:
        words = f"{path.name}: a cell took longer than {timeout} seconds\n{last_words(error)}"
        raise NotebookError(words, "timeout", target) from error
    except (DeadKernelError, RuntimeError) as error:
        raise report_death(error, path, target) from error


def report_death(error: Exception, path: Path, target: Path) -> NotebookError:
    """A kernel that died, with what it said last."""
    words = f"{path.name}: its kernel died\n{last_words(error)}\n{read_log()}".strip()
    return NotebookError(words, "died", target)


def last_words(error: Exception) -> str:
    """The end of what an exception says."""
    return "\n".join(COLOUR_CODES.sub("", str(error)).splitlines()[-LAST_LINES:])
