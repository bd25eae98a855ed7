"""From a text to its clues and to the proposal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..records import FURNITURE, Codebook
from ..tag.sentences import find_sentences
from ..tag.zones import find_zones
from .beside import find_beside
from .bounds import Bounds, meet
from .clues import FIRST, LAST, Clue, by_place, move, say_day
from .dates import find_named
from .milestones import find_milestone_clues, find_told_milestones
from .stamps import find_stamps
from .told import FITS_SOME, find_dates, find_told

NEAREST = 366
"""Days after the newest date with its year within which a weekday's date must fit to fix the year.

A date falls on its weekday again after five years at the earliest, so a second fit is far away; but
a text whose newest full date is old may have passed a fit by.
"""

SAME_YEAR = 1_000
"""Days: fits of a weekday's date in other years are farther away than this."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """``text`` has the bounds of the text alone, ``study`` those with the chronology, or None."""

    text: Bounds
    text_clues: tuple[Clue, ...] = ()
    study: Bounds | None = None
    study_clues: tuple[Clue, ...] = ()


def find_clues(text: str, codebook: Codebook | None = None) -> tuple[list[Clue], list[Clue]]:
    """The clues of a text alone, and those that a codebook's milestones add."""
    zones = find_zones(text)
    stamps = find_stamps(text, zones)
    skip = [(zone.start, zone.end) for zone in zones if zone.zone in FURNITURE]
    skip += [(clue.start, clue.end) for clue in stamps]
    sentences = find_sentences(text)
    named, relative, times = find_named(text, skip)
    events = find_told(text, sentences, times, skip)
    clues = stamps + find_dates(text, sentences, named, events)
    clues += find_beside(text, sentences, named, relative)
    clues = drop_added(by_place(clues))
    if codebook is None or not codebook.milestones:
        return clues, []
    told = find_told_milestones(text, sentences, skip, events, codebook)
    return clues, by_place(find_milestone_clues(told, relative, events))


def drop_added(clues: Sequence[Clue]) -> list[Clue]:
    """What is told as past after the stated day, but not after an update, the update may tell."""
    stated = [clue.windows[-1][1] for clue in clues if clue.kind == "stated"]
    updated = [clue.windows[0][1] for clue in clues if clue.kind == "updated"]
    if not (stated and updated):
        return list(clues)
    kept = []
    for clue in clues:
        first = clue.windows[0][0]
        if clue.kind == "past" and min(stated) < first <= max(updated):
            why = f"told as past, but an update of {say_day(max(updated))} may have added it"
            clue = replace(clue, windows=((FIRST, LAST),), why=why)
        kept.append(clue)
    return kept


def fix_year(bounds: Bounds, clues: Sequence[Clue]) -> list[Clue]:
    """Of the years that a weekday leaves, the first after the newest date with its year.

    Only where that is at most a year away; else nothing is fixed.
    """
    newest = max((clue.newest for clue in clues if clue.newest), default=None)
    fits = [clue for clue in clues if clue.why.endswith(FITS_SOME)]
    if newest is None or not fits or len(bounds.windows) < 2:
        return []
    first = bounds.windows[0][0]
    if first > move(newest, NEAREST):
        return []
    windows = tuple(w for w in bounds.windows if w[0] <= move(first, SAME_YEAR))
    later = [w[0] for w in bounds.windows if w[0] > move(first, SAME_YEAR)]
    if not later:
        return []
    why = (
        f"the first year that fits after the newest date with a year ({say_day(newest)}); "
        f"the next would be {later[0].year}"
    )
    return [replace(fits[0], kind="nearest", windows=windows, why=why)]


def propose_bounds(clues: Sequence[Clue]) -> Bounds:
    """What all clues allow, the year of a weekday's date fixed where that is sure enough."""
    bounds = meet(clues)
    more = fix_year(bounds, clues)
    return meet([*clues, *more]) if more else bounds


def propose_dates(text: str, codebook: Codebook | None = None) -> Proposal:
    """The days on which a text may have been published; with a codebook also those of a study.

    >>> proposal = propose_dates("The ministers met on 3 May 2024. They will sign in June 2024.")
    >>> proposal.text.earliest.isoformat(), proposal.text.latest.isoformat()
    ('2024-05-03', '2024-06-30')
    """
    alone, added = find_clues(text, codebook)
    study = propose_bounds([*alone, *added]) if codebook is not None else None
    return Proposal(propose_bounds(alone), tuple(alone), study, tuple(added))


def single_day(bounds: Bounds) -> dt.date | None:
    """The day, where only one is left."""
    return bounds.earliest if bounds.earliest and bounds.earliest == bounds.latest else None
