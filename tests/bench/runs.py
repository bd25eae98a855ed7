"""How long runs over corpora take, and what memory they have at most."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from helpers.scale import find_store
from tests.bench.measure import Measured, measure
from tests.scale.make_corpus import make_study


def tag_corpus(study: Path, store: Path, *more: str) -> Measured:
    """Run ``tag`` on a study, as an operator does."""
    command = [sys.executable, "-m", "helpers", "tag", "--study", str(study)]
    return measure([*command, "--store", str(store), *more])


def report_corpus(study: Path, reports: Path) -> Measured:
    """Make the report of a corpus that is tagged, from its own store."""
    command = [sys.executable, "-m", "helpers", "report", "--study", str(study)]
    return measure([*command, "--reports", str(reports), "--workers", "2"])


def bench_engines(count: int, folder: Path) -> Iterator[str]:
    """The same corpus by one and two workers, and by Dask."""
    study = make_study(folder / f"engines-{count}", count)
    one = None
    for name, given in (
        ("1 worker", ("--workers", "1")),
        ("2 workers", ("--workers", "2")),
        ("Dask, 2 workers", ("--engine", "dask", "--workers", "2")),
        ("loop", ("--engine", "loop")),
    ):
        done = tag_corpus(study, folder / f"store-{name}".replace(" ", ""), *given)
        one = one or done.seconds
        yield f"{say_run(name, count, done)}, {one / done.seconds:4.2f} times 1 worker"


def bench_sizes(counts: Sequence[int], folder: Path, codebook: bool = True) -> Iterator[str]:
    """Corpora of several sizes, then each of them with one article more."""
    for count in counts:
        study = make_study(folder / f"size-{count}", count, codebook=codebook)
        store = find_store(study)  # a report reads the store of its study
        yield say_run(f"{count:,} articles", count, tag_corpus(study, store, "--workers", "2"))
        reported = report_corpus(study, folder / f"size-{count}.reports")
        yield say_run("  its report", count, reported)
        with (study / "corpus" / "one.jsonl").open("w", encoding="utf-8") as file:
            file.write(ONE_MORE)
        again = tag_corpus(study, store, "--workers", "2")
        yield say_run("  a file of one article more", 1, again)
        line = (study / "corpus" / "articles.jsonl").open("a", encoding="utf-8")
        with line:
            line.write(ONE_MORE.replace("one_more", "one_line").replace("again", "at last"))
        again = tag_corpus(study, store, "--workers", "2")
        yield say_run("  a line more in its file", 1, again)
        again = report_corpus(study, folder / f"size-{count}.reports")
        yield say_run("  its report again", count, again)
        shutil.rmtree(store)


ONE_MORE = (
    '{"doc_id": "one_more", "outlet": "The Courier", "published": "2024-10-31", '
    '"text": "The two states said on Thursday that they would meet again."}\n'
)


def say_run(name: str, count: int, done: Measured) -> str:
    """One row of the table."""
    rate, peak = count / done.seconds, done.peak / 1e6
    spent = f"{done.seconds:8.1f} s {done.cpu:8.1f} s of computing"
    return f"{name:<36} {spent} {rate:8,.0f} a second {peak:8,.0f} MB at most"
