"""The quotation budget: what may be shown, in which order, and never more."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analyse.coverage import list_compared
from helpers.analyse.evidence import (
    PASSAGE_WORDS,
    SHARE,
    choose_passages,
    count_shown,
    tokens_of,
    tokens_within,
    widen_passage,
)
from tests.small_corpus import TEXTS, make_corpus


def test_no_article_is_shown_beyond_its_share():
    tables = make_corpus()
    shown = count_shown(tables, choose_passages(tables, list_compared(tables)))
    assert (shown["share"] <= SHARE).all()
    assert shown["shown"].sum() > 0


def test_passages_are_words_of_the_article():
    tables = make_corpus()
    passages = choose_passages(tables, list_compared(tables))
    assert len(passages)
    for row in passages.itertuples():
        assert TEXTS[row.doc_id][row.start : row.end] == row.text


def test_passages_do_not_overlap():
    passages = choose_passages(make_corpus())
    for _, mine in passages.sort_values("start").groupby("doc_id"):
        assert (mine["end"].iloc[:-1].to_numpy() <= mine["start"].iloc[1:].to_numpy()).all()


def test_sentences_are_whole_for_a_desk_that_holds_the_rights():
    tables = make_corpus()
    assert len(choose_passages(tables, evidence="sentences")) == len(tables.sentences)


def test_another_word_for_evidence_is_refused():
    with pytest.raises(ValueError, match="passages"):
        choose_passages(make_corpus(), evidence="all")


def test_furniture_does_not_raise_the_budget():
    tables = make_corpus()
    words = count_shown(tables, choose_passages(tables)).set_index("doc_id")["words"]
    assert words["a"] == len(TEXTS["a"].split()) - len(["Photo", "by", "A.", "Nobody"])


@given(st.text(alphabet="ab ,.;", max_size=120), st.integers(0, 119), st.integers(1, 40))
@settings(max_examples=60)
def test_a_widened_passage_holds_its_core_within_the_limit(text, start, size):
    tokens = tokens_of(text)
    core = tokens_within(tokens, start, start + size)
    wide = widen_passage(text, tokens, core, range(len(tokens)))
    assert len(wide) <= max(PASSAGE_WORDS, 0)
    assert set(core[:PASSAGE_WORDS]) <= set(wide)
