"""The timeline: events from reports, conflicts, promised against actual, days that matter."""

from helpers.analyse.timeline.conflicts import compare_dates, compare_figures, compare_windows
from helpers.analyse.timeline.corroboration import count_events, select_events, select_single
from helpers.analyse.timeline.dates import rank_days, select_dates
from helpers.analyse.timeline.order import compare_order, list_articles, list_statements
from helpers.analyse.timeline.promises import compare_promises
from helpers.analyse.timeline.reference import (
    compare_facts,
    compare_milestones,
    compare_reference,
)
from helpers.analyse.timeline.reports import group_reports
from helpers.analyse.timeline.summaries import choose_days, select_sentences

__all__ = [
    "choose_days",
    "compare_dates",
    "compare_facts",
    "compare_figures",
    "compare_milestones",
    "compare_order",
    "compare_promises",
    "compare_reference",
    "compare_windows",
    "count_events",
    "group_reports",
    "list_articles",
    "list_statements",
    "rank_days",
    "select_dates",
    "select_events",
    "select_sentences",
    "select_single",
]
