"""What a reading may look at besides its own words: the sentence, the publication day, earlier
mentions.

A reading is a small pure function ``(match, context) -> Reading | list[Reading] | None``.  None
refuses
and lets the next rule try; an empty list says "this is no time expression" and ends the search.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from .values import days_of


class Match(NamedTuple):
    """A hit: its text, the plain words of the groups that took part, and where in it they stand."""

    text: str
    words: dict[str, str]
    spans: dict[str, tuple[int, int]]


class Reading(NamedTuple):
    """Type, value and mod of a span: the whole match, or its named ``group``.

    ``earliest`` and ``latest`` are given where they are narrower than what value and mod denote;
    ``leads`` is the day or time that a length leads to ("three days later").
    """

    type: str
    value: str
    mod: str = ""
    group: str = ""
    earliest: dt.date | None = None
    latest: dt.date | None = None
    leads: str = ""


@dataclass(slots=True)
class Context:
    """Where the tagger stands in a text; ``mentions`` holds (start, type, value) of what it has
    read."""

    text: str
    dct: dt.date
    start: int = 0
    end: int = 0
    mentions: list[tuple[int, str, str]] = field(default_factory=list)


Reader = Callable[[Match, Context], Reading | list[Reading] | None]


class Rule(NamedTuple):
    """A named pattern and what its words mean."""

    name: str
    reading: Reader
    pattern: str


# A stop before a capital, at the end of a line too; quotation marks may stand apart (`` . '' ``).
SENTENCE_END = re.compile(
    r"""(?x) (?=[.!]) (?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bGen)(?<!\bSen)(?<!\bRep)(?<!\bGov)
    (?<!\bSt)(?<!\bLt)(?<!\bCol)(?<!\bSgt)(?<!\bCapt)(?<!\bAdm)(?<!\bMaj)(?<!\bRev)(?<!\bProf)(?<!\bSens)
    (?<!\bReps)(?<![ .][A-Z])(?<!\b[ap]\.m)  # "George W. Bush", "the U.S. Senate"
    [.!] \ ? ["')]{0,2} (?:\ {1,2}|\ ?\n) \s* (?=[A-Z"'(]) | \n\n | [:;](?=\ ) | \x00"""
)
# A clause that opens with its time: its verb comes behind.
OPENING = re.compile(r", (?:and|but|while|although|though)(?: (?:on|in|by|late|early|at))*\s*$")
NOT_UNTIL = re.compile(r"\b(?:not|never|(?:did|was|were|had)n't|didn 't)\b[^.,;]{0,60} until$")
# Participles that look like a past form: "will be held" lies ahead.
DONE = "(?:[a-z]+ed|held|made|met|sent|won|lost|left|led|found|brought|sold|bought)"
# A future cue wins over a past form where both could match ("is expected"); "had been due" is past.
TENSE = re.compile(
    r"""(?xi) \b (?:
    (?P<future> (?:will|wo\ ?n't|shall|to)
        (?:\ not|\ also|\ now|\ only|\ soon)? \ be (?:\ [a-z]+ly)? (?:\ {DONE})?
      | (?:if|unless)(?:\ [\w'-]+){1,4}\ (?:is|are|wins?|loses?)(?:\ {DONE})?
      | towards?$ | eligible\ to | soon\ as$ | ahead\ of$ | (?:start|beginn)ing$
      | will | wo\ ?n't | shall | due | upcoming | until | slated | effective | payable | expires?
      | (?:is|are|seems?|looks?)\ likely | runs?\ out | takes\ (?:effect|office)
      | (?:goes\ into\ effect|enters\ into\ force|comes\ into\ force) | convenes | meets | airs
      | (?:is|are)\ set$ | (?:is|are|was|were)\ (?:planned|scheduled)$
      | (?:is|are)\ forecast | (?:is|are)(?:\ (?:on|in|for|at))?$
      | maturing | redeemable | (?:is|are)\ to | aims?\ to | scheduled | expect(?:ed|s|ing)?
      | (?:begin|start|end|open|resume|arrive|return|leave)s
      | (?:set|plan(?:s|ned|ning)?|hop(?:es?|ing)|supposed|likely|going|intends?|poised|ready|aiming
        |prepar(?:es?|ing)|bracing) \ (?:to|for) )
    | (?P<intent> (?:would|could|(?:should|might|(?-i:may))(?:\ not)?) (?:\ also|\ soon)?
        (?: \ be (?:\ [a-z]+ly)? \ {DONE} | (?!\ (?:have|not|n't)\b) \ [a-z]+ ) |
      (?:was|were)\ to\ (?!have\b)[a-z]+ |  # "was to meet Friday"; what "was to have been" is past
      (?:agree(?:d|ment)|pledged?|vowed|promised?|decid(?:ed|es)|decision|offer(?:ed)?|bid
        |deal|pact|accord|intention|propos(?:al|ed))\ to\ [a-z]+ )
    | (?:is|are|be|being|gets?) (?:\ not)? (?:\ [a-z]+ly)?  # a passive has no tense of its own
      \ (?!(?:schedul|expect|plann|suppos|slat|pois)ed) {DONE}
    | (?P<past> because\ of | in\ the\ wake\ of | in\ response\ to
      | had\ been\ (?:due|scheduled|set|expected|supposed|slated) (?:\ to\ [a-z]+)?
      | said | says | told | was | were | had | did
      | (?:has|have) (?:\ n't|\ not|\ also|\ already|\ never|\ now)?
        (?:\ been|\ {DONE}|\ [a-z]+[eo]n\b)
      | since | began | came | went
      | made | fell | rose | met | left | sent | won | lost | held | saw | got | took | gave | led
      | ago | became | wrote | spoke | broke | brought | found | sold | bought | agreed | freed
      # "need", "succeed" and "unspecified" are no past forms, nor are nouns such as "hundred"
      | (?-i:(?!un|hundred|seabed|sacred|hatred|kindred|naked|wicked|bloodshed|infrared)
        [a-z]{1,11}[a-df-z]ed) )
    ) \b | (?P<will>'ll\b)""".replace("{DONE}", DONE)
)
BLANKS = re.compile(r" {2,}")  # a wrapped line may be indented
BACK, AHEAD = 110, 80  # characters of the sentence that are searched; widening them changed nothing


