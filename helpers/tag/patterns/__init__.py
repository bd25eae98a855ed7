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
from typing import NamedTuple

import re2

from helpers.records import Codebook
from helpers.tag.patterns.anchors import Anchors, Lookup, Reader, commonness, in_order
from helpers.tag.patterns.parse import PatternError, check_nodes, parse, split_context
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
CACHE_SIZE = 2000  # sets of patterns; a study has some hundred


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern was found; ``slots`` maps slot names (``russia``, ``russia_2``) to spans."""

    start: int
    end: int
    slots: dict[str, tuple[int, int]]
    pattern: int


class Rule(NamedTuple):
    """One pattern: its number, its expression, the anchors that it needs, what its context is."""

    number: int
    body: str
    needs: frozenset[int]
    order: tuple[int, ...]  # of ``needs``, as the pattern has them
    context: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """Patterns ready to run: each is compiled and tried only where all that it needs occurs.

    ``rules`` are filed under the rarest of the anchors that they need, None where they need none.
    """

    patterns: tuple[str, ...]
    bodies: tuple[str, ...]
    rules: dict[int | None, list[Rule]]
    lookup: Lookup
    codebook: Codebook = field(repr=False)


@lru_cache(maxsize=CACHE_SIZE)
def _compile(body: str) -> tuple[re2._Regexp, tuple[tuple[str, int], ...]]:
    """The expression between two parting characters, and the groups of the slots.

    Compiled when it is first needed: a text calls for a few of a codebook's patterns.
    """
    options = re2.Options()
    options.log_errors = False
    regex = re2.compile(f"(?i){EDGE}{body}{EDGE}", options)
    return regex, tuple(regex.groupindex.items())


class Known(NamedTuple):
    """What patterns over the same actors and words share; parts of one codebook do.

    Writing out what a slot stands for costs more than compiling it.
    """

    codebook: Codebook
    slots: dict[str, str]
    anchors: dict[str, Anchors | None]  # of slots
    lookup: Lookup


_CACHE: dict[tuple[tuple[str, ...], int, tuple[str, ...] | None], Compiled] = {}
_KNOWN: dict[tuple[int, int], Known] = {}


def compile_patterns(
    patterns: Iterable[str],
    codebook: Codebook,
    entry: str = "",
    told: tuple[str, ...] | None = None,
) -> Compiled:
    """Compile patterns; one PatternError lists all that cannot be used, each with its ``entry``.

    Where ``told`` is given, a match tells only the slots whose names begin so, which is faster.
    """
    patterns = tuple(patterns)
    key = (patterns, id(codebook), told)
    if key in _CACHE:
        return _CACHE[key]
    if len(_CACHE) > CACHE_SIZE:
        _CACHE.clear()
        _KNOWN.clear()
    same = (id(codebook.actors), id(codebook.words))
    known = _KNOWN.setdefault(same, Known(codebook, {}, {}, Lookup()))
    problems: list[str] = []
    bodies: list[str] = []
    rules: dict[int | None, list[Rule]] = {}
    for number, pattern in enumerate(patterns):
        try:
            context, rest = split_context(pattern)
            nodes = parse(rest)
            if not nodes:
                raise PatternError("it is empty")
            check_nodes(nodes)
            writer = Writer(codebook, known.slots, told)
            bodies.append(writer.sequence(nodes))
            around = tuple(writer.slot(name, 0, capture=False) for name in context)
        except PatternError as error:
            problems.append(f"{entry + ': ' if entry else ''}pattern {pattern!r}: {error}")
            continue
        needs = [unit for unit in Reader(writer, known.anchors).needs(nodes) if unit]
        order = tuple(map(known.lookup.add, needs))
        rarest = known.lookup.add(min(needs, key=commonness)) if needs else None
        rule = Rule(number, bodies[-1], frozenset(order), order, around)
        rules.setdefault(rarest, []).append(rule)
    if problems:
        raise PatternError("\n".join(problems))
    compiled = Compiled(patterns, tuple(bodies), rules, known.lookup, codebook)
    _CACHE[key] = compiled
    return compiled


def _is_named(rule: Rule, texts: Sequence[bytes]) -> bool:
    """Whether everybody of a rule's context is named in one of the texts."""
    return all(any(_compile(slot)[0].search(text) for text in texts) for slot in rule.context)


def find_patterns(
    compiled: Compiled, text: str, start: int = 0, end: int | None = None, before: str = ""
) -> list[Match]:
    """All patterns in ``text[start:end]``, one sentence; none overlaps another find of its own."""
    piece = text[start:end]
    places, filed = compiled.lookup.find(piece), compiled.rules
    present = places.keys()
    rules = [r for unit in filed.keys() & present for r in filed[unit] if r.needs <= present]
    rules = [r for r in rules if in_order(r.order, places)] + filed.get(None, [])
    if not rules:
        return []
    coded = f" {piece} ".encode()  # with a parting character round it, as round any match
    plain = len(coded) == len(piece) + 2

    def place(at: int) -> int:
        """A byte of what is searched → its character in the text."""
        return start - 1 + (at if plain else len(coded[:at].decode()))

    out: list[Match] = []
    for rule in rules:
        regex, groups = _compile(rule.body)
        found = regex.search(coded)
        if found and rule.context and not _is_named(rule, (coded, f" {before} ".encode())):
            continue
        left = min((len(places[unit]) for unit in rule.order), default=len(piece))
        while found:
            spans = ((name, *found.span(group)) for name, group in groups)
            slots = {name: (place(a), place(b)) for name, a, b in spans if a >= 0}
            first, last = found.span()
            out.append(Match(place(first) + 1, place(last) - 1, slots, rule.number))
            left -= 1
            if not left:  # every match has a word of its own of each anchor set
                break
            last -= 1
            while coded[last] & 0xC0 == 0x80:  # inside a character of several bytes
                last -= 1
            found = regex.search(coded, last)
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
