"""Whose surname is it? That of the person named in full, unless a first name says otherwise."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from ...load import read_lexicon
from .forms import Form, Matcher

LOOK = 40
"""Characters looked at before a surname: more than a first name has."""


def find_full_names(
    matcher: Matcher, text: str, hits: Sequence[tuple[int, int]]
) -> dict[int, list[int]]:
    """Actor → where the text gives a name of two words or more."""
    named: dict[int, list[int]] = defaultdict(list)
    for start, end in hits:
        if " " in text[start:end]:
            for form in matcher.forms[text[start:end]]:
                if form.kind == "name":
                    named[form.actor].append(start)
    return named


def resolve_surname(
    forms: tuple[Form, ...], named: dict[int, list[int]], text: str, start: int
) -> Form | None:
    """The last of these people named in full before, else the next one named, else the known one.

    A bare surname that is no variant in the codebook needs the full name in the text; with a first
    name of somebody else before it ("Mary Doe") it is nobody's.
    """
    if _other_first_name(text, start):
        return None
    ranked = []
    for form in forms:
        places = named.get(form.actor, [])
        before = bisect_right(places, start)
        if before:
            ranked.append((2, places[before - 1], form))
        elif places:
            ranked.append((1, -places[0], form))
        elif form.kind == "name":
            ranked.append((0, 0, form))
    if not ranked:
        return None
    best = max(ranked, key=lambda row: row[:2])
    alone = sum(row[:2] == best[:2] for row in ranked) == 1
    return best[2] if alone else None


@functools.cache
def _given_names() -> frozenset[str]:
    return frozenset(row["term"] for row in read_lexicon("given_names"))


def _other_first_name(text: str, start: int) -> bool:
    left = text[max(0, start - LOOK) : start]
    if not left.endswith(" ") or not left.strip():
        return False
    return left.split()[-1].lstrip("\"“(['") in _given_names()
