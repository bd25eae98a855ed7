"""Reports → events: who told of them, whose words they rest on, how precisely they are dated.

Corroboration is a count of articles, outlets and origins (roots of the relay chain).  It says how
many told of an event, not how likely it is.  An outlet that only announces an event does not
corroborate it, but it has it: such outlets are counted on their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from helpers.analyse.choice import check_min_outlets
from helpers.analyse.timeline.bounds import choose_days, rank_precision
from helpers.analyse.timeline.clues import PENDING

# from the firmest to the loosest
STATUSES = ("happened", "ongoing", "claimed", "planned", "forecast")
# of the most precise report: its words name the event, its place is the first evidence
BEST = (
    "kind", "trigger", "actors", "actor_names", "source_name", "doc_id", "sentence_id",
    "start", "end", "trigger_start", "trigger_end",
)  # fmt: skip
EVENT_COLUMNS = [
    "event_id", "kind", "trigger", "milestone", "milestone_label", "actors", "actor_names",
    "source_name", "earliest", "latest", "precision", "days_basis", "reference_earliest",
    "reference_latest", "status", "statuses", "n_reports", "n_articles", "n_outlets",
    "n_announcing", "n_origins", "outlets", "announcing", "doc_ids", "origins", *BEST[5:],
]  # fmt: skip
DAYS = ("earliest", "latest", "reference_earliest", "reference_latest")


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


def distinct(values: Iterable[object]) -> tuple:
    return tuple(dict.fromkeys(v for v in values if isinstance(v, str) and v))


def find_roots(reports: Sequence) -> tuple:
    """The origins that the articles' reports of one event rest on, one an article.

    An article that tells an event in several sentences rests on the chain of the sentence that
    dates it best, the first of them: what it adds of others ("the visit, an envoy said, was a
    success") is no second source for the event.
    """
    best: dict[str, object] = {}
    for report in sorted(reports, key=rank_precision):
        best.setdefault(report.doc_id, report)
    return distinct(report.origin for report in best.values())


def find_reference(reports: Sequence) -> tuple:
    """The days of the codebook that fill in where a report of a milestone names none."""
    lent = [r for r in reports if r.milestone and r.rule == "milestone"]
    return (lent[0].earliest, lent[0].latest) if lent else (pd.NaT, pd.NaT)


def count_event(event_id: str, reports: list) -> dict:
    """One event: named by its most precise report, with the days of ``choose_days``.

    Who reports it and who only announces it are counted apart.
    """
    best = min(reports, key=rank_precision)
    dated, basis = choose_days(reports)
    told = [r for r in reports if r.status not in PENDING]
    docs, outlets = (distinct(getattr(r, name) for r in told) for name in ("doc_id", "outlet"))
    announcing = [o for o in distinct(r.outlet for r in reports) if o not in outlets]
    origins = find_roots(told or reports)
    lent = find_reference(reports)
    return {
        **{name: getattr(best, name) for name in BEST},
        "event_id": event_id,
        "milestone": next(iter(distinct(r.milestone for r in reports)), ""),
        "earliest": dated.earliest,
        "latest": dated.latest,
        "precision": dated.precision,
        "days_basis": basis,
        "reference_earliest": lent[0],
        "reference_latest": lent[1],
        "status": choose_status(reports),
        "statuses": count_statuses(reports),
        "n_reports": len(reports),
        "n_articles": len(docs),
        "n_outlets": len(outlets),
        "n_announcing": len(announcing),
        "n_origins": len(origins),
        "outlets": outlets,
        "announcing": tuple(announcing),
        "doc_ids": docs,
        "origins": origins,
    }


def count_events(reports: pd.DataFrame, milestones: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row per event of ``group_reports``, in order of days; columns ``EVENT_COLUMNS``.

    ``doc_id`` and ``sentence_id`` are the place of the most precise report; ``outlets`` report the
    event, ``announcing`` only announce it.

    >>> list(count_events(reports, tables.milestones))[:4]
    ['event_id', 'kind', 'trigger', 'milestone']
    """
    groups: dict[str, list] = {}
    for report in reports.itertuples(index=False):
        groups.setdefault(report.event_id, []).append(report)
    rows = [count_event(event_id, group) for event_id, group in groups.items()]
    events = pd.DataFrame(rows, columns=[c for c in EVENT_COLUMNS if c != "milestone_label"])
    known = milestones if milestones is not None else pd.DataFrame(columns=["id", "label"])
    labels = dict(zip(known["id"], known["label"], strict=True))
    events["milestone_label"] = [labels.get(m, "") for m in events["milestone"]]
    for column in DAYS:
        events[column] = pd.to_datetime(events[column])
    return events[EVENT_COLUMNS].reset_index(drop=True)


def count_holders(events: pd.DataFrame) -> pd.Series:
    """How many outlets have each event at all: those that report it and those that announce it."""
    return events["n_outlets"] + events["n_announcing"]


def select_events(events: pd.DataFrame, min_outlets: int = 1) -> pd.DataFrame:
    """Events that are drawn: those with a day or an open side that enough outlets have.

    >>> list(select_events(events, min_outlets))[:4]
    ['event_id', 'kind', 'trigger', 'milestone']

    Raises:
        SelectionError: ``min_outlets`` is no whole number from 1 on.
    """
    check_min_outlets(min_outlets)
    dated = events["earliest"].notna() | events["latest"].notna()
    return events[dated & (count_holders(events) >= min_outlets)].reset_index(drop=True)


def select_single(events: pd.DataFrame, n_outlets: int) -> pd.DataFrame:
    """Events that one of ``n_outlets`` has and no other even announces.

    Empty when there is no second outlet to have them.

    >>> list(select_single(events, n_outlets))[:4]
    ['event_id', 'kind', 'trigger', 'milestone']
    """
    return events[(count_holders(events) == 1) & (n_outlets > 1)].reset_index(drop=True)
