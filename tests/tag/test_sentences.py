"""Sentences: a table of news wording, and what holds for any text."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.tag.sentences import find_sentences

CASES = json.loads((Path(__file__).parent.parent / "cases" / "sentences.json").read_text("utf-8"))
PIECES = st.sampled_from(
    [
        "He left",
        "U.S",
        "Gen",
        ". ",
        ".",
        "? ",
        "!”",
        " …",
        "\n",
        "\n\n",
        "“",
        "”",
        '"',
        " The ",
        "é",
        "9",
        "\r\n",
    ]
)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:30] for case in CASES])
def test_cases(case: dict) -> None:
    assert [s.text for s in find_sentences(case["text"])] == case["sentences"]


def test_paragraphs_count_non_empty_lines_and_numbers_start_anew() -> None:
    found = find_sentences("Title\n\nOne. Two.\n \nThree.")
    assert [(s.paragraph, s.number) for s in found] == [(1, 1), (2, 1), (2, 2), (3, 1)]


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_sentences_cover_all_words_in_order(text: str) -> None:
    found = find_sentences(text)
    past = 0
    for s in found:
        assert text[s.start : s.end] == s.text == s.text.strip()
        assert s.start >= past and not text[past : s.start].strip()
        past = s.end
    assert not text[past:].strip()


@pytest.mark.parametrize("piece", [".", "”", ". ", "A. ", ".”", "! ", "U.S. ", " ", "…", "‘"])
def test_time_grows_with_length_only(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    begin = time.process_time()
    find_sentences(text)
    assert time.process_time() - begin < 8
