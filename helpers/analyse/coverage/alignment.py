"""The same statement in two articles: pairs by the same speaker, and leads that only sound alike.

Similarity is the share of the shorter statement's content words, weighted by how rare they are in
the
corpus (idf), that the longer one has too.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import combinations

import pandas as pd

from helpers.records import Tables

THRESHOLD = 0.5  # finds the retranslated pairs and few false ones; guarded by test_alignment
LEAD_THRESHOLD = 0.6  # quoted words alone, whoever said them
MIN_WORDS = 4  # content words; fewer are a phrase that anybody may use
STEM = 5  # letters kept: "Russian" and "Russia", "closer" and "close" meet
WORD = re.compile(r"[^\W\d_]+(?:’s|'s)?|\d[\d,.]*")
STOP = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "before",
        "being",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "may",
        "might",
        "more",
        "most",
        "not",
        "of",
        "on",
        "or",
        "our",
        "over",
        "she",
        "should",
        "so",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "under",
        "up",
        "was",
        "we",
        "were",
        "what",
        "when",
        "which",
        "while",
        "who",
        "will",
        "with",
        "would",
        "you",
    ]
)
COLUMNS = [
    "kind", "similarity", "source_id", "source_name", "source_a", "source_b",
    "doc_id_a", "sentence_id_a", "start_a", "end_a", "relay_a", "said_earliest_a", "said_latest_a",
    "doc_id_b", "sentence_id_b", "start_b", "end_b", "relay_b", "said_earliest_b", "said_latest_b",
    "cut_a", "cut_b",
]  # fmt: skip


def list_words(text: str) -> list[str]:
    """Lower-case words, without possessive endings.

    >>> list_words("Russia’s 10,000 new-style ties")
    ['russia', '10,000', 'new', 'style', 'ties']
    """
    return [re.sub(r"[’']s$", "", m[0].lower()) for m in WORD.finditer(text)]


def list_stems(text: str) -> frozenset[str]:
    """
    >>> sorted(list_stems("The closer ties of Russians"))
    ['close', 'russi', 'ties']
    """
    return frozenset(word[:STEM] for word in list_words(text) if word not in STOP)


def weigh_stems(sentences: pd.DataFrame) -> dict[str, float]:
    """The idf of each stem over the sentences of the corpus."""
    seen: Counter[str] = Counter()
    for text in sentences["text"]:
        seen.update(list_stems(text))
    return {stem: math.log(1 + len(sentences) / n) for stem, n in seen.items()}


def measure_containment(a: frozenset[str], b: frozenset[str], weights: dict[str, float]) -> float:
    """The weighted share of the lighter set that the other one holds, 0 to 1."""
    rare = math.log(1 + len(weights)) if weights else 1.0

    def weigh(stems: frozenset[str]) -> float:
        return sum(weights.get(stem, rare) for stem in stems)

    least = min(weigh(a), weigh(b))
    return weigh(a & b) / least if least else 0.0


def date_statements(tables: Tables) -> pd.DataFrame:
    """Attributions with the days on which the words were said, from the dated event of the
    sentence.
    """
    dated = tables.events[tables.events["latest"].notna()]
    said = dated[dated["kind"] == "statement"].groupby(["doc_id", "sentence_id"], as_index=False)
    days = said.agg(said_earliest=("earliest", "min"), said_latest=("latest", "max"))
    frame = tables.attributions.merge(
        days, on=["doc_id", "sentence_id"], how="left", validate="many_to_one"
    )
    assert len(frame) == len(tables.attributions)
    return frame


def may_be_same_day(a: object, b: object) -> bool:
    """Whether two statements' days can meet; unknown days can."""
    return not (a.said_latest < b.said_earliest or b.said_latest < a.said_earliest)


def describe_pair(kind: str, similarity: float, a: object, b: object) -> dict:
    row = {
        "kind": kind,
        "similarity": similarity,
        "source_id": a.source_id,
        "source_name": a.source_name,
    }
    for side, s in (("a", a), ("b", b)):
        row |= {
            f"doc_id_{side}": s.doc_id,
            f"sentence_id_{side}": s.sentence_id,
            f"start_{side}": s.start,
            f"end_{side}": s.end,
            f"source_{side}": s.source_name,
            f"relay_{side}": s.relay_name,
            f"said_earliest_{side}": s.said_earliest,
            f"said_latest_{side}": s.said_latest,
        }
    row["cut_a"], row["cut_b"] = compare_words(a.text, b.text)
    return row


