"""Reports → events: who told of them, whose words they rest on, how precisely they are dated.

Corroboration is a count of articles, outlets and origins (roots of the relay chain).  It says how
many told of an event, not how likely it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from helpers.analyse.timeline.clues import PENDING
from helpers.records import PRECISIONS

# from the firmest to the loosest
STATUSES = ("happened", "ongoing", "claimed", "planned", "forecast")
EVENT_COLUMNS = [
    "event_id",
    "kind",
    "trigger",
    "milestone",
    "milestone_label",
    "actors",
    "actor_names",
    "earliest",
    "latest",
    "precision",
    "status",
    "statuses",
    "n_reports",
    "n_articles",
    "n_outlets",
    "n_origins",
    "outlets",
    "doc_ids",
    "origins",
    "doc_id",
    "sentence_id",
]


def choose_status(reports: list) -> str:
    """What most articles say at their firmest; where they are even, a claim outweighs a report.

    What some still announce and others report is no longer pending, so it counts as reported.
    """
    firm = {status: i for i, status in enumerate(STATUSES)}
    each: dict[str, int] = {}
    for report in reports:
        each[report.doc_id] = min(each.get(report.doc_id, len(STATUSES)), firm[report.status])
    told = [STATUSES[i] for i in each.values()]
    settled = Counter(s for s in told if s not in PENDING) or Counter(told)
    caution = {"claimed": 0, "happened": 1, "ongoing": 2, "planned": 3, "forecast": 4}
    return min(settled, key=lambda status: (-settled[status], caution[status]))


def count_statuses(reports: list) -> dict[str, int]:
    """Articles by what they say of an event's state; one article may say two things."""
    told = Counter(status for _, status in {(r.doc_id, r.status) for r in reports})
    return {status: told[status] for status in STATUSES if status in told}


def rank_precision(report: object) -> tuple:
    """Sorts reports from the most to the least precise; settled before announced, then by date."""
    closed = not pd.isna(report.earliest) and not pd.isna(report.latest)
    known = report.precision in PRECISIONS
    return (
        report.status in PENDING,
        (report.latest - report.earliest).days if closed else float("inf"),
        PRECISIONS.index(report.precision) if known else len(PRECISIONS),
        (0, report.published) if not pd.isna(report.published) else (1, 0),
        report.doc_id,
        report.start,
    )


def distinct(values: Iterable[object]) -> tuple:
    return tuple(dict.fromkeys(v for v in values if isinstance(v, str) and v))


def count_event(event_id: str, reports: list) -> dict:
    """One event: dated and named by its most precise report.

    Corroboration of what happened is counted without the articles that only announced it.
    """
    best = min(reports, key=rank_precision)
    status = choose_status(reports)
    told = reports if status in PENDING else [r for r in reports if r.status not in PENDING]
    docs, outlets, origins = (
        distinct(getattr(r, name) for r in told) for name in ("doc_id", "outlet", "origin")
    )
    return {
        "event_id": event_id,
        "kind": best.kind,
        "trigger": best.trigger,
        "milestone": next(iter(distinct(r.milestone for r in reports)), ""),
        "actors": best.actors,
        "actor_names": best.actor_names,
        "earliest": best.earliest,
        "latest": best.latest,
        "precision": best.precision,
        "status": status,
        "statuses": count_statuses(reports),
        "n_reports": len(reports),
        "n_articles": len(docs),
        "n_outlets": len(outlets),
        "n_origins": len(origins),
        "outlets": outlets,
        "doc_ids": docs,
        "origins": origins,
        "doc_id": best.doc_id,
        "sentence_id": best.sentence_id,
    }


def count_events(reports: pd.DataFrame, milestones: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row per event of ``group_reports``, in order of days; columns ``EVENT_COLUMNS``.

    ``doc_id`` and ``sentence_id`` are the place of the most precise report, whose days are drawn.
    """
    groups: dict[str, list] = {}
    for report in reports.itertuples(index=False):
        groups.setdefault(report.event_id, []).append(report)
    rows = [count_event(event_id, group) for event_id, group in groups.items()]
    events = pd.DataFrame(rows, columns=[c for c in EVENT_COLUMNS if c != "milestone_label"])
    known = milestones if milestones is not None else pd.DataFrame(columns=["id", "label"])
    labels = dict(zip(known["id"], known["label"], strict=True))
    events["milestone_label"] = [labels.get(m, "") for m in events["milestone"]]
    for column in ("earliest", "latest"):
        events[column] = pd.to_datetime(events[column])
    return events[EVENT_COLUMNS].reset_index(drop=True)


def select_events(events: pd.DataFrame, min_outlets: int = 1) -> pd.DataFrame:
    """Events that are drawn: those with a day or an open side, told by enough outlets."""
    dated = events["earliest"].notna() | events["latest"].notna()
    return events[dated & (events["n_outlets"] >= min_outlets)].reset_index(drop=True)


def select_single(events: pd.DataFrame, n_outlets: int) -> pd.DataFrame:
    """Events that one of ``n_outlets`` has; empty when there is no second to have them."""
    return events[(events["n_outlets"] == 1) & (n_outlets > 1)].reset_index(drop=True)
