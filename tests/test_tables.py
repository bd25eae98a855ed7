"""Tables: one row per record with its sentence, selections that say what is allowed."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pandas as pd
import pytest

from helpers.paths import STUDY, study_folder
from helpers.records import Document, Sentence
from helpers.tables import (
    LAYERS,
    PLACE,
    SelectionError,
    locate,
    select_documents,
    tag_articles,
    tag_study,
)


def make_document(doc_id: str, outlet: str, earliest: str, latest: str = "") -> Document:
    low, high = dt.date.fromisoformat(earliest), dt.date.fromisoformat(latest or earliest)
    return Document(
        doc_id, "x", outlet=outlet, published=low, published_earliest=low, published_latest=high
    )


DOCUMENTS = (
    make_document("a", "The Courier", "2024-10-31"),
    make_document("b", "The Herald", "2024-12-20", "2025-01-05"),
    Document("c", "x", outlet="The Herald"),
)


@pytest.mark.parametrize(
    ("start", "end", "outlets", "kept"),
    [
        ("", "", (), "abc"),
        ("2024-11-01", "", (), "b"),
        ("2025-01-05", "", (), "b"),
        ("", "2024-12-20", (), "ab"),
        ("", "2024-10-31", (), "a"),
        ("", "", ("The Herald",), "bc"),
        ("2024-12-31", "2024-12-31", ("The Herald",), "b"),
    ],
)
def test_articles_stay_when_their_bounds_meet_the_window(start, end, outlets, kept):
    assert "".join(d.doc_id for d in select_documents(DOCUMENTS, start, end, outlets)) == kept


@pytest.mark.parametrize(
    ("start", "end", "outlets", "words"),
    [
        ("soon", "", (), "start: 'soon' is no day"),
        ("", "2024-13-01", (), "end: '2024-13-01' is no day"),
        ("2024-02-02", "2024-02-01", (), "before it begins"),
        ("", "", ("The Times",), "unknown outlet"),
        ("2026-01-01", "", (), "leave no article"),
    ],
)
def test_a_wrong_selection_says_what_is_allowed(start, end, outlets, words):
    with pytest.raises(SelectionError, match=words):
        select_documents(DOCUMENTS, start, end, outlets)


def test_a_record_stands_in_the_sentence_that_holds_its_start():
    sentences = [Sentence(0, 5, "a", 1, 1), Sentence(6, 9, "b", 1, 2), Sentence(10, 12, "c", 2, 1)]
    starts = [s.start for s in sentences]
    assert locate(7, starts, sentences)["sentence_id"] == "p1s2"
    assert locate(5, starts, sentences)["sentence_id"] == "p1s1"
    assert locate(0, [], [])["sentence_id"] == ""


def test_the_study_makes_one_table_per_layer():
    tables = tag_study(STUDY)
    texts = dict(zip(tables.articles["doc_id"], tables.articles["text"], strict=True))
    for layer in LAYERS:
        frame = getattr(tables, layer)
        assert list(frame.columns[:4]) == PLACE
        for row in frame.itertuples():
            assert texts[row.doc_id][row.start : row.end] == row.text
    assert tables.articles["label"].is_unique
    assert tables.articles["published"].is_monotonic_increasing


def test_a_study_in_another_folder_is_found_by_its_path(tmp_path: Path):
    study = tmp_path / "another study"
    shutil.copytree(study_folder(STUDY), study)
    assert tag_study(study, outlets=["Washington Examiner"]).name == "another study"
    assert len(tag_study(str(study), start="2025-01-01").articles) == 1


def test_articles_without_a_codebook():
    frame = pd.DataFrame(
        {
            "doc_id": [1, 2],
            "outlet": ["A", "B"],
            "published": [pd.Timestamp("2024-10-31"), pd.NaT],
            "title": ["", ""],
            "text": ["They met on Monday.", "They met on Monday."],
        }
    )
    tables = tag_articles(frame)
    assert tables.times["value"].tolist()[0] == "2024-10-28"
    assert tables.articles["label"].tolist() == ["A, 31 Oct 2024", "B, date unknown"]
