"""The days that belong on a story's timeline: those that many articles mention in telling it."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from helpers.analyse.timeline.topics import find_centre, make_vectors, measure_closeness
from helpers.records import Tables

# The words that stand for the story.  On the development topic, thinned out to samples of its
# articles, 100 to 500 did alike and all words or thirty less well.
STORY_WORDS = 300
COLUMNS = ["day", "weight", "n_articles", "n_outlets", "n_wordings"]
DIGITS = 9  # of a weight; sums of the same numbers in another order are a tie

# Tried on the development topic and on samples of its articles and left out, because Date-F1 did
# not rise beyond the noise: articles published, first sentences, explicit dates, mentions looking
# back (by age), repeated mentions, outlets' shares, reported events only, peaks and novelty against
# the days around, stretches of the span, days that refer to each other, articles' own chronologies,
# sentences of one day that agree, fusing such rankings.


def find_mentions(tables: Tables) -> pd.DataFrame:
    """Every sentence that names a single day: ``doc_id, sentence_id, day``, each once.

    A day still to come when its article appeared is announced there, not told, and left out.
    """
    times = tables.times
    single = times[(times["precision"] == "day") & (times["earliest"] == times["latest"])]
    appeared = tables.articles.set_index("doc_id")["published"]
    single = single[~(single["earliest"] > single["doc_id"].map(appeared))]
    named = single[["doc_id", "sentence_id", "earliest"]].drop_duplicates()
    return named.rename(columns={"earliest": "day"}).reset_index(drop=True)


def add_texts(tables: Tables, places: pd.DataFrame) -> pd.DataFrame:
    """Places (``doc_id, sentence_id``) with the ``start, end, text`` of their sentences."""
    columns = ["doc_id", "sentence_id", "start", "end", "text"]
    sentences = tables.sentences[columns].drop_duplicates(["doc_id", "sentence_id"])
    out = places.merge(sentences, on=columns[:2], how="left", validate="many_to_one")
    assert len(out) == len(places)
    return out.assign(text=out["text"].fillna(""))


def rank_days(tables: Tables, start: dt.date, end: dt.date) -> pd.DataFrame:
    """Days from ``start`` to ``end`` that articles mention, the weightiest first.

    Columns ``day, weight, n_articles, n_outlets, n_wordings`` (different sentences that name the
    day; a notice that is reprinted is one).  An article gives a day the closeness of its
    sentence to the words that all such sentences share, and if several name the day, that of the
    closest: a date in a notice or in a reader's comment weighs less than one in the story.  Ties go
    to the day that more articles mention, then more outlets, then to the earlier one.
    """
    mentions = find_mentions(tables)
    inside = mentions["day"].between(pd.Timestamp(start), pd.Timestamp(end))
    told = add_texts(tables, mentions[inside])
    vectors = make_vectors(told["text"].tolist())
    told["weight"] = measure_closeness(vectors, find_centre(vectors, most=STORY_WORDS))
    once = told.groupby(["day", "doc_id"], as_index=False)["weight"].max()
    articles = tables.articles[["doc_id", "outlet"]]
    found = once.merge(articles, on="doc_id", how="left", validate="many_to_one")
    assert len(found) == len(once)
    days = found.groupby("day", as_index=False).agg(
        weight=("weight", "sum"), n_articles=("doc_id", "nunique"), n_outlets=("outlet", "nunique")
    )
    wordings = days["day"].map(told.groupby("day")["text"].nunique())
    days = days.assign(weight=days["weight"].round(DIGITS), n_wordings=wordings)
    ranked = days.sort_values(
        ["weight", "n_articles", "n_outlets", "day"], ascending=[False, False, False, True]
    )
    return ranked[COLUMNS].reset_index(drop=True)


def select_dates(tables: Tables, start: dt.date, end: dt.date, n: int) -> list[dt.date]:
    """The ``n`` days from ``start`` to ``end`` that belong on the timeline, in order of time.

    Only what the time tagger resolved to a single day counts; see ``rank_days``.
    """
    return sorted(day.date() for day in rank_days(tables, start, end)["day"].head(n))
