"""A large corpus by its days: which are chosen, and which sentences tell them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from helpers.analyse.evidence import SHARE, choose_passages, count_shown
from helpers.analyse.timeline import choose_days, rank_days, select_sentences
from helpers.analyse.timeline.summaries import AHEAD, EACH, MANY, NAMES, NEXT_DAY, SAME_DAY
from helpers.prose.timeline.days import PLAIN
from helpers.records import Tables
from helpers.tables import tag_articles, tag_study
from tests.port_corpus import COUNT, STORY, write_port_study

DAYS = [day for day, *_ in STORY]
STOP = "The dockers' strike shut the northern harbour gates"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return tag_study(write_port_study(tmp_path_factory.mktemp("port")))


def tag_few(*articles: tuple[str, str]) -> Tables:
    """Articles as (day of publication, text), each of its own outlet."""
    table = pd.DataFrame(articles, columns=["published", "text"])
    names = [f"{i}" for i in range(len(table))]
    table = table.assign(published=pd.to_datetime(table["published"]), title="")
    return tag_articles(table.assign(doc_id=[f"d{n}" for n in names], outlet=names))


def tell(day: str, *articles: tuple[str, str], most: int = EACH) -> list[tuple[str, str]]:
    """Article and basis of the sentences chosen for a day."""
    told = select_sentences(tag_few(*articles), [pd.Timestamp(day)], most)
    return list(zip(told["doc_id"], told["basis"], strict=True))


def test_the_days_of_the_story_are_chosen_and_a_reprinted_notice_is_not(port: Tables) -> None:
    days = choose_days(port)
    assert [day.date() for day in days["day"]] == DAYS
    assert days["n_outlets"].eq(4).all()
    notice = rank_days(port, DAYS[0], DAYS[-1]).query("n_wordings == 1")
    assert notice["n_articles"].max() > MANY // 2


def test_a_small_corpus_has_no_days(port: Tables) -> None:
    assert len(port.articles) == COUNT > MANY
    few = replace(port, articles=port.articles.head(MANY))
    undated = replace(port, articles=port.articles.assign(published=pd.NaT))
    for tables in (few, undated):
        days = choose_days(tables)
        assert days.empty
        assert list(days) == list(choose_days(port))
        assert select_sentences(tables, days["day"]).empty


def test_at_most_so_many_days_as_asked_for(port: Tables) -> None:
    ranked = rank_days(port, DAYS[0], DAYS[-1]).query("n_wordings > 1")
    assert set(choose_days(port, 2)["day"]) == set(ranked["day"].head(2))


def test_sentences_tell_their_day_in_different_articles_and_words(port: Tables) -> None:
    told = select_sentences(port, DAYS)
    assert told["day"].dt.date.unique().tolist() == DAYS
    assert told.groupby("day").size().max() <= EACH
    assert not told.duplicated(["day", "doc_id"]).any()
    words = ("walked out|shut", "talks", "court|judges", "deal", "unloaded")
    for (_, mine), word in zip(told.groupby("day"), words, strict=True):
        assert mine["text"].str.lower().str.contains(word).all(), mine["text"].tolist()
        assert mine["closeness"].is_monotonic_decreasing
        assert mine["closeness"].between(0, 1 + 1e-9).all()


def test_sentences_keep_their_place(port: Tables) -> None:
    texts = port.articles.set_index("doc_id")["text"]
    for row in select_sentences(port, DAYS).itertuples():
        assert texts[row.doc_id][row.start : row.end] == row.text


def test_every_sentence_has_an_evidence_entry(port: Tables) -> None:
    layers = (port.times, port.events, port.attributions, port.actors)
    known = {(r.doc_id, r.sentence_id) for layer in layers for r in layer.itertuples()}
    told = select_sentences(port, DAYS)
    assert {(r.doc_id, r.sentence_id) for r in told.itertuples()} <= known


def test_what_tells_a_day_is_quoted_before_other_events(port: Tables) -> None:
    passages = choose_passages(port)
    for row in select_sentences(port, DAYS).itertuples():
        mine = passages[passages["doc_id"] == row.doc_id]
        shown = mine[(mine["start"] < row.end) & (mine["end"] > row.start)]["text"]
        assert shown.str.split().str.len().max() >= 8, list(shown)
    assert (count_shown(port, passages)["share"] <= SHARE).all()


def test_the_order_of_the_articles_changes_no_sentence(port: Tables) -> None:
    turned = replace(
        port,
        **{name: getattr(port, name).iloc[::-1] for name in ("times", "sentences", "articles")},
    )
    pd.testing.assert_frame_equal(select_sentences(port, DAYS), select_sentences(turned, DAYS))


def test_a_lead_without_a_day_tells_of_its_day_or_the_day_before() -> None:
    lead = ("2025-03-04", f"{STOP}, the union said.\nMore on page two.")
    assert tell("2025-03-04", lead) == [("d0", SAME_DAY)]
    assert tell("2025-03-03", lead) == [("d0", NEXT_DAY)]
    assert tell("2025-03-02", lead) == []


def test_a_lead_that_names_another_day_does_not() -> None:
    assert tell("2025-03-04", ("2025-03-04", f"{STOP} on 1 March 2025, the union said.")) == []


def test_what_names_the_day_comes_before_a_lead_and_before_an_announcement() -> None:
    named = ("2025-03-06", f"{STOP} on 4 March 2025 in the rain.")
    lead = ("2025-03-04", f"{STOP} in a great storm, the union said.")
    ahead = ("2025-03-01", "The dockers will strike and shut the harbour gates on 4 March 2025.")
    chosen = tell("2025-03-04", ahead, lead, named, most=3)
    assert chosen[0] == ("d2", NAMES)
    assert dict(chosen).get("d0", AHEAD) == AHEAD


def test_near_repeats_and_bare_dates_stay_out() -> None:
    repeat = [("2025-03-05", f"{STOP} on 4 March 2025{end}") for end in (".", " again.", ", too.")]
    other = ("2025-03-05", "Ministers met on 4 March 2025 to speak of ferry timetables.")
    bare = ("2025-03-05", "4 March 2025.\nNothing else was told by this short article.")
    chosen = [doc for doc, _ in tell("2025-03-04", *repeat, other, bare, most=4)]
    assert len(set(chosen) & {"d0", "d1", "d2"}) == 1
    assert "d3" in chosen
    assert "d4" not in chosen
    assert tell("2025-03-04", bare) == [("d0", NAMES)]


def test_the_words_for_a_sentence_that_names_its_day_agree() -> None:
    assert PLAIN == NAMES


def test_the_limit_is_more_than_many(tmp_path: Path) -> None:
    studies = [write_port_study(tmp_path / str(n), n) for n in (MANY, MANY + 1)]
    assert [len(choose_days(tag_study(study))) for study in studies] == [0, len(STORY)]
