"""What a large corpus holds, what came in and was not used, and from whom."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.overview import Overview
from helpers.prose.layout import lay_out
from helpers.prose.words import capitalise, say_count, say_date, say_list, say_share

LISTED = 100  # rows of a table on a page; its data have all
KINDS = {
    "used": "used",
    "duplicate": "the same text of the same outlet again",
    "language": "not in English",
    "bad": "with a fault",
    "killed the tagger": "stopped the tagger",
}
CAPTION_INTAKE = "Everything that came in, by what became of it; the rows add up to what was read."
CAPTION_ASIDE = "What was set aside, with its place and the reason, in the order of the files."
CAPTION_OUTLETS = "Outlets by their number of articles, with the first and the last day of them."
CAPTION_MONTHS = (
    "Articles by month of publication; the number beside a strip is its tallest bar, and all "
    "strips have one scale. Articles without a day are not drawn."
)


def name_outlet(outlet: str) -> str:
    return outlet or "outlet unknown"


def say_corpus(corpus: Overview) -> Markup:
    """How many articles of how many outlets, and from when to when.

    >>> print(say_corpus(corpus))  # doctest: +ELLIPSIS
    This edition counts ... articles of ... outlets with ... words outside furniture, published ...
    """
    known = corpus.published["day"]
    days = Markup("; no publication day is known")
    if len(known):
        first, last = known.min(), known.max()
        days = Markup(", published on {}").format(say_date(first))
        if first != last:
            days = Markup(", published from {} to {}").format(say_date(first), say_date(last))
    undated = Markup(" {}").format(say_undated(corpus)) if corpus.n_undated and len(known) else ""
    return Markup("This edition counts {} of {} with {} outside furniture{}.{}").format(
        say_count(corpus.n_articles, "article"),
        say_count(corpus.n_outlets, "outlet"),
        say_count(int(corpus.outlets["words"].sum()), "word"),
        days,
        undated,
    )


def say_intake(corpus: Overview) -> Markup:
    """In = used + set aside, by kind; and how many of those used were chosen.

    >>> print(say_intake(corpus))  # doctest: +ELLIPSIS
    All ... records could be read and used; none was set aside.
    """
    counts = corpus.intake.groupby("kind", sort=False)["n"].sum()
    used, total = int(counts.get("used", 0)), int(counts.sum())
    if used == total:
        told = Markup("{} could be read and used; none was set aside.").format(
            "The only record" if total == 1 else f"All {total:,} records"
        )
    else:
        parts = [f"{n:,} {KINDS.get(kind, kind)}" for kind, n in counts.items() if kind != "used"]
        told = Markup("{} were read: {:,} used and {:,} set aside ({}).").format(
            capitalise(say_count(total, "record")), used, total - used, say_list(parts)
        )
    if corpus.n_articles < used:
        told += Markup(" Of those used, {:,} meet the window and the outlets asked for.").format(
            corpus.n_articles
        )
    return told


def say_subject(corpus: Overview) -> Markup:
    """What the report is about.

    >>> print(say_subject(corpus))  # doctest: +ELLIPSIS
    What ... articles of ... outlets tell of ...: which days, which claims, whose words.
    """
    return Markup("What {} of {} {} of {}: which days, which claims, whose words.").format(
        say_count(corpus.n_articles, "article"),
        say_count(corpus.n_outlets, "outlet"),
        "tells" if corpus.n_articles == 1 else "tell",
        name_subject(corpus),
    )


def name_subject(corpus: Overview) -> str:
    """What the articles are about; a title's article is small inside a sentence."""
    name = corpus.subject or corpus.title or "their subject"
    return name[0].lower() + name[1:] if name.startswith(("The ", "A ", "An ")) else name


def say_cut(corpus: Overview) -> Markup:
    """How many articles are longer than an article can be, where some are.

    >>> bool(say_cut(corpus))
    False
    """
    if not corpus.n_cut:
        return Markup("")
    return Markup(
        "In {} lines, or what comes after a length, are too long to be an article’s and are left "
        "out of all counts."
    ).format(say_share(corpus.n_cut, corpus.n_articles, "article"))


