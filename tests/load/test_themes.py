"""Every theme's words find two differently worded sentences."""

import json
import re
from pathlib import Path

import pytest

from helpers.load import load_codebook
from helpers.records import Theme

ROOT = Path(__file__).resolve().parents[2]
CASES = json.loads((ROOT / "tests/cases/themes.json").read_text("utf-8"))
THEMES = load_codebook(ROOT / "data/russia-iran-treaty/codebook").themes


def matches(word: str, sentence: str) -> bool:
    """Whether a theme's word is in a sentence; a star ends a prefix."""
    pattern = re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "")
    return bool(re.search(rf"\b{pattern}\b", sentence, re.IGNORECASE))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.id)
def test_a_theme_finds_its_sentences(theme: Theme) -> None:
    assert len(CASES[theme.id]) >= 2
    for sentence in CASES[theme.id]:
        assert any(matches(word, sentence) for word in theme.words), sentence


def test_every_theme_has_cases() -> None:
    assert set(CASES) == {theme.id for theme in THEMES}
