"""Set ways of reporting with a shape of their own, a function each."""

from __future__ import annotations

from helpers.tag.attributions.cues import Frame, takes_clause
from helpers.tag.attributions.nouns import is_nominal, noun_left, noun_right, with_apposition
from helpers.tag.attributions.subjects import subject_left
from helpers.tag.attributions.tokens import Unit
from helpers.tag.attributions.words import (
    AND,
    COMMA,
    CUE,
    DASH,
    ING,
    POSS,
    QUOTE,
    STOP,
    THAT,
    TO,
    Cue,
    noun_cues,
)

# Passives that report without saying who ("was told that"); of other verbs they are descriptions.
PASSIVES = frozenset(
    ["ask", "tell", "say", "report", "believe", "think", "accuse", "know", "consider", "allege"]
)


def read_noun(
    unit: Unit, i: int, end: int, cue: Cue, high: int, earlier: Frame | None
) -> Frame | None:
    """ "Rao’s claim that …", "their criticism of …": a noun of speech with its holder and its
    object.
    """
    bits, words = unit.bits, unit.words
    if end >= high or not (
        bits[end] & (THAT | TO) or words[end] in ("of", "for", "on", "about", "over", "against")
    ):
        return None
    for k in range(i - 1, max(i - 4, -1), -1):
        if bits[k] & POSS and k:
            start = noun_left(unit, k - 1, 0)
            if start is None:
                return None
            frame = Frame(cue, i, end, "noun of speech", (start, k))
        elif words[k] in ("his", "her", "their", "its", "my", "our"):
            if earlier and earlier.end == k:
                return None  # "restated their hope of": one report, not two
            frame = Frame(cue, i, end, "noun of speech", (k, k + 1))
        elif bits[k] & ~CUE:
            break
        else:
            continue
        frame.right = (end + 1, high) if end + 1 < high else None
        return frame if frame.right else None
    if (
        bits[end] & THAT
        and end + 2 < high
        and not (earlier and earlier.end <= i <= earlier.end + 3)
    ):
        return Frame(cue, i, end, "noun of speech", None, (end + 1, high))
    return None


def read_according(unit: Unit, i: int, end: int, cue: Cue, low: int, high: int) -> Frame | None:
    """ "…, according to X" and "According to X, …"."""
    stop = noun_right(unit, end, high)
    if stop == end:
        return None
    opens = i == low or i - low < 3
    after = with_apposition(unit, stop, high)
    if opens and (after >= high or not unit.bits[after] & COMMA):
        after = stop
    frame = Frame(cue, i, end, "according to", (end, after))
    if opens or (unit.bits[i - 1] & (AND | STOP) and unit.words[i - 1] not in ("...", "…")):
        first = after + 1 if after < high and unit.bits[after] & COMMA else after
        if first < high:
            frame.right = (first, high)
    else:
        frame.left = (low, i - 1 if unit.bits[i - 1] & COMMA else i)
    return frame


def read_reported_by(unit: Unit, i: int, end: int, cue: Cue, low: int, high: int) -> Frame | None:
    """ "As reported by X, …"."""
    if not (i == low + 1 and unit.words[low] == "as" and end < high and unit.words[end] == "by"):
        return None
    stop = noun_right(unit, end + 1, high)
    if stop == end + 1 or stop >= high:
        return None
    return Frame(cue, i, end + 1, "as reported by", (end + 1, stop), (stop + 1, high))


def read_cited(unit: Unit, i: int, end: int, cue: Cue, low: int, high: int) -> Frame | None:
    """ "TASS cited Rao as saying that …": the one cited speaks, the subject passes it on."""
    if cue.term not in ("cite", "quote"):
        return None
    for k in range(end + 1, min(high - 1, end + 25)):
        if unit.words[k] == "as" and unit.words[k + 1] in ("saying", "telling"):
            relay = subject_left(unit, i, low)
            frame = Frame(cue, k, k + 2, "quoted as saying", (end, k))
            frame.relay = (relay[0], relay[1]) if relay and relay[0] >= 0 else None
            first = k + 3 if k + 2 < high and unit.bits[k + 2] & THAT else k + 2
            frame.right = (first, high) if first < high else None
            return frame if frame.right else None
        if unit.bits[k] & (QUOTE | STOP | COMMA):
            break
    return None


def read_citing(unit: Unit, i: int, end: int, cue: Cue, high: int, earlier: Frame | None) -> bool:
    """ "…, X reports, citing claims by A to B": turns the frame of X, who only passes A's words
    on, into A's.
    """
    if unit.words[i] != "citing" or not earlier or not earlier.left or not earlier.source:
        return False
    for k in range(end, min(high - 1, end + 5)):
        if unit.words[k] in ("by", "from", "of") and is_nominal(unit, k + 1):
            stop = noun_right(unit, k + 1, high)
            earlier.relay, earlier.source, earlier.rule = earlier.source, (k + 1, stop), "citing"
            earlier.shared = True
            earlier.first, earlier.end = i, k + 1
            return True
        if not is_nominal(unit, k):
            break
    return False


def read_passive(
    unit: Unit, i: int, end: int, cue: Cue, low: int, high: int, earlier: Frame | None
) -> Frame | None:
    """ "was accused by X of", "was quoted as saying", "is expected to": the subject does not
    speak.
    """
    bits, words = unit.bits, unit.words
    if cue.term in ("quote", "cite", "report") and words[end : end + 2] == ["as", "saying"]:
        found = subject_left(unit, i, low)
        frame = Frame(cue, i, end + 2, "quoted as saying")
        if found and found[0] >= 0:
            frame.source = (found[0], found[1])
        t = end + 2
        if t < high and words[t] == "by":
            stop = noun_right(unit, t + 1, high)
            frame.relay = (t + 1, stop) if stop > t + 1 else None
            frame.end = stop
        return frame
    for k in range(end, min(high, end + 8)):
        if (
            words[k] == "by"
            and k == end
            and earlier
            and earlier.right
            and i
            and words[i - 1] in noun_cues()
        ):
            # "…, a claim denied by both": what is denied is what was said before
            stop = noun_right(unit, k + 1, high)
            cut = next(
                (n for n in range(i - 1, earlier.right[0], -1) if bits[n] & (COMMA | DASH | STOP)),
                i,
            )
            return Frame(cue, i, k + 1, "claim answered", (k + 1, stop), (earlier.right[0], cut))
        if (
            words[k] == "by"
            and k + 1 < high
            and is_nominal(unit, k + 1)
            and not bits[k + 1] & ING  # "expected to save money by closing": a means, no speaker
        ):
            stop = noun_right(unit, k + 1, high)
            frame = Frame(cue, i, k + 1, "passive", (k + 1, stop))
            rest = stop
            while rest < high and words[rest] in ("of", "for", "as", "to", "that"):
                rest += 1
            if rest + 1 < high and rest > stop:
                frame.right = (rest, high)
            else:
                frame.left = (low, i)
            return frame
        if bits[k] & (COMMA | STOP | QUOTE):
            break
    return (
        Frame(cue, i, end, "passive") if cue.term in PASSIVES and takes_clause(unit, end) else None
    )
