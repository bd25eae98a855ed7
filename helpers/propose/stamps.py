"""Stated days: date lines, bylines with a date, "Published …" stamps and the datelines of wires.

What stands in furniture dates nothing else.  A line of the head states the day of publication, and
so do words that say what a date is of; an update, a print edition and readers' comments only say by
when the article was out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..records import Zone
from .clues import FIRST, Clue, move
from .dates import Named, find_named

HEAD_WORDS = 24
"""A line with names and a date has no more words; the zones' bylines of four writers have 24."""

PLACE_WORDS = 4
"""Of a line with a place and a date the place has no more."""

LEAD_WORDS = 12
"""The head ends at the first paragraph: a body line of so many words with a stop at its end."""

STAMP_REACH = 500
"""A date with its year and a clock among so many first characters is the page's own stamp; right in
325 of 328 such cases on 900 articles of development news (Timeline17's "bpoil")."""

BEFORE, BEHIND = 120, 80
"""Characters of the line that are looked at on either side of a date."""

FILED = 3
"""A wire's dateline opens one of so many first paragraphs."""

DATELESS = frozenset(("caption", "credit", "related", "overlong"))

_CLOCK = r"\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]\.?m\b\.?)?"
_THING = r"(?:article|story|post|column|report|piece|item|page|version|editorial|interview)"
_MADE = r"(?:published|posted|issued|released|filed|uploaded|printed)"
# Little words and clocks between a label and its date; each begins and ends at a word's edge, so
# that there is one way to read them.
_LINK = rf"(?:\W|\b(?:on|at|by|online|to|the|web|in|{_CLOCK}|(?-i:[A-Z]{{2,4}}))(?!\w))*"
_UPDATED = re.compile(
    r"(?:\b(?i:last\s+updated|last\s+modified|article\s+was\s+(?:updated|amended|corrected))"
    rf"|\b(?:Updated?|UPDATED?|Modified|Corrected))(?i:{_LINK})$"
)
_UPDATED_BEHIND = re.compile(r"(?i)^[\s,|(–—-]*(?:last\s+)?updated\b")
_PRINTED = re.compile(
    rf"(?i)\b(?:this|a)\s+{_THING}\s+(?:also\s+)?(?:appeared|appears|ran|was\s+printed)\b.{{0,90}}$"
    r"|\bcorrection\s+(?:was|is)\s+printed\b.{0,90}$"
    r"|\b(?:in|on)\s+(?:print|page\s+\w+)\b.{0,60}$|\bprint\s+edition\b.{0,30}$"
)
_PUBLISHED = re.compile(
    rf"(?i)\bthis\s+{_THING}\s+(?:was|is|has\s+been)\s+(?:first\s+|originally\s+)?{_MADE}\b.{{0,70}}$"
    r"|\btoday\s+is\s+$"
    rf"|(?:^|[|·•–—])\W*(?:first\s+|originally\s+|date\s+)?(?:{_MADE}|date\s*:)"
    rf"(?:{_LINK}|\s+by\s+[^.!?|]{{1,40}}?[,|·•–—-]?\s*(?:on\s+)?)$"
)
_COMMENT = re.compile(r"(?i)\bposted\s+by\s*:?\s*\S{1,40}(?:\s+\S{1,20})?\s*[|,·-]\s*$")
_COMMENT_BEHIND = re.compile(
    rf"(?i)^[\s,]*(?:at\s+)?(?:{_CLOCK})?[\s,|]*"
    r"(?:report\s+(?:abuse|comment)|[\w.-]{1,30}(?:\s[\w.-]{1,30})?\s+(?:wrote|commented)\s*:)"
)
_CLOCKED = re.compile(r"T\d")  # "the night of March 4" is an event's, no page's
_CLOCK_BEHIND = re.compile(r"(?i)^[\s;,–-]{0,4}(?:at )?\d{1,2}[:.]\d\d(?!\w)")
# What a line of names may hold beside them.
_SMALL = re.compile(
    r"(?i)(?:by|and|at|on|in|for|of|from|the|min(?:ute)?s?|read|[ap]\.?m\.?|\d{1,2}"
    r"|\d{1,2}[:.]\d\d(?:[ap]m)?|\W+)"
)
_STOP = re.compile(r"[.!?…][\"'”’)\]]*\s*$")
_BY = re.compile(r"(?i)by\s")
_BAR = re.compile(r"[|·•]")
_PLACE = re.compile(r"[^\W\d_a-z]{2}[^\d\n(]{1,60}?[,.]?\s+")
_AGENCY = re.compile(r"^[,.]?\s*(?:\((?P<brackets>[^()\n]{2,40})\)|/(?P<strokes>[\w .-]{2,20})/)")
_DASH = re.compile(r"^[,.]?\s*[-–—_]")


