"""Days of a time expression, of an offset from another event and of a carried time."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from helpers.records import Timex
from helpers.tag.times import resolve_offset

RECENT_MONTHS = 1  # "recently": from the first day of the month before; the coding rules
SEVERAL = 7  # "the past several months": at most seven, as "days before" is at most seven days
SOON_DAYS = 14  # "soon afterward": within two weeks
UNIT_DAYS = {"D": 1, "W": 7, "M": 30, "Q": 91, "Y": 365, "DE": 3652}
DURATION = re.compile(r"P(\d+(?:\.\d+)?|X)(DE|[DWMQY])$")
EARLIER = re.compile(r"(?i)^earlier (this|in)\b|\bearlier this\b")
LATER = re.compile(r"(?i)^later (this|in)\b")
BACK = re.compile(
    r"(?i)^(?:(?P<n>a few|about \w+|\w+) )?(?P<unit>day|week|month|year)s? "
    r"(?P<way>earlier|before|later|afterwards?)$"
)
SOON = re.compile(r"(?i)^(soon|shortly|immediately) (after(?:wards?)?|thereafter|later)$")
THEN = re.compile(
    r"(?i)^(at |in |by )?(the|that|this|the same) (time|day|week|month|year|period|moment)$"
)
RECENTLY = re.compile(r"(?i)^(most |more )?(recently|lately)$")
PAST_SPAN = re.compile(r"(?i)\b(past|last|recent)\b")


REFERENCES = (
    (re.compile(r"(?i)\b(?:at|in|during|over) (the time|that time|the same time)\b(?! of)"), ""),
    (
        re.compile(
            r"(?i)\b((?:soon|shortly|immediately) (?:after(?:wards?)?|thereafter))(?=,|\.| by\b)"
        ),
        "",
    ),
    (
        re.compile(r"(?i)\b((?:very )?(?:shortly|soon|imminently))\b(?! (?:after|before|there))"),
        "FUTURE_REF",
    ),
)


@dataclass(slots=True)
class Wording:
    """What the words of an expression say beside its value."""

    then: bool
    time: bool
    soon: bool
    back: re.Match[str] | None
    recently: bool
    earlier: bool
    later: bool
    past: bool


# Without any of these words an expression is a plain date: "Oct. 22, 2024".
WORDED = re.compile(
    r"(?i)time|day|week|month|year|moment|period|soon|shortly|immediately"
    r"|earlier|late|before|after|past|last|recent"
)
PLAIN = Wording(False, False, False, None, False, False, False, False)


@lru_cache(maxsize=4096)
def read_wording(text: str) -> Wording:
    """The wording of an expression; kept, since news repeats its few expressions."""
    if not WORDED.search(text):
        return PLAIN
    return Wording(
        bool(THEN.match(text)),
        "time" in text.lower(),
        bool(SOON.match(text)),
        None if any(c.isdigit() for c in text) else BACK.match(text),
        bool(RECENTLY.match(text)),
        bool(EARLIER.search(text)),
        bool(LATER.search(text)),
        bool(PAST_SPAN.search(text)),
    )


@dataclass(slots=True)
class Days:
    """An interval of days, its precision and why it is this one; ``None`` leaves a side open.

    ``reference``: the day of a milestone in the codebook fills in for one that the text lacks.
    """

    earliest: dt.date | None
    latest: dt.date | None
    precision: str
    why: str
    rule: str
    reference: bool = False

    @property
    def whole(self) -> bool:
        return self.earliest is not None and self.latest is not None


def back_months(day: dt.date, months: int) -> dt.date:
    """The first day of the month ``months`` before; never leaves the calendar."""
    count = max(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(count // 12, count % 12 + 1, 1)


def move(day: dt.date, days: int) -> dt.date:
    """``day`` moved, held at the ends of the calendar."""
    return dt.date.fromordinal(min(max(day.toordinal() + days, 1), dt.date.max.toordinal()))


def duration_days(value: str) -> int | None:
    """Length of a TIMEX3 duration in days, an X counted as SEVERAL; None for other values."""
    match = DURATION.match(value)
    if not match:
        return None
    count = SEVERAL if match[1] == "X" else float(match[1])
    return min(int(count * UNIT_DAYS[match[2]]), 400_000)


def find_references(text: str, start: int, end: int, times: list[Timex]) -> list[Timex]:
    """Words that borrow another event's time and are no TIMEX3: 'at the time', 'shortly'.

    'shortly' and 'soon' look ahead only; 'shortly after X' is no time of its own.
    """
    found = []
    for pattern, value in REFERENCES:
        for m in pattern.finditer(text, start, end):
            if not any(t.start < m.end() and m.start() < t.end for t in times):
                found.append(Timex(m.start(1), m.end(1), m[1], "DATE", value, rule="reference"))
    return sorted([*times, *found], key=lambda t: t.start)


def read_days(time: Timex, dct: dt.date | None, carried: Days | None) -> Days | None:
    """The days of an expression standing alone; 'at the time' has those carried."""
    text, words = time.text, read_wording(time.text)
    if words.then and words.time and time.rule != "this unit":
        if carried:
            return replace(carried, why=f"“{text}”: {carried.why}", rule="carried: that time")
        return None
    if words.soon:
        return soon_after(text, carried, dct)
    if words.back and carried and carried.whole:
        return step_back(words.back, text, carried)
    if time.value == "PAST_REF":
        if dct and words.recently:
            return Days(
                back_months(dct, RECENT_MONTHS),
                dct,
                "vague",
                f"“{text}”: this month or the one before",
                "recently",
            )
        return None
    if time.value == "PRESENT_REF":
        return (
            Days(dct, dct, "day", f"“{text}”: the day of publication", "present") if dct else None
        )
    if time.value == "FUTURE_REF":
        return (
            Days(dct, None, "vague", f"“{text}”: after publication, no end given", "future")
            if dct
            else None
        )
    if time.type == "DURATION" and time.earliest is None:
        return past_span(time, dct)
    if time.type == "SET" or time.earliest is None or time.latest is None:
        return None
    days = Days(time.earliest, time.latest, time.precision, f"“{text}”", "time expression")
    if dct and days.earliest <= dct <= days.latest:
        if words.earlier and days.earliest < dct:
            return replace(days, latest=move(dct, -1), why=f"“{text}”: before publication")
        if words.later:
            return replace(days, earliest=dct, why=f"“{text}”: from publication on")
    return days


def past_span(time: Timex, dct: dt.date | None) -> Days | None:
    """'over the past several months' reaches back from the publication day."""
    length = duration_days(time.value)
    if dct is None or length is None or not read_wording(time.text).past:
        return None
    return Days(move(dct, -length), dct, "vague", f"“{time.text}” before publication", "past span")


def soon_after(text: str, carried: Days | None, dct: dt.date | None) -> Days | None:
    if carried is None or not carried.whole:
        return None
    latest = move(carried.latest, SOON_DAYS)
    if dct:
        latest = max(min(latest, move(dct, -1)), carried.latest)
    why = f"“{text}”: after {carried.why}"
    return replace(carried, latest=latest, precision="vague", why=why, rule="carried: soon after")


def step_back(back: re.Match[str], text: str, carried: Days) -> Days | None:
    """'Days earlier' counts from the event before, not from publication."""
    unit = back["unit"][0].upper()
    count = {
        "a": "1",
        "an": "1",
        "one": "1",
        "two": "2",
        "three": "3",
        "four": "4",
        "five": "5",
        "six": "6",
    }.get(back["n"] or "", "X")
    way = "before" if back["way"] in ("earlier", "before") else "after"
    return shift(f"P{count}{unit}", "", way, carried, text)


def shift(value: str, mod: str, direction: str, anchor: Days, words: str) -> Days | None:
    """The days that lie ``value`` before or after an anchor."""
    if not anchor.whole:
        return None
    moved = resolve_offset(value, mod, direction, anchor.earliest, anchor.latest)
    if moved is None:
        return None
    why = f"“{words}” {direction} {anchor.why}"
    return Days(moved[0], moved[1], moved[2], why, f"offset: {direction}", anchor.reference)


def join_range(first: Days, last: Days) -> Days:
    """'from Oct. 22 to Oct. 24' is one interval."""
    if not (first.whole and last.whole) or first.earliest > last.latest:
        return first
    return replace(first, latest=last.latest, why=f"{first.why} to {last.why}", rule="range")


def narrow(a: Days, b: Days) -> Days | None:
    """What two readings of the same event have in common, None when they do not meet."""
    if not (a.whole and b.whole):
        return None
    earliest, latest = max(a.earliest, b.earliest), min(a.latest, b.latest)
    if earliest > latest:
        return None
    near = a if (a.latest - a.earliest) <= (b.latest - b.earliest) else b
    return replace(near, earliest=earliest, latest=latest)
