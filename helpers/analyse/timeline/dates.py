"""The days that belong on a story's timeline: those that many articles tell of."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from helpers.analyse.timeline.topics import find_centre, make_vectors, measure_closeness
from helpers.records import Tables

# What follows was chosen on three topics of Timeline17 (ten timelines by journalists) and on
# samples of 40 to 80 in 100 of their articles.  Numbers chosen on two topics and scored on the
# third give a Date-F1 of 0.484 over the ten, those below 0.495, counting distinct articles 0.419;
# what is counted was chosen on all three, so that a new topic may do less well.  "Alike" is said
# of the samples.  ``make external`` guards the figure.
OPENING = 1500  # characters that show what an article is about; 600 to 2,000 did alike
STORY_WORDS = 300  # the words that stand for the story; 100 did alike, thirty less well
HALFWAY = 25  # sentences into an article where a day counts half; 12 did alike, no limit less well
UNNAMED = 0.5  # for its own day, of an article that names none near; 0.25 to 0.75 did alike
NEAR = 0.1  # of a neighbouring day's weight; 0.05 to 0.2 did alike
DIGITS = 9  # of a weight; sums of the same numbers in another order are a tie

FIRST = "p1s1"
ONE_DAY = pd.Timedelta(days=1)
COLUMNS = ["day", "weight", "n_articles", "n_outlets", "n_wordings"]

# Tried on the three topics and their samples and left out, because Date-F1 did not rise, or not
# beyond the noise: a regression over features of a day (counts by age, of announcements, of
# publications; 0.39 to 0.43), more weight for days looked back on, for explicit dates or for many
# sentences, the closeness of the sentence, announcements at a quarter, one article a day of
# publication, likeness of neighbouring days, a share of the day before publication, repeats once,
# peaks over a week.  Before, on one topic: outlets' shares, reported events only, stretches of the
# span, days that refer to each other, articles' own chronologies, sentences of one day that agree.


def find_mentions(tables: Tables) -> pd.DataFrame:
    """Every sentence that names a single day: ``doc_id, sentence_id, day``, each once.

    A day still to come when its article appeared is announced there, not told, and left out; so is
    the stamp of an article: its own day in figures in the first sentence.
    """
    times = tables.times
    single = times[(times["precision"] == "day") & (times["earliest"] == times["latest"])]
    appeared = single["doc_id"].map(tables.articles.set_index("doc_id")["published"])
    figures = single["text"].str.contains(r"\d", regex=True)
    stamp = (single["earliest"] == appeared) & (single["sentence_id"] == FIRST) & figures
    told = single[~(single["earliest"] > appeared) & ~stamp]
    named = told[["doc_id", "sentence_id", "earliest"]].drop_duplicates()
    return named.rename(columns={"earliest": "day"}).reset_index(drop=True)


def add_texts(tables: Tables, places: pd.DataFrame) -> pd.DataFrame:
    """Places (``doc_id, sentence_id``) with the ``start, end, text`` of their sentences.

    ``before`` is how many sentences of the article come before it.
    """
    columns = ["doc_id", "sentence_id", "start", "end", "text"]
    sentences = tables.sentences[columns].drop_duplicates(["doc_id", "sentence_id"])
    sentences = sentences.assign(before=sentences.groupby("doc_id")["start"].rank() - 1)
    out = places.merge(sentences, on=columns[:2], how="left", validate="many_to_one")
    assert len(out) == len(places)
    return out.assign(text=out["text"].fillna(""), before=out["before"].fillna(0))


def weigh_articles(tables: Tables) -> pd.DataFrame:
    """Each article's ``doc_id, outlet, published`` and ``closeness`` to the story (0 to 1).

    That is the cosine of its opening with the words that the openings of all articles share.
    """
    vectors = make_vectors(tables.articles["text"].str[:OPENING].tolist())
    closeness = measure_closeness(vectors, find_centre(vectors, most=STORY_WORDS))
    return tables.articles[["doc_id", "outlet", "published"]].assign(closeness=closeness)


def weigh_mentions(tables: Tables, mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Mentions with ``outlet, text`` and ``weight``: closeness, less the later the sentence."""
    told = add_texts(tables, mentions).merge(
        articles[["doc_id", "outlet", "closeness"]], on="doc_id", validate="many_to_one"
    )
    assert len(told) == len(mentions)
    return told.assign(weight=told["closeness"] / (1 + told["before"] / HALFWAY))


def weigh_own_days(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.Series:
    """Weights of days of publication, by day, from articles that name them only by appearing.

    An article that names neither its own day nor the day before tells of its own, as news does.
    """
    own = articles.dropna(subset="published")
    told = mentions.merge(own[["doc_id", "published"]], on="doc_id", validate="many_to_one")
    age = told["published"] - told["day"]
    named = told[age.between(0 * ONE_DAY, ONE_DAY)]["doc_id"]
    weights = own[~own["doc_id"].isin(named)].groupby("published")["closeness"].sum() * UNNAMED
    return weights[weights > 0]


def compare_neighbours(weights: pd.Series) -> pd.Series:
    """Weights by day, less a share of those of the day before and the day after.

    What happened on one day is also told with the days around it.
    """
    around = sum(weights.reindex(weights.index + step, fill_value=0).to_numpy()
                 for step in (-ONE_DAY, ONE_DAY))  # fmt: skip
    return weights - NEAR * around


def rank_days(tables: Tables, start: dt.date, end: dt.date) -> pd.DataFrame:
    """Days from ``start`` to ``end`` that articles tell of, the weightiest first.

    Columns ``day, weight, n_articles, n_outlets`` (that name the day), ``n_wordings`` (different
    sentences that name it; a notice that is reprinted is one).  An article adds once to each day
    that it names, and more if its opening is about the story and the day comes early in it; it adds
    half to its own day if it names neither that nor the day before.  A little of what the
    neighbouring days have is taken off.  Ties go to the day that more articles name, then more
    outlets, then to the earlier one.
    """
    articles, mentions = weigh_articles(tables), find_mentions(tables)
    told = weigh_mentions(tables, mentions, articles)
    once = told.groupby(["day", "doc_id"])["weight"].max()
    named = once.groupby("day").sum()
    weights = named.add(weigh_own_days(mentions, articles), fill_value=0)
    weights = compare_neighbours(weights)
    counted = told.groupby("day").agg(
        n_articles=("doc_id", "nunique"), n_outlets=("outlet", "nunique"),
        n_wordings=("text", "nunique"),
    )  # fmt: skip
    days = counted.reindex(weights.index, fill_value=0).assign(weight=weights.round(DIGITS))
    days = days.rename_axis("day").reset_index()
    inside = days[days["day"].between(pd.Timestamp(start), pd.Timestamp(end))]
    ranked = inside.sort_values(
        ["weight", "n_articles", "n_outlets", "day"], ascending=[False, False, False, True]
    )
    return ranked[COLUMNS].reset_index(drop=True)


def select_dates(tables: Tables, start: dt.date, end: dt.date, n: int) -> list[dt.date]:
    """The ``n`` days from ``start`` to ``end`` that belong on the timeline, in order of time.

    Only single days count, named or of publication; see ``rank_days``.
    """
    return sorted(day.date() for day in rank_days(tables, start, end)["day"].head(n))
