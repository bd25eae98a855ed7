"""Reporting frames: for each cue of a unit, who says it and where its content may lie."""

from __future__ import annotations

from helpers.tag.attributions.contents import (
    ADDRESSED,
    SHOWING,
    holds_quote,
    main_subject,
    occasion_only,
    place_content,
)
from helpers.tag.attributions.cues import (
    Frame,
    hangs_on_plural,
    is_noun_here,
    is_passive,
    is_plural,
    is_report,
    pick_cue,
    takes_clause,
)
from helpers.tag.attributions.nouns import is_nominal, noun_left, noun_right, with_apposition
from helpers.tag.attributions.shapes import (
    read_according,
    read_cited,
    read_citing,
    read_noun,
    read_passive,
    read_reported_by,
)
from helpers.tag.attributions.subjects import subject_left
from helpers.tag.attributions.tokens import Unit
from helpers.tag.attributions.words import (
    ADV,
    AND,
    AUX,
    BE,
    BREAK,
    CAP,
    COLON,
    COMMA,
    DASH,
    DET,
    ING,
    NEG,
    OPEN,
    PREP,
    QUOTE,
    STOP,
    THAT,
    TIME,
    TO,
    WHO,
    Cue,
    documents,
    noun_cues,
)

# Articles after which a noun without -s is one thing; nouns that mean many all the same.
SINGULARS = frozenset(["a", "an", "the", "this", "that", "another", "each", "every"])
LATELY = frozenset(["last", "this", "next", "late", "early", "earlier", "one", "two", "three"])
# What may stand before "to say" of who says it: "went on to", "was quick to".
STARTING = frozenset(
    ["on", "continued", "continues", "began", "begins", "proceeded", "hastened", "quick", "used"]
)
ONLY_QUOTE = frozenset(["quote"])
# Rules whose source is not the subject of the clause.
NOMINAL = frozenset(
    ["noun of speech", "passive", "according to", "claim answered", "as reported by"]
)


def tells_when(unit: Unit, i: int) -> bool:
    """Is it no subject that begins at ``i`` but a time ("wrote last week")?"""
    return unit.words[i] in LATELY and bool(i + 1 < len(unit.bits) and unit.bits[i + 1] & TIME)


def ends_with_finding(unit: Unit, end: int, high: int, cue: Cue) -> bool:
    """Does the sentence end with what its beginning was found by ("…, records show.")?"""
    return cue.term in SHOWING and all(unit.bits[k] & STOP for k in range(end, high))


def is_name_of_thing(unit: Unit, first: int, i: int, end: int, cue: Cue) -> bool:
    """Is the cue after an article and a noun no verb: "a sharp retort", "the late show “Home”", "a
    film called “Home”"?  A plural may be its subject ("the officials say").
    """
    words, bits = unit.words, unit.bits
    if words[first] in ("a", "an") and first + 1 < i and cue.form == "past":
        return cue.term == "call" and end < len(bits) and bool(bits[end] & QUOTE)
    if cue.form != "base" or is_plural(words[i - 1]):
        return False
    quoted = end < len(bits) and bits[end] & QUOTE  # "the hosts of the late show “Home”"
    if (cue.term == "say" or not quoted) and hangs_on_plural(unit, i):
        return False
    k = i - 1
    while k > first and not bits[k] & (DET | AUX | AND | TO | PREP | ADV):
        k -= 1
    return k < i - 1 and words[k] in SINGULARS


def accused_of(unit: Unit, i: int, earlier: Frame | None) -> bool:
    """Is the -ing form what somebody is accused of ("accused Rao of seeking"), not a report?"""
    if not earlier or earlier.cue.force != "accusing" or not earlier.right:
        return False
    return earlier.right[0] == i and unit.words[i - 1] in ("of", "for")


