"""Split a sentence into clauses and find the triggers in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .tokens import CLAUSAL, FORM, LIMIT, OPENERS, VERB, Tokens
from .words import (
    ADVERBIAL,
    BE,
    DETERMINERS,
    DO,
    MODALS,
    NOT,
    POSSESSIVE,
    PREPOSITIONS,
    STOPS,
    SUBJECTS,
    Clause,
    Entry,
    Form,
    Trigger,
    read_forms,
    read_words,
    strip_possessive,
)

SPOKEN = 4  # words from "gave" to the speech; guarded by tests/cases/events.json
UNCHANGED = read_words("unchanged")  # the past looks like the infinitive
LOOSE = PREPOSITIONS | BE | MODALS
POINTED = PREPOSITIONS | {"until", "by"}
OWNED = DETERMINERS - {"that"}
CALLING = DETERMINERS | PREPOSITIONS  # words that call for a noun
VERBAL = MODALS | DO | NOT | SUBJECTS | {"to"}
LED = PREPOSITIONS - {"of"}
FOLLOWED = DETERMINERS | LED | {"to", "that", "it"}
Hit = tuple[int, int, Entry, bool]  # first and last token, what they name, whether as a noun
PARTED = PREPOSITIONS | {"to", ","}


def points(tokens: Tokens, at: int) -> bool:
    """Whether a word is the pointing 'that' of 'at that meeting', not one that opens a clause."""
    low = tokens.low
    return at >= 0 and low[at] == "that" and (at == 0 or low[at - 1] in POINTED)


def is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in BE


def stands_as_noun(tokens: Tokens, first: int, last: int, form: str) -> bool | None:
    """Whether an ambiguous form is a noun here; None where it is an adjective.

    Only what stands next to it decides: no tagger is at hand, and a wrong verb would date a thing.
    """
    low, text, following = tokens.low, tokens.text, last + 1
    before = low[first - 1] if first else ""
    after = low[following] if following < len(low) else ""
    if before in OWNED or before.endswith(POSSESSIVE) or points(tokens, first - 1):
        # "the signed agreement" is neither verb nor event noun
        adjective = form in ("past", "participle") and after.isalpha()
        return None if adjective and after not in PREPOSITIONS else True
    if before in VERBAL:
        return False
    if form in ("past", "participle"):
        loose = not after[:1].isalpha() or after in LOOSE
        return low[last] in UNCHANGED and loose  # "a pay cut" against "cut rates"
    if form == "gerund":
        # "months of fighting" and "a Berlin meeting" are nouns, "by signing a pact" takes an object
        object_follows = after != "" and (
            after in DETERMINERS or text[following][:1].isupper() or after.isdigit()
        )
        return (
            not object_follows
            and before not in BE
            and before.isascii()
            and before[:1].isalpha()
            and before not in ADVERBIAL
        )
    if before in PREPOSITIONS:
        return True
    if form == "base":
        return not (
            is_plural(before)
            or (first > 1 and text[first - 1][:1].isupper() and low[first - 2] == "and")
        )
    if before.endswith("ed") and len(before) > 4:
        return True  # "imposed sanctions on"
    if first > 1 and low[first - 2] in PREPOSITIONS and after in PREPOSITIONS:
        return True  # "of fresh sanctions on"
    followed = after != "" and (after in FOLLOWED or text[following][:1].isupper())
    return not (followed and (before.isalpha() or before == ",") and not is_plural(before))


def joins_words(tokens: Tokens, i: int) -> bool:
    """Whether a dash stands inside a compound: 'Norway–Chile trade'."""
    low, start, end = tokens.low, tokens.start, tokens.end
    return (
        low[i] == "–" and 0 < i < len(low) - 1 and end[i - 1] == start[i] and end[i] == start[i + 1]
    )


def find_clauses(tokens: Tokens, verbs: Sequence[int], limits: Sequence[int]) -> list[Clause]:
    """Split a sentence where subordinate words and marks open or close a clause.

    ``verbs`` are tokens known to be finite verbs, in order; a comma closes a subordinate clause
    only after one.  ``limits`` are the tokens where a clause may begin or end.
    """
    clauses: list[Clause] = []
    first, intro, parent, main = 0, "", -1, -1

    def close(at: int, new_intro: str, new_parent: int) -> None:
        nonlocal first, intro, parent, main
        if at > first:
            main = len(clauses) if intro in ("", ",") else main
            clauses.append(Clause(first, at, intro, parent))
            first = at
        intro, parent = new_intro, new_parent

    low = tokens.low
    passed = 0  # how many of the verbs stand before a token
    for i in limits:
        word, here = low[i], len(clauses)
        while passed < len(verbs) and verbs[passed] < i:
            passed += 1
        has_verb = passed > 0 and verbs[passed - 1] >= first
        if word in OPENERS:
            if points(tokens, i):
                continue
            if word == "since" and i == 0:
                intro = "since"
                continue
            if i == first or (i == first + 1 and intro == ","):
                intro = word
            else:
                close(i, word, here)
        elif word == "," and intro not in ("", ",") and has_verb:
            close(i, ",", main)
        elif (word in STOPS and not joins_words(tokens, i)) or (
            word in ("and", "but")
            and i
            and low[i - 1] == ","
            and i + 1 < len(low)
            and has_verb  # else a list: "which France, Italy, and Spain signed"
            and i + 1 not in verbs[passed : passed + 3]
            and i + 2 not in verbs[passed : passed + 3]
        ):
            close(i, "", -1)
    close(len(low), "", -1)
    return clauses or [Clause(0, len(low), "", -1)]


def find_triggers(tokens: Tokens, titled: bool) -> tuple[list[Trigger], list[Clause]]:
    """The triggers of a sentence and its clauses; a capitalised word inside it is a name."""
    forms, low, text = read_forms(), tokens.low, tokens.text
    raw: list[Hit] = []
    free = 0  # the first token after the last trigger
    verbs: list[int] = []
    limits: list[int] = []
    for i, kind in enumerate(tokens.kind):
        if not kind & CLAUSAL:
            continue
        if kind & LIMIT:
            limits.append(i)
        if kind & VERB:
            verbs.append(i)
        if not kind & FORM or i < free:
            continue
        if i and not titled and text[i][:1].isupper() and low[i - 1] not in '“"‘':
            continue
        hit = match_entry(tokens, i, forms.get(low[i]) or forms[low[i][:-2]])
        if hit:
            raw.append(hit)
            free = hit[1] + 1
            if not kind & VERB and not hit[3] and hit[2].form != "gerund":
                verbs.append(i)
    for k in range(len(raw) - 1):
        if raw[k][2].kind == "transfer":
            raw[k] = lighten(tokens, raw[k], raw[k + 1])
    clauses = find_clauses(tokens, verbs, limits)
    found, k = [], 0
    for first, last, entry, noun in raw:
        while clauses[k].last <= first:
            k += 1
        found.append(Trigger(first, last, entry, noun, k))
    return found, clauses


def lighten(tokens: Tokens, hit: Hit, following: Hit) -> Hit:
    """'Gave a speech' hands nothing over: the noun is the event, the verb lends its tense."""
    first, last, entry, noun = hit
    at, _, other, is_noun = following
    said = is_noun and other.kind in ("statement", "meeting_visit") and at - last <= SPOKEN
    if noun or not said or not PARTED.isdisjoint(tokens.low[last + 1 : at]):
        return hit
    return first, last, replace(entry, kind="light", status="object"), noun


def match_entry(
    tokens: Tokens, i: int, forms: Sequence[Form]
) -> Hit | None:
    """The longest form at token ``i``, read as verb or noun; None where it is no event."""
    low = tokens.low
    for form in forms:
        rest = form[0]
        if not rest or rest == tuple(map(strip_possessive, low[i + 1 : i + 1 + len(rest)])):
            break
    else:
        return None
    last, verb, noun = i + len(rest), form[1], form[2]
    if verb is None:
        return (i, last, noun, True) if noun else None
    as_noun = stands_as_noun(tokens, i, last, verb.form)
    if as_noun is None:
        return None
    if as_noun and noun is None:
        # no event noun looks like this: a verb, unless the word before calls for a noun
        before = low[i - 1] if i else ""
        called = before in CALLING or before.endswith(POSSESSIVE)
        plain = verb.form in ("base", "past") or (
            verb.form == "present" and verb.kind not in ("light", "statement")
        )
        return None if (called and verb.form != "gerund") or plain else (i, last, verb, False)
    return i, last, noun if as_noun else verb, as_noun
