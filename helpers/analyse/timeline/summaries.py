"""A large corpus by its days: those that the articles return to, and sentences that tell them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.analyse.timeline.clues import FEW
from helpers.analyse.timeline.dates import COLUMNS, DIGITS, add_texts, find_mentions, rank_days
from helpers.analyse.timeline.topics import find_centre, make_vectors, measure_closeness
from helpers.records import Tables

# Articles; in a smaller corpus most days are named by one or two articles, and of such days one in
# six or seven stands on a journalist's timeline (Timeline17): no ranking could tell which.
MANY = 50
DAYS = 20  # rows of a table that fits a page
LEAST = 2  # articles and wordings; one article, or one notice reprinted, is no return to a day
EACH = 2  # sentences a day
# A lead that names no day tells of the day of publication or the one before, or of neither; words
# printed before the day tell what was to come.
HALF = 0.5
# Cosine of two sentences; above it one repeats the other (a wire's sentence, shortened).
SAME = 0.6
NAMES, AHEAD = "names the day", "names the day ahead of it"
SAME_DAY, NEXT_DAY = "opens an article of the day", "opens an article of the day after"
SENTENCE_COLUMNS = [
    "day", "doc_id", "sentence_id", "start", "end", "text", "basis", "closeness",
]  # fmt: skip
PLACE = ["doc_id", "sentence_id"]
TAGGED = ("times", "events", "attributions", "claims", "promises", "actors")


def choose_days(tables: Tables, most: int = DAYS) -> pd.DataFrame:
    """The days that more than ``MANY`` articles return to, in order of time, at most ``most``.

    The columns of ``rank_days``; no row for a smaller corpus or one without days of publication.
    A day may lie before the first article, as what set off a story often does, but not after the
    newest.

    >>> list(choose_days(tables))
    ['day', 'weight', 'n_articles', 'n_outlets', 'n_wordings']
    """
    newest = tables.articles["published"].max()
    named = find_mentions(tables)["day"]
    if len(tables.articles) <= MANY or pd.isna(newest) or named.empty:
        return pd.DataFrame(columns=COLUMNS)
    ranked = rank_days(tables, named.min().date(), newest.date())
    returned = (ranked["n_articles"] >= LEAST) & (ranked["n_wordings"] >= LEAST)
    return ranked[returned].head(most).sort_values("day", ignore_index=True)


def find_leads(tables: Tables, mentions: pd.DataFrame) -> pd.DataFrame:
    """First sentences of bodies for the day of publication and the one before: ``mentions`` and
    ``basis``.

    A lead that names days of its own tells of these.  One without any tag has no evidence entry
    that a reader could be led to, and is left out.
    """
    bodies = tables.zones[tables.zones["zone"] == "body"]
    leads = bodies.drop_duplicates("doc_id")[PLACE]
    articles = tables.articles[["doc_id", "published"]].dropna()
    leads = leads.merge(articles, on="doc_id", how="inner", validate="one_to_one")
    tagged = pd.concat([getattr(tables, layer)[PLACE] for layer in TAGGED]).drop_duplicates()
    leads = leads.merge(tagged, on=PLACE, how="inner", validate="one_to_one")
    dated = leads.merge(mentions[PLACE].drop_duplicates(), on=PLACE, how="left", indicator=True)
    leads = dated[dated["_merge"] == "left_only"]
    before = leads["published"] - pd.Timedelta(days=1)
    both = [
        leads[PLACE].assign(day=leads["published"], basis=SAME_DAY),
        leads[PLACE].assign(day=before, basis=NEXT_DAY),
    ]
    return pd.concat(both, ignore_index=True)


def find_candidates(tables: Tables, days: Sequence[dt.date]) -> pd.DataFrame:
    """Sentences that may tell of one of the days, with their texts; what is reprinted, once."""
    mentions = find_mentions(tables)
    published = mentions["doc_id"].map(tables.articles.set_index("doc_id")["published"])
    named = mentions.assign(basis=np.where(published < mentions["day"], AHEAD, NAMES))
    found = pd.concat([named, find_leads(tables, mentions)], ignore_index=True)
    found = found[found["day"].isin(pd.to_datetime(list(days)))]
    told = add_texts(tables, found.sort_values(["day", *PLACE], ignore_index=True))
    return told.drop_duplicates(["day", "text"], ignore_index=True)


def pick_sentences(told: pd.DataFrame, most: int) -> pd.DataFrame:
    """Of one day's candidates those that tell it best, with their ``closeness``.

    A sentence of fewer than ``FEW`` words of its own is a date rather than a telling.
    """
    vectors = make_vectors(told["text"].tolist())
    words = np.bincount(vectors.rows, minlength=vectors.n_rows)
    shares = np.where(told["basis"] == NAMES, 1.0, HALF) * np.minimum(words / FEW, 1)
    closeness = measure_closeness(vectors, find_centre(vectors, shares)) * shares
    docs = told["doc_id"].to_numpy()
    picked: list[int] = []
    for row in np.argsort(-closeness.round(DIGITS), kind="stable"):
        if len(picked) == most or (picked and closeness[row] == 0):
            break
        one = (np.arange(vectors.n_rows) == row).astype(float)
        alike = measure_closeness(vectors, find_centre(vectors, one))
        if all(docs[k] != docs[row] and alike[k] < SAME for k in picked):
            picked.append(int(row))
    return told.assign(closeness=closeness).iloc[picked]


def select_sentences(tables: Tables, days: Sequence[dt.date], most: int = EACH) -> pd.DataFrame:
    """At most ``most`` sentences for each day that tell it best, days in order, the closest first.

    A sentence may tell a day that it names, or, opening an article and naming none, the day of
    publication or the one before.  ``closeness`` (0 to 1) is its cosine with all sentences of that
    day, halved for an opening and for what was printed before the day; further sentences come from
    other articles and repeat none.

    Returns columns ``day, doc_id, sentence_id, start, end, text, basis, closeness``; ``start`` and
    ``end`` are the sentence's offsets in its article.

    >>> list(select_sentences(tables, days['day']))
    ['day', 'doc_id', 'sentence_id', 'start', 'end', 'text', 'basis', 'closeness']
    """
    if not len(days):
        return pd.DataFrame(columns=SENTENCE_COLUMNS)
    told = find_candidates(tables, days)
    picked = [pick_sentences(mine, most) for _, mine in told.groupby("day", sort=True)]
    if not picked:
        return pd.DataFrame(columns=SENTENCE_COLUMNS)
    return pd.concat(picked, ignore_index=True)[SENTENCE_COLUMNS]
