"""Sentences of the coverage chapter on claims: who stands behind them, and who answers."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.prose.articles import name_articles
from helpers.prose.codebook import say_how
from helpers.prose.passages import link
from helpers.prose.words import (
    capitalise,
    cut_list,
    say_count,
    say_list,
    say_none,
    say_number,
    say_share,
)
from helpers.records import COMMITMENTS, Tables

MOST_LISTED = 10  # claims or differences in one list; the tables have the rest
ANSWER_WORDS = {
    "denied": "a denial",
    "declined": "a refusal to comment",
    "not denied": "that it is not denied",
}
COMMITMENT_WORDS = {
    "own voice": "states it in its own voice",
    "attributed": "attributes it to others",
    "hedged": "hedges it",
}


def name_claim(tables: Tables, claim_id: str) -> Markup:
    labels = dict(
        zip(tables.codebook["claims"]["id"], tables.codebook["claims"]["label"], strict=True)
    )
    return Markup("“{}”").format(labels.get(claim_id, claim_id))


def link_article(tables: Tables, doc_id: str, sentence_id: str) -> Markup:
    return link(doc_id, sentence_id, name_articles(tables.articles)[doc_id])


def first_sentence(tables: Tables, claim_id: str, doc_id: str, column: str, code: str) -> str:
    rows = tables.claims
    rows = rows[
        (rows["claim_id"] == claim_id) & (rows["doc_id"] == doc_id) & (rows[column] == code)
    ]
    return rows.iloc[0]["sentence_id"]


def in_order(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows by the date of their article."""
    order = {doc_id: i for i, doc_id in enumerate(tables.articles["doc_id"])}
    return rows.sort_values("doc_id", key=lambda d: d.map(order), kind="stable")


def say_spread(tables: Tables, claims: pd.DataFrame) -> Markup:
    """How many claims are found, and which one most articles carry."""
    found = claims[claims["articles"] > 0]
    if claims.empty:
        return Markup("The codebook has no claims, so none was looked for.")
    if found.empty:
        return Markup("No claim of the codebook was found in {}.").format(
            say_count(len(tables.articles), "article")
        )
    most = found[found["articles"] == found["articles"].max()]
    n = len(tables.articles)
    opening = ""
    if len(found) < len(claims):  # the codebook may be written from the articles: all says nothing
        opening = f"{len(found)} of {say_count(len(claims), 'claim')} of the codebook"
        opening += f" {'was' if len(found) == 1 else 'were'} found"
    if n == 1:
        return Markup("{}.").format(opening) if opening else Markup("")
    some = [name_claim(tables, c) for c in most["claim_id"][:3]]
    names = say_list([*some, f"{len(most) - 3} more"] if len(most) > 3 else some)
    return Markup("{}{} {} the most widely carried, in {}{}.").format(
        f"{opening}; " if opening else "Of all claims ",
        names,
        "is" if len(most) == 1 else "are",
        say_share(int(most.iloc[0]["articles"]), n, "article"),
        "" if len(most) == 1 else " each",
    )


def say_matrix(claims: pd.DataFrame, n_articles: int) -> Markup:
    """What the matrix holds: claims in an article's own voice, with an answer, in one article.

    >>> print("-", say_matrix(claims, len(tables.articles)).striptags())  # doctest: +ELLIPSIS
    - ... claims were found: ... stated in an article’s own voice at least ...
    """
    found = claims[claims["articles"] > 0]
    if claims.empty:
        return Markup("There is no matrix without a claim. {}").format(say_how(claims, "claims"))
    if found.empty:
        return Markup("No claim of the codebook was found.")
    own, answered = int((found["own"] > 0).sum()), int((found["answered"] > 0).sum())
    single = int((found["articles"] == 1).sum())
    parts = [
        f"{say_none(own)} stated in an article’s own voice at least once",
        f"{say_none(answered)} with an answer",
    ]
    parts += [f"{say_none(single)} in one article only"] if n_articles > 1 else []
    return Markup("{} found: {}.").format(
        capitalise(say_count(len(found), "claim") + (" was" if len(found) == 1 else " were")),
        say_list(parts),
    )


def say_commitments(tables: Tables, cells: pd.DataFrame, claim_id: str) -> Markup:
    """Who stands behind one claim: articles by commitment."""
    mine = in_order(tables, cells[cells["claim_id"] == claim_id])
    carried = mine[mine[list(COMMITMENTS)].sum(axis=1) > 0]
    if carried.empty:
        return Markup("No article carries {}.").format(name_claim(tables, claim_id))
    parts = []
    for code in COMMITMENTS:
        docs = carried[carried[code] > 0]["doc_id"]
        if len(docs):
            places = [
                link_article(tables, d, first_sentence(tables, claim_id, d, "commitment", code))
                for d in docs
            ]
            said = {
                "own voice": "in the article’s own voice",
                "attributed": "attributed",
                "hedged": "hedged",
            }[code]
            parts.append(Markup("{} in {}").format(said, say_list(cut_list(places))))
    return Markup("{} stands in {}: {}.").format(
        capitalise(name_claim(tables, claim_id)),
        say_share(len(carried), len(tables.articles), "article"),
        Markup("; ").join(parts),
    )


