"""Tables of the reliability chapter as readers see them."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.prose.articles import name_articles
from helpers.prose.layout import lay_out
from helpers.prose.passages import link
from helpers.prose.words import capitalise
from helpers.records import Tables

CAPTION_BENCHMARKS = (
    "Figures on public hand-coded data: held-out sets first, with floor, the best other "
    "systems known to "
    "have been scored on the same kind of data, and what two people reach."
)
CAPTION_SCORES = (
    "In-sample, in units of each layer. Must be found: coded units, of which recall is the share "
    "that is tagged. Tagged: tags, of which precision is the share that any row of the coding "
    "holds, rows that need not be found among them (parts of a longer quotation, actors without "
    "their name, events without a time), so there may be more tags than units to find."
)
CAPTION_DISAGREEMENTS = (
    "Times, actors, statements, sources and events that are coded otherwise than tagged, or on one "
    "side only; what differs alike in one sentence is listed once."
)
CAPTION_AGREEMENT = (
    "Two language-model codings of the same articles, made without sight of each other. Words are "
    "those of chapter 1, outside furniture; the other units are those of the whole files."
)


def lay_out_benchmarks(benchmarks: pd.DataFrame) -> pd.DataFrame:
    """Held-out sets first, then the development sets.

    >>> list(lay_out_benchmarks(tables.benchmarks))
    ['Set', 'Use', 'Measure', 'Figure', 'Floor', 'Others', 'People', 'Measured', 'Version']
    """
    order = benchmarks.assign(first=benchmarks["use"] != "held-out")
    order = order.sort_values(["first"], kind="stable")
    rows = [
        (
            r.set,
            r.use,
            r.measure,
            r.figure,
            r.floor,
            r.peers,
            r.human or "unknown",
            r.date,
            r.version,
        )
        for r in order.itertuples()
    ]
    columns = [
        "Set",
        "Use",
        "Measure",
        "Figure",
        "Floor",
        "Others",
        "People",
        "Measured",
        "Version",
    ]
    return lay_out(rows, columns)


def lay_out_scores(scores: pd.DataFrame) -> pd.DataFrame:
    """A row per measure: coded, found, precision, recall and F.

    >>> list(lay_out_scores(scores))[:4]
    ['Layer', 'Must be found', 'Of these tagged', 'Tagged']
    """
    rows = [
        (
            capitalise(r.measure),
            r.coded,
            r.hit,
            r.found,
            r.right,
            f"{r.precision:.1f}",
            f"{r.recall:.1f}",
            f"{r.f1:.1f}",
            r.note,
        )
        for r in scores.itertuples()
    ]
    columns = ["Layer", "Must be found", "Of these tagged", "Tagged", "Of these coded"]
    return lay_out(rows, [*columns, "Precision", "Recall", "F1", "Note"])


def lay_out_disagreements(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Layer, what is coded, what is tagged, and the place in the evidence.

    >>> list(lay_out_disagreements(tables, differ))
    ['Layer', 'Coded', 'Tagged', 'Article', 'Place']
    """
    names = name_articles(tables.articles)
    laid = []
    for row in rows.itertuples():
        place = link(row.doc_id, row.sentence_id)
        sides = (row.coded or "nothing", row.tagged or "nothing")
        laid.append((row.layer, *sides, names[row.doc_id], place))
    return lay_out(laid, ["Layer", "Coded", "Tagged", "Article", "Place"])


def lay_out_agreement(agreement: pd.DataFrame) -> pd.DataFrame:
    """A row per kind of code: what was compared, how often alike, and Krippendorff's alpha.

    >>> list(lay_out_agreement(agreement))
    ['What was compared', 'Units', 'The same', 'Krippendorff’s α']
    """
    rows = [
        (
            capitalise(r.what),
            r.units,
            r.same,
            "not defined" if pd.isna(r.alpha) else f"{r.alpha:.3f}",
        )
        for r in agreement.itertuples()
    ]
    return lay_out(rows, ["What was compared", "Units", "The same", "Krippendorff’s α"])


def say_no_disagreements(cells: pd.DataFrame) -> Markup:
    """Said only when nothing differs, or nothing can.

    >>> say_no_disagreements(cells)  # doctest: +SKIP
    """
    if cells.empty:
        return Markup("No cell of the claim matrix was coded, so none can differ.")
    if (cells["coded"].map(tuple) != cells["found"].map(tuple)).any():
        return Markup("")
    return Markup("No cell of the claim matrix differs between tagger and coding.")
