"""Text → mentions of the codebook's actors: names, demonyms, capitals for states, offices.

Mentions never overlap.  In "France's president" the state is one mention and the office another;
in "French President Jo Doe" the office is part of the name and is none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ...records import Actor, Mention
from .capitals import LOOK, PLACE_RULE, is_place
from .forms import Form, Matcher, build, plain
from .offices import find_offices
from .people import find_full_names, resolve_surname

__all__ = ["find_actors"]

_NAME = re.compile(r" [A-Z]")
_KINDS = {"place": "name", "surname": "name"}
_RULES = {"place": PLACE_RULE, "metonym": "stands for the state"}


def find_actors(
    text: str,
    actors: Sequence[Actor],
    skip: Sequence[tuple[int, int]] = (),
    dct: dt.date | None = None,
) -> list[Mention]:
    """Mentions of the actors, in order and without overlap; nothing inside or across ``skip``.

    ``dct`` is the day of publication: with it, an office leads to whoever holds it that day;
    without it, only to somebody whom the text names.
    """
    matcher, same = build(tuple(actors)), plain(text)
    hits = _hits(same, matcher.pattern, skip)
    named = find_full_names(matcher, same, hits)
    found: list[Mention] = []
    for start, end in hits:
        form = _choose(matcher, same, start, end, named, found)
        if form is not None:
            found += _mentions(matcher, text, same, start, end, form)
    offices = find_offices(matcher, text, same, found, skip, dct)
    return sorted(found + offices, key=lambda mention: mention.start)


def _hits(
    text: str, pattern: re.Pattern[str], skip: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Matches in the stretches between the skipped spans."""
    hits, position = [], 0
    for start, end in [*sorted(skip), (len(text), len(text))]:
        if start > position:
            hits += [match.span() for match in pattern.finditer(text, position, start)]
        position = max(position, end)
    return hits


def _choose(
    matcher: Matcher,
    text: str,
    start: int,
    end: int,
    named: dict[int, list[int]],
    before: list[Mention],
) -> Form | None:
    """What a form stands for here, or None when it is somebody or something else."""
    words = text[start:end]
    forms = matcher.forms[words]
    if not forms or (len(words) <= 3 and words.isupper() and _in_capitals(text, start, end)):
        return None
    if words in matcher.capitals:
        by_kind = {form.kind: form for form in reversed(forms)}
        place = is_place(matcher, text, start, end, before)
        return by_kind.get("place" if place else "metonym")
    if forms[0].the and not _is_the(text, start, end):
        return None
    if " " not in words and matcher.actors[forms[0].actor].kind == "person":
        return resolve_surname(forms, named, text, start)
    return forms[0]


def _is_the(text: str, start: int, end: int) -> bool:
    """Whether "the" stands before and no other name behind: the West, not the West Coast."""
    return text[max(0, start - 4) : start].lower() == "the " and not _NAME.match(text, end)


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the words round an abbreviation are all in capitals, so that US may be us."""
    left = text[max(0, start - LOOK) : start].rpartition("\n")[2]
    right = text[end : end + LOOK].partition("\n")[0]
    letters = [letter for letter in left + right if letter.isalpha()]
    return len(letters) > 8 and all(letter.isupper() for letter in letters)


def _mentions(
    matcher: Matcher, text: str, same: str, start: int, end: int, form: Form
) -> list[Mention]:
    """One mention, or two where a state owns an institution ("France's State Council")."""
    actor = matcher.actors[form.actor]
    kind, rule = _KINDS.get(form.kind, form.kind), _RULES.get(form.kind, form.kind)
    middle = start + form.cut
    mentions = [Mention(middle, end, text[middle:end], actor.id, kind, rule)]
    if form.cut:
        owner_end = middle - len("'s ")
        owner = matcher.actors[matcher.states[_cased(matcher, same[start:owner_end])]]
        words = text[start:owner_end]
        mentions.insert(0, Mention(start, owner_end, words, owner.id, "name", "name"))
    return mentions


def _cased(matcher: Matcher, owner: str) -> str:
    """The owner's name as the codebook has it, for forms that are printed in capitals."""
    if owner in matcher.states:
        return owner
    return next(state for state in matcher.states if state.upper() == owner)
