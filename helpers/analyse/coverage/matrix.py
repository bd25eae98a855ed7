"""Claims against articles: who stands behind a claim, and what the accused answers to it."""

from __future__ import annotations

import pandas as pd

from helpers.analyse.choice import check_min_outlets
from helpers.records import ANSWERS, COMMITMENTS, Tables

PANEL = 12  # articles side by side that a page shows; a test draws as many


def list_headlines(tables: Tables) -> pd.DataFrame:
    """The headline zones that repeat an earlier one of the same article: doc_id, start, end."""
    heads = tables.zones[tables.zones["zone"] == "headline"]
    words = heads["text"].str.split().str.join(" ")
    return heads[heads[["doc_id"]].assign(words=words).duplicated()]


def drop_repeats(tables: Tables, frame: pd.DataFrame) -> pd.DataFrame:
    """Leave out what stands in a headline that is printed for the second time."""
    repeated = list_headlines(tables)[["doc_id", "start", "end"]]
    places = frame[["doc_id", "start"]].rename(columns={"start": "at"}).reset_index(names="row")
    pairs = places.merge(repeated, on="doc_id")
    inside = pairs["at"].between(pairs["start"], pairs["end"] - 1)
    return frame.drop(index=pairs["row"][inside.fillna(False).astype(bool)].unique())


def count_cells(tables: Tables) -> pd.DataFrame:
    """One row per claim and article that bears on it: sentences by commitment and by answer.

    Columns ``claim_id, doc_id``, the three commitments, the three answers; counts of sentences.

    >>> list(count_cells(tables))[:4]
    ['claim_id', 'doc_id', 'own voice', 'attributed']
    """
    rows = drop_repeats(tables, tables.claims)
    parts = []
    for column, codes in (("commitment", COMMITMENTS), ("denial", ANSWERS)):
        some = rows[rows[column].notna()].drop_duplicates(
            ["claim_id", "doc_id", "sentence_id", column]
        )
        counts = some.groupby(["claim_id", "doc_id", column]).size().unstack(column, fill_value=0)
        parts.append(counts.reindex(columns=codes, fill_value=0))
    cells = pd.concat(parts, axis=1).fillna(0).astype(int)
    cells.columns.name = None
    return (
        cells.reset_index()
        if len(cells)
        else pd.DataFrame(columns=["claim_id", "doc_id", *COMMITMENTS, *ANSWERS])
    )


def count_claims(tables: Tables) -> pd.DataFrame:
    """One row per claim of the codebook, most widely reported first.

    Columns ``claim_id, label, about, articles, outlets, own, answered``: distinct articles that
    commit to it in any way, their outlets, articles that state it in their own voice, articles that
    report an answer.

    >>> list(count_claims(tables))
    ['claim_id', 'label', 'about', 'articles', 'outlets', 'own', 'answered']
    """
    cells = count_cells(tables).merge(
        tables.articles[["doc_id", "outlet"]], on="doc_id", how="left", validate="many_to_one"
    )
    committed = cells[cells[list(COMMITMENTS)].sum(axis=1) > 0]
    codebook = tables.codebook["claims"].rename(columns={"id": "claim_id"})
    frame = codebook[["claim_id", "label", "about"]].copy()

    def count(rows: pd.DataFrame, column: str) -> pd.Series:
        return (
            frame["claim_id"].map(rows.groupby("claim_id")[column].nunique()).fillna(0).astype(int)
        )

    frame["articles"] = count(committed, "doc_id")
    frame["outlets"] = count(committed, "outlet")
    frame["own"] = count(cells[cells["own voice"] > 0], "doc_id")
    frame["answered"] = count(cells[cells[list(ANSWERS)].sum(axis=1) > 0], "doc_id")
    return frame.sort_values(
        ["articles", "answered", "claim_id"], ascending=[False, False, True], ignore_index=True
    )


def select_claims(claims: pd.DataFrame, min_outlets: int = 1) -> pd.DataFrame:
    """Claims (rows of ``count_claims``) that are drawn: those that enough outlets carry.

    >>> list(select_claims(claims, min_outlets))
    ['claim_id', 'label', 'about', 'articles', 'outlets', 'own', 'answered']

    Raises:
        SelectionError: ``min_outlets`` is no whole number from 1 on.
    """
    check_min_outlets(min_outlets)
    return claims[(claims["articles"] > 0) & (claims["outlets"] >= min_outlets)]


