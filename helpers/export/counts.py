"""What is counted over a large corpus, as CSV for people and Parquet for programs."""

from __future__ import annotations

from pathlib import Path

from helpers.overview import Overview

from .layers import write_csv

TABLES = (
    "intake", "aside", "outlets", "months", "published", "days", "claims", "cells", "claim_months",
    "sources", "speakers", "actors", "milestones",
)  # fmt: skip
PLACES = ["use", "key", "code", "doc_id", "outlet", "published", "sentence_id", "start", "end"]


def write_counts(corpus: Overview, folder: Path) -> None:
    """Write ``count-<table>.csv`` and ``.parquet`` for every table of an overview.

    Of the sentences that are quoted only their places are written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    frames = {name: getattr(corpus, name) for name in TABLES}
    frames["quotes"] = corpus.quotes[PLACES]
    for name, frame in frames.items():
        stem = f"count-{name.replace('_', '-')}"
        write_csv(frame, folder / f"{stem}.csv")
        frame.to_parquet(folder / f"{stem}.parquet", index=False, compression="zstd")
