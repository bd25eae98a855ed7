"""Attributions: a table of news wording, and what holds for any text."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.tag.attributions import find_attributions

CASES = json.loads(
    (Path(__file__).parent.parent / "cases" / "attributions.json").read_text("utf-8")
)
PIECES = st.sampled_from(
    [
        "said", "that", "“", "”", '"', "''", "‘", "’", ",", ".", "\n", "he", "she", "Novak",
        "told", "reporters", "according", "to", "the", "ministry", "called", "it", "accused",
        "of", "was", "quoted", "as", "saying", "by", "TASS", "(", ")", "—", "who", "and", "but",
        "citing", "claims", "denies", "not", "?", "…", ":", ";", "in", "May", "a", "report",
        "shows", "Brandt’s", "claim", "BRANDT:", "Ilse Keller:", "\n“", "”\n", "\n—", "Here",
        "went on",
    ]
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_cases(case: dict) -> None:
    found = find_attributions(case["text"])
    assert [[a.kind, a.text, a.source_text, a.cue] for a in found] == case["found"]
    if "relay" in case:
        assert {a.relay_text for a in found} == {case["relay"]}


def check(text: str) -> None:
    """Spans are the words they claim to be; contents nest or are apart."""
    found = find_attributions(text)
    spans = []
    for a in found:
        assert 0 <= a.start < a.end <= len(text) and text[a.start : a.end] == a.text
        for start, end, words in (
            (a.source_start, a.source_end, a.source_text),
            (a.cue_start, a.cue_end, a.cue),
            (a.relay_start, a.relay_end, a.relay_text),
        ):
            assert (start is None) == (words == "")
            assert start is None or text[start:end] == words
        if a.source_start is not None:
            assert (
                a.source_end <= a.start
                or a.end <= a.source_start
                or (a.source_start <= a.start and a.end <= a.source_end)
            ), a
        spans.append((a.start, a.end))
    for one in spans:
        for two in spans:
            assert not one[0] < two[0] < one[1] < two[1], (one, two, text)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_any_mixture_of_words(text: str) -> None:
    check(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    check(text)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_cases_keep_the_rules_too(case: dict) -> None:
    check(case["text"])


def test_nothing_is_found_in_or_across_a_skipped_span() -> None:
    text = "Photo: he said “no way” to Reuters. The mayor said the bridge was safe."
    found = find_attributions(text, skip=[(0, 35)])
    assert [a.text for a in found] == ["the bridge was safe"]
    cut = text.index("was safe")
    assert all(a.end <= cut for a in find_attributions(text, skip=[(cut, len(text))]))


@pytest.mark.parametrize(
    "piece",
    ["“", '"', "“a” ", "said ", ", ", "he said “x”, ", "a said that b and ", "‘a ", "—", "(", "''",
     "“A B: c d”\n", "AB: c d\n", "“a”\n— B\n", "“a.” B said. "],
)
def test_time_grows_with_length_only(piece: str) -> None:
    seconds = []
    for size in (5_000, 20_000):
        text = piece * (size // len(piece))
        tries = []
        for _ in range(3):  # a search for cycles through all that earlier tests left takes long
            begin = time.process_time()
            find_attributions(text)
            tries.append(time.process_time() - begin)
        seconds.append(min(tries))
    assert seconds[1] < 8 * seconds[0] + 0.5


def test_a_million_quotation_marks() -> None:
    begin = time.process_time()
    find_attributions('"' * 1_000_000)
    assert time.process_time() - begin < 15
