"""Give lengths of time to what has lasted so long: until publication."""

from __future__ import annotations

import re

from .days import Days, duration_days, move, shift
from .expressions import find_modified
from .places import Candidate, Place, set_days

OF = re.compile(r"(?i)^\s+of\b")
SHORT_SPAN = 14  # a "one-day visit" says how long, not when; a "two-year war" says when it began
LASTING = ("military_action", "protest", "meeting_visit", "justice")
REACHING_BACK = ("go back", "date back")


def date_lengths(place: Place, candidates: list[Candidate]) -> None:
    """'Nine months of fighting', 'the two-year war', 'goes back decades': until publication."""
    for time in place.times:
        at = place.at(time.start)
        back = next(
            (
                c
                for c in candidates
                if c.trigger.entry.term in REACHING_BACK and c.trigger.last == at - 1
            ),
            None,
        )
        if back is not None and back.days is None and place.dct:
            today = Days(place.dct, place.dct, "day", "publication", "")
            days = shift(time.value, time.mod, "before", today, time.text)
            if days:
                set_days(back, days, [time], own=True)
            continue
        length = duration_days(time.value) if time.type == "DURATION" else None
        if length is None or length <= SHORT_SPAN or place.dct is None or "X" in time.value:
            continue
        target = find_modified(place, time, candidates) if "-" in time.text else None
        if OF.match(place.text[time.end : time.end + 4]):
            at = place.at(time.end)
            target = next(
                (c for c in candidates if c.trigger.noun and at < c.trigger.first <= at + 4), None
            )
        if target is None or target.days is not None or target.trigger.entry.kind not in LASTING:
            continue
        if target.milestone:
            earliest, why = (
                target.milestone.earliest,
                f"“{time.text}” since {target.milestone.label} (codebook)",
            )
        else:
            earliest, why = move(place.dct, -length), f"“{time.text}” before publication"
            earliest = earliest.replace(day=1) if length >= 60 else earliest
        if earliest <= place.dct:
            precision = (
                "month"
                if time.value.endswith("M")
                else "year"
                if time.value.endswith("Y")
                else "vague"
            )
            lasted = Days(
                earliest, place.dct, precision, why, "length", target.milestone is not None
            )
            set_days(target, lasted, [time], own=True)
            if "-" in time.text:
                target.status = "ongoing"
