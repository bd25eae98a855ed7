"""Text → mentions of the codebook's actors: names, demonyms, capitals for states, offices.

Mentions never overlap.  In "Iran's president" the state is one mention and the office another; in
"Russian President Vladimir Putin" the office is part of the name and is none.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ..load import read_lexicon
from ..records import Actor, Mention
from .trie import write_trie

_SAME = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "‑": "-", "–": "-", "\u202f": " "})
"""Characters that news prints for one another; each for one, so that offsets stay."""

LOOK = 60
"""Characters looked at on either side of a name: more than the longest cue below."""

# what makes a capital a place: going there, being there, coming from there
_GO = (
    r"visit(?:s|ed|ing)?|tour(?:s|ed|ing)?|near|inside|outside|around|across|throughout|leaving|reach(?:ed|es|ing)?"
    r"|(?:trips?|visits?|travel(?:s|l?ed|l?ing)?|fly|flies|flew|flown|flying|went|go|goes|going|come|comes|came"
    r"|coming|return(?:s|ed|ing)?|head(?:s|ed|ing)?|drove|drive|moved?|invited?|invitation|journey(?:s|ed)?"
    r"|flights?|trains?|arriv(?:e|es|ed|ing)|back|delegations?)\s+(?:in)?to"
    r"|(?:arriv(?:e|es|ed|ing|al)|lands?|landed|landing|stopover|born|live[sd]?|living|summit|met|meeting|talks)\s+(?:in|at)"
    r"|(?:flew|flown|flying|fly|return(?:s|ed|ing)?|reporting|reported|km|kilomet(?:er|re)s|miles|train|flights?)\s+from"
    r"|(?:(?:city|streets?|suburbs?|outskirts|mayor|centre|center)\s+of)"
    r"|downtown|central|northern|southern|eastern|western|suburban"
)
_PLACE_BEFORE = re.compile(rf"(?:^|[^\w-])(?:{_GO})\s+(?:the\s+)?$", re.IGNORECASE)
_IN = re.compile(r"(?:^|[^\w-])(?:(\w+)\s+)?in\s+$", re.IGNORECASE)
_TRUST = frozenset(
    "trust confidence faith interest belief believe believes invested investment disappointed".split()
)
_PLACE_AFTER = re.compile(
    r"-based\b|'s (?:streets?|airports?|suburbs?|outskirts|metro|mayor|centre|center|Red Square)\b"
    r"| (?:airports?|suburbs?|metro|streets?|time|region|visit|summit|trip|oblast|province)\b"
)
_JOIN = re.compile(r",? (?:and|or|nor|&) (?:in )?|, |/|-")
_OUT_OF_OFFICE = r"(?:former|ex-?|late|then-?|next|future|acting)\s*"
_CAPS = re.compile(r"[A-Z][A-Z' ,:.-]*")


class _Form(NamedTuple):
    """What a surface form may stand for; several actors may share one (a capital, a surname)."""

    actor: int
    kind: str  # name, demonym, metonym, place, surname
    cut: int = 0  # "Russia's Security Council": where the institution begins


class _Matcher(NamedTuple):
    actors: tuple[Actor, ...]
    forms: dict[str, tuple[_Form, ...]]
    pattern: re.Pattern[str]
    states: dict[str, int]  # form → index of the state, for the first half of a cut form


@functools.lru_cache(maxsize=8)
def _build(actors: tuple[Actor, ...]) -> _Matcher:
    forms: dict[str, list[_Form]] = defaultdict(list)
    metonyms = {_plain(m) for actor in actors for m in actor.metonyms}
    states: dict[str, int] = {}

    def add(term: str, form: _Form) -> None:
        spellings = {term, term.upper()} if len(term) > 4 else {term}
        for spelling in spellings:
            if form not in forms[spelling]:
                forms[spelling].append(form)

    for index, actor in enumerate(actors):
        if actor.kind in ("state", "group"):
            states |= {_plain(name): index for name in (actor.name, *actor.variants)}
    for index, actor in enumerate(actors):
        for name in map(_plain, (actor.name, *actor.variants)):
            owner, mark, rest = name.partition("'s ")
            cut = len(owner) + len(mark) if mark and owner in states and rest else 0
            kind = "place" if actor.kind == "place" and name in metonyms else "name"
            add(name.removeprefix("the "), _Form(index, kind, cut))
        for demonym in map(_plain, actor.demonyms):
            add(demonym, _Form(index, "demonym"))
        for metonym in map(_plain, actor.metonyms):
            add(metonym, _Form(index, "metonym"))
        if actor.kind == "person":
            for name in map(_plain, (actor.name, *actor.variants)):
                family = name.split()[0] if _family_first(actor) else name.split()[-1]
                if not any(form.actor == index for form in forms.get(family, ())):
                    add(family, _Form(index, "surname"))
    for row in read_lexicon("not_actors"):
        forms.setdefault(_plain(row["term"]), [])
    trie = write_trie(form for form in forms if form)
    pattern = re.compile(rf"(?<![\w.@])(?:{trie or '(?!)'})(?!\w|\.\w\w)")
    return _Matcher(actors, {form: tuple(found) for form, found in forms.items()}, pattern, states)


def _plain(text: str) -> str:
    return text.translate(_SAME)


def _family_first(actor: Actor) -> bool:
    """Korean and Chinese names of three syllables carry the family's first."""
    parts = actor.name.replace("-", " ").split()
    return actor.state in ("north_korea", "south_korea", "china") and len(parts) >= 2


