"""Where a quotation may begin and end: borders of phrases, read from punctuation and small words.

No parser is at hand, so a border is claimed only where a closed class of words or a mark shows one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

Span = tuple[int, int]

WORD = re.compile(r"\S+")
MARKS = "“”\"'‘’«»()[],;:.!?—–-…"
# what closes a clause; a full stop inside a sentence belongs to an abbreviation
CLAUSE_END = re.compile(r"[,;:—–!?][”\"’')\]]*$|\.[”\"’')\]]+$")
OPENED, CLOSED = "“«", "”»"
# a clause begins with these
CLAUSE = frozenset(
    """and or but nor yet which who whom whose that while when where whereas because although though
    if unless since until as than""".split()  # noqa: SIM905
)
# a phrase begins with these; "of" ties what it joins too closely
PREPOSITIONS = frozenset(
    """about above across after against ahead along amid among around at before behind below beside
    between beyond by despite during except for from in including inside into like near on onto
    outside over past through throughout to toward towards under upon via with within without
    thereby according""".split()  # noqa: SIM905
)
# the verb of a clause: its subject ends before it
AUXILIARIES = frozenset(
    """is are was were be been will would shall should can could may might must has have had does
    did do""".split()  # noqa: SIM905
)
# nobody would end a quotation with these
DETERMINERS = frozenset(
    """a an the of its their his her our your my this these those some any no every each both
    either neither not such more most very so too almost nearly""".split()  # noqa: SIM905
)
DANGLING = DETERMINERS | CLAUSE | PREPOSITIONS | AUXILIARIES
# adverbs that belong to the words of time behind them
FOCUS = frozenset(
    """just only even already not still almost nearly barely shortly right as early late
    soon""".split()  # noqa: SIM905
)
# a core that loses its head or tail instead of its middle is as if so many more words were lost
OUTER = 3
# a lost verb is as if so many named words were lost
VERB = 1
# so many words more are granted to what keeps every named word
GRACE = 1
STEM = 5  # letters that tell words apart: "delivered" and "delivering" are one


def tokens_of(text: str) -> list[Span]:
    return [m.span() for m in WORD.finditer(text)]


def tokens_within(tokens: list[Span], start: int, end: int) -> range:
    """Indices of the tokens that overlap a span."""
    first = bisect_right(tokens, start, key=lambda t: t[1])
    last = bisect_left(tokens, end, key=lambda t: t[0])
    return range(first, max(first, last))


def bare(word: str) -> str:
    """A word without marks, in small letters.

    >>> bare("“The"), bare("U.S.")
    ('the', 'u.s')
    """
    return word.strip(MARKS).lower()


def list_stems(*texts: object) -> frozenset[str]:
    """The words that carry a text, by their first letters.

    >>> sorted(list_stems("Iran has delivered missiles to those against it", None))
    ['again', 'deliv', 'iran', 'it', 'missi']
    """
    words = [bare(word) for text in texts if isinstance(text, str) for word in text.split()]
    small = DANGLING - {word for word in PREPOSITIONS if len(word) > STEM}
    return frozenset(word[:STEM] for word in words if word and word not in small)


def ends_clause(word: str) -> bool:
    """
    >>> ends_clause("Kremlin,"), ends_clause("agreement.”"), ends_clause("U.S.")
    (True, True, False)
    """
    return bool(CLAUSE_END.search(word))


def is_named(word: str) -> bool:
    """Whether a word is written like a part of a name.

    >>> is_named("Putin’s"), is_named("treaty"), is_named("(R),")
    (True, False, True)
    """
    return word.strip(MARKS)[:1].isupper()


def is_clause_border(words: Sequence[str], i: int) -> bool:
    """Whether one clause ends before word ``i`` and another begins with it.

    >>> words = "was ready for talks but gave no day".split()
    >>> [words[i] for i in range(1, len(words)) if is_clause_border(words, i)]
    ['but']
    """
    return ends_clause(words[i - 1]) or bare(words[i]) in CLAUSE


def is_border(words: Sequence[str], i: int) -> bool:
    """Whether a quotation may end before word ``i`` and another begin with it.

    Refuses to end on a small word, to part a name, and to part what "of" joins; "of" with a verb
    ("accused of selling") joins nothing.

    >>> words = "Iran has supplied Russia with drones of the latest kind, says Anna Larsson".split()
    >>> [words[i] for i in range(1, len(words)) if is_border(words, i)]
    ['has', 'with', 'says']
    """
    left, right = words[i - 1], words[i]
    if ends_clause(left):
        return True
    if bare(left) in DANGLING:
        return False
    small = bare(right)
    if small == "of" and i + 1 < len(words):
        return bare(words[i + 1]).endswith("ing")
    return small in CLAUSE or small in PREPOSITIONS or small in AUXILIARIES or right[0] in "“«(—–"


def list_borders(words: Sequence[str], within: range) -> list[int]:
    """All borders inside a range, its ends included."""
    inside = [i for i in range(within.start + 1, within.stop) if is_border(words, i)]
    return [within.start, *inside, within.stop] if len(within) else []


def end_phrase(words: Sequence[str], core: range, within: range, clause: bool = False) -> range:
    """The core with the rest of its last phrase (or ``clause``) and adverbs right before it.

    >>> words = "set for just days before the start of US President Trump, he said".split()
    >>> " ".join(words[i] for i in end_phrase(words, range(3, 8), range(len(words))))
    'just days before the start of US President Trump,'
    """
    first, last = core.start, core.stop
    find = is_clause_border if clause else is_border
    while last < within.stop and not find(words, last):
        last += 1
    while first > within.start and bare(words[first - 1]) in FOCUS:
        first -= 1
    return range(first, last)


def shorten(
    words: Sequence[str], core: range, most: int, longest: int, keys: frozenset[str] = frozenset()
) -> Iterator[list[range]]:
    """Ways to show a core in ``most`` words at most, the best first: whole, else without one
    phrase, so that few words with the stems ``keys`` are lost, few words at all, and those from
    the middle.

    What loses no such word may be a little longer, but a piece never longer than ``longest``; a
    core without borders is cut after ``most`` words.

    >>> words = "the deal, which replaces one of 2001, is to cover defence".split()
    >>> pieces = next(shorten(words, range(11), 7, 15))
    >>> [" ".join(words[i] for i in piece) for piece in pieces]
    ['the deal,', 'is to cover defence']
    >>> pieces = next(shorten(words, range(11), 7, 15, frozenset(["deal", "repla", "2001"])))
    >>> [" ".join(words[i] for i in piece) for piece in pieces]
    ['the deal, which replaces one of 2001,']
    """
    named = {i for i in core if bare(words[i]).startswith(tuple(keys))}
    if len(core) <= min(most + GRACE * bool(named), longest):
        yield [core]
    borders = list_borders(words, core)
    ways = []
    for g in borders:
        for h in (b for b in borders if b > g):
            pieces = [p for p in (range(core.start, g), range(h, core.stop)) if len(p)]
            lost, inner = h - g, core.start < g and h < core.stop
            missed = len(named & set(range(g, h)))
            room = most + GRACE if named and not missed else most
            if any(bare(words[i]) in AUXILIARIES for i in range(g, h)):
                missed += VERB
            if pieces and lost > 1 and len(core) - lost <= room:
                ways.append((missed, lost + OUTER * (not inner), g, pieces))
    for *_, pieces in sorted(ways, key=lambda way: way[:3]):
        if all(len(piece) <= longest for piece in pieces):
            yield pieces
    cut = core[: min(most, longest)]
    while len(cut) > 1 and bare(words[cut[-1]]) in DANGLING:
        cut = cut[:-1]
    yield [cut]
