"""What events, statements and speakers are called.

A milestone has the codebook's name; any other event is named by its actors and the word or two of
the article that report it, because a kind alone ("Arland: change") says nothing.
"""

from __future__ import annotations

import pandas as pd

from helpers.prose.words import is_known, say_date, say_interval

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
SEEN = 3  # words of the article in the name of an event
KEPT = 2  # actors in the name of an event; the table has them all
TWO_PARTS = 2  # given name and surname; longer names may break anywhere


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


def name_actors(actors: tuple, names: tuple, kinds: dict[str, str], kept: int = KEPT) -> str:
    """At most ``kept`` actors, people (by surname) before the rest; places only where none acts."""
    pairs = list(zip(actors, names, strict=True)) if isinstance(actors, (tuple, list)) else []
    persons = [shorten(name) for actor, name in pairs if kinds.get(actor) == "person"]
    rest = [(actor, name) for actor, name in pairs if kinds.get(actor) != "person"]
    others = [name for actor, name in rest if kinds.get(actor) != "place"]
    others = others or [name for _, name in rest]
    return ", ".join((persons + others)[:kept])


def name_events(events: pd.DataFrame, actors: pd.DataFrame | None = None) -> pd.DataFrame:
    """``events`` with ``when``, ``what`` and ``name`` ("when: what", the words beside a mark)."""
    kinds = {} if actors is None else dict(zip(actors["id"], actors["kind"], strict=True))
    when, what = [], []
    for event in events.itertuples():
        when.append(say_interval(event.earliest, event.latest, short=True))
        kept = 1 if event.kind == "statement" else KEPT
        who = name_actors(event.actors, event.actor_names, kinds, kept)
        seen = " ".join(event.trigger.split()[:SEEN])
        words = event.milestone_label or f"{who or name_kind(event.kind)}: “{seen}”"
        what.append(f"expected: {words}" if event.status in PENDING else words)
    name = [f"{w.removesuffix(', no end given')} · {x}" for w, x in zip(when, what, strict=True)]
    return events.assign(when=when, what=what, name=name)


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
    """``promises`` with ``name`` (speaker, window) and ``actual_name`` (milestone and its day)."""
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
