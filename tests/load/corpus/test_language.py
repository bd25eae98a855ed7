"""Texts in other languages are set aside with their language; what is not clear stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers import paths
from helpers.load import load_study
from helpers.load.corpus import language
from helpers.load.corpus.language import find_other

from . import make

CASES = Path(__file__).parents[2] / "cases" / "languages.json"
LANGUAGES = json.loads(CASES.read_text(encoding="utf-8"))
STUDIES = [paths.STUDY, Path(__file__).parents[2] / "studies" / "skarn-straits"]


@pytest.mark.parametrize("name", LANGUAGES)
def test_other_languages_are_named(name: str) -> None:
    told = find_other(LANGUAGES[name])
    assert told.partition(" (")[0] == ("" if name == "English" else name)


@pytest.mark.parametrize("study", STUDIES, ids=["treaty", "straits"])
def test_english_news_is_english_even_in_parts(study: str | Path) -> None:
    for document in load_study(study).documents:
        words = document.text.split()
        assert find_other(document.text) == ""
        for at in range(0, len(words) - 50, 50):
            assert find_other(" ".join(words[at : at + 50])) == ""


FEW = ["", "Ja.", "1 2 3 " * 400, "Der Minister kam am Montag zurück.", "\u202e" * 999]


@pytest.mark.parametrize("text", FEW)
def test_too_little_text_is_kept(text: str) -> None:
    assert find_other(text, "de") == ""


def test_column_decides_only_without_the_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "corpus" / "news.jsonl"
    german = LANGUAGES["German"]
    raw = b"".join([
        make.line(doc_id="a", language="de"), make.line(doc_id="b", text=german, language="de"),
        make.line(doc_id="c", text=german, language="en"), make.line(doc_id="d", text=german),
        make.line(doc_id="e", language="klingon"), make.line(doc_id="f", lang="EN_gb"),
    ])  # fmt: skip
    assert make.name(make.read(path, raw)) == ["a", "<line 2>", "<line 3>", "<line 4>", "e", "f"]
    monkeypatch.setattr(language.importlib.util, "find_spec", lambda name: None)
    assert not language.has_model()
    found = make.read(path, raw)
    assert make.name(found) == ["<line 1>", "<line 2>", "c", "d", "e", "f"]
    assert (found[0].kind, found[0].reason) == (
        "language", "the text is in German (de), not in English.")  # fmt: skip
