"""Sentences and tables of the corpus and reliability chapters, the brief and the evidence."""

from __future__ import annotations

import pandas as pd
import pytest
from markupsafe import Markup

from helpers import records
from helpers.analyse import corpus, coverage, reliability
from helpers.analyse.evidence import choose_passages, count_shown
from helpers.prose import brief, corpus_people, corpus_tables, evidence
from helpers.prose import corpus as prose
from helpers.prose import coverage as coverage_prose
from helpers.prose import reliability as trust
from helpers.tables import read_body
from tests.small_corpus import TAGS, make_corpus

DAY = "2024-10-31"
NONE = pd.DataFrame(columns=["coded", "tagged"])
DOCS = [(), ("a",), ("c",), ("a", "b")]


def plain(sentence: object) -> str:
    return Markup(sentence).striptags()


@pytest.mark.parametrize("docs", DOCS)
def test_every_sentence_is_whole(docs):
    tables = make_corpus(*docs)
    furniture, shared = corpus.count_furniture(tables), corpus.compare_texts(tables)
    scores, cells = reliability.score_layers(tables), reliability.compare_cells(tables)
    said = [
        prose.say_corpus(tables),
        prose.say_intake(tables),
        prose.say_bases(corpus.count_bases(tables)),
        prose.say_dates(tables),
        prose.say_furniture(furniture, corpus.count_units(tables)),
        prose.say_corpus_briefly(tables),
        prose.say_shared(tables, shared),
        prose.say_wire(tables),
        corpus_people.say_meetings(corpus.list_meetings(tables)),
        corpus_tables.say_limits(tables),
        *corpus_tables.list_references(tables),
        *corpus_tables.list_glossary(),
        trust.say_known(tables),
        trust.say_scores(scores),
        trust.say_cells(cells),
        trust.say_inference(tables),
        trust.say_agreement(reliability.score_agreement(tables)),
        trust.say_benchmarks(tables.benchmarks),
        brief.say_subject(tables),
        brief.say_newest(tables),
        brief.say_unknown(tables),
        brief.say_sources_unknown(coverage.count_states(tables)),
        trust.say_codings(reliability.score_agreement(tables)),
        trust.say_spurious(reliability.list_disagreements(tables) if tables.codings else NONE),
        brief.say_pairs_briefly(tables, coverage.align_statements(tables)),
    ]
    for sentence in filter(None, map(plain, said)):
        assert sentence.endswith("."), sentence
        assert "1 articles" not in sentence and "nan" not in sentence.lower().split(), sentence


def test_the_corpus_sentence_counts():
    assert plain(prose.say_corpus(make_corpus("a"))).startswith(
        "1 article of 1 outlet (The Courier),"
    )
    said = plain(prose.say_corpus(make_corpus()))
    assert "3 articles of 2 outlets" in said
    assert "from 31 October 2024 to 2 January 2025" in said
    assert "The Courier and The Herald*" in said


def test_inferred_days_carry_a_star_and_their_bounds():
    tables = make_corpus()
    tables.articles.loc[2, "published_basis"] = "inferred"
    tables.articles.loc[2, "published_latest"] = pd.Timestamp("2025-01-09")
    said = plain(prose.say_corpus(tables))
    assert "to 2 January 2025* (at the latest 9 January 2025)" in said
    tables.articles.loc[0, "published_earliest"] = pd.Timestamp("2024-10-01")
    said = plain(prose.say_corpus(tables))
    assert "(at the earliest 1 October 2024, at the latest 9 January 2025)" in said
    assert "a star stands beside" in prose.say_bases(corpus.count_bases(tables))
    assert "star" not in prose.say_bases(corpus.count_bases(make_corpus("a")))


def test_many_outlets_are_not_all_named():
    tables = make_corpus()
    more = [tables.articles.iloc[[0]].assign(outlet=f"Outlet {i}") for i in range(30)]
    object.__setattr__(tables, "articles", pd.concat(more, ignore_index=True))
    said = plain(prose.say_corpus(tables))
    assert "30 articles of 30 outlets (Outlet 0, " in said and "and 18 more)" in said


def test_a_headline_that_is_printed_twice_counts_once():
    tables = make_corpus("a")
    (head,) = [z for z in TAGS["a"]["zones"] if z.zone == "headline"]
    text = f"{head.text}\n{head.text}"
    again = records.Zone(25, len(text), head.text, "headline", "test")
    assert read_body(text, (head, again)) == head.text
    assert tables.articles["words"].tolist() == [4]


def test_other_chapters_point_to_the_first():
    said = prose.say_corpus_briefly(make_corpus())
    assert plain(said) == "Made from 3 articles of 2 outlets, listed in chapter 1."
    assert 'href="1_corpus.html"' in said


def test_what_was_set_aside_is_counted():
    tables = make_corpus("a")
    tables.quarantined.loc[0] = ["x.txt", "", "bad UTF-8"]
    assert plain(prose.say_intake(tables)) == (
        "2 files were read: 1 used and 1 set aside (x.txt: bad UTF-8)."
    )


