"""What the comparison of two event mentions looks at: who, when, which words, whose words."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from helpers.records import Tables

FIRST, LAST = 0, 4_000_000  # days (proleptic Gregorian ordinals) that stand for an open side
FEW = 4  # words; a shorter clause ("…, she said") is compared by its whole sentence
SPOKEN = ("statement", "report")
ROOTS = frozenset({"named", "institutional"})
PENDING = frozenset({"planned", "forecast"})
WORD = re.compile(r"[^\W\d_]{3,}")
BEYOND = re.compile(
    r"(?i)\b(?:for|against|since|during|in|as|which|that|while|after|before|to|by|on|at)\b"
)
ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|s|d|e)$")
# Words that any two news sentences may share; they say nothing about sameness.
COMMON = frozenset([
    "the", "and", "for", "with", "from", "that", "this", "which", "who", "whom", "whose", "will",
    "would", "could", "may", "might", "has", "have", "had", "was", "were", "are", "been", "being",
    "his", "her", "its", "their", "they", "them", "after", "before", "during", "while", "when",
    "where", "into", "over", "under", "between", "among", "said", "say", "says", "saying", "told",
    "according", "also", "not", "but", "than", "then", "more", "most", "such", "other", "new",
    "two", "three", "one", "first", "last", "year", "years", "month", "months", "week", "weeks",
    "day", "days", "earlier", "later", "early", "late", "about", "around", "since", "until",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
    "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
])


@dataclass(frozen=True, slots=True)
class Clue:
    """What the comparison of two mentions looks at."""

    index: int
    doc_id: str
    sentence_id: str
    kind: str
    status: str
    milestone: str
    actors: frozenset[str]
    people: frozenset[str]
    speaker: str
    trigger: str
    words: frozenset[str]
    things: frozenset[str]  # what changes hands: the words from the trigger to the next "for", "in"
    earliest: int
    latest: int
    dated: bool

    @property
    def width(self) -> int:
        return self.latest - self.earliest


def stem(word: str) -> str:
    """A word without its ending: enough to see that "signed" and "signing" are one verb.

    >>> stem("signed") == stem("signing") == stem("signs"), stem("visits") == stem("visited")
    (True, True)
    """
    return ENDING.sub("", word.lower())


def find_words(text: str, names: frozenset[str]) -> frozenset[str]:
    """Stems of the words that carry a sentence; actors' names are compared elsewhere."""
    words = (w.lower() for w in WORD.findall(text))
    return frozenset(stem(w) for w in words if w not in COMMON and w not in names)


def find_things(row: object, names: frozenset[str]) -> frozenset[str]:
    """Stems of what is given: "supplied Borland with *old ships* for its war"."""
    after = row.text[max(int(row.trigger_end - row.start), 0) :]
    return find_words(BEYOND.split(after, maxsplit=1)[0], names)


def name_words(actors: pd.DataFrame | None) -> frozenset[str]:
    """Every word of every name in the codebook."""
    if actors is None or actors.empty:
        return frozenset()
    forms: list[str] = list(actors["name"])
    for column in ("variants", "demonyms", "metonyms"):
        if column in actors:
            forms += [form for entry in actors[column] for form in entry]
    return frozenset(w.lower() for form in forms for w in WORD.findall(form))


