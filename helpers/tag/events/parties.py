"""The names of a sentence as parts of it: who heads a phrase, who only describes another word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from helpers.records import Mention

from .places import Place
from .tokens import HELP, JOIN, LETTER, NAMELESS, PERSON, PHRASE, TIE, Tokens
from .words import (
    CONJUNCTIONS,
    DETERMINERS,
    POSSESSIVE,
    PREPOSITIONS,
    RELATIVES,
    Trigger,
    read_words,
)

COUNT = read_words("both")  # "the two countries"
BESIDE = PREPOSITIONS | read_words("beside")
TURNS = RELATIVES | CONJUNCTIONS | frozenset(";:—()")
REACH = 8  # words of one noun phrase; guarded by tests/cases/events.json
ACTING = ("head", "bond")


@dataclass(slots=True)
class Cast:
    """What is known of the actors, and how often the text named which two states together."""

    kinds: Mapping[str, str]
    states: Mapping[str, str]
    pairs: Counter[tuple[str, ...]] = field(default_factory=Counter)

    _pair: tuple[str, ...] | None = None

    @property
    def pair(self) -> tuple[str, ...]:
        """'The two countries': those named together most often so far; none where it is a tie."""
        if self._pair is None:
            most = self.pairs.most_common(2)
            sure = most and (len(most) == 1 or most[0][1] > most[1][1])
            self._pair = most[0][0] if sure else ()
        return self._pair

    def join(self, pairs: Sequence[tuple[str, ...]]) -> None:
        """Take in the states that a sentence joins."""
        if pairs:
            self.pairs.update(pairs)
            self._pair = None


@dataclass(slots=True)
class Party:
    """A name at tokens ``first`` to ``last``; ``actor`` is empty for who is not in the codebook.

    ``use``: head of its phrase; bond ("Norway's ties"); state of the person or institution named
    next; event, of the event noun at token ``event``; other.  ``prep`` governs the phrase.
    """

    first: int
    last: int
    actor: str
    use: str
    event: int = -1
    prep: str = ""
    prep_at: int = -1


class Reading:
    """One sentence's tokens, verbs and parties; made once, asked for every trigger."""

    __slots__ = (
        "before", "cast", "gerunds", "nouns", "pair", "parties", "party_at", "place", "timed",
        "tokens", "triggers", "verbs",
    )  # fmt: skip

    def __init__(
        self,
        place: Place,
        triggers: Sequence[Trigger],
        mentions: Sequence[Mention],
        cast: Cast,
        pair: tuple[str, ...] = (),
    ) -> None:
        self.place, self.tokens, self.triggers, self.cast = place, place.tokens, triggers, cast
        self.pair = pair
        self.verbs = {i for i, kind in enumerate(self.tokens.kind) if kind & HELP}
        self.nouns: set[int] = set()
        self.gerunds: set[int] = set()
        for t in triggers:
            if t.noun:
                self.nouns.add(t.first)
                continue
            self.verbs.update(range(t.first, t.last + 1))
            if t.entry.form == "gerund":
                self.gerunds.add(t.first)
        self.timed: set[int] = set()
        for time in place.times:
            first, last = place.between(time.start, time.end)
            self.timed.update(range(first, last + 1))
        self.parties: list[Party] = []
        self.party_at: dict[int, Party] = {}
        spans = find_spans(place, mentions, self.timed)
        self.before = {first: actor for first, _, actor, _, _ in spans}
        for span in spans:
            self.add(*span)

    def add(self, first: int, last: int, actor: str, rest: str, adjective: bool) -> None:
        use, event = self.read_use(first, last, actor, rest, adjective)
        prep, at = self.read_prep(first, actor)
        party = Party(first, last, actor, use, event, prep, at)
        self.parties.append(party)
        party_at = self.party_at
        for k in range(first, last + 1):
            if k not in party_at or party_at[k].use not in ACTING:
                party_at[k] = party

    def is_word(self, k: int) -> bool:
        """Whether a token may stand inside a noun phrase."""
        return bool(
            self.tokens.kind[k] & PHRASE and k not in self.verbs and k not in self.timed
        )

    def read_use(
        self, first: int, last: int, actor: str, rest: str, adjective: bool
    ) -> tuple[str, int]:
        """What a name does, by what stands behind it in its phrase."""
        owner = rest.startswith(("’", "'")) or self.tokens.low[last].endswith(POSSESSIVE)
        if "-" in rest and not owner:
            tail = rest.rpartition("-")[2]
            if tail and tail.islower():  # "Oslo-backed rebels"
                return "other", -1
            adjective = True
        state = self.cast.kinds.get(actor) == "state"
        plural = state and first > 1 and self.tokens.low[last].endswith("s") and not owner
        if plural and is_name(self.tokens, first - 1) and first - 1 not in self.party_at:
            return "other", -1  # "Young Norwegians for Peace"
        k, people, bond = last + 1, False, False
        lows, kinds, describes = self.tokens.low, self.tokens.kind, adjective or owner
        while k < len(lows) and k <= last + REACH:
            kind = kinds[k]
            other = self.before.get(k)
            if other and describes:
                same = self.cast.states.get(other) == actor and other != actor
                return ("state" if same else "other"), -1
            if k in self.nouns and (describes or self.is_described(first, last, k)):
                return "event", k
            people, bond = people or kind & PERSON, bond or kind & TIE
            if lows[k] == "and" and adjective and k + 1 in self.before:
                k += 2  # "Norwegian and Chilean ministers"
                continue
            if not kind & PHRASE or k in self.verbs or k in self.timed:
                break
            k += 1
        if k == last + 1:
            return "head" if not owner and ("-" not in rest) else "other", -1
        if people:
            return "head", -1
        if bond:
            return "bond", -1
        if adjective or owner:
            return "other", -1
        finite = k < len(self.tokens.low) and k in self.verbs
        return ("other" if finite or self.is_described(first, last, k) else "head"), -1

    def is_described(self, first: int, last: int, k: int) -> bool:
        """Whether a bare name describes the noun behind it: 'the Norway talks', 'U.S. foes'."""
        low = self.tokens.low[first - 1] if first else ""
        text = self.tokens.text[last]
        if "." in text or (text.isupper() and len(text) <= 3):
            return low != "the"
        return (low in DETERMINERS and k <= last + 3) or low in COUNT or k == last + 1

    def read_prep(self, first: int, actor: str) -> tuple[str, int]:
        """The preposition that governs a name's phrase and its token, if any."""
        person = self.cast.kinds.get(actor) == "person"
        lows, verbs = self.tokens.low, self.verbs
        for i in range(first - 1, max(first - 2 * REACH, -1), -1):
            low = lows[i]
            if i in verbs or low in '“”"':
                return "", -1
            if low in JOIN or low == ",":
                mate = self.party_at.get(i - 1)
                if mate is not None and (low != "," or self.is_listed(first)):
                    return mate.prep, mate.prep_at
                return "", -1
            if low in BESIDE or low == "to":
                title = low == "of" and i and self.tokens.text[i - 1][:1].isupper()
                if person and title and self.tokens.text[i + 1][:1].isupper():
                    continue  # "Secretary of State Ruth Arden"
                if low == "to" and i and lows[i - 1] == "according":
                    return "according", i - 1
                if low == "as" or (low in CONJUNCTIONS and self.opens_clause(i)):
                    return "", -1
                return low, i
            if low in TURNS:
                return "", -1
        return "", -1

    def is_listed(self, first: int) -> bool:
        """Whether a name after a comma goes on with a list: 'Norway, Chile and Peru'."""
        following = self.tokens.low[first + 1 : first + 6]
        return "and" in following or "," in following[:4]

    def opens_clause(self, i: int) -> bool:
        """Whether 'after' or 'before' opens a clause with a verb of its own."""
        clause = self.place.clauses[self.place.clause_of(i)]
        return any(k in self.verbs for k in range(i, clause.last))


