"""The pattern language: what it matches, what it refuses, and that it stays linear."""

import time

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from helpers.records import Actor, Claim, Codebook
from helpers.tag.patterns import (
    PatternError,
    check_codebook,
    compile_patterns,
    find_patterns,
    match_any,
)
from helpers.tag.patterns.write import EDGE

CODEBOOK = Codebook(
    actors=(
        Actor("ruritania", "Ruritania", "state", "ruritania", demonyms=("Ruritanian",)),
        Actor("rupert", "Rupert Hentzau", "person", "ruritania", variants=("Hentzau",)),
        Actor("uk", "UK", "state", "uk", variants=("Côte d’Or",)),
    ),
    words={
        "supply": ("suppl*", "give", "hand* over"),
        "weapon": ("{gun}", "ballistic missile*"),
        "gun": ("gun", "guns"),
        "circle": ("{circle}",),
        "nothing": (),
        "bad": ("(open",),
    },
)


def found(pattern: str, text: str, before: str = "") -> list[str]:
    compiled = compile_patterns((pattern,), CODEBOOK)
    return [text[m.start : m.end] for m in find_patterns(compiled, text, before=before)]


MATCHES = [
    ("guns", "No guns here.", ["guns"]),
    ("guns", "Handguns here.", []),
    ("gun*", "Gunners and guns’ smoke", ["Gunners", "guns"]),
    ("{supply} guns", "They supplied GUNS and will give guns.", ["supplied GUNS", "give guns"]),
    ("{supply} guns", "They supplied, guns aside, nothing.", []),
    ("{supply} ... guns", "They supplied, guns aside, nothing.", ["supplied, guns"]),
    ("{supply} {weapon}", "hand it over, handed over guns", ["handed over guns"]),
    ("{supply} {weapon}", "give ballistic missiles", ["give ballistic missiles"]),
    ("{ruritania} guns", "Ruritania’s guns, ruritania guns", ["Ruritania’s guns"]),
    ("{ruritania} guns", "RURITANIAN GUNS", ["RURITANIAN GUNS"]),
    ("{ruritania} {uk} deal", "the Ruritania-UK deal", ["Ruritania-UK deal"]),
    ("{ruritania} war", "Hentzau war", []),
    ("{ruritania+} war", "Hentzau war", ["Hentzau war"]),
    ("{uk} met", "Côte d'Or met; us uk met", ["Côte d'Or met"]),
    ("a ...2 b", "a x y b", ["a x y b"]),
    ("a ...2 b", "a x y z b", []),
    ("a ... b", "a " + "x " * 12 + "b", ["a " + "x " * 12 + "b"]),
    ("a ... b", "a " + "x " * 13 + "b", []),
    ("a [very] (big|small) dog", "a very big dog, a small dog", ["a very big dog", "a small dog"]),
    ("a ... [very] ... dog", "a big dog", ["a big dog"]),
    ("a dog [house|kennel]", "a dog kennel", ["a dog kennel"]),
    ("mutual defence", "a “mutual” defence", ["mutual” defence"]),
    ("long-term", "long term, long-term, longterm", ["long term", "long-term", "longterm"]),
    ("each other's", "each other’s", ["each other’s"]),
    ("naïve", "naïveté naïve", ["naïve"]),
    ("@{uk} it {supply} guns", "it supplied guns", []),
    ("x.y", "x.y xzy", ["x.y"]),
]


@pytest.mark.parametrize(("pattern", "text", "expected"), MATCHES)
def test_matches(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


def test_context_may_stand_before() -> None:
    assert found("@{uk} it {supply} guns", "it supplied guns", before="The UK.") == [
        "it supplied guns"
    ]


def test_slots_say_where() -> None:
    text = "So Ruritania gave: Hentzau will give UK guns to UK"
    compiled = compile_patterns(("{rupert} ... {uk} ... {uk}",), CODEBOOK)
    (match,) = find_patterns(compiled, text, 3)
    spans = {name: text[a:b] for name, (a, b) in match.slots.items()}
    assert spans == {"rupert": "Hentzau", "uk": "UK", "uk_2": "UK"}
    assert match.slots["uk"] < match.slots["uk_2"]
    assert text[match.start :] == "Hentzau will give UK guns to UK"


def test_slots_take_the_longest_name() -> None:
    peru = Actor("peru", "Peru", "state", "peru", variants=("Peru Air", "Peru-Air Cargo"))
    compiled = compile_patterns(("{peru} ... met",), Codebook(actors=(peru,)))
    text = "Peru Air Cargo’s men met, Peru Airs met"
    slots = [text[slice(*m.slots["peru"])] for m in find_patterns(compiled, text)]
    assert slots == ["Peru Air Cargo’s", "Peru"]


def test_slots_that_nobody_asked_for_are_not_told() -> None:
    compiled = compile_patterns(("{rupert} ... {uk}",), CODEBOOK, told=("rup",))
    (match,) = find_patterns(compiled, "Hentzau met UK")
    assert match.slots == {"rupert": (0, 7)}


def test_context_is_not_named_where_no_word_of_the_patterns_stands() -> None:
    assert found("@{uk} it {supply} guns", "it supplied guns", before="Nothing was said.") == []


ERRORS = [
    ("", "empty"),
    ("...", "empty text"),
    ("[a]", "empty text"),
    ("(a|[b])", "empty text"),
    ("a ...", "edge"),
    ("[a] ... b", "beginning"),
    ("a ... ... b", "two gaps"),
    ("a ...0 b", "gap of 0"),
    ("a ...99 b", "gap of 99"),
    ("{nobody}", "neither an actor nor a word group"),
    ("{circle}", "circle"),
    ("{nothing}", "no words"),
    ("{bad}", "never closed"),
    ("@{nobody} a", "neither"),
    ("(a|b", "never closed"),
    ("(a|b]", "closed by"),
    ("a)", "no opening"),
    ("!!", "no word"),
    ("{uk", "no word or slot"),
]


@pytest.mark.parametrize(("pattern", "words"), ERRORS)
def test_refused(pattern: str, words: str) -> None:
    with pytest.raises(PatternError, match=words) as error:
        compile_patterns((pattern, "fine"), CODEBOOK, "claims.toml, deal")
    assert str(error.value).startswith("claims.toml, deal: pattern ")


def test_codebook_lists_all_problems() -> None:
    claims = tuple(
        Claim(i, i, "deal", "review", patterns=p, unless=u)
        for i, p, u in (("a", ("(",), ()), ("b", ("fine",), ("]",)), ("c", ("fine",), ()))
    )
    with pytest.raises(PatternError) as error:
        check_codebook(Codebook(claims=claims), "data/x/codebook")
    lines = str(error.value).splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "data/x/codebook/claims.toml, a",
        "data/x/codebook/claims.toml, b",
    ]


