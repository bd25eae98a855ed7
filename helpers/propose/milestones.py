"""What the reference chronology of a study adds: known days of events that a text tells.

The codebook's patterns find where a milestone is told; the tense of the verb there says whether it
is past or still to come.  A noun has no tense: it counts where "after" or "since" leads to it, or a
date that is told as past stands with it, or where the sentence looks ahead to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..records import Codebook, EventMention, Milestone, Sentence, Timex
from ..tag.events import find_milestones, is_titled
from ..tag.events.clauses import find_triggers
from ..tag.events.status import read_tense
from ..tag.events.tokens import Tokens, split_words
from ..tag.events.words import Clause, Trigger
from ..tag.patterns import compile_patterns
from ..tag.sentences import list_read
from .beside import MOST, solve
from .clues import Clue, Windows, from_day, move, say_day, until_day
from .cues import is_waiting, looks_ahead

SLACK = 1
"""Days by which a milestone may differ with the time of day and the place on the globe."""

LONG = 250
"""Words of a sentence; a longer one is a list, and tells nothing."""

NEAR = 45
"""Characters before a noun in which "after" or "before" may lead to it."""

BRIEF = 40
"""Days: a longer milestone says too little about the day that "Friday" means."""

CONTEXT = 300
"""Characters before a sentence that may name whom its milestone is about."""

_SINCE = re.compile(r"(?i)\b(?:after|since|following|in the wake of)\b[^,;.]*$")
_BEFORE = re.compile(r"(?i)\b(?:before|ahead of|prior to|until|upcoming|coming|next)\b[^,;.]*$")
DONE = frozenset(("past", "perfect", "reduced", "gerund"))
COMING = frozenset(("future", "infinitive", "present"))


class Told(NamedTuple):
    """Milestones one of which is told at a word, as "past" or "coming"."""

    milestones: tuple[Milestone, ...]
    start: int
    end: int
    told: str
    sentence: Sentence


def decide_noun(sentence: Sentence, at: int, timed: bool) -> str:
    """ "past", "coming" or "" of an event named by a noun at a place of its sentence.

    ``timed`` says that a date told as past stands with it.

    >>> told = "They met two days after the summit."
    >>> decide_noun(Sentence(0, 35, told, 1, 1), told.index("summit"), False)
    'past'
    >>> told = "They will meet days before the summit."
    >>> decide_noun(Sentence(0, 38, told, 1, 1), told.index("summit"), False)
    'coming'
    """
    lead = sentence.text[:at]
    near = lead[-NEAR:]
    if looks_ahead(lead) and (_BEFORE.search(near) or not _SINCE.search(near)):
        return "coming"
    if _BEFORE.search(near) or is_waiting(lead):
        return ""
    return "past" if timed or _SINCE.search(near) else ""


def decide_verb(tokens: Tokens, trigger: Trigger, clause: Clause, lead: str) -> str:
    """ "past", "coming" or "" of an event named by a verb, by its tense; ``lead`` ends with it."""
    tense = read_tense(tokens, trigger, clause.first, False)
    if tense.status == "happened" and tense.tense in DONE:
        return "past"
    return "coming" if tense.tense in COMING and looks_ahead(lead) else ""


def find_told_milestones(
    text: str,
    sentences: Sequence[Sentence],
    skip: Sequence[tuple[int, int]],
    events: Sequence[EventMention],
    codebook: Codebook,
) -> list[Told]:
    """Every word that tells a milestone as past or as coming; headlines have a tense of their own.

    A word may stand for any of the milestones whose patterns hold it.
    """
    owners = [m for m in codebook.milestones for _ in m.patterns]
    compiled = compile_patterns([p for m in codebook.milestones for p in m.patterns], codebook)
    timed = {e.trigger_start for e in events if e.time_start is not None}
    found: list[Told] = []
    for sentence in list_read(sentences, skip):
        lead = text[max(0, sentence.start - CONTEXT) : sentence.start]
        anchors = find_milestones(text, sentence, compiled, owners, lead)
        tokens = split_words(text, sentence.start, sentence.end) if anchors else []
        if tokens and len(tokens.low) <= LONG and not is_titled(text, sentence):
            found += read_sentence(sentence, tokens, anchors, timed)
    return found


def read_sentence(
    sentence: Sentence,
    tokens: Tokens,
    anchors: Sequence[tuple[int, int, Milestone]],
    timed: set[int],
) -> list[Told]:
    """The words of one sentence that tell a milestone; where its verbs disagree, none does."""
    triggers, clauses = find_triggers(tokens, False)
    told: dict[tuple[int, int], str] = {}
    about: dict[tuple[int, int], list[Milestone]] = {}
    for first, last, milestone in anchors:
        here: dict[tuple[int, int], str] = {}
        for trigger in triggers:
            start, end = tokens.start[trigger.first], tokens.end[trigger.last]
            saying = trigger.entry.kind in ("statement", "report")
            if not first <= start < last or (saying and milestone.kind != "statement"):
                continue
            if trigger.noun:
                way = decide_noun(sentence, start - sentence.start, start in timed)
            else:
                lead = sentence.text[: end - sentence.start]
                way = decide_verb(tokens, trigger, clauses[trigger.clause], lead)
            if way:
                here[start, end] = way
        if len(set(here.values())) == 1:
            for place, way in here.items():
                told[place] = way
                about.setdefault(place, []).append(milestone)
    return [
        Told(tuple(dict.fromkeys(about[place])), *place, way, sentence)
        for place, way in sorted(told.items())
    ]


def find_milestone_clues(
    told: Sequence[Told], relative: Sequence[Timex], events: Sequence[EventMention]
) -> list[Clue]:
    """Told as past: on or after the milestone's day.  Told as coming: before it.

    Relative words that date a milestone ("signed Friday") narrow both sides.
    """
    pointing = {time.start: time for time in relative}
    dated_at = {e.trigger_start: e.time_start for e in events if e.time_start is not None}
    clues: list[Clue] = []
    for mention in told:
        clues.append(tell_order(mention))
        time = pointing.get(dated_at.get(mention.start, -1))
        inside = time and mention.sentence.start <= time.start < mention.sentence.end
        if time and inside and len(clues) < 4 * MOST:
            clues += tell_beside(time, mention)
    return clues


def tell_order(mention: Told) -> Clue:
    """The clue that a milestone is past, or still to come, in the words of the text."""
    sentence = mention.sentence
    words = sentence.text[mention.start - sentence.start : mention.end - sentence.start]
    if mention.told == "past":
        windows = from_day(min(m.earliest for m in mention.milestones))
    else:
        windows = until_day(move(max(m.latest for m in mention.milestones), -1))
    why = f"{say_milestones(mention)} is told as {mention.told}"
    return Clue(mention.start, mention.end, words, sentence.text, "milestone", windows, why)


def tell_beside(time: Timex, mention: Told) -> list[Clue]:
    """The days on which words such as "Friday" or "last month" mean a milestone's day."""
    windows: Windows = ()
    for milestone in mention.milestones[:MOST]:
        earliest, latest = move(milestone.earliest, -SLACK), move(milestone.latest, SLACK)
        if (latest - earliest).days >= BRIEF:
            return []
        windows += solve(mention.sentence, time, earliest, latest)
    why = f"“{time.text}” means {say_milestones(mention)} on such days only"
    text = mention.sentence.text
    clue = Clue(time.start, time.end, time.text, text, "milestone", tuple(sorted(windows)), why)
    return [clue] if windows else []


def say_milestones(mention: Told) -> str:
    """The milestones with their days in words."""
    return " or ".join(f"{m.label} ({say_days(m)})" for m in mention.milestones)


def say_days(milestone: Milestone) -> str:
    """The days of a milestone in words."""
    first, last = say_day(milestone.earliest), say_day(milestone.latest)
    return first if first == last else f"{first} to {last}"
