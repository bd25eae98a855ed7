"""A second study, coded before the rules read it: a topic, names and styles they were not made on.

The first run of the rules on these articles had 20 of 36 cells right.  What was mended since was
mended by class of error and is tested on sentences of its own in ``tests/cases/claims.json``; the
share below is therefore in-sample now, and only says that nothing is lost again.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from helpers.load import load_codebook
from helpers.records import ANSWERS, COMMITMENTS
from helpers.tables import tag_study
from tests.studies.cells import EMPTY, Cells, count_right, gather, read_coded
from tests.tag.test_claims import rows

STUDY = Path(__file__).parent / "skarn-straits"
CODEBOOK = load_codebook(STUDY / "codebook")
SENTENCES = json.loads((STUDY / "sentences.json").read_text("utf-8"))
FLOOR = 0.85  # of the cells that either side fills, commitments, answers and who gave them
MISSES = {
    ("tabloid_lantern", "boats_supplied"): "irony: “of course never” means that it did",
    ("agency_nta", "treaty_breaks_convention"): (
        "“the legal department of the ministry” is nobody in the codebook, "
        "and whose ministry it is stands nowhere near it"
    ),
}


@cache
def coded() -> Cells:
    return read_coded(STUDY / "codings" / "agreed" / "cells.jsonl")


@cache
def tagged() -> Cells:
    rows = tag_study(STUDY).claims.itertuples()
    return gather(((row.doc_id, row) for row in rows), CODEBOOK.actors)


def test_the_coding_speaks_of_this_study() -> None:
    articles = {path.stem for path in (STUDY / "articles").glob("*.txt")}
    claims = {c.id: set(c.accused) for c in CODEBOOK.claims}
    assert len(articles) == 6 and {doc for doc, _ in coded()} == articles
    assert {claim for _, claim in coded()} == claims.keys()
    for (_, claim), (commitments, answers) in coded().items():
        assert commitments <= {*COMMITMENTS} and (commitments or answers)
        assert {code for code, _ in answers} <= {*ANSWERS}
        assert {who for _, who in answers} <= claims[claim]


@pytest.mark.parametrize("path", sorted((STUDY / "articles").glob("*.txt")), ids=lambda p: p.stem)
def test_the_articles_are_short(path: Path) -> None:
    assert 150 <= len(path.read_text("utf-8").split()) <= 350


def test_most_cells_are_right() -> None:
    right, either = count_right(coded(), tagged())
    assert right >= FLOOR * either, f"{right} of {either}"


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param(c, marks=pytest.mark.xfail(reason=MISSES[c]) if c in MISSES else ())
        for c in sorted(coded().keys() | MISSES.keys())
    ],
    ids=" ".join,
)
def test_a_cell_is_as_coded(cell: tuple[str, str]) -> None:
    assert tagged().get(cell, EMPTY) == coded().get(cell, EMPTY)


def test_no_cell_is_filled_that_was_left_empty() -> None:
    assert not tagged().keys() - coded().keys() - MISSES.keys()


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(s, marks=pytest.mark.xfail(reason=s["known"]) if "known" in s else ())
        for s in SENTENCES
    ],
    ids=lambda s: s["text"][:60],
)
def test_a_sentence_is_read(case: dict) -> None:
    assert rows(case["text"], CODEBOOK) == case["rows"]
