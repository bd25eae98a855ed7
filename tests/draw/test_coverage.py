"""Figures of the coverage chapter: every word stays on the page, apart from others, and legible."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from helpers.draw import coverage as draw
from helpers.draw.style import WIDTH
from helpers.records import ANSWERS, COMMITMENTS, SOURCE_GROUPS
from tests.draw.test_timeline import assert_readable, words_of

OUTLETS = ["Euromaidan Press", "The Washington Times", "Le Monde", "Al Jazeera English", "X"]


def make_articles(n: int) -> pd.DataFrame:
    rows = [
        (f"d{i}", OUTLETS[i % 5], "inferred", pd.Timestamp("2024-12-25"), "inferred")
        for i in range(n)
    ]
    columns = ["doc_id", "outlet", "outlet_basis", "published", "published_basis"]
    return pd.DataFrame(rows, columns=columns)


def plot_matrix(n: int):
    claims = pd.DataFrame(
        [
            ("long", "They build nuclear weapons or ballistic missiles against UN resolutions", 2),
            ("short", "They met", 1),
        ],
        columns=["claim_id", "label", "articles"],
    )
    cell = dict.fromkeys([*COMMITMENTS, *ANSWERS], 1)
    cells = pd.DataFrame([{"claim_id": "long", "doc_id": f"d{i}", **cell} for i in range(n)])
    return draw.plot_matrix(cells, claims, make_articles(n))


@pytest.mark.parametrize("n", [1, 2, 5, 7])
def test_heads_and_claims_of_the_matrix_are_readable(n: int) -> None:
    figure = plot_matrix(n)
    assert_readable(figure)
    told = " ".join(words_of(figure))
    assert "Euromaidan Press* 25 Dec 2024*" in told
    assert "against UN resolutions" in " ".join(told.split())


def test_short_heads_lie() -> None:
    articles = make_articles(3).assign(outlet="Herald")
    assert draw.write_heads(draw.make_figure(1), articles)[1] is False
    assert draw.write_heads(draw.make_figure(1), make_articles(5))[1] is True


def make_spread(articles: int) -> pd.DataFrame:
    rows = [
        (theme, f"{OUTLETS[i % 5]}*, {i + 1} Dec 2024*", i % 3, 30, i % 7 + 3, 1400)
        for theme in ("The treaty and its making", "Elections, plots and domestic politics")
        for i in range(articles)
    ]
    columns = ["label", "article", "lead", "lead_words", "whole", "words"]
    return pd.DataFrame(rows, columns=columns)


@pytest.mark.parametrize("n", [1, 5, 12, 1000])
def test_themes_are_counts_with_a_key_and_an_axis(n: int) -> None:
    figure = draw.plot_themes(make_spread(n))
    assert_readable(figure)
    told = words_of(figure)
    assert {"whole text", "lead", "mentions"} <= set(told)
    assert "3 of 1,400" in told and "0 of 30" in told
    assert figure.get_size_inches()[0] == WIDTH and figure.get_size_inches()[1] < 8


@pytest.mark.parametrize("n", [1, 5, 1000])
def test_distinctive_words_are_whole(n: int) -> None:
    words = [(f"The Washington Times, {i} Dec 2023*", "agreement", 2.5) for i in range(n)]
    figure = draw.plot_distinctive(pd.DataFrame(words, columns=["article", "word", "z"]), 3.1)
    assert_readable(figure)
    assert "agreement The Washington Times, 0 Dec 2023*" in words_of(figure)


def test_what_speaks_for_no_state_is_grey() -> None:
    states = pd.DataFrame({"state": ["Arland", *SOURCE_GROUPS], "total": [4, 3, 2, 1]})
    figure = draw.plot_states(states)
    assert_readable(figure)
    colours = [to_hex(bar.get_facecolor()) for bar in figure.axes[0].patches]
    assert colours == [draw.MUTED] * 3 + [draw.BLUE]