def list_answers(tables: Tables) -> pd.DataFrame:
    """Every answer to a claim: claim, article, answer, who gave it, through whom, with its
    sentence.

    >>> list(list_answers(tables))[:4]
    ['claim_id', 'doc_id', 'denial', 'source_name']
    """
    rows = drop_repeats(tables, tables.claims[tables.claims["denial"].notna()])
    kept = [
        "claim_id",
        "doc_id",
        "denial",
        "source_name",
        "relay_name",
        "sentence_id",
        "start",
        "end",
    ]
    return rows[kept].drop_duplicates([*kept[:4], "sentence_id"]).reset_index(drop=True)


def list_disputed(tables: Tables) -> list[str]:
    """Claims to which an answer is reported, by articles that report one, answers, articles.

    >>> list_disputed(tables)[:1]
    ['missiles_delivered']
    """
    claims = count_claims(tables)
    answers = list_answers(tables).groupby("claim_id").size()
    some = claims[(claims["answered"] > 0) & (claims["articles"] > 0)]
    some = some.assign(answers=some["claim_id"].map(answers))
    order = ["answered", "answers", "articles", "claim_id"]
    return list(some.sort_values(order, ascending=[False, False, False, True])["claim_id"])


def split_articles(articles: pd.DataFrame, most: int = PANEL) -> list[pd.DataFrame]:
    """The articles of one panel of the matrix each: all where a panel takes them, in order of date.

    Of more, those of one outlet stand together, outlets in order of their first article; an outlet
    is parted only where it has more than ``most``.

    >>> [len(panel) for panel in split_articles(tables.articles)]
    [5]
    """
    if len(articles) <= most:
        return [articles]
    panels: list[list[pd.DataFrame]] = [[]]
    for _, mine in articles.groupby("outlet", sort=False):
        for at in range(0, len(mine), most):
            some = mine.iloc[at : at + most]
            if sum(map(len, panels[-1])) + len(some) > most:
                panels.append([])
            panels[-1].append(some)
    return [pd.concat(parts) for parts in panels if parts]


def describe_cell(cell: pd.Series | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The commitments and the answers that a cell holds."""
    if cell is None:
        return (), ()
    return (
        tuple(code for code in COMMITMENTS if cell[code]),
        tuple(code for code in ANSWERS if cell[code]),
    )


def compare_within_outlets(tables: Tables) -> pd.DataFrame:
    """Claims that two articles of one outlet treat differently: one row per claim and pair of
    articles.

    Both articles commit to the claim.  Columns ``claim_id, outlet, doc_id_a, doc_id_b``, for each
    side ``commitments_*`` and ``answers_*`` (tuples), and ``answered``: whether any article
    of the corpus reports an answer to the claim, so that the lack of one can be told.

    >>> list(compare_within_outlets(tables))[:4]
    ['claim_id', 'outlet', 'doc_id_a', 'doc_id_b']
    """
    cells = count_cells(tables)
    answered = set(cells["claim_id"][cells[list(ANSWERS)].sum(axis=1) > 0])
    by_place = {(c.claim_id, c.doc_id): cells.loc[c.Index] for c in cells.itertuples()}
    rows = []
    for outlet, articles in tables.articles.groupby("outlet", sort=True):
        docs = list(articles["doc_id"])
        pairs = [(a, b) for i, a in enumerate(docs) for b in docs[i + 1 :]]
        for a, b in pairs:
            for claim_id in tables.codebook["claims"]["id"]:
                sides = [describe_cell(by_place.get((claim_id, doc))) for doc in (a, b)]
                if all(side[0] for side in sides) and sides[0] != sides[1]:
                    told = claim_id in answered
                    rows.append((claim_id, outlet, a, b, *sides[0], *sides[1], told))
    columns = ["claim_id", "outlet", "doc_id_a", "doc_id_b"]
    columns += ["commitments_a", "answers_a", "commitments_b", "answers_b", "answered"]
    return pd.DataFrame(rows, columns=columns)


def list_only_here(tables: Tables) -> pd.DataFrame:
    """Claims that one article of the corpus alone commits to: claim_id, label, doc_id, sentence_id,
    start, end.

    >>> list(list_only_here(tables))
    ['claim_id', 'label', 'doc_id', 'sentence_id', 'start', 'end']
    """
    claims = count_claims(tables)
    single = claims[claims["articles"] == 1]
    rows = tables.claims[tables.claims["commitment"].notna()].drop_duplicates(
        ["claim_id", "doc_id"]
    )
    found = single[["claim_id", "label"]].merge(rows, on="claim_id", validate="one_to_many")
    assert len(found) == len(single)
    return found[["claim_id", "label", "doc_id", "sentence_id", "start", "end"]]
