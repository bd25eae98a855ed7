"""Claims, commitments and answers on sentences of our own, in the wording of news."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.load import load_codebook
from helpers.records import Actor, Attribution, ClaimMention, Codebook
from helpers.tag.actors import find_actors
from helpers.tag.attributions import find_attributions, resolve_sources
from helpers.tag.claims import find_claims, find_codebook
from helpers.tag.sentences import find_sentences

ROOT = Path(__file__).parents[2]
CODEBOOK = load_codebook(ROOT / "data" / "russia-iran-treaty" / "codebook")
FILES = {n: ROOT / "tests" / "cases" / f"{n}.json" for n in ("claims", "facts", "naming")}
CASES = {name: json.loads(path.read_text("utf-8")) for name, path in FILES.items()}

# Every name is another's in the second world: the rules may not know whom they read about.
OTHERS = {
    "Russia": "Freedonia",
    "Russian": "Freedonian",
    "Moscow": "Klopstok",
    "Kremlin": "Citadel",
    "Iran": "Ruritania",
    "Iranian": "Ruritanian",
    "Tehran": "Strelsau",
    "North Korea": "Borduria",
    "North Korean": "Bordurian",
    "Pyongyang": "Szohod",
    "Trump": "Rassendyll",
    "Washington": "Bretonne",
    "Ukraine": "Syldavia",
    "Kyiv": "Klow",
}
NAMES = re.compile(rf"\b(?:{'|'.join(sorted(OTHERS, key=len, reverse=True))})\b")


def tag(
    text: str, codebook: Codebook = CODEBOOK, skip: tuple[tuple[int, int], ...] = ()
) -> list[ClaimMention]:
    sentences = find_sentences(text)
    mentions = find_actors(text, codebook.actors, skip)
    found = find_attributions(text, skip)
    attributions = resolve_sources(found, text, sentences, mentions, codebook.actors)
    return find_claims(text, sentences, mentions, attributions, codebook, skip)


def rows(text: str, codebook: Codebook = CODEBOOK) -> list[str]:
    return sorted({f"{r.claim_id} {r.commitment or r.denial}" for r in tag(text, codebook)})


def rename(text: str) -> str:
    return NAMES.sub(lambda m: OTHERS[m.group()], text)


def renamed(actor: Actor) -> Actor:
    """The same actor under the other names."""
    lists = ("variants", "demonyms", "metonyms")
    changed = {k: tuple(rename(v) for v in getattr(actor, k)) for k in lists}
    return replace(actor, name=rename(actor.name), **changed)


@pytest.mark.parametrize("case", CASES["claims"], ids=lambda c: c["text"][:60])
def test_claims(case: dict) -> None:
    assert rows(case["text"]) == case["rows"]


def test_other_names_same_claims() -> None:
    words = {k: tuple(rename(w) for w in v) for k, v in CODEBOOK.words.items()}
    other = replace(CODEBOOK, actors=tuple(map(renamed, CODEBOOK.actors)), words=words)
    cases = [c for c in CASES["claims"] if NAMES.search(c["text"])]
    kept = [rows(rename(c["text"]), other) == c["rows"] for c in cases]
    assert len(cases) > 200
    assert sum(kept) >= 0.97 * len(cases)


@pytest.mark.parametrize("case", CASES["facts"], ids=lambda c: c["text"][:60])
def test_facts(case: dict) -> None:
    _, _, facts = find_codebook(case["text"], find_sentences(case["text"]), CODEBOOK)
    assert sorted({f.id for f in facts}) == case["facts"]


@pytest.mark.parametrize("case", CASES["naming"], ids=lambda c: c["text"][:60])
def test_naming(case: dict) -> None:
    naming, _, _ = find_codebook(case["text"], find_sentences(case["text"]), CODEBOOK)
    have = {(n.id, n.text.lower()) for n in naming}
    assert {(k, v.lower()) for k, v in case["naming"].items()} <= have


def test_names_do_not_overlap() -> None:
    text = "In 2024 Russia signed a new strategic partnership agreement with North Korea."
    naming, themes, _ = find_codebook(text, find_sentences(text), CODEBOOK)
    assert [n.id for n in naming] == ["other_treaties"]
    assert "treaty" in {t.id for t in themes}
    assert find_codebook(text, find_sentences(text), CODEBOOK, skip=((0, len(text)),)) == ([],) * 3
    assert find_codebook(text, find_sentences(text), Codebook()) == ([], [], [])


def test_row_carries_source_and_cue() -> None:
    text = "Blinken said Iran had sent missiles to Russia, Reuters reported."
    (row,) = tag(text)
    assert (row.commitment, row.source_id, row.source_name) == (
        "attributed",
        "blinken",
        "Antony Blinken",
    )
    assert text[row.start : row.end] == row.text == "Iran had sent missiles to Russia"
    assert text[row.cue_start : row.cue_end] == row.cue == "said"


def test_who_denies() -> None:
    text = (
        "Washington accuses Iran of giving Russia missiles — a claim denied by Moscow and Tehran."
    )
    denied = [r for r in tag(text) if r.denial]
    assert {r.source_id for r in denied} <= {"russia", "iran", "moscow", "tehran"}
    assert len(denied) == 2
    assert {r.cue for r in denied} == {"denied by"}


def test_unnamed_officials_answer_for_their_state() -> None:
    text = "Iranian officials said that nobody in Tehran had given Russia any drones."
    assert [(r.denial, r.source_id, r.source_name) for r in tag(text)] == [
        ("denied", "iran", "Iranian officials")
    ]


def test_whose_charge_is_denied() -> None:
    text = "Moscow dismissed Kyiv's claim that Iran had supplied drones to Russia."
    found = {(r.commitment or r.denial, r.source_name, r.cue) for r in tag(text)}
    assert found == {("attributed", "Ukraine", "claim"), ("denied", "Russia", "dismissed")}


def test_only_the_accused_answer() -> None:
    text = "Kyiv says Iran sent drones to Russia. Germany denied the report."
    assert rows(text) == ["drones_supplied attributed"]


def test_answer_goes_to_the_claim_it_names() -> None:
    text = (
        "The United States says Iran plotted to kill Trump. Kyiv says Iran sent drones to Russia. "
        "Pezeshkian denied that Iran had plotted to kill Trump."
    )
    denied = [r.claim_id for r in tag(text) if r.denial]
    assert denied == ["trump_plots"]


def test_answer_does_not_reach_back_too_far() -> None:
    filler = "The weather was fine. Prices rose. Nobody came. The shops were shut. "
    assert rows(f"Kyiv says Iran sent drones to Russia. {filler}Tehran denied the claim.") == [
        "drones_supplied attributed"
    ]


def test_nothing_in_furniture() -> None:
    text = "Iran sent drones to Russia.\nIran sent missiles to Russia."
    assert [r.claim_id for r in tag(text, skip=((28, len(text)),))] == ["drones_supplied"]


def test_scare_quotes_without_speaker_credit_nobody() -> None:
    text = "The ministers signed a declaration on “jointly” countering sanctions."
    quote = Attribution(40, 47, "jointly", "partial")
    found = find_claims(text, find_sentences(text), [], [quote], CODEBOOK)
    assert {r.commitment for r in found} == {"own voice"}


@given(st.lists(st.sampled_from([c["text"] for c in CASES["claims"]]), max_size=4))
def test_rows_index_the_text(texts: list[str]) -> None:
    text = "\n".join(texts)
    for row in tag(text):
        assert text[row.start : row.end] == row.text
        assert (row.commitment is None) != (row.denial is None)
        assert row.cue_start is None or text[row.cue_start : row.cue_end] == row.cue


def test_endless_sentence_is_cut() -> None:
    text = "Iran sent drones to Russia " * 20_000
    assert all(r.end < 5_000 for r in find_claims(text, find_sentences(text), [], [], CODEBOOK))


def test_a_name_is_a_noun_phrase_without_who_signed_it() -> None:
    text = "The Japanese premier has signed a comprehensive trade pact."
    naming, _, _ = find_codebook(text, find_sentences(text), CODEBOOK)
    assert [(n.id, n.text) for n in naming] == [("other_treaties", "a comprehensive trade pact")]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Moscow made a treaty with North Korea. It keeps the treaty.", "other_treaties"),
        ("Moscow made a treaty with North Korea. It keeps the pact.", "document"),
        ("Moscow made a treaty with North Korea. So. Well. It keeps the treaty.", "document"),
        ("Moscow made a treaty with North Korea. It keeps the new treaty.", "document"),
        ("A treaty with China is old. The new treaty is due. Many want the treaty.", "document"),
    ],
)
def test_a_bare_name_means_what_was_last_called_so(text: str, meant: str) -> None:
    naming, _, _ = find_codebook(text, find_sentences(text), CODEBOOK)
    assert naming[-1].id == meant


@pytest.mark.parametrize("name", ["document", "both_states"])
def test_what_the_codebook_keeps_apart_from(name: str) -> None:
    """Ministers' agreements are not the treaty, nor others against the West the two states."""
    text = "Foreign ministers inked a new accord. They court other anti-Western states."
    naming, _, _ = find_codebook(text, find_sentences(text), CODEBOOK)
    assert name not in {n.id for n in naming}
    assert {n.id for n in naming} == {"ministers_agreement", "camp"}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The treaty that Iran intends to sign will cover defence, Lavrov said.", "Sergey Lavrov"),
        ("Lavrov said Iran wants to sign a treaty that covers defence.", "Sergey Lavrov"),
    ],
)
def test_what_is_said_of_an_intention_is_the_speakers(text: str, source: str) -> None:
    assert {(row.commitment, row.source_name) for row in tag(text)} == {("attributed", source)}
