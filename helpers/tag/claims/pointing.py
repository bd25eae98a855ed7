"""What an answer says of the thing that it answers: "that claim", "the story of the cables", "it".

Only words; which claim is meant is found by ``answers``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NOUN = (
    r"claims?|allegations?|accusations?|charges?|reports?|assertions?|suggestions?|findings?"
    r"|presence|involvement|wrongdoing|statements?|matter|issue|question|intelligence|idea|notion"
    r"|story|stories|tales?|rumou?rs?|point|subject|reading|interpretation|version"
)
# What stands behind "denies": a noun for the thing said, "having sent them", "it", or nothing.
OBJECT = re.compile(
    rf"\s*(?:(?:making|having made|any|all|such|the|these|those|that|this|both|its|their|his"
    rf"|her|as|on|to|about|repeatedly)\s+)*"
    rf"(?:(?:\w+\s+){{0,2}}?(?P<noun>{NOUN})\b(?P<rest>[^.;]*)"
    rf"|\w+ing(?:\s+\w+)?\s+(?:it|them)\b"
    rf"|(?:it|this|that|them|so|doing so|having done so)\b(?!\s+\w+(?:ed|s)\b)|[.,;”\"—]|$)",
    re.IGNORECASE,
)
# What stands before "has not been denied by".
SUBJECT = re.compile(
    rf"\b(?:(?:{NOUN})\b(?P<rest>(?:\s+(?:that|of|about|regarding)\s+[^.,;]*?)?)"
    rf"|(?:it|this|that|both|all)\b)\s+"
    rf"(?:(?:has|have|had|was|were|is|are|not|never|been|being|also|later|again|\w+ly)\s+)+\Z",
    re.IGNORECASE,
)
TOPIC = re.compile(r"\s*(?:that|of|about|regarding)\s+(?!it\b|this\b|them\b|that\b)(.+)")
ANY_SUCH = re.compile(r"\s+(?:any|such|the|these|those|all)\s+([^.,;]{0,60})", re.IGNORECASE)
BACKWARD = re.compile(
    r"(?:\bwhich|\b(?:a|an|the|that|this)\s+(?:\w+\s+)?(?:claim|charge|allegation|accusation|report"
    r"|assertion|suggestion)s?|\b(?:claims|charges|allegations|accusations|reports))\b[^,;.]*$",
    re.IGNORECASE,
)
NAMED_ONLY = re.compile(
    rf"\b(?:an?|the|all|any|such|these|those)\s+(?:\w+\s+)?(?:{NOUN})\s+(?:that|of)\s+"
    rf"(?:\w+\s+){{0,2}}\Z",
    re.IGNORECASE,
)
# "declined to comment last month": whoever will not comment needs no object, only "on …" gives one.
SILENT = re.compile(r"\b(?:comment|respond|reply|answer|elaborate|reached|drawn)\Z")
ABOUT = re.compile(
    r"\s*(?:on|about|regarding|whether|if|why|how|to|into)\b(?!\s+(?:[A-Z]\w+day|the record)\b)"
)
NOUN_LAST = re.compile(rf"(?:{NOUN})$")


@dataclass(frozen=True, slots=True)
class Pointer:
    """That an answer points back, and the words that say what about, if any do."""

    topic: str | None


def read_pointer(cue: str, head: str, tail: str) -> Pointer | None:
    """How an answer points back, from its cue and the words of its sentence around it.

    >>> read_pointer("denied", "Tehran ", " the claim about weapons.").topic
    'weapons'
    >>> read_pointer("denied by", "That claim was ", " Tehran.")
    Pointer(topic=None)
    >>> read_pointer("denied", "Tehran ", " entry to three reporters.") is None
    True
    """
    if cue.endswith(" by"):
        found, some = SUBJECT.search(head), None
    else:
        noun = NOUN_LAST.search(cue)
        tail = (noun.group() if noun else "") + tail
        found, some = OBJECT.match(tail), ANY_SUCH.match(tail)
    if not found and SILENT.search(cue) and not ABOUT.match(tail):
        return Pointer(None)
    if not found:
        return Pointer(some[1]) if some else None
    topic = TOPIC.match(found["rest"] or "")
    return Pointer(topic[1].rstrip(" .") if topic else None)


def stands_before(head: str, tail: str, passive: bool) -> bool:
    """Whether the thing answered may stand before the cue in its own sentence."""
    return passive or bool(BACKWARD.search(head) or OBJECT.match(tail))


def names_only(head: str) -> bool:
    """Whether what follows stands behind "the allegation that", which nobody is said to make.

    >>> names_only("The allegations that "), names_only("Kyiv’s allegations that ")
    (True, False)
    """
    return NAMED_ONLY.search(head) is not None
