"""Sentences of the coverage chapter, computed from its tables."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.prose.articles import name_articles
from helpers.prose.passages import GAP, link, quote
from helpers.prose.words import capitalise, say_count, say_list, say_number, say_share
from helpers.records import COMMITMENTS, Tables

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
    if found.empty:
        return Markup("No claim of the codebook was found in {}.").format(
            say_count(len(tables.articles), "article")
        )
    most = found[found["articles"] == found["articles"].max()]
    n = len(tables.articles)
    opening = f"{len(found)} of {say_count(len(claims), 'claim')} of the codebook"
    opening += f" {'was' if len(found) == 1 else 'were'} found"
    if n == 1:
        return Markup("{}.").format(opening)
    some = [name_claim(tables, c) for c in most["claim_id"][:3]]
    names = say_list([*some, f"{len(most) - 3} more"] if len(most) > 3 else some)
    more = ""
    verb = "is" if len(most) == 1 else "are"
    return (
        Markup("{}; {}{} {} the most widely carried, in {} each.").format(
            opening, names, more, verb, say_share(int(most.iloc[0]["articles"]), n, "article")
        )
        if len(most) > 1
        else Markup("{}; {} is the most widely carried, in {}.").format(
            opening, names, say_share(int(most.iloc[0]["articles"]), n, "article")
        )
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
            parts.append(Markup("{} in {}").format(said, say_list(places)))
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
        Markup(" No answer to it was found in {}.").format(say_list(without))
        if without
        else Markup("")
    )
    told = Markup("; ").join(parts)
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


def say_disputes(
    tables: Tables, cells: pd.DataFrame, answers: pd.DataFrame, disputed: list[str]
) -> list[Markup]:
    """One item per claim that is answered; one that says so when none is."""
    if not disputed:
        return [Markup("No answer to any claim was found.")]
    return [say_dispute(tables, cells, answers, claim_id) for claim_id in disputed]


def say_side(
    tables: Tables, claim_id: str, doc_id: str, commitments: tuple, answers: tuple
) -> Markup:
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
    return Markup("{} {}").format(names[doc_id], say_list([*said, told]))


def say_within_outlets(
    tables: Tables, differences: pd.DataFrame, wires: dict[str, list[str]]
) -> list[Markup]:
    """Claims that two articles of one outlet treat differently, then what may lie behind it.

    No change of practice is read into two articles; media that they name are given beside them.
    """
    if differences.empty:
        return []
    sentences = [
        Markup("On {}, {}; {}.").format(
            name_claim(tables, row.claim_id),
            say_side(tables, row.claim_id, row.doc_id_a, row.commitments_a, row.answers_a),
            say_side(tables, row.claim_id, row.doc_id_b, row.commitments_b, row.answers_b),
        )
        for row in differences.itertuples()
    ]
    names = name_articles(tables.articles)
    docs = set(differences["doc_id_a"]) | set(differences["doc_id_b"])
    used = [
        Markup("{} names {}").format(names[d], say_list(wires[d]))
        for d in tables.articles["doc_id"]
        if d in docs and d in wires
    ]
    note = Markup("Two articles show a difference, not a change of practice.")
    if used:
        note += Markup(" A wording may be the wire’s: {}.").format(Markup("; ").join(used))
    return [*sentences, note]


def say_states(counts: pd.DataFrame) -> Markup:
    """Whose sources speak: statements by state, the three most frequent first."""
    known = counts[counts["state"] != "not resolved"]
    total = int(counts["total"].sum())
    if not total:
        return Markup("No statement with a source was found.")
    rest = total - int(known["total"].sum())
    if known.empty:
        return Markup("{} found; the state of no source could be resolved.").format(
            capitalise(say_count(total, "statement") + (" was" if total == 1 else " were"))
        )
    parts = [Markup("{} {}").format(r.state, r.total) for r in known.head(3).itertuples()]
    others = total - rest - int(known.head(3)["total"].sum())
    parts += [Markup("other states {}").format(others)] if others else []
    parts += [Markup("not resolved {}").format(rest)] if rest else []
    return Markup("{} by the state of their source: {}.").format(
        capitalise(say_count(total, "statement")), say_list(parts)
    )


def say_relays(tables: Tables, relays: pd.DataFrame) -> Markup:
    """Which relays passed words on to more than one article."""
    if relays.empty:
        return Markup("No article names a relay of a statement.")
    docs = relays.groupby("relay_name")["doc_id"].nunique()
    shared = docs[docs > 1]
    opening = Markup("{} {} named as having passed words on").format(
        capitalise(say_count(len(docs), "relay")), "is" if len(docs) == 1 else "are"
    )
    if len(tables.articles) == 1:
        return Markup("{}.").format(opening)
    if shared.empty:
        return Markup("{}; none of them in more than one article.").format(opening)
    return Markup("{}; {} in more than one article.").format(opening, say_list(shared.index))


def say_pairs(tables: Tables, pairs: pd.DataFrame) -> Markup:
    """How many statements stand in two articles in different words, and whose; leads apart."""
    real, leads = pairs[pairs["kind"] == "pair"], pairs[pairs["kind"] == "lead"]
    if real.empty:
        first = "No statement by the same speaker was found in two articles."
    else:
        docs = set(real["doc_id_a"]) | set(real["doc_id_b"])
        first = Markup("{} by {} {} in two articles each, in words that differ ({}).").format(
            capitalise(say_count(len(real), "statement")),
            say_list(dict.fromkeys(real["source_name"])),
            "stands" if len(real) == 1 else "stand",
            say_list(
                name_articles(tables.articles)[d] for d in tables.articles["doc_id"] if d in docs
            ),
        )
        if len(real) == 1:
            first = first.replace(" in two articles each,", " in two articles,")
    if leads.empty:
        return Markup("{}").format(first)
    second = (
        "{} of quoted words {} alike, but another speaker or other days are given: "
        "a lead, not a pair."
    )
    return Markup("{} {}").format(
        first,
        second.format(
            capitalise(say_count(len(leads), "pair")), "is" if len(leads) == 1 else "are"
        ),
    )


def mark_words(passages: pd.DataFrame, row: object, side: str) -> Markup:
    """One side of a pair with the words that differ marked; every stretch keeps its place."""
    doc, start, end = (getattr(row, f"{name}_{side}") for name in ("doc_id", "start", "end"))
    cut = getattr(row, f"cut_{side}")
    parts = []
    for i, (first, _, differs) in enumerate(cut):
        until = start + cut[i + 1][0] if i + 1 < len(cut) else end
        shown = quote(passages, doc, start + first, until, piece="span")
        parts.append(Markup("<mark>{}</mark>").format(shown) if differs and shown != GAP else shown)
    return Markup("‘{}’").format(Markup(" ").join(parts))


def say_amounts(tables: Tables, passages: pd.DataFrame, comparisons: pd.DataFrame) -> list[Markup]:
    """One sentence per pair of figures: a conflict only where verb and object match."""
    sentences = []
    names = name_articles(tables.articles)
    for row in comparisons.itertuples():
        sides = []
        for s in "ab":
            doc_id, sentence_id = getattr(row, f"doc_id_{s}"), getattr(row, f"sentence_id_{s}")
            verb = getattr(row, f"verb_{s}")
            words = quote(passages, doc_id, getattr(row, f"start_{s}"), getattr(row, f"end_{s}"))
            told = Markup("{} ({}{})").format(
                words,
                link(doc_id, sentence_id, names[doc_id]),
                Markup("; verb: {}").format(verb) if verb else "",
            )
            sides.append(told)
        verdict = (
            "the verb is the same, so the figures can disagree; the periods must be compared"
            if row.same_verb
            else "the verbs differ: figures for different things, no conflict"
        )
        sentences.append(Markup("{}: {} and {}; {}.").format(capitalise(row.head), *sides, verdict))
    return sentences


def say_distinctive(words: pd.DataFrame, band: float) -> Markup:
    """Whether any word rises above what shuffled sentences give."""
    if words.empty or pd.isna(band):
        return Markup("With one article there is nothing to set words apart from.")
    above = words[words["z"] > band]
    if above.empty:
        top = words.iloc[0]
        return Markup(
            "No word rises above chance: the highest score is {:.2f}, and sentences dealt "
            "at random reach {:.2f}."
        ).format(top["z"], band)
    return Markup("{} above the band of {:.2f} that sentences dealt at random reach: {}.").format(
        capitalise(say_count(len(above), "word") + (" rises" if len(above) == 1 else " rise")),
        band,
        say_list(above["word"]),
    )


def say_names(tables: Tables, names: pd.DataFrame) -> list[Markup]:
    """One sentence per thing of the codebook: its wordings, most used first, with the first place
    of each.
    """
    sentences = []
    for (_, label), group in names.groupby(["id", "label"], sort=False):
        uses = group.groupby("wording").agg(
            times=("times", "sum"), articles=("doc_id", "nunique"), doc_id=("doc_id", "first"),
            sentence_id=("sentence_id", "first"),
        )  # fmt: skip
        uses = uses.sort_values(["articles", "times"], ascending=False, kind="stable")
        parts = [
            Markup("“{}” ({})").format(link(r.doc_id, r.sentence_id, r.Index), r.articles)
            for r in uses.head(12).itertuples()
        ]
        more = Markup(" and {} more").format(len(uses) - 12) if len(uses) > 12 else Markup("")
        sentences.append(Markup("{}: {}{}.").format(label, Markup(", ").join(parts), more))
    return sentences
