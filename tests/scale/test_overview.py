"""A corpus in parts counts what the same corpus in one table does, and quotes what it says."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from dataclasses import fields, replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analyse import coverage
from helpers.analyse.corpora.facts import find_named
from helpers.analyse.coverage.sources import group_sources, list_statements
from helpers.analyse.evidence import SHARE
from helpers.analyse.timeline import rank_days
from helpers.overview import CHECKED, EACH, Overview
from helpers.prose.corpora import coverage as claims_prose
from helpers.prose.corpora import intake, quotes, timeline
from helpers.records import ANSWERS, COMMITMENTS, WORD, Codebook, Document, Tables
from helpers.scale import EngineError
from helpers.scale.aggregate import tabulate_shard
from helpers.scale.overview import Choice
from helpers.scale.overview.days import rank_days as rank_parts
from helpers.scale.overview.make import open_facts
from helpers.tag import tag
from tests.scale.sample import make_overview, make_sample, read_canal, take, write_facts

WIDE = dt.date(1900, 1, 1), dt.date(2100, 1, 1)


def same(one: Overview, other: Overview) -> None:
    for f in fields(Overview):
        a, b = getattr(one, f.name), getattr(other, f.name)
        if isinstance(a, pd.DataFrame):
            pd.testing.assert_frame_equal(a, b, obj=f.name)
        elif f.name != "codebook":
            assert a == b, f.name


@pytest.fixture(scope="module")
def whole() -> Tables:
    study, tags = read_canal()
    return tabulate_shard(study.documents, tags, study.codebook)


@pytest.mark.parametrize("part", [7, 1000])
def test_how_a_corpus_is_parted_makes_no_difference(part: int) -> None:
    same(make_overview(*read_canal(), part=part), make_sample())


def test_counts_are_those_of_the_chapters_of_a_small_study(whole: Tables) -> None:
    corpus = make_sample()
    claims = coverage.count_claims(whole).set_index("claim_id")
    counted = corpus.claims.set_index("claim_id")
    assert len(claims)
    for column in ("articles", "outlets"):
        assert counted[column].to_dict() == claims[column].to_dict()
    assert counted["own voice"].to_dict() == claims["own"].to_dict()
    cells = coverage.count_cells(whole)
    for code in (*COMMITMENTS, *ANSWERS):
        some = cells[cells[code] > 0].groupby("claim_id").size()
        assert counted[code][counted[code] > 0].to_dict() == some.to_dict()
    statements = list_statements(whole)
    groups = Counter(group_sources(whole, statements))
    told = corpus.sources.set_index("group")
    assert told["statements"].to_dict() == dict(groups)
    assert told["words"].sum() == statements["words"].sum()
    mentions = whole.actors.groupby("actor_id").size()
    assert corpus.actors.set_index("actor_id")["mentions"].to_dict() == mentions.to_dict()
    outlets = whole.articles.groupby("outlet")["words"].sum()
    assert corpus.outlets.set_index("outlet")["words"].to_dict() == outlets.to_dict()


def test_days_are_those_of_one_table(whole: Tables, tmp_path: Path) -> None:
    ranked = rank_days(whole, *WIDE)
    facts, _ = write_facts(*read_canal(), 7, tmp_path)
    with open_facts(facts, Choice(), str(tmp_path)) as connection:
        parted = rank_parts(connection, *WIDE)
    pd.testing.assert_frame_equal(parted[list(ranked)], ranked, check_dtype=False)
    weights = ranked.set_index("day")["weight"]
    days = make_sample().days
    assert len(ranked) > 30 and len(days)
    assert days["weight"].to_list() == weights[days["day"]].to_list()
    assert (days["day"] <= whole.articles["published"].max()).all()


def test_a_day_of_the_timeline_is_named_in_its_sentences(whole: Tables) -> None:
    """By its date or weekday: a clock time alone counts for its weight and is no naming of it."""
    day = pd.Timestamp("2021-05-04")
    times = whole.times.head(3).assign(
        rule=["clock_half", "clock_half", "weekday"], text=["9 pm", "9 pm Tuesday", "Tuesday"],
        earliest=day, latest=day, precision="day", sentence_id=["p1s1", "p1s2", "p1s3"],
    )  # fmt: skip
    assert find_named(times)["sentence_id"].to_list() == ["p1s2", "p1s3"]
    corpus = make_sample()
    words = corpus.quotes[corpus.quotes["use"] == "day"]
    assert len(words)
    for row in words.itertuples():
        day = pd.Timestamp(row.key)
        assert any(f"{word}" in row.text for word in (day.strftime("%B"), day.strftime("%A")))


def test_a_choice_is_the_corpus_of_what_is_chosen() -> None:
    study, tags = read_canal()
    outlets = ("Harbour Monitor", "Dike")
    start, end = dt.date(2021, 6, 1), dt.date(2023, 6, 30)
    kept = [d for d in study.documents if d.outlet in outlets and start <= d.published <= end]
    assert 1 < len(kept) < len(study.documents)
    chosen = make_overview(study, tags, 9, Choice(start, end, outlets))
    alone = make_overview(*take(study, tags, kept))
    same(replace(chosen, intake=alone.intake), alone)


def test_bounds_of_a_day_decide_as_in_a_small_study() -> None:
    study, tags = read_canal()
    first, second, third = study.documents[:3]
    documents = [
        replace(first, published=None, published_earliest=dt.date(2020, 1, 1),
                published_latest=dt.date(2020, 2, 1)),
        replace(second, published=None, published_earliest=None, published_latest=None),
        replace(third, published_earliest=dt.date(2020, 1, 5), published_latest=None),
    ]  # fmt: skip
    part = take(study, tags, documents)
    assert make_overview(*part).n_articles == 3
    assert make_overview(*part).n_undated == 2
    assert make_overview(*part, choice=Choice(start=dt.date(2020, 2, 1))).n_articles == 2
    assert make_overview(*part, choice=Choice(end=dt.date(2019, 12, 31))).n_articles == 0


def test_quotations_stand_in_their_articles_and_within_their_budgets() -> None:
    study, _ = read_canal()
    corpus, known = make_sample(), {d.doc_id: d for d in study.documents}
    shown: dict[str, int] = Counter()
    for row in corpus.quotes.itertuples():
        document = known[row.doc_id]
        assert row.text == document.text[row.start : row.end]
        assert (row.outlet, row.published.date()) == (document.outlet, document.published)
    for (doc_id, _), mine in corpus.quotes.groupby(["doc_id", "start"]):
        shown[doc_id] += len(WORD.findall(mine["text"].iloc[0]))
    for doc_id, words in shown.items():
        assert words <= SHARE * len(WORD.findall(known[doc_id].text))
    uses = corpus.quotes.groupby("use")
    assert uses.get_group("day").groupby("key").size().max() <= EACH
    assert (uses.get_group("claim").groupby(["key", "code"]).size() == 1).all()
    assert len(uses.get_group("check")) <= CHECKED


def test_codes_of_quotations_are_those_of_the_tags(whole: Tables) -> None:
    claims = whole.claims
    coded = {
        (row.doc_id, row.sentence_id, row.claim_id, code)
        for row in claims.itertuples()
        for code in (row.commitment, row.denial)
    }
    some = make_sample().quotes
    some = some[some["use"] != "day"]
    assert len(some) > CHECKED
    for row in some.itertuples():
        assert (row.doc_id, row.sentence_id, row.key, row.code) in coded


def test_without_its_database_it_is_told_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(EngineError, match="make scale"):
        make_overview(*read_canal())


def say_all(corpus: Overview) -> str:
    """Everything that the chapters say of a corpus."""
    drawn = corpus.claims[corpus.claims["articles"] > 0]
    said = [
        intake.say_corpus(corpus), intake.say_intake(corpus), intake.say_subject(corpus),
        intake.say_undated(corpus), intake.say_briefly(corpus), intake.say_outlets(corpus),
        intake.describe_months(corpus), timeline.say_days(corpus),
        timeline.say_days_briefly(corpus), timeline.say_milestones(corpus),
        timeline.describe_days(corpus), timeline.caption_days(corpus),
        claims_prose.say_claims(corpus), claims_prose.say_sources(corpus),
        claims_prose.describe_claims(drawn), quotes.say_entries(corpus),
        quotes.say_check(corpus), quotes.say_check_briefly(corpus),
    ]  # fmt: skip
    laid = [
        intake.lay_out_intake(corpus), intake.lay_out_aside(corpus), intake.lay_out_outlets(corpus),
        intake.lay_out_months(corpus), timeline.lay_out_days(corpus), timeline.list_days(corpus),
        timeline.lay_out_milestones(corpus), claims_prose.lay_out_claims(corpus),
        claims_prose.lay_out_examples(corpus), claims_prose.list_cells(corpus, drawn),
        claims_prose.list_claim_months(corpus, drawn), claims_prose.lay_out_sources(corpus),
        claims_prose.lay_out_actors(corpus), quotes.lay_out_evidence(corpus),
        quotes.lay_out_check(corpus),
    ]  # fmt: skip
    cells = [str(cell) for frame in laid for row in frame.to_numpy() for cell in row]
    return "\n".join([*map(str, said), *cells])


def make_bare(**given: object) -> Document:
    text = "Rain fell on the town.\nThe mayor said the bridge was closed on 3 May 2021."
    return Document("a", text, outlet="The Courier", **given)


@pytest.mark.parametrize(
    "documents",
    [
        [make_bare()],
        [make_bare(published=dt.date(2021, 5, 4))],
        [make_bare(), replace(make_bare(published=dt.date(2021, 5, 4)), doc_id="b", outlet="")],
    ],
    ids=["undated", "one", "two"],
)
def test_a_bare_corpus_is_said_without_gaps(documents: list[Document]) -> None:
    study, _ = read_canal()
    bare = replace(study, documents=tuple(documents), codebook=Codebook())
    tags = tuple(tag(document, bare.codebook) for document in documents)
    said = say_all(make_overview(bare, tags))
    assert "nan" not in said.lower().split() and "None" not in said and "NaT" not in said
    assert "The codebook has no claims" in said
    assert f"{len(documents)} article" in said


def test_everything_is_said_of_a_full_corpus() -> None:
    said = say_all(make_sample())
    assert "40 articles" in said
    assert "nan" not in said.lower().split() and "NaT" not in said


@given(st.sets(st.integers(0, 39), min_size=1), st.integers(1, 40))
@settings(max_examples=5)
def test_any_part_of_a_corpus_adds_up(numbers: set[int], part: int) -> None:
    study, tags = read_canal()
    kept = [study.documents[n] for n in sorted(numbers)]
    corpus = make_overview(*take(study, tags, kept), part=part)
    assert corpus.n_articles == corpus.published["articles"].sum() == len(kept)
    assert corpus.months["articles"].sum() == len(kept)
    assert (corpus.claims["articles"] <= len(kept)).all()
    by_claim = corpus.cells.groupby("claim_id")["articles"].sum()
    counted = corpus.claims.set_index("claim_id")["articles"]
    assert counted[by_claim.index].to_dict() == by_claim.to_dict()
