"""The few words of an article that tell what an event is about, out of those that may be shown.

A verb alone ("Dedov: “said”") says nothing: a statement is told by what was said, any other event
by its verb and what follows it.  Where the quotation budget leaves only the verb, the codebook says
what the sentence is about: a claim that it bears on, a theme, or else the kind of event.
"""

from __future__ import annotations

import re

import pandas as pd

from helpers.prose.passages import spans_of
from helpers.prose.timeline.names import Phrase, name_kind
from helpers.records import Tables

WORDS = 9  # of an article in the name of an event
LEAST = 3  # with the verb; fewer say no more than it
WHOLE = 4  # of what was said; fewer are a name or two
TAIL = 3  # words after the last preposition that go where a phrase is cut short
BACK = 6  # words before a verb that nobody is named for: what is nearing completion?
TOKEN = re.compile(r"\S+")
STOP = re.compile(r"[,;:!?—–][”\"’')]*$")
# What a phrase does not begin or end with.
OPENING = frozenset(["that", "which", "who", "and", "but", "as", "to", "for", "about", ","])
CLOSING = frozenset([
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "but",
    "that", "which", "who", "its", "their", "his", "her", "as", "is", "was", "are", "were", "be",
    "would", "will", "has", "have", "had", "between", "into", "than", "not", "any", "no", "after",
    "before", "during", "since", "while", "including", "such", "both", "mutual", "further",
])  # fmt: skip
PREPOSITIONS = frozenset(["of", "in", "on", "at", "by", "for", "from", "with", "into"])
SAYING = ("statement", "report", "preparation", "change")
EDGES = "“”\"‘’',;:.!?()—–…"

Span = tuple[int, int]


def is_plain(event: object, said: pd.DataFrame) -> bool:
    """Whether a verb of saying takes no stand: after "denied" its content alone would mislead."""
    cue = (said["cue_start"] < event.trigger_end) & (said["cue_end"] > event.trigger_start)
    return set(said.loc[cue, "force"]) <= {"neutral"}


def find_content(said: pd.DataFrame, event: object) -> Span | None:
    """What a statement says, or the words around an event that somebody tells."""
    spoken = said[said["kind"] != "partial"]
    spoken = spoken if len(spoken) else said
    cue = (spoken["cue_start"] < event.trigger_end) & (spoken["cue_end"] > event.trigger_start)
    if event.kind in ("statement", "report") and cue.any():
        mine = spoken[cue]
        row = mine.loc[(mine["end"] - mine["start"]).idxmax()]
        return int(row["start"]), int(row["end"])
    around = spoken[
        (spoken["start"] <= event.trigger_start) & (spoken["end"] >= event.trigger_end) & ~cue
    ]
    if around.empty:
        return None
    row = around.loc[(around["end"] - around["start"]).idxmin()]
    return int(row["start"]), int(row["end"])


def choose_span(event: object, content: Span | None, named: bool) -> Span:
    """Where the words may come from."""
    at = int(event.trigger_start), int(event.trigger_end)
    if content and not content[0] <= at[0] < content[1]:
        return content
    end = max(content[1] if content else int(event.end), at[1])
    if named:
        return at[0], end
    return (content or (int(event.start), 0))[0], end


def allow_tokens(text: str, span: Span, allowed: list[Span]) -> list[list[Span]]:
    """Runs of the words of a span that may be shown whole."""
    runs: list[list[Span]] = [[]]
    for m in TOKEN.finditer(text, *span):
        if any(a <= m.start() and m.end() <= b for a, b in allowed):
            runs[-1].append(m.span())
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def drop_tail(kept: list[Span], words: list[str]) -> list[Span]:
    """Leave out a last preposition whose words are cut short: "to Russia for potential"."""
    last = [i for i, w in enumerate(words) if w.lower() in PREPOSITIONS]
    cut = last and last[-1] >= WHOLE and len(words) - last[-1] <= TAIL
    return kept[: last[-1]] if cut else kept


def cut_run(text: str, run: list[Span], trigger: Span | None) -> list[Span]:
    """At most ``WORDS`` words of a run, ending where a clause does, round the trigger if given."""
    first = 0
    if trigger is not None:
        at = next((i for i, t in enumerate(run) if t[1] > trigger[0]), 0)
        first = max(at - BACK, 0)
    kept = run[first : first + WORDS]
    least = LEAST if trigger is None else next(
        (i + 1 for i, t in enumerate(kept) if t[1] >= trigger[1]), LEAST
    )  # fmt: skip
    words = [text[slice(*t)] for t in kept]
    ends = [i + 1 for i, w in enumerate(words) if i + 1 >= max(least, LEAST) and STOP.search(w)]
    if ends:
        kept = kept[: ends[0]]
    elif first + len(kept) < len(run):
        kept = drop_tail(kept, words)
    opened = [i for i, t in enumerate(kept) if text[slice(*t)].count("“") and i]
    if opened and "”" not in text[kept[opened[-1]][0] : kept[-1][1]]:
        kept = kept[: opened[-1]]  # half a quotation would look like a whole one
    while kept and text[slice(*kept[0])].strip(EDGES).lower() in OPENING | {""}:
        kept = kept[1:]
    while kept and text[slice(*kept[-1])].strip(EDGES).lower() in CLOSING | {""}:
        kept = kept[:-1]
    return kept


