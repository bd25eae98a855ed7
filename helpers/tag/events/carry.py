"""Carry days between sentences: back-references, the same source, the same event told again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .days import narrow
from .places import set_days
from .status import is_definite

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from .places import Candidate
    from .words import Token

OPENING = ("at", "during", "in", "after", "on")
REACH_NOUN = (
    10  # sentences back to the event that "the visit" means; guarded by tests/cases/events.json
)
REACH_SOURCE = 8  # sentences to the dated words of the same source
REACH_AHEAD = 3  # sentences ahead to them, for a lead that says "called for" and dates it below


NEVER_REPEATED = frozenset({"statement", "report", "change", "light", "transfer"})


@dataclass(frozen=True, slots=True)
class Told:
    """A dated event and the sentence that told it."""

    sentence: int
    candidate: Candidate


def is_meant(noun: Candidate, other: Candidate) -> bool:
    """Whether a noun can mean an event told before: the same word, or any words that were said."""
    a, b = noun.trigger.entry, other.trigger.entry
    return a.term == b.term or a.kind == b.kind == "statement"


def find_antecedent(
    candidate: Candidate, tokens: Sequence[Token], sentence: int, told: Sequence[Told]
) -> Candidate | None:
    """The dated event that 'the visit' or 'those comments' points back to."""
    if not candidate.trigger.noun or not is_definite(tokens, candidate.trigger):
        return None
    if candidate.trigger.entry.kind not in (
        "meeting_visit",
        "statement",
        "agreement",
        "vote",
        "justice",
        "disaster",
        "protest",
    ):
        return None
    near = [
        e.candidate
        for e in told
        if sentence - e.sentence <= REACH_NOUN
        and e.candidate.status == "happened"
        and e.candidate.days
        and e.candidate.days.whole
        and is_meant(candidate, e.candidate)
    ]
    return near[-1] if near else None


def share_actors(c: Candidate, d: Candidate) -> bool:
    """Whether two tellings have the same doer and one more actor in common."""
    return c.doer in d.actors and len(set(c.actors) & set(d.actors)) >= 2


def carry_repeated(candidates: Sequence[Candidate], told: Sequence[Told]) -> None:
    """An act told again without a day: the same trigger word and two actors the same."""
    for c in candidates:
        if (
            c.days is not None
            or c.status != "happened"
            or c.content
            or c.trigger.entry.kind in NEVER_REPEATED
        ):
            continue
        for event in reversed(told):
            d = event.candidate
            if (
                d.trigger.entry.term == c.trigger.entry.term
                and d.status == "happened"
                and share_actors(c, d)
            ):
                why = f"the same {c.trigger.entry.term} as told before: {d.days.why}"
                set_days(c, replace(d.days, why=why, rule="repeated"))
                break


def carry_nouns(
    candidates: Sequence[Candidate], tokens: Sequence[Token], sentence: int, told: Sequence[Told]
) -> None:
    """Give definite nouns the days of what they point back to."""
    for c in candidates:
        if c.days is None and c.status is not None:
            other = find_antecedent(c, tokens, sentence, told)
            if other is not None and other.days is not None:
                days = replace(
                    other.days,
                    why=f"the same as before: {other.days.why}",
                    rule="carried: same event",
                )
                set_days(c, days, own=c.predicate)
                c.background = c.trigger.first <= 3 and tokens[0].low in OPENING


def carry_sources(rows: Sequence[tuple[int, Candidate]], persons: Collection[str]) -> None:
    """A statement without a day has that of the nearest dated act of the same source.

    A person's act is one where the person is named, a state's only its own statements:
    states are named everywhere.
    """
    dated = [
        (i, c)
        for i, c in rows
        if (c.own or c.times)
        and c.days
        and c.days.whole
        and c.status == "happened"
        and c.days.rule not in ("past span", "since")
    ]
    for i, c in rows:
        if c.days is not None or c.source == "unknown" or c.status is None or c.content:
            continue
        if (
            c.trigger.entry.kind != "statement"
            or c.trigger.noun
            or c.tense.tense not in ("past", "gerund")
        ):
            continue
        near = [
            (abs(i - j), j > i, k)
            for k, (j, d) in enumerate(dated)
            if (c.source == d.source or (c.source in persons and c.source in d.actors))
            and -REACH_SOURCE <= j - i <= REACH_AHEAD
        ]
        if near:
            other = dated[min(near)[2]][1]
            days = replace(
                other.days,
                why=f"no day of its own; nearest dated act of the same source: {other.days.why}",
                rule="carried: same source",
            )
            set_days(c, days)


def repeat_events(rows: Sequence[tuple[int, Candidate]]) -> None:
    """The same act of the same actors told twice: the vaguer telling takes the other's days."""
    groups: dict[str, list[Candidate]] = {}
    for _, c in rows:
        if c.status is not None and c.trigger.entry.kind not in NEVER_REPEATED:
            groups.setdefault(c.trigger.entry.term, []).append(c)
            for term in c.objects:
                groups.setdefault(term, []).append(c)
    for group in groups.values():
        dated = [c for c in group if c.days and c.days.whole and (c.own or c.times)]
        for c in group:
            if (c.own or c.times) and c.days and c.days.whole:
                narrow_days(c, dated)
            elif c.days is None and c.status == "happened" and not c.content:
                other = next(
                    (d for d in dated if d.status == "happened" and share_actors(c, d)), None
                )
                if other is not None:
                    why = f"the same {c.trigger.entry.term} as told elsewhere: {other.days.why}"
                    set_days(c, replace(other.days, why=why, rule="repeated"))


def narrow_days(c: Candidate, dated: Sequence[Candidate]) -> None:
    """Narrow a month or year by a telling of the same event that names the days."""
    for d in dated:
        if (
            d is c
            or not (set(c.actors) & set(d.actors))
            or d.days.rule == "since"
            or (c.status == "happened") != (d.status == "happened")
        ):
            continue
        if (d.days.latest - d.days.earliest) * 2 >= c.days.latest - c.days.earliest:
            continue
        both = narrow(c.days, d.days)
        if both is not None and both.earliest == d.days.earliest and both.latest == d.days.latest:
            c.days = replace(both, why=f"{c.days.why}; elsewhere {d.days.why}", rule="narrowed")


def clip_days(c: Candidate, dct: dt.date | None) -> None:
    """What has happened ended by publication, what is planned begins after it."""
    if dct is None or c.days is None or not c.days.whole:
        return
    if c.status in ("happened", "claimed", "ongoing") and c.days.earliest <= dct < c.days.latest:
        c.days = replace(c.days, latest=dct)
    elif c.status in ("planned", "forecast") and c.days.earliest < dct <= c.days.latest:
        c.days = replace(c.days, earliest=dct)
