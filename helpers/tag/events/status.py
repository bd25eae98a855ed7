"""Tense and status of an event from the words before its trigger."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from .words import (
    BE,
    DETERMINERS,
    DO,
    HAVE,
    MODALS,
    NOT,
    POSSESSIVE,
    PREPOSITIONS,
    RELATIVES,
    read_words,
)

if TYPE_CHECKING:
    from .tokens import Tokens
    from .words import Trigger

# What may stand between an auxiliary and its verb besides words in -ly.
ADVERBS = read_words("adverb")
EXPECT = read_words("expect")
PLAN = read_words("plan")
HEDGES = read_words("hedge")
UPCOMING = read_words("upcoming")
GOING = read_words("going")
DENYING = read_words("denying")
NOTHING = read_words("nothing")
POINTING = DETERMINERS - frozenset(
    ("a", "an", "any", "some", "no", "my", "your", "his", "her", "its", "our", "their")
)
NOW = frozenset(("am", "is", "are"))
GET_NOW = frozenset(("get", "gets"))  # "gets sworn in"
SUPPOSING = read_words("supposing")
HELPING = MODALS | BE | HAVE | DO | NOT | EXPECT | PLAN | {"to"}  # what says the tense of a verb
LEADING = EXPECT | PLAN
HAVING = HAVE - {"had", "having"}
WITHOUT = DENYING | {"without"}
BESIDE = PREPOSITIONS | RELATIVES | {","}
ENDING = RELATIVES | {",", ";", "—"}
WORKING = BE | {"been"}
FINITE = BE | MODALS
REACH = 8  # words before a verb that may hold its auxiliaries; guarded by tests/cases/events.json


@dataclass(slots=True)
class Tense:
    """The tense of a trigger; ``status`` is None where the event did not come about."""

    tense: str
    status: str | None
    word: str = ""


say = lru_cache(maxsize=4096)(Tense)  # a text has the same few tenses again and again
NEGATED = say("negated", None)


def read_tense(tokens: Tokens, trigger: Trigger, clause_first: int, titled: bool) -> Tense:
    """The tense of a trigger; a negated or merely sought act has status None."""
    if trigger.noun:
        return read_noun(tokens, trigger)
    words, first, form = tokens.low, trigger.first, trigger.entry.form
    following = words[trigger.last + 1] if trigger.last + 1 < len(words) else ""
    if following in NOTHING or words[clause_first] in SUPPOSING:
        return NEGATED
    aux, i = [], first - 1
    stop = max(-1, first - 1 - REACH)
    while i > stop:
        low = words[i]
        if low in HELPING:
            aux.append(low)
            if low in LEADING and form in ("past", "participle") and aux[0] == low:
                aux.pop()
                break
        elif not (low.endswith("ly") or low in ADVERBS):
            break
        i -= 1
    head = words[i] if i >= 0 else ""
    if form == "gerund" and is_denied(tokens, i):
        return NEGATED
    if not aux:
        return read_bare(form, head, words[trigger.last], following, titled)
    if "no" in words[clause_first:first]:
        return NEGATED
    if not NOT.isdisjoint(aux) or any(w.endswith(("n’t", "n't")) for w in aux):
        return NEGATED
    if "to" in aux:
        if is_negated(tokens, clause_first, first):
            return NEGATED
        return read_infinitive(tokens, trigger, aux, i, titled)
    modal = next((w for w in aux if w in MODALS), "")
    if modal:
        hedged = modal in ("may", "might", "could", "should", "can") or any(
            w in HEDGES for w in aux + near(tokens, first)
        )
        if modal in ("would", "could", "might", "should") and not HAVE.isdisjoint(aux):
            return say("counterfactual", None)
        return say(
            "future" if modal in ("will", "shall", "'ll") else "modal",
            "forecast" if hedged else "planned",
            modal,
        )
    if form == "gerund":
        return read_gerund(aux, head)
    if form in ("past", "participle") and head in GET_NOW:
        return say("present", "ongoing")
    if not HAVING.isdisjoint(aux):
        return say("perfect", "happened")
    if not HAVE.isdisjoint(aux):
        return say("past", "happened")
    if not NOW.isdisjoint(aux):
        return say("present", "ongoing")
    if form in ("past", "participle"):
        return say("past", "happened")
    return say("present", "happened" if titled else "ongoing")


def read_bare(form: str, head: str, word: str, following: str, titled: bool) -> Tense:
    """The tense of a verb without auxiliaries; ``head`` stands before it and its adverbs."""
    if form == "gerund":
        return say("gerund", "happened", head)
    if form in ("past", "participle"):
        if head in GET_NOW:
            return say("present", "ongoing")
        reduced = following == "by" and (form == "participle" or word.endswith("ed"))
        return say("reduced" if reduced else "past", "happened")
    return say("present", "happened" if titled else "ongoing")


def is_denied(tokens: Tokens, i: int) -> bool:
    """Whether a gerund hangs on a word that keeps it from coming about: 'denies sending'."""
    if i >= 0 and tokens.low[i] in WITHOUT:
        return True
    back = tokens.low[max(0, i - REACH) : max(i, 0)]
    if DENYING.isdisjoint(back):
        return False
    if not DENYING.isdisjoint(back[-2:]) and tokens.low[i] != ",":
        return True  # "denied on Monday selling"
    return tokens.low[i] in ("from", "of", "that")


def is_negated(tokens: Tokens, clause_first: int, first: int) -> bool:
    """Whether the verb before an infinitive is negated: 'does not plan to', 'nor … to'."""
    for low in reversed(tokens.low[max(clause_first, first - 2 * REACH) : first]):
        if low in NOT or low.endswith(("n’t", "n't")):
            return True
        if low in ("but", ",", ";"):
            return False
    return False


def near(tokens: Tokens, first: int) -> list[str]:
    return tokens.low[max(0, first - REACH) : first]


def read_gerund(aux: list[str], head: str) -> Tense:
    if "been" in aux and not HAVE.isdisjoint(aux):
        return say("progressive", "ongoing")
    if not NOW.isdisjoint(aux):
        return say("progressive", "ongoing")
    if not BE.isdisjoint(aux):
        return say("past progressive", "ongoing")
    return say("gerund", "happened", head)


def read_infinitive(
    tokens: Tokens, trigger: Trigger, aux: list[str], i: int, titled: bool
) -> Tense:
    """'is slated to', 'expects X to', 'agreed to' plan; 'sought to' says nothing happened."""
    if not EXPECT.isdisjoint(aux):
        return say("infinitive", "forecast", "expected")
    if not PLAN.isdisjoint(aux):
        return say("infinitive", "planned", next(w for w in aux if w in PLAN))
    if not BE.isdisjoint(aux):
        past = "was" in aux or "were" in aux  # "was to leave": whether it did is not said
        return say("infinitive", None if past else "planned", "is to")
    if (
        i >= 1
        and tokens.low[i] in ("working", "moving", "pressing", "preparing")
        and tokens.low[i - 1] in WORKING
    ):
        return say("progressive", "ongoing", tokens.low[i])
    back = tokens.low[max(0, trigger.first - 14) : trigger.first]
    if not EXPECT.isdisjoint(back):
        return say("infinitive", "forecast", "expected")
    if not PLAN.isdisjoint(back[-6:]):
        return say("infinitive", "planned", "plans")
    if titled and FINITE.isdisjoint(tokens.low[: trigger.first]):
        return say("infinitive", "planned", "to")
    return say("infinitive", None)


def read_noun(tokens: Tokens, trigger: Trigger) -> Tense:
    """A noun has the tense of what stands around it; only its own adjectives are read here."""
    back = []
    for low in reversed(tokens.low[max(0, trigger.first - 5) : trigger.first]):
        back.append(low)
        if low in BESIDE:
            break
    if not GOING.isdisjoint(back):
        return say("noun", "ongoing", "ongoing")
    if not UPCOMING.isdisjoint(back):
        return say("noun", "planned", "upcoming")
    if "no" in back or "not" in back or "without" in back:
        return say("noun", None)
    return say("noun", read_predicate(tokens, trigger.last + 1))


def read_predicate(tokens: Tokens, first: int) -> str:
    """'a visit … is planned for May': what is said of a noun right after it."""
    words = tokens.low[first : first + 2 * REACH + 1]
    for low, following in pairwise(words):
        if low in ENDING:
            break
        if low in ("is", "are", "remains") and following in LEADING:
            return "forecast" if following in EXPECT else "planned"
    return "happened"


def is_definite(tokens: Tokens, trigger: Trigger) -> bool:
    """Whether a noun points back: 'the visit', 'that first meeting'."""
    for k in (1, 2):
        at = trigger.first - k
        low = tokens.low[at] if at >= 0 else ""
        if low == "that" and at and tokens.low[at - 1] not in PREPOSITIONS:
            continue  # "hinted that talks were under way"
        if low in POINTING or low.endswith(POSSESSIVE):
            return True
    return False
