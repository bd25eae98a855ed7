"""Reporting frames of a unit: for each cue that reports, who says it and where its content may lie."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.tag.attributions.phrases import (
    clause_start,
    has_verb,
    is_nominal,
    is_participle_verb,
    noun_left,
    noun_right,
    subject_left,
    with_apposition,
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
    Cue,
    cue_forms,
    documents,
    noun_cues,
)

ADDRESSED = frozenset(["tell", "inform", "remind", "assure", "advise", "convince", "persuade", "teach"])
# Verbs whose subject, a poll or a report, may take a plain object: "the poll shows Rao ahead".
SHOWING = frozenset(["show", "find", "suggest", "indicate", "reveal"])
# Passives that report without saying who ("was told that"); of other verbs they are descriptions.
PASSIVES = frozenset(["ask", "tell", "say", "report", "believe", "think", "accuse", "know", "consider", "allege"])


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
    if before & (DET | POSS) and not before & (PRON | TO) and words[i - 1] not in ("that",):
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
            and not words[i - 1].endswith("s"))
        ):
            return False
        if after & POSS:
            return False
        if before & (ED | CUE) and words[i - 1][-1] != "s" and is_participle_verb(unit, i - 1):
            return False
        if (
            not takes_clause(unit, end)
            and before & ~CUE == 0
            and has_verb(unit, clause_start(unit, 0, i), i - 1)
        ):
            return False
    if cue.form == "past" and before & (DET | POSS):
        return False
    return True


def takes_clause(unit: Unit, end: int) -> bool:
    """Does a clause, an infinitive or a quotation follow: what tells "wants to" from "a want of"?"""
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
    return k >= 0 and bool(unit.bits[k] & BE)


def main_subject(unit: Unit, low: int, high: int) -> tuple[int, int] | None:
    """The subject of the main clause that begins at ``low``, an opening phrase left out.

    The words before the first finite verb; where no verb is known, the name that opens the clause.
    """
    bits, start = unit.bits, low
    if (
        start < high
        and bits[start] & (PREP | BREAK | ED | ING | TIME | ADV | TO)
        and not bits[start] & PRON
    ):
        comma = next(
            (k for k in range(start, min(high, start + 30)) if bits[k] & (COMMA | QUOTE)), None
        )
        start = (
            comma + 1 if comma is not None and comma + 1 < high and bits[comma] & COMMA else start
        )
    if start < high and bits[start] & PRON:
        return start, start + 1
    for i in range(start + 1, min(high, start + 60)):
        if is_participle_verb(unit, i):
            found = subject_left(unit, i, start)
            if found and found[0] >= 0:
                return found[0], found[1]
    if start < high and bits[start] & CAP and is_nominal(unit, start):
        end = start
        while (end < high and bits[end] & CAP and not bits[end] & DET) or end == start:
            end += 1
        if end < high:
            return start, end
    return None


def read_noun(
    unit: Unit, i: int, end: int, cue: Cue, high: int, earlier: Frame | None
) -> Frame | None:
    """ "Rao’s claim that …", "their criticism of …": a noun of speech with its holder and its object."""
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


def content_right(unit: Unit, frame: Frame, high: int) -> tuple[int, int] | None:
    """What follows the cue, without addressee, occasion and *that*; None when only an occasion follows."""
    bits, words = unit.bits, unit.words
    t, cue = frame.end, frame.cue
    while high > t and bits[high - 1] & STOP:
        high -= 1
    if t < high and cue.term in ADDRESSED:
        if bits[t] & OBJ:
            t += 1
        else:
            stop = noun_right(unit, t, high)
            if stop > t:
                frame.relay = frame.relay or (t, stop)
            t = stop
    if cue.term == "accuse" or (frame.rule == "passive" and cue.term == "accuse"):
        for k in range(t, min(high, t + 16)):
            if (
                words[k] == "of"
                and k + 1 < high
                and (bits[k + 1] & ING or words[k + 1].endswith("ing") or bits[k + 1] & QUOTE)
            ):
                return k + 1, predicate_end(unit, k + 1, high)
    if (
        "say" in cue.takes
        or "clause" in cue.takes
        or cue.force == "denying"
        or cue.term in ("express", "repeat", "reiterate")
    ):
        for k in range(t, min(high, t + 16)):
            plain = "say" in cue.takes or "clause" in cue.takes
            if bits[k] & THAT and (
                k == t
                or unit.words[k - 1] in noun_cues()
                or (plain
                and k + 1 < high
                and not bits[k + 1] & (AUX | BE | COMMA))
            ):
                return (k + 1, high) if k + 1 < high else None
            if bits[k] & (PRON | AUX | BE | WHO | QUOTE | BREAK) or (bits[k] & COMMA and k > t + 8):
                break
    while t < high and bits[t] & (COMMA | COLON):
        t += 1
    if t >= high:
        return None
    return t, predicate_end(unit, t, high)


def predicate_end(unit: Unit, t: int, high: int) -> int:
    """Where the object of a verb ends before the subject's next predicate: "accused X of Y, and imposed".

    Only for contents that are no clause of their own, where "and" plus a finite verb cannot go on.
    """
    bits = unit.bits
    if has_verb(unit, t, min(high, t + 8)):
        return high
    for k in range(t + 1, min(high - 1, t + 40)):
        if bits[k] & AND and (
            bits[k + 1] & (AUX | BE) or (bits[k - 1] & COMMA and bits[k + 1] & (ED | VERB))
        ):
            return k - 1 if bits[k - 1] & COMMA else k
        if bits[k] & (THAT | WHO | QUOTE):
            break
    return high


def occasion_only(unit: Unit, t: int, high: int) -> bool:
    """Does what follows the cue only say when, where or to whom ("on Tuesday", "at a rally")?"""
    while t < high and unit.bits[t] & STOP:
        t += 1
    if t >= high:
        return True
    bit = unit.bits[t]
    if bit & QUOTE:
        return True
    if bit & (THAT | DET | PRON | COLON):
        return False
    return bool(
        bit & (PREP | TIME | ADV | COMMA | BREAK | AND | DASH | ING | WHO | TO | OPEN | OBJ)
    ) or unit.words[t] in ("last", "this", "earlier", "late")


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
    if opens or unit.bits[i - 1] & (AND | STOP):
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
    """ "…, X reports, citing claims by A to B": turns the frame of X, who only passes A's words on, into A's."""
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
    """ "was accused by X of", "was quoted as saying", "is expected to": the subject does not speak."""
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
        if words[k] == "by" and k + 1 < high and is_nominal(unit, k + 1):
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


def read_frame(unit: Unit, i: int, low: int, high: int, earlier: Frame | None) -> Frame | None:
    """The frame of the cue word at token ``i``, or None when the word reports nothing here."""
    picked = pick_cue(unit, i)
    if picked is None:
        return None
    cue, end = picked
    bits = unit.bits
    if cue.term == "according to":
        return read_according(unit, i, end, cue, low, high)
    if cue.form == "noun" or ((cue.form in ("base", "s")) and unit.words[i] in noun_cues()):
        frame = read_noun(unit, i, end, cue, high, earlier)
        if frame or cue.form == "noun":
            return frame
    if not is_report(unit, i, end, cue):
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
        cue.form == "past" and "say" not in cue.takes and end < high and unit.words[end] == "by"
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
                if not (aside and aside[2] == "aside" and not occasion_only(unit, stop, high)):
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
            if before & (COMMA | QUOTE | AND | PREP | DASH) or i == low:
                frame.rule, frame.shared = "participle", True
                frame.source = (
                    earlier.source if earlier and earlier.source else main_subject(unit, low, high)
                )
            else:
                start = noun_left(unit, i - 1, low)
                if start is None:
                    return None
                frame.rule, frame.source = "participle after noun", (start, i)
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
                ):
                    return None
                frame.rule, frame.shared = "shared subject", True
                frame.source = (
                    earlier.source if earlier and earlier.source else main_subject(unit, low, i)
                )
                if frame.source is None:
                    return None
            else:
                frame.source, frame.rule = (found[0], found[1]), found[2] + " the verb"
    place_content(unit, frame, low, high)
    if cue.takes == {"quote"} and not holds_quote(unit, frame) and not bits[high - 1] & COLON:
        return None
    announces = bits[high - 1] & (COLON | STOP) and frame.end >= high - 4 and not passive
    return frame if frame.left or frame.right or (announces and frame.source) else None


def holds_quote(unit: Unit, frame: Frame) -> bool:
    """Does a quotation stand right beside source and cue?"""
    sides = (frame.left[1] - 1 if frame.left else None, frame.right[0] if frame.right else None)
    return any(k is not None and unit.bits[k] & QUOTE for k in sides)


def place_content(unit: Unit, frame: Frame, low: int, high: int) -> None:
    """Set the content to the left ("…, X said"), to the right, or on both sides of "X said"."""
    bits, cue = unit.bits, frame.cue
    begins = frame.begins()
    left_end = begins
    before = bits[begins - 1] if begins > low else 0
    left = (
        begins > low
        and before & (COMMA | QUOTE | DASH)
        and bool(cue.takes & {"say", "quote"})
        and not frame.shared
    )
    if before & (COMMA | DASH):
        left_end = begins - 1
    t = frame.end
    if left and left_end > low and cue.term not in ADDRESSED and occasion_only(unit, t, high):
        whole_quote = left_end - 1 >= low and bits[left_end - 1] & QUOTE
        if whole_quote or has_verb(unit, low, left_end) or left_end - low >= 5:
            frame.left = (low, left_end)
    if left and cue.term in ADDRESSED and left_end > low:
        stop = t + 1 if t < high and bits[t] & OBJ else noun_right(unit, t, high)
        if occasion_only(unit, stop, high) and (
            bits[left_end - 1] & QUOTE or has_verb(unit, low, left_end)
        ):
            frame.left = (low, left_end)
    right = content_right(unit, frame, high)
    aside = next((k for k in range(t, min(high, t + 6)) if bits[k] & (COMMA | QUOTE)), None)
    if (
        left
        and not frame.left
        and before & COMMA
        and aside is not None
        and bits[aside] & COMMA
        and aside + 3 < high
        and occasion_only(unit, t, high)
    ):
        # "Ties, he said at the time, would develop": the aside parts one statement in two
        frame.left, frame.right = (low, left_end), (aside + 1, high)
        return
    if frame.left:
        if right:
            for k in range(right[0], right[1]):
                if bits[k] & QUOTE:
                    frame.right = (k, right[1])
                    break
                if (
                    bits[k] & COMMA
                    and k + 4 < high
                    and before & COMMA
                    and not (bits[k + 1] & (ING | AND | PREP | WHO | DET | CAP | BREAK))
                ):
                    frame.right = (k + 1, right[1])
                    break
                if bits[k] & THAT and "say" in cue.takes:
                    frame.left, frame.right = (
                        (frame.left if bits[left_end - 1] & QUOTE else None),
                        (k + 1, right[1]),
                    )
                    break
        return
    frame.right = right
