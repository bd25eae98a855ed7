"""Event mentions → reports of the same event, with their origin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analyse.timeline import count_events, group_reports, select_events, select_single
from tests.timeline_tables import Article, make_tables, signing, visit


def merged(*articles: Article) -> int:
    return group_reports(make_tables(*articles))["event_id"].nunique()


def test_two_outlets_that_report_one_visit_make_one_event() -> None:
    one = visit("a", "The Courier", "2025-02-11")
    two = visit("b", "The Herald", "2025-02-01..2025-02-28", "Larsson visited Borland for talks.")
    reports = group_reports(make_tables(one, two))
    assert reports["event_id"].tolist() == ["e1", "e1"]
    assert reports["text"].tolist() == [one.sentences[0], two.sentences[0]]  # each keeps its words
    event = count_events(reports).iloc[0]
    assert (event["n_articles"], event["n_outlets"], event["n_origins"]) == (2, 2, 2)
    assert str(event["latest"].date()) == "2025-02-11"  # the most precise report sets the days
    assert event["precision"] == "day"


@pytest.mark.parametrize(
    "other",
    [
        visit("b", "The Herald", "2025-04-11"),  # another day
        visit("b", "The Herald", "2025-02-13"),  # two days apart is another visit
        Article("b", "The Herald", "2025-02-20", ["Bo Berg visited Arland for talks."]).event(
            0, "visited", "2025-02-11", kind="meeting_visit", actors=("bo_berg", "borland")
        ),  # another person
        Article("b", "The Herald", "2025-02-20", ["Anna Larsson visited Borland."]).event(
            0, "visited", "2025-02-11", kind="protest", actors=("anna_larsson",)
        ),  # another kind
        Article("b", "The Herald", "2025-02-20", ["Larsson opened a dam with engineers."]).event(
            0, "opened", "2025-02-11", kind="meeting_visit", actors=("anna_larsson",)
        ),  # other words
        visit("b", "The Herald", ""),  # no day at all
    ],
)
def test_other_days_people_kinds_and_words_stay_apart(other: Article) -> None:
    assert merged(visit("a", "The Courier", "2025-02-11"), other) == 2


def test_one_day_apart_is_one_event_when_the_words_are_the_same() -> None:
    assert merged(visit("a", "A", "2025-02-11"), visit("b", "B", "2025-02-12")) == 1


def test_one_milestone_is_one_event_even_on_other_days() -> None:
    assert merged(signing("a", "A"), signing("b", "B", "2025-03-25")) == 1


def test_one_milestone_is_one_event_whatever_days_it_was_announced_for() -> None:
    sentence = "The pact will be signed in March, Bo Berg said."
    early = Article("b", "B", "2025-01-05", [sentence, "It will be signed in January."])
    early.event(0, "signed", "2025-03-01..2025-03-31", status="planned")
    early.event(1, "signed", "2025-01-06..2025-01-31", status="planned")
    early.promise(0, "in March", "2025-03-01..2025-03-31")
    early.promise(1, "in January", "2025-01-06..2025-01-31")
    reports = group_reports(make_tables(signing(), early))
    assert reports["milestone"].tolist() == ["pact_signed"] * 3  # by the promise they are part of
    assert reports["event_id"].unique().tolist() == ["e1"]
    event = count_events(reports).iloc[0]
    assert event["status"] == "happened"
    assert str(event["latest"].date()) == "2025-03-17"  # no announcement moves the day
    assert event["n_articles"] == 1  # who only announced it does not corroborate it
    assert (event["outlets"], event["announcing"]) == (("The Courier",), ("B",))
    assert event["statuses"] == {"happened": 1, "planned": 1}
    assert select_single(count_events(reports), 2).empty  # the other outlet has it too
    assert len(select_events(count_events(reports), 2)) == 1


def test_what_is_only_announced_is_reported_by_none() -> None:
    sentence = "The pact will be signed in March, Bo Berg said."
    told = Article("b", "B", "2025-01-05", [sentence])
    told.event(0, "signed", "2025-03-01..2025-03-31", status="planned", milestone="pact_signed")
    event = count_events(group_reports(make_tables(told))).iloc[0]
    assert (event["n_outlets"], event["n_articles"], event["n_announcing"]) == (0, 0, 1)
    single = select_single(count_events(group_reports(make_tables(told))), 2)
    assert len(single) == 1


def announced(days: str, **given: object) -> Article:
    article = Article("b", "B", "2025-01-05", ["The pact will be signed in March."])
    given = {"status": "planned", "milestone": "pact_signed"} | given
    return article.event(0, "signed", days, **given)


@pytest.mark.parametrize(
    ("days", "more", "shown"),
    [
        ("2025-03-16..2025-03-18", {}, ("2025-03-16", "announced")),
        ("2025-02-27..2025-03-01", {}, ("2025-03-01", "text")),  # not among the days reported
        ("2025-01-05..2025-12-31", {}, ("2025-03-01", "text")),  # less precise
        ("2025-03-17", {"days_basis": "reference"}, ("2025-03-01", "text")),
        ("2025-03-17", {"status": "happened"}, ("2025-03-17", "text")),
        ("2025-03-17", {"status": "happened", "days_basis": "reference"}, ("2025-03-01", "text")),
    ],
)
def test_an_event_has_the_most_precise_days_that_what_is_reported_allows(
    days: str, more: dict, shown: tuple[str, str]
) -> None:
    month = signing("a", "A", "2025-03-31")
    month.events.clear()
    month.event(0, "signed", "2025-03-01..2025-03-31", milestone="pact_signed")
    event = count_events(group_reports(make_tables(month, announced(days, **more)))).iloc[0]
    assert (str(event["earliest"].date()), event["days_basis"]) == shown


def test_events_stand_in_order_of_the_days_that_they_are_shown_with() -> None:
    early = announced("2025-01-06..2025-01-31")
    other = visit("c", "C", "2025-02-11")
    wide = Article("d", "D", "2025-02-20", ["Bo Berg opened a dam."])
    wide.event(0, "opened", "2025-02-01..2025-02-28", kind="opening", actors=("bo_berg",))
    reports = group_reports(make_tables(signing(), early, other, wide))
    events = count_events(reports)
    assert events["earliest"].is_monotonic_increasing
    assert events["milestone"].tolist()[-1] == "pact_signed"


def test_an_article_has_one_origin_for_an_event() -> None:
    article = visit("a", "The Courier", "2025-02-11")
    article.sentences += ["The visit was a success, Bo Berg said."]
    article.event(1, "visit", "2025-02-11", kind="meeting_visit", actors=("anna_larsson",))
    article.said(1, "said", source_name="Bo Berg", source_type="named")
    reports = group_reports(make_tables(article))
    assert sorted(reports["origin"]) == ["Bo Berg", "The Courier"]
    assert count_events(reports)["origins"].tolist() == [("The Courier",)]
    words = Article("a", "The Courier", "2025-02-20", ["Bo Berg said so.", "His words came late."])
    who = {"kind": "statement", "actors": ("bo_berg",)}
    words.event(0, "said", "2025-02-11", source_name="Bo Berg", **who)
    words.event(1, "words", "2025-02-11", **who)
    assert count_events(group_reports(make_tables(words)))["origins"].tolist() == [("Bo Berg",)]


def test_who_does_something_is_not_its_source() -> None:
    article = Article("a", "The Courier", "2025-02-20", ["Anna Larsson was sworn in."])
    who = {"kind": "political_change", "actors": ("anna_larsson",), "source_name": "Anna Larsson"}
    article.event(0, "sworn", "2025-02-11", **who)
    article.said(0, "sworn", source_name="Anna Larsson", source_type="named")
    assert group_reports(make_tables(article))["origin"].tolist() == ["The Courier"]


def test_an_article_that_comes_back_to_an_event_without_actors_reports_it_again() -> None:
    article = visit("a", "A", "2025-02-10..2025-02-16")
    article.sentences.append("The visit lasted a day.")
    article.event(1, "visit", "2025-02-10..2025-02-16", kind="meeting_visit")
    assert merged(article) == 1


def test_two_triggers_of_one_sentence_are_two_events() -> None:
    article = Article("a", "A", "2025-02-20", ["Arland accused Borland and imposed tariffs."])
    for trigger in ("accused", "imposed"):
        article.event(0, trigger, "2025-02-11", kind="sanction", actors=("arland", "borland"))
    assert merged(article) == 2


def test_one_speakers_words_of_one_day_are_one_statement_however_reworded() -> None:
    articles = []
    for doc_id, words in (("a", "It will help, Bo Berg said."), ("b", "Berg told us of progress.")):
        cue = "said" if doc_id == "a" else "told"
        articles.append(
            Article(doc_id, doc_id.upper(), "2025-02-20", [words]).event(
                0, cue, "2025-02-11", kind="statement", actors=("bo_berg",), source_name="Bo Berg"
            )
        )
    assert merged(*articles) == 1


def test_joined_late() -> None:
    """Two events of one article become one when a third report is like both."""
    one = visit("a", "A", "2025-02-10..2025-02-16", "Larsson visited the harbour of Borland today.")
    other = "Larsson visited a school and the harbour workers in Borland."
    two = visit("b", "B", "2025-02-10..2025-02-16", other)
    assert merged(one, two) == 1


def test_origins_are_the_roots_of_the_relay_chain() -> None:
    words = "Borland bought ten ships, Bo Berg said, the Wire Agency reported."
    articles = []
    for doc_id in "abc":
        article = Article(doc_id, f"Outlet {doc_id}", "2025-02-20", [words])
        article.event(0, "bought", "2025-02-11", kind="deal", actors=("borland",))
        articles.append(article)
    articles[0].said(0, "said", source_name="Bo Berg", source_type="named")
    articles[1].said(
        0, "said", source_name="Bo Berg", source_type="named", relay_name="Wire Agency"
    )
    articles[2].said(
        0, "said", source_name="officials", source_type="unnamed", relay_name="Wire Agency"
    )
    reports = group_reports(make_tables(*articles))
    assert reports["origin"].tolist() == ["Bo Berg", "Bo Berg", "Wire Agency"]
    assert count_events(reports)["n_origins"].tolist() == [2]


def test_an_unnamed_source_without_a_relay_leaves_the_outlet_as_origin() -> None:
    article = visit("a", "The Courier", "2025-02-11")
    article.said(0, "visited", source_name="officials", source_type="unnamed")
    assert group_reports(make_tables(article))["origin"].tolist() == ["The Courier"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (["happened", "claimed"], "claimed"),
        (["happened", "happened", "claimed"], "happened"),
        (["planned", "forecast", "planned"], "planned"),
        (["planned", "planned", "claimed"], "claimed"),
        (["ongoing", "happened"], "happened"),
    ],
)
def test_the_status_is_what_most_articles_say_and_a_tie_is_cautious(
    told: list[str], expected: str
) -> None:
    articles = []
    for i, status in enumerate(told):
        article = Article(str(i), f"O{i}", "2025-02-20", ["Anna Larsson visited Borland."])
        who = ("anna_larsson", "borland")
        article.event(0, "visited", "2025-02-11", kind="visit", status=status, actors=who)
        articles.append(article)
    events = count_events(group_reports(make_tables(*articles)))
    assert events["status"].tolist() == [expected]


def test_no_events_and_undated_ones() -> None:
    empty = make_tables(Article("a", "A", "2025-02-20", ["Nothing happened."]))
    events = count_events(group_reports(empty))
    assert events.empty
    assert select_events(events).empty
    assert select_single(events, 2).empty
    undated = count_events(group_reports(make_tables(visit("a", "A", ""))))
    assert len(undated) == 1
    assert select_events(undated).empty


def test_too_few_outlets_are_listed_not_drawn_and_one_outlet_has_nothing_alone() -> None:
    one, two = visit("a", "A", "2025-02-11"), signing("b", "B")
    events = count_events(group_reports(make_tables(one, two)))
    assert len(select_events(events, min_outlets=1)) == 2
    assert select_events(events, min_outlets=2).empty
    assert len(select_single(events, 2)) == 2
    alone = count_events(group_reports(make_tables(one, visit("b", "A", "2025-01-01"))))
    assert select_single(alone, 1).empty


@given(st.permutations(range(4)))
def test_events_do_not_depend_on_the_order_of_articles(order: list[int]) -> None:
    days = ["2025-02-11", "2025-02-01..2025-02-28", "2025-02-12", "2025-06-01"]
    articles = [visit(str(i), f"O{i}", span) for i, span in enumerate(days)]
    reports = group_reports(make_tables(*(articles[i] for i in order)))
    groups = reports.groupby("event_id")["doc_id"].apply(sorted).tolist()
    assert groups == [["0", "1", "2"], ["3"]]


def shipment(doc_id: str, days: str, **given: object) -> Article:
    """A claimed delivery without a first day, told in one sentence."""
    given = {"kind": "transfer", "status": "claimed", "actors": ("arland", "borland")} | given
    words = {
        "a": "Arland sent arms and gave Borland fuel.",
        "b": "Rockets were sent across a frozen lake at night, spies believe.",
    }
    told = Article(doc_id, doc_id.upper(), "2025-03-20", [words[doc_id]])
    return told.event(0, "sent", days, **given)


def test_one_accusation_without_a_day_is_one_event_whoever_makes_it_within_a_month() -> None:
    one = shipment("a", "..2025-02-10", source_name="Anna Larsson")
    assert merged(one, shipment("b", "..2025-03-01", source_name="Bo Berg")) == 1
    assert merged(one, shipment("b", "..2025-05-01")) == 2
    assert merged(one, shipment("b", "..2025-03-01", actors=("arland",))) == 2


def test_a_delivery_that_nobody_dates_is_known_by_what_is_given() -> None:
    def told(doc_id: str, words: str, days: str, **given: object) -> Article:
        article = Article(doc_id, doc_id.upper(), "2025-03-20", [words])
        given = {"kind": "transfer", "actors": ("arland", "borland")} | given
        return article.event(0, "supplied", days, **given)

    one = told("a", "Arland has supplied Borland with old rockets for its war.", "..2025-03-20")
    two = told("b", "Since May Arland supplied rockets and fuel.", "2023-05-01..2025-03-01")
    assert merged(one, two) == 1
    fuel = "Arland supplied Borland with fuel for its war."
    assert merged(one, told("b", fuel, "..2025-03-01")) == 2
    both = make_tables(told("c", one.sentences[0], "..2025-02-01"), one)
    (event,) = count_events(group_reports(both)).itertuples()
    assert str(event.latest.date()) == "2025-02-01"  # the earlier end says more


def test_two_things_given_in_one_sentence_by_the_same_are_one_delivery() -> None:
    days = "2024-01-01..2025-03-01"
    told = shipment("a", days).event(
        0, "gave", days, kind="transfer", status="claimed", actors=("arland",)
    )
    assert merged(told) == 1
