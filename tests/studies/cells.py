"""Cells of claim and article: as a coder filled them, and as the rules do."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from helpers.records import Actor

# Commitments, and answers with the states that gave them.
Cell = tuple[frozenset[str], frozenset[tuple[str, str]]]
Cells = dict[tuple[str, str], Cell]
EMPTY: Cell = (frozenset(), frozenset())


def read_coded(path: Path) -> Cells:
    """Article and claim → what the coding has there."""
    cells = {}
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        answers = {(code, who) for code, givers in row["answers"].items() for who in givers}
        cells[row["doc"], row["claim"]] = (frozenset(row["commitments"]), frozenset(answers))
    return cells


def gather(rows: Iterable[tuple[str, object]], actors: Sequence[Actor]) -> Cells:
    """The same from rows of claims with their article; who speaks for a state answers for it."""
    sides = {a.id: a.state or a.id for a in actors}
    commitments, answers = defaultdict(set), defaultdict(set)
    for doc_id, row in rows:
        cell = doc_id, row.claim_id
        if isinstance(row.commitment, str):
            commitments[cell].add(row.commitment)
        else:
            answers[cell].add((row.denial, sides.get(row.source_id, "unknown")))
    either = commitments.keys() | answers.keys()
    return {c: (frozenset(commitments[c]), frozenset(answers[c])) for c in either}


def count_right(coded: Cells, tagged: Cells) -> tuple[int, int]:
    """Cells that are the same on both sides, of those that either side fills."""
    either = coded.keys() | tagged.keys()
    return sum(coded.get(c, EMPTY) == tagged.get(c, EMPTY) for c in either), len(either)
