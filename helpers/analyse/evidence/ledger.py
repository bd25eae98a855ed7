"""What of one article is let through, word by word, within its budget."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from copy import copy

from .phrases import (
    CLOSED,
    DANGLING,
    OPENED,
    Span,
    bare,
    ends_clause,
    is_border,
    shorten,
    tokens_of,
    tokens_within,
)

PASSAGE_WORDS = 15
# of an article: what coders wrote of it and tables print, without a mark of whose words it is
UNMARKED = 0.02
BRIDGED = 2  # a gap of so many words inside a sentence mangles a quotation


class Ledger:
    """The words of one article that are let through so far.

    ``shown`` are words of passages, ``whole`` those that are compared word by word and may be
    longer than a passage; ``held`` of both are what a passage is for.  ``named`` are words that
    other tables print as a name.
    """

    def __init__(self, text: str, sentences: list[Span], furniture: list[Span]) -> None:
        self.text = text
        self.tokens = tokens_of(text)
        self.words = [text[start:end] for start, end in self.tokens]
        self.starts = [start for start, _ in sentences]
        self.sentences = [tokens_within(self.tokens, *span) for span in sentences]
        out = {i for span in furniture for i in tokens_within(self.tokens, *span)}
        self.body = len(self.tokens) - len(out)
        self.shown: set[int] = set()
        self.whole: set[int] = set()
        self.held: set[int] = set()
        self.named: set[int] = set()
        self.seen: set[int] = set()  # shown or whole
        self.known: set[int] = set()  # seen or named

    def sentence_of(self, i: int) -> range:
        """The sentence of a word; its own word alone where none is known."""
        n = bisect_right(self.starts, self.tokens[i][1] - 1) - 1
        found = self.sentences[n] if n >= 0 else range(0)
        return found if i in found else range(i, i + 1)

    def name(self, words: range) -> None:
        """Other tables print these words."""
        self.named |= set(words)
        self.known |= set(words)

    def add(self, words: set[int], to: set[int]) -> None:
        """Let words through, as passages or as what is shown whole."""
        to |= words
        self.seen |= words
        self.known |= words

    def copy(self) -> Ledger:
        """A ledger to try something in."""
        made = copy(self)
        for name in ("shown", "held", "seen", "known"):
            setattr(made, name, set(getattr(self, name)))
        return made

    def keeps(self, words: set[int], share: float) -> bool:
        """Whether passages with more words keep to a share of the body, and with names to one of
        the article.
        """
        seen = len(self.seen) + len(words - self.seen)
        known = len(self.known) + len(words - self.known)
        return seen <= share * self.body and known <= (share - UNMARKED) * len(self.tokens)

    def fits(self, wanted: set[int], share: float) -> bool:
        """Whether more words keep to the budget and make no run longer than a passage may be."""
        if not self.keeps(wanted, share):
            return False

        def runs(i: int) -> bool:
            return (i in self.shown or i in wanted) and i not in self.whole

        for i in wanted - self.whole:
            first = last = i
            while runs(first - 1) and last - first < PASSAGE_WORDS:
                first -= 1
            while runs(last + 1) and last - first < PASSAGE_WORDS:
                last += 1
            if last - first >= PASSAGE_WORDS:
                return False
        return True

    def find_gaps(self, wanted: set[int]) -> set[int]:
        """The words of small gaps that some words would leave inside their sentences."""

        def there(i: int) -> bool:
            return (i in self.shown or i in wanted) and i not in self.whole

        gaps = set()
        for i in wanted:
            sentence = self.sentence_of(i)
            for step in (1, -1):
                gap = [i + step * n for n in range(1, BRIDGED + 1)]
                far = next((n for n, j in enumerate(gap) if there(j + step)), None)
                between = [] if far is None else gap[: far + 1]
                free = not any(there(j) for j in between)
                if between and free and between[-1] + step in sentence:
                    gaps |= set(between)
        return gaps - self.whole

    def allow(
        self, pieces: Iterable[range], share: float, hold: bool = True, mangled: bool = False
    ) -> bool:
        """Let pieces through with the small gaps beside them; ``mangled`` leaves such gaps."""
        wanted = {i for piece in pieces for i in piece}
        added = wanted if mangled else wanted | self.find_gaps(wanted)
        if not self.fits(added, share):
            return False
        self.add(added, self.shown)
        self.held |= wanted if hold else set()
        return True

    def allow_whole(self, wanted: range, share: float) -> bool:
        """Let words through in one piece, whatever its length."""
        if not self.keeps(set(wanted), share):
            return False
        self.add(set(wanted), self.whole)
        self.held |= set(wanted)
        return True

    def allow_core(
        self,
        core: range,
        share: float,
        most: int = PASSAGE_WORDS,
        keys: frozenset[str] = frozenset(),
    ) -> bool:
        """Let a core through, cut to ``most`` words, as whole as the budget and the limit allow."""
        if not len(core) or self.seen.issuperset(core):
            return True
        ways = list(shorten(self.words, core, most, PASSAGE_WORDS, keys))
        return any(
            self.allow(pieces, share, mangled=mangled)
            for mangled in (False, True)
            for pieces in ways
        )

    def count_missed(self, core: range, keys: frozenset[str]) -> int:
        """How many words of a core with one of the stems are not let through."""
        hidden = (i for i in core if i not in self.seen)
        return sum(bare(self.words[i]).startswith(tuple(keys)) for i in hidden)

    def is_bare(self, i: int) -> bool:
        """Whether nothing of a word's sentence is let through yet."""
        return self.seen.isdisjoint(self.sentence_of(i))

    def list_runs(self) -> list[range]:
        """Words in a row within a sentence; those shown whole stand apart."""
        runs: list[range] = []
        for i in sorted(self.shown - self.whole):
            last = runs[-1] if runs else range(0)
            if len(last) and i == last.stop and i in self.sentence_of(last.start):
                runs[-1] = range(last.start, i + 1)
            else:
                runs.append(range(i, i + 1))
        return runs

    def extend(self, run: range, share: float, onward: bool) -> bool:
        """Lengthen a run to the next border of a phrase: to the right, else to the left.

        A run whose end is no border comes first; ``onward`` goes past a border, but not out of
        the clause.
        """
        sentence = self.sentence_of(run.start)
        for step, at, edge in ((1, run.stop, sentence.stop), (-1, run.start, sentence.start)):
            end = at
            if at == edge or (is_border(self.words, at) and not onward):
                continue
            if onward and ends_clause(self.words[at - 1]):
                continue
            while end != edge and (end == at or not is_border(self.words, end)):
                end += step
            added = range(min(at, end), max(at, end))
            if self.allow([added], share, hold=False):
                return True
        return False

    def widen(self, share: float) -> None:
        """Lengthen all runs by turns while the budget lasts, cut phrases first."""
        for onward in (False, True):
            tries = True
            while tries:
                tries = [run for run in self.list_runs() if self.extend(run, share, onward)]

    def tidy(self) -> None:
        """Take small words off the end of a run, unless they are what it is for."""
        for run in self.list_runs():
            last = run.stop - 1
            while last > run.start and bare(self.words[last]) in DANGLING:
                if last in self.held or ends_clause(self.words[last]):
                    break
                self.shown.discard(last)
                self.seen.discard(last)
                self.known -= {last} - self.named
                last -= 1

    def spans(self) -> Iterator[Span]:
        """What is let through: one span per run within a line, without marks left open."""
        run: list[int] = []
        for i in [*sorted(self.seen), len(self.tokens)]:
            if run and (i != run[-1] + 1 or self.is_cut(run[-1], i)):
                yield from self.close_marks(run)
                run = []
            run.append(i)

    def is_cut(self, before: int, after: int) -> bool:
        """Whether two neighbours cannot stand in one span."""
        if after == len(self.tokens) or (before in self.whole) != (after in self.whole):
            return True
        return "\n" in self.text[self.tokens[before][1] : self.tokens[after][0]]

    def close_marks(self, run: list[int]) -> Iterator[Span]:
        """The span of a run; it is parted at a quotation mark whose other half is not in it."""
        start, end = self.tokens[run[0]][0], self.tokens[run[-1]][1]
        opened: list[int] = []
        cuts: list[int] = []
        for at in range(start, end):
            # some papers print the closing mark at both ends
            first = not opened and (at == 0 or self.text[at - 1].isspace())
            if self.text[at] in OPENED or (self.text[at] in CLOSED and first):
                opened.append(at)
            elif self.text[at] in CLOSED:
                cuts += [] if opened else [at]
                opened = opened[:-1]
        for low, high in zip(
            [start, *(c + 1 for c in sorted(cuts + opened))],
            [*sorted(cuts + opened), end],
            strict=True,
        ):
            words = self.text[low:high]
            if any(c.isalnum() for c in words):
                yield low + len(words) - len(words.lstrip()), low + len(words.rstrip())
