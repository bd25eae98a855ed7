"""Tables of the coverage chapter as readers see them: words for numbers, a link in every cell."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.prose.articles import name_articles
from helpers.prose.coverage import mark_words, name_claim
from helpers.prose.layout import lay_out
from helpers.prose.passages import link, quote, say_place
from helpers.prose.words import say_interval
from helpers.records import ANSWERS, COMMITMENTS, Tables

BREAK = Markup("<br>")


def link_sentences(rows: pd.DataFrame) -> Markup:
    """The places of some records, each a link to its evidence entry."""
    places = rows.drop_duplicates(["doc_id", "sentence_id"])
    return Markup(", ").join(link(r.doc_id, r.sentence_id, say_place(r.sentence_id)) for r in places.itertuples())


def lay_out_cell(rows: pd.DataFrame) -> Markup:
    """What one article does with one claim: commitments and answers with their places."""
    lines = []
    for column, codes in (("commitment", COMMITMENTS), ("denial", ANSWERS)):
        for code in codes:
            some = rows[rows[column] == code]
            if len(some):
                css = code.replace(" ", "") if column == "denial" else code.split()[0]
                lines.append(Markup('<span class="{}">{}</span> {}').format(css, code, link_sentences(some)))
    return BREAK.join(lines)


def lay_out_matrix(tables: Tables, claims: pd.DataFrame) -> pd.DataFrame:
    """Claims down, articles across; every cell names its codes and links to the sentences."""
    names = name_articles(tables.articles)
    rows = []
    for claim in claims.itertuples():
        mine = tables.claims[tables.claims["claim_id"] == claim.claim_id]
        row = {"Claim": claim.label, "About": claim.about}
        for doc_id, name in names.items():
            row[name] = lay_out_cell(mine[mine["doc_id"] == doc_id])
        rows.append(row)
    return lay_out(rows, ["Claim", "About", *names.values()])


def lay_out_answers(tables: Tables, passages: pd.DataFrame, answers: pd.DataFrame) -> pd.DataFrame:
    """Every answer with who gave it, through whom, its words and its place."""
    names = name_articles(tables.articles)
    rows = [
        {
            "Claim": name_claim(tables, r.claim_id),
            "Article": names[r.doc_id],
            "Answer": r.denial,
            "By": r.source_name if isinstance(r.source_name, str) else "not resolved",
            "Relay": r.relay_name if isinstance(r.relay_name, str) else "",
            "Words": quote(passages, r.doc_id, int(r.start), int(r.end)),
            "Place": link(r.doc_id, r.sentence_id),
        }
        for r in answers.itertuples()
    ]
    columns = ["Claim", "Article", "Answer", "By", "Relay", "Words", "Place"]
    return lay_out(rows, columns)


def lay_out_pairs(tables: Tables, passages: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Both wordings side by side with the differing words marked; one row per side."""
    names = name_articles(tables.articles)
    rows = []
    for number, row in enumerate(pairs.itertuples(), start=1):
        for side in "ab":
            doc_id = getattr(row, f"doc_id_{side}")
            relay = getattr(row, f"relay_{side}")
            days = getattr(row, f"said_earliest_{side}"), getattr(row, f"said_latest_{side}")
            rows.append(
                {
                    "Pair": f"{number}{side}",
                    "Kind": row.kind,
                    "Speaker": row.source_name if row.kind == "pair" else "see the entry",
                    "Said": say_interval(*days, short=True),
                    "Article": names[doc_id],
                    "Relay": relay if isinstance(relay, str) else "none named",
                    "Words": mark_words(passages, row, side),
                    "Place": link(doc_id, getattr(row, f"sentence_id_{side}")),
                }
            )
    columns = ["Pair", "Kind", "Speaker", "Said", "Article", "Relay", "Words", "Place"]
    return lay_out(rows, columns)


def lay_out_relays(tables: Tables, relays: pd.DataFrame) -> pd.DataFrame:
    """Relay, speaker, article, number of statements, first place."""
    names = name_articles(tables.articles)
    rows = [
        (r.relay_name, r.source_name, names[r.doc_id], r.statements, link(r.doc_id, r.sentence_id))
        for r in relays.itertuples()
    ]
    return lay_out(rows, ["Relay", "Speaker", "Article", "Statements", "First place"])


def lay_out_states(tables: Tables, counts: pd.DataFrame) -> pd.DataFrame:
    """Statements by state of the source and article; a dot where none was found."""
    names = name_articles(tables.articles)
    rows = [
        (row["state"], *(row[doc_id] or "·" for doc_id in names), row["total"])
        for row in counts.to_dict("records")
    ]
    return lay_out(rows, ["State of the source", *names.values(), "All"])


def lay_out_names(tables: Tables, names: pd.DataFrame) -> pd.DataFrame:
    """Thing by article: its wordings with their number, each a link to its first place."""
    labels = name_articles(tables.articles)
    rows = []
    for (_, thing), group in names.groupby(["id", "label"], sort=False):
        row = {"Thing": thing}
        for doc_id, label in labels.items():
            mine = group[group["doc_id"] == doc_id].sort_values("times", ascending=False, kind="stable")
            row[label] = Markup(", ").join(
                Markup("{} ({})").format(link(r.doc_id, r.sentence_id, r.wording), r.times) for r in mine.itertuples()
            )
        rows.append(row)
    return lay_out(rows, ["Thing", *labels.values()])


def lay_out_only_here(tables: Tables, passages: pd.DataFrame, only: pd.DataFrame) -> pd.DataFrame:
    """Claims that one article alone carries, with its words and place."""
    names = name_articles(tables.articles)
    rows = [
        (r.label, names[r.doc_id], quote(passages, r.doc_id, int(r.start), int(r.end)), link(r.doc_id, r.sentence_id))
        for r in only.itertuples()
    ]
    return lay_out(rows, ["Claim", "Article", "Words", "Place"])
