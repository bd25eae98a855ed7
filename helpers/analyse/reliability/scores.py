"""The taggers against the agreed coding: precision, recall and F1 per layer, in-sample.

The rules are those of the coding's own README: furniture left out on both sides, expressions marked
optional count neither way, one-to-one pairs, partial quotations inside a statement not asked for.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

import pandas as pd

from helpers.records import FURNITURE, Tables

Span = tuple[int, int]
CODED_FURNITURE = FURNITURE | {"related_links"}
CERTAINTY = {"asserted": "own voice", "denied": "denied", "questioned": "declined"}
COMMITMENTS = {"own voice", "attributed", "hedged"}
ANSWERS = {"denied", "declined", "not denied"}
SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "its",
        "their",
        "his",
        "her",
        "it",
        "he",
        "she",
        "they",
        "we",
        "us",
        "i",
        "who",
        "this",
        "that",
        "unnamed",
    ]
)
WIDEST = 7  # days; a found event may be as wide as this or as twice the coded one


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one comparison: ``right`` of ``found`` are in the coding, ``hit`` of ``coded`` were
    found.
    """

    measure: str
    right: int
    found: int
    hit: int
    coded: int
    note: str = ""


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


def score_times(coding: Coding) -> list[Score]:
    every = coding.body("timex")
    optional = [row for row in every if row.get("optional")]
    coded = [row for row in every if not row.get("optional")]
    found = [row for row in coding.found("times") if not any(meets(row, o) for o in optional)]
    pairs = pair_spans(coded, found)
    strict = sum(span_of(a) == span_of(b) for a, b in pairs)
    value = sum(a["value"] == b["value"] for a, b in pairs)
    sizes = len(found), len(coded)
    return [
        Score("time expressions, same span", strict, sizes[0], strict, sizes[1]),
        Score("time expressions, same value", value, sizes[0], value, sizes[1]),
    ]


def score_furniture(coding: Coding) -> list[Score]:
    inside = real = wrong = 0
    texts = dict(zip(coding.tables.articles["doc_id"], coding.tables.articles["text"], strict=True))
    zones = [z for z in list_rows(coding.tables.zones) if z["zone"] in CODED_FURNITURE]
    for doc, text in texts.items():
        ours = {
            i
            for z in zones
            if z["doc_id"] == doc
            for i in range(*span_of(z))
            if not text[i].isspace()
        }
        theirs = {
            i for f in coding.furniture.get(doc, []) for i in range(*f) if not text[i].isspace()
        }
        inside += len(ours & theirs)
        wrong += len(ours - theirs)
        real += len(theirs)
    return [Score("furniture, characters", inside, inside + wrong, inside, real)]


def score_actors(coding: Coding) -> list[Score]:
    every = coding.coded("actors")
    coded = [row for row in coding.body("actors") if row["mention"] == "name"]
    found = coding.found("actors")
    met = [(f["actor_id"], c["entity"]) for c in coded for f in found if meets(c, f)]
    names: dict[str, Counter] = defaultdict(Counter)
    for actor, entity in met:
        names[actor][entity] += 1
    same = sum(names[actor].most_common(1)[0][0] == entity for actor, entity in met)
    right = sum(any(meets(f, c) for c in every) for f in found)
    hit = sum(any(meets(c, f) for f in found) for c in coded)
    return [
        Score("actors named", right, len(found), hit, len(coded), f"identity: {same} of {len(met)}")
    ]


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


def score_attributions(coding: Coding) -> list[Score]:
    every = coding.body("quotes")
    coded = [row for row in every if not is_nested(row, every)]
    found = coding.found("attributions")
    right = sum(any(covers_half(o, f) for o in every) for f in found)
    hit = named = same = 0
    for row in coded:
        mine = [f for f in found if covers_half(f, row)]
        if not mine:
            continue
        hit += 1
        best = max(mine, key=lambda f: overlap(span_of(f), span_of(row)) / (f["end"] - f["start"]))
        if not row["speaker"].startswith("unattributed"):
            named += 1
            same += is_same_source(best["source_name"], row["speaker"])
    note = f"right source: {same} of {named}"
    return [Score("attributions", right, len(found), hit, len(coded), note)]


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