@given(st.text(max_size=40))
def test_any_pattern_compiles_or_is_refused(pattern: str) -> None:
    try:
        compiled = compile_patterns((pattern,), CODEBOOK)
    except PatternError:
        return
    assert not match_any(compiled, "")


@given(st.text(alphabet="ab .,’“—é\n", max_size=60), st.integers(0, 5))
def test_spans_index_the_text(text: str, start: int) -> None:
    for match in find_patterns(compile_patterns(("a ...3 b", "é"), CODEBOOK), text, start):
        assert match.start >= min(start, len(text))
        assert text[match.start] in "aé"
        assert text[match.end - 1] in "bé"


WORDS = ("guns", "gun*", "Give", "long-term", "co-oper*", "each other's", "x.y", "naïve", "kisses")
ELEMENTS = (*WORDS, "{supply}", "{weapon}", "{ruritania}", "{ruritania+}", "{uk}")
SEQUENCES = st.recursive(
    st.lists(st.sampled_from(ELEMENTS), min_size=1, max_size=3).map(" ".join),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda choices: f"({'|'.join(choices)})"),
        st.tuples(inner, inner).map(" ...2 ".join),
        st.tuples(inner, inner).map(lambda two: f"{two[0]} [{two[1]}]"),
    ),
    max_leaves=5,
)
TEXT_WORDS = """
guns GUN gunners give handed over long term longterm long-term cooperated
co-operated COOPERATE each other’s x.y xzy naïve NAÏVE naïveté kisses KISSES İ ballistic missiles
Ruritania’s RURITANIAN Hentzau Rupert UK us uk Côte d'Or CÔTE D’OR a"""
MARKS = [" ", "-", ", ", "” ", "’s ", ""]
TEXTS = st.lists(
    st.tuples(st.sampled_from(TEXT_WORDS.split()), st.sampled_from(MARKS)), max_size=12
).map(lambda parts: "".join(word + mark for word, mark in parts))


@given(st.lists(SEQUENCES, min_size=1, max_size=3), TEXTS)
def test_looking_up_words_first_loses_no_match(patterns: list[str], text: str) -> None:
    """Each expression alone over the whole text finds what is found where words are looked up."""
    compiled = compile_patterns(patterns, CODEBOOK)
    alone = []
    for number, body in enumerate(compiled.bodies):
        regex = re2.compile(f"(?i)(?:^|{EDGE})(?P<all>{body})(?:$|{EDGE})")
        position = 0
        whole = regex.groupindex["all"]
        while hit := regex.search(text, position):
            first, position = hit.span(whole)
            alone.append((first, position, number))
    tried = [(m.start, m.end, m.pattern) for m in find_patterns(compiled, text)]
    assert tried == sorted(alone)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(guns ... give|a ... b)", "guns to give"),
        ("(é|guns) give", "É give"),
        ("kisses", "\u212aI\u017f\u017fES"),
        ("_", "a _ b"),
        ("a-_ guns", "a-_ guns"),
    ],
)
def test_patterns_of_rare_shapes_are_tried(pattern: str, text: str) -> None:
    assert len(found(pattern, text)) == 1


def test_long_text_takes_linear_time() -> None:
    compiled = compile_patterns(("{supply} ... {weapon} ... {uk} ... never",), CODEBOOK)
    text = "supply guns UK " * 20_000
    began = time.perf_counter()
    assert not match_any(compiled, text + "neverr")
    assert time.perf_counter() - began < 5
