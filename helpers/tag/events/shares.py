"""Events of one clause have one time: a verb and its noun, two verbs, 'where he met'."""

from __future__ import annotations

from dataclasses import replace

from .places import AHEAD, DONE, MAIN, Candidate, Place, is_free, set_days
from .status import ADVERBS
from .tokens import Tokens
from .words import BE, HAVE, MODALS

WITH_NOUN = frozenset(("during", "at", "in", "for", "on"))
FINITE = MODALS | BE | HAVE
PASSED = BE | HAVE | ADVERBS  # what may stand between "and" and the second verb
ALONE = ("change", "preparation", "report")  # kinds that need a time of their own


def share_days(place: Place, candidates: list[Candidate]) -> None:
    """Events of one clause have one time: a verb and its noun, two verbs, 'where he met'."""
    if not any(lends_days(d) for d in candidates):
        return
    for c in candidates:
        if (
            c.days is not None
            or c.status is None
            or c.content
            or c.trigger.entry.kind in ALONE
            or not is_free(c)
        ):
            continue
        for d in candidates:
            if d is c or not lends_days(d):
                continue
            if place.clauses[c.trigger.clause].intro == "which" and is_reaction(place, c, d):
                why = f"in answer to what happened {d.days.why}"
                days = replace(
                    d.days, latest=place.dct, precision="vague", why=why, rule="reaction"
                )
                set_days(c, days, d.times)
                break
            if tells_more(place, c, d):
                set_days(c, replace(d.days, rule="with its noun"), d.times)
                break
            if goes_with(place, c, d):
                set_days(c, d.days, d.times)
                if c.trigger.noun:
                    c.status = d.status
                break


def lends_days(d: Candidate) -> bool:
    """Whether an event's days are sure enough to be those of its neighbours."""
    if d.days is None or not d.days.whole or d.days.rule == "since":
        return False
    return d.own or d.background or d.days.rule == "repeated"


def tells_more(place: Place, c: Candidate, d: Candidate) -> bool:
    """'The raid in May that killed a minister': a noun and the clause that it opens are one act."""
    clause = place.clauses[c.trigger.clause]
    same = c.trigger.entry.kind == d.trigger.entry.kind and c.tense.tense == "past"
    follows = d.trigger.noun and d.trigger.last + 1 == clause.first
    return same and follows and not c.trigger.noun and clause.intro in ("that", "which")


def is_reaction(place: Place, c: Candidate, d: Candidate) -> bool:
    """Whether 'which others condemned' speaks of a dated event of the clause before."""
    before = c.trigger.clause - 1 == d.trigger.clause and d.status == "happened"
    return (
        before
        and c.trigger.entry.kind == "statement"
        and c.tense.tense == "past"
        and place.dct is not None
    )


def joins(tokens: Tokens, first: int, last: int) -> bool:
    """Whether only 'and' or a comma, auxiliaries and adverbs stand before the second verb."""
    for low in reversed(tokens.low[first + 1 : last]):
        if low in ("and", ",", "but"):
            return True
        if not (low in PASSED or low.endswith("ly")):
            return False
    return False


def goes_with(place: Place, c: Candidate, d: Candidate) -> bool:
    """Whether the days of ``d`` are those of ``c`` by the way the two stand together."""
    a, b = c.trigger, d.trigger
    tokens = place.tokens
    if a.clause == b.clause:
        noun, verb = (a, b) if a.noun else (b, a)
        if noun.noun and not verb.noun:
            if noun.entry.kind == "statement" != verb.entry.kind:
                return False  # "in remarks …, said the deal would be signed in May"
            between = tokens.low[noun.last + 1 : max(verb.first - 3, 0)]
            if not FINITE.isdisjoint(between):
                return False  # "the shooting will be tried, a judge ruled on Monday"
            back = tokens.low[max(0, noun.first - 6) : noun.first]
            if c.trigger.noun:
                return any(w in WITH_NOUN for w in back) or noun.entry.kind == verb.entry.kind
            return any(w in ("during", "at", "in") for w in back) and (c.status in AHEAD) == (
                d.status in AHEAD
            )
        if not a.noun and not b.noun and b.last < a.first:
            return (
                joins(tokens, b.last, a.first) and c.tense.tense in DONE and d.tense.tense in DONE
            )
        return False
    intro = place.clauses[a.clause].intro
    if (
        not a.noun
        and intro in ("where", "when", "during")
        and place.clauses[a.clause].parent == b.clause
    ):
        return c.tense.tense == "past" and d.tense.tense == "past"
    if (
        not a.noun
        and intro in MAIN
        and c.tense.tense == d.tense.tense == "past"
        and b.clause < a.clause
    ):
        return joins(tokens, b.last, a.first) and place.clauses[b.clause].intro in (*MAIN, "where")
    return False
