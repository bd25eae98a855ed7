"""Split a sentence into clauses and find the triggers in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .words import (
    ADVERBIAL,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    DO,
    HAVE,
    MODALS,
    NOT,
    POSSESSIVE,
    PREPOSITIONS,
    RELATIVES,
    STOPS,
    SUBJECTS,
    Clause,
    Entry,
    Rows,
    Token,
    Trigger,
    read_triggers,
    read_words,
    strip_possessive,
)

SPOKEN = 4  # words from "gave" to the speech; guarded by tests/cases/events.json
UNCHANGED = read_words("unchanged")  # the past looks like the infinitive
LOOSE = PREPOSITIONS | BE | MODALS
AUXILIARY = BE | HAVE | MODALS | DO
POINTED = PREPOSITIONS | {"until", "by"}


def points(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is the pointing 'that' of 'at that meeting', not one that opens a clause."""
    return (
        at >= 0
        and tokens[at].low == "that"
        and (at == 0 or tokens[at - 1].low in POINTED)
    )


def is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in BE


def stands_as_noun(tokens: Sequence[Token], first: int, last: int, form: str) -> bool | None:
    """Whether an ambiguous form is a noun here; None where it is an adjective.

    Only what stands next to it decides: no tagger is at hand, and a wrong verb would date a thing.
    """
    before = tokens[first - 1] if first else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    low = before.low if before else ""
    if low in DETERMINERS - {"that"} or low.endswith(POSSESSIVE) or points(tokens, first - 1):
        # "the signed agreement" is neither verb nor event noun
        if (
            form in ("past", "participle")
            and after
            and after.low.isalpha()
            and after.low not in PREPOSITIONS
        ):
            return None
        return True
    if low in MODALS or low in DO or low in NOT or low in SUBJECTS or low == "to":
        return False
    if form in ("past", "participle"):
        loose = after is None or not after.low[:1].isalpha() or after.low in LOOSE
        return tokens[last].low in UNCHANGED and loose  # "a pay cut" against "cut rates"
    if form == "gerund":
        # "months of fighting" and "a Berlin meeting" are nouns, "by signing a pact" takes an object
        object_follows = after is not None and (
            after.low in DETERMINERS or after.text[:1].isupper() or after.low.isdigit()
        )
        return (
            not object_follows
            and low not in BE
            and low != ","
            and low.isascii()
            and low[:1].isalpha()
            and low not in ADVERBIAL
        )
    if low in PREPOSITIONS:
        return True
    if form == "base":
        return not (
            is_plural(low)
            or (
                before
                and before.text[:1].isupper()
                and first > 1
                and tokens[first - 2].low == "and"
            )
        )
    if low.endswith("ed") and len(low) > 4:
        return True  # "imposed sanctions on"
    third = tokens[first - 2].low if first > 1 else ""
    if third in PREPOSITIONS and after is not None and after.low in PREPOSITIONS:
        return True  # "of fresh sanctions on"
    followed = after is not None and (
        after.low in DETERMINERS
        or after.low in PREPOSITIONS - {"of"}
        or after.text[:1].isupper()
        or after.low in ("to", "that", "it")
    )
    return not (
        followed
        and before is not None
        and (before.low.isalpha() or before.low == ",")
        and not is_plural(low)
    )


def joins_words(tokens: Sequence[Token], i: int) -> bool:
    """Whether a dash stands inside a compound: 'Norway–Chile trade'."""
    return (
        tokens[i].low == "–"
        and 0 < i < len(tokens) - 1
        and tokens[i - 1].end == tokens[i].start
        and tokens[i].end == tokens[i + 1].start
    )


