"""Records to DataFrames: one row per record, with the sentence that it stands in."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields

import pandas as pd

from helpers import records
from helpers.records import Codebook, Document, Tags
from helpers.tables.layers import DEPENDS

LAYERS = {name: layer.kind for name, layer in DEPENDS.items() if layer.rows}
CODEBOOK = {
    "actors": records.Actor,
    "claims": records.Claim,
    "promises": records.PromisePattern,
    "themes": records.Theme,
    "milestones": records.Milestone,
    "facts": records.Fact,
    "naming": records.Naming,
}
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
