"""Kill runs over a corpus at random, start them again, and compare the store with that of one that
nobody disturbed: ``python -m tests.scale.kill_runs 2000 --kills 6 --seed 1 --folder FOLDER``.

The store of the undisturbed run is kept in the folder and used again.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from tests.scale.make_corpus import make_study

SECONDS = 10  # after which no process of a run that was killed may live


def hash_store(root: Path) -> dict[str, str]:
    """The digest of every file of a store."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def start(study: Path, root: Path, engine: str, workers: int) -> subprocess.Popen:
    """Start a run that makes the store ``root``."""
    command = [sys.executable, "-m", "helpers", "tag", "--study", str(study), "--store", str(root)]
    command += ["--engine", engine, "--workers", str(workers)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(run: subprocess.Popen) -> str:
    """Wait for the end of a run, which must be a good one."""
    out, err = run.communicate()
    assert run.returncode == 0, err[-3000:]
    return out.strip()


def list_children(run: subprocess.Popen) -> list[psutil.Process]:
    try:
        return psutil.Process(run.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def disturb(
    study: Path, root: Path, engine: str, kills: int, chance: random.Random, wait: float
) -> tuple[int, int]:
    """Kill workers and main processes until ``kills`` are done or the store is; count both."""
    workers = mains = 0
    run = start(study, root, engine, 2)
    try:
        while workers + mains < kills:
            time.sleep(chance.uniform(0.2, wait))
            children = list_children(run)
            if run.poll() is not None:
                assert run.returncode == 0, run.communicate()[1][-3000:]
                return workers, mains
            if children and chance.random() < 0.6:
                with contextlib.suppress(psutil.NoSuchProcess):
                    chance.choice(sorted(children, key=lambda child: child.pid)).kill()
                    workers += 1
                continue
            run.send_signal(chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM]))
            run.communicate()
            mains += 1
            _, alive = psutil.wait_procs(children, SECONDS)
            assert not alive, f"still there: {alive}"
            run = start(study, root, engine, 2)
        finish(run)
    finally:
        if run.poll() is None:
            run.kill()
    return workers, mains


def compare(left: Path, right: Path) -> list[str]:
    """The files in which two stores differ."""
    one, two = hash_store(left), hash_store(right)
    return sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))


def main(argv: Sequence[str] | None = None) -> int:
    """Make the corpus and both stores; say in how far they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=int)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--wait", type=float, default=8.0, help="at most so long between two")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("processes", "dask"), default="processes")
    parser.add_argument("--plain", action="store_true", help="without a codebook: much quicker")
    parser.add_argument("--folder", type=Path, required=True)
    args = parser.parse_args(argv)
    study = args.folder / f"study-{args.articles}{'-plain' * args.plain}"
    if not study.exists():
        make_study(study, args.articles, codebook=not args.plain)
    quiet, disturbed = study.with_suffix(".quiet"), study.with_suffix(".disturbed")
    print("undisturbed:", finish(start(study, quiet, "processes", 2)), flush=True)
    shutil.rmtree(disturbed, ignore_errors=True)
    begun = time.monotonic()
    killed = disturb(study, disturbed, args.engine, args.kills, random.Random(args.seed), args.wait)
    seconds = time.monotonic() - begun
    wrong = compare(quiet, disturbed)
    told = f"{len(wrong)} of {len(hash_store(quiet))} files differ {wrong[:5]}"
    ended = f"{killed[0]} workers and {killed[1]} runs killed"
    print(f"seed {args.seed}: {ended}, {seconds:.0f} s; {told}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
