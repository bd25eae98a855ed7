"""Where the codebook's claims stand in a sentence, before asking who stands behind them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.records import Attribution, Claim, Codebook, Mention, Sentence
from helpers.tag.patterns import Compiled, Match, compile_patterns, find_patterns
from helpers.tag.patterns.anchors import split_words
from helpers.tag.sentences import list_read

CONTEXT_SENTENCES = 3  # how far back "it" and "the missiles" may point
SENTENCE_LIMIT = 4000  # characters; what is longer is no sentence, and only its beginning is read


@dataclass(frozen=True, slots=True)
class Find:
    """One claim found in one sentence; ``slots`` are the spans of the pattern's slots."""

    claim: Claim
    start: int
    end: int
    slots: dict[str, tuple[int, int]]
    sentence: int  # index in the list of sentences that are read
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as the claim rules see it: its text, the sentences that are read, who is named."""

    text: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    sides: dict[str, frozenset[str]]  # actor_id → itself and the state that it speaks for

    def end(self, index: int) -> int:
        """Where reading of a sentence stops."""
        sentence = self.sentences[index]
        return min(sentence.end, sentence.start + SENTENCE_LIMIT)

    def words(self, index: int) -> frozenset[str]:
        """The different words of a sentence as far as it is read; word lists look them up."""
        return split_words(self.sentences[index].text[:SENTENCE_LIMIT])

    def before(self, index: int) -> str:
        """The sentences that a pronoun may point to."""
        first = max(0, index - CONTEXT_SENTENCES)
        return " ".join(
            self.text[s.start : self.end(first + i)]
            for i, s in enumerate(self.sentences[first:index])
        )

    def named(self, start: int, end: int) -> list[Mention]:
        """The mentions inside a span."""
        first = bisect_left(self.mentions, start, key=lambda m: m.start)
        last = bisect_left(self.mentions, end, first, key=lambda m: m.start)
        return [m for m in self.mentions[first:last] if m.end <= end]

    def last_named(self, end: int) -> list[Mention]:
        """The last mention before a place that is no pronoun, if there is one."""
        for i in range(bisect_left(self.mentions, end, key=lambda m: m.start) - 1, -1, -1):
            if self.mentions[i].end <= end and self.mentions[i].kind != "pronoun":
                return [self.mentions[i]]
        return []


@dataclass(frozen=True, slots=True)
class ClaimRules:
    """What the claims of a codebook are found with; made once for all its documents."""

    codebook: Codebook
    names: dict[str, str]  # actor_id → name
    sides: dict[str, frozenset[str]]  # actor_id → itself and the state that it speaks for
    patterns: Compiled
    owners: list[Claim]  # of the patterns
    barriers: Compiled
    barred: list[Claim]  # by the barriers


_RULES: dict[int, ClaimRules] = {}
RULES_KEPT = 16  # codebooks; one run has one


def read_rules(codebook: Codebook) -> ClaimRules:
    """The rules of a codebook, whose claims are those of the same object."""
    if id(codebook) not in _RULES:
        if len(_RULES) >= RULES_KEPT:
            _RULES.clear()
        sides = {a.id: frozenset(filter(None, (a.id, a.state))) for a in codebook.actors}
        _RULES[id(codebook)] = ClaimRules(
            codebook,
            {a.id: a.name for a in codebook.actors},
            sides,
            *_compiled(codebook, "patterns"),
            *_compiled(codebook, "unless", told=()),
        )
    return _RULES[id(codebook)]


def read_document(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    rules: ClaimRules,
    skip: Sequence[tuple[int, int]],
) -> Reading:
    """Leave out sentences in furniture; note for whom each actor speaks."""
    kept = tuple(list_read(sentences, skip))
    return Reading(text, kept, tuple(sorted(mentions, key=lambda m: m.start)), rules.sides)


def group_attributions(
    reading: Reading, attributions: Sequence[Attribution]
) -> list[list[Attribution]]:
    """For each sentence the attributions whose content or cue touches it, in their order."""
    starts = [s.start for s in reading.sentences]
    groups: list[list[Attribution]] = [[] for _ in starts]
    for a in attributions:
        touched: set[int] = set()
        for start, end in ((a.start, a.end), (a.cue_start, a.cue_end)):
            if start is not None and end is not None:
                first = max(0, bisect_right(starts, start) - 1)
                touched |= {*range(first, bisect_left(starts, end))}
        for index in touched:
            groups[index].append(a)
    return groups


def overlaps(a: Find | Match, b: Find | Match) -> bool:
    """Whether two spans share a character."""
    return a.start < b.end and b.start < a.end


def _compiled(
    codebook: Codebook, field: str, told: tuple[str, ...] | None = None
) -> tuple[Compiled, list[Claim]]:
    pairs = [(p, claim) for claim in codebook.claims for p in getattr(claim, field)]
    compiled = compile_patterns((p for p, _ in pairs), codebook, f"claims ({field})", told)
    return compiled, [claim for _, claim in pairs]


def find_statements(reading: Reading, rules: ClaimRules) -> list[list[Find]]:
    """For each sentence the claims in it, without those that an ``unless`` takes away.

    What ``unless`` saw in a sentence also holds for the next one of the paragraph, as long as that
    names none of the accused: "It includes …" after a treaty with another state is about that one.
    """
    found = [
        [
            Find(rules.owners[m.pattern], m.start, m.end, m.slots, index, f"pattern {m.pattern}")
            for m in find_patterns(
                rules.patterns, reading.text, s.start, reading.end(index), reading.before(index)
            )
        ]
        for index, s in enumerate(reading.sentences)
    ]
    out: list[list[Find]] = []
    held: set[str] = set()
    for index, (sentence, finds) in enumerate(zip(reading.sentences, found, strict=True)):
        span = (reading.text, sentence.start, reading.end(index))
        if not any(found[index : index + 2]):  # nothing that a wall could stand before
            out.append(finds)
            held = set()
            continue
        walls = [(rules.barred[m.pattern].id, m) for m in find_patterns(rules.barriers, *span)]
        new = index == 0 or reading.sentences[index - 1].paragraph != sentence.paragraph
        carried = {f.claim.id for f in finds} & (set() if new else held)
        held = {c for c, _ in walls} | carried
        if carried:
            named = {s for m in reading.named(*span[1:]) for s in reading.sides.get(m.actor_id, ())}
            finds = [f for f in finds if f.claim.id not in carried or {*f.claim.accused} & named]
        if walls:
            finds = [
                f for f in finds if not any(c == f.claim.id and overlaps(f, m) for c, m in walls)
            ]
        out.append(finds)
    return out
