"""Records to DataFrames: one table per layer, joined on ``doc_id`` and ``sentence_id``."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pandas as pd

from helpers.load import load_study, read_benchmarks
from helpers.records import Codebook, Document, SelectionError, Study, Tables
from helpers.tables import tagging
from helpers.tables.frames import (
    CODEBOOK,
    LAYERS,
    PLACE,
    locate,
    read_body,
    set_types,
    tabulate_articles,
    tabulate_codebook,
    tabulate_layer,
    tabulate_records,
)
from helpers.tables.layers import hash_tagger

__all__ = [
    "CODEBOOK",
    "LAYERS",
    "PLACE",
    "SelectionError",
    "Tables",
    "check_future",
    "hash_tagger",
    "locate",
    "read_body",
    "select_documents",
    "set_types",
    "tabulate_articles",
    "tabulate_codebook",
    "tabulate_layer",
    "tabulate_records",
    "tabulate_study",
    "tag_articles",
    "tag_study",
]
NAMED = 12  # articles that a message names


@contextmanager
def paused_collector() -> Iterator[None]:
    """Without the search for cycles: records have none, and it goes through all of them again and
    again, an eighth of the time of a large corpus.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def tabulate_study(
    study: Study, store: Path | None = None, save: Mapping[str, str] | None = None
) -> Tables:
    """Tag every document of a study, or find its tags in the store, and gather the layers."""
    with paused_collector():
        tagged = tagging.tag_documents(study.documents, study.codebook, store, save)
        layers = {layer: tabulate_layer(layer, tagged) for layer in LAYERS}
    codebook = tabulate_codebook(study.codebook)
    articles = tabulate_articles(study.documents, tagged)
    assert len(articles) == len(study.documents)
    return Tables(
        articles=articles,
        **layers,
        milestones=codebook["milestones"],
        codebook=codebook,
        codings=dict(study.codings),
        quarantined=pd.DataFrame(study.quarantined, columns=["file", "line", "reason", "kind"]),
        benchmarks=read_benchmarks(),
        name=study.name,
        title=study.title,
        subtitle=study.subtitle,
        subject=study.subject,
    )


def parse_day(name: str, value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value else None
    except (TypeError, ValueError):
        raise SelectionError(
            f"{name}: {value!r} is no day; write YYYY-MM-DD or leave it empty"
        ) from None


def select_documents(
    documents: Sequence[Document], start: str, end: str, outlets: Sequence[str]
) -> tuple[Document, ...]:
    """The documents of ``outlets`` (all if empty) whose publication interval meets the window.

    A document whose date is unknown is kept while no window is given.

    Raises:
        SelectionError: a bad day, a crossed window, an unknown outlet, nothing left.
    """
    first, last = parse_day("start", start), parse_day("end", end)
    if first and last and last < first:
        raise SelectionError(
            f"start, end: the window ends ({end}) before it begins ({start}); exchange the two"
        )
    check_outlets(outlets, sorted({d.outlet for d in documents}))

    def meets(document: Document) -> bool:
        earliest = document.published_earliest or document.published
        latest = document.published_latest or document.published
        after = first is None or (latest is not None and latest >= first)
        before = last is None or (earliest is not None and earliest <= last)
        return after and before and (not outlets or document.outlet in outlets)

    kept = tuple(d for d in documents if meets(d))
    if not kept:
        spans = ", ".join(f"{d.outlet} {d.published or 'undated'}" for d in documents[:NAMED])
        if len(documents) > NAMED:
            spans += f" and {len(documents) - NAMED} more"
        asked = f"start {start or 'open'}, end {end or 'open'}, outlets {list(outlets) or 'all'}"
        raise SelectionError(
            f"{asked}: this window and these outlets leave no article; the study has {spans}"
        )
    return kept


def check_outlets(outlets: object, known: Sequence[str]) -> None:
    """Raise SelectionError if ``outlets`` is no list of outlets that the study has."""
    if isinstance(outlets, str):
        raise SelectionError(f'outlets is a list; write ["{outlets}"] instead of "{outlets}"')
    if not isinstance(outlets, Iterable) or not all(isinstance(o, str) for o in outlets):
        example = f'["{known[0]}"]'
        raise SelectionError(f"outlets: {outlets!r} is no list of names; write it as {example}")
    if strange := sorted(set(outlets) - set(known)):
        raise SelectionError(
            f"outlets: unknown outlet {strange}; the study has {list(known)}, choose of these"
        )


def check_future(documents: Sequence[Document], edition_date: str) -> None:
    """Raise SelectionError if a document is later than the edition that it is selected for."""
    day = parse_day("edition_date", edition_date)
    late = [d for d in documents if day and d.published and d.published > day]
    if late:
        told = ", ".join(f"{d.doc_id} of {d.published}" for d in late)
        raise SelectionError(f"future: {told}, after edition_date {edition_date}")


def tag_study(
    path: Path | str,
    start: str = "",
    end: str = "",
    outlets: Sequence[str] = (),
    quarantine: float = 0.0,
    edition_date: str = "",
    save: Mapping[str, str] | None = None,
) -> Tables:
    """Load and tag a study; ``start`` and ``end`` are ISO days, inclusive, "" for open.

    ``path`` is a folder of ``data/`` by name or any other folder; no selected article may be later
    than ``edition_date`` if it is given.  Tags of earlier runs are read, and nothing is written to
    disk without ``save``, what ``hash_tagger`` said before the tagger was loaded.

    >>> tables = tag_study("russia-iran-treaty", start="2024-10-31", end="2024-10-31")
    >>> tables.articles[["outlet", "published_basis"]].values.tolist()
    [['Euromaidan Press', 'stated']]
    >>> tables.times[["text", "type", "value"]].values.tolist()[0]
    ['Thursday 31 October', 'DATE', '2024-10-31']

    Raises:
        helpers.load.StudyError: the study does not pass its checks.
        SelectionError: the selection is wrong or empty.
    """
    study = load_study(path, quarantine=quarantine)
    kept = select_documents(study.documents, start, end, outlets)
    check_future(kept, edition_date)
    tables = tabulate_study(replace(study, documents=kept), tagging.find_store(), save)
    return replace(tables, unselected=len(study.documents) - len(kept))


def tag_articles(articles: pd.DataFrame) -> Tables:
    """Tag a corpus without a codebook: columns ``doc_id, outlet, published, title, text``.

    >>> day = pd.Timestamp("2024-10-31")
    >>> row = {"doc_id": "a", "outlet": "O", "published": day, "title": "", "text": "Met today."}
    >>> tag_articles(pd.DataFrame([row])).times[["text", "value"]].values.tolist()
    [['today', '2024-10-31']]
    """
    documents = []
    for row in articles.itertuples(index=False):
        day = None if pd.isna(row.published) else pd.Timestamp(row.published).date()
        documents.append(
            Document(
                doc_id=str(row.doc_id),
                text=row.text,
                outlet=str(row.outlet),
                title=str(row.title),
                published=day,
                published_earliest=day,
                published_latest=day,
                published_basis="supplied",
            )
        )
    return tabulate_study(Study(name="articles", documents=tuple(documents), codebook=Codebook()))
