"""How far two coders agree: Krippendorff's alpha, nominal, for codes and for spans of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from helpers.analyse.coverage.matrix import drop_repeats
from helpers.records import FURNITURE, WORD, Tables

CODERS = ("coder_a", "coder_b")


def score_alpha(units: Sequence[Sequence[str]]) -> float:
    """Krippendorff's alpha for nominal codes; one sequence of codes per unit, units with one code
    left out.

    NaN when nothing is coded twice or only one code occurs.  Krippendorff (2011), Computing alpha.

    >>> round(score_alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")]), 3)
    0.533
    """
    coincidences: Counter[tuple[str, str]] = Counter()
    for codes in units:
        if len(codes) > 1:
            for i, a in enumerate(codes):
                for j, b in enumerate(codes):
                    if i != j:
                        coincidences[a, b] += 1 / (len(codes) - 1)
    n = sum(coincidences.values())
    totals: Counter[str] = Counter()
    for (a, _), k in coincidences.items():
        totals[a] += k
    expected = n * n - sum(k * k for k in totals.values())
    if not n or not expected:
        return float("nan")
    observed = sum(k for (a, b), k in coincidences.items() if a != b)
    return 1 - (n - 1) * observed / expected


def code_words(tables: Tables, rows: pd.DataFrame, column: str) -> dict[tuple[str, int], str]:
    """The code that each word outside furniture has: the column's value where a span covers it,
    else "-".
    """
    codes = {}
    spans = {
        doc: list(zip(g["start"], g["end"], g[column], strict=True))
        for doc, g in rows.groupby("doc_id")
    }
    texts = dict(zip(tables.articles["doc_id"], tables.articles["text"], strict=True))
    body = drop_repeats(tables, tables.zones[~tables.zones["zone"].isin(FURNITURE)])
    for zone in body.itertuples():
        mine = spans.get(zone.doc_id, [])
        for m in WORD.finditer(texts[zone.doc_id], zone.start, zone.end):
            held = [str(code) for start, end, code in mine if start <= m.start() < end]
            codes[zone.doc_id, m.start()] = held[0] if held else "-"
    return codes


def both_codings(tables: Tables, layer: str) -> list[pd.DataFrame]:
    docs = set(tables.articles["doc_id"])
    frames = [tables.codings.get(f"{coder}/{layer}", pd.DataFrame()) for coder in CODERS]
    return [f[f["doc_id"].isin(docs)] if len(f) else f for f in frames]


def score_spans(tables: Tables, layer: str, column: str) -> float:
    """Alpha over the words of all articles, each coded by the span that covers it."""
    a, b = both_codings(tables, layer)
    if a.empty or b.empty:
        return float("nan")
    first, second = code_words(tables, a, column), code_words(tables, b, column)
    return score_alpha([(first[key], second[key]) for key in first])


def pair_values(tables: Tables, layer: str, keys: list[str], column: str) -> pd.DataFrame:
    """Units that both coders marked, with both codes: keys, ``a``, ``b``.

    What a coder gave two codes ("attributed" and "denied") has both, in order of the alphabet.
    """
    a, b = both_codings(tables, layer)
    if a.empty or b.empty:
        return pd.DataFrame(columns=[*keys, "a", "b"])
    sides = [
        f.groupby(keys)[column].agg(lambda c: " and ".join(sorted(set(c.astype(str))))).rename(n)
        for f, n in ((a, "a"), (b, "b"))
    ]
    return pd.concat(sides, axis=1, join="inner").reset_index()


def count_codings(tables: Tables) -> tuple[int, int] | None:
    """Claim codings that either coder made, and how many both made: claim, certainty and sentence
    are the same.  None without two codings.
    """
    a, b = both_codings(tables, "claims")
    if a.empty or b.empty:
        return None
    free = list(b.itertuples())
    same = 0
    for row in a.itertuples():
        key = (row.doc_id, row.claim, row.certainty)
        match = next(
            (
                o
                for o in free
                if (o.doc_id, o.claim, o.certainty) == key
                and o.start < row.end
                and row.start < o.end
            ),
            None,
        )
        if match is not None:
            free.remove(match)
            same += 1
    return len(a) + len(b) - same, same


def score_agreement(tables: Tables) -> pd.DataFrame:
    """One row per layer: what was compared, units coded by both, units coded alike, alpha.

    The first counts codings of claims that either made; what one alone coded has no second code.

    >>> list(score_agreement(tables))
    ['what', 'units', 'same', 'alpha']
    """
    counts = count_codings(tables)
    rows = [("claim codings that either made", *counts, float("nan"))] if counts else []
    for layer, what, keys, column in (
        ("timex", "value of a time expression, same span", ["doc_id", "start", "end"], "value"),
        (
            "claims",
            "certainty of a claim, same sentence",
            ["doc_id", "start", "claim"],
            "certainty",
        ),
        ("quotes", "speaker of a statement, same start", ["doc_id", "start"], "speaker"),
    ):
        pairs = pair_values(tables, layer, keys, column)
        if len(pairs):
            same = int((pairs["a"].astype(str) == pairs["b"].astype(str)).sum())
            alpha = score_alpha(
                list(zip(pairs["a"].astype(str), pairs["b"].astype(str), strict=True))
            )
            rows.append((what, len(pairs), same, alpha))
    for layer, what, column in (
        ("timex", "words inside a time expression, by type", "type"),
        ("quotes", "words inside a statement, by kind", "kind"),
        ("claims", "words inside a sentence on a claim, by claim", "claim"),
    ):
        a, b = both_codings(tables, layer)
        if len(a) and len(b):
            first, second = code_words(tables, a, column), code_words(tables, b, column)
            same = sum(first[key] == second[key] for key in first)
            alpha = score_alpha([(first[key], second[key]) for key in first])
            rows.append((what, len(first), same, alpha))
    return pd.DataFrame(rows, columns=["what", "units", "same", "alpha"])
