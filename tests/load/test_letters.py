"""Where characters stand in a study's files, and the languages that a study says of its names."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.load import StudyError, find_letters, load_study
from tests.names_study import write_names_study


def test_every_place_is_told_with_its_field_and_article(tmp_path: Path) -> None:
    strays = {"outlet": "中", "author": "中", "body": "文", "actor": "字"}
    study = write_names_study(tmp_path, strays)
    assert find_letters(study, ["中", "文"]) == [
        "U+4E2D CJK UNIFIED IDEOGRAPH-4E2D in articles.csv, line 4, "
        "column outlet of the article courier",
        "U+4E2D CJK UNIFIED IDEOGRAPH-4E2D in articles.csv, line 4, "
        "column author of the article courier",
        "U+6587 CJK UNIFIED IDEOGRAPH-6587 in articles/courier.txt, line 7",
    ]
    (*_, last) = find_letters(study, ["字"])
    assert last.startswith("U+5B57 CJK UNIFIED IDEOGRAPH-5B57 in codebook/actors.toml, line ")


def test_a_character_that_stands_everywhere_is_told_in_a_few_lines(tmp_path: Path) -> None:
    study = write_names_study(tmp_path)
    (study / "articles" / "irna.txt").write_text("中\n" * 40, encoding="utf-8")
    told = find_letters(study, ["中"])
    assert len(told) == 6
    assert told[-1].endswith("in 35 more places")


def test_languages_of_a_study(tmp_path: Path) -> None:
    for name, line in (("a", ""), ("b", 'languages = ["ru", "fa"]'), ("c", 'languages = ["rus"]')):
        (tmp_path / name).mkdir()
        write_names_study(tmp_path / name, languages=line)
    assert load_study(tmp_path / "a").languages == ()
    assert load_study(tmp_path / "b").languages == ("ru", "fa")
    with pytest.raises(StudyError, match=r"'rus' is no language .* Known: ru, uk, fa, ar"):
        load_study(tmp_path / "c")
