"""The agreed coding beside the tags: which rows count, and what is the same on both sides.

The rules are those of the coding's own README: furniture left out on both sides, expressions marked
optional count neither way, one-to-one pairs, partial quotations inside a statement not asked for.
"""

from __future__ import annotations

import re
from collections import defaultdict

import pandas as pd

from helpers.records import FURNITURE, Tables

Span = tuple[int, int]
CODED_FURNITURE = FURNITURE | {"related_links"}
CERTAINTY = {"asserted": "own voice", "denied": "denied", "questioned": "declined"}
SMALL = frozenset(
    [
        "a", "an", "the", "of", "and", "its", "their", "his", "her", "it", "he", "she", "they",
        "we", "us", "i", "who", "this", "that", "unnamed",
    ]
)  # fmt: skip
WIDEST = 7  # days; a found event may be as wide as this or as twice the coded one


def overlap(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def list_rows(frame: pd.DataFrame) -> list[dict]:
    """Rows as dicts with None for what is unknown."""
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def span_of(row: dict) -> Span:
    return row["start"], row["end"]


class Coding:
    """The agreed coding of the articles that the tables hold."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.docs = list(tables.articles["doc_id"])
        self.furniture = {
            row["doc_id"]: [(s, e) for s, e, zone in row["boilerplate"] if zone in CODED_FURNITURE]
            for row in self.coded("docs")
        }

    def coded(self, layer: str) -> list[dict]:
        frame = self.tables.codings.get(f"agreed/{layer}", pd.DataFrame(columns=["doc_id"]))
        return [row for row in list_rows(frame) if row["doc_id"] in self.docs]

    def is_body(self, row: dict) -> bool:
        return not any(overlap(span_of(row), f) for f in self.furniture.get(row["doc_id"], []))

    def body(self, layer: str) -> list[dict]:
        return [row for row in self.coded(layer) if self.is_body(row)]

    def found(self, layer: str) -> list[dict]:
        return [row for row in list_rows(getattr(self.tables, layer)) if self.is_body(row)]


def meets(a: dict, b: dict) -> bool:
    return a["doc_id"] == b["doc_id"] and overlap(span_of(a), span_of(b)) > 0


def pair_spans(coded: list[dict], found: list[dict]) -> list[tuple[dict, dict]]:
    """One-to-one pairs within an article: equal spans first, then the largest overlap."""
    pairs, free_c, free_f = [], dict(enumerate(coded)), dict(enumerate(found))
    options = [
        (span_of(c) == span_of(f), overlap(span_of(c), span_of(f)), -i, -j)
        for i, c in free_c.items()
        for j, f in free_f.items()
        if meets(c, f)
    ]
    for *_, i, j in sorted(options, reverse=True):
        if -i in free_c and -j in free_f:
            pairs.append((free_c.pop(-i), free_f.pop(-j)))
    return pairs


def last_words(name: str | None) -> list[str]:
    return [w for w in re.findall(r"[^\W\d_]+", (name or "").lower()) if w not in SMALL]


def is_same_source(ours: str | None, coded: str) -> bool:
    """The last whole word of one name stands in the other."""
    mine, theirs = last_words(ours), last_words(coded)
    head = last_words(coded.split(" (")[0])
    return bool(mine) and bool(head) and (head[-1] in mine or mine[-1] in theirs)


def covers_half(found: dict, coded: dict) -> bool:
    size = coded["end"] - coded["start"]
    same = found["doc_id"] == coded["doc_id"]
    return same and 2 * overlap(span_of(found), span_of(coded)) >= size


def is_nested(row: dict, rows: list[dict]) -> bool:
    return row["kind"] == "partial" and any(
        o is not row
        and o["doc_id"] == row["doc_id"]
        and o["kind"] != "partial"
        and o["start"] <= row["start"]
        and row["end"] <= o["end"]
        for o in rows
    )


def find_statement(coded: dict, found: list[dict]) -> dict | None:
    """The tagged statement that covers half of a coded one with the least beside it."""
    mine = [f for f in found if covers_half(f, coded)]

    def fit(f: dict) -> float:
        return overlap(span_of(f), span_of(coded)) / (f["end"] - f["start"])

    return max(mine, key=fit, default=None)


def gather_cells(
    rows: list[dict], claim: str, codes: tuple[str, ...]
) -> dict[tuple[str, str], set[str]]:
    cells: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        held = {row[c] for c in codes if row[c]}
        cells[row[claim], row["doc_id"]] |= {CERTAINTY.get(code, code) for code in held}
    return {key: codes for key, codes in cells.items() if codes}


def compare_cells(tables: Tables) -> pd.DataFrame:
    """Cells of the claim matrix that either side fills: claim_id, doc_id, ``coded``, ``found``
    (sorted lists).

    >>> list(compare_cells(tables))
    ['claim_id', 'doc_id', 'coded', 'found']
    """
    coding = Coding(tables)
    coded = coding.body("claims")
    ids = {row["claim"] for row in coding.coded("claims")}
    found = [row for row in coding.found("claims") if row["claim_id"] in ids]
    want = gather_cells(coded, "claim", ("certainty",))
    have = gather_cells(found, "claim_id", ("commitment", "denial"))
    rows = [
        (*key, sorted(want.get(key, set())), sorted(have.get(key, set())))
        for key in sorted(want.keys() | have.keys())
    ]
    return pd.DataFrame(rows, columns=["claim_id", "doc_id", "coded", "found"])


def days_between(a: object, b: object) -> int:
    return (pd.Timestamp(b) - pd.Timestamp(a)).days + 1


def fits_event(found: dict, coded: dict) -> bool:
    """Same sentence, intervals that overlap, and ours not much wider than the coded one."""
    if not meets(found, coded):
        return False
    early, late = pd.Timestamp(coded["date_start"]), pd.Timestamp(coded["date_end"])
    if found["earliest"] > late or found["latest"] < early:
        return False
    return days_between(found["earliest"], found["latest"]) <= max(
        WIDEST, 2 * days_between(early, late)
    )


def pair_events(
    coding: Coding,
) -> tuple[list[tuple[dict, dict]], list[dict], list[dict], list[int]]:
    """Coded and tagged events that fit, one-to-one; all dated coded ones; all dated tagged ones;
    and the numbers of those tagged ones that fit no coded event.

    A coded event without a time expression of its own need not be found, but may be.
    """
    dated = [r for r in coding.coded("events") if r["date_start"] and r["date_end"]]
    coded = [r for r in dated if r["timex"] and coding.is_body(r)]
    found = [
        r for r in coding.found("events") if r["earliest"] is not None and r["latest"] is not None
    ]
    used: set[int] = set()
    pairs, paired = [], set()
    for row in coded:
        early, late = pd.Timestamp(row["date_start"]), pd.Timestamp(row["date_end"])
        some = [
            (f["status"] == row["status"], min(f["latest"], late) - max(f["earliest"], early), -i)
            for i, f in enumerate(found)
            if i not in used and fits_event(f, row)
        ]
        if some:
            i = -max(some)[2]
            used.add(i)
            paired.add(id(row))
            pairs.append((row, found[i]))
    left = [r for r in dated if id(r) not in paired]
    spurious = []
    for i, f in enumerate(found):
        match = None if i in used else next((r for r in left if fits_event(f, r)), None)
        if match is not None:
            left.remove(match)
        elif i not in used:
            spurious.append(i)
    return pairs, dated, found, spurious
