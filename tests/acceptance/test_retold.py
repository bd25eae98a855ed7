"""The claims do not hang on whom the articles are about, nor on the active voice.

The five articles with every name exchanged, clauses turned into the passive, and both at once, are
tagged and held against the agreed coding.  An actor keeps its id in the renamed codebook, which
maps the names back.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from helpers import paths
from helpers.load import load_codebook
from helpers.tables import tag_study
from helpers.tag.actors import find_actors
from tests.acceptance.retelling import NAME, NAMES, PASSIVE, make_passive, rename, retell

STUDY = paths.DATA / paths.STUDY
LOST = 0.1  # of the cells of the agreed coding, at most
LABELS = {"asserted": "own voice", "questioned": "declined"}
ANSWERS = {"denied", "declined", "not denied"}
Cells = dict[tuple[str, str], set[tuple[str, ...]]]

RETELLINGS = {
    "other names": (rename, True),
    "passive": (lambda text: make_passive(text)[0], False),
    "other names and passive": (lambda text: rename(make_passive(text)[0]), True),
}


def sides() -> dict[str, str]:
    return {a.id: a.state or a.id for a in load_codebook(STUDY / "codebook").actors}


@cache
def coded() -> Cells:
    """Claim and article → commitments, and answers with the state that gave them."""
    actors, cells = load_codebook(STUDY / "codebook").actors, defaultdict(set)
    for line in (STUDY / "codings/agreed/claims.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        label = LABELS.get(row["certainty"], row["certainty"])
        cell = cells[row["claim"], row["doc"]]
        if label not in ANSWERS:
            cell.add((label,))
            continue
        giver = re.sub(r"\(.*", "", row["source"])
        found = {sides()[m.actor_id] for m in find_actors(giver, actors)}
        assert found, row["source"]
        cell |= {(label, state) for state in found}
    return dict(cells)


def read_cells(study: Path) -> Cells:
    cells = defaultdict(set)
    for row in tag_study(study).claims.itertuples():
        cell = cells[row.claim_id, row.doc_id[:3]]
        if isinstance(row.commitment, str):
            cell.add((row.commitment,))
        else:
            cell.add((row.denial, sides().get(row.source_id, "unknown")))
    return dict(cells)


@pytest.mark.slow
def test_as_they_stand_all_cells_are_right() -> None:
    assert read_cells(STUDY) == coded()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(n, marks=() if n == "other names and passive" else pytest.mark.slow)
        for n in RETELLINGS
    ],
)
def test_few_cells_are_lost(name: str, tmp_path: Path) -> None:
    change, names = RETELLINGS[name]
    cells = read_cells(retell(STUDY, tmp_path / "study", change, names))
    either = cells.keys() | coded().keys()
    wrong = {c: (coded().get(c), cells.get(c)) for c in either if cells.get(c) != coded().get(c)}
    assert len(wrong) <= LOST * len(either), wrong


def test_no_name_of_an_actor_is_left() -> None:
    for path in (STUDY / "articles").glob("*.txt"):
        assert not NAME.search(rename(path.read_text("utf-8")))


def test_no_two_names_become_one() -> None:
    assert len(set(NAMES.values())) == len(NAMES)
    assert not NAMES.keys() & set(NAMES.values())


def test_every_template_turns_a_clause_round() -> None:
    texts = [path.read_text("utf-8") for path in (STUDY / "articles").glob("*.txt")]
    used = [name for text in texts for name in make_passive(text)[1]]
    assert set(used) == PASSIVE.keys() and len(used) >= 20


@pytest.mark.parametrize(
    ("active", "passive"),
    [
        ("the US accused Iran of it", "Iran was accused by the US of it"),
        ("Iran is supplying drones to Russia.", "Drones are being supplied to Russia by Iran."),
        ("Iran has given Russia help.", "Iran has given Russia help."),
    ],
)
def test_a_clause_is_turned_round(active: str, passive: str) -> None:
    assert make_passive(active)[0] == passive
