"""Cues: which words of a unit report, and the frame that each of them opens."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.tag.attributions.nouns import (
    CLOSED,
    clause_start,
    has_verb,
    is_nominal,
    is_participle_verb,
)
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
    POSS,
    PREP,
    PRON,
    QUOTE,
    STOP,
    THAT,
    TIME,
    TO,
    WHO,
    Cue,
    cue_forms,
    documents,
    noun_cues,
)

ABOUT = frozenset(["of", "about", "from", "by", "on", "against", "regarding"])
# Determiners that may stand alone as a subject ("some believe that").
ABOUT_REACH = 20  # tokens within which "reported on" may yet come to words or to a clause
OCCASION = 6  # tokens that may say when, between a verb and its clause
GET = frozenset(["get", "gets", "got", "getting", "gotten"])  # "gets sworn in" is a passive too
PLURALS = frozenset(
    ["people", "men", "women", "children", "police", "media", "majority", "public", "poor", "half"]
)
# What tells "members of the board claim the price" from "prices at the bank claim fell".
SAID_OF = THAT | DET | QUOTE | PRON | CAP | POSS | NUM
PHRASES = 8  # tokens from a verb back to the noun that phrases part it from
SOME = frozenset(["some", "many", "most", "several", "both", "all", "few"])


@dataclass(slots=True)
class Frame:
    """Token ranges of one report; ``left``/``right`` are content (first, end) or None."""

    cue: Cue
    first: int
    end: int
    rule: str
    source: tuple[int, int] | None = None
    right: tuple[int, int] | None = None
    left: tuple[int, int] | None = None
    relay: tuple[int, int] | None = None
    shared: bool = False

    def begins(self) -> int:
        """The first token of source or cue, whichever comes first."""
        return min(self.first, self.source[0]) if self.source and not self.shared else self.first


def pick_cue(unit: Unit, i: int) -> tuple[Cue, int] | None:
    """The longest cue that begins at token ``i`` and its end."""
    for cue in cue_forms()[unit.words[i]]:
        end = i + 1 + len(cue.rest)
        if not cue.rest or tuple(unit.words[i + 1 : end]) == cue.rest:
            return cue, end
    return None


def reports_on(unit: Unit, end: int) -> bool:
    """Is only a subject named ("reported on Monday on the strike"), no words of anybody?"""
    bits, words, k = unit.bits, unit.words, end
    if k + 1 < len(words) and words[k] == "on" and bits[k + 1] & TIME:
        k += 1
    while k < len(words) and bits[k] & (TIME | NUM):
        k += 1
    if not (k + 1 < len(words) and words[k] == "on" and not bits[k + 1] & (TIME | NUM)):
        return False
    return not any(bit & (THAT | QUOTE | COLON | COMMA) for bit in bits[k : k + ABOUT_REACH])


def is_report(unit: Unit, i: int, end: int, cue: Cue) -> bool:
    """Is the cue word here a verb that reports?

    Not "United States", "his claims", "the report", "no comment": after an article, possessive or
    adjective a form that can be a noun is one; a capital in mid-sentence makes a name.
    """
    bits, words = unit.bits, unit.words
    before = bits[i - 1] if i else 0
    after = bits[end] if end < len(bits) else STOP
    if bits[i] & CAP and not unit.headline and i and not before & (QUOTE | DASH | COLON):
        return False
    if end + 1 < len(words) and words[end] == "by" and words[end + 1].endswith("ing"):
        return False  # "responded by saying": the second verb reports
    if cue.term == "report" and cue.form in ("past", "s") and reports_on(unit, end):
        return False
    some = words[i - 1] in SOME and takes_clause(unit, end)
    if before & (DET | POSS) and not before & (PRON | TO) and words[i - 1] != "that" and not some:
        return False
    if before & PREP and not before & BREAK and cue.form != "ing":
        return False
    if cue.form in ("base", "s"):
        if after & (BE | AUX) or (
            after & PREP
            and not cue.rest
            and "object" in cue.takes
            and words[end] in ("of", "for", "from", "about", "by", "on", "in")
        ):
            return False
        if cue.form == "base" and (
            i == 0
            or (not before & (PRON | AUX | WHO | AND | TO | ADV | CAP | COMMA | CLOSE | DASH | OBJ)
            and not (some or words[i - 1].endswith("s"))
            and not (words[i - 1] in PLURALS and words[i] not in noun_cues() | documents())
            and not (
                hangs_on_plural(unit, i)
                and (after & SAID_OF or (cue.term == "say" and not after & (COMMA | STOP)))
            ))
        ):
            return False
        if after & POSS:
            return False
        if (
            before & (ED | CUE)
            and words[i - 1][-1] != "s"
            and words[i - 1] not in documents()  # "a police report indicates"
            and is_participle_verb(unit, i - 1)
        ):
            return False
        if (
            not takes_clause(unit, end)
            and before & ~CUE == 0
            and has_verb(unit, clause_start(unit, 0, i), i - 1)
        ):
            return False
    return not (cue.form == "past" and before & (DET | POSS) and not some)


def is_plural(word: str) -> bool:
    return word.endswith("s") or word in PLURALS


def is_plural_noun(unit: Unit, i: int) -> bool:
    """Not "Rao's", "discuss", "this"."""
    word = unit.words[i]
    return is_plural(word) and not word.endswith("ss") and not unit.bits[i] & (POSS | DET)


def hangs_on_plural(unit: Unit, i: int) -> bool:
    """Does a base form agree with a noun that words part from it: "analysts at the bank say",
    "officials familiar with the plan say", "scientists who study the lake say"?
    """
    bits = unit.bits
    if bits[i - 1] & (DET | POSS):
        return False  # "the claim", "her claim"
    open_ = True  # only words of a noun so far
    for k in range(i - 2, max(i - PHRASES, 0), -1):
        bit = bits[k]
        if bit & (COMMA | STOP | QUOTE | COLON | DASH | CLOSE | BREAK | PRON):
            return False
        if bit & (WHO | THAT):
            return is_plural_noun(unit, k - 1)
        if bit & PREP or (bit & TO and bits[k + 1] & (DET | CAP | POSS)):
            for noun in (k - 1, k - 2):  # "close to", "familiar with"
                if not (open_ and noun >= 0 and is_nominal(unit, noun)):
                    break
                if is_plural_noun(unit, noun):
                    return True
        elif not is_nominal(unit, k):
            open_ = False
    return False


def takes_clause(unit: Unit, end: int) -> bool:
    """Does a clause, an infinitive or a quotation follow: what tells "wants to" from "a want of"?
    """
    if end < len(unit.bits) and unit.bits[end] & (PREP | TIME) and not unit.bits[end] & TO:
        for k in range(end + 1, min(end + OCCASION, len(unit.bits))):
            if unit.bits[k] & THAT:
                return True  # "found in 2014 that"
            if not is_nominal(unit, k):
                break
    for k in range(end, min(end + 4, len(unit.bits))):
        bit = unit.bits[k]
        if (unit.words[k] in noun_cues() and bit & CUE) or (bit & DET and k == end):
            continue
        if bit & (THAT | TO | QUOTE) or unit.words[k] in (
            "whether",
            "if",
            "how",
            "why",
            "what",
            "as",
        ):
            return True
        if not bit & (ADV | COMMA | COLON | OBJ):
            return False
    return False


def is_passive(unit: Unit, i: int, cue: Cue) -> bool:
    """Is the past form here after a form of *be* ("was told", "is expected")?"""
    if (
        cue.form != "past"
        or (unit.words[i] in ("said", "wrote", "saw", "knew")
        and cue.term not in ("say",))
    ):
        return False
    k = i - 1
    while k >= max(0, i - 6) and unit.bits[k] & (ADV | NEG) and not unit.bits[k] & BE:
        k -= 1
    return k >= 0 and (bool(unit.bits[k] & BE) or unit.words[k] in GET)


def is_noun_here(unit: Unit, i: int, end: int, cue: Cue, earlier: Frame | None) -> bool:
    """Is a cue that can be a noun ("reports", "remarks", "call") one by what stands beside it?

    Before a base form ("news reports indicate"), right after a verb ("reiterates call for"), after
    a preposition or gerund with nothing reported behind ("in later remarks,", "by making claims
    about").
    """
    words, bits = unit.words, unit.bits
    if cue.form == "base":
        return bool(
            earlier
            and earlier.end == i
            and earlier.cue.form in ("s", "past")
        )
    if cue.form != "s" or words[i] not in noun_cues() | documents():
        return False
    if end < len(bits) and bits[end] & CUE and any(
        c.form == "base" and not c.rest for c in cue_forms()[words[end]]
    ):
        return True
    after = bits[end] if end < len(bits) else STOP
    if not (after & (COMMA | STOP) or words[end] in ABOUT):
        return False
    k = i - 1
    while k > 0 and i - k < 4 and not bits[k] & (CLOSED | DET | CAP | ING):
        k -= 1
    return bool(bits[k] & PREP or (bits[k] & ING and not bits[k] & CAP))
