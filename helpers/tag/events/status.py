"""Tense and status of an event from the words before its trigger."""

from __future__ import annotations

from dataclasses import dataclass
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
    from collections.abc import Sequence

    from .words import Token, Trigger

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
GET_NOW = frozenset(("get", "gets"))  # "gets sworn in"
SUPPOSING = read_words("supposing")
REACH = 8  # words before a verb that may hold its auxiliaries; guarded by tests/cases/events.json


@dataclass(frozen=True, slots=True)
class Tense:
    """The tense of a trigger; ``status`` is None where the event did not come about."""

    tense: str
    status: str | None
    word: str = ""


def read_tense(tokens: Sequence[Token], trigger: Trigger, clause_first: int, titled: bool) -> Tense:
    """The tense of a trigger; a negated or merely sought act has status None."""
    if trigger.noun:
        return read_noun(tokens, trigger)
    first, form = trigger.first, trigger.entry.form
    following = tokens[trigger.last + 1].low if trigger.last + 1 < len(tokens) else ""
    if following in NOTHING or tokens[clause_first].low in SUPPOSING:
        return Tense("negated", None)
    aux, i = [], first - 1
    stop = max(-1, first - 1 - REACH)
    while i > stop:
        low = tokens[i].low
        if low in MODALS | BE | HAVE | DO | NOT or low == "to" or low in EXPECT | PLAN:
            aux.append(low)
            if low in PLAN | EXPECT and form in ("past", "participle") and aux[0] == low:
                aux.pop()
                break
        elif not (low.endswith("ly") or low in ADVERBS):
            break
        i -= 1
    head = tokens[i].low if i >= 0 else ""
    if form == "gerund" and is_denied(tokens, i):
        return Tense("negated", None)
    if any(t.low == "no" for t in tokens[clause_first:first]) and aux:
        return Tense("negated", None)
    if any(w in NOT for w in aux) or any(w.endswith(("n’t", "n't")) for w in aux):
        return Tense("negated", None)
    if aux and "to" in aux:
        if is_negated(tokens, clause_first, first):
            return Tense("negated", None)
        return read_infinitive(tokens, trigger, aux, i, titled)
    modal = next((w for w in aux if w in MODALS), "")
    if modal:
        hedged = modal in ("may", "might", "could", "should", "can") or any(
            w in HEDGES for w in aux + near(tokens, first)
        )
        if modal in ("would", "could", "might", "should") and any(w in HAVE for w in aux):
            return Tense("counterfactual", None)
        return Tense(
            "future" if modal in ("will", "shall", "'ll") else "modal",
            "forecast" if hedged else "planned",
            modal,
        )
    if form == "gerund":
        return read_gerund(aux, head)
    if form in ("past", "participle") and head in GET_NOW:
        return Tense("present", "ongoing")
    if any(w in HAVE - {"had", "having"} for w in aux):
        return Tense("perfect", "happened")
    if any(w in HAVE for w in aux):
        return Tense("past", "happened")
    if any(w in ("am", "is", "are") for w in aux):
        return Tense("present", "ongoing")
    if form in ("past", "participle"):
        after = tokens[trigger.last + 1].low if trigger.last + 1 < len(tokens) else ""
        word = tokens[trigger.last].low
        reduced = after == "by" and not aux and (form == "participle" or word.endswith("ed"))
        return Tense("reduced" if reduced else "past", "happened")
    return Tense("present", "happened" if titled else "ongoing")


def is_denied(tokens: Sequence[Token], i: int) -> bool:
    """Whether a gerund hangs on a word that keeps it from coming about: 'denies sending'."""
    if i >= 0 and tokens[i].low in DENYING | {"without"}:
        return True
    back = [t.low for t in tokens[max(0, i - REACH) : max(i, 0)]]
    if set(back[-2:]) & DENYING and tokens[i].low != ",":
        return True  # "denied on Monday selling"
    return i >= 0 and tokens[i].low in ("from", "of", "that") and bool(set(back) & DENYING)