def score_claims(coding: Coding) -> list[Score]:
    cells = compare_cells(coding.tables)
    scores = []
    for part, codes in (("commitment", COMMITMENTS), ("answers", ANSWERS)):
        want = [set(c) & codes for c in cells["coded"]]
        have = [set(f) & codes for f in cells["found"]]
        both = sum(len(w & h) for w, h in zip(want, have, strict=True))
        same = sum(w == h for w, h in zip(want, have, strict=True))
        note = f"the same: {same} of {len(cells)} cells"
        sizes = sum(map(len, have)), sum(map(len, want))
        scores.append(Score(f"claim cells, {part}", both, sizes[0], both, sizes[1], note))
    coded = coding.body("claims")
    ids = {row["claim"] for row in coding.coded("claims")}
    found = [row for row in coding.found("claims") if row["claim_id"] in ids]
    units = list({(r["doc_id"], r["claim"], r["start"]): r for r in coded}.values())
    right = sum(any(meets(f, c) and f["claim_id"] == c["claim"] for c in coded) for f in found)
    hit = sum(any(meets(c, f) and f["claim_id"] == c["claim"] for f in found) for c in units)
    return [*scores, Score("claim sentences", right, len(found), hit, len(units))]


def same_day(coded: str | None, found: object) -> bool:
    return (coded or None) == (str(found)[:10] if found is not None else None)


def score_promises(coding: Coding) -> list[Score]:
    coded, found = coding.coded("promises"), list_rows(coding.tables.promises)
    same = [(c, f) for c in coded for f in found if meets(c, f) and c["kind"] == f["kind"]]
    window = {
        id(c)
        for c, f in same
        if all(same_day(c[w], f[w]) for w in ("window_earliest", "window_latest"))
    }
    hit, right = len({id(c) for c, _ in same}), len({id(f) for _, f in same})
    note = f"the same window: {len(window)} of {len(coded)}"
    return [Score("promises and stage reports", right, len(found), hit, len(coded), note)]


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


def score_events(coding: Coding) -> list[Score]:
    dated = [r for r in coding.coded("events") if r["date_start"] and r["date_end"]]
    coded = [r for r in dated if r["timex"] and coding.is_body(r)]
    found = [
        r for r in coding.found("events") if r["earliest"] is not None and r["latest"] is not None
    ]
    used: set[int] = set()
    pairs = []
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
            pairs.append((row, found[i]))
    left = [r for r in dated if not any(r is c for c, _ in pairs)]
    right = len(pairs)
    for i, f in enumerate(found):
        match = next((r for r in left if fits_event(f, r)), None) if i not in used else None
        if match is not None:
            left.remove(match)
            right += 1
    status = sum(f["status"] == c["status"] for c, f in pairs)
    note = f"the same status: {status} of {len(pairs)}"
    return [Score("events, dated", right, len(found), len(pairs), len(coded), note)]


def score_layers(tables: Tables) -> pd.DataFrame:
    """One row per measure: ``measure, coded, found, right, precision, recall, f1`` (0 to 100) and
    a note.

    ``right`` is the number of tags that the coding has too.  Empty when the study has no agreed
    coding.
    """
    if not any(name.startswith("agreed/") for name in tables.codings):
        return pd.DataFrame(
            columns=["measure", "coded", "found", "right", "precision", "recall", "f1", "note"]
        )
    coding = Coding(tables)
    rows = []
    for score in (
        score_times, score_furniture, score_actors, score_attributions, score_claims,
        score_promises, score_events
    ):  # fmt: skip
        for s in score(coding):
            p, r = s.right / max(s.found, 1), s.hit / max(s.coded, 1)
            f1 = 200 * p * r / (p + r) if p + r else 0.0
            rows.append((s.measure, s.coded, s.found, s.right, 100 * p, 100 * r, f1, s.note))
    return pd.DataFrame(
        rows, columns=["measure", "coded", "found", "right", "precision", "recall", "f1", "note"]
    )
