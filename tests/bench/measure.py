"""Time and peak memory of a command, with all processes that it starts."""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass

import psutil

EVERY = 0.2  # seconds between two looks at memory


@dataclass(frozen=True, slots=True)
class Measured:
    """``seconds`` by the clock; ``peak`` bytes and ``cpu`` seconds of the whole tree."""

    seconds: float
    peak: int
    cpu: float
    out: str


def measure(command: Sequence[str]) -> Measured:
    """Run a command, which must be a good one."""
    begun, before = time.monotonic(), sum_cpu()
    with tempfile.TemporaryFile("w+") as told:
        run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=told, text=True)
        root, peak = psutil.Process(run.pid), 0
        while run.poll() is None:
            peak = max(peak, sum_memory(root))
            time.sleep(EVERY)
        out, seconds = run.communicate()[0], time.monotonic() - begun
        told.seek(0)
        if run.returncode:
            raise SystemExit(f"{' '.join(command)}: exit {run.returncode}\n{told.read()[-2000:]}")
    return Measured(seconds, peak, sum_cpu() - before, out.strip())


def sum_cpu() -> float:
    """Seconds of the processor of all commands so far, where the system tells."""
    times = psutil.Process().cpu_times()
    return getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)


def sum_memory(root: psutil.Process) -> int:
    """Bytes of a tree of processes; what they share counts once (PSS) where the system tells."""
    whole = 0
    with contextlib.suppress(psutil.NoSuchProcess):
        for process in [root, *root.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                info = process.memory_full_info()
                whole += getattr(info, "pss", 0) or info.rss
    return whole
