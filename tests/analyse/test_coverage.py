"""Coverage: cells, answers, reworded statements, amounts, sources, emphasis."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analyse import coverage
from helpers.analyse.coverage.alignment import (
    compare_words,
    list_stems,
    list_words,
    measure_containment,
    weigh_stems,
)
from helpers.analyse.coverage.amounts import list_amounts
from helpers.analyse.coverage.sources import join_halves
from tests.small_corpus import make_corpus


def test_cells_count_commitments_and_answers():
    cells = coverage.count_cells(make_corpus()).set_index(["claim_id", "doc_id"])
    assert cells.loc[("boats", "a"), ["attributed", "denied", "own voice"]].tolist() == [1, 1, 0]
    assert cells.loc[("boats", "b"), "own voice"] == 1
    assert cells.loc[("secret", "c"), "hedged"] == 1
    assert ("never", "a") not in cells.index


def test_claims_are_ordered_by_articles_and_keep_those_never_found():
    claims = coverage.count_claims(make_corpus()).set_index("claim_id")
    assert claims.loc["boats", ["articles", "outlets", "own", "answered"]].tolist() == [2, 1, 1, 1]
    assert claims.loc["never", "articles"] == 0
    assert claims.index[0] == "boats"


def test_disputed_claims_are_those_with_an_answer():
    assert coverage.list_disputed(make_corpus()) == ["boats"]
    assert coverage.list_disputed(make_corpus("c")) == []


def test_an_answer_keeps_its_giver():
    answers = coverage.list_answers(make_corpus())
    assert answers[["doc_id", "denial", "source_name"]].values.tolist() == [
        ["a", "denied", "Borland"]
    ]


def test_two_articles_of_one_outlet_that_treat_a_claim_differently():
    rows = coverage.compare_within_outlets(make_corpus())
    assert rows[["claim_id", "doc_id_a", "doc_id_b"]].values.tolist() == [["boats", "a", "b"]]
    assert rows.iloc[0]["commitments_b"] == ("own voice",)
    assert rows.iloc[0]["answers_a"] == ("denied",)
    assert rows.iloc[0]["answered"]
    assert coverage.compare_within_outlets(make_corpus("a", "c")).empty


def test_a_claim_that_nobody_answers_is_not_called_unanswered():
    tables = make_corpus()
    tables.claims.loc[tables.claims["denial"].notna(), "denial"] = None
    assert not coverage.compare_within_outlets(tables)["answered"].any()


def test_claims_of_one_article_only():
    assert set(coverage.list_only_here(make_corpus())["claim_id"]) == {"secret"}


def test_a_statement_in_two_wordings_is_a_pair():
    pairs = coverage.align_statements(make_corpus())
    assert pairs[["kind", "source_name", "doc_id_a", "doc_id_b"]].values.tolist() == [
        ["pair", "Anna Larsson", "a", "b"]
    ]
    assert coverage.align_statements(make_corpus("a")).empty


def test_another_speaker_is_no_pair():
    tables = make_corpus()
    tables.attributions.loc[tables.attributions["doc_id"] == "b", "source_id"] = "borland"
    assert coverage.align_statements(tables).empty


def test_unresolved_speakers_are_no_pair():
    tables = make_corpus()
    tables.attributions["source_id"] = "unknown"
    assert coverage.align_statements(tables).empty


def test_differing_words_are_marked():
    cut, _ = compare_words(
        "will become a serious factor in it", "would be an important factor of it"
    )
    texts = [("will become a serious factor in it"[s:e], d) for s, e, d in cut]
    assert texts == [
        ("will become a serious", True),
        ("factor", False),
        ("in", True),
        ("it", False),
    ]


def test_words_that_only_moved_are_not_marked():
    a = "in favour of peace and trade at the regional and global levels, she said"
    cut, other = compare_words(a, "in favour of the regional and global peace and trade, she said")
    assert [a[s:e] for s, e, differs in cut if differs] == ["at", "levels"]
    assert not any(differs for _, _, differs in other)


@given(*[st.lists(st.sampled_from(["a", "bc", "d-e", ",", ".", "’s"]), max_size=12)] * 2)
def test_marked_are_the_words_that_the_other_side_lacks(a, b):
    texts = " ".join(a), " ".join(b)
    for (text, other), cut in zip((texts, texts[::-1]), compare_words(*texts), strict=True):
        marked = [w for s, e, differs in cut if differs for w in list_words(text[s:e])]
        assert marked == [w for w in list_words(text) if w not in list_words(other)]
        assert "".join(text[s:e] for s, e, _ in cut).replace(" ", "") == text.replace(" ", "")


def test_a_lead_keeps_both_its_speakers():
    tables = make_corpus()
    said = tables.attributions["text"].str.startswith("the pact")
    tables.attributions.loc[said, "kind"] = "direct"
    other = said & (tables.attributions["doc_id"] == "b")
    tables.attributions.loc[other, ["source_id", "source_name"]] = ["borland", "Borland"]
    pairs = coverage.align_statements(tables)
    assert pairs[["kind", "source_a", "source_b"]].values.tolist() == [
        ["lead", "Anna Larsson", "Borland"]
    ]


@given(st.text(max_size=60), st.text(max_size=60))
def test_containment_is_a_share_and_symmetric(a, b):
    weights = weigh_stems(make_corpus().sentences)
    one = measure_containment(list_stems(a), list_stems(b), weights)
    assert 0 <= one <= 1 + 1e-9
    assert one == pytest.approx(measure_containment(list_stems(b), list_stems(a), weights))


def test_amounts_for_different_things_are_no_conflict():
    rows = coverage.compare_amounts(make_corpus())
    assert rows[["head", "amount_a", "verb_a", "amount_b", "verb_b"]].values.tolist() == [
        ["boats", "hundreds", "selling", "thousands", "uses"]
    ]
    assert not rows.iloc[0]["same_verb"]


def test_amounts_with_the_same_verb_can_disagree():
    tables = make_corpus()
    text = tables.sentences["text"]
    tables.sentences["text"] = text.str.replace(" that Arland uses on", " on")
    tables.sentences["text"] = tables.sentences["text"].str.replace("sold", "selling")
    rows = coverage.compare_amounts(tables)
    assert rows["same_verb"].tolist() == [True]


def test_periods_and_percentages_are_no_amounts_of_things():
    assert "years" not in set(list_amounts(make_corpus())["head"])


def test_sources_by_state_count_unresolved_ones_apart():
    states = coverage.count_states(make_corpus()).set_index("state")
    assert states.loc["Arland", ["a", "b", "total"]].tolist() == [1, 1, 2]
    assert list(states.index)[-1] == "not resolved"


@pytest.mark.parametrize(
    ("given", "group"),
    [
        ({"source_id": "wire", "source_name": "The Wire", "source_state": "arland"}, "media"),
        ({"source_name": "Arland’s The Wire agency", "source_type": "institutional"}, "media"),
        ({"source_name": "Reporters of The Wire", "source_type": "unnamed"}, "not resolved"),
        ({"source_name": "Arland and Borland"}, "two or more together"),
        ({"source_name": "Arland, Borland and The Wire"}, "two or more together"),
        ({"source_name": "Arland and its friends"}, "not resolved"),
        ({"source_name": "Anna Larsson", "source_state": "arland"}, "Arland"),
        ({"source_name": None}, "not resolved"),
    ],
)
def test_media_and_joint_sources_speak_for_no_state(given, group):
    tables = make_corpus("b")
    base = {"source_id": "unknown", "source_state": "", "source_type": "unknown"}
    for column, value in (base | given).items():
        tables.attributions[column] = [value] * len(tables.attributions)
    counts = coverage.count_states(tables)
    assert counts[["state", "total"]].values.tolist() == [[group, 1]]
    assert set(coverage.count_sources(tables)["state"]) <= {group}


def test_groups_stand_after_the_states_however_many():
    tables = make_corpus()
    tables.attributions.loc[:, "source_id"] = ["wire", "unknown", "anna"]
    states = coverage.count_states(tables)["state"]
    assert list(states) == ["Arland", "media", "not resolved"]


def test_relays_and_media():
    relays = coverage.list_relays(make_corpus())
    assert relays[["relay_name", "source_name", "doc_id"]].values.tolist() == [
        ["The Wire", "Anna Larsson", "b"]
    ]
    wires = coverage.list_wires(make_corpus())
    assert wires.values.tolist() == [["b", "The Wire", 1, 1]]


def test_types_and_cues_count_every_statement_once():
    tables = make_corpus()
    types = coverage.count_types(tables).set_index("doc_id")
    assert types.loc["a", ["statements", "named", "unnamed"]].tolist() == [2, 1, 1]
    assert coverage.count_cues(tables)["statements"].sum() == types["statements"].sum()
    assert set(coverage.count_sources(tables)["source_name"]) == {"Anna Larsson", "officials"}


def test_a_chain_of_relays_names_each_of_its_media():
    tables = make_corpus()
    tables.attributions["relay_name"] = "The Wire, citing Arland radio"
    assert set(coverage.list_wires(tables)["name"]) == {"The Wire"}


def test_a_source_stands_once_whatever_its_type():
    tables = make_corpus()
    tables.attributions["source_type"] = ["named", "unnamed", "documentary"]
    sources = coverage.count_sources(tables).set_index("source_name")
    assert sources.loc["Anna Larsson", ["source_type", "statements"]].tolist() == ["named", 2]


def test_the_halves_around_a_cue_are_one_statement():
    frame = pd.DataFrame(
        [
            ("a", 9, "indirect", 2, 0),
            ("a", 9, "indirect", 6, 3),
            ("a", 9, "direct", 4, 4),
            ("a", 40, "indirect", 5, 0),
            ("b", 9, "indirect", 7, 0),
            ("b", None, "indirect", 7, 0),
            ("b", None, "indirect", 7, 0),
        ],
        columns=["doc_id", "cue_start", "kind", "words", "quoted"],
    )
    joined = join_halves(frame)
    assert joined.index.tolist() == [1, 2, 3, 4, 5, 6]
    assert joined["words"].tolist() == [8, 4, 5, 7, 7, 7]
    assert joined["quoted"].tolist() == [3, 4, 0, 0, 0, 0]


def test_themes_have_no_headline_where_there_is_none():
    themes = coverage.count_themes(make_corpus()).set_index(["doc_id", "place"])
    assert math.isnan(themes.loc[("b", "headline"), "per_1000"])
    assert themes.loc[("b", "lead"), "hits"] == 1
    assert themes.loc[("a", "headline"), "words"] == 4


def test_names_lose_their_article():
    names = coverage.list_names(make_corpus())
    assert names[["label", "doc_id", "wording", "times"]].values.tolist() == [
        ["The document", "b", "pact", 1]
    ]


def test_what_one_article_alone_names_is_kept_apart():
    names = coverage.list_names(make_corpus())
    several, single = coverage.split_names(names)
    assert several.empty and list(single["wording"]) == ["pact"]
    both = pd.concat([names, names.assign(doc_id="a")], ignore_index=True)
    several, single = coverage.split_names(both)
    assert list(several["doc_id"]) == ["b", "a"] and single.empty


def test_distinctive_words_come_with_the_band_of_chance():
    words, band = coverage.find_distinctive(make_corpus())
    assert math.isnan(band) or band >= 0 or math.isinf(band)
    again, same = coverage.find_distinctive(make_corpus())
    assert words.equals(again) and (band == same or math.isnan(band))
    assert coverage.find_distinctive(make_corpus("c"))[0].empty
