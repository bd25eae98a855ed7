"""Every event once, with its days, its counts and the places of its reports: ``chronology.csv``."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from .layers import add_edtf, write_csv
from .timeline import name_event

KEPT = ["event_id", "status", "earliest", "latest", "precision", "days_basis", "milestone"]
COUNTS = {"n_articles": "articles", "n_outlets": "outlets", "n_origins": "origins"}


def write_chronology(events: pd.DataFrame, reports: pd.DataFrame, folder: Path) -> None:
    """Write one row per event of ``analyse.timeline.count_events``, in its order.

    ``mentions`` names the reports as ``doc_id sentence_id trigger_start``, parted by ``; ``; an
    event keeps most of its mentions when an article joins the corpus, while its id may change.
    """
    frame = events.reindex(columns=KEPT).rename(columns={"event_id": "event"})
    frame.insert(1, "name", [name_event(event) for event in events.to_dict("records")])
    for column, name in COUNTS.items():
        frame[name] = events[column]
    frame["reported_by"] = ["; ".join(names) for names in events["outlets"]]
    frame["announced_by"] = ["; ".join(names) for names in events["announcing"]]
    places = reports.assign(
        place=[
            f"{row.doc_id} {row.sentence_id} {row.trigger_start}"
            for row in reports[["doc_id", "sentence_id", "trigger_start"]].itertuples(index=False)
        ]
    )
    told = places.groupby("event_id")["place"].agg("; ".join)
    frame["mentions"] = events["event_id"].map(told).fillna("")
    write_csv(add_edtf(frame), folder / "chronology.csv")
