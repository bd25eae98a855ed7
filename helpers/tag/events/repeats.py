"""The same event told again in an article: the vaguer telling takes the other's days."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .days import narrow
from .places import set_days

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from .places import Candidate

CROWD = 60  # tellings of one word in one article that are compared with each other
NEVER_REPEATED = frozenset({"statement", "report", "change", "light", "transfer"})
SAME = "the same event as told "


def say_same(where: str, why: str) -> str:
    """Why an event has the days of another telling, which may have them from a third.

    >>> say_same("before", say_same("elsewhere", "in May"))
    'the same event as told elsewhere: in May'
    """
    return why if why.startswith(SAME) else f"{SAME}{where}: {why}"


def share_actors(c: Candidate, d: Candidate) -> bool:
    """Whether two tellings have the same doer and one more actor in common."""
    return c.doer in d.actors and len(set(c.actors) & set(d.actors)) >= 2


def repeat_events(rows: Sequence[tuple[int, Candidate]]) -> None:
    """The same act of the same actors told twice: the vaguer telling takes the other's days."""
    groups: dict[str, list[Candidate]] = {}  # by word
    for _, c in rows:
        if c.status is not None and c.trigger.entry.kind not in NEVER_REPEATED:
            groups.setdefault(c.trigger.entry.term, []).append(c)
            for term in c.objects:
                groups.setdefault(term, []).append(c)
    for group in groups.values():
        all_dated = [c for c in group if c.days and c.days.whole and (c.own or c.times)]
        if not all_dated:
            continue
        for k in range(0, len(group), CROWD):  # so many tellings of one word are no one event
            tell_again(group[k : k + CROWD], all_dated[k : k + CROWD] or all_dated[:CROWD])


def tell_again(group: Sequence[Candidate], dated: Sequence[Candidate]) -> None:
    """Fill or narrow the days of some tellings of one word."""
    for c in group:
        if (c.own or c.times) and c.days and c.days.whole:
            narrow_days(c, dated)
        elif c.days is None and c.status == "happened" and not c.content:
            told = (d for d in dated if d.status == "happened" and share_actors(c, d))
            other = next(told, None)
            if other is not None:
                why = say_same("elsewhere", other.days.why)
                set_days(c, replace(other.days, why=why, rule="repeated"))


def narrow_days(c: Candidate, dated: Sequence[Candidate]) -> None:
    """Narrow a month or year by a telling of the same event that names the days.

    A day of the codebook narrows nothing; it gives way to what the article says elsewhere.
    """
    if c.days.rule == "milestone":
        own = (d for d in dated if d.milestone is c.milestone and not d.days.reference)
        told = next((d for d in own if narrow(d.days, c.days) is not None), None)
        if told is not None:
            why = say_same("elsewhere", told.days.why)
            c.days = replace(told.days, why=why, rule="repeated")
        return
    for d in dated:
        if (
            d is c
            or d.days.reference
            or d.days.rule == "since"
            or (c.status == "happened") != (d.status == "happened")
        ):
            continue
        if (d.days.latest - d.days.earliest) * 2 >= c.days.latest - c.days.earliest:
            continue
        if not c.days.earliest <= d.days.earliest <= d.days.latest <= c.days.latest:
            continue
        same = c.milestone and c.milestone == d.milestone
        both = narrow(c.days, d.days) if same or set(c.actors) & set(d.actors) else None
        if both is not None:
            c.days = replace(both, why=f"{c.days.why}; elsewhere {d.days.why}", rule="narrowed")


def clip_days(c: Candidate, dct: dt.date | None) -> None:
    """What has happened ended by publication, what is planned begins after it."""
    if dct is None or c.days is None or not c.days.whole:
        return
    if c.status in ("happened", "claimed", "ongoing") and c.days.earliest <= dct < c.days.latest:
        c.days = replace(c.days, latest=dct)
    elif c.status in ("planned", "forecast") and c.days.earliest < dct <= c.days.latest:
        c.days = replace(c.days, earliest=dct)