def trim(text: str, start: int, end: int) -> Span:
    """Leave out marks at both ends, but no quotation mark whose partner stays.

    >>> trim("“a draft, he said", 0, 8), trim("drive “a wedge” in", 0, 15)
    ((1, 8), (0, 15))
    """
    while start < end and text[start] in EDGES:
        if text[start] == "“" and "”" in text[start:end]:
            break
        start += 1
    while end > start and text[end - 1] in EDGES:
        if text[end - 1] == "”" and "“" in text[start:end]:
            break
        end -= 1
    return start, end


def find_phrase(
    event: object, named: bool, text: str, said: pd.DataFrame, allowed: list[Span]
) -> Span | None:
    """The words for one event; None where too few of them may be shown."""
    span = choose_span(event, find_content(said, event), named)
    inside = span[0] <= event.trigger_start < span[1]
    trigger = (int(event.trigger_start), int(event.trigger_end)) if inside else None
    runs = allow_tokens(text, span, allowed)
    if trigger:
        runs = [r for r in runs if r[0][0] <= trigger[0] and r[-1][1] >= trigger[1]]
    cut = [cut_run(text, run, trigger) for run in runs]
    best = max(cut, key=len, default=[])
    least = LEAST if trigger else WHOLE
    return trim(text, best[0][0], best[-1][1]) if len(best) >= least else None


def find_topics(tables: Tables) -> dict[tuple[str, str], dict[str, str]]:
    """What each sentence is about by the codebook: its first claim and its first theme.

    Where the sentence gives an answer, the claim is not what its speaker says.
    """
    topics: dict[tuple[str, str], dict[str, str]] = {}
    for sort, frame, column in (
        ("claims", tables.claims, "claim_id"),
        ("themes", tables.themes, "id"),
    ):
        book = tables.codebook.get(sort)
        if book is None or book.empty:
            continue
        labels = dict(zip(book["id"], book["label"], strict=True))
        for row in frame.sort_values(["doc_id", "start"]).itertuples():
            about = topics.setdefault((row.doc_id, row.sentence_id), {})
            answers = sort == "claims" and not pd.isna(row.denial)
            label = labels.get(getattr(row, column), "")
            about.setdefault(sort, f"answer to: {label}" if answers and label else label)
    return topics


def choose_topic(event: object, about: dict[str, str], kinds: dict[str, str]) -> str:
    """A claim or a theme for what is said, the place of a visit, else the kind of event."""
    if event.kind in SAYING and about.get("claims"):
        return about["claims"]
    pairs = list(zip(event.actors, event.actor_names, strict=True))
    if event.kind in ("statement", "report"):
        others = [n for _, n in pairs if n != event.source_name and n != event.actor_names[0]]
        return about.get("themes", "") or ", ".join(others)
    where = [name for actor, name in pairs if kinds.get(actor) == "place"]
    return ", ".join(where) or name_kind(event.kind)


def find_phrases(
    events: pd.DataFrame, tables: Tables, passages: pd.DataFrame
) -> dict[str, Phrase]:
    """What to call each event that is no milestone (those have the codebook's name).

    >>> find_phrases(events, tables, passages)  # doctest: +SKIP
    """
    texts = dict(zip(tables.articles["doc_id"], tables.articles["text"], strict=True))
    said = dict(tuple(tables.attributions.dropna(subset=["cue_start"]).groupby("doc_id")))
    nobody = tables.attributions.iloc[:0]
    topics = find_topics(tables)
    actors = tables.codebook.get("actors")
    kinds = {} if actors is None else dict(zip(actors["id"], actors["kind"], strict=True))
    found = {}
    for event in events[events["milestone_label"] == ""].itertuples():
        mine = said.get(event.doc_id, nobody)
        allowed = [(a, b) for a, b, _ in spans_of(passages, event.doc_id)]
        text = texts[event.doc_id]
        span = find_phrase(event, len(event.actors) > 0, text, mine, allowed)
        at = int(event.trigger_start), int(event.trigger_end)
        about = topics.get((event.doc_id, event.sentence_id), {})
        if span is None:
            spans, topic = (at,), choose_topic(event, about, kinds)
        else:
            apart = event.kind == "statement" and not span[0] <= at[0] < span[1]
            spans, topic = ((at, span) if apart and not is_plain(event, mine) else (span,)), ""
        found[event.event_id] = Phrase(
            event.doc_id, spans, tuple(text[slice(*s)] for s in spans), topic
        )
    return found
