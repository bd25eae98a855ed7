"""All faults, with counts and seed: ``make faults``, or ``python -m tests.faults.run_faults``."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tests.faults.crowds import try_crowd, try_reader
from tests.faults.disks import try_disks
from tests.faults.trials import (
    SIGNALS,
    Fault,
    Ground,
    list_call_failures,
    list_forced,
    list_harms,
    list_kills,
    list_lasting,
    list_stage_kills,
    try_fault,
)

SEED = 20250117
# Trials of each kind: kills at random, kills at stages, signals at stages, failing calls, disks
# that fill up, harm done before the run, kills while the latest edition is built again; None is
# all there are.
QUICK = (4, 3, 2, 3, 1, 1, 1)
SLOW = (22, 13, 13, 20, 8, 8, 6)
ALL = (300, None, None, 200, 40, None, None)


def list_faults(ground: Ground, sizes: tuple, chance: random.Random) -> Iterator[Fault]:
    """The faults of every kind; fewer than all of a kind are drawn at random."""

    def some(faults: Iterator[Fault], size: int | None) -> list[Fault]:
        every = list(faults)
        return every if size is None else chance.sample(every, size)

    kills, stages, signals, calls, lasting, harms, forced = sizes
    yield from islice(list_kills(ground, kills, chance), kills)
    yield from some(list_stage_kills(), stages)
    yield from some(list_stage_kills(SIGNALS), signals)
    yield from list_call_failures(ground, calls, chance)
    yield from list_lasting(ground, lasting, chance)
    yield from some(list_harms(), harms)
    yield from some(list_forced(ground), forced)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    seed = parser.parse_args().seed
    chance, violations, began = random.Random(seed), [], time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        ground = Ground(Path(folder))
        count = 0
        for count, fault in enumerate(list_faults(ground, ALL, chance), start=1):
            violations += try_fault(ground, fault)
            if count % 50 == 0:
                print(f"{count} trials, {len(violations)} violations", flush=True)
        violations += try_crowd(ground, 20)
        reads, wrong = try_reader(ground, 300)
        violations += wrong
        disks, wrong = try_disks(ground)
        violations += wrong
    took = time.monotonic() - began
    print("\n".join(violations))
    print(f"seed {seed}: {count} faults, 20 runs at once, {reads} reads through 300 editions, "
          f"real disks: {', '.join(disks) or 'none (not permitted here)'}; "
          f"{len(violations)} violations of I1 to I8 in {took:.0f} s")  # fmt: skip
    return bool(violations)


if __name__ == "__main__":
    sys.exit(main())
