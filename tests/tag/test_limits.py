"""Texts that no newspaper prints: read or left out, in little time."""

from __future__ import annotations

import datetime as dt
import time
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import paths
from helpers.load import load_codebook
from helpers.records import Codebook, Document, Sentence, Tags
from helpers.tag import tag
from helpers.tag.attributions.units import cut_out
from helpers.tag.sentences import BEGINNING, find_sentences, list_read
from helpers.tag.times import find_times
from helpers.tag.zones.limits import LONGEST_LINE, LONGEST_TEXT

DAY = dt.date(2025, 3, 4)
STORY = "Sergey Lavrov said on 3 March 2025 that Iran would sign the treaty with Russia in May.\n"
LONG = "Iran and Russia met on 4 May 2024, TASS said. "
SECONDS = 5
"""Of the processor, for what takes one or two; to read ten million characters takes minutes."""


@cache
def codebook() -> Codebook:
    return load_codebook(paths.DATA / paths.STUDY / "codebook")


def timed(text: str) -> tuple[Tags, float]:
    tag(Document("warm", STORY, published=DAY), codebook())
    began = time.process_time()
    tags = tag(Document("a", text, published=DAY), codebook())
    return tags, time.process_time() - began


TEXTS = {
    "a line": LONG * (10_000_000 // len(LONG)),
    "a line in other letters": "Ирaн “é” " * 600_000,
    "a line of quotation marks": '"a ' * 3_000_000,
    "lines that are just too long": (LONG * (LONGEST_LINE // len(LONG) + 1) + "\n") * 150,
    "blank lines": "\n" * 3_000_000,
    "a list of stories": "- Related: x\n" * 200_000,
}


@pytest.mark.parametrize("name", TEXTS)
def test_overlong_lines_cost_next_to_nothing(name: str) -> None:
    tags, seconds = timed(STORY + TEXTS[name] + "\n" + STORY)
    assert seconds < SECONDS
    assert tags.times
    assert all(t.end - t.start < 100 for t in tags.times)


def test_an_overlong_line_changes_nothing_in_the_story_round_it() -> None:
    plain, _ = timed(STORY + STORY)
    tags, _ = timed(STORY + TEXTS["a line"] + "\n" + STORY)
    for layer in ("times", "actors", "attributions", "events", "promises", "themes"):
        seen = [record.text for record in getattr(tags, layer)]
        assert seen == [record.text for record in getattr(plain, layer)], layer


def test_an_overlong_line_is_one_sentence_and_a_paragraph() -> None:
    long = "It sank. He left. " * (LONGEST_LINE // 15)
    sentences = find_sentences(f"It sank.\n {long} \nIt sank. He left.")
    assert [(s.paragraph, s.number) for s in sentences] == [(1, 1), (2, 1), (3, 1), (3, 2)]
    assert sentences[1].text == long[:BEGINNING]


def test_the_rest_of_an_endless_text_is_one_sentence() -> None:
    sentences = find_sentences("A ferry left.\n" * LONGEST_TEXT)
    assert LONGEST_TEXT < sentences[-1].end < LONGEST_TEXT + 300
    assert {s.text for s in sentences[:-1]} == {"A ferry left."}
    assert [s.paragraph for s in sentences] == list(range(1, len(sentences) + 1))


SPANS = st.lists(st.integers(0, 60), max_size=12, unique=True).map(
    lambda ends: list(zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False))
)


@given(SPANS, SPANS)
def test_what_is_read_touches_nothing_skipped(places: list, skip: list) -> None:
    sentences = [Sentence(a, b, "", n, 1) for n, (a, b) in enumerate(places)]
    expected = [s for s in sentences if not any(a < s.end and s.start < b for a, b in skip)]
    assert list_read(sentences, skip[::-1]) == expected


@given(st.integers(0, 60), st.integers(0, 60), SPANS)
def test_cut_out_leaves_what_is_not_skipped(one: int, two: int, skip: list) -> None:
    start, end = sorted((one, two))
    kept = [i for a, b in cut_out(start, end, skip) for i in range(a, b)]
    assert kept == [i for i in range(start, end) if not any(a <= i < b for a, b in skip)]


@pytest.mark.parametrize(
    ("skip", "left"),
    [
        ([], ["May", "June", "July"]),
        ([(9, 14), (0, 7)], ["June", "July"]),
        ([(0, 14), (3, 5)], ["June", "July"]),
        ([(14, 18), (20, 900)], ["May"]),
        ([(0, 7), (700, 900)], ["June", "July"]),
    ],
)
def test_times_skip_spans_in_any_order(skip: list, left: list[str]) -> None:
    assert [t.text for t in find_times("In May and in June and in July", DAY, skip)] == left
