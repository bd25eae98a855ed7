"""When an article was published: what feed, page and text say, side by side, and what follows."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..propose import Proposal

EAST, WEST = dt.timedelta(hours=14), dt.timedelta(hours=-12)
"""How far clocks of the world are from UTC: a time in UTC leaves the outlet's own day open."""

OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)$")
FIRST = 1990
"""No news is on the web from before; a clock that was never set says 1970."""


@dataclass(frozen=True, slots=True)
class Clue:
    """Days that one source allows, None where a side is open, and in words what it says."""

    earliest: dt.date | None
    latest: dt.date | None
    evidence: str
    day: dt.date | None = None


def read_stamp(stamp: dt.datetime, raw: str, name: str) -> Clue | None:
    """The day that a time of publication names.

    ``stamp`` is in UTC, ``raw`` as printed.  With an offset from UTC the outlet's day is known; in
    UTC it may be the day before or after.

    >>> read_stamp(dt.datetime(2025, 1, 16, 22, 30), "2025-01-17T01:30:00+03:00", "The feed").day
    datetime.date(2025, 1, 17)
    """
    if stamp.year < FIRST:
        return None
    raw = raw.strip()
    says = f"{name}: “{raw}”"
    offset = OFFSET.search(raw)
    if ":" not in raw:
        return Clue(stamp.date(), stamp.date(), f"{says}.", stamp.date())
    if offset and offset[2] + offset[3] != "0000":
        shift = dt.timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        day = (stamp + (shift if offset[1] == "+" else -shift)).date()
        return Clue(day, day, f"{says}.", day)
    low, high = (stamp + WEST).date(), (stamp + EAST).date()
    told = f"{says}, a time without the outlet’s zone: {low} to {high} on its own clock."
    return Clue(low, high, told, stamp.date())


def read_stamps(stamps: Iterable[str], name: str) -> Clue | None:
    """The days that some times in ISO form allow together; what is none is passed over.

    >>> clue = read_stamps(["2025-01-17", "2025-01-19", "soon"], "The page")
    >>> clue.earliest, clue.latest, clue.day
    (datetime.date(2025, 1, 17), datetime.date(2025, 1, 19), None)
    """
    clues = []
    for raw in stamps:
        with contextlib.suppress(ValueError, OverflowError):
            stamp = dt.datetime.fromisoformat(raw)
            utc = stamp.astimezone(dt.UTC).replace(tzinfo=None) if stamp.tzinfo else stamp
            clues.append(read_stamp(utc, raw, name))
    known = [clue for clue in clues if clue]
    if not known:
        return None
    days = {clue.day for clue in known}
    return Clue(
        min(clue.earliest for clue in known if clue.earliest),
        max(clue.latest for clue in known if clue.latest),
        " ".join(dict.fromkeys(clue.evidence for clue in known)),
        known[0].day if len(days) == 1 else None,
    )


def until(stamp: dt.datetime, raw: str, name: str) -> Clue | None:
    """What a time of updating tells: it was published no later."""
    clue = read_stamp(stamp, raw, name)
    if clue is None:
        return None
    return Clue(None, clue.latest, f"{name}: only when it was updated, “{raw.strip()}”.")


def settle(clues: list[Clue], proposal: Proposal) -> tuple[dict[str, str], bool]:
    """The seven date columns of the manifest, and whether the sources contradict each other.

    Where they do, no day and no bound is proposed; the evidence has what each of them says.
    """
    from ..propose import as_row

    row = as_row(proposal)
    used = proposal.study or proposal.text
    if not clues:
        return row, bool(used.conflict)
    says = " ".join([*(clue.evidence for clue in clues), row["published_evidence"]])
    text = Clue(used.earliest, used.latest, "") if not used.conflict else Clue(None, None, "")
    low = max((c.earliest for c in [*clues, text] if c.earliest), default=None)
    high = min((c.latest for c in [*clues, text] if c.latest), default=None)
    if used.conflict or (low and high and low > high):
        empty = dict.fromkeys(("published", "published_earliest", "published_latest"), "")
        evidence = f"These do not agree, so that no day is proposed. {says}"
        return row | empty | {"published_basis": "unknown", "published_evidence": evidence}, True
    days = [c.day for c in clues if c.day and (not low or c.day >= low)]
    day = low if low and low == high else next((d for d in days if not high or d <= high), None)
    stated = row["published_basis"] == "stated" and row["published"] == str(day)
    basis = "stated" if stated else "supplied" if low or high else "unknown"
    settled = {
        "published": str(day or ""),
        "published_earliest": str(low or ""),
        "published_latest": str(high or ""),
        "published_basis": basis,
        "published_evidence": says,
    }
    return row | settled, False
