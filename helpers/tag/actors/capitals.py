"""Is a capital a place here, where somebody is or goes, or does it stand for its state?"""

from __future__ import annotations

import re

from ...records import Mention
from .forms import Matcher

LOOK = 60
"""Characters looked at on either side of a name: more than the longest cue below."""

PLACE_RULE = "capital as place"

_GOING = (
    # going to it or through it
    r"visit(?:s|ed|ing)?|tour(?:s|ed|ing)?|reach(?:ed|es|ing)?|leaving"
    r"|near|inside|outside|around|across|throughout"
    r"|(?:trips?|visits?|travel(?:s|l?ed|l?ing)?|fly|flies|flew|flown|flying|went|go|goes|going"
    r"|come|comes|came|coming|return(?:s|ed|ing)?|head(?:s|ed|ing)?|drive|drove|moved?|invited?"
    r"|invitation|journey(?:s|ed)?|flights?|trains?|arriv(?:e|es|ed|ing)|back|delegations?)"
    r"\s+(?:in)?to"
    # coming from it
    r"|(?:flew|flown|fly|flying|return(?:s|ed|ing)?|report(?:ed|ing)|km|kilomet(?:er|re)s|miles"
    r"|trains?|flights?)\s+from"
    # a part of it
    r"|(?:city|streets?|suburbs?|outskirts|mayor|centre|center)\s+of"
    r"|downtown|central|northern|southern|eastern|western|suburban"
)
_BEFORE = re.compile(rf"(?:^|[^\w-])(?:{_GOING})\s+(?:the\s+)?$", re.IGNORECASE)
_IN = re.compile(r"(?:^|[^\w-])(?:(\w+)\s+)?(?:in|at)\s+$", re.IGNORECASE)
_TRUST = {"trust", "confidence", "faith", "interest", "belief", "believe", "believes", "invested"}
_AFTER = re.compile(
    r"-based\b"
    r"|'s (?:streets?|airports?|suburbs?|outskirts|metro|mayor|cent(?:re|er))\b"
    r"| (?:airports?|suburbs?|metro|streets?|time|region|oblast|visit|summit|trip)\b"
)
_DATELINE = re.compile(r" (?:--?|—) |, (?:[A-Z][a-z]{2,8}\.? \d|\w+ \d)|,? \([A-Z]\w+\)")
_JOIN = re.compile(r",? (?:and|or|nor|&) (?:in )?|, |/|-")


def is_place(matcher: Matcher, text: str, start: int, end: int, before: list[Mention]) -> bool:
    """Whether the capital at ``start:end`` is a place; joined to one before it, it is as that."""
    left, right = text[max(0, start - LOOK) : start], text[end : end + LOOK]
    if _BEFORE.search(left) or _AFTER.match(right):
        return True
    if (not left or left.endswith("\n")) and _DATELINE.match(right):
        return True
    inside = _IN.search(left)
    if inside:
        return (inside[1] or "").lower() not in _TRUST
    if right.startswith(", ") and _is_own_state(matcher, text, start, end):
        return True
    if before and before[-1].end <= start <= before[-1].end + 9:
        joined = _JOIN.fullmatch(text, before[-1].end, start)
        return bool(joined) and before[-1].rule == PLACE_RULE
    return False


def _is_own_state(matcher: Matcher, text: str, start: int, end: int) -> bool:
    """"Paris, France": whether the state of the capital stands behind the comma."""
    hit = matcher.pattern.match(text, end + 2)
    if hit is None:
        return False
    owners = {matcher.actors[form.actor].state for form in matcher.forms[text[start:end]]}
    return any(matcher.actors[form.actor].id in owners for form in matcher.forms[hit[0]])
