"""An overview on disk: one Parquet file a table, written once, read by every notebook."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import fields
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from helpers.load import read_benchmarks
from helpers.overview import Overview
from helpers.records import Study
from helpers.tables import tabulate_codebook

HEAD = "head.json"
NAMES = ("name", "title", "subtitle", "subject")  # no part of what was counted
AGAIN = ("benchmarks", "codebook")  # read anew each time: they are files of their own


def write_overview(overview: Overview, folder: Path) -> None:
    """Write an overview so that it is there whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".aside-", dir=folder.parent))
    try:
        head = {}
        for f in fields(Overview):
            value = getattr(overview, f.name)
            if isinstance(value, pd.DataFrame) and f.name not in AGAIN:
                table = pa.Table.from_pandas(value, preserve_index=False)
                pq.write_table(table, aside / f"{f.name}.parquet", compression="zstd")
            elif f.name not in AGAIN:
                head[f.name] = value
        (aside / HEAD).write_text(json.dumps(head, ensure_ascii=False), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        aside.replace(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def read_overview(folder: Path, study: Study) -> Overview:
    """The overview of a folder, under the head of its study, with the codebook as it is now.

    Raises:
        OSError: there is none.
    """
    head = json.loads((folder / HEAD).read_text(encoding="utf-8"))
    names = [f.name for f in fields(Overview) if f.name not in (*head, *AGAIN)]
    frames = {name: pq.read_table(folder / f"{name}.parquet").to_pandas() for name in names}
    head |= {name: getattr(study, name) for name in NAMES}
    known = {"benchmarks": read_benchmarks(), "codebook": tabulate_codebook(study.codebook)}
    return Overview(**head, **frames, **known)