def before(context: Context, width: int = BACK) -> str:
    """The words of the sentence in front of the expression.

    >>> before(Context("Talks failed. They said on Friday", dt.date(2024, 1, 1), 27, 33))
    'They said on '
    """
    start = max(0, context.start - width)
    for match in SENTENCE_END.finditer(context.text, start, context.start + 1):
        start = match.end()  # one character on, to see the capital of an expression that opens one
    return BLANKS.sub(" ", context.text[start : context.start])


def after(context: Context, width: int = AHEAD) -> str:
    """The words of the sentence behind the expression."""
    window = context.text[context.end : context.end + width]
    match = SENTENCE_END.search(window)
    return BLANKS.sub(" ", window[: match.start()] if match else window)


def word_before(context: Context) -> str:
    """The word directly in front, as printed, "" where punctuation stands between.

    >>> word_before(Context("It opened in May", dt.date(2024, 1, 1), 13, 16))
    'in'
    """
    words = re.findall(
        r"[\w'$.]+$", context.text[max(0, context.start - 24) : context.start].rstrip(" \n")
    )
    return words[0] if words else ""


def word_after(context: Context) -> str:
    """The word directly behind, as printed, "" where punctuation stands between."""
    behind = context.text[context.end : context.end + 40]
    match = re.match(r" *[ \n] *([\w'$]+)", behind)
    return match[1] if match else ""


def cue(context: Context) -> str:
    """ "future", "intent", "past" or "": the cue nearest in front, else the first behind.

    What would, could or was agreed to be done points ahead less surely than what will be
    ("intent"); behind the expression it tells nothing, unless it is the next word or "by" leads.

    >>> cue(Context("It could dock by Friday", dt.date(2024, 1, 1), 17, 23))
    'intent'
    >>> cue(Context("Talks will now be held in May", dt.date(2024, 1, 1), 26, 29))
    'future'
    >>> cue(Context("Until Friday the bank had refused", dt.date(2024, 1, 1), 6, 12))
    'past'
    """
    last, words = "", before(context).rstrip()
    if words in ("Until", "until") or NOT_UNTIL.search(words):
        words = words[:-5]  # "Until Friday, it had refused", "were not found until Friday"
    for match in TENSE.finditer("" if OPENING.search(words) else words):
        if last != "past" or not match[0].lower().endswith(("beginning", "starting")):
            last = match.lastgroup or last  # "took to the air beginning Friday" is past
    if not last:
        near = 80 if word_before(context).lower() == "by" else 2
        for match in TENSE.finditer(after(context)):
            if match.lastgroup and (match.lastgroup != "intent" or match.start() < near):
                last = match.lastgroup
                break
    return "future" if last == "will" else last


def tense(context: Context) -> str:
    """ "future", "past" or "" of the sentence around the expression.

    >>> tense(Context("They will vote on Friday", dt.date(2024, 1, 1), 18, 24))
    'future'
    >>> tense(Context("He said Friday they will vote", dt.date(2024, 1, 1), 8, 14))
    'past'
    """
    return {"intent": "future"}.get(found := cue(context), found)


NEAR = 250  # characters of a paragraph within which an account by the clock keeps its day
CLOCKED = re.compile(r"T\d\d:\d\d$")
FINENESS = {"day": 0, "week": 1, "month": 2, "quarter": 3, "season": 4, "year": 5, "decade": 6}
UNIT_FINENESS = {"D": 0, "W": 1, "WE": 1, "M": 2, "Q": 3, "Y": 5, "DE": 6, "CE": 7, "ML": 8}


def last_day(context: Context, unit: str = "CE", reach: int = 1500) -> dt.date | None:
    """The first day of the last mention that is no coarser than ``unit``, within ``reach``
    characters.

    >>> mentions = [(10, "DATE", "1995-05"), (40, "DATE", "1999")]
    >>> last_day(Context("", dt.date(2024, 1, 1), 60, 70, mentions), "M")
    datetime.date(1995, 5, 1)
    """
    limit = UNIT_FINENESS[unit]
    for start, kind, value in reversed(context.mentions[-12:]):
        if context.start - start > reach:
            return None
        if kind in ("DATE", "TIME"):
            earliest, _, precision = days_of(value)
            if earliest and FINENESS.get(precision, 9) <= limit:
                return earliest
    return None


def last_value(context: Context, pattern: re.Pattern[str], reach: int = 1500) -> str:
    """The last value mentioned that a pattern matches whole, "" where there is none."""
    for start, _, value in reversed(context.mentions[-12:]):
        if context.start - start > reach:
            return ""
        if pattern.fullmatch(value):
            return value
    return ""
