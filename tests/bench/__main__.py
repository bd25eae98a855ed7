"""``make bench``: print how fast tagging, runs and reports are; nothing is kept.

``make bench ARGS='--sizes 1000 10000 100000'``; ``--only layers`` and the like for a part.
``make bench-large N=1000000`` is ``--only sizes --sizes 1000 10000 100000 1000000``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.layers import bench_layers, bench_others
from tests.bench.reports import bench_reports
from tests.bench.runs import bench_engines, bench_sizes

PARTS = ("layers", "others", "engines", "sizes", "report")


def main(argv: Sequence[str] | None = None) -> int:
    """Print one table a part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--articles", type=int, default=200, help="for layers and others")
    parser.add_argument("--engines", type=int, default=4000, help="articles for the engines")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--large", type=int, default=0, help="1,000, 10,000 ... and so many")
    parser.add_argument("--plain", action="store_true", help="sizes without a codebook")
    parser.add_argument("--folder", type=Path, help="where corpora and stores are put, and left")
    args = parser.parse_args(argv)
    if args.large:
        steps = (10**n for n in range(3, 12))
        args.sizes = [*(step for step in steps if step < args.large), args.large]
    with tempfile.TemporaryDirectory() as made:
        folder = args.folder or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        tables: dict[str, Iterator[str]] = {
            "layers": bench_layers(args.articles),
            "others": bench_others(args.articles),
            "engines": bench_engines(args.engines, folder),
            "sizes": bench_sizes(args.sizes, folder, not args.plain),
            "report": bench_reports(folder),
        }
        for part in args.only:
            print(f"\n{part}")
            for line in tables[part]:
                print(f"  {line}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
