"""Events that several articles date by day → entries for ``milestones.toml``.

What is proposed was read from the articles themselves, so it is no reference yet: the citation
says so until somebody has compared it with a record.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ...load import read_lexicon
from ...records import FURNITURE, Actor, Codebook, Document, EventMention, Milestone
from ...tag.actors import find_actors
from ...tag.attributions import find_attributions, resolve_sources
from ...tag.events import find_events
from ...tag.sentences import find_sentences
from ...tag.times import find_times
from ...tag.times.vocabulary import MONTHS
from ...tag.zones import find_zones
from .actors import make_id

MOST = 60
"""Milestones at most, those that most articles tell first."""

LABEL_WORDS = 12
"""Words of a label: an event's words go to the end of their phrase, at most so far."""

_END = re.compile(r"[,;:—–(”“\"]|\.(?:\s|$)|\b(?:but|while|which|who|after|before|because|as)\b")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_LITTLE = re.compile(
    r"(?:[\s,]+(?:on|in|by|at|of|the|for|to|a|an|its|and|since|from|until))+$", re.IGNORECASE
)
_MARK = re.compile(r"[,;:—–(“”\"]\s*")
_OPENING = re.compile(r"\b(?:that|when|while|because|as|if|said|says|and|but|where)\b\s*")
_MONTH_NAMES = {number: name.title() for name, number in MONTHS.items() if len(name) > 2}


@dataclass(frozen=True, slots=True)
class Proposed:
    """A milestone with the articles that tell it."""

    milestone: Milestone
    documents: tuple[str, ...]


@cache
def list_reporting() -> frozenset[str]:
    """Forms of the verbs that report speech: what somebody said on a day is no milestone."""
    forms = (row["forms"].split("|") for row in read_lexicon("cues"))
    return frozenset(form.lower() for some in forms for form in some) - {"published", "publish"}


def is_dated(event: EventMention) -> bool:
    """Whether the sentence itself gives one day, by date or by weekday, and reports no speech."""
    if event.earliest is None or event.earliest != event.latest or event.days_basis != "text":
        return False
    return bool(event.time_text) and event.trigger.lower() not in list_reporting()


def read_events(document: Document, actors: Sequence[Actor]) -> list[EventMention]:
    """The dated events of an article, with the proposed actors as those who take part."""
    text = document.text
    skip = tuple((z.start, z.end) for z in find_zones(text) if z.zone in FURNITURE)
    sentences = find_sentences(text)
    times = find_times(text, document.published, skip)
    mentions = find_actors(text, actors, skip, document.published)
    said = resolve_sources(
        find_attributions(text, skip, sentences), text, sentences, mentions, actors
    )
    codebook = Codebook(actors=tuple(actors))
    events = find_events(document, sentences, times, mentions, said, codebook, skip)
    return [event for event in events if is_dated(event)]


def say_event(text: str, event: EventMention) -> str:
    """The words of an event from its trigger to the end of the phrase, without its day.

    >>> text = "It opened two gates of the dam on 4 March, the board said."
    >>> event = EventMention(0, 30, text[:30], 3, 9, "opened", "change", "happened",
    ...                      time_start=34, time_end=41)
    >>> say_event(text, event)
    'opened two gates of the dam'
    """
    stop = event.trigger_end + 120
    if event.time_start is not None and event.time_start >= event.trigger_end:
        stop = min(stop, event.time_start)
    words = text[event.trigger_start : stop].split("\n")[0]
    end = _END.search(words, event.trigger_end - event.trigger_start)
    words = words[: end.start()] if end else words
    found = list(_WORD.finditer(words))
    words = words[: found[min(len(found), LABEL_WORDS) - 1].end()] if found else words
    return _LITTLE.sub("", " ".join(words.split()))


def write_patterns(triggers: Sequence[str], day: dt.date) -> tuple[str, ...]:
    """Patterns for the words seen beside the day, in both orders and both ways to write a date.

    >>> write_patterns(["opened"], dt.date(2025, 3, 4))[0]
    '(opened) ...12 (March 4|4 March)'
    """
    plain = sorted({t.lower() for t in triggers if re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)*", t)})
    month = _MONTH_NAMES[day.month]
    date = f"({month} {day.day}|{day.day} {month})"
    words = f"({'|'.join(plain)})"
    return (f"{words} ...12 {date}", f"{date} ...12 {words}") if plain else ()


def say_clause(text: str, event: EventMention) -> str:
    """The clause of an event with its subject and without its day.

    >>> text = "It is late, but the board will publish its report on 2 April."
    >>> event = EventMention(16, 60, text[16:60], 31, 38, "publish", "statement", "planned",
    ...                      time_start=53, time_end=60)
    >>> say_clause(text, event)
    'the board will publish its report'
    """
    before = text[event.start : event.trigger_start].split("\n")[-1]
    before = _OPENING.split(_MARK.split(before)[-1])[-1].strip()
    words = f"{before} {say_event(text, event)}".strip()
    return words if len(words.split()) <= LABEL_WORDS else say_event(text, event)


def choose_label(
    reports: Sequence[tuple[Document, EventMention]], who: Sequence[str], names: dict[str, str]
) -> str:
    """The fullest wording of an event: with the one who did it, else with its own subject."""
    if who:
        said = [say_event(document.text, event) for document, event in reports]
        label = max(said, key=lambda words: (len(words.split()), words))
        return f"{names[who[0]]}: {label}"
    clauses = [say_clause(document.text, event) for document, event in reports]
    label = max(clauses, key=lambda words: (len(words.split()), words))
    return label[:1].upper() + label[1:]


def propose_milestones(
    documents: Sequence[Document], actors: Sequence[Actor]
) -> list[Proposed]:
    """Events of one kind on one day that two articles tell, or one where there is only one."""
    groups: dict[tuple[dt.date, str], list[tuple[Document, EventMention]]] = defaultdict(list)
    for document in documents:
        for event in read_events(document, actors):
            assert event.earliest is not None
            groups[event.earliest, event.kind].append((document, event))
    needed = 2 if len(documents) > 1 else 1
    names = {actor.id: actor.name for actor in actors}
    found = []
    for (day, kind), reports in sorted(groups.items()):
        told = tuple(dict.fromkeys(document.doc_id for document, _ in reports))
        if len(told) >= needed:
            found.append((day, kind, reports, told))
    found.sort(key=lambda group: -len(group[3]))
    proposed, taken = [], set[str]()
    for day, kind, reports, told in sorted(found[:MOST], key=lambda group: group[:2]):
        who = find_parties([event for _, event in reports], names)
        label = choose_label(reports, who, names)
        where = ", ".join(told[:6]) + (f" and {len(told) - 6} more" if len(told) > 6 else "")
        milestone = Milestone(
            make_id(f"{kind} {day.isoformat()}", taken),
            label, day, day, kind,
            f"the articles themselves ({where}); not compared with any record",
            patterns=write_patterns([event.trigger for _, event in reports], day),
            who=who, proposed=True,
        )  # fmt: skip
        proposed.append(Proposed(milestone, told))
    return proposed


def find_parties(events: Sequence[EventMention], names: dict[str, str]) -> tuple[str, ...]:
    """Who takes part in every report that names anybody."""
    parties = [set(event.actors) & names.keys() for event in events if event.actors]
    shared = set.intersection(*parties) if parties else set()
    return tuple(sorted(shared))