def find_origins(tables: Tables) -> list[str]:
    """The root of each event mention's relay chain.

    The source named in the sentence, else who relayed it, else the outlet.  A source that is no
    name (officials, a pronoun) is no root that two outlets could be seen to share, and who does
    something is not thereby its source: only of words is the speaker the root.
    """
    outlets = dict(zip(tables.articles["doc_id"], tables.articles["outlet"], strict=True))
    actors = tables.codebook.get("actors")
    known = frozenset(actors["name"]) if actors is not None else frozenset()
    names = dict(zip(actors["id"], actors["name"], strict=True)) if actors is not None else {}
    spans: dict[str, list[tuple]] = defaultdict(list)
    for row in tables.attributions.itertuples():
        named = given(row.source_name) if row.source_type in ROOTS else ""
        first = row.start if pd.isna(row.cue_start) else min(row.start, row.cue_start)
        last = row.end if pd.isna(row.cue_end) else max(row.end, row.cue_end)
        cue = (-1, -1) if pd.isna(row.cue_start) else (int(row.cue_start), int(row.cue_end))
        spans[row.doc_id].append((int(first), int(last), named, given(row.relay_name), *cue))
    origins = []
    for row in tables.events.itertuples():
        at = row.start if pd.isna(row.trigger_start) else row.trigger_start
        around = [s for s in spans[row.doc_id] if s[0] <= at < s[1]]
        if row.kind not in SPOKEN:  # "was sworn in" is no saying
            own = doers(row, names)
            around = [s for s in around if s[2] not in own or not s[4] <= at < s[5]]
        source, relay = min(around, key=lambda s: s[1] - s[0], default=(0, 0, "", ""))[2:4]
        speaker = given(row.source_name)
        told = speaker in known and (row.kind == "statement" or speaker not in doers(row, names))
        origins.append(source or (told and speaker) or relay or outlets[row.doc_id])
    return origins


def doers(row: object, names: dict[str, str]) -> set[str]:
    """The names of those who take part in an event."""
    who = row.actors if isinstance(row.actors, (tuple, list)) else ()
    return {names.get(actor, actor) for actor in who}


def given(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def read_clues(tables: Tables) -> list[Clue]:
    actors = tables.codebook.get("actors")
    names = name_words(actors)
    people, known = frozenset(), frozenset()
    if actors is not None:
        people = frozenset(actors["id"][actors["kind"] == "person"])
        known = frozenset(actors["name"])
    whole = {(s.doc_id, s.sentence_id): s.text for s in tables.sentences.itertuples()}
    announced = find_announced(tables)
    clues = []
    for i, row in enumerate(tables.events.itertuples()):
        who = frozenset(row.actors) if isinstance(row.actors, (tuple, list)) else frozenset()
        words = find_words(row.text, names)
        if len(words) < FEW:
            words |= find_words(whole.get((row.doc_id, row.sentence_id), ""), names)
        clues.append(
            Clue(
                index=i,
                doc_id=row.doc_id,
                sentence_id=row.sentence_id,
                kind=row.kind,
                status=row.status,
                milestone=announced[i],
                actors=who,
                people=who & people,
                speaker=row.source_name if row.source_name in known else "",
                trigger=" ".join(stem(w) for w in WORD.findall(row.trigger)),
                words=words,
                things=find_things(row, names) if row.kind == "transfer" else frozenset(),
                earliest=FIRST if pd.isna(row.earliest) else row.earliest.toordinal(),
                latest=LAST if pd.isna(row.latest) else row.latest.toordinal(),
                dated=not (pd.isna(row.earliest) and pd.isna(row.latest)),
            )
        )
    return clues


def find_announced(tables: Tables) -> list[str]:
    """Each mention's milestone: its own, or that of the promise whose words it is part of."""
    promises = tables.promises[tables.promises["kind"] == "promise"]
    spans = [(p.doc_id, p.sentence_id, p.start, p.end, p.milestone) for p in promises.itertuples()]
    found = []
    for row in tables.events.itertuples():
        own = given(row.milestone)
        if not own and row.status in PENDING:
            place = (row.doc_id, row.sentence_id)
            inside = [s[4] for s in spans if s[:2] == place and s[2] <= row.trigger_start < s[3]]
            own = inside[0] if inside else ""
        found.append(own)
    return found


def weigh_words(clues: Iterable[Clue]) -> dict[str, float]:
    """Rare words weigh more: log of how many sentences there are for each that has the word."""
    sentences: dict[tuple[str, str], set[str]] = defaultdict(set)
    for clue in clues:
        sentences[clue.doc_id, clue.sentence_id] |= clue.words
    count = Counter(w for words in sentences.values() for w in words)
    return {w: math.log((len(sentences) + 1) / n) for w, n in count.items()}
