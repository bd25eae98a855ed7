"""The report on a corpus too large to be listed article by article: counted, not enumerated."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from .. import publish
from .engine import count_cores, make_reporter

if TYPE_CHECKING:
    from ..scale import Store

FOLDER = "corpus"
TOLD = 20  # faults that a message names
GOOD = ("used", "duplicate", "language")


def is_large(study: Path) -> bool:
    """Whether ``corpus/`` has more articles than the chapters list one by one.

    Raises:
        ParameterError: it has, and the study has articles elsewhere too, which would be left out.
    """
    if not (study / FOLDER).is_dir():
        return False
    from ..load.corpus import LARGE, SetAside, list_inputs, read_input

    def read() -> Iterator[object]:
        for path in list_inputs(study):
            yield from (r for r in read_input(path, study) if not isinstance(r, SetAside))

    large = next(islice(read(), LARGE, None), None) is not None
    others = [n for n in ("articles.csv", "articles.jsonl", "texts.csv") if (study / n).exists()]
    if large and others:
        raise publish.ParameterError(
            f"study: corpus/ has more than {LARGE} articles, and there is {' and '.join(others)}; "
            "put all articles into corpus/"
        )
    return large


def read_corpus(study: Path, args: argparse.Namespace, share: float) -> Store:
    """The store of the study's corpus, made as far as it is not there.

    Raises:
        StudyError: more than ``share`` of the records are bad.
    """
    from ..scale import build_store

    engine = "dask" if args.dask else args.engine
    workers = args.workers if args.workers > 0 else count_cores()
    report = make_reporter(sys.stderr.isatty())
    store = build_store(study, engine, workers, report, address=args.dask)
    check_share(store, study, share)
    return store


def check_share(store: Store, study: Path, share: float) -> None:
    """Stop where more of the records are bad than are allowed to be."""
    from ..load import StudyError

    bad = sum(n for kind, n in store.counts.items() if kind not in ("articles", *GOOD))
    total = bad + store.counts["used"]
    if bad > share * total:
        found = (row for row in store.set_aside() if row.kind not in GOOD)
        told = [f"  {row.file}, {row.place}: {row.reason}" for row in islice(found, TOLD)]
        told += [f"  and {bad - TOLD:,} more"] * (bad > TOLD)
        lines = "\n".join(told)
        remedy = f"  Correct them, or go on without: --quarantine {needed(bad, total)}"
        raise StudyError(
            f"study {study.name}: {bad:,} of {total:,} records are bad; quarantine allows "
            f"{share:.0%}.\n{lines}\n{remedy}"
        )


def needed(bad: int, total: int) -> float:
    """The share, in hundredths rounded up, that lets so many go.

    >>> needed(1, 1461), needed(4, 142)
    (0.01, 0.03)
    """
    return -(-100 * bad // total) / 100


def fill_corpus(edition: publish.Edition, head: dict, folder: Path, executed: Path) -> None:
    """Fill an empty folder with the whole report on a corpus: pages, book, data and exports."""
    from .. import export, load, render
    from ..scale import Store, find_store, save_overview
    from ..scale.overview import choose

    values = edition.parameters
    with render.open_kernels(edition.notebooks[0].parent) as kernels:
        study = load.load_head(edition.study)
        head |= {"title": study.title, "subtitle": study.subtitle}
        if study.languages:
            head["languages"] = list(study.languages)
        store = Store(find_store(edition.study))
        choice = choose(store, values["start"], values["end"], values["outlets"])
        # Made once, and kept where the notebooks find it: they write nothing to disk.
        overview = save_overview(store, study, choice)
        asked = values | {"study": str(edition.study)}
        missing = str(asked.pop("missing_glyph", "error"))  # for the renderer, not the notebooks
        tty = sys.stderr.isatty()
        done = render.run_notebooks(
            list(edition.notebooks), executed, asked, progress=tty, kernels=kernels
        )
    render.render_edition(done, folder, head, missing)
    export.write_counts(overview, folder / "exports")