def find_actors(
    text: str, actors: Sequence[Actor], skip: Sequence[tuple[int, int]] = (), dct: dt.date | None = None
) -> list[Mention]:
    """Mentions of the actors, in order and without overlap; nothing inside the spans ``skip``.

    ``dct`` is the day of publication: with it, an office leads to whoever holds it that day; without,
    only to somebody whom the text names.
    """
    matcher = _build(tuple(actors))
    plain = _plain(text)
    found: list[Mention] = []
    hits = _outside(plain, matcher.pattern, skip)
    named = _named_in_full(matcher, plain, hits)
    for start, end in hits:
        found += _read(matcher, text, plain, start, end, named, found)
    roles = _find_roles(matcher, text, plain, found, skip, dct)
    return sorted(found + roles, key=lambda mention: mention.start)


def _outside(
    plain: str, pattern: re.Pattern[str], skip: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Matches in the stretches between the skipped spans, so that none crosses one."""
    hits, position = [], 0
    for start, end in [*sorted(skip), (len(plain), len(plain))]:
        if start > position:
            hits += [match.span() for match in pattern.finditer(plain, position, start)]
        position = max(position, end)
    return hits


def _named_in_full(
    matcher: _Matcher, plain: str, hits: list[tuple[int, int]]
) -> dict[int, list[int]]:
    """Actor → where the text gives a name of two words or more."""
    named: dict[int, list[int]] = defaultdict(list)
    for start, end in hits:
        if " " in plain[start:end]:
            for form in matcher.forms[plain[start:end]]:
                if form.kind == "name":
                    named[form.actor].append(start)
    return named


def _read(
    matcher: _Matcher,
    text: str,
    plain: str,
    start: int,
    end: int,
    named: dict[int, list[int]],
    before: list[Mention],
) -> list[Mention]:
    """The mentions in one match: none, one, or two where a state owns an institution."""
    form = _choose(matcher, plain, start, end, named, before)
    if form is None:
        return []
    actor = matcher.actors[form.actor]
    kind = {"place": "name", "surname": "name"}.get(form.kind, form.kind)
    rule = {"place": "capital as place", "metonym": "stands for the state"}.get(form.kind, form.kind)
    if not form.cut:
        return [Mention(start, end, text[start:end], actor.id, kind, rule)]
    middle = start + form.cut
    owner = plain[start : middle - 2].rstrip("'")
    state = matcher.actors[matcher.states[owner]] if owner in matcher.states else None
    owned = Mention(middle, end, text[middle:end], actor.id, kind, rule)
    first = start + len(owner)
    return [Mention(start, first, text[start:first], state.id, "name", "name"), owned] if state else [owned]


def _choose(
    matcher: _Matcher,
    plain: str,
    start: int,
    end: int,
    named: dict[int, list[int]],
    before: list[Mention],
) -> _Form | None:
    """What a form stands for here, or None when it is somebody or something else."""
    words = plain[start:end]
    forms = matcher.forms[words]
    if not forms or (len(words) <= 3 and words.isupper() and _shouting(plain, start, end)):
        return None
    kinds = {form.kind: form for form in reversed(forms)}
    if "place" in kinds and "metonym" in kinds:
        place = _is_place(matcher, plain, start, end, before)
        return kinds["place" if place else "metonym"]
    if " " not in words and all(matcher.actors[form.actor].kind == "person" for form in forms):
        return None if _other_person(plain, start) else _latest(forms, named, start)
    return forms[0]


def _latest(forms: tuple[_Form, ...], named: dict[int, list[int]], start: int) -> _Form | None:
    """Of the people with one surname, the last whom the text names in full, else the next."""
    best, where = None, (False, -1)
    for form in forms:
        places = named.get(form.actor)
        if places:
            number = bisect_right(places, start)
            key = (True, places[number - 1]) if number else (False, -places[0])
        elif form.kind == "name":
            key = (False, -len(forms) - start)
        else:
            continue
        if best is None or key > where:
            best, where = form, key
    return best


@functools.cache
def _given_names() -> frozenset[str]:
    return frozenset(row["term"] for row in read_lexicon("given_names"))


def _other_person(plain: str, start: int) -> bool:
    """Whether a first name that is not this person's stands before the surname."""
    left = plain[max(0, start - LOOK) : start]
    if not left.endswith(" "):
        return False
    word = left.rstrip(" ").rpartition(" ")[2].lstrip("\"“(['")
    return word in _given_names()


def _shouting(plain: str, start: int, end: int) -> bool:
    """Whether the words round an abbreviation are all in capitals, so that US may be us."""
    left = plain[max(0, start - LOOK) : start].rpartition("\n")[2]
    right = plain[end : end + LOOK].partition("\n")[0]
    letters = [c for c in left + right if c.isalpha()]
    return len(letters) > 8 and all(c.isupper() for c in letters)


def _is_place(
    matcher: _Matcher, plain: str, start: int, end: int, before: list[Mention]
) -> bool:
    """Whether a capital is where somebody is or goes; else it stands for its state."""
    left, right = plain[max(0, start - LOOK) : start], plain[end : end + LOOK]
    if _PLACE_BEFORE.search(left) or _PLACE_AFTER.match(right):
        return True
    inside = _IN.search(left)
    if inside:
        return (inside[1] or "").lower() not in _TRUST
    if right.startswith(", "):
        state = matcher.pattern.match(plain, end + 2)
        forms = matcher.forms[state[0]] if state else ()
        owner = {matcher.actors[form.actor].state for form in matcher.forms[plain[start:end]]}
        if any(f.kind == "name" and matcher.actors[f.actor].id in owner for f in forms):
            return True
    if before and _JOIN.fullmatch(plain, before[-1].end, start):
        return before[-1].rule == "capital as place"
    return False


# --- offices ------------------------------------------------------------------------------------


@functools.cache
def _roles() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {row["term"]: row["role"] for row in read_lexicon("roles")}
    return re.compile(rf"(?:{write_trie(table)})(?![\w-])", re.IGNORECASE), table


def _find_roles(
    matcher: _Matcher,
    text: str,
    plain: str,
    found: list[Mention],
    skip: Sequence[tuple[int, int]],
    dct: dt.date | None,
) -> list[Mention]:
    """Offices beside a state: "Iran's president", "the Russian PM", "president of Russia"."""
    pattern, table = _roles()
    holders = _holders(matcher.actors)
    present = {mention.actor_id for mention in found if mention.kind == "name"}
    starts = {mention.start: mention.actor_id for mention in found}
    people = {actor.id for actor in matcher.actors if actor.kind == "person"}
    states = {actor.id: actor.state or actor.id for actor in matcher.actors}
    blocked = sorted(skip)
    roles = []
    for mention in found:
        if mention.actor_id not in states or mention.rule == "capital as place":
            continue
        title = re.compile(r"(?:'s)? ").match(plain, mention.end)
        office = pattern.match(plain, title.end()) if title else None
        if office is None or _crosses(blocked, mention.end, office.end()):
            continue
        after = re.compile(r"[, ]+").match(plain, office.end())
        if after and starts.get(after.end()) in people:
            continue  # "Russian President Vladimir Putin": the name says it
        candidates = holders.get((states[mention.actor_id], table[office[0].lower()]), ())
        actor_id = _holder(candidates, present, dct)
        if actor_id:
            start, end = office.span()
            roles.append(Mention(start, end, text[start:end], actor_id, "role", "office"))
    return roles


def _holders(actors: tuple[Actor, ...]) -> dict[tuple[str, str], list[tuple[Actor, int]]]:
    """(state, role) → the people who hold or held it, with the number of the role."""
    holders: dict[tuple[str, str], list[tuple[Actor, int]]] = defaultdict(list)
    for actor in actors:
        for number, role in enumerate(actor.roles):
            holders[actor.state, role.role].append((actor, number))
    return holders


def _holder(
    candidates: Sequence[tuple[Actor, int]], present: set[str], dct: dt.date | None
) -> str | None:
    """The one holder on that day; without a day, the one whose last office it is and who is named."""
    if dct is not None:
        ids = {
            actor.id
            for actor, number in candidates
            if (actor.roles[number].start or dct) <= dct <= (actor.roles[number].end or dct)
            and (actor.roles[number].start or actor.id in present)
        }
    else:
        ids = {a.id for a, n in candidates if n == len(a.roles) - 1 and a.id in present}
    return ids.pop() if len(ids) == 1 else None


def _crosses(skip: list[tuple[int, int]], start: int, end: int) -> bool:
    number = bisect_right(skip, (end, -1)) - 1
    return number >= 0 and skip[number][0] < end and skip[number][1] > start
