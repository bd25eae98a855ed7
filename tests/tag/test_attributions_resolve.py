"""Sources within an article: names, pronouns, offices, pairs, relays, and honest unknowns."""

import pytest

from helpers.records import Actor, Attribution, Mention
from helpers.tag.attributions import find_attributions, resolve_sources
from helpers.tag.sentences import find_sentences

ACTORS = (
    Actor("austria", "Austria", "state", "austria", demonyms=("Austrian",), metonyms=("Vienna",)),
    Actor("bern", "Switzerland", "state", "switzerland", metonyms=("Bern",)),
    Actor("brandt", "Ilse Brandt", "person", "austria", "female"),
    Actor("novak", "Pavel Novak", "person", "switzerland", "male"),
    Actor("ministry", "Austrian Transport Ministry", "institution", "austria"),
    Actor("apa", "APA", "media", "austria"),
)
NAMES = {
    "Austrian Transport Ministry": ("ministry", "name"),
    "Ilse Brandt": ("brandt", "name"),
    "Brandt": ("brandt", "name"),
    "Pavel Novak": ("novak", "name"),
    "Novak": ("novak", "name"),
    "Austrian": ("austria", "demonym"),
    "Austria": ("austria", "name"),
    "Vienna": ("austria", "metonym"),
    "Bern": ("bern", "metonym"),
    "APA": ("apa", "name"),
    "Switzerland": ("bern", "name"),
}


def mentions_of(text: str) -> list[Mention]:
    """Every name of the table, the longest first, as the layer before would give it."""
    found: list[Mention] = []
    for name, (actor, kind) in NAMES.items():
        at = text.find(name)
        while at >= 0:
            if not any(m.start < at + len(name) and at < m.end for m in found):
                found.append(Mention(at, at + len(name), name, actor, kind, "test"))
            at = text.find(name, at + 1)
    return sorted(found, key=lambda m: m.start)


def resolve(text: str) -> list[Attribution]:
    return resolve_sources(
        find_attributions(text), text, find_sentences(text), mentions_of(text), ACTORS
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ilse Brandt said the pass was shut.", ("brandt", "Ilse Brandt", "named", "austria")),
        (
            "Ilse Brandt met Pavel Novak. She said the pass was shut.",
            ("brandt", "Ilse Brandt", "named", "austria"),
        ),
        (
            "Ilse Brandt met Pavel Novak. He said the pass was shut.",
            ("novak", "Pavel Novak", "named", "switzerland"),
        ),
        ("Vienna said the pass was shut.", ("austria", "Austria", "institutional", "austria")),
        (
            "The government in Bern said the pass was shut.",
            ("bern", "Switzerland", "institutional", "switzerland"),
        ),
        (
            "Austria and Switzerland said the pass was shut.",
            ("unknown", "Austria and Switzerland", "institutional", ""),
        ),
        (
            "Austrian officials said the pass was shut.",
            ("unknown", "Austrian officials", "unnamed", "austria"),
        ),
        (
            "A leaked report said the pass was shut.",
            ("unknown", "leaked report", "documentary", ""),
        ),
        ("They said the pass was shut.", ("unknown", None, "unknown", "")),
        ("He said the pass was shut.", ("unknown", None, "unknown", "")),
        ("We said the pass was shut.", ("unknown", None, "unknown", "")),
        (
            "Lena Maurer, a hotel owner, said the pass was shut.",
            ("unknown", "Lena Maurer", "named", ""),
        ),
    ],
)
def test_source(text: str, expected: tuple[str, str | None, str, str]) -> None:
    tag = resolve(text)[-1]
    assert (tag.source_id, tag.source_name, tag.source_type, tag.source_state) == expected


def test_a_surname_takes_the_full_name_from_before() -> None:
    tags = resolve("Lena Maurer said the pass was shut.\nMaurer said the hotel was empty.")
    assert [t.source_name for t in tags] == ["Lena Maurer", "Lena Maurer"]


def test_the_ministry_is_the_last_one_named_and_nothing_far_back() -> None:
    tags = resolve(
        "The Austrian Transport Ministry met on Monday.\nThe ministry said the pass was shut."
    )
    assert tags[-1].source_id == "ministry"
    far = (
        "The Austrian Transport Ministry met on Monday.\n"
        + "Snow fell.\n" * 6
        + "The ministry said the pass was shut."
    )
    assert resolve(far)[-1].source_id == "unknown"


def test_it_is_the_state_that_opens_the_sentence() -> None:
    assert resolve("Austria closed the pass, which it said was unsafe.")[-1].source_id == "austria"


def test_a_pronoun_does_not_reach_over_the_article() -> None:
    assert (
        resolve("Pavel Novak left early.\n" + "Snow fell.\n" * 6 + "He said the pass was shut.")[
            -1
        ].source_id
        == "unknown"
    )


def test_they_are_the_pair_named_last() -> None:
    tags = resolve("Austria and Switzerland share the pass.\nThe two sides said the pass was shut.")
    assert tags[-1].source_name == "Austria and Switzerland"


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("Austria, Switzerland to share the pass.", "officials from Austria and Switzerland"),
        ("APA, Austria, Switzerland met.", "officials from both countries"),
    ],
)
def test_officials_from_both_countries(opening: str, name: str) -> None:
    tag = resolve(opening + "\nThe pass will open, according to officials from both countries.")[-1]
    assert (tag.source_name, tag.source_type) == (name, "unnamed")


def test_an_outlet_is_a_relay_and_goes_on_in_the_passage_only() -> None:
    text = (
        "Novak told APA that the pass was shut.\nHe said the snow was deep.\n"
        + "Snow fell.\n" * 5
        + "Novak said roads were bad."
    )
    assert [t.relay_name for t in resolve("Pavel Novak spoke.\n" + text)] == ["APA", "APA", None]


def test_an_addressee_who_is_no_outlet_is_no_relay() -> None:
    tag = resolve("Pavel Novak told Ilse Brandt that the pass was shut.")[-1]
    assert (tag.relay_name, tag.relay_text, tag.relay_start) == (None, "", None)


def test_state_television_is_a_relay_by_its_words() -> None:
    assert (
        resolve("Pavel Novak told state television that the pass was shut.")[-1].relay_name
        == "state television"
    )


def test_who_reported_on_a_statement_relays_what_the_statement_says() -> None:
    text = "APA reported on the Austrian Transport Ministry statement. "
    text += "The statement said the pass was shut."
    tag = resolve(text)[-1]
    assert (tag.source_id, tag.relay_name) == ("ministry", "APA")
