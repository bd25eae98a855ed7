"""Noun phrases found from word classes alone, leftwards and rightwards of a word."""

from __future__ import annotations

from helpers.tag.attributions.tokens import Unit
from helpers.tag.attributions.words import (
    ADV,
    AND,
    AUX,
    BE,
    BREAK,
    CAP,
    CLOSE,
    COLON,
    COMMA,
    CUE,
    DASH,
    DET,
    ED,
    ING,
    NEG,
    NUM,
    OBJ,
    OPEN,
    POSS,
    PREP,
    PRON,
    QUOTE,
    STOP,
    THAT,
    TIME,
    TO,
    VERB,
    WHO,
    nouns_only,
    says,
)

REACH = 40  # tokens that a phrase or an aside may span; keeps every search bounded


WALLS = COMMA | STOP | QUOTE | DASH | OPEN | CLOSE | COLON | WHO


CLOSED = WALLS | BREAK | THAT | AUX | BE | PRON | TO | PREP | AND | NEG
NO_NAMES = PRON | BREAK | AUX | BE | PREP | WHO | THAT | AND | TO  # even where they stand large
NO_NOUNS = CLOSED | ADV | OBJ


NAME_PREPOSITIONS = frozenset(("of", "for", "from", "at", "with", "in", "on", "to", "against"))


OCCASIONS = frozenset(
    [
        "statement", "interview", "interviews", "speech", "letter", "post", "tweet", "tweets",
        "email", "e-mail", "memo", "telephone", "phone", "conference", "news", "press", "rally",
        "debate", "event", "town", "twitter", "facebook", "television", "campaign", "response",
        "reporters", "video", "remarks", "addition", "reference", "appearance", "address",
        "hearing", "briefing",
    ]
)


TODAY = frozenset(["yesterday", "today", "tonight"])
# Parts of time that are names where they stand large ("Kristen Day").
PERIODS = frozenset(["day", "night", "week", "month", "year", "morning", "afternoon", "evening"])
# Words that open an apposition though their ending is a verb's or they are no nouns.
BEFORE_OFFICES = frozenset(["now", "then", "managing", "acting", "founding"])


def is_nominal(unit: Unit, i: int) -> bool:
    """May token ``i`` stand in a noun phrase as noun, adjective, name or number?"""
    bit = unit.bits[i]
    if bit & DET:
        return True
    if bit & CAP and not bit & NO_NAMES:
        return True
    return not bit & NO_NOUNS


def is_participle_verb(unit: Unit, i: int) -> bool:
    """Is the -ed or cue word ``i`` a finite verb rather than an adjective or noun?

    After an article, a possessive or a preposition it is none ("the proposed plan", "Trump’s
    claims").
    """
    bit = unit.bits[i]
    if bit & CAP and not unit.headline:
        return False
    if bit & (AUX | BE):
        return True
    if not bit & (ED | CUE | VERB) or unit.words[i].endswith("ing"):
        return False
    if i == 0 or unit.bits[i - 1] & (DET | POSS | PREP | NUM | AND | COMMA | TO):
        return False
    return not (bit & CUE and unit.words[i] in nouns_only())


def has_verb(unit: Unit, low: int, high: int) -> bool:
    """Is there a finite verb among the tokens, as far as word classes tell?"""
    return any(is_participle_verb(unit, i) for i in range(max(low, high - REACH), high))


def clause_start(unit: Unit, low: int, i: int) -> int:
    """Where the stretch without wall before ``i`` begins."""
    floor = max(low, i - REACH)
    while i > floor and not unit.bits[i - 1] & WALLS:
        i -= 1
    return i


def after_that(unit: Unit, first: int, i: int) -> int:
    """Where the innermost clause of a stretch begins whose end is ``i``: after *that*, or after a
    verb of saying and before a name ("said Rao and Keller had agreed").
    """
    for k in range(i - 2, first - 1, -1):
        bit = unit.bits[k]
        if bit & THAT:
            return k + 1
        if bit & CUE and unit.words[k] in says() and unit.bits[k + 1] & (CAP | DET):
            return k + 1
    return first


def noun_left(unit: Unit, last: int, low: int) -> int | None:
    """First token of the noun phrase that ends with token ``last``; None when it is none.

    Prepositions and "and" join two nominal parts; a verb between them shows that they join clauses.
    """
    if last < low or not is_nominal(unit, last):
        return None
    bits, words = unit.bits, unit.words
    first, i, floor = None, last, max(low, last - REACH)
    while i >= floor:
        bit = bits[i]
        left = i > floor and is_nominal(unit, i - 1)
        if bit & POSS:
            i -= 1
            continue
        if bit & DET:
            first = i
            if left and (bits[i - 1] & DET):
                i -= 1
                continue
            if not (i > floor and bits[i - 1] & (PREP | AND)):
                break
            i -= 1
            continue
        if bit & AND:
            if (
                words[i] in ("but", "then", "nor")
                or not left
                or has_verb(unit, after_that(unit, clause_start(unit, low, i), i), i)
            ):
                break
            i -= 1
            continue
        if bit & PREP:
            if not left or words[i] not in NAME_PREPOSITIONS or bits[i - 1] & TIME:
                break
            i -= 1
            continue
        if bit & TIME and bit & CAP and not (i < last and bits[i + 1] & (CAP | POSS)):
            break
        if bit & ADV and not bit & CAP:
            if not (i > floor and bits[i - 1] & DET):
                break
            i -= 1
            continue
        if not is_nominal(unit, i):
            break
        if (
            i < last
            and is_participle_verb(unit, i)
            and (left or bits[i] & CUE & ~ED)
            and not bits[i + 1] & (PREP | POSS)
        ):
            break
        first = i
        i -= 1
    return first


