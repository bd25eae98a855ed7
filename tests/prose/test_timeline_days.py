"""The section on days: true for one day, for ties and for a corpus that has none of it."""

from __future__ import annotations

import pandas as pd
import pytest
from markupsafe import Markup

from helpers.analyse.evidence import choose_passages
from helpers.prose.timeline import head_days, lay_out_days, say_days
from helpers.records import Tables
from tests.timeline_tables import Article, make_tables

HOSTILE = "<b>Dockers & co.</b> walked out"


@pytest.fixture
def tables() -> Tables:
    return make_tables(
        *(
            Article(str(i), f"Outlet <{i % 2}>", "2025-03-05", [f"{HOSTILE} at dawn, {i} said."])
            .event(0, "walked out", "2025-03-04")
            for i in range(4)
        )
    )  # fmt: skip


def days_of(*counts: int) -> pd.DataFrame:
    days = pd.to_datetime([f"2025-03-{i + 4:02}" for i in range(len(counts))])
    return pd.DataFrame({"day": days, "n_articles": counts, "n_outlets": 1})


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((3,), "Most articles name 4 March 2025: 3 of 4 articles. It is the only day up to"),
        ((3, 2), "Most articles name 4 March 2025: 3 of 4 articles. Below, in order of time, are"),
        ((3, 3), "2 days are named in the most articles, 3 of 4 articles each: 4 March 2025 and"),
    ],
)
def test_what_is_said(counts: tuple[int, ...], expected: str, tables: Tables) -> None:
    assert str(say_days(days_of(*counts), tables)).startswith(expected)


def test_a_corpus_without_days_has_no_section(tables: Tables) -> None:
    none = days_of()
    passages = choose_passages(tables)
    assert head_days(none) == say_days(none, tables) == ""
    assert lay_out_days(none, pd.DataFrame(columns=["day"]), passages, tables) == {}


def test_every_row_quotes_escaped_words_and_leads_to_its_sentence(tables: Tables) -> None:
    sentence = tables.sentences.iloc[0]
    row = {
        "day": pd.Timestamp("2025-03-04"), "doc_id": sentence["doc_id"],
        "sentence_id": sentence["sentence_id"], "start": sentence["start"],
        "end": sentence["end"], "basis": "opens an article of the day after",
    }  # fmt: skip
    passages = choose_passages(tables, evidence="sentences")
    (table,) = lay_out_days(days_of(3), pd.DataFrame([row]), passages, tables).values()
    assert table["Outlets"].tolist() == ["1 of 2"]
    words = table["In their own words"][0]
    assert isinstance(words, Markup)
    assert f"#{sentence['doc_id']}-" in words or sentence["doc_id"] in words
    assert "&lt;b&gt;Dockers &amp; co.&lt;/b&gt; walked out" in words
    assert "<b>" not in words
    assert words.endswith("(opens an article of the day after)")
