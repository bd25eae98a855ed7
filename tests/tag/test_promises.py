"""Promises: patterns of the codebook, windows, days of the statement, and what is no promise."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.load import load_codebook
from helpers.records import Codebook, Document, Promise
from helpers.tag.actors import find_actors
from helpers.tag.attributions import find_attributions, resolve_sources
from helpers.tag.events import find_events
from helpers.tag.patterns import compile_patterns, find_patterns
from helpers.tag.promises import find_promises
from helpers.tag.sentences import find_sentences
from helpers.tag.times import find_times

ROOT = Path(__file__).parents[2]
CASES = json.loads((ROOT / "tests" / "cases" / "promises.json").read_text(encoding="utf-8"))
DAY = dt.date(2024, 11, 20)


@cache
def codebook() -> Codebook:
    return load_codebook(ROOT / "data" / "russia-iran-treaty" / "codebook")


def find(text: str, published: dt.date | None = DAY, skip=()) -> list[Promise]:
    document = Document("d", text, outlet="The Courier", published=published)
    sentences = find_sentences(text)
    actors = find_actors(text, codebook().actors, skip)
    attributions = resolve_sources(
        find_attributions(text, skip), text, sentences, actors, codebook().actors
    )
    times = find_times(text, published, skip)
    layers = (sentences, times, actors, attributions)
    events = find_events(document, *layers, codebook(), skip)
    return find_promises(document, *layers, events, codebook(), skip)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_case(case: dict) -> None:
    found = find(case["text"], dt.date.fromisoformat(case["published"]))
    ids = [p.rule for p in found]
    if not case["match"]:
        assert not ids
        return
    assert ids == [case["pattern_of"]]
    promise = found[0]
    assert case["text"][promise.words_start : promise.words_end] == promise.words
    for name, key in (("window", "window"), ("said", "said")):
        if key in case:
            days = getattr(promise, f"{name}_earliest"), getattr(promise, f"{name}_latest")
            assert [d and d.isoformat() for d in days] == case[key]
    if "words" in case:
        assert promise.words == case["words"]


@pytest.mark.parametrize(
    ("entry", "pattern"), [(p, q) for p in codebook().promises for q in p.patterns]
)
def test_every_pattern_matches_two_wordings(entry, pattern) -> None:
    compiled = compile_patterns([pattern], codebook())
    texts = [c["text"] for c in CASES if c["pattern_of"] == entry.id and c["match"]]
    assert sum(bool(find_patterns(compiled, t, 0, len(t))) for t in texts) >= 2


def test_a_stage_names_no_window_and_a_promise_one() -> None:
    text = (
        "Iran and Russia said the treaty was in its final stages. "
        "They will sign the treaty in June."
    )
    stage, promise = find(text)
    assert (stage.kind, stage.window_earliest, stage.window_latest) == ("stage", None, None)
    assert promise.window_latest == dt.date(2025, 6, 30)


def test_own_voice_is_the_outlet_on_its_day() -> None:
    (promise,) = find("Moscow and Tehran to sign strategic agreement in December")
    assert (promise.source_id, promise.source_name) == ("outlet", "The Courier")
    assert promise.said_earliest == promise.said_latest == DAY


def test_a_headline_printed_twice_counts_once() -> None:
    title = "Moscow and Tehran to sign strategic agreement in December"
    assert len(find(f"{title}\n\n{title}\n")) == 1


def test_furniture_and_an_empty_codebook_promise_nothing() -> None:
    text = "Russia plans to sign a cooperation agreement with Iran in January."
    assert not find(text, skip=((0, len(text)),))
    assert not find_promises(Document("d", text), find_sentences(text), (), (), (), (), Codebook())


def test_without_a_publication_day_words_stay_and_days_do_not() -> None:
    (promise,) = find("Russia and Iran intend to sign the treaty shortly.", None)
    assert promise.words == "shortly"
    assert promise.window_earliest is promise.window_latest is None


WORDS = [
    "Iran",
    "Russia",
    "treaty",
    "will",
    "sign",
    "be",
    "signed",
    "by",
    "March",
    "soon",
    "said",
    ",",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_windows_never_end_before_they_begin(words: list[str]) -> None:
    text = " ".join(words) + "."
    for p in find(text):
        assert text[p.start : p.end] == p.text
        assert text[p.words_start : p.words_end] == p.words
        assert not (p.window_earliest and p.window_latest and p.window_earliest > p.window_latest)