def is_negated(tokens: Sequence[Token], clause_first: int, first: int) -> bool:
    """Whether the verb before an infinitive is negated: 'does not plan to', 'nor … to'."""
    for token in reversed(tokens[max(clause_first, first - 2 * REACH) : first]):
        if token.low in NOT or token.low.endswith(("n’t", "n't")):
            return True
        if token.low in ("but", ",", ";"):
            return False
    return False


def near(tokens: Sequence[Token], first: int) -> list[str]:
    return [t.low for t in tokens[max(0, first - REACH) : first]]


def read_gerund(aux: list[str], head: str) -> Tense:
    if aux and "been" in aux and any(w in HAVE for w in aux):
        return Tense("progressive", "ongoing")
    if any(w in ("am", "is", "are") for w in aux):
        return Tense("progressive", "ongoing")
    if any(w in BE for w in aux):
        return Tense("past progressive", "ongoing")
    return Tense("gerund", "happened", head)


def read_infinitive(
    tokens: Sequence[Token], trigger: Trigger, aux: list[str], i: int, titled: bool
) -> Tense:
    """'is slated to', 'expects X to', 'agreed to' plan; 'sought to' says nothing happened."""
    if any(w in EXPECT for w in aux):
        return Tense("infinitive", "forecast", "expected")
    if any(w in PLAN for w in aux):
        return Tense("infinitive", "planned", next(w for w in aux if w in PLAN))
    if any(w in BE for w in aux):
        past = "was" in aux or "were" in aux  # "was to leave": whether it did is not said
        return Tense("infinitive", None if past else "planned", "is to")
    if (
        i >= 1
        and tokens[i].low in ("working", "moving", "pressing", "preparing")
        and tokens[i - 1].low in BE | {"been"}
    ):
        return Tense("progressive", "ongoing", tokens[i].low)
    back = [t.low for t in tokens[max(0, trigger.first - 14) : trigger.first]]
    if any(w in EXPECT for w in back):
        return Tense("infinitive", "forecast", "expected")
    if any(w in PLAN for w in back[-6:]):
        return Tense("infinitive", "planned", "plans")
    if titled and not any(t.low in BE | MODALS for t in tokens[: trigger.first]):
        return Tense("infinitive", "planned", "to")
    return Tense("infinitive", None)


def read_noun(tokens: Sequence[Token], trigger: Trigger) -> Tense:
    """A noun has the tense of what stands around it; only its own adjectives are read here."""
    back = []
    for token in reversed(tokens[max(0, trigger.first - 5) : trigger.first]):
        back.append(token.low)
        if token.low in PREPOSITIONS | RELATIVES | {","}:
            break
    if any(w in GOING for w in back):
        return Tense("noun", "ongoing", "ongoing")
    if any(w in UPCOMING for w in back):
        return Tense("noun", "planned", "upcoming")
    if "no" in back or "not" in back or "without" in back:
        return Tense("noun", None)
    return Tense("noun", read_predicate(tokens, trigger.last + 1))


def read_predicate(tokens: Sequence[Token], first: int) -> str:
    """'a visit … is planned for May': what is said of a noun right after it."""
    for k in range(first, min(first + 2 * REACH, len(tokens) - 1)):
        low, following = tokens[k].low, tokens[k + 1].low
        if low in RELATIVES | {",", ";", "—"}:
            break
        if low in ("is", "are", "remains") and following in EXPECT | PLAN:
            return "forecast" if following in EXPECT else "planned"
    return "happened"


def is_definite(tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Whether a noun points back: 'the visit', 'that first meeting'."""
    for k in (1, 2):
        at = trigger.first - k
        low = tokens[at].low if at >= 0 else ""
        if low == "that" and at and tokens[at - 1].low not in PREPOSITIONS:
            continue  # "hinted that talks were under way"
        if low in POINTING or low.endswith(POSSESSIVE):
            return True
    return False
