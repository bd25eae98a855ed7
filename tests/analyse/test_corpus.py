"""What was read: meetings, shared text, furniture, who is who, words."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.analyse import corpus
from helpers.prose import corpus_people as people
from helpers.records import WORD
from tests.small_corpus import make_corpus
from tests.timeline_tables import Article, make_tables

TALKS = {"kind": "meeting_visit", "actors": ("anna_larsson", "bo_berg", "arland")}


def met(doc_id: str, outlet: str, sentence: str, days: str, **given: object) -> Article:
    trigger = "met" if " met " in sentence else "talks"
    return Article(doc_id, outlet, "2025-02-20", [sentence]).event(
        0, trigger, days, **(TALKS | given)
    )


def test_a_meeting_announced_here_and_reported_there_is_one() -> None:
    words = "Anna Larsson and Bo Berg: talks in Springfield."
    before = met("a", "The Courier", words, "2025-02-11..2025-02-13", status="planned")
    after = met("b", "The Herald", words, "2025-02-10..2025-02-20")
    (row,) = corpus.list_meetings(make_tables(before, after)).itertuples()
    assert row.who == ("Anna Larsson", "Bo Berg")
    assert (row.articles, row.ahead) == (2, True)
    assert row.statuses == {"happened": 1, "planned": 1}
    assert row.places == {"a": "p1s1", "b": "p1s1"}


def test_people_of_one_meeting_may_be_named_in_several_sentences() -> None:
    given = {"milestone": "pact_signed", "days": "2025-02-11"}
    one = met("a", "The Courier", "Anna Larsson met her guest.", actors=("anna_larsson",), **given)
    two = met("b", "The Herald", "Bo Berg met his hosts.", actors=("bo_berg",), **given)
    assert list(corpus.list_meetings(make_tables(one, two))["who"]) == [("Anna Larsson", "Bo Berg")]
    assert corpus.list_meetings(make_tables(one)).empty


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ([], "No dated meeting of two people was found."),
        (["happened"], "1 meeting was found; it was not still ahead when an article told of it."),
        (["forecast"], "1 meeting was found; it was still ahead when an article told of it."),
        (
            ["planned", "happened"],
            "2 meetings were found; 1 of them was still ahead when an article told of it.",
        ),
    ],
)
def test_what_was_still_ahead_is_said(statuses: list[str], said: str) -> None:
    articles = [
        met(f"d{i}", "The Courier", "Larsson met Berg.", f"2025-0{i + 1}-11", status=status)
        for i, status in enumerate(statuses)
    ]
    tables = make_tables(*(articles or [Article("x", "The Courier", "2025-02-20", ["Nothing."])]))
    meetings = corpus.list_meetings(tables)
    assert people.say_meetings(meetings) == said
    assert len(people.lay_out_meetings(tables, meetings)) == len(statuses)


def with_sentences(*texts: str) -> pd.DataFrame:
    """Tables whose articles a and b have these sentences; ``|`` parts two of them."""
    tables = make_corpus("a", "b")
    tables.zones["zone"] = "body"
    rows = [
        (doc, f"p1s{n}", 0, 0, text, 1, n)
        for doc, whole in zip("ab", texts, strict=True)
        for n, text in enumerate(whole.split("|"), start=1)
    ]
    columns = ["doc_id", "sentence_id", "start", "end", "text", "paragraph", "number"]
    frame = pd.DataFrame(rows, columns=columns)
    object.__setattr__(tables, "sentences", frame)
    return corpus.compare_texts(tables)


@pytest.mark.parametrize(
    ("a", "b", "run"),
    [
        ("one two three four five six", "one two three four five six", 6),
        ("one two three four five|six seven", "one two three four five six seven", 5),
        ("one two three four five|six", "one two three four five|six", 5),
        ("Russia’s full-scale move to the sea", "russia's full-scale move to the sea", 6),
    ],
)
def test_a_shared_run_ends_with_its_sentence(a: str, b: str, run: int) -> None:
    assert with_sentences(a, b)["run"].tolist() == [run]


def test_four_words_and_a_full_stop_are_no_shared_run() -> None:
    assert with_sentences("one two three four|five six", "one two three four|five six").empty


def test_furniture_is_counted_in_units_too() -> None:
    units = corpus.count_units(make_corpus()).set_index("doc_id")
    assert units.loc["a"].tolist() == [6, 2]
    assert units.loc["c"].tolist() == [1, 0]


def test_who_is_only_meant_by_an_office_is_marked() -> None:
    tables = make_corpus()
    assert not any(corpus.list_actors(tables)["by_role"])
    tables.actors.loc[tables.actors["actor_id"] == "anna", ["kind", "text"]] = ["role", "minister"]
    actors = corpus.list_actors(tables).set_index("actor_id")
    assert actors.loc["anna", ["wordings", "by_role"]].tolist() == [[], ["minister"]]
    laid = people.lay_out_actors(tables, actors.reset_index()).set_index("Name")
    assert laid.loc["Anna Larsson", "Called"] == "by role: minister"


def test_one_definition_of_a_word() -> None:
    assert WORD.findall("Russia’s full-scale “ties”, 10 of them") == [
        "Russia’s", "full-scale", "ties", "10", "of", "them"
    ]  # fmt: skip
