"""Figures of the timeline chapter."""

from helpers.draw.timeline.events import ROWS, plot_events
from helpers.draw.timeline.promises import plot_promises

__all__ = ["ROWS", "plot_events", "plot_promises"]
