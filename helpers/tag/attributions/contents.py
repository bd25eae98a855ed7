"""Where the content of a report lies: left of it, right of it, on both sides."""

from __future__ import annotations

from helpers.tag.attributions.cues import Frame
from helpers.tag.attributions.nouns import has_verb, is_nominal, is_participle_verb, noun_right
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
    ED,
    ING,
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
    noun_cues,
    says,
)

# Verbs whose subject, a poll or a report, may take a plain object: "the poll shows Rao ahead".
SHOWING = frozenset(["show", "find", "suggest", "indicate", "reveal"])
ADDRESSED = frozenset(
    ["tell", "inform", "remind", "assure", "advise", "convince", "persuade", "teach"]
)


def after_here(unit: Unit, start: int, high: int) -> tuple[int, int] | None:
    """Whose words "Here is Rao’s answer:" announces: the owner, else the noun."""
    first = start + 2
    if first >= high or not unit.bits[first - 1] & (BE | POSS):
        return None
    end = noun_right(unit, first, high)
    owner = next((k for k in range(first, end) if unit.bits[k] & POSS), end)
    return (first, owner) if owner > first else None


def main_subject(unit: Unit, low: int, high: int) -> tuple[int, int] | None:
    """The subject of the main clause that begins at ``low``, an opening phrase left out.

    The words before the first finite verb; where no verb is known, the name that opens the clause.
    """
    bits, start = unit.bits, low
    if (
        start < high
        and (
            bits[start] & (PREP | BREAK | ED | ING | TIME | ADV | TO)
            or unit.words[start].endswith(("ing", "ed"))
        )
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
    if unit.words[start : start + 1] == ["here"]:
        return after_here(unit, start, high)
    for i in range(start + 1, min(high, start + 60)):
        if is_participle_verb(unit, i):
            found = subject_left(unit, i, start)
            if found and found[0] >= 0:
                return found[0], found[1]
    if start < high and bits[start] & CAP and is_nominal(unit, start):
        end = start
        while (end < high and bits[end] & CAP and not bits[end] & DET) or end == start:
            end += 1
        if bits[start] & DET:
            stop = noun_right(unit, start, high)
            end = next((k for k in range(start, stop) if bits[k] & POSS), stop)
        if end < high and end > start:
            return start, end
    return None


def content_right(unit: Unit, frame: Frame, high: int) -> tuple[int, int] | None:
    """What follows the cue, without addressee, occasion and *that*; None when only an occasion
    follows.
    """
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
    if cue.term == "agree" and t < high and bits[t] & (PREP | TIME) and not bits[t] & TO:
        for k in range(t + 1, min(high - 1, t + 10)):
            if bits[k] & TO:
                t = k  # "agreed during a call on Monday to meet"
                break
            if bits[k] & (COMMA | AND | QUOTE | THAT | WHO | PRON | AUX | BE | BREAK):
                break
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
            if bits[k] & AND and k + 1 < high and words[k + 1] in says():
                # "declined to confirm it but said that": the clause is the next verb's
                high = k
                break
    while t < high and bits[t] & (COMMA | COLON | THAT):
        t += 1
    if t >= high:
        return None
    return t, predicate_end(unit, t, high)


def predicate_end(unit: Unit, t: int, high: int) -> int:
    """Where the object of a verb ends before the subject's next predicate ("accuse X of Y, and").

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


def holds_quote(unit: Unit, frame: Frame) -> bool:
    """Does a quotation stand right beside source and cue?"""
    left, right = frame.left, frame.right
    before = left is not None and unit.bits[left[1] - 1] & QUOTE
    return bool(before or (right is not None and unit.bits[right[0]] & QUOTE))


def place_content(unit: Unit, frame: Frame, low: int, high: int) -> None:
    """Set the content to the left ("…, X said"), to the right, or on both sides of "X said"."""
    bits, cue = unit.bits, frame.cue
    begins = frame.begins()
    left_end = begins
    before = bits[begins - 1] if begins > low else 0
    left = (
        begins > low
        and before & (COMMA | QUOTE | DASH)
        and (bool(cue.takes & {"say", "quote"}) or (cue.term in SHOWING and before & COMMA))
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
    if left and not frame.left and before & COMMA:
        aside = next((k for k in range(t, min(high, t + 6)) if bits[k] & (COMMA | QUOTE)), high)
        if aside + 3 < high and bits[aside] & COMMA and occasion_only(unit, t, high):
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
