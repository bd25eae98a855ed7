"""Noun phrases round a reporting verb, found from word classes alone: left, right, across an aside."""

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
)

REACH = 40  # tokens that a phrase or an aside may span; keeps every search bounded
WALLS = COMMA | STOP | QUOTE | DASH | OPEN | CLOSE | COLON | WHO
CLOSED = WALLS | BREAK | THAT | AUX | BE | PRON | TO | PREP | AND | NEG
NAME_PREPOSITIONS = frozenset(("of", "for", "from", "at", "with", "in", "on", "to", "against"))
OCCASIONS = frozenset(
    ["statement", "interview", "interviews", "speech", "letter", "post", "tweet", "tweets", "email", "e-mail", "memo", "telephone", "phone", "conference", "news", "press", "rally", "debate", "event", "town", "twitter", "facebook", "television", "campaign", "response", "reporters", "video", "remarks", "addition", "reference", "appearance", "address", "hearing", "briefing"]
)


def is_nominal(unit: Unit, i: int) -> bool:
    """May token ``i`` stand in a noun phrase as noun, adjective, name or number?"""
    bit = unit.bits[i]
    if bit & DET:
        return True
    if bit & CAP and not bit & (PRON | BREAK | AUX | BE | PREP | WHO | THAT | AND | TO):
        return True
    return not bit & (CLOSED | ADV | OBJ)


def is_participle_verb(unit: Unit, i: int) -> bool:
    """Is the -ed or cue word ``i`` a finite verb rather than an adjective or noun?

    After an article, a possessive or a preposition it is none ("the proposed plan", "Trump’s claims").
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
                or has_verb(unit, clause_start(unit, low, i), i)
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
        if i < last and is_participle_verb(unit, i) and left and not bits[i + 1] & (PREP | POSS):
            break
        first = i
        i -= 1
    return first


def noun_right(unit: Unit, first: int, high: int) -> int:
    """End (exclusive) of the noun phrase that begins with token ``first``; ``first`` when it is none."""
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
            if (
                (words[i] == "in"
                and not bits[i + 1] & (CAP | DET))
                or (words[i] == "of"
                and bits[i + 1] & ING)
            ):
                break
            i += 1
        elif (bit & TIME and (bit & CAP or words[i] in ("yesterday", "today", "tonight"))) or (bit & ADV and not bit & CAP and not (follows and i > first and bits[i - 1] & DET)):
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
    while end + 1 < high and bits[end] & COMMA:
        head = bits[end + 1]
        noun = (
            head & (DET | NUM | WHO)
            or unit.words[end + 1] == "now"
            or not head & ~CUE
            or is_owner(unit, end + 1, high)
        )
        if not noun or head & (THAT | PREP | AND | PRON):
            return end
        limit = min(high, end + REACH)
        stop = next(
            (i for i in range(end + 1, limit) if bits[i] & (COMMA | STOP | QUOTE | COLON)),
            high if limit == high else end,
        )
        if (
            stop <= end + 1
            or (not head & WHO
            and any(bits[i] & QUOTE for i in range(end, min(stop + 1, high))))
        ):
            return end
        if head & WHO and any(bits[i] & (CUE | THAT) for i in range(end + 2, stop)):
            return end
        end = stop
    return end


def is_owner(unit: Unit, i: int, high: int) -> bool:
    """Do a name and a possessive open an apposition (", Twitter’s director")?"""
    return any(unit.bits[k] & POSS for k in range(i, min(high, i + 5))) and bool(unit.bits[i] & CAP)


def across_aside(unit: Unit, comma: int, low: int) -> tuple[int, int] | None:
    """The subject whose aside ends at ``comma``: "Rao, 61, of Flint, said" → Rao.

    The first segment from the right that can be a subject and has one before it that cannot.
    """
    bits, words = unit.bits, unit.words
    right, adjacent, found = comma, True, None
    floor = max(low, comma - 2 * REACH)
    while right > floor:
        left = right - 1
        while left >= floor and not bits[left] & (COMMA | STOP | QUOTE | COLON | DASH):
            left -= 1
        first = left + 1
        if not adjacent and first < right:
            start = noun_left(unit, right - 1, first)
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
                if (
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
    return start, j + 1, "before"
