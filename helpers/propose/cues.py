"""Words before a date that say which way it lies: ahead, behind, or neither surely."""

from __future__ import annotations

import re

from ..tag.times.context import TENSE

NEAR = 60
"""Characters before a date in which a verb form is taken to be of what the date belongs to where no
event is known there: right on 348 of 360 such dates told as past in development news (Timeline17's
"bpoil", TimeBank), and on 47 of 49 told as coming."""

_SET = r"(?:due|set|expected|scheduled|slated|likely|planned|going|supposed|poised)"
_LY = r"(?:\w{2,12}ly\s+)?"

# The sentence looks ahead from its own day.
_NOW = re.compile(
    rf"(?i)\b(?:will|won[’']t|shall|upcoming|forthcoming"
    rf"|(?:is|are|’s|'s)\s+{_LY}{_SET}(?:\s+to)?|(?:is|are)\s+{_LY}to"
    r"|(?:plans?|hopes?|aims?|intends?|expects?|looks?)\s+(?:to|for)"
    r"|begins|starts|opens|ends|expires|takes\s+(?:place|office|effect)|meets|gets)\b|\w[’']ll\b"
)
# It tells of an earlier day from which somebody looked ahead; what came of it may be over.
_THEN = re.compile(
    rf"(?i)\b(?:would|could|might|(?:was|were|been)\s+{_LY}{_SET}(?:\s+to)?|(?:was|were)\s+{_LY}to"
    r"|(?:planned|hoped|aimed|intended|expected|agreed)\s+to)\b"
)
# Something before the date was not there yet: what the date belongs to may be still to come.
_WAITING = re.compile(
    r"(?i)\b(?:will|won[’']t|shall|would|could|might|may|should|due|ending|maturing|payable"
    r"|redeemable|expect\w*|planning|planned|plans? to|intend\w*|intention|hop(?:e|es|ed|ing)"
    r"|aim\w*|forecast\w*|predict\w*|project(?:s|ed|ion|ions)|estimat\w*|schedul\w*|slated|confident"
    r"|outlook|target\w*|propos\w*|possible|potential|call(?:s|ed|ing)? for|until|upcoming|ahead"
    r"|takes (?:effect|office|over|place)"
    r"|to (?!(?:the|an?|its|his|her|their|this|that)\b)[a-z]{2,})\b|\w ?[’'](?:d|ll)\b"
)
# The date names what has it ("the 2012 games", "notes for 1990") or is what was arranged.
_NAMING = re.compile(
    r"(?i)\b(?:the|a|an|its|his|her|their|for|of|due|set|ending|starting|beginning|maturing|after"
    r"|effective|and|or)\s+$|[-–]\s*$"
)
# The date is a limit that lies after what is told.
_LIMIT = re.compile(
    r"(?i)\b(?:by|until|till|before|through|to|prior to|ahead of|no later than)\s+(?:the\s+)?"
    r"(?:end\s+of\s+)?$"
)
_AFTER = re.compile(r"(?i)\b(?:after|since|following|of)\s+(?:the\s+)?$")
_SINCE = re.compile(r"(?i)\bsince\s+$")
_FRONT = re.compile(r"(?i)(?:(?:but|and|then)\s+)?(?:on|in|by|from)\s+")
_BULLET = re.compile(r"[\W\d]*")
_ENTRY = re.compile(r"\s?[-–—:]")
# "The vote is on …", "the vote on … is": the day of a thing that has none of its own tense.
_IS_ON = re.compile(r"(?i)\b(?:is|are|falls|fall)\s+(?:on\s+|in\s+)?$")
_STILL = re.compile(r"(?i)\s?(?:,[^,]{1,40},\s?)?(?:is|are|will|would|could|may|might)\b")
_PLACED = re.compile(r"(?i)\b(?:in|since|from|during|late|early|mid|of)\s+(?:about\s+)?$")


def looks_ahead(lead: str) -> bool:
    """Whether the words of a sentence so far look ahead from its own day.

    >>> looks_ahead("The summit will open on "), looks_ahead("He said it would open on ")
    (True, False)
    """
    now = [match.end() for match in _NOW.finditer(lead)]
    then = [match.end() for match in _THEN.finditer(lead)]
    return bool(now) and now[-1] >= max(then, default=0)


def is_waiting(lead: str) -> bool:
    """Whether the words so far speak of what was not there yet.

    >>> is_waiting("They hope to meet on "), is_waiting("They met on ")
    (True, False)
    """
    return _WAITING.search(lead) is not None


def tells_when(lead: str, fine: bool) -> bool:
    """Whether a date after these words says when something happened; a month or year needs "in".

    >>> tells_when("They met ", True), tells_when("They met ", False), tells_when("In ", False)
    (True, False, True)
    >>> tells_when("They staged the ", True), tells_when("It was open until ", True)
    (False, False)
    """
    if is_limit(lead) or is_name(lead) or is_waiting(lead):
        return False
    return fine or _PLACED.search(lead) is not None


def nearest_tense(lead: str) -> str:
    """ "past", "future", "intent" or "" of the verb form nearest before a date.

    >>> nearest_tense("the leak that began in "), nearest_tense("the leak that will be stopped in ")
    ('past', 'future')
    """
    forms = [match.lastgroup or "" for match in TENSE.finditer(lead[-NEAR:])]
    return forms[-1] if forms else ""


def opens_plan(lead: str, behind: str) -> bool:
    """Whether a date opens a sentence and the verb behind it looks ahead.

    >>> opens_plan("On ", ", the mayor will take office."), opens_plan("On ", ", he said he will.")
    (True, False)
    """
    near = behind[:NEAR]
    first = TENSE.search(near)
    future = first is not None and first.lastgroup == "future"
    return future and _FRONT.fullmatch(lead) is not None and looks_ahead(near)


def is_entry(lead: str, behind: str) -> bool:
    """Whether a date opens an entry of a list of dates, which has a present tense of its own.

    >>> is_entry("", " – The mayor takes office."), is_entry("On ", ", the mayor took office.")
    (True, False)
    """
    return _BULLET.fullmatch(lead) is not None and _ENTRY.match(behind) is not None


def is_on(lead: str) -> bool:
    """Whether a thing is said to be on the date: it lies ahead.

    >>> is_on("The vote is on "), is_on("The vote was on ")
    (True, False)
    """
    return _IS_ON.search(lead) is not None


def is_still(behind: str) -> bool:
    """Whether what the date stands with is still to be seen: "the vote on … will show".

    >>> is_still(" will show who has a majority."), is_still(" showed it.")
    (True, False)
    """
    return _STILL.match(behind) is not None


def is_limit(lead: str) -> bool:
    """Whether the date is a limit: by, until, before it.

    >>> is_limit("They will build it by the end of "), is_limit("They will build it in ")
    (True, False)
    """
    return _LIMIT.search(lead) is not None


def is_name(lead: str) -> bool:
    """Whether the date only says which thing is meant.

    >>> is_name("They staged the "), is_name("They staged it in ")
    (True, False)
    """
    return _NAMING.search(lead) is not None


def comes_after(lead: str) -> bool:
    """Whether what is told comes after the date, which then is no limit of it.

    >>> comes_after("It will be repaid after "), comes_after("It will be repaid on ")
    (True, False)
    """
    return _AFTER.search(lead) is not None


def lasts_since(lead: str) -> bool:
    """Whether what is told goes on since the date.

    >>> lasts_since("The bridge is closed since ")
    True
    """
    return _SINCE.search(lead) is not None
