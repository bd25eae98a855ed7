"""What the accused are reported to say to a claim: denied, declined to say, not denied.

An answer belongs to the claim that it answers: the one behind its cue ("denies supplying drones"),
the one before it in the sentence ("…, a claim denied by Moscow"), or, where it only points back
("that claim", "the allegations", no object at all), the last one that this party could answer.
Who answers must be accused by the claim, or speak for a state that is; else it is no answer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from helpers.load import read_lexicon
from helpers.records import Attribution, Codebook, Mention
from helpers.tag.claims.commitments import clause_start, words_back
from helpers.tag.claims.finds import Find, Reading
from helpers.tag.claims.pointing import names_only, read_pointer, stands_before
from helpers.tag.claims.wordlists import read_words
from helpers.tag.patterns import compile_patterns, match_any

REACH = 120  # characters from "denied by" to who denies, from "denies" to what is denied
NEGATIVE_REACH = 6  # words from "nor" or "neither" to the denial
BACK = 3  # sentences that "that claim" may look back; chosen on the agreed coding
TOPIC_BACK = 12  # and "the story of the cables", which says what it points to
BREAK = re.compile(
    r"[,;—]|\bbut\b|\band (?:says?|said|has|have|acknowledged|added)\b", re.IGNORECASE
)
EVERYBODY = re.compile(
    r"\b(?:both|each|they|neither"
    r"|(?:the )?two (?:countries|sides|governments|capitals|states|nations))\b(?:\s+\w+){0,3}\s*$",
    re.IGNORECASE,
)
# A negative before a denial in the same clause: "nor has X denied", "neither side has denied it".
UNDENIED = re.compile(
    r"\b(?:nor|neither|nobody|no one|none|not|never|yet to|no)\b"
    r"(?:(?!\b(?:and|but|or|only)\b)[^,;:—”\"])*$",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"\b(?:he|she|it)\b(?:\s+\w+){0,2}\s*$", re.IGNORECASE)
BOTH_HAVE = re.compile(r"\b(?:have|has|had) both\b[^,;]*$", re.IGNORECASE)
DISMISSING = r"\b(?:this|that|these|those|it|such|they|all)\b[^.;]{0,60}?"
SPOKEN = ("false claim", "baseless")  # rows of the list that are an answer only in somebody's mouth
NOBODY: frozenset[str] = frozenset()
JOINED = re.compile(r"\s*(?:,|and|nor|or|, and)\s*(?:the\s+)?\Z")


@dataclass(frozen=True, slots=True)
class Answer:
    """One party's answer to one claim; ``consumed`` where the claim stands only as its object."""

    find: Find
    answer: str
    start: int
    end: int
    cue: tuple[int, int]
    source_id: str
    attribution: Attribution | None
    consumed: bool


@cache
def _answers() -> dict[str, str]:
    pairs = ((f, r["answer"]) for r in read_lexicon("denials") for f in r["forms"].split("|"))
    return {form.lower().replace("’", "'"): answer for form, answer in pairs}


@cache
def _spoken() -> frozenset[str]:
    rows = (r for r in read_lexicon("denials") if r["term"] in SPOKEN)
    return frozenset(f.lower() for r in rows for f in r["forms"].split("|"))


@cache
def _dismissal() -> re.Pattern[str]:
    words = read_words("dismissals").pattern.pattern
    return re.compile(DISMISSING + words, re.IGNORECASE)


def _ids(mentions: Sequence[Mention]) -> list[str]:
    return [m.actor_id for m in mentions]


def _chain(mentions: Sequence[Mention], text: str, back: bool) -> list[Mention]:
    """The mentions joined to the first one by "and": all of "Moscow and Tehran"."""
    out = list(mentions[:1])
    for m in mentions[1:]:
        a, b = (m, out[-1]) if back else (out[-1], m)
        if not JOINED.fullmatch(text[a.end : b.start]):
            break
        out.append(m)
    return out


