"""Figures of a large corpus: for any span and any counts, nothing is cut and nothing overlaps."""

from __future__ import annotations

import datetime as dt
import warnings

import pandas as pd
import pytest
from matplotlib.figure import Figure

from helpers.draw.corpora import plot_claim_months, plot_claims, plot_days, plot_outlets
from helpers.draw.style import find_overlaps, measure, texts_of
from helpers.records import ANSWERS

SPANS = (1, 2, 6, 29, 31, 60, 200, 400, 900, 1_200, 2_000, 9_000, 40_000)
FIRST = dt.date(1999, 12, 31)


def check(figure: Figure) -> None:
    """All words lie inside, none on others, and the axis knows how to part its days."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.canvas.draw()
    boxes = [measure(figure, text) for text in texts_of(figure)]
    width, height = figure.get_size_inches()
    for text, box in zip(texts_of(figure), boxes, strict=True):
        words = text.get_text()
        assert box.x0 >= -0.01 and box.x1 <= width + 0.01, words
        assert box.y0 >= -0.02 and box.y1 <= height + 0.02, words
    assert find_overlaps(boxes, slack=0.02) == []


def make_days(span: int, count: int = 20) -> tuple[pd.DataFrame, pd.DataFrame]:
    days = pd.to_datetime([FIRST + dt.timedelta(n * span // count) for n in range(count)])
    days = days.unique()
    told = pd.DataFrame({"day": days, "weight": [1.0 + n % 7 for n in range(len(days))]})
    published = pd.DataFrame({"day": days, "articles": [3 + n % 5 for n in range(len(days))]})
    return told, published


def make_months(span: int, column: str, values: list[str]) -> pd.DataFrame:
    months = pd.date_range(FIRST.replace(day=1), periods=span // 30 + 1, freq="MS")
    rows = [(value, month, 1 + n) for n, value in enumerate(values) for month in months]
    return pd.DataFrame(rows, columns=[column, "month", "articles"])


@pytest.mark.parametrize("span", SPANS)
def test_days_of_any_span(span: int) -> None:
    check(plot_days(*make_days(span)))


def test_days_without_a_day_of_publication() -> None:
    told, published = make_days(100)
    check(plot_days(told, published.head(0)))


@pytest.mark.parametrize("span", SPANS[:-1])
def test_months_of_any_span(span: int) -> None:
    names = ["The Lower Canal Advertiser and Lock-Keepers’ Weekly Intelligencer", "", "A", "Б"]
    outlets = pd.DataFrame({"outlet": names})
    figure = plot_outlets(make_months(span, "outlet", names), outlets)
    check(figure)
    assert len(figure.axes) == 4


def test_no_more_strips_than_a_page_takes() -> None:
    ids = [f"c{n}" for n in range(30)]
    claims = pd.DataFrame({"claim_id": ids, "label": [f"Claim {n}" for n in range(30)]})
    assert len(plot_claim_months(make_months(200, "claim_id", ids), claims).axes) == 12


def make_cells(n_claims: int, n_outlets: int, articles: int) -> tuple[pd.DataFrame, ...]:
    claims = pd.DataFrame(
        [(f"c{n}", f"A claim about the canal and its locks, number {n}") for n in range(n_claims)],
        columns=["claim_id", "label"],
    )
    outlets = pd.DataFrame(
        [(f"The {n} Gazette of Waterways", articles) for n in range(n_outlets)],
        columns=["outlet", "articles"],
    )
    rows = [
        {"claim_id": c, "outlet": o, "articles": (i * j) % (articles + 1)}
        | dict.fromkeys(ANSWERS, (i + j) % 2)
        for i, c in enumerate(claims["claim_id"])
        for j, o in enumerate(outlets["outlet"])
    ]
    return pd.DataFrame(rows), claims, outlets


@pytest.mark.parametrize("shape", [(1, 1, 1), (2, 3, 50), (15, 8, 99_999), (40, 30, 1_000)])
def test_a_matrix_of_any_size(shape: tuple[int, int, int]) -> None:
    figure = plot_claims(*make_cells(*shape))
    check(figure)
    assert figure.get_size_inches()[1] < 9


def test_what_has_nothing_to_draw_does_not_fail() -> None:
    cells, claims, outlets = make_cells(2, 2, 3)
    months = make_months(90, "claim_id", ["c0"])
    told, published = make_days(10)
    plot_claims(cells, claims.head(0), outlets)
    plot_claim_months(months.head(0), claims)
    plot_claim_months(months, claims.head(0))
    plot_days(told.head(0), published)
