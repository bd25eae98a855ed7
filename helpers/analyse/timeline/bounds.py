"""Which report dates an event: the most precise one that what is reported of it allows."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.analyse.timeline.clues import PENDING
from helpers.records import PRECISIONS


def rank_precision(report: object) -> tuple:
    """Sorts reports from the most to the least precise.

    Settled before announced, days that the article gives before those that the codebook lends,
    then by width and by date.
    """
    known = report.precision in PRECISIONS
    return (
        report.status in PENDING,
        report.days_basis != "text",
        width_of(report),
        reach_of(report),
        PRECISIONS.index(report.precision) if known else len(PRECISIONS),
        (0, report.published) if not pd.isna(report.published) else (1, 0),
        report.doc_id,
        report.start,
    )


def width_of(report: object) -> float:
    """Days between the bounds; an open side is wider than any number of days."""
    if pd.isna(report.earliest) or pd.isna(report.latest):
        return float("inf")
    return (report.latest - report.earliest).days


def reach_of(report: object) -> int:
    """Of windows with one side the narrower comes first: the earlier end, the later start."""
    if pd.isna(report.earliest) == pd.isna(report.latest):
        return 0
    early = pd.isna(report.earliest)
    return report.latest.toordinal() if early else -report.earliest.toordinal()


def lies_within(inner: object, outer: object) -> bool:
    """Whether one report's days are fewer than another's and among them."""
    if width_of(inner) >= width_of(outer):
        return False
    opens = pd.isna(outer.earliest) or inner.earliest >= outer.earliest
    return opens and (pd.isna(outer.latest) or inner.latest <= outer.latest)


def choose_days(reports: Sequence) -> tuple[object, str]:
    """The report whose days an event has, and what they rest on: text, announced or reference.

    What is reported comes before what was announced, but where an announcement names days among
    those that are reported ("late October", to take place "from Oct. 22 to Oct. 24"), it is the
    more precise.  Days that exclude each other are never mixed: they stay conflicts.
    """
    best = min(reports, key=rank_precision)
    if best.status not in PENDING:
        closer = [r for r in reports if is_announced_within(r, best)]
        if closer:
            return min(closer, key=rank_precision), "announced"
    return best, best.days_basis


def is_announced_within(report: object, best: object) -> bool:
    announced = report.status in PENDING and report.days_basis == "text"
    return announced and lies_within(report, best)
