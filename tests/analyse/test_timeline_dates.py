"""Days that belong on a timeline."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from helpers.analyse.timeline import rank_days, select_dates
from tests.timeline_tables import Article, make_tables

MARCH = (dt.date(2025, 3, 1), dt.date(2025, 3, 31))


def tables_with(*mentions: tuple[str, str, str]) -> object:
    """Mentions as (article, day, precision); articles 0 and 1 share an outlet."""
    outlets = {"0": "A", "1": "A", "2": "B", "3": "C"}
    tables = make_tables(
        *(
            Article(doc, outlet, "2025-03-10", ["Text."])
            for doc, outlet in outlets.items()
        )
    )
    rows = [
        {
            "doc_id": doc, "sentence_id": "p1s1", "precision": precision,
            "earliest": pd.Timestamp(day),
            "latest": pd.Timestamp(day) + pd.Timedelta(days=0 if precision == "day" else 6),
        }
        for doc, day, precision in mentions
    ]  # fmt: skip
    columns = ["doc_id", "sentence_id", "precision", "earliest", "latest"]
    object.__setattr__(tables, "times", pd.DataFrame(rows, columns=columns))
    return tables


def write_tables(*articles: tuple[str, str, str]) -> object:
    """Articles as (doc_id, day that the sentence names, sentence)."""
    tables = make_tables(*(Article(doc, doc, "2025-03-10", [text]) for doc, _, text in articles))
    rows = [
        {
            "doc_id": doc, "sentence_id": "p1s1", "precision": "day",
            "earliest": pd.Timestamp(day), "latest": pd.Timestamp(day),
        }
        for doc, day, _ in articles
    ]  # fmt: skip
    object.__setattr__(tables, "times", pd.DataFrame(rows))
    return tables


def pick(n: int, *mentions: tuple[str, str, str]) -> list[int]:
    return [day.day for day in select_dates(tables_with(*mentions), *MARCH, n)]


def test_distinct_articles_count_not_mentions() -> None:
    often = [("0", "2025-03-05", "day")] * 5
    assert pick(1, *often, ("0", "2025-03-06", "day"), ("1", "2025-03-06", "day")) == [6]


def test_a_day_that_is_still_to_come_is_announced_and_not_told() -> None:
    ahead = [(doc, "2025-03-20", "day") for doc in "0123"]
    assert pick(1, *ahead, ("0", "2025-03-10", "day")) == [10]
    assert pick(2, *ahead, ("0", "2025-03-10", "day")) == [10]


def test_ties_go_to_more_outlets_then_to_the_earlier_day() -> None:
    one = [("0", "2025-03-05", "day"), ("1", "2025-03-05", "day")]
    two = [("0", "2025-03-06", "day"), ("2", "2025-03-06", "day")]
    assert pick(1, *one, *two) == [6]
    assert pick(1, ("0", "2025-03-08", "day"), ("2", "2025-03-07", "day")) == [7]


def test_only_single_days_inside_the_span_count_and_come_in_order() -> None:
    mentions = [
        ("0", "2025-03-03", "week"),
        ("1", "2025-02-28", "day"),
        ("2", "2025-03-09", "day"),
        ("3", "2025-03-02", "day"),
    ]
    assert pick(5, *mentions) == [2, 9]
    assert pick(0, *mentions) == []
    assert pick(3) == []


def test_a_date_in_the_story_weighs_more_than_one_beside_it() -> None:
    story = "Harbour workers went on strike over the port's pay offer"
    tables = write_tables(
        *((f"s{i}", "2025-03-04", f"{story} {place}.") for i, place in enumerate(["A", "B", "C"])),
        ("t0", "2025-03-06", f"{story} again."),
        ("t1", "2025-03-06", f"{story} once more."),
        ("u0", "2025-03-05", "Comments were closed by our moderators."),
        ("u1", "2025-03-05", "Follow the crossword and quiz newsletter."),
    )
    ranked = rank_days(tables, *MARCH)
    assert ranked["day"].dt.day.tolist() == [4, 6, 5]
    assert ranked["n_articles"].tolist() == [3, 2, 2]
    assert ranked["weight"].is_monotonic_decreasing
    assert ranked["weight"].le(ranked["n_articles"]).all()


def test_the_order_of_the_articles_changes_nothing() -> None:
    names = ("Ash", "Birch", "Cedar", "Dale", "Elm")
    texts = [
        (str(i), f"2025-03-{i % 7 + 1:02}", f"The port of {names[i % 5]} was shut.")
        for i in range(40)
    ]
    there, back = write_tables(*texts), write_tables(*reversed(texts))
    assert select_dates(there, *MARCH, 4) == select_dates(back, *MARCH, 4)