def find_clauses(tokens: Sequence[Token], verbs: set[int]) -> list[Clause]:
    """Split a sentence where subordinate words and marks open or close a clause.

    ``verbs`` are tokens known to be finite verbs; a comma closes a subordinate clause only after
    one.
    """
    clauses: list[Clause] = []
    first, intro, parent, last_verb, main = 0, "", -1, -1, -1

    def close(at: int, new_intro: str, new_parent: int) -> None:
        nonlocal first, intro, parent, main
        if at > first:
            main = len(clauses) if intro in ("", ",") else main
            clauses.append(Clause(first, at, intro, parent))
            first = at
        intro, parent = new_intro, new_parent

    for i, token in enumerate(tokens):
        here = len(clauses)
        has_verb = last_verb >= first
        last_verb = i if i in verbs else last_verb
        if token.low in RELATIVES or token.low in CONJUNCTIONS:
            if points(tokens, i):
                continue
            if token.low == "since" and i == 0:
                intro = "since"
                continue
            if i == first or (i == first + 1 and intro == ","):
                intro = token.low
            else:
                close(i, token.low, here)
        elif token.low == "," and intro not in ("", ",") and has_verb:
            close(i, ",", main)
        elif (token.low in STOPS and not joins_words(tokens, i)) or (
            token.low in ("and", "but")
            and i
            and tokens[i - 1].low == ","
            and i + 1 < len(tokens)
            and has_verb  # else a list: "which France, Italy, and Spain signed"
            and not {i + 1, i + 2} & verbs
        ):
            close(i, "", -1)
    close(len(tokens), "", -1)
    return clauses or [Clause(0, len(tokens), "", -1)]


def find_triggers(tokens: Sequence[Token], titled: bool) -> tuple[list[Trigger], list[Clause]]:
    """The triggers of a sentence and its clauses; a capitalised word inside it is a name."""
    lexicon = read_triggers()
    raw: list[tuple[int, int, Entry, bool]] = []
    free = 0  # the first token after the last trigger
    for i, token in enumerate(tokens):
        low = strip_possessive(token.low) if token.low.endswith("s") else token.low
        if i < free or low not in lexicon:
            continue
        if token.text[:1].isupper() and i and not titled and tokens[i - 1].low not in '“"‘':
            continue
        hit = match_entry(tokens, i, low, lexicon)
        if hit:
            free = i + len(hit[0])
            raw.append((i, free - 1, hit[1], hit[2]))
    raw = [lighten(tokens, raw, k) for k in range(len(raw))]
    verbs = {first for first, _, entry, noun in raw if not noun and entry.form != "gerund"}
    lows = [t.low for t in tokens]
    verbs |= {
        i for i, w in enumerate(lows) if w in AUXILIARY or (w.endswith("ed") and len(w) > 4)
    }
    clauses = find_clauses(tokens, verbs)
    where = [k for k, c in enumerate(clauses) for _ in range(c.first, c.last)]
    return [Trigger(a, b, entry, noun, where[a]) for a, b, entry, noun in raw], clauses


def lighten(
    tokens: Sequence[Token], raw: Sequence[tuple[int, int, Entry, bool]], k: int
) -> tuple[int, int, Entry, bool]:
    """'Gave a speech' hands nothing over: the noun is the event, the verb lends its tense."""
    first, last, entry, noun = raw[k]
    if entry.kind != "transfer" or noun or k + 1 == len(raw):
        return raw[k]
    at, _, other, is_noun = raw[k + 1]
    said = is_noun and other.kind in ("statement", "meeting_visit") and at - last <= SPOKEN
    if not said or any(t.low in PREPOSITIONS | {"to", ","} for t in tokens[last + 1 : at]):
        return raw[k]
    return first, last, replace(entry, kind="light", status="object"), noun


def match_entry(
    tokens: Sequence[Token],
    i: int,
    low: str,
    lexicon: Rows,
) -> tuple[tuple[str, ...], Entry, bool] | None:
    """The longest form at token ``i``, read as verb or noun; None where it is no event."""
    rows = [
        (words, entry)
        for words, entry in lexicon.get(low, ())
        if all(
            i + k < len(tokens) and (k == 0 or strip_possessive(tokens[i + k].low) == w)
            for k, w in enumerate(words)
        )
    ]
    if not rows:
        return None
    longest = len(rows[0][0])
    rows = [r for r in rows if len(r[0]) == longest]
    verb = next((e for _, e in rows if e.form != "noun"), None)
    noun = next((e for _, e in rows if e.form == "noun"), None)
    last = i + longest - 1
    if verb is None:
        return (rows[0][0], noun, True) if noun else None
    as_noun = stands_as_noun(tokens, i, last, verb.form)
    if as_noun is None:
        return None
    if as_noun and noun is None:
        # no event noun looks like this: a verb, unless the word before calls for a noun
        low = tokens[i - 1].low if i else ""
        called = low in DETERMINERS | PREPOSITIONS or low.endswith(POSSESSIVE)
        plain = verb.form in ("base", "past") or (
            verb.form == "present" and verb.kind not in ("light", "statement")
        )
        return None if (called and verb.form != "gerund") or plain else (rows[0][0], verb, False)
    return rows[0][0], noun if as_noun else verb, as_noun