def link_givers(rows: pd.DataFrame) -> Markup:
    """Who gave an answer, each a link to the sentence."""
    return say_list(
        link(
            r.doc_id, r.sentence_id, r.source_name if isinstance(r.source_name, str) else "unnamed"
        )
        for r in rows.itertuples()
    )


def say_answers(
    tables: Tables, cells: pd.DataFrame, answers: pd.DataFrame, claim_id: str
) -> Markup:
    """Which of the articles that carry a claim report an answer to it, and whose."""
    mine = cells[(cells["claim_id"] == claim_id) & (cells[list(COMMITMENTS)].sum(axis=1) > 0)]
    mine = in_order(tables, mine)
    given = answers[answers["claim_id"] == claim_id]
    carried = list(mine["doc_id"])
    with_answer = [d for d in carried if d in set(given["doc_id"])]
    if not carried:
        return Markup("")
    names = name_articles(tables.articles)
    if not with_answer:
        return Markup("No answer to it was found in {}.").format(
            "it" if len(carried) == 1 else f"any of the {say_number(len(carried))}"
        )
    parts = []
    for doc_id in with_answer:
        rows = given[given["doc_id"] == doc_id].drop_duplicates(["denial", "source_name"])
        said = [
            Markup("{} ({})").format(ANSWER_WORDS[code], link_givers(group))
            for code, group in rows.groupby("denial", sort=False)
        ]
        parts.append(Markup("{} reports {}").format(names[doc_id], say_list(said)))
    without = [names[d] for d in carried if d not in with_answer]
    tail = (
        Markup(" No answer to it was found in {}.").format(say_list(cut_list(without)))
        if without
        else Markup("")
    )
    told = Markup("; ").join(cut_list(parts))
    if len(carried) == 1:
        return Markup("{}.").format(told)
    return Markup("{} of them {} an answer: {}.{}").format(
        capitalise(say_number(len(with_answer))),
        "reports" if len(with_answer) == 1 else "report",
        told,
        tail,
    )


def say_dispute(
    tables: Tables, cells: pd.DataFrame, answers: pd.DataFrame, claim_id: str
) -> Markup:
    """Who stands behind a claim, and who reports an answer to it."""
    return Markup("{} {}").format(
        say_commitments(tables, cells, claim_id), say_answers(tables, cells, answers, claim_id)
    )


def say_most_disputed(
    tables: Tables, cells: pd.DataFrame, answers: pd.DataFrame, claim_id: str
) -> Markup:
    """The counts of one disputed claim; whose they are stands where the answers are listed."""
    mine = cells[(cells["claim_id"] == claim_id) & (cells[list(COMMITMENTS)].sum(axis=1) > 0)]
    given = answers[(answers["claim_id"] == claim_id) & answers["doc_id"].isin(mine["doc_id"])]
    own, told = int((mine["own voice"] > 0).sum()), given["doc_id"].nunique()
    if len(mine) == 1:
        return Markup("{} stands in {}, {} and with {}.").format(
            name_claim(tables, claim_id),
            say_share(1, len(tables.articles), "article"),
            "in its own voice" if own else "not in its own voice",
            "an answer" if told else "no answer",
        )
    return Markup("{} stands in {}; {} of them {} it in {} own voice and {} {} an answer.").format(
        name_claim(tables, claim_id),
        say_share(len(mine), len(tables.articles), "article"),
        say_none(own),
        "states" if own == 1 else "state",
        "its" if own == 1 else "their",
        say_none(told),
        "reports" if told == 1 else "report",
    )


def say_disputes(
    tables: Tables, cells: pd.DataFrame, answers: pd.DataFrame, disputed: list[str]
) -> list[Markup]:
    """One item per claim that is answered; one that says so when none is.

    >>> print(say_disputes(tables, cells, answers, disputed)[0].striptags())  # doctest: +ELLIPSIS
    “Iran has delivered missiles to Russia” stands in ... of ... articles: ...
    """
    if not disputed and len(answers):
        told = "{} found, but only to claims that no article here makes."
        many = capitalise(say_count(len(answers), "answer"))
        return [Markup(told).format(f"{many} {'was' if len(answers) == 1 else 'were'}")]
    if tables.codebook["claims"].empty:
        return [Markup("Without a claim there is none to answer.")]
    if not disputed:
        return [Markup("No answer to any claim was found.")]
    said = [say_dispute(tables, cells, answers, claim_id) for claim_id in disputed[:MOST_LISTED]]
    rest = len(disputed) - MOST_LISTED
    if rest > 0:
        said.append(
            Markup("{} more with an answer {} in the table below.").format(
                say_count(rest, "claim"), "stands" if rest == 1 else "stand"
            )
        )
    return said
