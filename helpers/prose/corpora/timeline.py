"""The days of a large corpus in words: which it returns to, and what is told of them."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.overview import Overview, choose_drawn
from helpers.prose.corpora.quotes import cite_all, select
from helpers.prose.layout import lay_out
from helpers.prose.words import say_count, say_date, say_interval, say_list, say_share

CAPTION_DAYS = (
    "Articles: those that name the day, by its date, its weekday or words such as “yesterday”. "
    "The sentences are those closest to what all of that day's "
    "candidates tell, from the articles whose openings are closest to the story."
)
CAPTION_MILESTONES = (
    "Dated events of the codebook that articles report: as happened or going on, or as planned or "
    "forecast; an article may do both. The day is the codebook's."
)
METHOD = (
    "Each article adds to the days that it names, more if its opening is close to what all "
    "openings tell and if the day comes early in it, and less to its own day if it names neither "
    "that nor the day before. A little is taken off for what the days around have."
)


def say_days(corpus: Overview) -> Markup:
    """Which day most articles name, and how the days were chosen.

    >>> print(say_days(corpus))  # doctest: +ELLIPSIS
    Of the days below ...
    """
    days = corpus.days
    if days.empty:
        return Markup("No day is named by two articles in their own words: there is no timeline.")
    top = days[days["n_articles"] == days["n_articles"].max()]
    share = say_share(int(top["n_articles"].iloc[0]), corpus.n_articles, "article")
    opening = Markup("Of the days below the one named in the most articles is {}: {}.").format(
        say_date(top["day"].iloc[0]), share
    )
    if len(top) > 1:
        opening = Markup("Of the days below {} are named in the most articles: {} each.").format(
            say_list(say_date(day) for day in top["day"]), share
        )
    return Markup(
        "{} Of all days up to the newest article that at least two articles name, in sentences "
        "that are not the same, {} the most weight. {}"
    ).format(opening, "it has" if len(days) == 1 else f"these {len(days):,} have", METHOD)


def say_days_briefly(corpus: Overview) -> Markup:
    """The weightiest days in one sentence.

    >>> print(say_days_briefly(corpus).striptags())  # doctest: +ELLIPSIS
    On the timeline the most weight ...
    """
    if corpus.days.empty:
        return Markup("")
    top = corpus.days.sort_values(["weight", "day"], ascending=[False, True]).head(3)
    return Markup(
        'On the <a href="2_timeline.html">timeline</a> the most weight {} {}, the heaviest first; '
        "in brackets, how many articles name the day."
    ).format(
        "has" if len(top) == 1 else "have",
        say_list(f"{say_date(row.day)} ({int(row.n_articles):,})" for row in top.itertuples()),
    )


def lay_out_days(corpus: Overview) -> pd.DataFrame:
    """A row per day with the sentences that tell it.

    >>> list(lay_out_days(corpus))
    ['Day', 'Articles', 'Outlets', 'In their own words']
    """
    told = dict(tuple(select(corpus, "day").groupby("key")))
    rows = []
    for day in corpus.days.itertuples():
        mine = told.get(f"{day.day:%Y-%m-%d}")
        words = cite_all(mine.itertuples()) if mine is not None else ""
        rows.append(
            (
                say_date(day.day, short=True),
                int(day.n_articles),
                f"{int(day.n_outlets):,} of {corpus.n_outlets:,}",
                words,
            )
        )
    return lay_out(rows, ["Day", "Articles", "Outlets", "In their own words"])


def list_days(corpus: Overview) -> pd.DataFrame:
    """The numbers behind the figure.

    >>> list(list_days(corpus))
    ['day', 'weight', 'n_articles', 'n_outlets', 'n_wordings']
    """
    frame = corpus.days.copy()
    frame["day"] = frame["day"].dt.strftime("%Y-%m-%d")
    return frame


def describe_days(corpus: Overview) -> str:
    """What the figure of days shows.

    >>> print(describe_days(corpus))  # doctest: +ELLIPSIS
    Articles by time of publication above; below ... that they tell of, with most weight on ...
    """
    if corpus.days.empty:
        return "No day is drawn"
    top = corpus.days.sort_values(["weight", "day"], ascending=[False, True]).iloc[0]
    return (
        f"Articles by time of publication above; below {say_count(len(corpus.days), 'day')} that "
        f"they tell of, with most weight on {say_date(top['day'])}"
    )


def caption_days(corpus: Overview) -> str:
    """What to see in the figure of days, and which days it leaves to the table.

    >>> print(caption_days(corpus))  # doctest: +ELLIPSIS
    Above, how many articles were published; below, ...
    """
    earlier = len(corpus.days) - len(choose_drawn(corpus.days, corpus.published))
    stands = "stands" if earlier == 1 else "stand"
    left = f" {say_count(earlier, 'day')} long before the first article {stands} in the table only."
    return (
        "Above, how many articles were published; below, the days that they tell of, by weight. "
        "The heaviest are labelled where there is room."
    ) + left * bool(earlier)


def lay_out_milestones(corpus: Overview) -> pd.DataFrame:
    """A row per milestone that is reported, most articles first.

    >>> list(lay_out_milestones(corpus))[:4]
    ['Event', 'Day', 'Articles', 'Outlets']
    """
    rows = [
        (
            row.label,
            say_interval(row.earliest, row.latest, short=True),
            int(row.articles),
            f"{int(row.outlets):,} of {corpus.n_outlets:,}",
            int(row.told),
            int(row.announced),
        )
        for row in corpus.milestones.itertuples()
    ]
    return lay_out(rows, ["Event", "Day", "Articles", "Outlets", "As happened", "As planned"])


def say_milestones_briefly(corpus: Overview) -> Markup:
    """The same where the codebook has milestones; else nothing, since nothing was looked for.

    >>> bool(say_milestones_briefly(corpus))
    True
    """
    return say_milestones(corpus) if len(corpus.codebook["milestones"]) else Markup("")


def say_milestones(corpus: Overview) -> Markup:
    """How many milestones of the codebook are reported.

    >>> bool(say_milestones(corpus))
    True
    """
    known, told = len(corpus.codebook["milestones"]), len(corpus.milestones)
    if not known:
        return Markup("The codebook has no dated event, so none could be looked for.")
    if not told:
        return Markup("None of the {:,} dated events of the codebook is reported.").format(known)
    top = corpus.milestones.iloc[0]
    return Markup("{} of the codebook {} reported; {} in the most articles ({}).").format(
        say_share(told, known, "dated event").capitalize(),
        "is" if told == 1 else "are",
        Markup("“{}”").format(top["label"]),
        say_share(int(top["articles"]), corpus.n_articles, "article"),
    )
