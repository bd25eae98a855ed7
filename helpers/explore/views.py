"""What is seen of a choice: timeline, claim matrix, sentences, and one article with its tags.

Every view reads its choice through ``read_choice``, so that what is chosen is tagged once and not
once a view.  A choice that leaves nothing is answered with what to change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import pandas as pd
from markupsafe import Markup

from helpers.analyse import coverage, timeline
from helpers.analyse.evidence import choose_passages
from helpers.draw.coverage import plot_matrix
from helpers.draw.show import cell, show, show_text
from helpers.draw.timeline import plot_events
from helpers.explore.viewer import show_tags
from helpers.prose import coverage_notes, coverage_tables
from helpers.prose import timeline as prose
from helpers.prose.articles import STAR_NOTE, name_articles, name_outlets, star_outlets
from helpers.prose.corpus import say_corpus
from helpers.prose.layout import lay_out
from helpers.prose.passages import quote, say_place
from helpers.records import Tables
from helpers.tables import SelectionError, tag_study

PLACE = ["doc_id", "sentence_id"]
OTHERS = "Choose another actor, more outlets or a longer window."


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
        show_text(f"Nothing to show: {error}. Choose other outlets or other days.")
        return None


def name_actor(tables: Tables, actor: str) -> str:
    """An actor's name; the id where the codebook has no such actor."""
    actors = tables.codebook["actors"]
    return next(iter(actors.loc[actors["id"] == actor, "name"]), actor)


def keep_actor(tables: Tables, actor: str) -> Tables:
    """The tables with events, claims and promises of those sentences alone that name an actor.

    A sentence names an actor who is mentioned in it, or who is the source of what it reports; ""
    keeps all of them.

    >>> tables = tag_study("russia-iran-treaty", "2024-10-31", "2024-10-31")
    >>> 0 < len(keep_actor(tables, "lavrov").claims) < len(tables.claims)
    True
    """
    if not actor:
        return tables
    named = [
        tables.actors.loc[tables.actors["actor_id"] == actor, PLACE],
        tables.attributions.loc[tables.attributions["source_id"] == actor, PLACE],
        tables.claims.loc[tables.claims["source_id"] == actor, PLACE],
    ]
    places = set(pd.concat(named).itertuples(index=False, name=None))

    def keep(frame: pd.DataFrame) -> pd.DataFrame:
        here = [place in places for place in frame[PLACE].itertuples(index=False, name=None)]
        return frame[here].reset_index(drop=True)

    kept = {layer: keep(getattr(tables, layer)) for layer in ("events", "claims", "promises")}
    return replace(tables, **kept)


def show_timeline(study: str, outlets: Sequence[str], start: str, end: str, actor: str) -> None:
    """The opening figure of the timeline chapter; with an actor, of the sentences that name it.

    >>> show_timeline("russia-iran-treaty", [], "2024-10-01", "", "lavrov")  # doctest: +SKIP
    """
    chosen = _read(study, outlets, start, end)
    if chosen is None:
        return
    tables = keep_actor(chosen[0], actor)
    if tables.events.empty:
        show_text(f"No event was found in these sentences. {OTHERS}")
        return
    names = name_outlets(tables.articles)
    reports = timeline.group_reports(tables)
    counted = timeline.count_events(reports, tables.milestones)
    events = star_outlets(prose.name_events(counted, tables.codebook["actors"]), names)
    show_text(say_corpus(tables), say_actor(tables, actor))
    show(
        plot_events(events, list(names.values())),
        id="explore-timeline",
        alt=prose.describe_events(events, list(names.values())),
        caption=prose.say_caption(events, events, 1),
        table=prose.list_drawn(events),
    )


