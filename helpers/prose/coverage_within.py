"""Sentences of the coverage chapter on claims that one outlet's articles treat differently."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.prose.articles import name_articles
from helpers.prose.coverage_claims import (
    ANSWER_WORDS,
    COMMITMENT_WORDS,
    MOST_LISTED,
    first_sentence,
    name_claim,
)
from helpers.prose.passages import link
from helpers.prose.words import say_count, say_list
from helpers.records import Tables


def say_side(
    tables: Tables,
    claim_id: str,
    doc_id: str,
    commitments: tuple,
    answers: tuple,
    answered: bool,
) -> Markup:
    """What one article does with a claim; that it reports no answer is said where one is known."""
    names = name_articles(tables.articles)
    said = [
        link(
            doc_id,
            first_sentence(tables, claim_id, doc_id, "commitment", code),
            COMMITMENT_WORDS[code],
        )
        for code in commitments
    ]
    reported = [
        link(doc_id, first_sentence(tables, claim_id, doc_id, "denial", code), ANSWER_WORDS[code])
        for code in answers
    ]
    told = Markup("reports {}").format(say_list(reported) if reported else "no answer")
    return Markup("{} {}").format(names[doc_id], say_list([*said, told] if answered else said))


def say_part(k: int, n: int) -> str:
    """
    >>> say_part(2, 17), say_part(1, 1)
    ('2 of 17', 'the only one')
    """
    return f"{k:,} of {n:,}" if n > 1 else "the only one"


def say_within_outlets(
    tables: Tables, differences: pd.DataFrame, wires: pd.DataFrame
) -> list[Markup]:
    """Claims that two articles of one outlet treat differently, then what may lie behind it.

    No change of practice is read into two articles; media that they name are given beside them,
    each with the number of statements that come from or through it.

    >>> said = say_within_outlets(tables, differences, coverage.list_wires(tables))
    >>> print(said[0].striptags())  # doctest: +ELLIPSIS
    On “Iran has delivered missiles to Russia”, Euromaidan Press*, ... Oct ...
    """
    if differences.empty:
        return []
    sentences = [
        Markup("On {}, {}; {}.").format(
            name_claim(tables, row.claim_id),
            *(
                say_side(
                    tables,
                    row.claim_id,
                    getattr(row, f"doc_id_{side}"),
                    getattr(row, f"commitments_{side}"),
                    getattr(row, f"answers_{side}"),
                    row.answered,
                )
                for side in "ab"
            ),
        )
        for row in differences.head(MOST_LISTED).itertuples()
    ]
    rest = len(differences) - MOST_LISTED
    if rest > 0:
        sentences.append(
            Markup(
                "{} more between articles of the same outlet {} to be seen in the matrix."
            ).format(say_count(rest, "difference"), "is" if rest == 1 else "are")
        )
    names = name_articles(tables.articles)
    listed = differences.head(MOST_LISTED)
    docs = set(listed["doc_id_a"]) | set(listed["doc_id_b"])
    named = {
        doc_id: [f"{r.name_} ({say_part(r.statements, r.of)})" for r in group.itertuples()]
        for doc_id, group in wires.rename(columns={"name": "name_"}).groupby("doc_id")
    }
    used = [
        Markup("{} names {}").format(names[d], say_list(named[d]))
        for d in tables.articles["doc_id"]
        if d in docs and d in named
    ]
    note = Markup("Two articles show a difference, not a change of practice.")
    if used:
        note += Markup(
            " A wording may be the wire’s (in brackets: statements that come from or through it, "
            "of all of the article): {}."
        ).format(Markup("; ").join(used))
    return [*sentences, note]
