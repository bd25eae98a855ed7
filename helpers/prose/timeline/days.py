"""The section on the days that a large corpus returns to; a smaller one has none of it."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.prose.articles import name_articles
from helpers.prose.layout import lay_out
from helpers.prose.passages import link, quote
from helpers.prose.timeline.listings import BREAK
from helpers.prose.timeline.sentences import named
from helpers.prose.words import say_count, say_date, say_share
from helpers.records import Tables

PLAIN = "names the day"  # said of no sentence: what a reader expects
COLUMNS = ["Day", "Articles", "Outlets", "In their own words"]


def head_days(days: pd.DataFrame) -> str:
    """The section's heading; empty where there is nothing to head.

    >>> head_days(days)  # doctest: +SKIP
    """
    return "Days that the articles return to" if len(days) else ""


def say_days(days: pd.DataFrame, tables: Tables) -> Markup:
    """Which day most articles name, what the table holds, and what it does not say.

    >>> say_days(days, tables)  # doctest: +SKIP
    """
    if days.empty:
        return Markup("")
    total = len(tables.articles)
    top = days[days["n_articles"] == days["n_articles"].max()]
    share = say_share(int(top["n_articles"].iloc[0]), total, "article")
    if len(top) == 1:
        opening = Markup("Most articles name {}: {}.").format(say_date(top["day"].iloc[0]), share)
    else:
        opening = Markup("{} are named in the most articles, {} each: {}.").format(
            say_count(len(top), "day"), share, named([say_date(day) for day in top["day"]])
        )
    rest = (
        "It is the only day up to the newest article that two of them name in their own words"
        if len(days) == 1
        else f"Below, in order of time, are the {len(days):,} days up to the newest article that "
        "have the most weight"
    )
    return opening + Markup(
        " {}. Each article adds to the days that it names, more if its opening is close to what "
        "all openings tell and if the day comes early in it, and less to its own day if it names "
        "neither that nor the day before. A little is taken off for what the days around have. "
        "That many articles tell of a day says neither that it mattered most nor that things were "
        "as told."
    ).format(rest)


def say_sentence(row: object, passages: pd.DataFrame, names: dict[str, str]) -> Markup:
    """One sentence as the budget shows it, a link to its entry, and how it belongs to the day."""
    words = quote(passages, row.doc_id, int(row.start), int(row.end))
    said = Markup("{}: {}").format(link(row.doc_id, row.sentence_id, names[row.doc_id]), words)
    return said if row.basis == PLAIN else said + Markup(" ({})").format(row.basis)


def lay_out_days(
    days: pd.DataFrame, sentences: pd.DataFrame, passages: pd.DataFrame, tables: Tables
) -> dict[str, pd.DataFrame]:
    """The table of days for readers under the key "days"; no key for a corpus without the section.

    ``days`` is what ``choose_days`` gives, ``sentences`` what ``select_sentences`` does.

    >>> lay_out_days(days, sentences, passages, tables)  # doctest: +SKIP
    """
    if days.empty:
        return {}
    names = name_articles(tables.articles)
    n = tables.articles["outlet"].nunique()
    told = dict(tuple(sentences.groupby("day")))
    rows = [
        {
            "Day": say_date(day.day, short=True),
            "Articles": day.n_articles,
            "Outlets": f"{day.n_outlets} of {n}",
            "In their own words": BREAK.join(
                say_sentence(row, passages, names) for row in told[day.day].itertuples()
            ),
        }
        for day in days.itertuples()
    ]
    return {"days": lay_out(rows, COLUMNS)}
