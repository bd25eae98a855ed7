"""What a report on a large corpus is made from: counts over all of its articles, and quotations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

BEFORE = 0.15  # of the time that the articles span: how long before them a day is drawn

DAYS = 20  # days that a timeline has at most: a table that fits a page
EACH = 2  # sentences quoted for a day
CHECKED = 30  # tags drawn for whoever checks them by hand
SEED = 20250117  # of every draw; the same corpus gives the same sentences


def choose_drawn(days: DataFrame, published: DataFrame) -> DataFrame:
    """Of the days of a timeline those that a figure can show beside the articles that tell them."""
    if published.empty:
        return days
    first, last = published["day"].min(), published["day"].max()
    return days[days["day"] >= first - (last - first) * BEFORE]


@dataclass(frozen=True, slots=True)
class Overview:
    """A corpus of any size in tables that a chapter can hold.

    ``intake``: ``kind, n`` of all that came in; ``aside``: ``file, place, kind, reason`` of what is
    not used, as far as listed.  ``outlets``: ``outlet, articles, words, first, last``.  ``months``:
    ``outlet, month, articles``.  ``days``: as ``rank_days``, the weightiest.  ``published``:
    ``day, articles``.  ``claims``, ``cells`` (by outlet), ``claim_months``: articles by claim and
    code.  ``sources``: ``group, articles, statements, words, quoted``; ``speakers``: sources by
    name, those of the most articles.  ``actors``, ``milestones``: articles, outlets and more.
    ``quotes``: sentences by ``use`` (day, claim, check) with their place.
    """

    name: str
    title: str
    subtitle: str
    subject: str
    n_articles: int
    n_outlets: int
    n_undated: int
    n_cut: int  # articles with lines or a length that no article has, which are left out
    intake: DataFrame
    aside: DataFrame
    outlets: DataFrame
    months: DataFrame
    published: DataFrame
    days: DataFrame
    claims: DataFrame
    cells: DataFrame
    claim_months: DataFrame
    sources: DataFrame
    speakers: DataFrame
    actors: DataFrame
    milestones: DataFrame
    quotes: DataFrame
    benchmarks: DataFrame
    codebook: dict[str, DataFrame] = field(default_factory=dict)
