"""The codebook's patterns: words, slots and gaps in order inside one sentence, run in linear time.

    {iran} ... {supply} ...4 (missile*|drone*) ... {russia}

``{x}`` any surface form of the actor or word group x (``{x+}``: also of everyone of the state x);
``...`` a gap of at most 12 words, ``...5`` of at most five; ``word*`` a beginning; ``(a|b)``;
``[optional]``.  Words ignore case, names do not.  Quotation marks and hyphens between two words do
not matter; a comma or a full stop does, and only a gap crosses it.

Slots written ``@{x}`` at the beginning must be named somewhere in the sentence or in what goes
before it (``before`` of ``find_patterns``), so that pronouns can be read: ``@{iran} it {supply}``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import re2

from helpers.records import Codebook
from helpers.tag.patterns.parse import PatternError, check_nodes, needed, parse, split_context
from helpers.tag.patterns.write import EDGE, Writer, surface_forms

__all__ = [
    "Compiled",
    "Match",
    "PatternError",
    "check_codebook",
    "compile_patterns",
    "find_patterns",
    "match_any",
    "surface_forms",
]
SET_MEMORY = 128 << 20  # bytes that the set of needed words may use; only what occurs is held
CACHE_SIZE = 2000  # sets of patterns; a study has some hundred


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern was found; ``slots`` maps slot names (``russia``, ``russia_2``) to spans."""

    start: int
    end: int
    slots: dict[str, tuple[int, int]]
    pattern: int


@dataclass(frozen=True, slots=True)
class Compiled:
    """Patterns ready to run: each is compiled and tried only where all the words it needs occur."""

    patterns: tuple[str, ...]
    bodies: tuple[str, ...]
    needs: tuple[frozenset[int], ...]
    context: tuple[frozenset[int], ...]
    units: re2.Set | None
    size: int  # how many words and slots are in ``units``
    codebook: Codebook = field(repr=False)


def _regex(
    pattern: str, codebook: Codebook, known: dict[str, str]
) -> tuple[str, list[str], list[str]]:
    """The expression, what it needs in the sentence, and what it needs there or before."""
    context, rest = split_context(pattern)
    nodes = parse(rest)
    if not nodes:
        raise PatternError("it is empty")
    check_nodes(nodes)
    body = Writer(codebook, known).sequence(nodes)
    units = [Writer(codebook, known).node(n, 0, capture=False) for n in needed(nodes)]
    return body, units, [Writer(codebook, known).slot(name, 0, capture=False) for name in context]


def _bounded(body: str) -> str:
    return rf"(?i)(?:^|{EDGE})(?P<all>{body})(?:$|{EDGE})"


def _options() -> re2.Options:
    options = re2.Options()
    options.log_errors = False
    return options


@lru_cache(maxsize=CACHE_SIZE)
def _compile(body: str) -> re2._Regexp:
    """Compiled when it is first needed: a text calls for a few of a codebook's patterns."""
    return re2.compile(_bounded(body), _options())


_CACHE: dict[tuple[tuple[str, ...], int], Compiled] = {}
# What each slot stands for, once per codebook: writing it out costs more than compiling it.  It
# hangs on actors and words alone, which parts of one codebook share.
_SLOTS: dict[tuple[int, int], tuple[Codebook, dict[str, str]]] = {}


def compile_patterns(patterns: Iterable[str], codebook: Codebook, entry: str = "") -> Compiled:
    """Compile patterns; one PatternError lists all that cannot be used, each with its ``entry``."""
    patterns = tuple(patterns)
    key = (patterns, id(codebook))
    if key in _CACHE:
        return _CACHE[key]
    problems: list[str] = []
    same = (id(codebook.actors), id(codebook.words))
    known = _SLOTS.setdefault(same, (codebook, {}))[1]
    bodies, needs, contexts, units = [], [], [], {}
    for pattern in patterns:
        try:
            body, inside, around = _regex(pattern, codebook, known)
            bodies.append(body)
            needs.append(frozenset(units.setdefault(u, len(units)) for u in inside))
            contexts.append(frozenset(units.setdefault(u, len(units)) for u in around))
        except PatternError as error:
            problems.append(f"{entry + ': ' if entry else ''}pattern {pattern!r}: {error}")
    if problems:
        raise PatternError("\n".join(problems))
    chosen = None
    if units:
        options = _options()
        options.max_mem = SET_MEMORY
        chosen = re2.Set.SearchSet(options)
        for unit in units:
            chosen.Add(_bounded(unit).replace("?P<all>", "?:"))
        chosen.Compile()
    if len(_CACHE) > CACHE_SIZE:
        _CACHE.clear()
        _SLOTS.clear()
    compiled = Compiled(
        patterns, tuple(bodies), tuple(needs), tuple(contexts), chosen, len(units), codebook
    )
    _CACHE[key] = compiled
    return compiled


def _units(compiled: Compiled, text: str) -> set[int]:
    """Which needed words occur; all where the set ran out of memory, which costs time only."""
    found = compiled.units.Match(text)
    return set(range(compiled.size)) if found is None else set(found)


def find_patterns(
    compiled: Compiled, text: str, start: int = 0, end: int | None = None, before: str = ""
) -> list[Match]:
    """All patterns in ``text[start:end]``, one sentence; none overlaps another find of its own."""
    piece = text[start:end]
    if not piece or not compiled.units:
        return []
    present = _units(compiled, piece)
    around = present | _units(compiled, before) if before else present
    out = []
    for number, body in enumerate(compiled.bodies):
        if not (compiled.needs[number] <= present and compiled.context[number] <= around):
            continue
        regex, position = _compile(body), 0
        while found := regex.search(piece, position):
            spans = {name: found.span(i) for name, i in regex.groupindex.items()}
            first, last = spans.pop("all")
            slots = {n: (start + a, start + b) for n, (a, b) in spans.items() if a >= 0}
            out.append(Match(start + first, start + last, slots, number))
            position = last
    return sorted(out, key=lambda m: (m.start, m.end, m.pattern))


def match_any(compiled: Compiled, text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether any of the patterns is there."""
    return bool(find_patterns(compiled, text, start, end))


def check_codebook(codebook: Codebook, where: str = "codebook", deep: bool = True) -> None:
    """Read every pattern of a codebook; raise one PatternError that lists all problems.

    ``deep`` also compiles each, which takes a second for a study.
    """
    layers: dict[str, Sequence] = {
        "claims": codebook.claims,
        "promises": codebook.promises,
        "milestones": codebook.milestones,
        "facts": codebook.facts,
        "naming": codebook.naming,
    }
    problems = []
    for layer, entries in layers.items():
        for entry in entries:
            try:
                patterns = (*entry.patterns, *getattr(entry, "unless", ()))
                place = f"{where}/{layer}.toml, {entry.id}"
                for body in compile_patterns(patterns, codebook, place).bodies:
                    if deep:
                        _compile(body)
            except re2.error as error:
                problems.append(f"{place}: {error}")
            except PatternError as error:
                problems.append(str(error))
    if problems:
        raise PatternError("\n".join(problems))
