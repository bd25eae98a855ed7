"""Sentences of the coverage chapter on sources, wordings and numbers, computed from its tables."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.prose.articles import name_articles
from helpers.prose.codebook import say_empty
from helpers.prose.passages import GAP, link, quote
from helpers.prose.words import capitalise, cut_list, say_count, say_list
from helpers.records import SOURCE_GROUPS, Tables

MOST_PAIRS = 30  # pairs of figures in the list; the table of the timeline chapter has them all


def say_states(counts: pd.DataFrame) -> Markup:
    """Whose sources speak: statements by state, the three most frequent first, then the rest.

    >>> print("-", say_states(states).striptags())  # doctest: +ELLIPSIS
    - ... statements by the state of their source: Russia ..., Iran ..., ...
    """
    known = counts[~counts["state"].isin(SOURCE_GROUPS)]
    total = int(counts["total"].sum())
    if not total:
        return Markup("No statement with a source was found.")
    opening = capitalise(say_count(total, "statement"))
    if known.empty:
        return Markup("{} {} found; the state of no source could be resolved.").format(
            opening, "was" if total == 1 else "were"
        )
    parts = [Markup("{} {}").format(r.state, r.total) for r in known.head(3).itertuples()]
    others = int(known["total"].iloc[3:].sum())
    parts += [Markup("other states {}").format(others)] if others else []
    rest = dict(counts[["state", "total"]].itertuples(index=False))
    parts += [Markup("{} {}").format(g, rest[g]) for g in SOURCE_GROUPS if rest.get(g)]
    return Markup("{} by the state of {} source: {}.").format(
        opening, "its" if total == 1 else "their", say_list(parts)
    )


def say_most_heard(counts: pd.DataFrame) -> Markup:
    """For which state most sources speak, ties included."""
    known = counts[~counts["state"].isin(SOURCE_GROUPS) & (counts["total"] > 0)]
    total = int(counts["total"].sum())
    if known.empty or total == 1:
        return say_states(counts)
    most = known[known["total"] == known["total"].max()]
    if len(most) > 3:
        return Markup("Of {} no state’s sources make more than others’.").format(
            say_count(total, "statement")
        )
    return Markup("Sources of {} are heard most: {:,}{} of {}.").format(
        say_list(most["state"]),
        int(most["total"].iloc[0]),
        " each" if len(most) > 1 else "",
        say_count(total, "statement"),
    )


def say_relays(tables: Tables, relays: pd.DataFrame) -> Markup:
    """Which relays passed words on to more than one article.

    >>> print("-", say_relays(tables, relays).striptags())  # doctest: +ELLIPSIS
    - ... relays are named as having passed words on; TASS in more than ... ...
    """
    if relays.empty:
        return Markup("No article names a relay of a statement.")
    docs = relays.groupby("relay_name")["doc_id"].nunique()
    shared = docs[docs > 1]
    opening = Markup("{} {} named as having passed words on").format(
        capitalise(say_count(len(docs), "relay")), "is" if len(docs) == 1 else "are"
    )
    if len(tables.articles) == 1:
        return Markup("{}.").format(opening)
    if shared.empty and len(docs) == 1:
        return Markup("{}, in one article.").format(opening)
    if shared.empty:
        return Markup("{}; none of them in more than one article.").format(opening)
    return Markup("{}; {} in more than one article.").format(opening, say_list(shared.index))


def say_pairs(tables: Tables, pairs: pd.DataFrame) -> Markup:
    """How many statements stand in two articles in different words, and whose; leads apart.

    >>> print("-", say_pairs(tables, pairs).striptags())  # doctest: +ELLIPSIS
    - ... statements by Sergey Lavrov stand in ... articles each, in words ...
    """
    real, leads = pairs[pairs["kind"] == "pair"], pairs[pairs["kind"] == "lead"]
    if real.empty:
        first = "No statement by the same speaker was found in two articles."
    else:
        docs = set(real["doc_id_a"]) | set(real["doc_id_b"])
        names = name_articles(tables.articles)
        first = Markup("{} by {} {} in two articles each, in words that differ ({}).").format(
            capitalise(say_count(len(real), "statement")),
            say_list(cut_list(dict.fromkeys(real["source_name"]))),
            "stands" if len(real) == 1 else "stand",
            say_list(cut_list(names[d] for d in tables.articles["doc_id"] if d in docs)),
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


def say_reworded(pairs: pd.DataFrame) -> Markup:
    """How many statements two articles word differently, and whose they are."""
    real = pairs[pairs["kind"] == "pair"]
    if real.empty:
        return Markup("No statement by the same speaker was found in two articles.")
    return Markup("{} by {} {} worded differently in the two articles that carry {}.").format(
        capitalise(say_count(len(real), "statement")),
        say_list(cut_list(dict.fromkeys(real["source_name"]))),
        "is" if len(real) == 1 else "are",
        "it" if len(real) == 1 else "each",
    )


def mark_words(passages: pd.DataFrame, row: object, side: str) -> Markup:
    """One side of a pair with the words that the other side lacks marked; every stretch keeps its
    place.
    """
    doc, start = getattr(row, f"doc_id_{side}"), getattr(row, f"start_{side}")
    told: Markup = Markup("")
    at = None
    for first, last, differs in getattr(row, f"cut_{side}"):
        shown = quote(passages, doc, start + first, start + last, piece="span")
        if not shown or (shown == GAP and told.endswith(GAP)):
            continue
        told += Markup(" ") if at is not None and at < first else Markup("")
        told += Markup("<mark>{}</mark>").format(shown) if differs and shown != GAP else shown
        at = last
    return Markup("‘{}’").format(told)


def say_amounts(tables: Tables, passages: pd.DataFrame, comparisons: pd.DataFrame) -> list[Markup]:
    """One sentence per pair of figures: a conflict only where verb and object match.

    Of more than ``MOST_PAIRS`` those that can disagree come first, and a count ends the list.

    >>> print(say_amounts(tables, passages, amounts)[0].striptags())  # doctest: +ELLIPSIS
    Drones: thousands of drones (Euromaidan Press*, ... Oct ...; verb: ...
    """
    sentences = []
    names = name_articles(tables.articles)
    rest = len(comparisons) - MOST_PAIRS
    if rest > 0:
        ranked = comparisons.sort_values("same_verb", ascending=False, kind="stable")
        comparisons = ranked.head(MOST_PAIRS)
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
        verdict = "the verbs differ: figures for different things, no conflict"
        if row.same_verb:
            verdict = (
                "the verb is the same, so the figures can disagree; the periods must be compared"
            )
        elif not (row.verb_a and row.verb_b):
            verdict = "a verb is not found, so whether they are of one thing is not known"
        sentences.append(Markup("{}: {} and {}; {}.").format(capitalise(row.head), *sides, verdict))
    if rest > 0:
        sentences.append(say_rest(rest, "pair of figures", "pairs of figures"))
    return sentences


def say_rest(rest: int, noun: str, plural: str) -> Markup:
    """What a list leaves to the table of figures.

    >>> str(say_rest(1200, "pair", "pairs"))[:21]
    '1,200 more pairs stan'
    """
    return Markup(
        '{:,} more {} in the <a href="2_timeline.html#timeline-figures">table of figures</a>.'
    ).format(rest, f"{noun} stands" if rest == 1 else f"{plural} stand")


def say_distinctive(words: pd.DataFrame, band: float) -> Markup:
    """Whether any word rises above what shuffled sentences give.

    >>> print(say_distinctive(words, band).striptags())  # doctest: +ELLIPSIS
    No word rises above chance: the highest score is ..., and sentences ...
    """
    if words.empty or pd.isna(band):
        return Markup(
            "There is nothing to set words apart from: that takes two articles, and a word that "
            "one of them uses several times."
        )
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
        say_list(cut_list(dict.fromkeys(above["word"]), 20)),
    )


def say_single_names(tables: Tables, names: pd.DataFrame) -> Markup:
    """What one article alone has a name for, so that nothing can be compared.

    >>> print(say_single_names(tables, single).striptags())  # doctest: +ELLIPSIS
    Named in ... article only, and so not compared: Those against the West ...
    """
    if tables.codebook["naming"].empty:
        return say_empty(tables.codebook["naming"], "naming")
    if names.empty:
        return Markup("")
    parts = []
    for (_, label), group in names.groupby(["id", "label"], sort=False):
        words = say_list(
            Markup("“{}”").format(link(r.doc_id, r.sentence_id, r.wording))
            for r in group.itertuples()
        )
        parts.append(Markup("{} ({})").format(label, words))
    opening = "Named in one article only, and so not compared"
    if len(tables.articles) == 1:
        opening = "With one article nothing is compared; it names"
    return Markup("{}: {}.").format(opening, Markup("; ").join(parts))


def say_names(tables: Tables, names: pd.DataFrame) -> list[Markup]:
    """One sentence per thing of the codebook: its wordings, most used first, with the number of
    articles and the first place of each.

    >>> print(say_names(tables, names)[0].striptags())  # doctest: +ELLIPSIS
    The ... states: “both targets of Western sanctions” (...), “... U.S. ...
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
