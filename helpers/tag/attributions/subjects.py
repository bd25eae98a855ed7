"""The subject of a verb: right before it, across an aside, before a relative clause."""

from __future__ import annotations

from helpers.tag.attributions.cues import is_plural
from helpers.tag.attributions.nouns import REACH, is_nominal, noun_left
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
    says,
)

ADVERBIAL = 5  # tokens of a phrase between an auxiliary and its verb


def across_aside(unit: Unit, comma: int, low: int) -> tuple[int, int] | None:
    """The subject whose aside ends at ``comma``: "Rao, 61, of Flint, said" → Rao.

    The first segment from the right that can be a subject and has one before it that cannot.
    """
    bits = unit.bits
    right, adjacent, found = comma, True, None
    floor = max(low, comma - 2 * REACH)
    while right > floor:
        left = right - 1
        while left >= floor and not bits[left] & (COMMA | STOP | QUOTE | COLON | DASH):
            left -= 1
        first = left + 1
        if not adjacent and first < right:
            last = right - 1
            if bits[last] & CLOSE:  # the party and state after a name
                last = (matching_left(unit, last, first, OPEN) or right) - 1
            start = noun_left(unit, last, first) if last >= first else None
            opener = bits[first]
            if start == right - 1 and bits[start] & NUM:
                start = None
            elif start is None and bits[right - 1] & PRON:
                start = right - 1
            if start is not None and not (
                opener & (PREP | BREAK | TIME | NUM | WHO)
                and start > first
                and opener & PREP
                and left >= floor
                and bits[left] & COMMA
            ):
                name = sum(1 for k in range(start, right) if bits[k] & CAP)
                found = (start, comma)
                if any(bits[k] & WHO for k in range(first, start)):
                    pass  # a noun of a relative clause: what the clause hangs on comes before it
                elif (
                    name != 1
                    or right - start > 1
                    or bits[start] & DET
                    or left < floor
                    or not bits[left] & COMMA
                ):
                    break
                if right - start == 1 and not (left > floor and bits[left - 1] & CAP):
                    break
            elif found:
                break
        adjacent = False
        if left < floor or not bits[left] & COMMA:
            break
        right = left
    return found


def matching_left(unit: Unit, i: int, low: int, opener: int) -> int | None:
    """The nearest token of class ``opener`` before ``i`` within reach."""
    for k in range(i - 1, max(low, i - REACH) - 1, -1):
        if unit.bits[k] & opener:
            return k
    return None


def before_phrase(unit: Unit, start: int, end: int, low: int) -> tuple[int, int, str] | None:
    """The subject that phrases part from its verb: "Rao during a visit said", "and in a letter".

    ``start`` is where the noun begins that stands right before the verb.
    """
    bits, found = unit.bits, None
    while start - 1 > low and bits[start - 1] & (PREP | TO) and not bits[start - 1] & (BREAK | CAP):
        last = start - 2
        if bits[last] & AND:
            return -1, -1, "shared"
        if bits[last] & WHO:
            first = noun_left(unit, last - 1, low) if last > low else None
            return (first, last + 1, "relative") if first is not None else found
        first = noun_left(unit, last, low) if is_nominal(unit, last) else None
        if first is None:
            return found
        start, found = first, (first, end, "before")
    return found


def before_clause(unit: Unit, start: int, low: int) -> int | None:
    """Where the noun begins that a relative clause hangs on: "the firm that runs the dam said".

    ``start`` is where the object of the clause begins, right before the verb.  A clause whose own
    subject that would be ("who think Iran said", "the man who the police said") is left alone.
    """
    bits, words = unit.bits, unit.words
    before = bits[start - 1]
    if words[start - 1] in says() or (before & CUE and not bits[start] & DET):
        return None
    for k in range(start - 1, max(low, start - REACH), -1):
        bit = bits[k]
        if bit & (COMMA | STOP | QUOTE | COLON | DASH | OPEN | CLOSE | BREAK | PRON):
            return None
        if not bit & (WHO | THAT):
            continue
        verb = k + 1
        base = is_base_verb(unit, verb)
        if (verb == start and not base) or not (base or is_verb(unit, verb)):
            return None
        if not (base or bits[start] & DET or verb == start - 1):
            return None  # two names side by side: the second may be a subject of its own
        return noun_left(unit, k - 1, low) if is_nominal(unit, k - 1) else None
    return None


