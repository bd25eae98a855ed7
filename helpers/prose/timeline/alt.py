"""Alt texts: what the figures of the timeline show, for those who do not see them."""

from __future__ import annotations

import pandas as pd

from helpers.prose.timeline.names import (
    PENDING,
    name_kind,
    name_speaker,
    say_day_said,
    say_distance,
    say_window,
)
from helpers.prose.words import capitalise, say_count, say_date, say_number


def describe_events(drawn: pd.DataFrame, outlets: list[str]) -> str:
    """Alt text of the opening figure.

    >>> print(describe_events(drawn, columns))  # doctest: +ELLIPSIS
    Timeline of ... events from ... January ... to ... January ..., with ...
    """
    if drawn.empty:
        return "An empty timeline: no event has a day to draw."
    first = drawn["earliest"].fillna(drawn["latest"]).min()
    last = drawn["latest"].fillna(drawn["earliest"]).max()
    shared = int((drawn["n_outlets"] > 1).sum())
    pending = int(drawn["status"].isin(PENDING).sum())
    span = (
        f"on {say_date(first)}" if first == last else f"from {say_date(first)} to {say_date(last)}"
    )
    text = (
        f"Timeline of {say_count(len(drawn), 'event')} {span}, "
        f"with marks for {say_count(len(outlets), 'outlet')}; "
        f"{say_number(shared) if shared else 'none'} "
        f"{'are' if shared > 1 else 'is'} reported by more than one outlet, "
        f"{say_number(pending) if pending else 'none'} only announced."
    )
    further = int(((drawn["n_announcing"] > 0) & ~drawn["status"].isin(PENDING)).sum())
    if further:
        text += (
            f" {capitalise(say_number(further))} {'has' if further == 1 else 'have'} a half-filled "
            "mark for an outlet that announces what another reports."
        )
    kinds = drawn["kind"].value_counts()
    top = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))[0]
    return f"{text} The most frequent kind is {name_kind(top[0])} ({top[1]:,})."


def describe_promises(promises: pd.DataFrame) -> str:
    """Alt text of the figure of promised against actual days.

    >>> print("-", describe_promises(promises))  # doctest: +ELLIPSIS
    - ... statements against the diagonal of their own day. Kazem Jalali, by ...
    """
    if promises.empty:
        return "An empty figure: no statement of when a milestone would come was found."
    lines = []
    for p in promises[promises["kind"] == "promise"].itertuples():
        window = say_window(p.window_earliest, p.window_latest)
        lines.append(f"{name_speaker(p)}, {say_day_said(p)}: {window}, {say_distance(p)}")
    shown = "; ".join(lines[:8]) + (f"; and {len(lines) - 8} more" if len(lines) > 8 else "")
    kinds = promises["kind"].value_counts()
    rest = (
        f"{say_count(int(kinds.get('visit', 0)), 'expected visit')} and "
        f"{say_count(int(kinds.get('stage', 0)), 'report of progress', 'reports of progress')} "
        "stand on tracks below"
    )
    whose = "its" if len(lines) == 1 else "their"
    head = f"{say_count(len(lines), 'statement')} against the diagonal of {whose} own day"
    return (
        f"{head.capitalize()}. {shown}. {rest.capitalize()}." if lines else f"{rest.capitalize()}."
    )
