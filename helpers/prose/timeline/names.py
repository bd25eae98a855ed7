"""What events, statements and speakers are called.

A milestone has the codebook's name; any other event is named by its actors and the few words of
the article that report it, because a kind alone ("Arland: change") says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup, escape

from helpers.prose.passages import PIECES
from helpers.prose.words import is_known, say_date, say_interval, say_list

KINDS = {
    "meeting_visit": "meeting or visit",
    "political_change": "political change",
    "military_action": "military action",
    "agreement_other": "agreement",
    "transfer": "delivery",
}
STATUS = {
    "happened": "reported",
    "ongoing": "reported as under way",
    "claimed": "claimed",
    "planned": "planned",
    "forecast": "expected",
}

PENDING = ("planned", "forecast")
EXPECTED = "expected: "
SEEN = 3  # words of a trigger in the name of an event
KEPT = 5  # actors in the name of an event; the data behind the figure has them all
TWO_PARTS = 2  # given name and surname; longer names may break anywhere


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of an article in the name of an event, and what the codebook says of their sentence."""

    doc_id: str
    spans: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """What the codebook knows of actors: kind and state by id, kind by name."""

    kinds: dict[str, str]
    states: dict[str, str]
    names: dict[str, str]


def read_book(actors: pd.DataFrame | None) -> Book:
    if actors is None or actors.empty:
        return Book({}, {}, {})
    kinds, states, names = (
        dict(zip(actors[key], actors[value], strict=True))
        for key, value in (("id", "kind"), ("id", "state"), ("name", "kind"))
    )
    return Book(kinds, states, names)


def name_kind(kind: str) -> str:
    """
    >>> name_kind("meeting_visit"), name_kind("arms_transfer")
    ('meeting or visit', 'arms transfer')
    """
    return KINDS.get(kind, kind.replace("_", " "))


def shorten(name: str) -> str:
    """The surname of a two-part name; other names stay whole, for nobody knows where they break.

    >>> shorten("Anna Larsson"), shorten("Li Mo Wen"), shorten("Ministry of Defence")
    ('Larsson', 'Li Mo Wen', 'Ministry of Defence')
    """
    parts = name.split()
    return parts[-1] if len(parts) == TWO_PARTS else name


def name_actors(
    actors: tuple,
    names: tuple,
    kinds: dict[str, str],
    states: dict[str, str] | None = None,
    kept: int = KEPT,
    words: str = "",
) -> str:
    """Who takes part: people (by surname) before the rest; places only where none acts.

    A person's own state is not named beside them, nor anybody whom the ``words`` that follow name,
    unless nobody is left; of more than ``kept`` the rest are counted.

    >>> name_actors(("a", "b"), ("Arland", "Borland"), {}, words="supplied Borland with shells")
    'Arland'
    """
    pairs = list(zip(actors, names, strict=True)) if isinstance(actors, (tuple, list)) else []
    persons = [(actor, name) for actor, name in pairs if kinds.get(actor) == "person"]
    theirs = {(states or {}).get(actor) for actor, _ in persons}
    rest = [pair for pair in pairs if pair not in persons and pair[0] not in theirs]
    others = [name for actor, name in rest if kinds.get(actor) != "place"]
    others = others or ([] if persons else [name for _, name in rest])
    who = [shorten(name) for _, name in persons] + others
    named = [name for name in who if re.search(rf"\b{re.escape(name)}\b", words)]
    who = [name for name in who if name not in named] or who
    more = [f"{len(who) - kept} more"] if len(who) > kept else []
    return str(say_list([*who[:kept], *more]).unescape()) if who else ""


def name_doers(event: object, known: Book, words: str = "") -> str:
    """Whose statement it is where that is known, else all who take part.

    Who stands in the ``words`` of the article that follow is not named before them.
    """
    if event.kind == "statement" and isinstance(event.source_name, str):
        said = re.split(r", | and ", event.source_name)
        if all(name in known.names for name in said):
            kept = [shorten(n) if known.names[n] == "person" else n for n in said]
            return str(say_list(kept).unescape())
    return name_actors(
        event.actors, event.actor_names, known.kinds, known.states, words=words
    )


def say_when(event: object, short: bool = True) -> str:
    """The days of an event, and what they rest on where that is not a report.

    >>> from types import SimpleNamespace as S
    >>> day = pd.Timestamp("2022-02-24")
    >>> say_when(S(earliest=day, latest=day, days_basis="reference"))
    '24 Feb 2022 (reference)'
    """
    days = say_interval(event.earliest, event.latest, short)
    note = {"reference": " (reference)", "announced": " (as announced)"}
    return days + note.get(event.days_basis, "")


def name_content(phrase: Phrase | None, event: object) -> tuple[Markup, str]:
    """The words of an article in an event's name: marked with their place, and plain."""
    if phrase is None:
        kind = "" if event.kind in ("statement", "report") else f" ({name_kind(event.kind)})"
        plain = f"“{' '.join(event.trigger.split()[:SEEN])}”{kind}"
        return Markup(escape(plain)), plain
    marked = Markup(" … ").join(
        PIECES["q"].format(phrase.doc_id, *span, text)
        for span, text in zip(phrase.spans, phrase.texts, strict=True)
    )
    plain = " … ".join(phrase.texts).translate({ord("“"): "‘", ord("”"): "’"})
    topic = f" ({phrase.topic})" if phrase.topic else ""
    return marked + topic, f"“{plain}”{topic}"


