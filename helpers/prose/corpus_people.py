"""Who is who and who met whom, as readers of the corpus chapter see it."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.prose.articles import name_articles
from helpers.prose.codebook import say_empty
from helpers.prose.layout import lay_out
from helpers.prose.passages import link
from helpers.prose.words import capitalise, is_known, say_count, say_date, say_interval, say_list
from helpers.records import Tables

CAPTION_ACTORS = (
    "Actors by number of mentions; the link leads to the first. By role: an office is named, and "
    "who held it on the day of publication is read from the codebook."
)
CAPTION_MEETINGS = (
    "Meetings and visits of two or more people, oldest first; status by number of articles."
)


def say_role(role: dict) -> str:
    """
    >>> import datetime as dt
    >>> say_role({"role": "President", "start": dt.date(2024, 7, 30), "end": None})
    'President (from 30 July 2024)'
    """
    start, end = role.get("start"), role.get("end")
    if not is_known(start) and not is_known(end):
        return role["role"]
    if not is_known(end):
        return f"{role['role']} (from {say_date(start)})"
    if not is_known(start):
        return f"{role['role']} (to {say_date(end)})"
    return f"{role['role']} ({say_date(start)} to {say_date(end)})"


def say_called(wordings: list[str], by_role: list[str]) -> Markup:
    """
    >>> str(say_called(["Jo Doe", "Doe"], ["president"])), str(say_called([], ["PM"]))
    ('Jo Doe, Doe and by role: president', 'by role: PM')
    """
    some = [f"by role: {say_list(by_role)}"] if by_role else []
    return say_list([*wordings, *some])


def lay_out_actors(tables: Tables, actors: pd.DataFrame) -> pd.DataFrame:
    """Name, kind, state, roles with their years, wordings seen, mentions, articles, first place.

    >>> list(lay_out_actors(tables, actors))
    ['Name', 'Kind', 'State', 'Role', 'Called', 'Mentions', 'Articles', 'First place']
    """
    rows = [
        (
            r.name_,
            r.kind,
            r.state if r.state and r.state != r.name_ else "",
            "; ".join(say_role(role) for role in r.roles),
            say_called(r.wordings, r.by_role),
            r.mentions,
            r.articles,
            link(r.doc_id, r.sentence_id),
        )
        for r in actors.rename(columns={"name": "name_"}).itertuples()
    ]
    return lay_out(
        rows, ["Name", "Kind", "State", "Role", "Called", "Mentions", "Articles", "First place"]
    )


def lay_out_meetings(tables: Tables, meetings: pd.DataFrame) -> pd.DataFrame:
    """A row per meeting of ``list_meetings``: days, who, status, articles and place.

    >>> list(lay_out_meetings(tables, meetings))
    ['When', 'Who', 'Status', 'Articles', 'Reports']
    """
    names = name_articles(tables.articles)
    rows = [
        (
            say_interval(r.earliest, r.latest, short=True),
            say_list(r.who),
            ", ".join(f"{status} ({n})" for status, n in r.statuses.items()),
            r.articles,
            Markup("; ").join(link(doc, place, names[doc]) for doc, place in r.places.items()),
        )
        for r in meetings.itertuples()
    ]
    return lay_out(rows, ["When", "Who", "Status", "Articles", "Reports"])


def say_pending(planned: int, n: int) -> str:
    """
    >>> say_pending(0, 1), say_pending(0, 3), say_pending(1, 3), say_pending(2, 3)
    ('it was not', 'none of them was', '1 of them was', '2 of them were')
    """
    if n == 1:
        return "it was" if planned else "it was not"
    if not planned:
        return "none of them was"
    return f"{planned} of them {'was' if planned == 1 else 'were'}"


def say_meetings(meetings: pd.DataFrame) -> Markup:
    """How many meetings were found, and how many of them were still ahead.

    >>> print(say_meetings(pd.DataFrame()))
    No dated meeting of two people was found.
    """
    if meetings.empty:
        return Markup("No dated meeting of two people was found.")
    return Markup("{} found; {} still ahead when an article told of it.").format(
        capitalise(
            say_count(len(meetings), "meeting") + (" was" if len(meetings) == 1 else " were")
        ),
        say_pending(int(meetings["ahead"].sum()), len(meetings)),
    )


def say_no_actors(tables: Tables, actors: pd.DataFrame) -> Markup:
    """That the articles name nobody of the codebook, or that it has nobody; nothing otherwise.

    >>> say_no_actors(tables, actors)
    Markup('')
    """
    if len(actors):
        return Markup("")
    empty = say_empty(tables.codebook["actors"], "actors")
    return empty or Markup("Nobody of the codebook is named in the articles.")
