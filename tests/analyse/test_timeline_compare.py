"""Conflicts, the reference, promises, orders and days."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from helpers.analyse import timeline
from helpers.analyse.timeline import order as order_module
from helpers.analyse.timeline.promises import measure_window
from helpers.records import Fact, Milestone
from tests.timeline_tables import SIGNED, Article, announcing, make_tables, signing, visit


def test_days_that_exclude_each_other_conflict_and_one_day_apart_is_its_own_sort() -> None:
    tables = make_tables(signing("a", "A"), signing("b", "B", "2025-03-18"))
    reports = timeline.group_reports(tables)
    events = timeline.count_events(reports, tables.milestones)
    near = timeline.compare_dates(reports, events)
    assert near[["sort", "days_apart"]].to_numpy().tolist() == [["one day apart", 1]]
    far = make_tables(signing("a", "A"), signing("b", "B", "2025-03-25"))
    reports = timeline.group_reports(far)
    conflict = timeline.compare_dates(reports, timeline.count_events(reports, far.milestones))
    assert conflict.iloc[0]["sort"] == "different days"
    assert conflict.iloc[0]["milestone_label"] == "Pact signed"
    assert {conflict.iloc[0]["doc_id"], conflict.iloc[0]["other_doc_id"]} == {"a", "b"}


def test_a_day_that_the_codebook_lends_neither_conflicts_nor_differs() -> None:
    lent = signing("b", "B", "2025-03-17")
    lent.events.clear()
    states = ("arland", "borland")
    lent.event(
        0, "signed", "2025-03-25", actors=states, milestone="pact_signed", days_basis="reference"
    )
    tables = make_tables(signing("a", "A"), lent)
    reports = timeline.group_reports(tables)
    events = timeline.count_events(reports, tables.milestones)
    assert timeline.compare_dates(reports, events).empty
    assert timeline.compare_reference(tables, reports).empty


def test_days_that_can_be_the_same_do_not_conflict() -> None:
    tables = make_tables(visit("a", "A", "2025-02-11"), visit("b", "B", "2025-02-01..2025-02-28"))
    reports = timeline.group_reports(tables)
    assert timeline.compare_dates(reports, timeline.count_events(reports)).empty


def promise_tables(*windows: str, speakers: tuple[str, ...] = ("bo_berg", "bo_berg")) -> object:
    words = ["in time", "at some point"]
    article = Article("a", "A", "2025-03-01", [f"It will be signed {w}, he said." for w in words])
    for n, (window, who) in enumerate(zip(windows, speakers, strict=False)):
        article.promise(n, words[n], window, source_id=who, source_name="Bo Berg")
    return make_tables(article)


def test_two_windows_of_one_speaker_in_one_article_conflict_only_without_a_common_day() -> None:
    tables = promise_tables("2025-03-10..2025-03-16", "2025-03-21..2025-03-31")
    windows = timeline.compare_windows(timeline.compare_promises(tables))
    assert windows[["source_name", "days_apart"]].to_numpy().tolist() == [["Bo Berg", 5]]
    for other in ("2025-03-16..2025-03-31", "..2025-03-31", "2025-03-01..", ""):
        held = promise_tables("2025-03-10..2025-03-16", other)
        assert timeline.compare_windows(timeline.compare_promises(held)).empty, other
    two = promise_tables(
        "2025-03-10..2025-03-16", "2025-03-21..2025-03-31", speakers=("bo_berg", "anna_larsson")
    )
    assert timeline.compare_windows(timeline.compare_promises(two)).empty
    unknown = promise_tables(
        "2025-03-10..2025-03-16", "2025-03-21..2025-03-31", speakers=("unknown", "unknown")
    )
    assert timeline.compare_windows(timeline.compare_promises(unknown)).empty


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ("2025-03-21..2025-03-31", ("early", 4, 14)),
        ("2025-03-13..2025-03-19", ("within", 0, 0)),
        ("2025-03-17..2025-03-17", ("within", 0, 0)),
        ("..2025-02-28", ("late", 17, 17)),
        ("..2025-03-17", ("within", 0, 0)),
        ("2025-03-01..2025-03-10", ("late", 7, 16)),
        ("2025-03-01..", ("open", None, None)),
        ("2025-03-20..", ("early", 3, None)),
        ("", ("no window", None, None)),
    ],
)
def test_days_early_or_late_are_a_range(window: str, expected: tuple) -> None:
    row = timeline.compare_promises(promise_tables(window)).iloc[0]
    least, most = (None if pd.isna(row[n]) else int(row[n]) for n in ("least", "most"))
    assert (row["outcome"], least, most) == expected


def test_a_milestone_with_bounds_can_leave_a_window_undecided() -> None:
    days = [pd.Timestamp(f"2025-03-{d}") for d in (10, 16, 14, 20)]
    assert measure_window(*days) == ("undecided", None, None)
    assert measure_window(days[0], days[1], pd.NaT, pd.NaT)[0] == "pending"


def test_a_statement_without_a_day_was_made_by_publication() -> None:
    row = timeline.compare_promises(promise_tables("..2025-03-31")).iloc[0]
    assert (row["said_basis"], row["said_latest"].date()) == ("by publication", dt.date(2025, 3, 1))
    assert pd.isna(row["said_earliest"])


def test_a_milestone_that_the_reference_lacks_is_pending() -> None:
    article = Article("a", "A", "2025-03-01", ["They will meet by June."])
    article.promise(0, "by June", "..2025-06-30", milestone="summit")
    row = timeline.compare_promises(make_tables(article)).iloc[0]
    assert row["outcome"] == "pending"


def test_figures_conflict_only_when_verb_and_period_match() -> None:
    tables = make_tables(
        visit("a", "A", "2025-02-11"),
        visit("b", "B", "2025-02-11"),
        visit("c", "C", "2025-04-11"),
    )
    reports = timeline.group_reports(tables)
    pair = {
        "head": "ships", "same_verb": True, "doc_id_a": "a", "sentence_id_a": "p1s1",
        "doc_id_b": "b", "sentence_id_b": "p1s1",
    }  # fmt: skip
    numbers = pd.DataFrame([pair | {"doc_id_b": "c"}, pair, pair | {"same_verb": False}])
    verdicts = timeline.compare_figures(numbers, reports)["verdict"].tolist()
    assert verdicts == ["conflict", "different things", "different things"]


def test_every_milestone_has_a_state() -> None:
    day = dt.date(2025, 5, 1)
    later = Milestone("ratified", "Pact ratified", day, day, "vote", "Gazette")
    older = Milestone("drafted", "Pact drafted", dt.date(2024, 1, 1), dt.date(2024, 1, 31), "", "")
    seen = Milestone("opened", "Talks opened", dt.date(2024, 9, 1), dt.date(2024, 9, 30), "", "")
    article = signing()
    article.sentences.append("Talks will open in September.")
    article.event(1, "open", "2024-09-01..2024-09-30", status="planned", milestone="opened")
    tables = make_tables(article, milestones=(SIGNED, later, older, seen))
    states = timeline.compare_milestones(tables, timeline.group_reports(tables))
    assert dict(zip(states["id"], states["state"], strict=True)) == {
        "drafted": "not reported",
        "opened": "announced",
        "pact_signed": "reported",
        "ratified": "after the newest article",
    }
    assert states["n_articles"].sum() == 1


def test_what_is_announced_for_after_the_newest_article_is_announced() -> None:
    tables = make_tables(announcing(days="2025-03-10..2025-03-20"))
    (found,) = timeline.compare_milestones(tables, timeline.group_reports(tables)).itertuples()
    assert (found.state, found.n_articles, found.n_announcing) == ("announced", 0, 1)


def test_an_expected_visit_is_no_promise_of_the_day() -> None:
    article = Article("a", "A", "2025-03-01", ["He will visit by 10 March."])
    article.promise(0, "by 10 March", "..2025-03-10", kind="visit")
    row = timeline.compare_promises(make_tables(article)).iloc[0]
    assert row["outcome"] == "not measured" and pd.isna(row["least"])


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"said_earliest": "2025-02-03", "said_latest": "2025-02-03"}, "reported"),
        ({"said_earliest": "2025-02-01", "said_latest": "2025-02-28"}, "reported"),
        ({"said_earliest": "2025-02-04", "said_latest": "2025-02-04"}, "not reported"),
        ({}, "perhaps reported"),
        ({"source_id": "bo_berg"}, "not reported"),
    ],
)
def test_a_statement_of_the_chronology_is_known_by_speaker_and_day(said: dict, state: str) -> None:
    day = dt.date(2025, 2, 3)
    spoken = Milestone(
        "announced", "Larsson on it", day, day, "statement", "Gazette", who=("anna_larsson",)
    )
    article = Article("a", "The Courier", "2025-03-01", ["The pact will be signed in March."])
    days = {k: dt.date.fromisoformat(v) if k.startswith("said") else v for k, v in said.items()}
    days = {"source_id": "anna_larsson"} | days
    article.promise(0, "in March", "2025-03-01..2025-03-31", **days)
    tables = make_tables(article, milestones=(SIGNED, spoken))
    states = timeline.compare_milestones(tables, timeline.group_reports(tables))
    found = states.set_index("id").loc["announced"]
    assert found["state"] == state
    assert found["n_articles"] == (state == "reported")
    assert bool(found["sentence_id"]) == (state != "not reported")


def test_a_report_on_other_days_differs_from_the_reference_once_per_article() -> None:
    tables = make_tables(
        signing("a", "A", "2025-03-18"), signing("b", "B"), signing("c", "C", "2025-03-25")
    )
    differences = timeline.compare_reference(tables, timeline.group_reports(tables))
    assert differences[["doc_id", "sort", "days_apart"]].to_numpy().tolist() == [
        ["a", "one day apart", 1],
        ["c", "different days", 8],
    ]


def test_facts_come_with_their_reference() -> None:
    fact = Fact("length", "How long the pact runs", "ten years", "Gazette", ("20 years",))
    article = signing()
    article.sentences.append("It runs for 20 years. It runs for 20 years.")
    article.fact(1, "20 years", "length").fact(1, "20 years", "length")
    rows = timeline.compare_facts(make_tables(article, facts=(fact,)))
    assert rows[["doc_id", "reference", "text"]].to_numpy().tolist() == [
        ["a", "ten years", "20 years"]
    ]
    assert timeline.compare_facts(make_tables(signing())).empty


def test_orders_hold_only_under_all_bounds() -> None:
    one = Article("a", "A", "2025-01-10", ["Text."])
    two = Article("b", "B", "2025-02-01", ["Text."], bounds=("2025-01-05", "2025-02-10"))
    three = Article(
        "c", "C", "2025-03-01", ["Text."],
        bounds=("2025-03-01", "2025-03-02"), text_bounds=("2025-01-01", "2025-03-31"),
    )  # fmt: skip
    order = timeline.compare_order(timeline.list_articles(make_tables(one, two, three)))
    held = {(r.first, r.second): (r.holds, r.holds_by_text) for r in order.itertuples()}
    assert held == {
        ("a", "b"): (False, False),
        ("a", "c"): (True, False),
        ("b", "c"): (True, False),
    }
    alone = timeline.compare_order(timeline.list_articles(make_tables(one)))
    assert alone.empty


def test_a_bound_that_is_not_known_is_open() -> None:
    tables = make_tables(
        Article("a", "A", "2025-01-10", ["Text."], bounds=("2025-01-05", "2025-01-12")),
        Article("b", "B", "2025-02-01", ["Text."]),
        Article("c", "C", "2025-03-01", ["Text."], bounds=("2025-02-20", "2025-03-10")),
    )
    tables.articles.loc[2, ["published_latest", "published"]] = pd.NaT
    rows = timeline.list_articles(tables).set_index("id")
    assert rows.loc["a", ["text_earliest", "text_latest"]].isna().all()
    assert rows.loc["b", "text_latest"] == pd.Timestamp("2025-02-01")
    assert pd.isna(rows.loc["c", "latest"])
    order = timeline.compare_order(timeline.list_articles(tables))
    held = {(r.first, r.second): (r.holds, r.holds_by_text) for r in order.itertuples()}
    assert held == {
        ("a", "b"): (True, False),
        ("a", "c"): (True, False),
        ("b", "c"): (True, False),
    }


def test_the_newest_are_compared_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order_module, "MOST", 2)
    tables = make_tables(
        *(Article(d, d, f"2025-01-1{n}", ["Text."]) for n, d in enumerate("abc"))
    )
    tables.articles.loc[0, ["published", "published_earliest", "published_latest"]] = pd.NaT
    order = timeline.compare_order(timeline.list_articles(tables))
    assert order[["first", "second", "holds"]].to_numpy().tolist() == [["b", "c", True]]


def test_statements_of_one_day_have_no_order() -> None:
    tables = promise_tables("2025-03-10..", "2025-03-20..")
    statements = timeline.list_statements(timeline.compare_promises(tables), tables)
    assert timeline.compare_order(statements)["holds"].tolist() == [False]


@pytest.mark.parametrize(
    ("named", "days", "text_days"),
    [
        ("in time", ["2025-02-25", "2025-03-09"], ["2025-01-01", "2025-03-31"]),
        ("1 March", ["2025-03-01", "2025-03-01"], ["2025-03-01", "2025-03-01"]),
    ],
)
def test_a_statement_is_as_uncertain_as_the_day_it_hangs_on(
    named: str, days: list[str], text_days: list[str]
) -> None:
    article = Article(
        "a", "A", "2025-03-01", ["It will be signed in time, he said on 1 March."],
        bounds=("2025-02-25", "2025-03-09"), text_bounds=("2025-01-01", "2025-03-31"),
    )  # fmt: skip
    article.time(0, named, "2025-03-01")
    day = dt.date(2025, 3, 1)
    article.promise(0, "in time", "2025-03-10..", said_earliest=day, said_latest=day)
    tables = make_tables(article)
    (row,) = timeline.list_statements(timeline.compare_promises(tables), tables).itertuples()
    assert [f"{row.earliest:%F}", f"{row.latest:%F}"] == days
    assert [f"{row.text_earliest:%F}", f"{row.text_latest:%F}"] == text_days
