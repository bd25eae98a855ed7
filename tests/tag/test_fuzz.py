"""Attributions and claims on any text: no exception, spans in order, and time that grows evenly."""

from __future__ import annotations

import json
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.load import load_codebook
from helpers.records import Attribution, ClaimMention, Codebook, Document, Sentence, Tags
from helpers.tag import tag
from helpers.tag.actors import find_actors
from helpers.tag.attributions import find_attributions, resolve_sources
from helpers.tag.claims import find_claims
from helpers.tag.sentences import find_sentences

STUDY = Path(__file__).parents[1] / "studies" / "skarn-straits"
KNOWN = [case["text"] for case in json.loads((STUDY / "sentences.json").read_text("utf-8"))]
CUES = [
    "said", "says", "denied", "denies", "declined to comment", "has not denied", "accused", "told",
    "according to", "claims", "reported", "rejected", "dismissed", "neither", "nor", "if", "Should",
    "so-called", "may", "not", "allegation", "the claim that", "groundless", "false claims", "both",
    "was denied by", "would not be drawn", "rather than", "Brandt", "Norlund", "Harsvik’s", "she",
]  # fmt: skip
MARKS = [*"“”\"'‘’«»,.;:?!—–-…()[]\n\r\t\u200b\u00a0\u2028é中", "''", "\n\n", "U.S.", ". ", " "]
PIECES = st.sampled_from(CUES + MARKS)
# A sentence that holds a claim, with something put into it anywhere, even inside a word.
HURT = st.builds(
    lambda text, at, piece: f"{text[:at]}{piece}{text[at:]}",
    st.sampled_from(KNOWN), st.integers(0, 80), st.one_of(PIECES, PIECES.map(" {} ".format)),
)  # fmt: skip
MIXED = st.lists(st.one_of(PIECES, HURT), max_size=12).map(" ".join)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=150)
TEXTS = st.one_of(MIXED, ANY, st.tuples(MIXED, ANY, MIXED).map("".join))
SECONDS = 6  # of the processor for a million marks; it takes one at most


@cache
def codebook() -> Codebook:
    return load_codebook(STUDY / "codebook")


def read(
    text: str, skip: tuple[tuple[int, int], ...] = ()
) -> tuple[list[Sentence], list[Attribution], list[ClaimMention]]:
    sentences = find_sentences(text)
    mentions = find_actors(text, codebook().actors, skip)
    found = find_attributions(text, skip)
    attributions = resolve_sources(found, text, sentences, mentions, codebook().actors)
    claims = find_claims(text, sentences, mentions, attributions, codebook(), skip)
    return sentences, attributions, claims


def crosses(one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Whether two spans overlap and neither holds the other."""
    (a, b), (c, d) = sorted((one, two), key=lambda s: (s[0], -s[1]))
    return a < c < b < d


def check_spans(text: str, record: Attribution | ClaimMention) -> None:
    assert 0 <= record.start < record.end <= len(text)
    assert text[record.start : record.end] == record.text
    for name in ("source", "cue", "relay"):
        start, end = (getattr(record, f"{name}_{edge}", None) for edge in ("start", "end"))
        assert (start is None) == (end is None)
        assert start is None or 0 <= start < end <= len(text)


def check_attributions(text: str, attributions: list[Attribution]) -> None:
    spans = {(a.start, a.end) for a in attributions}
    assert not any(crosses(one, two) for one in spans for two in spans)
    for a in attributions:
        check_spans(text, a)
        if a.source_start is not None:
            assert not (a.start <= a.source_start and a.source_end <= a.end), a


def check_claims(text: str, sentences: list[Sentence], claims: list[ClaimMention]) -> None:
    sides = {a.id: {a.id, a.state} for a in codebook().actors}
    accused = {c.id: {*c.accused} for c in codebook().claims}
    places: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for row in claims:
        check_spans(text, row)
        assert (row.commitment is None) != (row.denial is None)
        assert any(s.start <= row.start and row.end <= s.end for s in sentences)
        if row.denial:
            assert sides[row.source_id] & accused[row.claim_id]
        else:
            places.setdefault((row.claim_id, row.commitment), []).append((row.start, row.end))
    for spans in places.values():
        assert not any(crosses(one, two) for one in spans for two in spans)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    sentences, attributions, claims = read(text)
    check_attributions(text, attributions)
    check_claims(text, sentences, claims)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_nothing_is_read_in_lines_that_are_skipped(before: str, line: str, after: str) -> None:
    text = f"{before}\n{line}\n{after}"
    start = len(before) + 1
    end = start + len(line)
    _, attributions, claims = read(text, ((start, end),) if line else ())
    for record in [*attributions, *claims]:
        assert not text[max(start, record.start) : min(end, record.end)].strip() or not line


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_article_is_tagged(text: str) -> None:
    tags: Tags = tag(Document("any", text), codebook())
    for layer in (tags.attributions, tags.claims, tags.actors, tags.events, tags.times, tags.zones):
        for record in layer:
            assert text[record.start : record.end] == record.text


REPEATED = {
    "straight": '"',
    "curly": "“”",
    "only opening": "“",
    "only closing": "”",
    "single": "‘’",
    "guillemets": "«»",
    "nested": "“‘",
    "spaced": "“ ” ",
    "quotations with a speaker": "“a,” Brandt said. ",
    "claims in quotation marks": '"Taravia sent boats to Norlund" ',
    "denials in quotation marks": '"Norlund denied it" ',
    "claims and denials": 'CPA said "Taravia sent boats to Norlund." "Norlund denied it." ',
}


QUICK = ("straight", "only opening", "spaced")


def clock(text: str, mentions: bool = True) -> float:
    """Seconds of the processor for attributions and claims."""
    named = find_actors(text, codebook().actors) if mentions else []
    began = time.process_time()
    find_claims(text, find_sentences(text), named, find_attributions(text), codebook())
    return time.process_time() - began


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=() if n in QUICK else pytest.mark.slow) for n in REPEATED],
)
def test_a_million_quotation_marks_take_seconds(name: str) -> None:
    piece = REPEATED[name]
    marks = sum(piece.count(mark) for mark in "\"“”‘’«»")
    text = piece * (1_000_000 // marks)
    assert clock(text, mentions=False) < SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("name", REPEATED)
def test_time_grows_with_what_is_read(name: str) -> None:
    """Up to what an article may hold, in lines that are not too long to be read."""
    piece, spent = REPEATED[name], []
    line = piece * (2_000 // len(piece)) + "\n"
    clock(line)
    for lines in (6, 12, 24, 48):
        spent.append(min(clock(line * lines) for _ in range(2)))
    assert spent[-1] < 2.8 * spent[-2] + 0.1, spent
    assert spent[-1] < SECONDS, spent
