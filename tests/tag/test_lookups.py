"""A look-up before an expression spares its run and never changes what it finds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.load import read_lexicon
from helpers.tag.claims import commitments
from helpers.tag.claims.wordlists import read_words
from helpers.tag.patterns.anchors import split_words
from helpers.tag.zones import captions, phrases

MANY = settings(max_examples=400)  # of expressions with dozens of alternatives

LISTS = [
    ("denials",),
    ("dismissals",),
    ("hedges",),
    ("cues", "takes", ("say",)),
    ("cues", "force", ("accusing", "weak")),
]
FILLERS = ["the", "not", "x", "“", "”", ",", "_", "didn’t", "\u2028", "ı", "\u017f", "\u212a"]
MARKS = st.sampled_from([" ", " ", " ", "-", "’s ", "”, ", "_", "€", "\n", ""])


def texts(words: list[str]) -> st.SearchStrategy[str]:
    """Words in a row, some in capitals, with what may part them."""
    word = st.sampled_from([*words, *map(str.upper, words), *FILLERS])
    return st.lists(st.tuples(word, MARKS), max_size=8).map(
        lambda parts: "".join(word + mark for word, mark in parts)
    )


def forms_of(name: str, column: str = "", values: tuple[str, ...] = ()) -> list[str]:
    rows = read_lexicon(name)
    chosen = [r for r in rows if not column or {*r[column].split("+")} & {*values}]
    return sorted({f for r in chosen for f in r["forms"].split("|") if f})


@pytest.mark.parametrize("given_list", LISTS, ids=lambda x: "-".join(map(str, x[:2])))
@given(st.data())
def test_word_lists_find_what_all_their_forms_find(given_list: tuple, data: st.DataObject) -> None:
    forms = forms_of(*given_list)
    body = "|".join(
        re.sub("['’]", "['’]", re.escape(f)) for f in sorted(forms, key=lambda f: (-len(f), f))
    )
    every = re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)
    text = data.draw(texts(forms))
    start = data.draw(st.integers(0, 9))
    end = data.draw(st.sampled_from([m.end() for m in re.finditer(r"\W|\Z", text)]))
    found = read_words(*given_list).find(split_words(text), text, start, end)
    assert [m.span() for m in found] == [m.span() for m in every.finditer(text, start, end)]


@MANY
@given(st.from_regex(commitments.NEGATION))
def test_negations_have_a_word_that_is_looked_up(text: str) -> None:
    assert commitments.NEGATIVES & split_words(text)


@MANY
@given(st.from_regex(commitments.CONDITION))
def test_conditions_have_a_word_that_is_looked_up(text: str) -> None:
    assert commitments.CONDITIONS & split_words(text)


@given(st.text("ab \n\x1c\xa0.", max_size=14), st.integers(0, 14), st.integers(1, 4))
def test_words_back(text: str, limit: int, count: int) -> None:
    last = [m.start() for m in re.finditer(r"\S+", text[limit:])][-count:]
    expected = limit + last[0] if last else len(text)
    assert commitments.words_back(text, len(text), limit, count) == expected


@MANY
@given(st.from_regex(captions._credit()))
def test_credits_have_a_word_that_is_looked_up(text: str) -> None:
    first = max(0, len(text) - captions.CREDIT_LENGTH)
    found, every = captions._find_credit(text), captions._credit().search(text, first)
    assert (found and found.span()) == (every and every.span())


@MANY
@given(st.from_regex(captions._CAPTION_CUE))
def test_caption_cues_have_a_word_that_is_looked_up(text: str) -> None:
    assert captions._has_cue(text)


READERS = "you your yours we our us use bus four hour away u\u017f"


@given(texts(READERS.split()))
def test_readers_are_whole_words(text: str) -> None:
    whole = re.compile(r"\b(?:you|your|we|our|us)\b", re.IGNORECASE)
    assert phrases._READER.findall(text.lower()) == whole.findall(text.lower())
