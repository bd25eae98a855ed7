"""Widgets for JupyterLab: choose articles and a claim, and see what the report would say of them.

Only ``notebooks/explore.ipynb`` uses this; an edition has no widgets.  Every view reads its choice
through ``read_choice``, so that what is chosen is tagged once and not once a view.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import ipywidgets as widgets
import pandas as pd
from markupsafe import Markup

from helpers.analyse import coverage, timeline
from helpers.analyse.evidence import choose_passages
from helpers.draw.coverage import plot_matrix
from helpers.draw.show import cell, show, show_text
from helpers.draw.timeline import plot_events
from helpers.prose import coverage_notes, coverage_tables
from helpers.prose import timeline as prose
from helpers.prose.articles import STAR_NOTE, name_articles, name_outlets, star_outlets
from helpers.prose.corpus import say_corpus
from helpers.prose.layout import lay_out
from helpers.prose.passages import quote, say_place
from helpers.prose.words import say_date
from helpers.records import Tables
from helpers.tables import SelectionError, tag_study

ROWS = 6  # of the list of outlets that are seen at once; the others scroll


def make_controls(tables: Tables) -> dict[str, widgets.Widget]:
    """What to choose: ``outlets`` (none: all), ``start`` and ``end`` of the window, ``claim``."""
    names = name_outlets(tables.articles)
    days = [(say_date(day, short=True), day.date().isoformat()) for day in list_days(tables)]
    days.insert(0, ("open", ""))
    found = coverage.count_claims(tables).query("articles > 0")
    claims = list(zip(found["label"], found["claim_id"], strict=True))
    wide = {"layout": widgets.Layout(width="40em"), "style": {"description_width": "6em"}}
    return {
        "outlets": widgets.SelectMultiple(
            options=[(named, outlet) for outlet, named in names.items()],
            rows=min(ROWS, len(names)),
            description="Outlets",
            **wide,
        ),
        "start": widgets.Dropdown(options=days, description="From", **wide),
        "end": widgets.Dropdown(options=days, description="Until", **wide),
        "claim": widgets.Dropdown(options=claims, description="Claim", **wide),
    }


def list_days(tables: Tables) -> list[pd.Timestamp]:
    """The days that bound when the articles were published, in order."""
    bounds = [tables.articles[f"published_{end}"].dropna() for end in ("earliest", "latest")]
    return sorted(set(pd.concat(bounds)))


@lru_cache(maxsize=32)
def read_choice(
    study: str, start: str, end: str, outlets: tuple[str, ...]
) -> tuple[Tables, pd.DataFrame]:
    """The tables of what is chosen, and the words of its articles that may be shown."""
    tables = tag_study(study, start, end, outlets)
    return tables, choose_passages(tables, coverage.list_compared(tables))


def _read(
    study: str, outlets: Sequence[str], start: str, end: str
) -> tuple[Tables, pd.DataFrame] | None:
    """What is chosen; None, and the reason in words, when that is no article."""
    try:
        return read_choice(study, start, end, tuple(outlets))
    except SelectionError as error:
        show_text(str(error))
        return None


def show_timeline(
    study: str, outlets: Sequence[str], start: str, end: str, claim: str
) -> None:
    """The opening figure of the timeline chapter; the claim plays no part in it."""
    chosen = _read(study, outlets, start, end)
    if chosen is None:
        return
    tables, _ = chosen
    names = name_outlets(tables.articles)
    reports = timeline.group_reports(tables)
    counted = timeline.count_events(reports, tables.milestones)
    events = star_outlets(prose.name_events(counted, tables.codebook["actors"]), names)
    show_text(say_corpus(tables))
    show(
        plot_events(events, list(names.values())),
        id="explore-timeline",
        alt=prose.describe_events(events, list(names.values())),
        caption=prose.say_caption(events, events, 1),
        table=prose.list_drawn(events),
    )


def show_matrix(
    study: str, outlets: Sequence[str], start: str, end: str, claim: str
) -> None:
    """The claim matrix of the coverage chapter, with the claims that were found."""
    chosen = _read(study, outlets, start, end)
    if chosen is None:
        return
    tables, _ = chosen
    counted = coverage.count_claims(tables)
    found = counted[counted["articles"] > 0]
    show(
        plot_matrix(coverage.count_cells(tables), found, tables.articles),
        id="explore-matrix",
        alt=coverage_notes.describe_matrix(found),
        caption=coverage_notes.caption_matrix(found),
        table=coverage_tables.lay_out_matrix(tables, found),
    )


def show_sentences(
    study: str, outlets: Sequence[str], start: str, end: str, claim: str
) -> None:
    """Every sentence with the claim: who stands behind it, and the words that may be shown."""
    chosen = _read(study, outlets, start, end)
    if chosen is None:
        return
    tables, passages = chosen
    table = lay_out_claim(tables, passages, claim)
    if table.empty:
        show_text("This claim was not found in these articles.")
        return
    caption = f"Sentences with the claim; … stands for words that are not shown. {STAR_NOTE}"
    show(table, "explore-sentences", "Table of the sentences with the claim", caption)


def lay_out_claim(tables: Tables, passages: pd.DataFrame, claim: str) -> pd.DataFrame:
    """One row per sentence with the claim, in order of the articles."""
    names = name_articles(tables.articles)
    places = ["doc_id", "sentence_id"]
    mine = tables.claims[tables.claims["claim_id"] == claim].drop_duplicates(
        [*places, "commitment", "denial"]
    )
    spans = tables.sentences[[*places, "start", "end"]]
    joined = mine.drop(columns=["start", "end"]).merge(spans, on=places, validate="many_to_one")
    assert len(joined) == len(mine)
    joined["order"] = joined["doc_id"].map({doc: i for i, doc in enumerate(names)})
    rows = [
        (
            names[row.doc_id],
            say_place(row.sentence_id),
            say_stance(row),
            "" if pd.isna(row.source_name) else row.source_name,
            quote(passages, row.doc_id, row.start, row.end),
        )
        for row in joined.sort_values(["order", "start"]).itertuples()
    ]
    return lay_out(rows, ["Article", "Place", "Stance", "Source", "Words"])


def say_stance(row: object) -> Markup:
    """Who stands behind the claim in a sentence, or what the accused is reported to answer."""
    said = row.commitment if pd.isna(row.denial) else row.denial  # type: ignore[attr-defined]
    return cell(said, {"own voice": "own", "not denied": "notdenied"}.get(said, said))
