"""Sentences of the reliability chapter."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.prose.articles import name_articles
from helpers.prose.codebook import say_proposed
from helpers.prose.words import capitalise, say_count, say_list, say_none, say_number, say_share
from helpers.records import Tables

INTERVALS_FROM = 20  # articles; below, an interval would pretend to a sample


def say_known(tables: Tables) -> Markup:
    """How many dates and outlets are inferred.

    >>> print(say_known(tables).striptags())  # doctest: +ELLIPSIS
    The day of publication is inferred for ... of ... articles, the outlet ...
    """
    articles = tables.articles
    n = len(articles)
    dates = int((articles["published_basis"] == "inferred").sum())
    outlets = int((articles["outlet_basis"] == "inferred").sum())
    if n == 1:
        return Markup(
            "The day of publication of the only article {} inferred, its outlet {}."
        ).format("is" if dates else "is not", "is" if outlets else "is not")
    return Markup("The day of publication is inferred for {}, the outlet for {}.").format(
        say_share(dates, n, "article"), say_share(outlets, n, "article")
    )


def say_agreement(agreement: pd.DataFrame) -> Markup:
    """Where the two codings agree least.

    >>> print(say_agreement(agreement).striptags())  # doctest: +ELLIPSIS
    The codings agree least on “speaker of a statement, same start”: ... of ...
    """
    known = agreement.dropna(subset=["alpha"])
    if known.empty:
        return Markup("This study holds no two codings of the same texts to compare.")
    low = known.loc[known["alpha"].idxmin()]
    return Markup("The codings agree least on “{}”: {:,} of {:,} the same, α {:.2f}.").format(
        low["what"], int(low["same"]), int(low["units"]), low["alpha"]
    )


def say_codings(agreement: pd.DataFrame) -> Markup:
    """The two codings against each other in counts, without those over words.

    >>> print(say_codings(agreement).striptags())  # doctest: +ELLIPSIS
    The ... codings are the same in ... of ... (claim codings that either ...
    """
    counted = agreement[~agreement["what"].str.startswith("words ")]
    if counted.empty:
        return Markup("")
    parts = [f"{r.same:,} of {r.units:,} ({r.what})" for r in counted.itertuples()]
    return Markup("The two codings are the same in {}.").format(say_list(parts))


def say_scores(scores: pd.DataFrame) -> Markup:
    """The weakest and the strongest layer against the agreed coding.

    >>> print(say_scores(scores).striptags())  # doctest: +ELLIPSIS
    Against the agreed coding the taggers reach F1 from ... (events, dated) ...
    """
    if scores.empty:
        return Markup("This study holds no agreed coding; the taggers are not measured on it.")
    low, high = scores.loc[scores["f1"].idxmin()], scores.loc[scores["f1"].idxmax()]
    if low["measure"] == high["measure"] or low["f1"] == high["f1"]:
        return Markup("Against the agreed coding the taggers reach F1 {:.1f} (in-sample).").format(
            low["f1"]
        )
    return Markup(
        "Against the agreed coding the taggers reach F1 from {:.1f} ({}) to {:.1f} ({}); "
        "in-sample, because "
        "the rules were written with these articles in view."
    ).format(low["f1"], low["measure"], high["f1"], high["measure"])


def say_cells(cells: pd.DataFrame) -> Markup:
    """How many cells of the claim matrix the tagger and the coding fill alike.

    >>> print("-", say_cells(cells).striptags())  # doctest: +ELLIPSIS
    - ... of ... cells of the claim matrix are the same in tagger and coding.
    """
    if cells.empty:
        return Markup("There is no coded cell to compare.")
    same = int((cells["coded"].map(tuple) == cells["found"].map(tuple)).sum())
    return Markup("{} of the claim matrix {} the same in tagger and coding.").format(
        capitalise(say_share(same, len(cells), "cell")), "is" if same == 1 else "are"
    )


def say_benchmarks(benchmarks: pd.DataFrame) -> Markup:
    """What the external figures are and when they were measured.

    >>> print(say_benchmarks(tables.benchmarks).striptags())  # doctest: +ELLIPSIS
    Measured ...-...-... on hand-coded news that the rules were not written ...
    """
    if benchmarks.empty:
        return Markup("No external benchmark has been recorded.")
    dates = sorted(set(benchmarks["date"]))
    when = dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}"
    held = benchmarks[benchmarks["use"] == "held-out"]
    short = held[held["figure"].astype(float) < held["floor"].astype(float)]
    below = (
        Markup("none falls short of its floor")
        if short.empty
        else Markup("{} short of {} floor").format(
            say_number(len(short)) + (" falls" if len(short) == 1 else " fall"),
            "its" if len(short) == 1 else "their",
        )
    )
    return Markup(
        "Measured {} on hand-coded news that the rules were not written on; of {}, {}."
    ).format(when, say_count(len(held), "held-out figure"), below)


def list_short(benchmarks: pd.DataFrame) -> list[Markup]:
    """The figures that fall short of their floor, one a sentence.

    >>> list_short(tables.benchmarks)  # doctest: +SKIP
    """
    short = benchmarks[benchmarks["figure"].astype(float) < benchmarks["floor"].astype(float)]
    told = "Below its floor: {}, {}, {} against {}."
    return [Markup(told).format(r.set, r.measure, r.figure, r.floor) for r in short.itertuples()]


def list_cautions(tables: Tables) -> list[Markup]:
    """What to know before any figure: who chose, who coded, what was reviewed by whom.

    >>> print(list_cautions(tables)[0])
    The corpus was chosen; it is no sample.
    """
    coded = any(len(rows) for rows in tables.codings.values())
    tags = "Tags are made by rules. The codings are readings by language models; no person has "
    tags += "coded yet."
    errors = "Error rates are given on texts that the rules were not written on, before those on "
    errors += "the texts that they were written on."
    if not coded:
        tags = "Tags are made by rules. There is no hand coding of these articles, so there is no "
        tags += "measured accuracy on this study."
        errors = "Error rates are given on public hand-coded news alone; on these articles they "
        errors += "can be better or worse."
    written = "The claims were written after reading the articles, so the analysis explores."
    cautions = [
        "The corpus was chosen; it is no sample.",
        written if len(tables.codebook["claims"]) else "",
        tags,
        say_proposed(tables),
        errors,
        "Attribution is not truth: who says a thing and whether it holds are different questions.",
    ]
    return [Markup(said) for said in cautions if said]


def say_in_sample(scores: pd.DataFrame) -> Markup:
    """What the figures on the study's own coding are worth, or that there are none.

    >>> print(say_in_sample(scores.head(0)))
    This study holds no agreed coding; the taggers are not measured on it.
    """
    if scores.empty:
        return say_scores(scores)
    return Markup(
        "These figures are in-sample: the rules were written with these articles in view, so they "
        "say what the report shows rather than what the rules would do elsewhere."
    )


def say_coders(agreement: pd.DataFrame) -> Markup:
    """Whose codings are compared, and what α is; nothing where there are not two.

    >>> say_coders(agreement.head(0))
    Markup('')
    """
    if agreement.empty:
        return Markup("")
    return Markup(
        "Two language-model readings, made separately. Krippendorff’s α corrects the share of "
        "equal codes for chance; one is perfect, zero is chance."
    )


def say_inference(tables: Tables) -> Markup:
    """Why no interval is given.

    >>> print(say_inference(tables).striptags())  # doctest: +ELLIPSIS
    With ... articles no interval is given: counts are counts.
    """
    n = len(tables.articles)
    if n >= INTERVALS_FROM:
        return Markup("Intervals are over articles.")
    return Markup("With {} no interval is given: counts are counts.").format(
        say_count(n, "article")
    )


def say_spurious(differ: pd.DataFrame) -> Markup:
    """How many coded units have no tag, how many tags no coded unit, and how many differ.

    >>> print(say_spurious(differ).striptags())  # doctest: +ELLIPSIS
    Of ... differences, ... are coded and not tagged, ... are tagged and ...
    """
    if differ.empty:
        return Markup("")
    missed, spurious = int((differ["tagged"] == "").sum()), int((differ["coded"] == "").sum())
    return Markup(
        "Of {}, {} coded and not tagged, {} tagged and not coded, and {} tagged otherwise."
    ).format(
        say_count(len(differ), "difference"),
        *(f"{say_none(n)} {'is' if n == 1 else 'are'}" for n in (missed, spurious)),
        say_none(len(differ) - missed - spurious),
    )


def say_disagreements(tables: Tables, cells: pd.DataFrame) -> list[Markup]:
    """Every cell in which tagger and coding differ.

    >>> say_disagreements(tables, cells)  # doctest: +SKIP
    """
    names = name_articles(tables.articles)
    labels = dict(
        zip(tables.codebook["claims"]["id"], tables.codebook["claims"]["label"], strict=True)
    )
    return [
        Markup("{}, {}: coded {}, tagged {}.").format(
            labels.get(row.claim_id, row.claim_id),
            names[row.doc_id],
            say_list(row.coded),
            say_list(row.found),
        )
        for row in cells.itertuples()
        if tuple(row.coded) != tuple(row.found)
    ]
