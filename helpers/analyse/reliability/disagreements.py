"""Every place where tagger and coding differ, apart from the cells of the claim matrix."""

from __future__ import annotations

import pandas as pd

from helpers.analyse.reliability.coding import (
    Coding,
    find_statement,
    is_nested,
    is_same_source,
    pair_events,
    pair_spans,
)
from helpers.records import Tables


def list_disagreements(tables: Tables) -> pd.DataFrame:
    """What is coded but tagged otherwise: ``layer, doc_id, start, coded, tagged`` ("": nothing)."""
    coding = Coding(tables)
    rows = []
    times = [r for r in coding.body("timex") if not r.get("optional")]
    pairs = {id(c): f for c, f in pair_spans(times, coding.found("times"))}
    for row in times:
        tagged = pairs[id(row)]["value"] if id(row) in pairs else ""
        if tagged != row["value"]:
            rows.append(("time", row, row["value"], tagged))
    every = coding.body("quotes")
    found = coding.found("attributions")
    for row in (r for r in every if not is_nested(r, every)):
        best = find_statement(row, found)
        if best is None:
            rows.append(("statement", row, row["speaker"], ""))
        elif not is_same_source(best["source_name"], row["speaker"]):
            rows.append(("source", row, row["speaker"], best["source_name"] or "not resolved"))
    pairs, dated, _ = pair_events(coding)
    for row in dated:
        if row["timex"] and coding.is_body(row) and not any(row is c for c, _ in pairs):
            days = " to ".join(dict.fromkeys((row["date_start"], row["date_end"])))
            rows.append(("event", row, f"{row['kind'].replace('_', ' ')}, {days}", ""))
    for coded, tagged in pairs:
        if coded["status"] != tagged["status"]:
            rows.append(("status of an event", coded, coded["status"], tagged["status"]))
    return pd.DataFrame(
        [(layer, row["doc_id"], row["start"], coded, tagged) for layer, row, coded, tagged in rows],
        columns=["layer", "doc_id", "start", "coded", "tagged"],
    )
