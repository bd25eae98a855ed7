"""Promised against actual: sentences."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.prose.passages import link, say_place
from helpers.prose.timeline.names import name_speaker, say_day_said, say_distance, say_window
from helpers.prose.timeline.sentences import NAMED
from helpers.prose.words import capitalise, cut_list, say_count, say_interval, say_list, say_number


def link_places(rows: pd.DataFrame, names: dict[str, str]) -> Markup:
    """The places of some statements, each with its article."""
    return Markup("; ").join(
        cut_list(
            link(r.doc_id, r.sentence_id, f"{names[r.doc_id]}, {say_place(r.sentence_id)}")
            for r in rows.itertuples()
        )
    )


FALLS = {"within": "within", "late": "after", "early": "before"}
OTHERWISE = {
    "undecided": ("is left open by the bounds", "are left open by the bounds"),
    "open": ("has no end", "have no end"),
    "no window": ("gives no days", "give no days"),
}


def link_report(milestones: pd.DataFrame | None, milestone: str, came: str) -> str | Markup:
    """The words for the day that came, with the way to an article that reports it, if one does."""
    if milestones is None:
        return came
    mine = milestones[(milestones["id"] == milestone) & (milestones["state"] == "reported")]
    if mine.empty:
        return came
    first = mine.iloc[0]
    return link(first["doc_id"], first["sentence_id"], came)


def say_promises(
    promises: pd.DataFrame,
    names: dict[str, str],
    milestones: pd.DataFrame | None = None,
    sought: bool = True,
) -> Markup:
    """How many statements named a time, and where the day that came lies to their windows.

    With the rows of ``compare_milestones`` it leads to a report of that day.  ``sought`` is whether
    the codebook has any promises to look for; ``say_tracks`` says so where it has none.

    >>> print("-", say_promises(promises, names, milestones).striptags())  # doctest: +ELLIPSIS
    - ... statements named a time for Treaty on comprehensive strategic ...
    """
    told = promises[promises["kind"] == "promise"]
    if not sought:
        return Markup("")
    if told.empty:
        return Markup("No statement of when a milestone would come was found.")
    parts = []
    for milestone, group in told.groupby("milestone", sort=False):
        label = group["milestone_label"].iloc[0]
        label = label if isinstance(label, str) else str(milestone).replace("_", " ")
        text = Markup("{} named a time for <em>{}</em>").format(
            say_count(len(group), "statement"), label
        )
        actual, until = group["actual_earliest"].iloc[0], group["actual_latest"].iloc[0]
        if pd.isna(actual):
            parts.append(text + Markup(", for which the reference chronology has no day."))
            continue
        came = link_report(milestones, str(milestone), f"came on {say_interval(actual, until)}")
        text += Markup(", which {}.").format(came)
        parts.append(text + say_outcomes(group, names))
    return Markup(" ").join(parts)


def count_windows(n: int, total: int, first: bool) -> str:
    """
    >>> count_windows(2, 6, True), count_windows(1, 6, False), count_windows(1, 1, True)
    ('two of their windows', 'one', 'its window')
    """
    if total == 1:
        return "its window"
    return ("all" if n == total else say_number(n)) + (" of their windows" if first else "")


def say_outcomes(group: pd.DataFrame, names: dict[str, str]) -> Markup:
    """Within, after or before how many windows the day lies; windows without an end apart."""
    found = {o: group[group["outcome"] == o] for o in (*FALLS, *OTHERWISE)}
    found = {o: mine for o, mine in found.items() if len(mine)}
    parts: dict[bool, list[Markup]] = {True: [], False: []}
    for i, (outcome, mine) in enumerate(found.items()):
        n = count_windows(len(mine), len(group), i == 0)
        falls = outcome in FALLS
        words = f"{FALLS[outcome]} {n}" if falls else f"{n} {OTHERWISE[outcome][len(mine) > 1]}"
        parts[falls].append(Markup("{} ({})").format(words, link_places(mine, names)))
    text = Markup(" That day falls {}").format(say_list(parts[True])) if parts[True] else Markup("")
    rest = say_list(parts[False]) if parts[False] else Markup("")
    if text and rest:
        rest = Markup("; ") + rest
    elif rest:
        rest = Markup(" ") + capitalise(rest)
    return text + rest + Markup(".")


def say_ranges(promises: pd.DataFrame, names: dict[str, str]) -> Markup:
    """Each missed window with its distance in days.

    >>> print(say_ranges(promises, names).striptags())  # doctest: +ELLIPSIS
    Counted from the windows as read: Kazem Jalali (The Epoch Times*, ... ...
    """
    missed = promises[(promises["kind"] == "promise") & promises["outcome"].isin(["early", "late"])]
    if missed.empty:
        return Markup("")
    parts = [
        Markup("{} ({}, {}): {}").format(
            name_speaker(p),
            link(p.doc_id, p.sentence_id, names.get(p.doc_id, p.label)),
            say_window(p.window_earliest, p.window_latest),
            say_distance(p),
        )
        for p in missed.itertuples()
    ]
    rest = len(parts) - NAMED
    shown = [*parts[:NAMED], Markup("{} more").format(rest)] if rest > 0 else parts
    return Markup("Counted from the windows as read: {}.").format(Markup("; ").join(shown))


def say_tracks(promises: pd.DataFrame, sought: bool = True) -> Markup:
    """Visits and stage reports, which are no promises of a day.

    >>> print(say_tracks(promises).striptags())  # doctest: +ELLIPSIS
    Besides promises of a time, ... expected visit and ... reports of ...
    """
    visits = int((promises["kind"] == "visit").sum())
    stages = promises[promises["kind"] == "stage"]
    if not sought:
        return Markup("The codebook has no promises, so none was looked for.")
    if promises.empty:
        return Markup("No statement of when a milestone would come was found, nor of progress.")
    if not visits and stages.empty:
        return Markup("No visit for it and no report of progress was found.")
    text = Markup("Besides promises of a time, {} and {} were found").format(
        say_count(visits, "expected visit"),
        say_count(len(stages), "report of progress", "reports of progress"),
    )
    first = stages[stages["said_latest"].notna()]
    if first.empty:
        return text + Markup(".")
    one = first.iloc[0]
    when = say_day_said(one).removesuffix(" (published)")
    made = when if when.startswith("by ") else f"in {when}"
    if " to " in when:
        made = f"between {when.replace(' to ', ' and ', 1)}"
    return text + Markup("; the earliest of these reports was made {} ({}, {}).").format(
        made
        if pd.isna(one["said_earliest"]) or one["said_earliest"] != one["said_latest"]
        else f"on {when}",
        name_speaker(one),
        link(one["doc_id"], one["sentence_id"]),
    )
