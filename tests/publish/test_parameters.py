"""Parameters: every fault named with what is allowed, before anything runs."""

from __future__ import annotations

import pytest

from helpers.publish.parameters import (
    PARAMETERS,
    ParameterError,
    check_parameters,
    find_newest,
    read_manifest,
)

ROWS = [
    {"outlet": "A", "published": "2024-10-31", "published_earliest": "", "published_latest": ""},
    {
        "outlet": "B",
        "published": "2024-12-25",
        "published_earliest": "2024-11-06",
        "published_latest": "2025-01-16",
    },
]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"oulets": ["A"]}, "'oulets' is no parameter; there are study, start"),
        ({"outlets": "A"}, "outlets is a list of texts, not 'A'"),
        ({"outlets": [1]}, "outlets is a list of texts"),
        ({"min_outlets": True}, "min_outlets is a whole number, not True"),
        ({"min_outlets": 1.0}, "min_outlets is a whole number"),
        ({"min_outlets": 0}, "1 or more"),
        ({"start": 20240101}, "start is a text"),
        ({"start": "20240101"}, "no day; write it as 2025-01-17"),
        ({"end": "2024-02-30"}, "no day"),
        ({"quarantine": "0.5"}, "quarantine is a number, not '0.5'"),
        ({"quarantine": 1.5}, "a share from 0 to 1, not 1.5"),
        ({"start": None}, "start is a text, not None"),
        ({"evidence": "all"}, "evidence is passages or sentences"),
        ({"missing_glyph": "drop"}, "missing_glyph is error or name, not 'drop'"),
        ({"outlets": ["C"]}, "outlets: 'C' is not in the study; it has A, B"),
        ({"start": "2024-12-01", "end": "2024-11-01"}, "the window is crossed"),
        ({"start": "2026-01-01"}, "this selection is empty: the study has 2 articles, 2024-10-31"),
        ({"outlets": ["A"], "start": "2024-12-01"}, "this selection is empty"),
        ({"edition_date": "2024-11-30"}, "future: the newest article is of 2024-12-25"),
    ],
)
def test_fault_is_said(given: dict, words: str) -> None:
    with pytest.raises(ParameterError) as caught:
        check_parameters(given, ROWS)
    assert words in str(caught.value)


def test_all_faults_are_said_at_once() -> None:
    with pytest.raises(ParameterError) as caught:
        check_parameters({"start": "x", "nope": 1, "min_outlets": -1}, ROWS)
    assert len(str(caught.value).splitlines()) == 3


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ({}, "2025-01-16"),
        ({"outlets": ["A"]}, "2024-10-31"),
        ({"end": "2024-11-01"}, "2024-10-31"),
        ({"end": "2024-11-06"}, "2025-01-16"),
        ({"start": "2025-01-16"}, "2025-01-16"),
        ({"edition_date": "2025-02-01"}, "2025-02-01"),
    ],
)
def test_edition_date(given: dict, day: str) -> None:
    assert check_parameters(given, ROWS)["edition_date"] == day


def test_values_are_canonical() -> None:
    values = check_parameters({"outlets": ["B", "A", "B"]}, ROWS)
    assert values["outlets"] == ["A", "B"]
    assert list(values) == list(PARAMETERS)


def test_undated_articles_ask_for_a_date() -> None:
    rows = [{"outlet": "A", "published": ""}]
    with pytest.raises(ParameterError, match="give edition_date"):
        check_parameters({}, rows)
    assert check_parameters({"edition_date": "2025-01-01"}, rows)["edition_date"] == "2025-01-01"


def test_malformed_manifest_is_left_to_load(tmp_path) -> None:
    (tmp_path / "articles.csv").write_bytes(b"\xff\xfe")
    assert read_manifest(tmp_path) == []
    assert check_parameters({}, [])["edition_date"] == ""
    rows = [{"outlet": "A", "published": "2024-13-45"}]
    assert check_parameters({}, rows)["edition_date"] == ""
    assert find_newest(PARAMETERS, [*rows, *ROWS]) == "2025-01-16"
