"""Who stands behind a claim in its sentence: the outlet, somebody else, or nobody quite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpers.records import Attribution
from helpers.tag.attributions import is_intention
from helpers.tag.claims.finds import Find, Reading
from helpers.tag.claims.wordlists import read_words

REACH_BACK = 30  # characters before a claim that hold one adjective
HEDGE_REACH = 6  # words before a claim within which a hedge still bears on it
NEGATION = re.compile(
    r"\b(?:not(?! only)|never|neither|nor|no longer|no (?=evidence|proof|sign|indication|plans?\b)"
    r"|nobody|no one|none|nothing|nowhere|without|cannot|has yet to|have yet to|fail(?:s|ed)? to"
    r"|refus(?:es|ed) to|rather than|instead of|better things to do than)\b|n[’']t\b|\bno\b",
    re.IGNORECASE,
)
# Words one of which is in every negation, and in every condition.
NEGATIVES = frozenset(
    [
        "not", "never", "neither", "nor", "no", "nobody", "none", "nothing", "nowhere", "without",
        "cannot", "yet", "fail", "fails", "failed", "refuses", "refused", "rather", "instead",
        "better", "t",
    ]
)
CONDITIONS = frozenset(["if", "whether", "unless", "case", "suppose", "provided", "should"])
CONDITION = re.compile(
    r"\b(?:[Ii]f|[Ww]hether|[Uu]nless|[Ii]n case|[Ss]uppose|[Pp]rovided that)\b"
    r"|\bshould [A-Z]\w+|\bShould (?:the|a|an|this|[A-Z]\w+)\b"
)
# Words by which a speaker takes a thing back while naming it; "alleged" leaves it open.
DISOWNING = re.compile(
    r"\b(?:so-called|imaginary|imagined|mythical|fictitious|invented|non-existent|nonexistent)\s+$",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"[;:—]|, (?:but|while|although|though|whereas|and)\b|\bbut\b", re.IGNORECASE)
ASIDE = re.compile(r",[”\"]? (?:which|who|whose)\b[^,]*(?:,|$)")
ACCORDING = re.compile(r"\W*(According to)\b[^,]+,[^,]*$")
# "The plant is, according to Kyiv, a factory for drones": beside the claim or inside it.
BETWEEN = re.compile(r"[,–—]\s*(according to)\b[^,;–—]{2,90}[,–—](?P<after>(?:\s+\w+){0,4}\s*$)?")
CLOSING = re.compile(
    r",[”\"]? (?:(?!\bthan\b)[^,;]){2,60} (said|says|say|told|reported|reports)\b"
    r"[^,;]{0,60}[.”\"]*$"
)
AS = re.compile(r"\bas (?:a|an|the|part|one)\b", re.IGNORECASE)  # "describe them as an axis"
RELATIVE = re.compile(r"\b(?:that|which|who)\s+(?:[\w’']+\s+){1,5}$")
LINK = re.compile(
    r"\b(?:that|(?:of|for|over) (?:\w+ly |having )?(?:\w+ing|its|his|the|their))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Commitment:
    """The label, None where nobody is committed; its cue and who is credited."""

    label: str | None
    cue: tuple[int, int] | None = None
    attribution: Attribution | None = None
    negated: bool = False


def words_back(text: str, start: int, limit: int, count: int) -> int:
    """Where the ``count`` words before ``start`` begin, not before ``limit``."""
    head = text[limit:start]
    parts = head.rsplit(None, count)
    if not parts:
        return start
    tail = head[len(parts[0]) :] if len(parts) > count else head
    return start - len(tail.lstrip())


def clause_start(text: str, start: int, limit: int) -> int:
    """Where the clause that holds ``start`` begins."""
    for hit in CLAUSE.finditer(text, limit, start):
        limit = hit.end()
    return limit


def last_slot(find: Find) -> int:
    """Where the last slot of a find begins; what stands behind it no longer bears on the claim."""
    return max((a for a, _ in find.slots.values()), default=find.end)


def is_negated(find: Find, reading: Reading) -> bool:
    """Whether a negative stands over the claim; never where the claim itself is put negatively."""
    if "negation" in find.slots:
        return False
    text, limit = reading.text, reading.sentences[find.sentence].start
    if is_disowned(find, reading):
        return True
    if NEGATIVES.isdisjoint(reading.words(find.sentence)):
        return False
    first = max(clause_start(text, find.start, limit), words_back(text, find.start, limit, 4))
    for hit in NEGATION.finditer(text, first, find.end):
        if any(a <= hit.start() < b for a, b in find.slots.values()):
            continue  # a word of the claim: "warned it not to"
        after = [a for a, _ in find.slots.values() if a >= hit.end()]
        between = text[hit.end() : min(after, default=find.end)]
        if hit.end() <= find.start or not re.search(r"[,;]|\bbut\b", between):
            return True
    return False


def is_disowned(find: Find, reading: Reading) -> bool:
    """Whether the claim is named as "the so-called …": not stated by whoever says so."""
    limit = reading.sentences[find.sentence].start
    head = reading.text[max(limit, find.start - REACH_BACK) : find.start]
    return DISOWNING.search(head) is not None


def is_open(find: Find, reading: Reading) -> bool:
    """Whether the claim is only asked or supposed."""
    sentence = reading.sentences[find.sentence]
    text = reading.text
    if text[find.end : sentence.end].rstrip(" ”\"’'").endswith("?"):
        return True
    if CONDITIONS.isdisjoint(reading.words(find.sentence)):
        return False
    first = max(
        clause_start(text, find.start, sentence.start),
        words_back(text, find.start, sentence.start, HEDGE_REACH),
    )
    return CONDITION.search(text, first, find.start) is not None


def credited(
    find: Find, reading: Reading, attributions: Iterable[Attribution]
) -> Attribution | None:
    """The narrowest attribution whose content holds the claim, scare quotes only with a speaker.

    What somebody only means to do is credited to him where nobody says it.
    """
    best: tuple[tuple[bool, int], Attribution] | None = None
    for a in attributions:
        shared = min(a.end, find.end) - max(a.start, find.start)
        if a.force == "denying" or shared <= 0 or _is_own_word(find, a, reading.text):
            continue
        if a.kind == "partial":
            if a.source_start is None and a.source_id == "unknown":
                continue
        elif 2 * shared < find.end - find.start:
            continue
        if a.kind != "direct" and _in_aside(find, a, reading.text):
            continue
        rank = (is_intention(a), a.end - a.start)
        if best is None or rank < best[0]:
            best = (rank, a)
    return best[1] if best else None


def _is_own_word(find: Find, attribution: Attribution, text: str) -> bool:
    """Whether the cue is a word of the claim itself: who "plans" or "attacked" says nothing."""
    cue = _cue(attribution)
    if cue is None or not find.start <= cue[0] < find.end:
        return False
    if attribution.force == "accusing" and not LINK.search(text, cue[1], last_slot(find)):
        return True
    slots = (s for name, s in find.slots.items() if name != "say")
    return any(a < cue[1] and cue[0] < b for a, b in slots)


def _in_aside(find: Find, attribution: Attribution, text: str) -> bool:
    """Whether the claim stands in a ", which …," of a reported sentence: the outlet’s own words."""
    if text[attribution.start - 1 : attribution.start] in ("“", '"'):
        return False
    return any(
        2 * (min(find.end, aside.end()) - max(find.start, aside.start())) > find.end - find.start
        for aside in ASIDE.finditer(text, attribution.start, attribution.end)
    )


def _cue(attribution: Attribution) -> tuple[int, int] | None:
    if attribution.cue_start is None or attribution.cue_end is None:
        return None
    return attribution.cue_start, attribution.cue_end


def _by_cue(
    cue: tuple[int, int], attributions: Iterable[Attribution]
) -> Attribution | None:
    """The attribution that has this cue."""
    spans = ((a, _cue(a)) for a in attributions)
    return next((a for a, c in spans if c and c[0] < cue[1] and cue[0] < c[1]), None)


def _told(find: Find, reading: Reading, first: int) -> tuple[int, int] | None:
    """A plain reporting verb right before the claim or behind its sentence, where no content is."""
    text, end, words = reading.text, reading.end(find.sentence), reading.words(find.sentence)
    if opening := ACCORDING.match(text[first : find.start]):
        return first + opening.start(1), first + opening.end(1)
    if aside := BETWEEN.search(text, find.start, find.end):
        return aside.span(1)
    before = BETWEEN.search(text[first : find.start])
    if before and before["after"] is not None:
        return first + before.start(1), first + before.end(1)
    for hit in read_words("cues", "takes", ("say",)).find(words, text, first, find.start):
        if not re.search(r"[,;:.”\"]", text[hit.end() : find.start]) and hit.start() > first:
            return hit.span()
    closing = CLOSING.search(text[find.end : end])
    return (find.end + closing.start(1), find.end + closing.end(1)) if closing else None


def read_commitment(
    find: Find, reading: Reading, attributions: Sequence[Attribution]
) -> Commitment:
    """Reported words come before hedges: who warns that something may come is credited with it."""
    text, sentence = reading.text, reading.sentences[find.sentence]
    words = reading.words(find.sentence)
    near = [a for a in attributions if a.start < find.end and find.start < a.end]
    who = credited(find, reading, near)
    if "hedge" in find.slots:
        return Commitment("hedged", find.slots["hedge"], who)
    if is_negated(find, reading):
        return Commitment(None, _cue(who) if who else None, who, negated=True)
    if is_open(find, reading):
        return Commitment(None)
    if "say" in find.slots:
        return Commitment("attributed", find.slots["say"], _by_cue(find.slots["say"], near))
    if who:
        return Commitment("attributed", _cue(who), who)
    first = clause_start(text, find.start, sentence.start)
    trigger = last_slot(find)
    if told := _told(find, reading, first):
        return Commitment("attributed", told, _by_cue(told, attributions))
    for hit in read_words("cues", "force", ("accusing", "weak")).find(words, text, first, trigger):
        if LINK.search(text, hit.end(), trigger):
            return Commitment("attributed", hit.span(), _by_cue(hit.span(), attributions))
    for hit in read_words("cues", "takes", ("object",)).find(words, text, first, trigger):
        if AS.search(text, hit.end(), trigger) and hit.start() > first:
            return Commitment("attributed", hit.span(), _by_cue(hit.span(), attributions))
    for hit in read_words("cues", "takes", ("say",)).find(words, text, find.start, trigger):
        if RELATIVE.search(text, find.start, hit.start()):
            return Commitment("attributed", hit.span(), _by_cue(hit.span(), attributions))
    first = max(first, words_back(text, find.start, sentence.start, HEDGE_REACH))
    for hit in read_words("hedges").find(words, text, first, max(trigger, find.start)):
        if hit.group() != "May":  # the month
            return Commitment("hedged", hit.span())
    return Commitment("own voice")