def show_matrix(study: str, outlets: Sequence[str], start: str, end: str, actor: str) -> None:
    """The claim matrix of the coverage chapter, with the claims that were found.

    >>> show_matrix("russia-iran-treaty", ["The Epoch Times"], "", "", "")  # doctest: +SKIP
    """
    chosen = _read(study, outlets, start, end)
    if chosen is None:
        return
    tables = keep_actor(chosen[0], actor)
    counted = coverage.count_claims(tables)
    found = counted[counted["articles"] > 0]
    if found.empty:
        show_text(f"No claim was found in these sentences. {OTHERS}")
        return
    show_text(say_corpus(tables), say_actor(tables, actor))
    show(
        plot_matrix(coverage.count_cells(tables), found, tables.articles),
        id="explore-matrix",
        alt=coverage_notes.describe_matrix(found),
        caption=coverage_notes.caption_matrix(found),
        table=coverage_tables.lay_out_matrix(tables, found),
    )


def say_actor(tables: Tables, actor: str) -> str:
    """Which sentences are meant when an actor is chosen."""
    return f"Only sentences that name {name_actor(tables, actor)}." if actor else ""


def show_sentences(
    study: str, outlets: Sequence[str], start: str, end: str, claim: str, actor: str
) -> None:
    """Every sentence with the claim ("": any): who stands behind it, and its words to be shown.

    >>> show_sentences("russia-iran-treaty", [], "", "", "missiles_delivered", "")  # doctest: +SKIP
    """
    chosen = _read(study, outlets, start, end)
    if chosen is None:
        return
    tables, passages = chosen
    table = lay_out_claim(keep_actor(tables, actor), passages, claim)
    if table.empty:
        show_text(f"This claim was not found in these sentences. Choose another claim. {OTHERS}")
        return
    show_text(say_actor(tables, actor))
    caption = f"Sentences with the claim; … stands for words that are not shown. {STAR_NOTE}"
    show(table, "explore-sentences", "Table of the sentences with the claim", caption)


def show_article(
    study: str, outlets: Sequence[str], start: str, end: str, article: str, layers: Sequence[str],
    claim: str, actor: str,
) -> None:  # fmt: skip
    """One article of the choice with its tags in colour; those of claim and actor in bold."""
    chosen = _read(study, outlets, start, end)
    if chosen is None:
        return
    tables = chosen[0]
    if article not in set(tables.articles["doc_id"]):
        show_text("This article is not of these outlets and days. Choose one that is.")
        return
    show_tags(tables, article, layers, [name for name in (claim, actor) if name])


def lay_out_claim(tables: Tables, passages: pd.DataFrame, claim: str) -> pd.DataFrame:
    """One row per sentence with the claim, in order of the articles; "" stands for every claim."""
    names = name_articles(tables.articles)
    labels = tables.codebook["claims"].set_index("id")["label"]
    mine = tables.claims if not claim else tables.claims[tables.claims["claim_id"] == claim]
    mine = mine.drop_duplicates([*PLACE, "claim_id", "commitment", "denial"])
    spans = tables.sentences[[*PLACE, "start", "end"]]
    joined = mine.drop(columns=["start", "end"]).merge(spans, on=PLACE, validate="many_to_one")
    assert len(joined) == len(mine)
    joined["order"] = joined["doc_id"].map({doc: i for i, doc in enumerate(names)})
    rows = [
        (
            names[row.doc_id],
            say_place(row.sentence_id),
            labels[row.claim_id],
            say_stance(row),
            "" if pd.isna(row.source_name) else row.source_name,
            quote(passages, row.doc_id, row.start, row.end),
        )
        for row in joined.sort_values(["order", "start"]).itertuples()
    ]
    columns = ["Article", "Place", "Claim", "Stance", "Source", "Words"]
    return lay_out(rows, columns).drop(columns=["Claim"] if claim else [])


def say_stance(row: object) -> Markup:
    """Who stands behind the claim in a sentence, or what the accused is reported to answer."""
    said = row.commitment if pd.isna(row.denial) else row.denial  # type: ignore[attr-defined]
    css = {"own voice": "own", "not denied": "notdenied"}.get(said, said)
    return cell(said, css)
