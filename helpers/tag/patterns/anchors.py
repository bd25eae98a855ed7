"""Words without which a pattern can't match: looked up before any expression is run.

An anchor is a word, or the beginning of one, in one case.  Every element of a pattern that must be
there gives a set of them, one of which stands in each text that the element is found in; an element
without such a set is thought to be everywhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import TypeVar

from helpers.tag.patterns.parse import Node, parse
from helpers.tag.patterns.write import Writer, name_words

# A run of letters and digits: whatever parts words, in a pattern or in a word list, ends one.
RUN = re.compile(r"[^\W_\u3000-\u303f]+")
HYPHEN = re.compile(r"[-–]")
SENTENCES_KEPT = 500  # whose words are remembered, since every layer asks for them
LONGEST = 4000  # characters of a sentence that is remembered
WORDS_KEPT = 20_000  # whose elements are remembered; the words of a language that news uses

Read = TypeVar("Read")
Anchors = frozenset[tuple[str, bool]]  # word in one case, whether it is only a beginning


def fold(text: str) -> str:
    """One case of a text: what any expression that ignores case takes for one letter is one."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


def remember(read: Callable[[str], Read]) -> Callable[[str], Read]:
    """``read`` with its answers for the last sentences kept; what is longer is no sentence."""
    kept = lru_cache(maxsize=SENTENCES_KEPT)(read)

    @wraps(read)
    def recall(text: str) -> Read:
        return kept(text) if len(text) <= LONGEST else read(text)

    return recall


@remember
def split_runs(text: str) -> tuple[str, ...]:
    """The runs of letters and digits of a text in one case.

    >>> split_runs("The UK’s long-term DEAL")
    ('the', 'uk', 's', 'long', 'term', 'deal')
    """
    return tuple(RUN.findall(fold(text)))


@remember
def split_words(text: str) -> frozenset[str]:
    """The different runs of a text: what stands in it."""
    return frozenset(split_runs(text))


def _of_word(text: str, prefix: bool) -> Anchors | None:
    """One of these is a word where ``text`` is written; a hyphen may be missing there.

    >>> sorted(_of_word("co-operat", True)), sorted(_of_word("each", False))
    ([('cooperat', True), ('operat', True)], [('each', False)])
    """
    text = fold(text)
    parts = HYPHEN.split(text)
    if len(parts) > 1:
        if not all(RUN.fullmatch(p) for p in parts):
            return None
        return frozenset(("".join(parts[k:]), prefix) for k in range(len(parts)))
    runs = [(m[0], prefix and m.end() == len(text)) for m in RUN.finditer(text)]
    return frozenset([max(runs, key=lambda r: len(r[0]))]) if runs else None


def _rarest(found: Iterable[Anchors | None]) -> Anchors | None:
    """Of several sets, each of which must be there, the one that fewest texts will hold."""
    return min((a for a in found if a), key=commonness, default=None)


def _either(found: Iterable[Anchors | None]) -> Anchors | None:
    """What must be there where one of several elements is."""
    found = list(found)
    return frozenset().union(*found) if all(found) else None


def commonness(anchors: Anchors) -> float:
    """A guess at how often a text holds one of these: short words and beginnings are common."""
    return sum(2.0 ** -len(word) * (2 if prefix else 1) for word, prefix in anchors)


class Reader:
    """The anchors of elements; ``known`` keeps those of slots between patterns of one codebook."""

    def __init__(self, writer: Writer, known: dict[str, Anchors | None]) -> None:
        self.writer = writer
        self.known = known

    def slot(self, name: str) -> Anchors | None:
        if name not in self.known:
            if name.rstrip("+") in self.writer.actors:
                names = map(name_words, self.writer.names(name))
                choices = [[_of_word(word, False) for word in words] for words in names]
            else:
                choices = [self.needs(parse(t)) for t in self.writer.codebook.words[name]]
            self.known[name] = _either(map(_rarest, choices))
        return self.known[name]

    def node(self, node: Node) -> Anchors | None:
        if node.kind == "slot":
            return self.slot(node.text)
        if node.kind == "group":
            return _either(_rarest(self.needs(choice)) for choice in node.choices)
        return _of_word(node.text, node.kind == "prefix")

    def needs(self, nodes: Iterable[Node]) -> list[Anchors | None]:
        """The anchors of each element that must be there."""
        return [self.node(n) for n in nodes if n.kind not in ("gap", "optional")]


class Lookup(dict[str, tuple[int, ...]]):
    """Word → the numbers of the anchor sets that it belongs to; words are read when first met.

    One for all patterns over the same actors and words, so that a sentence is looked up once.
    """

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[Anchors, int] = {}
        self.whole: dict[str, set[int]] = {}
        self.begun: dict[str, set[int]] = {}
        self.longest = 0  # letters of a beginning
        self.find = remember(self.place)

    def add(self, anchors: Anchors) -> int:
        """The number of an anchor set."""
        if anchors not in self.numbers:
            self.forget()
            number = self.numbers[anchors] = len(self.numbers)
            for word, prefix in anchors:
                (self.begun if prefix else self.whole).setdefault(word, set()).add(number)
                self.longest = max(self.longest, len(word) if prefix else 0)
        return self.numbers[anchors]

    def forget(self) -> None:
        self.clear()
        self.find = remember(self.place)

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) >= WORDS_KEPT:
            self.forget()
        lengths = range(1, min(len(word), self.longest) + 1)
        begun = (self.begun.get(word[:k], ()) for k in lengths)
        found = self[word] = tuple({*self.whole.get(word, ())}.union(*begun))
        return found

    def place(self, text: str) -> dict[int, list[int]]:
        """For each anchor set that a text has a word of, at which of its runs."""
        places: defaultdict[int, list[int]] = defaultdict(list)
        for at, word in enumerate(split_runs(text)):
            for number in self[word]:
                places[number].append(at)
        return places


def in_order(numbers: Iterable[int], places: dict[int, list[int]]) -> bool:
    """Whether words of anchor sets stand one behind the other, as the elements of a match do."""
    last = -1
    for number in numbers:
        for at in places[number]:
            if at > last:
                last = at
                break
        else:
            return False
    return True
