"""Figures of the timeline chapter."""

from helpers.draw.timeline.events import count_rows, plot_events
from helpers.draw.timeline.promises import plot_promises

__all__ = ["count_rows", "plot_events", "plot_promises"]