def test_overlapping_bounds_leave_the_order_open():
    tables = make_corpus("a", "b")
    assert "holds under all bounds" in prose.say_dates(tables)
    tables.articles.loc[0, "published_latest"] = pd.Timestamp("2024-12-26")
    assert "is open" in prose.say_dates(tables)
    tables.articles.loc[0, "published_latest"] = pd.NaT
    assert "is open" in prose.say_dates(tables)


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ({}, "No statement with a source was found."),
        (
            {"Arland": 3, "media": 2, "two or more together": 1, "not resolved": 4},
            "For which state the source speaks could not be resolved in 4 of 10 statements; "
            "counted apart: 1 by two or more sources together and 2 by media.",
        ),
        (
            {"Arland": 3},
            "For which state the source speaks could not be resolved in none of 3 statements.",
        ),
        (
            {"not resolved": 1},
            "For which state the source of the only statement speaks is not resolved.",
        ),
    ],
)
def test_joint_sources_and_media_are_not_called_unknown(totals, said):
    states = pd.DataFrame({"state": list(totals), "total": list(totals.values())})
    assert plain(brief.say_sources_unknown(states)) == said
    whole = plain(coverage_prose.say_states(states))
    for group in ("media", "two or more together", "not resolved"):
        if totals.get(group) and len(totals) > 1:
            assert f"{group} {totals[group]}" in whole


def test_near_duplicates_are_named():
    tables = make_corpus("a", "b")
    tables.sentences["text"] = " ".join(f"word{i}" for i in range(40))
    tables.zones["zone"] = "body"
    shared = corpus.compare_texts(tables)
    assert shared.iloc[0]["jaccard"] == 1
    assert "Near-duplicates: The Courier, 31 Oct 2024 and" in prose.say_shared(tables, shared)


def test_roles_carry_their_years():
    laid = corpus_people.lay_out_actors(make_corpus(), corpus.list_actors(make_corpus()))
    assert set(laid["Name"]) == {"Anna Larsson", "Arland", "Borland"}


def test_the_brief_counts_who_states_attributes_and_answers():
    tables = make_corpus()
    said = brief.say_claim_briefly(
        tables, coverage.count_cells(tables), coverage.list_answers(tables), "boats"
    )
    assert plain(said) == (
        "“Borland sold boats to Arland” stands in 2 of 3 articles: one states it in its own voice "
        "(The Courier, 25 Dec 2024, ¶1.1) and one attributes it (The Courier, 31 Oct 2024, ¶3.1); "
        "an answer is reported in 1 of 2 articles: denied by Borland (The Courier, 31 Oct 2024, "
        "¶3.2)."
    )


@pytest.mark.parametrize("docs", DOCS)
def test_every_link_leads_to_an_entry(docs):
    tables = make_corpus(*docs)
    passages = choose_passages(tables, coverage.list_compared(tables))
    laid = evidence.lay_out_evidence(tables, passages)
    entries = {cell for frame in laid.values() for cell in frame["Place"]}
    for layer in ("claims", "attributions", "actors", "naming", "times", "events"):
        for row in getattr(tables, layer).itertuples():
            anchor = f'id="e-{row.doc_id}-{row.sentence_id}"'
            assert any(anchor in cell for cell in entries), anchor
    assert "have a tag or a code" in evidence.say_entries(tables, laid)
    assert "words of" in evidence.say_shown(tables, count_shown(tables, passages))
    assert set(evidence.caption_evidence(tables)) == set(tables.articles["doc_id"])


def test_every_entry_says_what_is_read_and_furniture_has_none():
    tables = make_corpus()
    laid = evidence.lay_out_evidence(tables, choose_passages(tables))
    assert all(plain(cell) for frame in laid.values() for cell in frame["What is read from it"])
    places = " ".join(cell for frame in laid.values() for cell in frame["Place"])
    photo = tables.sentences[tables.sentences["paragraph"] == 4]["sentence_id"]
    assert len(photo) == 2
    assert not [name for name in photo if f"e-a-{name}" in places]
    said = evidence.say_entries(tables, laid)
    entries = sum(map(len, laid.values()))
    assert said.startswith(f"{entries} entries below: {entries} of {len(tables.sentences)} ")
    assert said.endswith("2 sentences of furniture are left out of all counts.")


def test_what_is_printed_again_is_quoted_once_and_points_to_the_first():
    tables = make_corpus("a")
    passages = choose_passages(tables)
    passages.attrs["repeats"] = {("a", "p2s1"): "p1s1"}
    (entry,) = [
        row for row in evidence.lay_out_evidence(tables, passages)["a"].itertuples(index=False)
        if "e-a-p2s1" in row[0]
    ]  # fmt: skip
    assert entry[1] == 'the words of <a href="5_evidence.html#e-a-p1s1">¶1.1</a>, printed again'
    assert "…" not in entry[2]
    assert "claim" in entry[2]


def test_an_entry_shows_claims_statements_and_headlines():
    tables = make_corpus()
    laid = evidence.lay_out_evidence(tables, choose_passages(tables, evidence="sentences"))
    read = " ".join(map(plain, laid["a"]["What is read from it"]))
    assert "claim “Borland sold boats to Arland”: denied, Borland" in read
    assert "indirect statement: Anna Larsson, cue said" in read
    assert read.startswith("headline")


@pytest.mark.parametrize(
    ("overlong", "told"),
    [({}, False), ({"overlong": [0]}, False), ({"overlong": [60_001]}, True)],
)
def test_what_is_too_long_is_told(overlong: dict, told: bool) -> None:
    sizes = {"doc_id": ["a"], "characters": [61_000], "furniture": [60_500], "appeal": [499]}
    units = pd.DataFrame({"units": [9], "furniture": [2]})
    said = prose.say_furniture(pd.DataFrame(sizes | overlong), units)
    assert "60,500 of 61,000 characters and 2 of 9 sentences and lines" in said
    assert ("60,001 stand in lines or texts too long to be an article." in said) == told