def say_undated(corpus: Overview) -> Markup:
    """How many articles have no day, where some have.

    >>> bool(say_undated(corpus))
    False
    """
    if not corpus.n_undated:
        return Markup("")
    return Markup("Of {} the day of publication is not known.").format(
        say_share(corpus.n_undated, corpus.n_articles, "article")
    )


def say_briefly(corpus: Overview) -> Markup:
    """What a chapter was made from, with the way to the chapter that says more.

    >>> print(say_briefly(corpus).striptags())  # doctest: +ELLIPSIS
    Counted over ... articles of ... outlets, see chapter 1.
    """
    return Markup('Counted over {} of {}, see <a href="1_corpus.html">chapter 1</a>.').format(
        say_count(corpus.n_articles, "article"), say_count(corpus.n_outlets, "outlet")
    )


def lay_out_intake(corpus: Overview) -> pd.DataFrame:
    """A row per kind of what came in.

    >>> list(lay_out_intake(corpus))
    ['What became of it', 'Records']
    """
    counts = corpus.intake.groupby("kind", sort=False)["n"].sum()
    rows = [(capitalise(KINDS.get(kind, kind)), int(n)) for kind, n in counts.items()]
    return lay_out([*rows, ("Together", int(counts.sum()))], ["What became of it", "Records"])


def lay_out_aside(corpus: Overview) -> pd.DataFrame:
    """The records that were set aside.

    >>> list(lay_out_aside(corpus))
    ['File', 'Place', 'What became of it', 'Reason']
    """
    rows = [
        (row.file, row.place, KINDS.get(row.kind, row.kind), row.reason)
        for row in corpus.aside.itertuples()
    ]
    return lay_out(rows, ["File", "Place", "What became of it", "Reason"])


def lay_out_outlets(corpus: Overview) -> pd.DataFrame:
    """A row per outlet, those with the most articles first.

    >>> list(lay_out_outlets(corpus))
    ['Outlet', 'Articles', 'Words', 'First', 'Last']
    """
    rows = [
        (
            name_outlet(row.outlet),
            int(row.articles),
            int(row.words),
            say_date(row.first, short=True) if not pd.isna(row.first) else "unknown",
            say_date(row.last, short=True) if not pd.isna(row.last) else "unknown",
        )
        for row in corpus.outlets.itertuples()
    ]
    return lay_out(rows, ["Outlet", "Articles", "Words", "First", "Last"])


def lay_out_months(corpus: Overview) -> pd.DataFrame:
    """The counts behind the figure.

    >>> list(lay_out_months(corpus))
    ['Outlet', 'Month', 'Articles']
    """
    rows = [
        (name_outlet(row.outlet), f"{row.month:%Y-%m}", int(row.articles))
        for row in corpus.months.itertuples()
    ]
    return lay_out(rows, ["Outlet", "Month", "Articles"])


def describe_months(corpus: Overview) -> str:
    """What the figure of months shows.

    >>> print(describe_months(corpus))  # doctest: +ELLIPSIS
    Articles by month for ... outlets; the largest is ...
    """
    top = corpus.outlets.iloc[0]
    return (
        f"Articles by month for {say_count(min(len(corpus.outlets), 12), 'outlet')}; the largest "
        f"is {name_outlet(top['outlet'])} ({int(top['articles']):,})"
    )


def say_outlets(corpus: Overview) -> Markup:
    """How much of the corpus the largest outlets have.

    >>> print(say_outlets(corpus))  # doctest: +ELLIPSIS
    The outlets with the most articles are ...; together ... of ...
    """
    top = corpus.outlets.head(3)
    if len(corpus.outlets) == 1:
        only = name_outlet(top["outlet"].iloc[0])
        return Markup("All articles are of one outlet, {}.").format(only)
    named = [f"{name_outlet(row.outlet)} ({int(row.articles):,})" for row in top.itertuples()]
    return Markup("The outlets with the most articles are {}; together {:,} of {:,}.").format(
        say_list(named), int(top["articles"].sum()), corpus.n_articles
    )