class Answering:
    """The answers of one document; keeps what was claimed so far, for those that point back."""

    def __init__(
        self, reading: Reading, groups: Sequence[Sequence[Attribution]], codebook: Codebook
    ) -> None:
        self.reading = reading
        self.groups = groups  # the attributions of each sentence
        self.codebook = codebook
        self.actors = {a.id for a in codebook.actors}
        self.past: list[Find] = []

    def remember(self, finds: Sequence[Find]) -> None:
        """Note claims that later sentences may answer."""
        self.past += finds

    def words(self, find: Find) -> list[int]:
        """Where the words of a find begin, names left out."""
        slots = ((re.sub(r"_\d+$", "", name), a) for name, (a, _) in find.slots.items())
        return [a for name, a in slots if name not in self.actors]

    def split(self, find: Find) -> bool:
        """Whether a denial stands between the words of a find, so that they are not one claim."""
        given = self.reading.words(find.sentence), self.reading.text, find.start, find.end
        cues = [cue.start() for cue in read_words("denials").find(*given)]
        places = self.words(find) if cues else []
        return bool(places) and any(min(places) < at < max(places) for at in cues)

    # who answers

    def holder(self, cue: tuple[int, int], index: int) -> Attribution | None:
        """The attribution that holds the cue: who says "false claims", who relays a denial."""
        over = [a for a in self.groups[index] if a.start <= cue[0] and cue[1] <= a.end]
        return min(over, key=lambda a: a.end - a.start, default=None)

    def deniers(self, cue: tuple[int, int], index: int, word: str) -> list[list[str]]:
        """Readings of who answers, best first; ["*"] is all accused ("both deny")."""
        text, sentence = self.reading.text, self.reading.sentences[index]
        if word.endswith(" by"):
            after = self.reading.named(cue[1], min(sentence.end, cue[1] + REACH))
            return [_ids(_chain(after, text, back=False))]
        head = text[sentence.start : cue[0]]
        if EVERYBODY.search(head) and not BOTH_HAVE.search(head):
            return [["*"]]
        said = [
            [a.source_id]
            for a in self.groups[index]
            if a.cue_start is not None
            and a.cue_start < cue[1]
            and cue[0] < (a.cue_end or 0)
            and a.source_id != "unknown"
        ]
        if PRONOUN.search(head):
            return [*said, _ids(self.reading.last_named(cue[0]))]
        named = self.reading.named(clause_start(text, cue[0], sentence.start), cue[0])
        after = self.reading.named(cue[1], min(sentence.end, cue[1] + REACH))
        return [
            _ids(_chain(named[::-1], text, back=True)),
            *said,
            _ids(named[:1]),
            _ids(_chain(after, text, back=False)) if word.startswith("denial") else [],
            _ids(self.reading.named(sentence.start, cue[0])[:1]),
        ]

    # what is answered

    def targets(
        self, cue: tuple[int, int], index: int, finds: Sequence[Find]
    ) -> tuple[list[Find], bool]:
        """The claims of this sentence that the cue answers, and whether they stand behind it."""
        text = self.reading.text
        ahead = []
        for f in finds:
            words = [a for a in self.words(f) if a >= cue[1] or a < cue[0]]
            first = f.start if f.start >= cue[1] else min(words, default=f.start)
            near = cue[1] <= first <= cue[1] + REACH and "say" not in f.slots
            if near and not BREAK.search(text, cue[1], first):
                ahead.append(f)
        if ahead:
            return _shortest(ahead), True
        sentence = self.reading.sentences[index]
        head = text[sentence.start : cue[0]]
        passive = text[cue[0] : cue[1]].lower().endswith(" by")
        if not stands_before(head, text[cue[1] : sentence.end], passive):
            return [], False
        before = _shortest([f for f in finds if f.end <= cue[0] and "say" not in f.slots])
        only = (names_only(text[sentence.start : f.start]) for f in before)
        return before, passive and any(only)

    def pointed(self, cue: tuple[int, int], index: int, word: str) -> list[Find]:
        """The last claims before this sentence, where the answer points back to them."""
        text, sentence = self.reading.text, self.reading.sentences[index]
        head, tail = text[sentence.start : cue[0]], text[cue[1] : sentence.end]
        pointer = read_pointer(word, head, tail)
        if pointer is None:
            return []
        first = index - (TOPIC_BACK if pointer.topic else BACK)
        recent = [f for f in self._since(first) if f.sentence < index and f.claim.accused]
        return [f for f in recent if not pointer.topic or self._same_topic(f, pointer.topic)]

    def _since(self, first: int) -> list[Find]:
        """What was claimed from a sentence on; it was noted in the order of sentences."""
        return self.past[bisect_left(self.past, first, key=lambda f: f.sentence) :]

    def _same_topic(self, find: Find, words: str) -> bool:
        """Whether "about weapons transfers" uses a word of a group that found the earlier claim."""
        groups = {s.rsplit("_2", 1)[0] for s in find.slots} & set(self.codebook.words)
        return bool(groups) and match_any(
            compile_patterns((f"{{{g}}}" for g in sorted(groups)), self.codebook), words
        )

    # the rules

    def find(self, index: int, finds: Sequence[Find]) -> list[Answer]:
        """All answers of one sentence, one for each claim, answer and party."""
        start, end = self.reading.sentences[index].start, self.reading.end(index)
        out: list[Answer] = []
        words = self.reading.words(index)
        for hit in read_words("denials").find(words, self.reading.text, start, end):
            out += self._answer(hit, index, finds)
        if not out and read_words("dismissals").standing(words):
            out += self._dismissals(index, finds)
        if not out:
            return out
        unique = {(a.find.claim.id, a.answer, a.source_id): a for a in reversed(out)}
        return list(unique.values())[::-1]

    def _answer(self, hit: re.Match[str], index: int, finds: Sequence[Find]) -> Iterator[Answer]:
        word = hit.group().lower().replace("’", "'")
        cue, holder = hit.span(), self.holder(hit.span(), index)
        readings = self.deniers(cue, index, word)
        if word in _spoken() and holder:
            readings = [[holder.source_id], *readings]
        targets, consumed = self.targets(cue, index, finds)
        here = bool(targets)
        if not here:
            targets = self._newest(self.pointed(cue, index, word), readings)
        answer = _answers()[word]
        if answer == "denied" and self._undenied(cue, index):
            answer = "not denied"
        for find in targets:
            span = (min(cue[0], find.start), max(cue[1], find.end)) if here else cue
            for party in self._parties(find, readings):
                yield Answer(find, answer, *span, cue, party, holder, consumed)

    def _undenied(self, cue: tuple[int, int], index: int) -> bool:
        """Whether a negative stands over the denial, near it and in its clause."""
        text, start = self.reading.text, self.reading.sentences[index].start
        head = text[words_back(text, cue[0], start, NEGATIVE_REACH) : cue[0]]
        return UNDENIED.search(head) is not None

    def _dismissals(self, index: int, finds: Sequence[Find]) -> Iterator[Answer]:
        """ "This is another scheme …" in the mouth of the accused denies the claim before it."""
        start, end = self.reading.sentences[index].start, self.reading.end(index)
        hit = _dismissal().search(self.reading.text, start, end)
        free = hit and not any(f.start < hit.end() for f in finds)
        holder = self.holder(hit.span(), index) if free else None
        if hit and holder and holder.source_id != "unknown":
            recent = [f for f in self._since(index - BACK) if f.sentence < index]
            for find in self._newest(recent, [[holder.source_id]]):
                yield Answer(
                    find, "denied", *hit.span(), hit.span(), holder.source_id, holder, False
                )

    def _parties(self, find: Find, readings: Sequence[Sequence[str]]) -> list[str]:
        """The first reading that names one of the accused."""
        for who in readings:
            fit = sorted(find.claim.accused) if "*" in who else [*who]
            if fit := [w for w in fit if self.reading.sides.get(w, NOBODY) & {*find.claim.accused}]:
                return fit
        return []

    def _newest(self, finds: Sequence[Find], readings: Sequence[Sequence[str]]) -> list[Find]:
        """Of earlier claims those of the last sentence that one of these parties could answer."""
        fit = [f for f in finds if self._parties(f, readings)]
        last = max((f.sentence for f in fit), default=-1)
        return _shortest([f for f in fit if f.sentence == last])


def _shortest(finds: Sequence[Find]) -> list[Find]:
    """One find a claim: the shortest, which holds least of other clauses."""
    best: dict[str, Find] = {}
    for f in sorted(finds, key=lambda f: f.end - f.start):
        best.setdefault(f.claim.id, f)
    return list(best.values())