def is_occasion_word(unit: Unit, first: int, i: int, follows: bool) -> bool:
    """A weekday or an adverb that ends a phrase ("Rao Friday", "Rao here")?"""
    bit = unit.bits[i]
    inside = follows and i > first and unit.bits[i - 1] & DET
    if bit & TIME and not inside:
        return unit.words[i] in TODAY or (bool(bit & CAP) and unit.words[i] not in PERIODS)
    return bool(bit & ADV) and not bit & CAP and not inside


def noun_right(unit: Unit, first: int, high: int) -> int:
    """End (exclusive) of the noun phrase that begins with token ``first``; ``first`` when it is
    none.
    """
    bits, words = unit.bits, unit.words
    i, high = first, min(high, first + REACH)
    if i < high and bits[i] & PRON:
        return i + 1
    while i < high:
        bit = bits[i]
        follows = i + 1 < high and is_nominal(unit, i + 1)
        if bit & POSS:
            i += 1
        elif bit & (PREP | AND):
            name = (
                (bit & AND
                and words[i] in ("and", "&"))
                or words[i] in ("of", "for", "at", "from", "with", "in")
            )
            after = words[i + 2] if i + 2 < high else ""
            occasion = follows and (
                words[i + 1] in OCCASIONS or after in OCCASIONS or bits[i + 1] & TIME
            )
            if i == first or not name or not follows or occasion:
                break
            place = words[i] != "in" or bits[i + 1] & (CAP | DET)
            if not place or (words[i] == "of" and bits[i + 1] & ING):
                break
            i += 1
        elif is_occasion_word(unit, first, i, bool(follows)):
            break
        elif is_nominal(unit, i) or bit & ADV:
            if i > first and is_participle_verb(unit, i) and not bits[i - 1] & (DET | POSS):
                break
            if i > first and bit & DET and not bits[i - 1] & (PREP | AND | DET):
                break
            i += 1
        else:
            break
    while i > first and bits[i - 1] & (PREP | AND):
        i -= 1
    return i


def with_apposition(unit: Unit, end: int, high: int) -> int:
    """``end`` moved past appositions: ", a Republican strategist who …" up to a comma or stop."""
    bits = unit.bits
    if end < high and bits[end] & OPEN:
        closed = next((i for i in range(end, min(high, end + 8)) if bits[i] & CLOSE), None)
        end = closed + 1 if closed else end
    while end + 1 < high and bits[end] & (COMMA | WHO):
        head = end + bool(bits[end] & COMMA)
        if not opens_apposition(unit, head, high):
            return end
        limit = min(high, end + REACH)
        stop = next(
            (i for i in range(head, limit) if bits[i] & (COMMA | STOP | QUOTE | COLON | DASH)),
            high if limit == high else end,
        )
        if stop <= head:
            return end
        if stop < high and bits[stop] & QUOTE:
            return stop + 1 if unit.words[stop - 1] == "of" else end  # an author of “Home”
        if bits[head] & WHO and any(bits[i] & THAT for i in range(head + 1, stop)):
            return end
        end = stop
    return end


def opens_apposition(unit: Unit, head: int, high: int) -> bool:
    """May a noun phrase or relative clause that describes the one before begin at ``head``?

    Not "referring to", "asked about": what the speaker does besides is no part of the name.
    """
    bits, word = unit.bits[head], unit.words[head]
    if word in BEFORE_OFFICES or (bits & (DET | NUM | WHO) and not bits & THAT):
        return True
    if bits & (THAT | PREP | AND | PRON):
        return False
    if not bits & ~CUE:
        return not word.endswith(("ing", "ed"))
    if not bits & CAP or head + 1 >= high:
        return False
    after = unit.bits[head + 1]  # "Republican of Ohio", "Europe director", "Texas, who"
    place = after & COMMA and head + 2 < high and unit.bits[head + 2] & (WHO | DET)
    plain = not after and not unit.words[head + 1].endswith(("ing", "ed"))
    return bool(unit.words[head + 1] == "of" or place or plain) or is_owner(unit, head, high)


def is_owner(unit: Unit, i: int, high: int) -> bool:
    """Do a name and a possessive open an apposition (", Twitter’s director")?"""
    return any(unit.bits[k] & POSS for k in range(i, min(high, i + 5))) and bool(unit.bits[i] & CAP)
