"""Find every statement of when a milestone of the codebook would come, and who said so and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.records import Promise
from helpers.tag.events import is_titled
from helpers.tag.patterns import compile_patterns, find_patterns
from helpers.tag.sentences import list_read

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from helpers.records import (
        Attribution,
        Codebook,
        Document,
        EventMention,
        Mention,
        PromisePattern,
        Sentence,
        Timex,
    )
    from helpers.tag.patterns import Compiled, Match

# Words that promise without an end; the tagger of times leaves the adverbs among them alone.
OPEN = re.compile(
    r"(?i)\b(shortly|soon|imminently|before long"
    r"|in the (?:very )?(?:near|nearest|foreseeable) future)\b"
)
LEAD = re.compile(
    r"(?i)(?:\b(?:just|only|as early as|no later than|sometime)\s+)?"
    r"\b(?:before|by|until|on|in|at|during|ahead of|within|from|between)\s+[“\"]?$"
)
TAIL = re.compile(
    r"(?i)^\s+(?:before|after|ahead of|of)\s+(?:the\s+)?[\w’'-]+(?:\s+of\s+[A-Z]\w+)?"
)
CONTEXT = 600  # characters before a sentence that may name its parties; tests/cases/promises.json
COMING = ("planned", "forecast", "ongoing", "claimed")
MARKS = " \t“”\"'‘’,.;:—–-"
CARRIED = ("content", "carried", "repeated")


@dataclass(frozen=True, slots=True)
class Said:
    """Who stands behind the words, on which days."""

    earliest: dt.date | None
    latest: dt.date | None
    source_id: str
    source_name: str | None
    relay_name: str | None
    why: str


def find_said(
    document: Document,
    sentence: Sentence,
    span: tuple[int, int],
    events: Sequence[EventMention],
    attributions: Sequence[Attribution],
) -> Said:
    """The day of the statement: its own, that of the source's other words, or any before print."""
    dct = document.published
    around = [a for a in attributions if a.start < span[1] and span[0] < a.end]
    if not around:
        return Said(
            dct,
            dct,
            "outlet",
            document.outlet or None,
            None,
            "in the outlet's own voice, on its day",
        )
    said = max(
        around,
        key=lambda a: (a.source_id != "unknown", min(a.end, span[1]) - max(a.start, span[0])),
    )
    relay = next((a.relay_name for a in around if a.relay_name), None)
    told = [
        e
        for e in events
        if e.kind in ("statement", "report")
        and sentence.start <= e.trigger_start < sentence.end
        and e.earliest
        and e.latest
        and (
            said.cue_start is None
            or said.cue_start <= e.trigger_start < (said.cue_end or said.cue_start)
            or e.time_start is not None
        )
        and not (span[0] <= e.trigger_start < span[1])
    ]
    if told:
        day = told[0]
        return Said(
            day.earliest,
            day.latest,
            said.source_id,
            said.source_name,
            relay,
            f"said {day.reasoning}",
        )
    return Said(
        None,
        dct,
        said.source_id,
        said.source_name,
        relay,
        "said on an unnamed day before publication",
    )


def find_window(
    document: Document, sentence: Sentence, match: Match, events: Sequence[EventMention], said: Said
) -> tuple[dt.date | None, dt.date | None, tuple[int, int], str] | None:
    """The window that the words name and the words themselves; None when they name none."""
    inside = [
        e
        for e in events
        if sentence.start <= e.trigger_start < sentence.end
        and e.status in COMING
        and not e.rule.startswith(CARRIED)
        and e.kind not in ("statement", "report")
        and match.start <= e.trigger_start < match.end
    ]
    sign = match.slots.get("sign")
    inside.sort(
        key=lambda e: (not (sign and sign[0] <= e.trigger_start < sign[1]), e.trigger_start)
    )
    open_words = OPEN.search(document.text, match.start, sentence.end)
    for event in inside:
        if event.rule == "future" and open_words is None:
            return (
                said.earliest or document.published,
                None,
                words_of(document.text, sentence, event),
                "no end named",
            )
        if event.rule != "future" and event.latest is not None:
            earliest = said.earliest if event.rule.startswith("bound") else event.earliest
            return earliest, event.latest, words_of(document.text, sentence, event), event.reasoning
    if open_words is not None:
        return (
            said.earliest or document.published,
            None,
            open_words.span(),
            f"“{open_words[0]}”: no end named",
        )
    return None


