"""The palette of page and book for eyes that lack a kind of cone, and in grey."""

from __future__ import annotations

from itertools import combinations

import pytest

from helpers.render.palette import CELLS, contrast
from tests.colours import EYES, differ

# CIE76 between two fills; every fill also has its word, which grey eyes go by.
APART = 10.0
# Lightness between a code that is firm and one that is not: it says how strongly also in grey.
STEP = 15.0
STRENGTH = [("own", "attributed"), ("own", "hedged"), ("denied", "declined")]
SIDES = {"light": "fill", "dark": "dark_fill"}


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("side", SIDES)
def test_fills_stay_apart_for_colour_blind_eyes(side: str, eye: str) -> None:
    fills = {name: getattr(paint, SIDES[side]) for name, paint in CELLS.items()}
    near = {
        pair: differ(*(fills[n] for n in pair), eye)
        for pair in combinations(fills, 2)
        if differ(*(fills[n] for n in pair), eye) < APART
    }
    assert near == {}


@pytest.mark.parametrize("side", SIDES)
def test_strength_is_seen_in_grey(side: str) -> None:
    for firm, faint in STRENGTH:
        fills = (getattr(CELLS[name], SIDES[side]) for name in (firm, faint))
        assert differ(*fills, "grey") >= STEP, (firm, faint)


def test_black_and_white_are_as_far_apart_as_can_be() -> None:
    assert differ("#000000", "#ffffff", "grey") == pytest.approx(100, abs=0.1)
    assert differ("#ff0000", "#00a000", "deutan") < differ("#ff0000", "#00a000", "normal") / 2
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
