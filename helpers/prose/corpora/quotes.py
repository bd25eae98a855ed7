"""The sentences of a large corpus that its report quotes, and their entries in the evidence."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from markupsafe import Markup

from helpers.overview import CHECKED, SEED, Overview
from helpers.prose.layout import lay_out
from helpers.prose.passages import anchor, link, say_place
from helpers.prose.words import say_count, say_date
from helpers.records import WORD

BREAK = Markup("<br>")
COLUMNS = ["Article", "Place", "Sentence", "Quoted for"]
CAPTION = (
    "Every sentence that this edition quotes, in order of publication: its article, paragraph and "
    "sentence (counted from one), and the characters in the text as received."
)
CAPTION_CHECK = (
    "Sentences with a code, drawn from all of them by a digest of seed and place. Whoever reads "
    "them and counts the right ones knows, for this corpus, about how many codes are right."
)


def name_article(row: object) -> str:
    """The outlet and the day of the article that a row quotes."""
    day = say_date(row.published, short=True) if not pd.isna(row.published) else "date unknown"
    return f"{row.outlet or 'outlet unknown'}, {day}"


def quote(row: object) -> Markup:
    """The words with where they stand, as every quotation of the report carries it."""
    return Markup('<q data-doc="{}" data-start="{}" data-end="{}">{}</q>').format(
        row.doc_id, row.start, row.end, " ".join(row.text.split())
    )


def cite(row: object) -> Markup:
    """A sentence under its outlet and day, with the way to its entry."""
    return Markup("{}: {}").format(link(row.doc_id, row.sentence_id, name_article(row)), quote(row))


def cite_all(rows: Iterable[object]) -> Markup:
    """Sentences one below the other."""
    return BREAK.join(cite(row) for row in rows)


def select(corpus: Overview, use: str) -> pd.DataFrame:
    """The sentences quoted for one use."""
    return corpus.quotes[corpus.quotes["use"] == use]


def say_use(row: object, labels: dict[str, str]) -> str:
    """What a sentence is quoted for."""
    if row.use == "day":
        return f"the day {say_date(pd.Timestamp(row.key), short=True)}"
    return f"claim “{labels.get(row.key, row.key)}”: {row.code}"


def lay_out_evidence(corpus: Overview) -> pd.DataFrame:
    """One entry per quoted sentence, with its address.

    >>> list(lay_out_evidence(corpus))
    ['Article', 'Place', 'Sentence', 'Quoted for']
    """
    claims = corpus.codebook["claims"]
    labels = dict(zip(claims["id"], claims["label"], strict=True))
    rows = []
    order = ["published", "outlet", "doc_id", "start"]
    told = corpus.quotes.sort_values([*order, "use", "key", "code"], na_position="last")
    for _, mine in told.groupby([*order[2:], "sentence_id"], sort=False):
        row = next(mine.itertuples())
        where = Markup("{}; characters {:,} to {:,}").format(
            say_place(row.sentence_id), row.start, row.end
        )
        url = row.url if isinstance(row.url, str) else ""
        name = Markup('<span id="{}">{}</span>').format(
            anchor(row.doc_id, row.sentence_id), name_article(row)
        )
        about = Markup("{}{}{}").format(name, BREAK, row.doc_id)
        about += Markup("{}{}").format(BREAK, url) if url else ""
        uses = dict.fromkeys(say_use(each, labels) for each in mine.itertuples())
        rows.append((about, where, quote(row), Markup("; ").join(map(Markup.escape, uses))))
    return lay_out(rows, COLUMNS)


def say_entries(corpus: Overview) -> Markup:
    """How many sentences are quoted, and of how many articles.

    >>> bool(say_entries(corpus))
    True
    """
    entries = corpus.quotes.drop_duplicates(["doc_id", "sentence_id", "start"])
    if entries.empty:
        return Markup("No sentence is quoted.")
    return Markup(
        "{} quoted, of {}: {} of the {} that are counted.{}"
    ).format(
        say_count(len(entries), "sentence") + (" is" if len(entries) == 1 else " are"),
        say_count(entries["doc_id"].nunique(), "article"),
        say_count(sum(len(WORD.findall(text)) for text in entries["text"]), "word"),
        say_count(int(corpus.outlets["words"].sum()), "word"),
        f" Examples are drawn by the seed {SEED}: the same corpus gives the same sentences."
        * bool((entries["use"] != "day").any()),
    )


def head_check(corpus: Overview) -> str:
    """The heading of the section to check by hand; empty where nothing was drawn.

    >>> head_check(corpus)
    'To be checked by hand'
    """
    return "To be checked by hand" if len(select(corpus, "check")) else ""


def lay_out_check(corpus: Overview) -> pd.DataFrame:
    """The sentences drawn to be checked by hand, with the code that the rules gave.

    >>> list(lay_out_check(corpus))
    ['Sentence', 'Claim', 'Code']
    """
    claims = corpus.codebook["claims"]
    labels = dict(zip(claims["id"], claims["label"], strict=True))
    rows = [
        (cite(row), labels.get(row.key, row.key), row.code)
        for row in select(corpus, "check").itertuples()
    ]
    return lay_out(rows, ["Sentence", "Claim", "Code"])


def say_check_briefly(corpus: Overview) -> Markup:
    """That nothing was coded by hand, and where a draw stands.

    >>> print(say_check_briefly(corpus).striptags())  # doctest: +ELLIPSIS
    Nobody has coded this corpus by hand...
    """
    told = "Nobody has coded this corpus by hand: how often the rules are right in it is not known"
    if not len(select(corpus, "check")):
        return Markup("{}.").format(told)
    return Markup(
        '{}; <a href="4_reliability.html">chapter 4</a> has sentences drawn for a check.'
    ).format(told)


def say_check(corpus: Overview) -> Markup:
    """What was drawn and what a reader can learn from it.

    >>> bool(say_check(corpus))
    True
    """
    drawn = len(select(corpus, "check"))
    if not drawn:
        return Markup("No sentence has a code of the codebook, so none could be drawn for a check.")
    fewer = (
        f" {CHECKED} were to be drawn: there are no more, or their articles may not be quoted"
        " further."
    )
    return Markup(
        "{} below with the code that the rules gave. Nobody has coded this corpus by hand, so how "
        "often the rules are right in it is not known; reading these is the shortest way to an "
        "estimate.{}"
    ).format(
        say_count(drawn, "sentence").capitalize() + (" stands" if drawn == 1 else " stand"),
        fewer if drawn < CHECKED else "",
    )
