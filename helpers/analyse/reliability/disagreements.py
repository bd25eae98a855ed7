"""Every place where tagger and coding differ, apart from the cells of the claim matrix."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from helpers.analyse.reliability.coding import (
    Coding,
    covers_half,
    find_statement,
    is_nested,
    is_same_source,
    meets,
    pair_events,
    pair_spans,
)
from helpers.records import Tables

UNRESOLVED = "not resolved"
COLUMNS = ["layer", "doc_id", "sentence_id", "coded", "tagged"]
Row = tuple[str, dict, str, str]  # layer, the record that stands there, coded, tagged


def say_days(earliest: object, latest: object) -> str:
    """
    >>> say_days("2024-10-31", "2024-10-31")
    '2024-10-31'
    """
    return " to ".join(dict.fromkeys(str(day)[:10] for day in (earliest, latest)))


def compare_times(coding: Coding) -> Iterator[Row]:
    every = coding.body("timex")
    optional = [r for r in every if r.get("optional")]
    coded = [r for r in every if not r.get("optional")]
    found = [r for r in coding.found("times") if not any(meets(r, o) for o in optional)]
    pairs = pair_spans(coded, found)
    tagged = {id(c): f["value"] for c, f in pairs}
    for row in coded:
        if tagged.get(id(row), "") != row["value"]:
            yield "time", row, row["value"], tagged.get(id(row), "")
    paired = {id(f) for _, f in pairs}
    for row in found:
        if id(row) not in paired:
            yield "time", row, "", row["value"]


def compare_actors(coding: Coding) -> Iterator[Row]:
    coded, found = coding.coded("actors"), coding.found("actors")
    for row in coding.body("actors"):
        if row["mention"] == "name" and not any(meets(row, f) for f in found):
            yield "actor", row, row["entity"], ""
    for row in found:
        if not any(meets(row, c) for c in coded):
            yield "actor", row, "", row["text"]


def compare_statements(coding: Coding) -> Iterator[Row]:
    every, found = coding.body("quotes"), coding.found("attributions")
    for row in (r for r in every if not is_nested(r, every)):
        best = find_statement(row, found)
        if best is None:
            yield "statement", row, row["speaker"], ""
        elif not is_same_source(best["source_name"], row["speaker"]):
            yield "source", row, row["speaker"], best["source_name"] or UNRESOLVED
    for row in found:
        if not any(covers_half(c, row) for c in every):
            yield "statement", row, "", row["source_name"] or UNRESOLVED


def compare_events(coding: Coding) -> Iterator[Row]:
    pairs, dated, found, spurious = pair_events(coding)
    paired = {id(c) for c, _ in pairs}
    for row in dated:
        if row["timex"] and coding.is_body(row) and id(row) not in paired:
            days = say_days(row["date_start"], row["date_end"])
            yield "event", row, f"{row['kind'].replace('_', ' ')}, {days}", ""
    for row in (found[i] for i in spurious):
        days = say_days(row["earliest"], row["latest"])
        yield "event", row, "", f"{row['kind'].replace('_', ' ')}, {days}"
    for coded, tagged in pairs:
        if coded["status"] != tagged["status"]:
            yield "status of an event", coded, coded["status"], tagged["status"]


def list_disagreements(tables: Tables) -> pd.DataFrame:
    """What is coded and tagged otherwise or not at all, and what is tagged and not coded:
    ``layer, doc_id, sentence_id, coded, tagged`` ("": nothing), in order of layers and texts.

    What differs alike in one sentence is one row.

    >>> list(list_disagreements(tables))
    ['layer', 'doc_id', 'sentence_id', 'coded', 'tagged']
    """
    coding = Coding(tables)
    rows = []
    if not any(name.startswith("agreed/") for name in tables.codings):  # nothing can differ
        return pd.DataFrame(columns=COLUMNS)
    for compare in (compare_times, compare_actors, compare_statements, compare_events):
        found = compare(coding)
        rows += sorted(found, key=lambda r: (coding.docs.index(r[1]["doc_id"]), r[1]["start"]))
    places = dict(iter(tables.sentences.groupby("doc_id")))

    def find_place(doc_id: str, start: int) -> str:
        mine = places[doc_id]
        return mine.loc[mine["start"] <= max(start, mine["start"].iloc[0]), "sentence_id"].iloc[-1]

    found = [
        (layer, row["doc_id"], find_place(row["doc_id"], row["start"]), coded, tagged)
        for layer, row, coded, tagged in rows
    ]
    return pd.DataFrame(list(dict.fromkeys(found)), columns=COLUMNS)