def list_statements(tables: Tables) -> list:
    """Statements in order of publication, then of the text, with their stems; repeats in one
    article once.
    """
    order = {doc_id: i for i, doc_id in enumerate(tables.articles["doc_id"])}
    frame = date_statements(tables)
    frame = frame.assign(order=frame["doc_id"].map(order), stems=frame["text"].map(list_stems))
    frame = frame[frame["stems"].map(len) >= MIN_WORDS]
    frame = frame.sort_values(["order", "start", "end"]).drop_duplicates(["doc_id", "text"])
    return list(frame.itertuples(index=False))


def align_statements(tables: Tables) -> pd.DataFrame:
    """Statements that two articles share, most alike first; each belongs to its best pair only.

    ``kind`` is "pair" (one resolved speaker, days that can meet) or "lead" (quoted words alike, but
    another speaker or other days).  ``source_a`` and ``source_b`` are the speakers as each side
    names them, ``cut_a`` and ``cut_b`` the stretches (start, end, differs) of both texts, counted
    from their start.

    >>> list(align_statements(tables))[:4]
    ['kind', 'similarity', 'source_id', 'source_name']
    """
    weights = weigh_stems(tables.sentences)
    found = []
    for a, b in combinations(list_statements(tables), 2):
        if a.doc_id == b.doc_id:
            continue
        similarity = measure_containment(a.stems, b.stems, weights)
        known = a.source_id == b.source_id != "unknown"
        if known and similarity >= THRESHOLD and may_be_same_day(a, b):
            found.append(describe_pair("pair", similarity, a, b))
        elif similarity >= LEAD_THRESHOLD and "indirect" not in (a.kind, b.kind):
            found.append(describe_pair("lead", similarity, a, b))
    frame = pd.DataFrame(found, columns=COLUMNS).sort_values(
        ["kind", "similarity", "doc_id_a", "start_a"], ascending=[False, False, True, True]
    )
    taken: list[tuple[str, int, int]] = []
    keep = []
    for row in frame.itertuples():
        sides = [(row.doc_id_a, row.start_a, row.end_a), (row.doc_id_b, row.start_b, row.end_b)]
        free = not any(d == e and s < f and t < z for d, s, z in sides for e, t, f in taken)
        keep.append(free)
        taken += sides if free else []
    return frame[pd.Series(keep, index=frame.index, dtype=bool)].reset_index(drop=True)


def list_pair_spans(pairs: pd.DataFrame) -> pd.DataFrame:
    """The statements that are shown whole, pairs before leads: columns ``doc_id, start, end``."""
    sides = [
        kind[[f"doc_id_{s}", f"start_{s}", f"end_{s}"]].set_axis(["doc_id", "start", "end"], axis=1)
        for kind in (pairs[pairs["kind"] == "pair"], pairs[pairs["kind"] != "pair"])
        for s in "ab"
    ]
    return pd.concat(sides, ignore_index=True)


def compare_words(
    a: str, b: str
) -> tuple[list[tuple[int, int, bool]], list[tuple[int, int, bool]]]:
    """Both texts cut into stretches (start, end, differs): what differs are words that the other
    text has nowhere, whatever their case and place.

    Blanks between stretches belong to none; punctuation belongs to what does not differ.

    >>> compare_words("new, broad ties", "broad, close ties")[0]
    [(0, 3, True), (3, 15, False)]
    """
    sides = [set(list_words(text)) for text in (b, a)]
    return cut_words(a, sides[0]), cut_words(b, sides[1])


def cut_words(text: str, known: set[str]) -> list[tuple[int, int, bool]]:
    """The stretches of one text, and whether their words are not among the ``known`` ones."""
    runs: list[tuple[int, int, bool]] = []

    def add(start: int, end: int, differs: bool) -> None:
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start < end and runs and runs[-1][2] == differs:
            runs[-1] = (runs[-1][0], end, differs)
        elif start < end:
            runs.append((start, end, differs))

    at = 0
    for m in WORD.finditer(text):
        add(at, m.start(), False)
        add(*m.span(), list_words(m[0])[0] not in known)
        at = m.end()
    add(at, len(text), False)
    return runs
