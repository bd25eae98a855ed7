"""Figures of the timeline chapter."""

from helpers.draw.timeline.events import plot_events
from helpers.draw.timeline.promises import plot_promises

__all__ = ["plot_events", "plot_promises"]