def is_base_verb(unit: Unit, i: int) -> bool:
    """Whether a word that no list knows is the verb of a plural: "residents who live there"."""
    if unit.bits[i] or not unit.bits[i - 1] & WHO or i < 2:
        return False
    return is_plural(unit.words[i - 2]) and not is_plural(unit.words[i])


def is_verb(unit: Unit, i: int) -> bool:
    """Whether the word after "who" or "that" can be its verb."""
    bit, word = unit.bits[i], unit.words[i]
    if bit & (DET | PREP | POSS | NUM | OBJ | CAP | WHO | THAT):
        return False
    return bool(bit & (AUX | BE | VERB | CUE | ED | ADV)) or word.endswith("s")


def before_adverbial(unit: Unit, j: int, low: int) -> int | None:
    """The auxiliary that a phrase ending at ``j`` parts from its verb: "has in the past called"."""
    if not is_nominal(unit, j):
        return None
    for k in range(j - 1, max(low, j - ADVERBIAL), -1):
        if unit.bits[k] & PREP:
            return k - 1 if unit.bits[k - 1] & AUX else None
        if not is_nominal(unit, k):
            return None
    return None


def subject_left(unit: Unit, verb: int, low: int) -> tuple[int, int, str] | None:
    """The subject of the verb at ``verb``: first token, end, and how it was found.

    "shared" with no tokens (-1) says that the verb shares the subject of the one before it
    ("called it wrong and said"); an infinitive ("to say") does so too.
    """
    bits, words = unit.bits, unit.words
    j = verb - 1
    low = max(low, verb - 3 * REACH)
    while j >= low:
        bit = bits[j]
        if bit & CAP and not bit & (TIME | PRON) and j == low and not bit & (ADV | AUX | BE):
            break
        if bit & (AUX | BE | NEG) or (bit & ADV and not bit & DET):
            j -= 1
        elif bit & TIME and not bit & POSS and j > low:
            j -= 1
            while j > low and (
                bits[j] & (NUM | TIME)
                or words[j] in ("last", "this", "late", "early", "earlier", "next")
            ):
                j -= 1
            if (
                j > low
                and bits[j] & PREP
                and words[j] in ("on", "in", "at", "by", "during", "late")
            ):
                j -= 1
        elif bit & CLOSE:
            opened = matching_left(unit, j, low, OPEN)
            if opened is None:
                return None
            j = opened - 1
        elif (before := before_adverbial(unit, j, low)) is not None:
            j = before
        else:
            break
    if j < low:
        return None
    bit = bits[j]
    if (bit & PRON and words[j] != "it") or words[j] == "it":
        return j, j + 1, "pronoun"
    if bit & (WHO | THAT):
        k = j - 1
        if k >= low and bits[k] & COMMA:
            k -= 1
        start = noun_left(unit, k, low) if k >= low else None
        return (start, j + 1, "relative") if start is not None else None
    if bit & AND or bit & TO:
        return -1, -1, "shared"
    if bit & DASH:
        opened = matching_left(unit, j, low, DASH)
        if opened is None or opened <= low:
            return None
        start = noun_left(unit, opened - 1, low)
        return (start, opened, "aside") if start is not None else None
    if bit & COMMA:
        found = across_aside(unit, j, low)
        return (*found, "aside") if found else None
    start = noun_left(unit, j, low)
    if start is None:
        return None
    head = before_clause(unit, start, low) if start - 2 > low else None
    if head is not None:
        return head, j + 1, "relative"
    return before_phrase(unit, start, j + 1, low) or (start, j + 1, "before")
