"""Sentences and tables of the corpus and reliability chapters, the brief and the evidence."""

from __future__ import annotations

import pandas as pd
import pytest
from markupsafe import Markup

from helpers.analyse import corpus, coverage, reliability
from helpers.analyse.evidence import choose_passages, count_shown
from helpers.prose import brief, corpus_tables, evidence
from helpers.prose import corpus as prose
from helpers.prose import reliability as trust
from helpers.prose import reliability_tables as trust_tables
from tests.small_corpus import make_corpus

DAY = "2024-10-31"
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
        prose.say_furniture(furniture),
        prose.say_shared(tables, shared),
        prose.say_wire(tables),
        corpus_tables.say_meetings(corpus.list_meetings(tables)),
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
        brief.say_sources_unknown(tables),
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


def test_near_duplicates_are_named():
    tables = make_corpus("a", "b")
    text = " ".join(f"word{i}" for i in range(40))
    tables.articles["text"] = text
    tables.zones["zone"] = "body"
    shared = corpus.compare_texts(tables)
    assert shared.iloc[0]["jaccard"] == 1
    assert "Near-duplicates: The Courier, 31 Oct 2024 and" in prose.say_shared(tables, shared)


def test_roles_carry_their_years():
    laid = corpus_tables.lay_out_actors(make_corpus(), corpus.list_actors(make_corpus()))
    assert set(laid["Name"]) == {"Anna Larsson", "Arland", "Borland"}


def test_the_brief_counts_who_states_attributes_and_answers():
    tables = make_corpus()
    said = brief.say_claim_briefly(
        tables, coverage.count_cells(tables), coverage.list_answers(tables), "boats"
    )
    assert plain(said) == (
        "“Borland sold boats to Arland” stands in 2 of 3 articles: one states it in its own voice "
        "(The Courier, 25 Dec 2024, ¶1.1) and one attributes it (The Courier, 31 Oct 2024, ¶3.1); "
        "an answer is reported in 1 of 2 articles (The Courier, 31 Oct 2024, ¶3.2)."
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


def test_benchmarks_put_held_out_sets_first_and_name_what_falls_short():
    rows = [
        ("x", "development", "F1", "90", "80", "", "", "2026-11-22", "1", "s"),
        ("y", "held-out", "F1", "70", "79", "70.1", "89", "2026-11-22", "1", "s"),
    ]
    frame = pd.DataFrame(rows, columns=make_corpus("c").benchmarks.columns)
    assert list(trust_tables.lay_out_benchmarks(frame)["Set"]) == ["y", "x"]
    assert "1 figure falls short of its floor" in trust.say_benchmarks(frame)


def test_a_coding_is_compared_cell_by_cell():
    tables = make_corpus("a", codings=make_codings())
    cells = reliability.compare_cells(tables)
    assert cells[["claim_id", "coded", "found"]].values.tolist() == [
        ["boats", ["attributed"], ["attributed", "denied"]],
        ["guards", ["attributed"], ["attributed"]],
    ]
    assert "1 of 2 cells of the claim matrix is the same" in trust.say_cells(cells)
    differ = [plain(s) for s in trust.say_disagreements(tables, cells)]
    assert differ == [
        "Borland sold boats to Arland, The Courier, 31 Oct 2024: coded attributed, "
        "tagged attributed and denied."
    ]
    assert not trust_tables.say_no_disagreements(cells)
    scores = reliability.score_layers(tables).set_index("measure")
    assert scores.loc["claim cells, answers", ["found", "right"]].tolist() == [1, 0]
    assert scores.loc["claim cells, commitment", "f1"] == 100


def make_codings() -> dict[str, pd.DataFrame]:
    """A coding of article a: two claims, no answer."""
    text = make_corpus("a").articles["text"].iloc[0]

    def row(words: str, **given: object) -> dict:
        start = text.index(words)
        return {"doc_id": "a", "start": start, "end": start + len(words), "text": words, **given}

    claims = [
        row("accuse Borland of selling", claim="boats", certainty="attributed"),
        row("the pact will become", claim="guards", certainty="attributed"),
    ]
    docs = [{"doc_id": "a", "boilerplate": [[text.index("Photo"), len(text), "credit"]]}]
    times = [row("Pact near", value="2024", type="DATE", optional=None)]
    quotes = [row("the pact will become", kind="indirect", speaker="Anna Larsson")]
    actors = [row("Anna Larsson", entity="Anna Larsson", mention="name")]
    events = [
        row(
            "accuse", timex=["x"], date_start="2024-10-31", date_end="2024-10-31", status="happened"
        )
    ]
    promises = [row("near", kind="promise", window_earliest=None, window_latest=None)]
    layers = {"claims": claims, "docs": docs, "timex": times, "quotes": quotes}
    layers |= {"actors": actors, "events": events, "promises": promises}
    return {f"agreed/{name}": pd.DataFrame(rows) for name, rows in layers.items()}


@pytest.mark.parametrize(
    ("overlong", "told"),
    [({}, False), ({"overlong": [0]}, False), ({"overlong": [60_001]}, True)],
)
def test_what_is_too_long_is_told(overlong: dict, told: bool) -> None:
    sizes = {"doc_id": ["a"], "characters": [61_000], "furniture": [60_500], "appeal": [499]}
    said = prose.say_furniture(pd.DataFrame(sizes | overlong))
    assert ("60,001 stand in lines or texts too long to be an article." in said) == told