def find_spans(
    place: Place, mentions: Sequence[Mention], timed: set[int]
) -> list[tuple[int, int, str, str, bool]]:
    """Tokens, actor, what follows in the last token and whether it is an adjective, in order.

    Capitalised words that the codebook does not know are somebody too: they keep others out.
    """
    tokens, spans, taken = place.tokens, [], set()
    for m in mentions:
        first, last = place.between(m.start, m.end)
        rest = place.text[m.end : tokens.end[last]]
        adjective = m.kind == "demonym" and not m.text.endswith("s")
        spans.append((first, last, m.actor_id, rest, adjective))
        taken.add(first)
        if last > first:
            taken.update(range(first, last + 1))
    upper = [i for i, word in enumerate(tokens.text) if word[0].isupper()]
    letters = sum([kind & LETTER for kind in tokens.kind]) // LETTER
    if sum([tokens.kind[i] & LETTER for i in upper]) // LETTER * 10 < 6 * letters:
        names = [
            i for i in upper
            if i and not tokens.kind[i] & NAMELESS and i not in taken and i not in timed
        ]  # fmt: skip
        spans += find_unknown(place, names, taken)
    return sorted(spans)


def find_unknown(
    place: Place, names: Sequence[int], taken: Collection[int]
) -> Iterator[tuple[int, int, str, str, bool]]:
    """The spans of words that could be names and that no actor of the codebook has."""
    tokens = place.tokens
    for k, first in enumerate(names):
        if k and names[k - 1] == first - 1:
            continue  # it goes on with a name
        while k + 1 < len(names) and names[k + 1] == names[k] + 1:
            k += 1
        last = names[k]
        if last + 1 in taken and place.text[tokens.end[last]].isspace():
            continue  # the first name of whom the codebook names by the last
        if first - 1 not in taken or not tokens.kind[last] & (PERSON | TIE):
            yield first, last, "", "", False


def is_name(tokens: Tokens, i: int) -> bool:
    return tokens.text[i][0].isupper() and not tokens.kind[i] & NAMELESS


def find_pairs(reading: Reading, seen: Collection[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Two states joined by 'and', in the order in which they were joined first."""
    found: list[tuple[str, ...]] = []
    for a, b in pairwise(reading.parties):
        states = [reading.cast.kinds.get(p.actor) == "state" for p in (a, b)]
        between = reading.tokens.low[a.last + 1 : b.first]
        joined = len(between) <= 2 and ("and" in between or "nor" in between)
        if joined and all(states) and a.actor != b.actor:
            turned = (b.actor, a.actor)
            found.append(turned if turned in seen or turned in found else (a.actor, b.actor))
    return found
