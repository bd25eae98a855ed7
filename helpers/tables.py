"""Records to DataFrames: one table per layer, joined on ``doc_id`` and ``sentence_id``."""

from __future__ import annotations

import datetime as dt
import gc
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from pathlib import Path

import pandas as pd

from helpers import records
from helpers.load import load_study, read_benchmarks
from helpers.records import Codebook, Document, SelectionError, Study, Tables, Tags
from helpers.tag import tag

LAYERS = {
    "zones": records.Zone,
    "sentences": records.Sentence,
    "times": records.Timex,
    "actors": records.Mention,
    "attributions": records.Attribution,
    "events": records.EventMention,
    "claims": records.ClaimMention,
    "promises": records.Promise,
    "naming": records.CodebookMention,
    "themes": records.CodebookMention,
    "facts": records.CodebookMention,
}
CODEBOOK = {
    "actors": records.Actor,
    "claims": records.Claim,
    "promises": records.PromisePattern,
    "themes": records.Theme,
    "milestones": records.Milestone,
    "facts": records.Fact,
    "naming": records.Naming,
}
NAMED = 12  # articles that a message names
PLACE = ["doc_id", "sentence_id", "paragraph", "sentence"]
PLACE_TYPES = {"doc_id": "str", "sentence_id": "str", "paragraph": "int64", "sentence": "int64"}


def is_date(field_type: str) -> bool:
    return "dt.date" in str(field_type)


def tabulate_records(kind: type, rows: Iterable[dict]) -> pd.DataFrame:
    """One row per record with the record's columns in order; dates as datetime64, NaT where
    unknown.
    """
    return set_types(kind, pd.DataFrame(list(rows)))


def set_types(kind: type, frame: pd.DataFrame) -> pd.DataFrame:
    """The columns of a record in order, behind those of its place, each with its type."""
    names = [f.name for f in fields(kind)]
    places = [c for c in PLACE if c in frame and c not in names]
    frame = frame.reindex(columns=places + names)
    for f in fields(kind):
        if is_date(f.type):
            frame[f.name] = pd.to_datetime(frame[f.name])
        elif "int" in str(f.type):
            frame[f.name] = frame[f.name].astype("Int64")
        elif str(f.type) in ("str", "str | None"):
            frame[f.name] = frame[f.name].astype(object).astype("str")
    return frame


def locate(start: int, starts: Sequence[int], sentences: Sequence[records.Sentence]) -> dict:
    """The sentence that holds an offset; between sentences, the one before it."""
    if not sentences:
        return {"sentence_id": "", "paragraph": 0, "sentence": 0}
    held = sentences[max(0, bisect_right(starts, start) - 1)]
    return {
        "sentence_id": f"p{held.paragraph}s{held.number}",
        "paragraph": held.paragraph,
        "sentence": held.number,
    }


def tabulate_layer(layer: str, tagged: Sequence[Tags]) -> pd.DataFrame:
    """One layer over all documents: shape (records, record fields + 4)."""
    kind = LAYERS[layer]
    found, places = [], []
    for tags in tagged:
        starts = [s.start for s in tags.sentences]
        for record in getattr(tags, layer):
            found.append(record)
            places.append({"doc_id": tags.doc_id, **locate(record.start, starts, tags.sentences)})
    columns = {name: [place[name] for place in places] for name in PLACE if places}
    columns |= {f.name: [getattr(record, f.name) for record in found] for f in fields(kind)}
    frame = set_types(kind, pd.DataFrame(columns))
    frame = frame.reindex(columns=PLACE + [c for c in frame if c not in PLACE])
    return frame.astype(PLACE_TYPES)  # an empty layer is merged like any other


def short_date(day: dt.date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else "date unknown"


def read_body(text: str, zones: Iterable[records.Zone]) -> str:
    """What counts of an article: no furniture, and a headline that is printed twice once."""
    parts: dict[tuple, str] = {}
    for zone in zones:
        if zone.zone not in records.FURNITURE:
            words = text[zone.start : zone.end]
            again = (" ".join(words.split()),) if zone.zone == "headline" else (zone.start,)
            parts.setdefault(again, words)
    return "\n".join(parts.values())


def tabulate_articles(documents: Sequence[Document], tagged: Sequence[Tags]) -> pd.DataFrame:
    """One row per article by date: the manifest's columns, ``text``, body ``words``, ``label``."""
    rows = []
    for document, tags in zip(documents, tagged, strict=True):
        words = len(records.WORD.findall(read_body(document.text, tags.zones)))
        label = f"{document.outlet or document.doc_id}, {short_date(document.published)}"
        row = {f.name: getattr(document, f.name) for f in fields(document)}
        rows.append(row | {"words": words, "label": label})
    frame = tabulate_records(Document, rows)
    frame["words"] = [row["words"] for row in rows]
    twice = pd.Series([row["label"] for row in rows])
    named = twice + " (" + frame["doc_id"] + ")"
    frame["label"] = twice.where(~twice.duplicated(keep=False), named)
    return frame.sort_values(["published", "doc_id"], na_position="last", ignore_index=True)


def tabulate_codebook(codebook: Codebook) -> dict[str, pd.DataFrame]:
    """One DataFrame per codebook file; an actor's roles stay a list of dicts in its row."""
    return {
        name: tabulate_records(kind, [asdict(entry) for entry in getattr(codebook, name)])
        for name, kind in CODEBOOK.items()
    }


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


def tabulate_study(study: Study) -> Tables:
    """Tag every document of a study and gather the layers."""
    with paused_collector():
        tagged = [tag(document, study.codebook) for document in study.documents]
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
        quarantined=pd.DataFrame(study.quarantined, columns=["file", "line", "reason"]),
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
) -> Tables:
    """Load and tag a study; ``start`` and ``end`` are ISO days, inclusive, "" for open.

    ``path`` is a folder of ``data/`` by name or any other folder; no selected article may be later
    than ``edition_date`` if it is given.

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
    return tabulate_study(replace(study, documents=kept))


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