def name_events(
    events: pd.DataFrame,
    actors: pd.DataFrame | None = None,
    phrases: dict[str, Phrase] | None = None,
) -> pd.DataFrame:
    """``events`` with ``when``, ``what`` (may be Markup) and ``name`` ("when · what", plain).

    A milestone has the codebook's label, without quotation marks, for no article need say it so;
    any other event is called by who takes part and words of the article (``find_phrases``).

    >>> list(name_events(events, actors, prose.find_phrases(events, tables, passages)))[:4]
    ['event_id', 'kind', 'trigger', 'milestone']
    """
    known = read_book(actors)
    when, what, name = [], [], []
    for event in events.itertuples():
        when.append(say_when(event))
        if event.milestone_label:
            marked, plain = Markup(escape(event.milestone_label)), event.milestone_label
        else:
            marked, plain = name_content((phrases or {}).get(event.event_id), event)
            who = name_doers(event, known, plain) or name_kind(event.kind)
            marked, plain = Markup("{}: {}").format(who, marked), f"{who}: {plain}"
        if event.status in PENDING:
            marked, plain = Markup(EXPECTED) + marked, EXPECTED + plain
        what.append(marked)
        name.append(f"{when[-1].removesuffix(', no end given')} · {plain}")
    made = {"when": when, "what": what, "name": name}
    return events.assign(
        **{k: pd.Series(v, index=events.index, dtype=object) for k, v in made.items()}
    )


def name_speaker(promise: object) -> str:
    """Who is reported to have said it.

    >>> from types import SimpleNamespace
    >>> [name_speaker(SimpleNamespace(source_name=name)) for name in (None, "A B")]
    ['unnamed', 'A B']
    """
    return promise.source_name if isinstance(promise.source_name, str) else "unnamed"


def say_window(opens: pd.Timestamp, closes: pd.Timestamp, short: bool = False) -> str:
    """
    >>> d = pd.Timestamp
    >>> say_window(d("2025-01-21"), d("2025-01-31")), say_window(d("2024-10-31"), None)
    ('21 to 31 January 2025', 'no end given')
    >>> say_window(None, d("2024-12-31")), say_window(None, None)
    ('by 31 December 2024', 'no time given')
    """
    if not is_known(opens) and not is_known(closes):
        return "no time given"
    return "no end given" if not is_known(closes) else say_interval(opens, closes, short)


def name_promises(promises: pd.DataFrame, actors: pd.DataFrame | None = None) -> pd.DataFrame:
    """``promises`` with ``name`` (speaker, window) and ``actual_name`` (milestone and its day).

    >>> list(name_promises(timeline.compare_promises(tables), actors))[:4]
    ['doc_id', 'sentence_id', 'outlet', 'label']
    """
    people = set() if actors is None else set(actors["id"][actors["kind"] == "person"])
    names, actual = [], []
    for promise in promises.itertuples():
        speaker = name_speaker(promise)
        if promise.source_id in people:
            speaker = shorten(speaker)
        if promise.kind == "stage":
            said = say_interval(promise.said_earliest, promise.said_latest, short=True)
            names.append(f"{said} · {speaker}")
        else:
            window = say_window(promise.window_earliest, promise.window_latest, short=True)
            names.append(f"{speaker}: {window}")
        known = is_known(promise.actual_earliest)
        days = say_interval(promise.actual_earliest, promise.actual_latest, short=True)
        actual.append(f"{promise.milestone_label}: {days}" if known else None)
    return promises.assign(name=names, actual_name=actual)


def say_distance(promise: object) -> str:
    """Days early or late as a range, or why there is none.

    >>> from types import SimpleNamespace as S
    >>> say_distance(S(outcome="early", least=4, most=14))
    '4 to 14 days early'
    >>> say_distance(S(outcome="late", least=1, most=1))
    '1 day late'
    >>> say_distance(S(outcome="open", least=pd.NA, most=pd.NA))
    'open window: no end to count from'
    """
    if promise.outcome in ("early", "late"):
        least, most = promise.least, promise.most
        if pd.isna(most):
            return f"{least} days or more {promise.outcome}"
        if least == most:
            return f"{least} {'day' if least == 1 else 'days'} {promise.outcome}"
        return f"{least} to {most} days {promise.outcome}"
    return {
        "within": "within the window",
        "undecided": "undecided: the bounds allow both",
        "open": "open window: no end to count from",
        "pending": "no day to count to",
        "no window": "no window named",
    }[promise.outcome]


def say_day_said(promise: object) -> str:
    """The day of a statement, or the day by which it must have been made."""
    if not is_known(promise.said_latest):
        return "day unknown"
    if promise.said_basis != "stated":
        return f"by {say_date(promise.said_latest, short=True)} (published)"
    return say_interval(promise.said_earliest, promise.said_latest, short=True)
