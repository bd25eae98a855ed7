"""What a text tells as past and what as coming: the dates of its body as clues.

The events layer says which date places which event, and whether that has happened or is planned.
A plan counts only where the sentence looks ahead from its own day: what "would" come was a plan of
some earlier day, and may be over.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ..records import Codebook, Document, EventMention, Sentence, Timex
from ..tag.attributions import find_attributions
from ..tag.events import find_events
from .clues import Clue, Windows, from_day, move, round_days, say_day, until_day
from .cues import (
    comes_after,
    is_entry,
    is_limit,
    is_name,
    is_on,
    is_still,
    lasts_since,
    looks_ahead,
    nearest_tense,
    opens_plan,
    tells_when,
)
from .dates import Named

FAR = 300
"""Days.  News leaves the year out of a day no farther off: of development news (Timeline17's
"bpoil", TimeBank) the farthest is 273 days back and 218 ahead, 97 in 100 within 215."""

MOST_PAIRS = 12
"""So many dates without a year are paired with as many on the other side."""

AHEAD = frozenset(("planned", "forecast", "ongoing"))
FITS_SOME = "; the weekday leaves only some years"


class Told(NamedTuple):
    """A date with its sentence, told as "past", as "coming" or as neither ("")."""

    date: Named
    sentence: Sentence
    told: str


def find_told(
    text: str,
    sentences: Sequence[Sentence],
    times: Sequence[Timex],
    skip: Sequence[tuple[int, int]],
) -> list[EventMention]:
    """The events of a text as if it had no publication day; days without a year have a stand-in."""
    said = find_attributions(text, tuple(skip))
    return find_events(Document("", text), sentences, times, [], said, Codebook(), skip)


def decide_told(date: Named, statuses: set[str], lead: str, behind: str) -> str:
    """ "past", "coming" or "" where the words do not say surely.

    ``statuses`` are those of the events that the date places, ``lead`` and ``behind`` the sentence
    before and after it.
    """
    if is_entry(lead, behind):
        return ""
    if opens_plan(lead, behind) or is_on(lead):
        return "coming"
    tense = "" if statuses else nearest_tense(lead)
    if statuses == {"happened"} or tense == "past":
        return "past" if tells_when(lead, date.daily) and not is_still(behind) else ""
    if statuses == {"ongoing"} and lasts_since(lead):
        return "past"
    planned = bool(statuses) and statuses <= AHEAD
    if planned or (tense == "future" and is_firm(date, lead)):
        return "coming" if looks_ahead(lead) and not comes_after(lead) else ""
    return ""


def is_firm(date: Named, lead: str) -> bool:
    """Whether a future form before a date is enough, where no event is known to lie there.

    A year may be that of an account or a name, and a day of a list another line's: refused.
    """
    if is_name(lead):
        return False
    if date.dated:
        return date.time.precision != "year" or is_limit(lead)
    return not date.daily


def read_past(date: Named) -> tuple[Windows, str]:
    """On or after the day that has happened."""
    if date.dated:
        first = date.spans[0][0]
        return from_day(first), f"told as past, so published on {say_day(first)} or later"
    windows = round_days([start for start, _ in date.spans], 0, FAR)
    return windows, f"told as past without its year, so published in the {FAR} days from it on"


def read_coming(date: Named) -> tuple[Windows, str]:
    """Before the day that is still to come; of a longer time, before it is over."""
    step = 1 if date.daily else 0
    if date.dated:
        last = move(date.spans[-1][1], -step)
        return until_day(last), f"told as coming, so published on {say_day(last)} or earlier"
    windows = tuple((move(start, -FAR), move(end, -step)) for start, end in date.spans)
    return windows, f"told as coming without its year, so published in the {FAR} days before"


def read_around(date: Named) -> tuple[Windows, str]:
    """A weekday with its day of the month fits some years only."""
    windows = round_days([start for start, _ in date.spans], FAR, FAR)
    return windows, f"named without its year, so published within {FAR} days of it"


def make_clue(told: Told) -> Clue | None:
    """The clue of a date, None where it is told as neither past nor coming and has no weekday."""
    date, time = told.date, told.date.time
    fits_some = bool(date.weekday) and not date.dated
    if told.told == "past":
        windows, why = read_past(date)
    elif told.told == "coming":
        windows, why = read_coming(date)
    elif fits_some:
        windows, why = read_around(date)
    else:
        return None
    newest = None
    if told.told == "past" and date.dated and time.precision in ("day", "month"):
        newest = date.spans[-1][1]
    return Clue(
        time.start, time.end, time.text, told.sentence.text, told.told or "around", windows,
        why + (FITS_SOME if fits_some else ""), newest,
    )  # fmt: skip


def find_dates(
    text: str,
    sentences: Sequence[Sentence],
    named: Sequence[Named],
    events: Sequence[EventMention],
) -> list[Clue]:
    """The clues of the dates that the body tells as past or as coming, one by one and in pairs."""
    statuses: dict[int, set[str]] = defaultdict(set)
    for event in events:
        if event.time_start is not None:
            statuses[event.time_start].add(event.status)
    starts = [sentence.start for sentence in sentences]
    all_told = []
    for date in named:
        sentence = sentences[bisect_right(starts, date.time.start) - 1]
        lead = text[sentence.start : date.time.start]
        behind = text[date.time.end : sentence.end]
        way = decide_told(date, statuses.get(date.time.start, set()), lead, behind)
        all_told.append(Told(date, sentence, way))
    clues = [clue for told in all_told if (clue := make_clue(told))]
    yearless = [told for told in all_told if not told.date.dated]
    past = [told for told in yearless if told.told == "past"]
    coming = [told for told in yearless if told.told == "coming"]
    pairs = [(one, two) for one in past[:MOST_PAIRS] for two in coming[:MOST_PAIRS]]
    return clues + [clue for one, two in pairs if (clue := pair_dates(one, two))]


def pair_dates(past: Told, coming: Told) -> Clue | None:
    """Between a past and a coming date without years lies less than one year.

    Otherwise a reader could not tell which year each is of.
    """
    ends = [end for _, end in coming.date.spans]
    step = 1 if coming.date.daily else 0
    windows = []
    for start, _ in past.date.spans:
        place = bisect_right(ends, start)
        if place < len(ends) and (ends[place] - start).days < 366:
            windows.append((start, move(ends[place], -step)))
    if not windows:
        return None
    time, other = past.date.time, coming.date.time.text
    why = f"is past and “{other}” is coming, neither with its year: published between the two"
    return Clue(time.start, time.end, time.text, past.sentence.text, "between", tuple(windows), why)
