"""Read the external figures that ``make external`` recorded."""

from __future__ import annotations

import pandas as pd

from ..paths import DATA

COLUMNS = [
    "set", "use", "measure", "figure", "floor", "peers", "human", "date", "version", "sha256"
]  # fmt: skip


def read_benchmarks() -> pd.DataFrame:
    """``data/benchmarks.csv`` as text columns; empty when nothing was measured yet."""
    path = DATA / "benchmarks.csv"
    if not path.is_file():
        return pd.DataFrame(columns=COLUMNS, dtype=str)
    return pd.read_csv(path, dtype=str, keep_default_na=False)
