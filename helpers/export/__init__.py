"""DataFrames to files for other programs: CSV with EDTF dates, Parquet, TimelineJS, iCalendar."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers.records import Tables

from .chronology import write_chronology
from .counts import write_counts
from .layers import Allowed, write_layers
from .passages import limit_words
from .planned import list_ahead, write_calendar
from .timeline import write_timeline

__all__ = ["limit_words", "write_counts", "write_exports"]


def write_exports(
    tables: Tables,
    folder: Path,
    allowed: Allowed,
    events: pd.DataFrame,
    reports: pd.DataFrame,
    edition_date: str,
) -> None:
    """Write all exports of an edition into a folder.

    ``allowed(doc_id, start, end)`` gives the words of an article that may be shown; nothing else of
    an article's text is written.  ``events`` and ``reports`` are those of ``analyse.timeline``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write_layers(tables, folder, allowed)
    write_timeline(events, reports, folder, allowed, tables.title)
    write_chronology(events, reports, folder)
    write_calendar(list_ahead(tables, events), folder, edition_date)
