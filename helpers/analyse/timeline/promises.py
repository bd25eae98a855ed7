"""Promised against actual: how far a milestone came from the window that a statement named."""

from __future__ import annotations

import pandas as pd

from helpers.records import Tables

COLUMNS = [
    "doc_id", "sentence_id", "outlet", "label", "kind", "milestone", "milestone_label", "source_id",
    "source_name", "relay_name", "start", "end", "words_start", "words_end", "words",
    "said_earliest", "said_latest", "said_basis", "window_earliest", "window_latest",
    "actual_earliest", "actual_latest", "outcome", "least", "most", "reasoning",
]
# The outcome of a window; "open" has no end to measure from, "pending" no day to measure to.
OUTCOMES = (
    "early", "within", "late", "undecided", "open", "pending", "no window", "not measured",
)  # fmt: skip


def measure_window(
    opens: pd.Timestamp, closes: pd.Timestamp, first: pd.Timestamp, last: pd.Timestamp
) -> tuple[str, int | None, int | None]:
    """Where the days of the milestone lie to a window; the distance in days as least and most.

    The range is the window's: the 18th is 8 to 17 days after "the 1st to the 10th".  A window with
    an open beginning cannot be missed early, one with an open end not late.
    """
    if pd.isna(opens) and pd.isna(closes):
        return "no window", None, None
    if pd.isna(first) or pd.isna(last):
        return "pending", None, None
    if not pd.isna(opens) and last < opens:
        far = None if pd.isna(closes) else (closes - first).days
        return "early", (opens - last).days, far
    if pd.isna(closes):
        return "open", None, None
    if first > closes:
        far = (last - (closes if pd.isna(opens) else opens)).days
        return "late", (first - closes).days, far
    if last <= closes and (pd.isna(opens) or first >= opens):
        return "within", 0, 0
    return "undecided", None, None


def compare_promises(tables: Tables) -> pd.DataFrame:
    """One row per promise, visit and stage report, in order of the statement.

    Only promises have an outcome: an expected visit is no promise of the milestone's day.

    The day of a milestone is the reference chronology's.  A statement without a day of its own was
    made by the day its article appeared (``said_basis`` "by publication").

    >>> list(compare_promises(tables))[:4]
    ['doc_id', 'sentence_id', 'outlet', 'label']
    """
    found = tables.promises.reset_index(drop=True)
    articles = tables.articles[["doc_id", "outlet", "label", "published_latest", "published"]]
    out = found.merge(articles, on="doc_id", how="left", validate="many_to_one")
    known = tables.milestones[["id", "label", "earliest", "latest"]].rename(
        columns={
            "id": "milestone",
            "label": "milestone_label",
            "earliest": "actual_earliest",
            "latest": "actual_latest",
        }
    )
    out = out.merge(known, on="milestone", how="left", validate="many_to_one")
    assert len(out) == len(found)
    appeared = out["published_latest"].fillna(out["published"])
    stated = out["said_earliest"].notna()
    out["said_basis"] = stated.map({True: "stated", False: "by publication"})
    out["said_latest"] = out["said_latest"].fillna(appeared)
    measured = [
        measure_window(*days) if kind == "promise" else ("not measured", None, None)
        for kind, *days in zip(
            out["kind"],
            out["window_earliest"],
            out["window_latest"],
            out["actual_earliest"],
            out["actual_latest"],
            strict=True,
        )
    ]
    table = pd.DataFrame(measured, columns=["outcome", "least", "most"], index=out.index)
    out = out.assign(**{name: table[name] for name in table})
    for column in ("least", "most"):
        out[column] = out[column].astype("Int64")
    order = out["said_earliest"].fillna(out["said_latest"])
    out = out.assign(order=order).sort_values(["order", "doc_id", "start"], na_position="last")
    return out[COLUMNS].reset_index(drop=True)
