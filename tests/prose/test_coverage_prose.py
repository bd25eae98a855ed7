"""Sentences and tables of the coverage chapter: true for one article as for three."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pandas as pd
import pytest
from markupsafe import Markup

from helpers.analyse import coverage
from helpers.analyse.evidence import choose_passages
from helpers.prose import coverage as prose
from helpers.prose import coverage_claims as claimed
from helpers.prose import coverage_notes as notes
from helpers.prose import coverage_tables as lay
from helpers.prose import coverage_within as within
from tests.small_corpus import make_corpus


def plain(sentence: Markup) -> str:
    return Markup(sentence).striptags()


def say_all(tables) -> list[str]:
    """Every sentence of the chapter for some tables."""
    claims, cells = coverage.count_claims(tables), coverage.count_cells(tables)
    answers, disputed = coverage.list_answers(tables), coverage.list_disputed(tables)
    pairs, states = coverage.align_statements(tables), coverage.count_states(tables)
    passages = choose_passages(tables, coverage.list_compared(tables))
    differences = coverage.compare_within_outlets(tables)
    amounts = coverage.compare_amounts(tables)
    themes = coverage.count_themes(tables)
    words, band = coverage.find_distinctive(tables)
    said = [
        *notes.list_findings(tables, claims, cells, answers, disputed, pairs, states),
        *claimed.say_disputes(tables, cells, answers, disputed),
        *within.say_within_outlets(tables, differences, coverage.list_wires(tables)),
        notes.say_no_differences(tables, differences),
        prose.say_relays(tables, coverage.list_relays(tables)),
        prose.say_pairs(tables, pairs),
        prose.say_states(states),
        claimed.say_matrix(claims, len(tables.articles)),
        prose.say_single_names(tables, coverage.split_names(coverage.list_names(tables))[1]),
        *prose.say_amounts(tables, passages, amounts),
        notes.say_no_amounts(amounts),
        notes.say_only_here(tables, coverage.list_only_here(tables)),
        notes.say_themes(tables, themes),
        *prose.say_names(tables, coverage.list_names(tables)),
        prose.say_distinctive(words, band),
        notes.say_min_outlets(claims, 2),
    ]
    return [plain(s) for s in said if s]


@pytest.mark.parametrize("docs", [(), ("a",), ("c",), ("a", "b"), ("b", "c")])
def test_every_sentence_ends_and_none_is_ungrammatical(docs):
    for sentence in say_all(make_corpus(*docs)):
        assert sentence.endswith("."), sentence
        assert not re.search(r"\b1 (articles|claims|statements|words|relays)\b", sentence), sentence
        assert not re.search(r"\b(nan|None|NaT|omits|silent)\b|%|  |\.\.", sentence), sentence
        assert not re.search(r"\bof 1\b(?! outlet)|\bno of\b", sentence), sentence


def test_the_disputed_claim_names_who_answers_and_who_does_not():
    said = " ".join(say_all(make_corpus()))
    assert "“Borland sold boats to Arland” stands in 2 of 3 articles" in said
    assert "in the article’s own voice in The Courier, 25 Dec 2024" in said
    assert "The Courier, 31 Oct 2024 reports a denial (Borland)" in said
    assert "No answer to it was found in The Courier, 25 Dec 2024." in said


def test_two_articles_of_one_outlet_show_no_change_of_practice():
    said = " ".join(say_all(make_corpus()))
    assert "The Courier, 25 Dec 2024 states it in its own voice and reports no answer" in said
    assert "Two articles show a difference, not a change of practice." in said
    assert "The Courier, 25 Dec 2024 names The Wire (the only one)" in said


def test_what_cannot_be_compared_is_listed_with_its_place():
    for docs, said in (((), "Named in one article only"), (("b",), "With one article nothing")):
        tables = make_corpus(*docs)
        _, single = coverage.split_names(coverage.list_names(tables))
        told = prose.say_single_names(tables, single)
        assert plain(told).startswith(said) and plain(told).endswith("The document (“pact”).")
        assert 'href="5_evidence.html#e-b-p2s1"' in told
    assert prose.say_single_names(tables, single.iloc[:0]) == ""


def test_no_answer_is_said_only_of_a_claim_that_somebody_answers():
    tables = make_corpus()
    tables.claims.loc[tables.claims["denial"].notna(), "denial"] = None
    differences = coverage.compare_within_outlets(tables)
    said = within.say_within_outlets(tables, differences, coverage.list_wires(tables))
    assert "answer" not in plain(said[0])
    assert plain(said[0]).endswith("The Courier, 25 Dec 2024 states it in its own voice.")


def test_the_findings_are_not_repeated_below():
    tables = make_corpus()
    said = say_all(tables)
    assert len(said) == len(set(said))
    assert any(s.endswith("own voice and one reports an answer.") for s in said)


def test_that_every_claim_was_found_is_no_finding():
    tables = make_corpus()
    claims = coverage.count_claims(tables)
    assert "3 of 4 claims of the codebook were found" in plain(claimed.say_spread(tables, claims))
    found = claims[claims["articles"] > 0]
    assert plain(claimed.say_spread(tables, found)).startswith("Of all claims “")
    assert claimed.say_spread(make_corpus("c"), claims[claims["claim_id"] == "secret"]) == ""


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ({"A": 3, "B": 1, "media": 9}, "Sources of A are heard most: 3 of 13 statements."),
        ({"A": 2, "B": 2}, "Sources of A and B are heard most: 2 each of 4 statements."),
        ({"A": 1}, "1 statement by the state of its source: A 1."),
        ({"media": 2}, "2 statements were found; the state of no source could be resolved."),
        (dict.fromkeys("ABCD", 1), "Of 4 statements no state’s sources make more than others’."),
    ],
)
def test_who_is_heard_most(totals, said):
    states = pd.DataFrame({"state": list(totals), "total": list(totals.values())})
    assert plain(prose.say_most_heard(states)) == said


def test_a_tie_of_themes_is_told():
    spread = pd.DataFrame(
        [("X", "one", 2, 40, 5, 300), ("Y & Z", "one", 2, 40, 3, 300), ("X", "two", 0, 20, 1, 90)],
        columns=["label", "article", "lead", "lead_words", "whole", "words"],
    )
    assert notes.describe_themes(spread) == (
        "Mentions of themes in the lead and in the whole text. Most often in the lead: "
        "one: “X” and “Y & Z” (2 each, in 40 words)."
    )


def test_themes_of_leads_are_quoted_and_counted():
    tables = make_corpus()
    said = plain(notes.say_themes(tables, coverage.count_themes(tables)))
    assert said.endswith(
        "“The sea” is the theme that is mentioned in the most leads: 1 of 3 articles."
    )


def test_a_rule_is_explained_where_it_is_drawn():
    claims = coverage.count_claims(make_corpus())
    found = claims[claims["articles"] > 0]
    assert "Below the dark rule" in notes.caption_matrix(found)
    assert "rule" not in notes.caption_matrix(found[found["articles"] == 1])


def test_both_speakers_of_a_lead_are_shown():
    tables = make_corpus()
    said = tables.attributions["text"].str.startswith("the pact")
    tables.attributions.loc[said, "kind"] = "direct"
    other = said & (tables.attributions["doc_id"] == "b")
    tables.attributions.loc[other, ["source_id", "source_name"]] = ["borland", "Borland"]
    laid = lay.lay_out_pairs(tables, choose_passages(tables), coverage.align_statements(tables))
    assert list(laid["Speaker"]) == ["Anna Larsson", "Borland"]


def test_marks_leave_punctuation_out():
    row = SimpleNamespace(doc_id_a="a", start_a=0, end_a=9, cut_a=[(0, 3, True), (3, 9, False)])
    passages = pd.DataFrame([("a", 0, 9, "new, ties")], columns=["doc_id", "start", "end", "text"])
    marked = prose.mark_words(passages, row, "a")
    assert plain(marked) == "‘new, ties’"
    assert re.findall("<mark>(.*?)</mark>", marked) == [
        '<span data-doc="a" data-start="0" data-end="3">new</span>'
    ]
    hidden = prose.mark_words(pd.DataFrame(columns=passages.columns), row, "a")
    assert plain(hidden) == "‘…’" and "<mark>" not in hidden


def test_figures_for_different_things_are_no_conflict():
    assert any("figures for different things, no conflict" in s for s in say_all(make_corpus()))
    assert "No two articles give different figures for one kind of thing." in say_all(
        make_corpus("c")
    )


def test_an_inferred_outlet_carries_a_star():
    claims = coverage.count_claims(make_corpus())
    assert "The Herald*, 2 Jan 2025" in lay.lay_out_matrix(make_corpus(), claims).columns


def test_cells_of_tables_stay_markup_with_a_link():
    tables = make_corpus()
    matrix = lay.lay_out_matrix(tables, coverage.count_claims(tables))
    cell = matrix.set_index("Claim").loc["Borland sold boats to Arland", "The Courier, 31 Oct 2024"]
    assert isinstance(cell, Markup)
    assert 'href="5_evidence.html#e-a-p3s1"' in cell
    assert "denied" in cell


def test_reworded_statements_are_shown_whole_with_marks():
    tables = make_corpus()
    pairs = coverage.align_statements(tables)
    passages = choose_passages(tables, evidence="sentences")
    laid = lay.lay_out_pairs(tables, passages, pairs)
    assert [plain(w) for w in laid["Words"]] == [
        "‘the pact will become a serious factor in closer border cooperation’",
        "‘the pact would be an important factor of close border cooperation’",
    ]
    assert "<mark><span" in laid["Words"].iloc[0]


def test_hostile_words_are_escaped():
    tables = make_corpus()
    tables.claims.loc[tables.claims["claim_id"] == "boats", "source_name"] = "<script>x</script>"
    laid = lay.lay_out_answers(tables, choose_passages(tables), coverage.list_answers(tables))
    said = claimed.say_answers(
        tables, coverage.count_cells(tables), coverage.list_answers(tables), "boats"
    )
    assert "<script>" not in said and "&lt;script&gt;" in said
    assert laid["By"].iloc[0] == "<script>x</script>"  # escaped when it is shown


@pytest.mark.parametrize("docs", [(), ("a",), ("c",)])
def test_every_table_can_be_laid_out(docs):
    tables = make_corpus(*docs)
    passages = choose_passages(tables, coverage.list_compared(tables))
    frames = [
        lay.lay_out_relays(tables, coverage.list_relays(tables)),
        lay.lay_out_states(tables, coverage.count_states(tables)),
        lay.lay_out_names(tables, coverage.list_names(tables)),
        lay.lay_out_only_here(tables, passages, coverage.list_only_here(tables)),
        lay.lay_out_sources(coverage.count_sources(tables)),
        lay.lay_out_types(tables, coverage.count_types(tables)),
        lay.lay_out_cues(coverage.count_cues(tables)),
        lay.lay_out_themes(tables, coverage.count_themes(tables)),
    ]
    assert all(frame.dtypes.eq(object).all() for frame in frames)
