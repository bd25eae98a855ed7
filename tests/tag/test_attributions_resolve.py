"""Sources within an article: names, pronouns, offices, pairs, relays, and honest unknowns."""

import pytest

from helpers.records import Actor, Attribution, Codebook, Document, Mention
from helpers.tag import tag as tag_document
from helpers.tag.attributions import find_attributions, is_intention, resolve_sources
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


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Vienna and its allies said the pass was shut.", ""),
        ("Austrian and Swiss officials said the pass was shut.", ""),
        ("Austrian trade and transport officials said the pass was shut.", "austria"),
    ],
)
def test_officials_of_several_states_speak_for_none(text: str, state: str) -> None:
    assert resolve(text)[-1].source_state == state


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("Austria’s official APA news agency", "apa"),
        ("The state-run APA", "apa"),
        ("The APA daily", "apa"),
        ("A reporter for APA", "unknown"),
        ("APA’s editor", "unknown"),
        ("Former officials of the Austrian Transport Ministry", "unknown"),
        ("Austria and APA staff", "unknown"),
    ],
)
def test_a_description_beside_a_name_is_the_one_named(words: str, id_: str) -> None:
    tag = resolve(words + " said the pass was shut.")[-1]
    assert tag.source_id == id_
    assert id_ == "unknown" or tag.source_name == "APA"


def told(text: str) -> list[tuple[str | None, str | None]]:
    """Source and relay of each attribution, partial ones left out."""
    return [(t.source_name, t.relay_name) for t in resolve(text) if t.kind != "partial"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Pavel Novak said at a meeting in May that the pass was shut, Austria’s APA news"
            " agency reported.",
            [("Pavel Novak", "APA")],
        ),
        ("Pavel Novak said the pass was shut, according to APA.", [("Pavel Novak", "APA")]),
        ("APA reported that Pavel Novak said the pass was shut.", [("Pavel Novak", "APA")]),
        (
            "Days later, Pavel Novak, a hotel owner, accused Ilse Brandt of shutting the pass,"
            " reported APA.",
            [("Pavel Novak", "APA")],
        ),
        # a person who tells what another said is a source
        (
            "Pavel Novak said the pass was shut, according to Ilse Brandt.",
            [("Ilse Brandt", None), ("Pavel Novak", None)],
        ),
        # what an outlet says beside it is its own report
        (
            "APA reported that the snow was deep and that Pavel Novak said the pass was shut.",
            [("APA", None), ("Pavel Novak", None)],
        ),
        # a refusal to speak is the outlet's report
        (
            "Ilse Brandt declined to comment on the pass, according to APA.",
            [("APA", None), ("Ilse Brandt", "APA")],
        ),
    ],
)
def test_an_outlet_that_passes_words_on_is_the_relay(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert told(text) == expected


def test_the_outlet_behind_the_outlet_ends_the_chain() -> None:
    tag = resolve("The pass is shut, APA says, citing remarks by Pavel Novak to Swiss radio.")[-1]
    assert (tag.source_id, tag.relay_name) == ("novak", "APA, citing Swiss radio")
    tag = resolve("The pass is shut, APA says, citing remarks by Pavel Novak to hotel owners.")[-1]
    assert (tag.source_id, tag.relay_name) == ("novak", "APA")


def test_a_relay_does_not_go_on_over_a_paragraph() -> None:
    text = "Pavel Novak told APA that the pass was shut.\nSnow fell.\nNovak said roads were bad."
    assert [t.relay_name for t in resolve(text)] == ["APA", None]


@pytest.mark.parametrize(
    ("text", "intention"),
    [
        ("Austria intends to shut the pass.", True),
        ("Ilse Brandt and Pavel Novak agreed on Monday to shut the pass.", True),
        ("Ilse Brandt wants “a pass that is open all year”.", False),
        ("Ilse Brandt agreed that the pass was shut.", False),
        ("Ilse Brandt pledged to shut the pass.", False),
    ],
)
def test_to_want_a_thing_is_to_say_nothing(text: str, intention: bool) -> None:
    assert all(is_intention(tag) for tag in resolve(text)) == intention


def test_two_people_are_named() -> None:
    tag = resolve("Ilse Brandt and Pavel Novak said the pass was shut.")[-1]
    assert (tag.source_name, tag.source_type) == ("Ilse Brandt and Pavel Novak", "named")


def test_an_intention_is_no_row_of_the_tables() -> None:
    text = "Austria intends to shut the pass.\nIlse Brandt said the pass was shut."
    tags = tag_document(Document("a", text), Codebook(actors=ACTORS))
    assert [a.cue for a in tags.attributions] == ["said"]
