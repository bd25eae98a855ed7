"""Offices beside a state ("France's president", "the British PM") → the one who holds them."""

from __future__ import annotations

import datetime as dt
import functools
import re
from bisect import bisect_right
from collections.abc import Sequence

from ...load import read_lexicon
from ...records import Actor, Mention
from .capitals import PLACE_RULE
from .forms import Matcher
from .trie import write_trie

_LINK = re.compile(r"(?:'s)? ")
_GAP = re.compile(r",? (?:the )?")
_NOT_NOW = re.compile(
    r"(?:^|\W)(?:former|ex|late|ousted|deposed|acting"  # no longer, or in his place
    r"|next|future|elected|for|be|become|any|an?)[ -]$",  # not yet, or nobody in particular
    re.IGNORECASE,
)


@functools.cache
def _offices() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {row["term"]: row["role"] for row in read_lexicon("roles")}
    return re.compile(rf"(?:{write_trie(table)})(?![\w-])", re.IGNORECASE), table


def find_offices(
    matcher: Matcher,
    text: str,
    plain: str,
    found: Sequence[Mention],
    skip: Sequence[tuple[int, int]],
    dct: dt.date | None,
) -> list[Mention]:
    """Offices that follow a mention of a state and lead to one person.

    An office beside its holder's name is none ("French President Jo Doe"; "Jo Doe, France's deputy
    foreign minister"), nor is a former, deputy, future or any one, nor one that the list lacks.
    """
    pattern, table = _offices()
    by_id = matcher.by_id
    present = {mention.actor_id for mention in found if mention.kind == "name"}
    spans = sorted(skip)
    offices = []
    for number, mention in enumerate(found):
        owner = by_id[mention.actor_id]
        if owner.kind != "state" or mention.rule == PLACE_RULE:
            continue
        link = _LINK.match(plain, mention.end)
        office = pattern.match(plain, link.end()) if link else None
        if office is None:
            continue
        if _beside_name(by_id, plain, found, number, office.end()):
            continue
        if _NOT_NOW.search(plain, max(0, mention.start - 10), mention.start):
            continue
        candidates = matcher.holders.get((owner.id, table[office[0].lower()]), ())
        actor_id = _holder(candidates, present, dct)
        if actor_id and not _crosses(spans, mention.end, office.end()):
            start, end = office.span()
            offices.append(Mention(start, end, text[start:end], actor_id, "role", "office"))
    return offices


def _beside_name(
    by_id: dict[str, Actor], plain: str, found: Sequence[Mention], number: int, end: int
) -> bool:
    """Whether a person's name stands right before the state or right after the office."""
    mention, gaps = found[number], []
    if number:
        gaps.append((found[number - 1], found[number - 1].end, mention.start))
    if number + 1 < len(found):
        gaps.append((found[number + 1], end, found[number + 1].start))
    return any(
        by_id[name.actor_id].kind == "person" and _GAP.fullmatch(plain, first, last)
        for name, first, last in gaps
    )


def _holder(
    candidates: Sequence[tuple[Actor, int]], present: set[str], dct: dt.date | None
) -> str | None:
    """The one holder that day; without a day, the one whose last office it is and who is named."""
    ids = set()
    for actor, number in candidates:
        role = actor.roles[number]
        if dct is None:
            fits = number == len(actor.roles) - 1 and actor.id in present
        else:
            known = role.start is not None or actor.id in present
            fits = known and (role.start or dct) <= dct <= (role.end or dct)
        if fits:
            ids.add(actor.id)
    return ids.pop() if len(ids) == 1 else None


def _crosses(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a skipped span lies between a state and its office."""
    number = bisect_right(spans, (end, -1)) - 1
    return number >= 0 and spans[number][1] > start