class Place(NamedTuple):
    """Where a date stands: its zone, what is before and behind it there, and whether in the head.

    ``at`` counts characters from the beginning of the text.
    """

    zone: Zone
    before: str
    behind: str
    head: bool
    at: int


def find_head(zones: Sequence[Zone]) -> int:
    """How many zones stand before the first paragraph."""
    for number, zone in enumerate(zones):
        if zone.zone == "body" and len(zone.text.split()) >= LEAD_WORDS and _STOP.search(zone.text):
            return number
    return len(zones)


def is_date_line(place: Place) -> bool:
    """Whether a line of the head is a date beside names: of writers, of a place, of a desk.

    A headline is refused, unless it begins with "By" or has bars between its parts.
    """
    zone, before, behind = place.zone, place.before.strip(), place.behind.strip()
    if zone.zone == "dateline":
        return True
    words = f"{before} {behind}".split()
    if len(words) > HEAD_WORDS or _STOP.search(zone.text):
        return False
    if not all(word[:1].isupper() or _SMALL.fullmatch(word) for word in words):
        return False
    if _BY.match(zone.text) or _BAR.search(zone.text):
        return True
    if before:
        placed = before.endswith((",", "-", "–", "—", "/")) and not behind
        plain = zone.zone in ("byline", "body") or before.isupper()
        return placed and plain and len(before.split()) <= PLACE_WORDS + 1
    return zone.zone in ("byline", "body") and len(words) < PLACE_WORDS and behind[:1] != ":"


def read_kind(date: Named, place: Place) -> str:
    """What the date is of: stated, updated, printed, comment; "" where it is none of these."""
    if not place.head and (_COMMENT.search(place.before) or _COMMENT_BEHIND.match(place.behind)):
        return "comment"
    if _UPDATED.search(place.before) or _UPDATED_BEHIND.match(place.behind):
        return "updated"
    if _PRINTED.search(place.before):
        return "printed"
    if _PUBLISHED.search(place.before) or (place.head and is_date_line(place)):
        return "stated"
    clocked = _CLOCKED.search(date.time.value) or _CLOCK_BEHIND.match(place.behind)
    return "stated" if date.dated and clocked and place.at < STAMP_REACH else ""


WHY = {
    "stated": "the text states it as its day",
    "updated": "the text was updated then, so it was published on that day or before",
    "printed": "it stood in print then, so it was published on that day or before",
    "comment": "a reader's comment is of that day, so it was published on that day or before",
}


def read_stamp(date: Named, place: Place) -> list[Clue]:
    """The clue of a date that is a stamp: its day, or all days up to it."""
    kind = read_kind(date, place)
    if not kind or (kind != "stated" and not date.dated):
        return []
    windows = date.spans if kind == "stated" else ((FIRST, date.spans[-1][1]),)
    time = date.time
    return [Clue(time.start, time.end, time.text, place.zone.text, kind, windows, WHY[kind])]


def read_wire(date: Named, place: Place) -> list[Clue]:
    """The place and day before a wire's first sentence: "TEHRAN, Jan. 17 (Reuters) -".

    An agency sends its copy on that day; a newspaper prints its own on that or the next.
    """
    found = _PLACE.fullmatch(place.before)
    agency = _AGENCY.match(place.behind)
    capital = found is not None and re.split(r"[\s,/]", found[0])[0].isupper()
    if not (capital and (agency or _DASH.match(place.behind))) and (place.before or not agency):
        return []
    time = date.time
    if agency:
        name = agency["brackets"] or agency["strokes"]
        windows, why = date.spans, f"{name} dates its copy so, so published that day"
    else:
        windows = tuple((day, move(day, 1)) for day, _ in date.spans)
        why = "a correspondent's copy is dated so, so published that day or the next"
    return [Clue(time.start, time.end, time.text, place.zone.text, "stated", windows, why)]


def find_stamps(text: str, zones: Sequence[Zone]) -> list[Clue]:
    """Every stated day of a text, and days by which it was out: updates, print, comments."""
    overlong = [(zone.start, zone.end) for zone in zones if zone.zone == "overlong"]
    named, _, _ = find_named(text, overlong)
    head = find_head(zones)
    opening = [n for n, zone in enumerate(zones) if zone.zone == "body"][:FILED]
    clues: list[Clue] = []
    number = 0
    for date in named:
        start, end = date.time.start, date.time.end
        while number < len(zones) and zones[number].end <= start:
            number += 1
        if number == len(zones) or zones[number].start > start or not date.daily:
            continue
        zone = zones[number]
        if zone.zone in DATELESS:
            continue
        before = text[max(zone.start, start - BEFORE) : start]
        behind = text[end : min(zone.end, end + BEHIND)]
        place = Place(zone, before, behind, number < head, start)
        found = read_stamp(date, place)
        if not found and number in opening and start - zone.start == len(before):
            found = read_wire(date, place)
        clues += found
    return clues
