"""Sentences, names and tables of the timeline chapter."""

from helpers.prose.timeline.alt import describe_events, describe_promises
from helpers.prose.timeline.conflicts import (
    say_date_conflicts,
    say_figures,
    say_order,
    say_windows,
)
from helpers.prose.timeline.days import head_days, lay_out_days, say_days
from helpers.prose.timeline.listings import (
    list_conflicts,
    list_drawn,
    list_events,
    list_figures,
    list_order,
    list_promises,
    list_windows,
)
from helpers.prose.timeline.names import name_events, name_promises
from helpers.prose.timeline.phrases import find_phrases
from helpers.prose.timeline.promises import say_promises, say_ranges, say_tracks
from helpers.prose.timeline.reference import (
    list_differences,
    list_milestones,
    say_basis,
    say_differences,
    say_milestones,
    say_missing,
)
from helpers.prose.timeline.sentences import (
    say_ahead,
    say_caption,
    say_events,
    say_most_told,
    say_origins,
    say_rows,
    say_single,
    say_undrawn,
)
from helpers.prose.timeline.split import split_events

__all__ = [
    "describe_events",
    "describe_promises",
    "find_phrases",
    "head_days",
    "lay_out_days",
    "list_conflicts",
    "list_differences",
    "list_drawn",
    "list_events",
    "list_figures",
    "list_milestones",
    "list_order",
    "list_promises",
    "list_windows",
    "name_events",
    "name_promises",
    "say_ahead",
    "say_basis",
    "say_caption",
    "say_date_conflicts",
    "say_days",
    "say_differences",
    "say_events",
    "say_figures",
    "say_milestones",
    "say_missing",
    "say_most_told",
    "say_order",
    "say_origins",
    "say_promises",
    "say_ranges",
    "say_rows",
    "say_single",
    "say_tracks",
    "say_undrawn",
    "say_windows",
    "split_events",
]
