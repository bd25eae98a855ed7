"""Days that belong on a timeline."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from helpers.analyse.timeline import rank_days, select_dates
from helpers.analyse.timeline.dates import FIRST, find_mentions
from helpers.records import Tables
from helpers.tables import tag_articles
from tests.timeline_tables import Article, make_tables

MARCH = (dt.date(2025, 3, 1), dt.date(2025, 3, 31))
AFTER = "2025-04-10"  # a day of publication that no day in March is told by
STRIKE = "The dockers' strike shut the northern harbour gates"


def tables_with(*mentions: tuple[str, str, str], published: str = AFTER) -> object:
    """Mentions as (article, day, precision); articles 0 and 1 share an outlet."""
    outlets = {"0": "A", "1": "A", "2": "B", "3": "C"}
    tables = make_tables(
        *(Article(doc, outlet, published, ["Text."]) for doc, outlet in outlets.items())
    )
    rows = [
        {
            "doc_id": doc, "sentence_id": FIRST, "text": "then", "precision": precision,
            "earliest": pd.Timestamp(day),
            "latest": pd.Timestamp(day) + pd.Timedelta(days=0 if precision == "day" else 6),
        }
        for doc, day, precision in mentions
    ]  # fmt: skip
    columns = ["doc_id", "sentence_id", "text", "precision", "earliest", "latest"]
    times = pd.DataFrame(rows, columns=columns)
    times = times.astype({"earliest": "datetime64[us]", "latest": "datetime64[us]"})
    object.__setattr__(tables, "times", times)
    return tables


def write_tables(*articles: tuple[str, str, str]) -> object:
    """Articles as (doc_id, day that the sentence names, sentence)."""
    tables = make_tables(*(Article(doc, doc, AFTER, [text]) for doc, _, text in articles))
    rows = [
        {
            "doc_id": doc, "sentence_id": FIRST, "text": "then", "precision": "day",
            "earliest": pd.Timestamp(day), "latest": pd.Timestamp(day),
        }
        for doc, day, _ in articles
    ]  # fmt: skip
    object.__setattr__(tables, "times", pd.DataFrame(rows))
    return tables


def tag_texts(*articles: tuple[str | None, str]) -> Tables:
    """Articles as (day of publication, text), each of its own outlet."""
    table = pd.DataFrame(articles, columns=["published", "text"])
    names = [f"{i}" for i in range(len(table))]
    table = table.assign(published=pd.to_datetime(table["published"]), title="")
    return tag_articles(table.assign(doc_id=[f"d{n}" for n in names], outlet=names))


def pick(n: int, *mentions: tuple[str, str, str], published: str = AFTER) -> list[int]:
    return [day.day for day in select_dates(tables_with(*mentions, published=published), *MARCH, n)]


def weigh(*articles: tuple[str | None, str]) -> dict[int, float]:
    ranked = rank_days(tag_texts(*articles), *MARCH)
    return dict(zip(ranked["day"].dt.day, ranked["weight"], strict=True))


def test_distinct_articles_count_not_mentions() -> None:
    often = [("0", "2025-03-05", "day")] * 5
    assert pick(1, *often, ("0", "2025-03-06", "day"), ("1", "2025-03-06", "day")) == [6]


def test_a_day_that_is_still_to_come_is_announced_and_not_told() -> None:
    ahead = [(doc, "2025-03-20", "day") for doc in "0123"]
    for n in (1, 2):
        assert pick(n, *ahead, ("0", "2025-03-10", "day"), published="2025-03-10") == [10]


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


@pytest.mark.parametrize(
    "stamp",
    [
        "Page last updated at 08:14 GMT, Tuesday, 11 March 2025",
        "NORHAVEN | Tue Mar 11, 2025 5:51 pm",
    ],
)
def test_the_stamp_of_an_article_names_no_day(stamp: str) -> None:
    tables = tag_texts(("2025-03-11", f"{stamp} {STRIKE}.\nThe talks had failed on Sunday."))
    assert "2025-03-11" in tables.times["value"].str[:10].tolist()
    assert find_mentions(tables)["day"].dt.day.tolist() == [9]


@pytest.mark.parametrize(
    "text",
    [f"{STRIKE} on Tuesday.", f"{STRIKE}.\nThe talks failed on 11 March 2025.", f"{STRIKE} today."],
)
def test_an_article_that_says_its_own_day_in_words_or_later_names_it(text: str) -> None:
    assert find_mentions(tag_texts(("2025-03-11", text)))["day"].dt.day.tolist() == [11]


def test_an_article_tells_of_its_own_day_unless_it_names_that_or_the_day_before() -> None:
    silent = weigh(("2025-03-12", f"{STRIKE}."))
    longer_ago = weigh(("2025-03-12", f"{STRIKE} after talks failed on Sunday."))
    today = weigh(("2025-03-12", f"{STRIKE} on Wednesday."))
    yesterday = weigh(("2025-03-12", f"{STRIKE} on Tuesday."))
    undated = weigh((None, f"{STRIKE}."))
    assert 0 < silent[12] < today[12]
    assert set(longer_ago) == {9, 12}
    assert longer_ago[12] < longer_ago[9]
    assert set(yesterday) == {11}
    assert undated == {}


def test_a_day_told_without_its_name_has_no_article_that_names_it() -> None:
    ranked = rank_days(tag_texts(("2025-03-12", f"{STRIKE}.")), *MARCH)
    assert ranked[["n_articles", "n_outlets", "n_wordings"]].to_numpy().tolist() == [[0, 0, 0]]


def test_a_day_that_comes_late_in_an_article_weighs_less() -> None:
    fill = "\n".join(["Cranes stood idle along the quay."] * 50)
    weights = weigh(
        (AFTER, f"{STRIKE} again.\nIt began on 4 March 2025.\n{fill}"),
        (AFTER, f"{STRIKE} again.\n{fill}\nIt began on 6 March 2025."),
    )
    assert weights[6] < weights[4] / 2


def test_the_days_around_take_a_little_from_each_other() -> None:
    event = [(doc, "2025-03-04", "day") for doc in "012"]
    beside, apart = ("0", "2025-03-05", "day"), ("0", "2025-03-09", "day")
    assert pick(2, *event, beside, apart) == [4, 9]
    assert pick(2, *event, beside, ("1", "2025-03-05", "day"), apart) == [4, 5]
    first = [(doc, "2025-02-28", "day") for doc in "012"]
    assert pick(1, *first, ("0", "2025-03-01", "day"), apart) == [9]


def test_days_are_ranked_when_no_opening_has_a_word_of_its_own() -> None:
    tables = tables_with(("0", "2025-03-05", "day"), ("1", "2025-03-05", "day"))
    object.__setattr__(tables, "articles", tables.articles.assign(text="It was."))
    assert [day.day for day in select_dates(tables, *MARCH, 3)] == [5]


def test_an_article_about_the_story_adds_more_than_one_about_something_else() -> None:
    story = [(f"s{i}", "2025-03-20", f"{STRIKE} {place}.") for i, place in enumerate("ABC")]
    beside = [
        ("u0", "2025-03-10", "Comments were closed by our moderators."),
        ("u1", "2025-03-10", "Follow the crossword and quiz newsletter."),
        ("u2", "2025-03-10", "Tonight's film is a comedy."),
    ]
    ranked = rank_days(write_tables(*beside, *story), *MARCH)
    assert ranked["day"].dt.day.tolist() == [20, 10]
    assert ranked["n_articles"].tolist() == [3, 3]


def test_a_day_that_one_article_names_again_and_again_counts_once() -> None:
    once = f"{STRIKE} again.\nIt began on 4 March 2025."
    again = "\nThe talks of 4 March 2025 failed." * 5
    assert weigh((AFTER, once + again)) == weigh((AFTER, once)) != {}


def test_an_article_without_words_of_its_own_tells_no_day() -> None:
    assert weigh(("2025-03-12", "It was.")) == {}
