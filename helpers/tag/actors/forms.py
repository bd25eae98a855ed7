"""The codebook's actors → every surface form that may stand for them, and one pattern for all."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ...load import read_lexicon
from ...records import Actor
from .trie import write_trie

_SAME = {"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "‑": "-", "–": "-"}
"""Characters that news prints for one another; each for one, so that offsets stay."""


class Form(NamedTuple):
    """What a surface form may stand for; several actors may share one (a capital, a surname)."""

    actor: int
    kind: str  # name, demonym, metonym, place (a capital), surname
    cut: int = 0  # "France's State Council": where the institution begins
    the: bool = False  # counts only behind "the" and not before another name: "the West"


class Matcher(NamedTuple):
    actors: tuple[Actor, ...]
    forms: dict[str, tuple[Form, ...]]  # a form that stands for nobody has none
    pattern: re.Pattern[str]
    states: dict[str, int]  # form → index of the state, for the first half of a cut form
    capitals: frozenset[str]  # forms that may stand for a state
    by_id: dict[str, Actor]
    holders: dict[tuple[str, str], list[tuple[Actor, int]]]


def plain(text: str) -> str:
    """The text with apostrophes, hyphens and blanks of one kind, as long as before.

    >>> plain("France’s Franco–German deal")
    "France's Franco-German deal"
    """
    for mark, same in _SAME.items():
        text = text.replace(mark, same)
    return text


@functools.lru_cache(maxsize=8)
def build(actors: tuple[Actor, ...]) -> Matcher:
    """Forms and pattern; names also in capitals, save short ones (in capitals "us" is "US")."""
    forms: dict[str, list[Form]] = defaultdict(list)
    metonyms = {plain(metonym) for actor in actors for metonym in actor.metonyms}
    states = {
        plain(name): index
        for index, actor in enumerate(actors)
        if actor.kind in ("state", "group")
        for name in (actor.name, *actor.variants)
    }

    def add(term: str, form: Form) -> None:
        for spelling in {term, term.upper()} if len(term) > 4 else {term}:
            if term and form not in forms[spelling]:
                forms[spelling].append(form)

    for index, actor in enumerate(actors):
        names = [plain(name) for name in (actor.name, *actor.variants)]
        for name in names:
            owner, mark, rest = name.partition("'s ")
            cut = len(owner) + len(mark) if rest and owner in states else 0
            kind = "place" if actor.kind == "place" and name in metonyms else "name"
            add(name.removeprefix("the "), Form(index, kind, cut, name.startswith("the ")))
        for demonym in actor.demonyms:
            add(plain(demonym), Form(index, "demonym"))
        for metonym in actor.metonyms:
            add(plain(metonym), Form(index, "metonym"))
        if actor.kind == "person":
            for family in {name.split()[-1] for name in names if name.split()}:
                if not any(form.actor == index for form in forms.get(family, ())):
                    add(family, Form(index, "surname"))
    for row in read_lexicon("not_actors"):
        forms.setdefault(plain(row["term"]), [])
    # no letter, full stop or at sign before (addresses); no letter and no ".com" after
    pattern = re.compile(rf"(?<![\w.@])(?:{write_trie(forms) or '(?!)'})(?!\w|\.\w\w)")
    return Matcher(
        actors,
        {form: tuple(found) for form, found in forms.items()},
        pattern,
        states,
        frozenset(w for w, found in forms.items() if any(f.kind == "metonym" for f in found)),
        {actor.id: actor for actor in actors},
        _holders(actors),
    )


def _holders(actors: Sequence[Actor]) -> dict[tuple[str, str], list[tuple[Actor, int]]]:
    """(state, role) → the people who hold or held it, each with the number of that role."""
    holders: dict[tuple[str, str], list[tuple[Actor, int]]] = defaultdict(list)
    for actor in actors:
        for number, role in enumerate(actor.roles):
            holders[actor.state, role.role].append((actor, number))
    return holders
