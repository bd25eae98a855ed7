"""Actors and milestones proposed from several texts: names brought together, kinds with reasons."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import paths
from helpers.load import load_codebook, load_study
from helpers.propose import study
from helpers.propose.study.actors import Found, propose_actors
from helpers.propose.study.draft import read_attributions
from helpers.propose.study.milestones import propose_milestones
from helpers.records import Document

ONE = (
    "Norwegian Foreign Minister Ada Quill met fishermen in Brevik on Tuesday.\n"
    "“The boats will be paid for,” Quill said. She did not say when.\n"
    "Skerry Ferries, the company that owns the boats, said nothing, and NFU said less.\n"
)
TWO = (
    "Ada Quill, 52, said that Norway would pay. Bo Lind, a captain, did not believe her.\n"
    "“Not a crown has come,” said Lind, who lives in Brevik. The Harbour Board of Brevik knew.\n"
    "The Skerry Times reported that Skerry Ferries and the NFU had been asked in Oslo.\n"
)


def find(*texts: str) -> Found:
    named = [(str(number), text) for number, text in enumerate(texts)]
    return propose_actors(named, {doc_id: read_attributions(text) for doc_id, text in named})


def by_name(found: Found) -> dict:
    return {entry.actor.name: entry for entry in found.entries}


def test_kinds_states_and_variants() -> None:
    found = by_name(find(ONE, TWO))
    kinds = {name: entry.actor.kind for name, entry in found.items()}
    assert kinds == {
        "Norway": "state", "Oslo": "place", "Ada Quill": "person", "Bo Lind": "person",
        "Brevik": "place", "Skerry Ferries": "institution", "NFU": "group",
        "Harbour Board of Brevik": "institution", "Skerry Times": "media",
    }  # fmt: skip
    quill, norway = found["Ada Quill"], found["Norway"]
    assert quill.actor.variants == ("Quill",) and quill.actor.state == norway.actor.id == "norway"
    assert (quill.documents, quill.times) == (2, 3)
    assert "Norwegian" in norway.actor.demonyms and "Oslo" in norway.actor.metonyms
    assert found["Oslo"].actor.state == "norway"
    assert all(entry.actor.proposed and entry.why for entry in found.values())


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["“No,” said Ada Quill.", "“Yes,” said Bo Quill.", "“So be it,” Quill said."],
         {"Ada Quill": (), "Bo Quill": ()}),  # whose surname it is cannot be told
        (["President Sergey Lind came.", "President Sergei Lind left.", "Lind said no."],
         {"Sergei Lind": ("Lind", "Sergey Lind")}),
        (["Mrs. Quill said no.", "Mrs. Quill said yes."], {"Quill": ()}),
    ],
)  # fmt: skip
def test_names_of_people_are_brought_together_only_where_that_is_sure(
    texts: list[str], names: dict[str, tuple[str, ...]]
) -> None:
    found = {e.actor.name: e.actor.variants for e in find(*texts).entries}
    assert found == names


def test_gender_is_told_by_a_title_alone() -> None:
    found = by_name(find("Mrs. Quill and Mr. Lind spoke.", "Dr. Berg spoke of Mrs. Quill."))
    genders = {name: entry.actor.gender for name, entry in found.items()}
    assert genders == {"Quill": "female", "Lind": "male", "Berg": ""}


def test_what_one_of_many_articles_names_needs_to_speak() -> None:
    other = "It rained on Tuesday."
    text = "The Trout Society met Ada Quill in Brevik. “Enough,” said Bo Lind, a captain."
    assert set(by_name(find(text, other, other))) == {"Bo Lind"}
    assert set(by_name(find(text))) >= {"Trout Society", "Bo Lind"}


def test_a_name_of_no_known_kind_is_told_and_not_proposed() -> None:
    found = find("They spoke of Bluebell.", "They sang of Bluebell.", "It rained.")
    assert found.entries == () and found.unsure == (("Bluebell", 2, 2),)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They asked the Trout Policy Center in May.", "Trout Policy Center", "institution"),
        ("It was on the Skerry News.", "Skerry News", "media"),
        ("It was in the Guardian.", "Guardian", "media"),
        ("It was on TV.", "TV", ""),
        ("They saw the Brevik River in May.", "Brevik River", "place"),
        ("The boat of Mayor Bo Lind sank.", "Bo Lind", "person"),
        ("The head of the Ministry of Trade left.", "Ministry of Trade", "institution"),
        ("They left NATO in May.", "NATO", "group"),
        ("They met in Skerry, on Skerry and near Skerry.", "Skerry", "place"),
    ],
)
def test_kind(text: str, name: str, kind: str) -> None:
    entry = by_name(find(text)).get(name)
    assert (entry.actor.kind if entry else "") == kind


def test_compounds_are_no_names() -> None:
    found = find("The Norway-Sweden match in Norway was off, a Norway-backed paper said.")
    assert set(by_name(found)) == {"Norway"} and found.unsure == ()
    found = find("They were late in Brevik.", "BREVIK, May 4 - They were late, all of BREVIK.")
    assert set(by_name(found)) == {"Brevik"} and found.unsure == ()


def read(texts: dict[str, str], day: dt.date | None = None) -> list:
    documents = [Document(doc_id, text, published=day) for doc_id, text in texts.items()]
    return propose_milestones(documents, [])


SIGNED = "The harbour board signed the contract for the ferry on 4 May 2021."


def test_a_milestone_needs_two_articles_or_the_only_one() -> None:
    (one,) = read({"a": SIGNED})
    assert one.milestone.earliest == one.milestone.latest == dt.date(2021, 5, 4)
    assert one.milestone.label == "The harbour board signed the contract for the ferry"
    assert one.documents == ("a",) and one.milestone.proposed
    assert "not compared with any record" in one.milestone.citation
    assert read({"a": SIGNED, "b": "It rained on 4 May 2021."}) == []
    (two,) = read({"a": SIGNED, "b": "On 4 May 2021 they signed it in Brevik."})
    assert two.documents == ("a", "b")


@pytest.mark.parametrize(
    "text",
    [
        "The board said on 4 May 2021 that it was tired.",  # speech
        "The board signed the contract in May 2021.",  # no day
        "The board signed the contract on Tuesday.",  # a day that nobody knows
    ],
)
def test_no_milestone(text: str) -> None:
    assert read({"a": text}) == []


def test_a_weekday_dates_an_event_where_the_article_has_its_day() -> None:
    (one,) = read({"a": "The board signed the contract on Tuesday."}, dt.date(2021, 5, 5))
    assert one.milestone.earliest == dt.date(2021, 5, 4)


def test_the_pattern_of_a_milestone_finds_the_sentences_that_it_was_read_from() -> None:
    from helpers.records import Codebook
    from helpers.tag.patterns import compile_patterns, find_patterns

    texts = {"a": SIGNED, "b": "On May 4, 2021, they signed it in Brevik."}
    (one,) = read(texts)
    compiled = compile_patterns(one.milestone.patterns, Codebook())
    assert all(find_patterns(compiled, text) for text in texts.values())


# --- the five articles of the study, read as if they were new ------------------------------------


@pytest.fixture(scope="module")
def draft() -> study.Draft:
    folder = paths.DATA / "russia-iran-treaty" / "articles"
    return study.draft_study("new", study.read_inputs([folder]))


def test_actors_of_the_study_are_in_its_codebook_with_their_kind(draft: study.Draft) -> None:
    """A floor: raised when more are right, never lowered (49 of 50 when written)."""
    kinds: dict[str, set[str]] = {}
    for actor in load_codebook(paths.DATA / "russia-iran-treaty" / "codebook").actors:
        for name in (actor.name.removeprefix("the "), *actor.variants, *actor.metonyms):
            kinds.setdefault(name, set()).add(actor.kind)
    entries = draft.found.entries
    right = [e for e in entries if e.actor.kind in kinds.get(e.actor.name, ())]
    assert len(entries) >= 50 and len(entries) - len(right) <= 1
    people = {e.actor.name: e.actor.variants for e in entries if e.actor.kind == "person"}
    assert people["Vladimir Putin"] == ("Putin",)
    assert people["Sergey Lavrov"] == ("Lavrov", "Sergei Lavrov")


def test_no_bound_that_is_proposed_for_the_study_is_wrong(draft: study.Draft) -> None:
    known = {d.doc_id: d for d in load_study(paths.DATA / "russia-iran-treaty").documents}
    stated = 0
    for row in draft.rows:
        day = known[row["doc_id"]].published
        assert day is not None
        assert row["published"] in ("", day.isoformat())
        assert row["published_earliest"] <= day.isoformat()
        assert not row["published_latest"] or day.isoformat() <= row["published_latest"]
        stated += row["published"] != ""
    assert stated == 1
    outlets = [row["outlet"] for row in draft.rows]
    assert sorted(outlets) == [
        "The Washington Examiner", "unknown", "unknown", "unknown", "washingtontimes.com"
    ]  # fmt: skip


WORDS = st.sampled_from(
    re.split(
        " ",
        "Ada Quill Bo Lind Skerry Board Norway Oslo Norwegian President Mr. said , . “ ” in the "
        'of Brevik on 4 May 2021 signed contract NFU Times’s \n <b>Ada</b> [[actor]] = " \\ | ',
    )
)


@given(st.lists(st.lists(WORDS, max_size=30).map(" ".join), min_size=1, max_size=4))
def test_every_proposed_name_occurs_and_is_counted_rightly(texts: list[str]) -> None:
    found = find(*texts)
    whole = [" ".join(text.split()) for text in texts]
    for entry in found.entries:
        actor = entry.actor
        forms = (actor.name, *actor.variants, *actor.demonyms, *actor.metonyms)
        holding = [text for text in whole if any(form in text for form in forms)]
        if actor.kind == "state":
            assert holding
        else:
            names = (actor.name, *actor.variants)
            assert all(any(form in text for text in whole) for form in names)
        assert 1 <= entry.documents <= len(holding) and entry.documents <= entry.times
        assert re.fullmatch(r"[a-z][a-z0-9_]*", actor.id)
    ids = [entry.actor.id for entry in found.entries]
    assert len(set(ids)) == len(ids)
