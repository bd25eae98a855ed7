"""What keeps an article out, and what is only told."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from helpers.inbox.candidate import Candidate, Fact
from helpers.inbox.checks import Known, check_candidate, find_near, know
from helpers.inbox.dates import Clue
from helpers.load import load_study
from helpers.load.english import measure_share, tell_language
from helpers.records import WORD

TODAY = dt.date(2025, 6, 1)
CASES = Path(__file__).parents[1] / "cases" / "languages.json"
LANGUAGES = json.loads(CASES.read_text(encoding="utf-8"))
STUDIES = ["russia-iran-treaty", Path(__file__).parents[1] / "studies" / "skarn-straits"]


def check(text: str, known: tuple[Known, ...] = (), outlet: str = "The Courier", **more):
    found = Candidate(("k",), "a test", text, outlet=Fact(outlet, "supplied", "x"), **more)
    return check_candidate(found, known, TODAY)


@pytest.mark.parametrize("name", LANGUAGES)
def test_language_is_told_by_common_words(name: str) -> None:
    assert tell_language(LANGUAGES[name]) == ("en" if name == "English" else "other")
    words = [word.lower() for word in WORD.findall(LANGUAGES[name])]
    assert measure_share(words) <= 0.03 or name == "English"


@pytest.mark.parametrize("study", STUDIES, ids=["treaty", "straits"])
def test_news_of_the_studies_is_english(study: str | Path) -> None:
    for document in load_study(study).documents:
        words = [word.lower() for word in WORD.findall(document.text)]
        assert measure_share(words) >= 0.19
        assert tell_language(document.text) == "en"


@pytest.mark.parametrize("text", ["", "Ja.", "1 2 3 " * 40, "The and of " * 5])
def test_language_that_is_not_clear_stays_unknown(text: str) -> None:
    assert tell_language(text) == "unknown"


def test_text_in_two_languages_is_of_neither() -> None:
    assert tell_language(LANGUAGES["English"][:150] + LANGUAGES["German"]) == "unknown"


def test_good_article_passes(make_text) -> None:
    assert check(make_text("ferry"), language="en") == ([], [])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it has 0 words, fewer than 80"),
        ("Subscribe now to read the whole of this story and of all the others.", "a teaser"),
        ("the ferry and the sea " * 5_000, "more than 20,000"),
        (LANGUAGES["German"] * 2, "not English"),
        (LANGUAGES["Persian"] * 2, "not English"),
    ],
)
def test_text_that_is_no_article_is_refused(text: str, why: str) -> None:
    assert why in " ".join(check(text)[0])


def test_declared_language_counts_where_the_words_leave_it_open(make_text) -> None:
    mixed = (LANGUAGES["English"][:150] + LANGUAGES["German"]) * 2
    assert check(mixed)[1] == ["its language is not certain"]
    assert "de, not English" in check(mixed, language="de")[0][0]
    faults, notes = check(make_text("ferry"), language="de")
    assert (faults, notes) == ([], ["the page says that its language is de"])
    assert check(make_text("ferry"), language="en-GB") == ([], [])


def test_future_is_refused(make_text) -> None:
    day = dt.date(2025, 6, 2)
    faults, _ = check(make_text("ferry"), clues=(Clue(day, day, "The feed says so.", day),))
    assert faults == ["its date is in the future of 2025-06-01: The feed says so."]


def test_copy_is_refused_for_one_outlet_and_told_for_another(make_text) -> None:
    text = make_text("ferry")
    known = (know("old-1", "The Courier", text), know("old-2", "The Herald", make_text("fish")))
    copy = "A new first paragraph was written for it.\n" + text.partition("\n\n")[2]
    faults, notes = check(copy, known)
    assert "in common with old-1, of the same outlet" in faults[0]
    faults, notes = check(copy, known, outlet="The Herald")
    assert faults == []
    assert "in common with old-1, of The Courier" in notes[0]
    assert check(make_text("harbour"), known) == ([], [])


def test_part_of_a_known_text_is_near_and_articles_of_one_day_are_not(make_text) -> None:
    whole = know("a", "x", make_text("ferry"))
    assert [o.doc_id for o, _ in find_near(make_text("ferry", count=5), [whole])] == ["a"]
    assert find_near("too short", [whole]) == []
    for study in STUDIES:
        documents = load_study(study).documents
        known = [know(d.doc_id, d.outlet, d.text) for d in documents]
        for document in documents:
            near = find_near(document.text, known)
            assert [other.doc_id for other, _ in near] == [document.doc_id]


def test_all_reasons_are_told_at_once() -> None:
    day = dt.date(2030, 1, 1)
    faults, _ = check(LANGUAGES["Dutch"][:300], clues=(Clue(day, day, "x", day),))
    assert len(faults) == 3
