"""How a long table of events is split: what stays in the chapter, and what goes on which page."""

from __future__ import annotations

import pandas as pd


def rank_rows(events: pd.DataFrame) -> list[int]:
    """The numbers of the rows of a table of events, those told most widely first."""
    columns = ["n_outlets", "n_announcing", "n_articles", "n_reports"]
    ranked = events.reset_index(drop=True).sort_values(columns, ascending=False, kind="stable")
    return list(ranked.index)


def split_events(events: pd.DataFrame) -> dict:
    """How a long table of events is split: ``draw.pages.show_long``.

    >>> split_events(events)["why"]
    'the most widely told'
    """
    return {
        "kept": rank_rows(events),
        "why": "the most widely told",
        "years": list_years(events),
        "title": "Every event",
    }


def list_years(events: pd.DataFrame) -> list[str]:
    """The year of each event, by which a long table is split.

    >>> days = pd.to_datetime(["2021-02-03", None])
    >>> list_years(pd.DataFrame({"earliest": days, "latest": days}))
    ['2021', 'undated']
    """
    days = events["earliest"].fillna(events["latest"])
    return ["undated" if pd.isna(day) else f"{day.year}" for day in days]
