"""Sentences and tables of the reliability chapter, and what they are computed from."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.analyse import reliability
from helpers.prose import reliability as trust
from helpers.prose import reliability_tables as trust_tables
from tests.small_corpus import make_corpus


def plain(sentence: object) -> str:
    return Markup(sentence).striptags()


def test_benchmarks_put_held_out_sets_first_and_name_what_falls_short():
    rows = [
        ("x", "development", "F1", "90", "80", "", "", "2026-11-22", "1", "s"),
        ("y", "held-out", "F1", "70", "79", "70.1", "89", "2026-11-22", "1", "s"),
    ]
    frame = pd.DataFrame(rows, columns=make_corpus("c").benchmarks.columns)
    assert list(trust_tables.lay_out_benchmarks(frame)["Set"]) == ["y", "x"]
    assert "of 1 held-out figure, one falls short of its floor" in trust.say_benchmarks(frame)
    assert trust.list_short(frame) == ["Below its floor: y, F1, 70 against 79."]
    assert "none falls short" in trust.say_benchmarks(frame.assign(figure="99"))


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


def test_what_is_tagged_and_not_coded_is_listed_too():
    codings = make_codings()
    quotes = codings["agreed/quotes"]
    codings["agreed/quotes"] = quotes.assign(speaker="Borland", end=quotes["end"] + 40)
    codings["agreed/timex"] = codings["agreed/timex"].assign(start=0, end=4, optional=None)
    tables = make_corpus("a", codings=codings)
    differ = reliability.list_disagreements(tables)
    assert differ[["layer", "coded", "tagged"]].values.tolist() == [
        ["time", "2024", ""],
        ["source", "Borland", "Anna Larsson"],
        ["statement", "", "officials"],
        ["event", "statement, 2024-10-31", ""],
    ]
    assert plain(trust.say_spurious(differ)) == (
        "Of 4 differences, two are coded and not tagged, one is tagged and not coded, "
        "and one tagged otherwise."
    )
    scores = reliability.score_layers(tables).set_index("measure")
    spurious = scores["found"] - scores["right"]
    assert spurious["attributions"] == (differ["coded"] == "").sum()
    assert scores.loc["attributions", ["coded", "hit", "found", "right"]].tolist() == [1, 1, 2, 1]
    assert list(trust_tables.lay_out_disagreements(tables, differ)["Tagged"]) == [
        "nothing", "Anna Larsson", "officials", "nothing"
    ]  # fmt: skip


def test_what_differs_twice_in_one_sentence_is_listed_once():
    codings = make_codings()
    quote = codings["agreed/quotes"].assign(speaker="Borland")
    later = quote.assign(start=quote["start"] + 9, end=quote["end"] + 30)
    codings["agreed/quotes"] = pd.concat([quote, later], ignore_index=True)
    differ = reliability.list_disagreements(make_corpus("a", codings=codings))
    assert (differ["layer"] == "source").sum() == 1


def test_claim_codings_are_counted_over_both_coders():
    row = {"doc_id": "a", "start": 30, "end": 60, "claim": "boats", "certainty": "attributed"}
    more = [row | {"certainty": "denied"}, row | {"claim": "guards"}]
    a = pd.DataFrame([row, more[0], more[1]])
    b = pd.DataFrame([more[0] | {"start": 28}, row])
    tables = make_corpus("a", codings={"coder_a/claims": a, "coder_b/claims": b})
    agreement = reliability.score_agreement(tables).set_index("what")
    assert agreement.loc["claim codings that either made", ["units", "same"]].tolist() == [3, 2]
    words = "words inside a sentence on a claim, by claim"
    assert agreement.loc[words, "units"] == tables.articles["words"].sum()
    said = plain(trust.say_codings(reliability.score_agreement(tables)))
    assert said.startswith("The two codings are the same in 2 of 3 (claim codings that either made")


def test_two_codes_of_one_unit_are_compared_together():
    row = {"doc_id": "a", "start": 30, "end": 60, "claim": "boats"}
    both = [row | {"certainty": "attributed"}, row | {"certainty": "denied"}]
    codings = {"coder_a/claims": pd.DataFrame(both), "coder_b/claims": pd.DataFrame(both[::-1])}
    pairs = reliability.pair_values(
        make_corpus("a", codings=codings), "claims", ["doc_id", "start", "claim"], "certainty"
    )
    assert pairs[["a", "b"]].values.tolist() == [["attributed and denied"] * 2]


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
            "accuse", timex=["x"], date_start="2024-10-31", date_end="2024-10-31",
            status="happened", kind="statement",
        )
    ]
    promises = [row("near", kind="promise", window_earliest=None, window_latest=None)]
    layers = {"claims": claims, "docs": docs, "timex": times, "quotes": quotes}
    layers |= {"actors": actors, "events": events, "promises": promises}
    return {f"agreed/{name}": pd.DataFrame(rows) for name, rows in layers.items()}
