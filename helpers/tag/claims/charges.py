"""Who makes the charge that a denial takes up: "Moscow rejected Kyiv's claim that …".

The denial is one row, and the claim has a second one behind it: the charge is somebody's, and the
article says whose.  "Moscow denied the claim that …" names nobody and is the denial alone.
"""

from __future__ import annotations

import re

from helpers.records import ClaimMention, Mention
from helpers.tag.claims.answers import Answer
from helpers.tag.claims.finds import Reading

REACH = 120  # characters from the denial to the charge, as from "denies" to what is denied
CHARGE = r"(?:charge|claim|allegation|accusation|assertion|report|suggestion|contention)s?"
# "US media reports" are not those of the state, so only what says when or how often may part them.
SUCH = r"(?:latest|new|recent|repeated|earlier|previous|public|main|own|long-standing)"
OWNED = re.compile(rf"(?:['’]s?)?\s+(?:{SUCH}\s+){{0,2}}({CHARGE})\b", re.IGNORECASE)
MADE_BY = re.compile(
    rf"\b({CHARGE})\s+(?:made\s+|levelled\s+|leveled\s+)?(?:by|from|in)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def _find_charge(mention: Mention, text: str, start: int) -> tuple[int, int] | None:
    """The word for the charge that belongs to a name: behind it, or before it with "by"."""
    if hit := OWNED.match(text, mention.end):
        return hit.span(1)
    if hit := MADE_BY.search(text[start : mention.start]):
        return start + hit.start(1), start + hit.end(1)
    return None


def read_charge(answer: Answer, reading: Reading, names: dict[str, str]) -> ClaimMention | None:
    """The claim as somebody's charge, where the denial says whose; never the denier's own."""
    text, find = reading.text, answer.find
    if not answer.consumed or answer.answer != "denied":
        return None
    denier = reading.sides.get(answer.source_id, frozenset())
    first = answer.cue[1]
    for mention in reading.named(first, min(find.end, first + REACH)):
        who = reading.sides.get(mention.actor_id, frozenset())
        cue = _find_charge(mention, text, first)
        if cue is None or who & denier or cue[1] >= find.end:
            continue
        return ClaimMention(
            find.start,
            find.end,
            text[find.start : find.end],
            find.claim.id,
            "attributed",
            None,
            source_id=mention.actor_id,
            source_name=names.get(mention.actor_id),
            cue_start=cue[0],
            cue_end=cue[1],
            cue=text[cue[0] : cue[1]],
            rule=f"charge in {find.rule}",
        )
    return None