def words_of(text: str, sentence: Sentence, event: EventMention) -> tuple[int, int]:
    """The time words of an event, the preposition before them, what an offset counts from."""
    if event.time_start is None or event.time_end is None:
        found = re.search(
            r"(?i)\b(?:before|ahead of|prior to|after)\b[^,.;]*",
            text[event.trigger_end : sentence.end],
        )
        if found:
            return event.trigger_end + found.start(), event.trigger_end + found.end()
        return event.trigger_start, event.trigger_end
    start, end = event.time_start, event.time_end
    lead = LEAD.search(text[max(sentence.start, start - 24) : start])
    if lead:
        start -= len(lead[0])
    if event.rule.startswith("offset") and (
        tail := TAIL.match(text[end : min(end + 60, sentence.end)])
    ):
        end += tail.end()
    return start, end


def stage_words(text: str, match: Match) -> tuple[int, int]:
    """The words of progress: what the pattern matched beside the thing itself."""
    thing = match.slots.get("agreement")
    if thing is None:
        return match.start, match.end
    start, end = max((match.start, thing[0]), (thing[1], match.end), key=lambda s: s[1] - s[0])
    lead = len(text[start:end]) - len(text[start:end].lstrip(MARKS))
    return start + lead, start + len(text[start:end].rstrip(MARKS))


def find_matches(
    text: str, sentence: Sentence, compiled: Compiled, owners: Sequence[int]
) -> dict[int, Match]:
    """The longest match of each entry in a sentence; ``owners`` has the entry of every pattern."""
    before = text[max(0, sentence.start - CONTEXT) : sentence.start]
    found: dict[int, Match] = {}
    for match in find_patterns(compiled, text, sentence.start, sentence.end, before):
        best = found.get(owners[match.pattern])
        if best is None or match.end - match.start > best.end - best.start:
            found[owners[match.pattern]] = match
    return found


def is_excluded(
    text: str, sentence: Sentence, entry: PromisePattern, codebook: Codebook
) -> bool:
    """Whether one of the ``unless`` patterns of an entry is in a sentence."""
    if not entry.unless:
        return False
    compiled = compile_patterns(entry.unless, codebook, entry.id)
    return bool(find_patterns(compiled, text, sentence.start, sentence.end))


def is_repeated(text: str, sentence: Sentence, seen: set[str]) -> bool:
    """Whether a headline is printed for the second time."""
    key = text[sentence.start : sentence.end]
    if key in seen:
        return True
    seen.add(key)
    return False


def find_promises(
    document: Document,
    sentences: Sequence[Sentence],
    times: Sequence[Timex],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    events: Sequence[EventMention],
    codebook: Codebook,
    skip: Sequence[tuple[int, int]] = (),
) -> list[Promise]:
    """Every statement of when a promise milestone would come; at most one of a kind in a sentence.

    ``promise`` and ``visit`` need words that name a time; ``stage`` reports progress without.
    """
    if not codebook.promises:
        return []
    text, entries = document.text, codebook.promises
    owners = [k for k, entry in enumerate(entries) for _ in entry.patterns]
    compiled = compile_patterns([p for entry in entries for p in entry.patterns], codebook)
    found: list[Promise] = []
    seen: set[str] = set()
    for sentence in list_read(sentences, skip):
        matches = find_matches(text, sentence, compiled, owners)
        taken: set[str] = set()
        for k in sorted(matches):
            entry = entries[k]
            if entry.kind in taken or is_excluded(text, sentence, entry, codebook):
                continue
            if is_titled(text, sentence) and is_repeated(text, sentence, seen):
                continue
            promise = write_promise(document, sentence, entry, matches[k], events, attributions)
            if promise is not None:
                taken.add(entry.kind)
                found.append(promise)
    return found


def write_promise(
    document: Document,
    sentence: Sentence,
    entry: PromisePattern,
    match: Match,
    events: Sequence[EventMention],
    attributions: Sequence[Attribution],
) -> Promise | None:
    said = find_said(document, sentence, (match.start, match.end), events, attributions)
    earliest = latest = None
    words, why = stage_words(document.text, match), "progress, no day named"
    if entry.kind != "stage":
        window = find_window(document, sentence, match, events, said)
        if window is None:
            return None
        earliest, latest, words, why = window
    text = document.text
    return Promise(
        start=sentence.start,
        end=sentence.end,
        text=text[sentence.start : sentence.end],
        kind=entry.kind,
        milestone=entry.milestone,
        words_start=words[0],
        words_end=words[1],
        words=text[words[0] : words[1]],
        said_earliest=said.earliest,
        said_latest=said.latest,
        window_earliest=earliest,
        window_latest=latest,
        source_id=said.source_id,
        source_name=said.source_name,
        relay_name=said.relay_name,
        reasoning=f"{said.why}; {why}",
        rule=entry.id,
    )
