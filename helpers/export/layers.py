"""The tables of all layers, CSV for people and Parquet for programs, without articles' text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from helpers.records import CHAIN, Tables

from .dates import read_day, write_edtf

LAYERS = (
    "articles",
    "zones",
    "sentences",
    "times",
    "actors",
    "attributions",
    "events",
    "claims",
    "promises",
    "naming",
    "themes",
    "facts",
    "milestones",
)
# Columns of words that stand in an article, and the prefix of the span that says where.
WORDS = {
    "text": "",
    "source_text": "source_",
    "cue": "cue_",
    "relay_text": "relay_",
    "trigger": "trigger_",
    "time_text": "time_",
    "words": "words_",
}
NAMES = {"source_name": "source_", "relay_name": "relay_"}
# Notes of ours that may cite an article's words at any length; the report shows them in its limits.
LEFT_OUT = ["reasoning", "patterns", "unless"]
FORMULA = tuple("=+-@＝＋－＠\t\r\n")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # a terminal may obey them

Allowed = Callable[[str, int, int], str]


def write_layers(tables: Tables, folder: Path, allowed: Allowed) -> None:
    """Write ``<layer>.csv`` and ``<layer>.parquet`` for every layer."""
    actors = tables.codebook.get("actors")
    names = set(actors["name"]) if actors is not None else set()
    for layer in LAYERS:
        frame = show_passages(getattr(tables, layer), allowed, names)
        if layer == "articles":
            evidence = [c for c in frame if c.endswith("_evidence")]
            frame = frame.drop(columns=["passage", *evidence], errors="ignore")
            frame["words"] = tables.articles["words"].to_numpy()
        if layer == "claims":
            frame.insert(frame.columns.get_loc("claim_id") + 1, "claim", name_claims(frame, tables))
        frame = flatten(frame).drop(columns=LEFT_OUT, errors="ignore")
        write_csv(add_edtf(frame), folder / f"{layer}.csv")
        frame.to_parquet(folder / f"{layer}.parquet", index=False, compression="zstd")


def name_claims(frame: pd.DataFrame, tables: Tables) -> pd.Series:
    """The codebook's wording of each row's claim."""
    claims = tables.codebook.get("claims")
    labels = {} if claims is None else dict(zip(claims["id"], claims["label"], strict=True))
    return frame["claim_id"].map(labels).fillna(frame["claim_id"])


def show_passages(frame: pd.DataFrame, allowed: Allowed, names: set[str]) -> pd.DataFrame:
    """Replace columns of an article's words by what may be shown; ``text`` becomes ``passage``.

    A name that no actor of the codebook bears is an article's words too.
    """
    out = frame.copy()
    for column, prefix in WORDS.items():
        if column not in out:
            continue
        if f"{prefix}start" in out:
            out[column] = [show_span(row, prefix, allowed) for row in frame.to_dict("records")]
        else:
            out = out.drop(columns=column)
    for column, prefix in NAMES.items():
        if column in out:
            out[column] = [
                show_name(row[column], names) or show_span(row, prefix, allowed)
                for row in frame.to_dict("records")
            ]
    return out.rename(columns={"text": "passage"})


def show_name(name: object, names: set[str]) -> str:
    """Return the name of an actor of the codebook, of a chain of relays its first; "" for others.

    >>> show_name("The Wire, citing local radio", {"The Wire"}), show_name("a radio", {"The Wire"})
    ('The Wire', '')
    """
    first = name.split(CHAIN)[0] if isinstance(name, str) else ""
    return name if name in names else first if first in names else ""


def show_span(row: dict, prefix: str, allowed: Allowed) -> str:
    """Return the words of one span of a row that may be shown, "" where it has no span."""
    start, end = row.get(f"{prefix}start"), row.get(f"{prefix}end")
    if start is None or end is None or pd.isna(start) or pd.isna(end):
        return ""
    return allowed(row["doc_id"], int(start), int(end))


def flatten(frame: pd.DataFrame) -> pd.DataFrame:
    """Turn lists of names into one text each, "" where nothing is known; numbers and days stay.

    An empty column would else have another type in Parquet than a full one.
    """
    out = frame.copy()
    for column in out:
        kept = pd.api.types.is_datetime64_any_dtype(out[column]) or (
            pd.api.types.is_numeric_dtype(out[column]) and column not in ("doc_id", "sentence_id")
        )
        if not kept:
            out[column] = pd.Series(map(join_values, out[column]), index=out.index, dtype="str")
    return out


def join_values(value: object) -> str:
    """Return one cell as text; several values are parted by semicolons."""
    if isinstance(value, (tuple, list)):
        return "; ".join(map(str, value))
    return "" if value is None or pd.isna(value) else str(value)


def add_edtf(frame: pd.DataFrame) -> pd.DataFrame:
    """Put an EDTF column before each pair of bounds."""
    out = frame.copy()
    for column in [c for c in frame if c.endswith("earliest")]:
        prefix = column.removesuffix("earliest")
        precision = frame.get("precision", pd.Series("", index=frame.index))
        dates = [
            write_edtf(read_day(a), read_day(b), p if not prefix else "")
            for a, b, p in zip(frame[column], frame[f"{prefix}latest"], precision, strict=True)
        ]
        out.insert(out.columns.get_loc(column), f"{prefix}edtf", dates)
    return out


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table for people: no cell of it can be a formula in their spreadsheet."""
    text = frame.select_dtypes(include=["str", "object"]).columns
    safe = frame.assign(**{column: [defuse(value) for value in frame[column]] for column in text})
    safe.to_csv(path, index=False, date_format="%Y-%m-%d", lineterminator="\n", encoding="utf-8")


def defuse(value: object) -> object:
    """Put a quote before a text that a spreadsheet would run; a lone return would end its row.

    >>> defuse("=HYPERLINK(1)"), defuse("a = b")
    ("'=HYPERLINK(1)", 'a = b')
    """
    if not isinstance(value, str):
        return value
    quote = "'" if value.startswith(FORMULA) else ""
    return quote + CONTROL.sub("\ufffd", value.replace("\r", " "))