def read_frame(unit: Unit, i: int, low: int, high: int, earlier: Frame | None) -> Frame | None:
    """The frame of the cue word at token ``i``, or None when the word reports nothing here."""
    picked = pick_cue(unit, i)
    if picked is None:
        return None
    cue, end = picked
    bits = unit.bits
    if cue.term == "according to":
        return read_according(unit, i, end, cue, low, high)
    noun = cue.form in ("base", "s") and unit.words[i] in noun_cues()
    if cue.form == "noun" or (noun and not (cue.form == "base" and hangs_on_plural(unit, i))):
        frame = read_noun(unit, i, end, cue, high, earlier)
        if frame or cue.form == "noun":
            return frame
    if not is_report(unit, i, end, cue) or is_noun_here(unit, i, end, cue, earlier):
        return None
    frame = read_reported_by(unit, i, end, cue, low, high) or read_cited(
        unit, i, end, cue, low, high
    )
    if frame:
        return frame
    if read_citing(unit, i, end, cue, high, earlier):
        return None
    if cue.form == "base" and earlier and earlier.end == i - 1 and bits[i - 1] & TO:
        return None  # "declined to comment": one report, not two
    reduced = (
        cue.form == "past"
        and "say" not in cue.takes
        and end < high
        and unit.words[end] == "by"
    )
    passive = reduced or is_passive(unit, i, cue)
    if passive:
        frame = read_passive(unit, i, end, cue, low, high, earlier)
        if frame is None or frame.rule == "claim answered":
            return frame
    else:
        frame = Frame(cue, i, end, "")
        before = bits[i - 1] if i > low else STOP
        if (
            i == low
            and bits[i] & CAP
            and "say" in cue.takes
            and cue.form in ("past", "s")
            and end < high
            and is_nominal(unit, end)
        ):
            stop = with_apposition(unit, noun_right(unit, end, high), high)
            if stop > end:
                frame.source, frame.rule = (end, stop), "verb first"
                k = stop
                while k < high and bits[k] & (COMMA | COLON):
                    k += 1
                frame.right = (k, high) if k < high and not bits[k] & STOP else None
                return frame
        # inversion: content, then verb, then subject
        if (
            cue.takes & {"say", "quote"}
            and cue.term not in ADDRESSED
            and cue.form in ("past", "s")
            and before & (COMMA | QUOTE | DASH)
            and end < high
            and is_nominal(unit, end)
            and not tells_when(unit, end)
        ):
            stop = noun_right(unit, end, high)
            after = bits[stop] if stop < high else STOP
            if stop > end and (
                stop >= high
                or before & QUOTE
                or after
                & (
                    STOP
                    | COMMA
                    | PREP
                    | WHO
                    | TIME
                    | QUOTE
                    | AND
                    | DASH
                    | ING
                    | BREAK
                    | COLON
                    | OPEN
                    | ADV
                )
            ):
                aside = (
                    subject_left(unit, i, low)
                    if before & COMMA and not (i >= 2 and bits[i - 2] & QUOTE)
                    else None
                )
                goes_on = not occasion_only(unit, stop, high) or (stop < high and after & QUOTE)
                if not (aside and aside[2] == "aside" and goes_on):
                    frame.rule = "verb before subject"
                    frame.source = (end, with_apposition(unit, stop, high))
                    cut = i - 1 if before & (COMMA | DASH) else i
                    if cut > low:
                        frame.left = (low, cut)
                    rest = frame.source[1]
                    k = rest
                    while k < high and bits[k] & (COMMA | STOP | COLON):
                        k += 1
                    if k < high and bits[k] & QUOTE:
                        frame.right = (k, high)
                    if not frame.source or frame.left or frame.right:
                        return frame
        if (
            not cue.takes & {"say", "object", "quote"}
            and not takes_clause(unit, end)
            and not (
                cue.term in SHOWING
                and i
                and not documents().isdisjoint(unit.words[max(low, i - 8) : i])
            )
            and not ends_with_finding(unit, end, high, cue)
        ):
            return None
        if cue.form == "ing" and not before & (BE | AUX | NEG):
            after = bits[end] if end < high else STOP
            if (
                (after & (AUX | BE | STOP)
                and not after & TO)
                or (i == low
                and cue.term not in ("cite", "quote", "call", "note"))
            ):
                return None
            if accused_of(unit, i, earlier):
                return None
            if before & (COMMA | QUOTE | AND | PREP | DASH) or i == low:
                frame.rule, frame.shared = "participle", True
                frame.source = (
                    earlier.source
                    if earlier and earlier.source and earlier.rule not in NOMINAL
                    else main_subject(unit, low, i) or main_subject(unit, low, high)
                )
            else:
                last = i - 1
                while last > low and bits[last] & ADV and not bits[last] & CAP:
                    last -= 1  # "with Rao reportedly yelling"
                start = noun_left(unit, last, low)
                if start is None:
                    return None
                frame.rule, frame.source = "participle after noun", (start, last + 1)
                if start > low and not (
                    bits[start - 1] & (COMMA | AND) or unit.words[start - 1] in ("with", "by", "of")
                ):
                    frame.rule, frame.shared = "participle", True
                    frame.source = main_subject(unit, low, start) or (start, i)
        else:
            found = subject_left(unit, i, low)
            if found is None:
                if cue.form in ("base",) or "say" not in cue.takes:
                    return None
                frame.rule = "no subject"
            elif found[0] < 0:
                if (
                    cue.form == "base"
                    and not (i > low and bits[i - 1] & (AND | ADV))
                    and not (earlier and earlier.source)
                    and not (i > low + 1 and bits[i - 1] & TO and unit.words[i - 2] in STARTING)
                ):
                    return None
                frame.rule, frame.shared = "shared subject", True
                frame.source = (
                    earlier.source if earlier and earlier.source else main_subject(unit, low, i)
                )
                if frame.source is None:
                    return None
            elif found[2] == "before" and is_name_of_thing(unit, found[0], i, end, cue):
                return None
            else:
                frame.source, frame.rule = (found[0], found[1]), found[2] + " the verb"
    place_content(unit, frame, low, high)
    if cue.term == "agree" and frame.right and bits[frame.right[0]] & TO and not frame.left:
        frame.cue = cue._replace(force="intending")  # to agree to do something is no statement
    if cue.takes == ONLY_QUOTE:
        clause = frame.end < high and bits[frame.end] & THAT
        if not (clause or bits[high - 1] & COLON or holds_quote(unit, frame)):
            return None
    announces = bits[high - 1] & (COLON | STOP) and frame.end >= high - 4 and not passive
    return frame if frame.left or frame.right or (announces and frame.source) else None
