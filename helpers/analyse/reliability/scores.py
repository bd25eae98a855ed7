"""The taggers against the agreed coding: precision, recall and F1 per layer, in-sample."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import pandas as pd

from helpers.analyse.reliability.coding import (
    CODED_FURNITURE,
    Coding,
    compare_cells,
    covers_half,
    find_statement,
    is_nested,
    is_same_source,
    list_rows,
    meets,
    pair_events,
    pair_spans,
    span_of,
)
from helpers.records import ANSWERS, COMMITMENTS, Tables

NO_BLANKS = "blanks are not counted here"


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
    return [Score("furniture, characters", inside, inside + wrong, inside, real, NO_BLANKS)]


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


def score_attributions(coding: Coding) -> list[Score]:
    every = coding.body("quotes")
    coded = [row for row in every if not is_nested(row, every)]
    found = coding.found("attributions")
    right = sum(any(covers_half(o, f) for o in every) for f in found)
    pairs = [(row, f) for row in coded if (f := find_statement(row, found))]
    hit = len(pairs)
    named = [p for p in pairs if not p[0]["speaker"].startswith("unattributed")]
    same = sum(is_same_source(f["source_name"], row["speaker"]) for row, f in named)
    note = f"right source: {same} of {len(named)}"
    return [Score("attributions", right, len(found), hit, len(coded), note)]


def score_claims(coding: Coding) -> list[Score]:
    cells = compare_cells(coding.tables)
    scores = []
    for part, codes in (("commitment", set(COMMITMENTS)), ("answers", set(ANSWERS))):
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


def score_events(coding: Coding) -> list[Score]:
    pairs, dated, found, spurious = pair_events(coding)
    coded = [r for r in dated if r["timex"] and coding.is_body(r)]
    right = len(found) - len(spurious)
    status = sum(f["status"] == c["status"] for c, f in pairs)
    note = f"the same status: {status} of {len(pairs)}"
    return [Score("events, dated", right, len(found), len(pairs), len(coded), note)]


def score_layers(tables: Tables) -> pd.DataFrame:
    """One row per measure: ``measure, coded, hit, found, right, precision, recall, f1`` (0 to 100)
    and a note.

    ``coded`` units must be found and ``hit`` of them are; ``right`` of the ``found`` tags are in
    the coding, in whatever row of it.  Empty when the study has no agreed coding.

    >>> list(score_layers(tables))
    ['measure', 'coded', 'hit', 'found', 'right', 'precision', 'recall', 'f1', 'note']
    """
    columns = ["measure", "coded", "hit", "found", "right", "precision", "recall", "f1", "note"]
    if not any(name.startswith("agreed/") for name in tables.codings):
        return pd.DataFrame(columns=columns)
    coding = Coding(tables)
    rows = []
    for score in (
        score_times, score_furniture, score_actors, score_attributions, score_claims,
        score_promises, score_events
    ):  # fmt: skip
        for s in score(coding):
            p, r = s.right / max(s.found, 1), s.hit / max(s.coded, 1)
            f1 = 200 * p * r / (p + r) if p + r else 0.0
            counts = (s.coded, s.hit, s.found, s.right)
            rows.append((s.measure, *counts, 100 * p, 100 * r, f1, s.note))
    return pd.DataFrame(rows, columns=columns)
