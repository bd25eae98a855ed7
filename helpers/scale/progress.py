"""How far a run is, and how long it will take."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

READ, TAG = "read", "tag"


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``whole`` (bytes or articles), ``rate`` a second; ``left`` are seconds."""

    stage: str
    unit: str
    done: int
    whole: int
    rate: float
    left: float

    def __str__(self) -> str:
        """One line for people.

        >>> print(Progress("tag", "articles", 1200, 5000, 60.0, 64))
        tag: 1,200 of 5,000 articles, 60 a second, 0:01:04 left
        """
        minutes, seconds = divmod(round(self.left), 60)
        left = f"{minutes // 60}:{minutes % 60:02}:{seconds:02} left"
        done = f"{self.done:,} of {self.whole:,} {self.unit}"
        return f"{self.stage}: {done}, {self.rate:,.0f} a second, {left}"


Report = Callable[[Progress], None]


class Pace:
    """Counts what is done of a stage from when it is made."""

    def __init__(self, stage: str, unit: str, whole: int) -> None:
        self.stage, self.unit, self.whole = stage, unit, whole
        self.done, self.begun = 0, time.monotonic()

    def count(self, size: int) -> Progress:
        """Add a job; return how far the stage is."""
        self.done += size
        rate = self.done / max(time.monotonic() - self.begun, 1e-6)
        left = (self.whole - self.done) / max(rate, 1e-6)
        return Progress(self.stage, self.unit, self.done, self.whole, rate, left)
