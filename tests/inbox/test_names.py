"""Names and keys from any words: safe as files, and the same for the same thing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.inbox.names import (
    bare_cell,
    guard_cell,
    key_of_bytes,
    key_of_url,
    name_article,
    name_folder,
    slug,
    tidy,
)
from helpers.load.pending import is_plain


@given(st.text(), st.binary())
def test_any_title_makes_a_plain_name(title: str, text: bytes) -> None:
    name = name_article(title, text)
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", name)
    assert is_plain(f"{name}.txt")
    assert len(name) <= 61
    assert (Path("/inside") / f"{name}.txt").resolve().parent == Path("/inside")


@pytest.mark.parametrize(
    "title",
    ["", "../../etc/passwd", "..", ".", "/", "\x00", "a\nb", "CON", "nul.txt", "é" * 300, "\u202e",
     "a" * 5_000, "C:\\x", "~root", "-rf", "$(id)", "🏴" * 80],
)  # fmt: skip
def test_hostile_title_makes_a_plain_name(title: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]{1,48}-[0-9a-f]{12}", name_article(title, b"x"))


def test_other_texts_have_other_names() -> None:
    assert name_article("A", b"1") != name_article("A", b"2")


@given(st.text())
def test_tidy_line_has_nothing_that_moves_a_cursor(words: str) -> None:
    line = tidy(words)
    assert line.isprintable()
    assert len(line) <= 300


@given(st.text())
def test_cell_comes_back(value: str) -> None:
    if not (value[:1] == "'" and value[1:2] in ("=", "+", "-", "@")):
        assert bare_cell(guard_cell(value)) == value
    assert not guard_cell(value).startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("https://news.example/a", "http://www.news.example/a/", True),
        ("https://news.example/a?utm_source=x&utm_medium=y", "https://news.example/a", True),
        ("https://news.example/a?id=1", "https://news.example/a?id=2", False),
        ("https://news.example/a#b", "https://NEWS.example/a", True),
        ("https://news.example/a", "https://news.example/A", False),
        ("https://news.example:443/a", "https://news.example/a", True),
        ("https://news.example:8443/a", "https://news.example/a", False),
    ],
)
def test_address_is_known_again(one: str, two: str, same: bool) -> None:
    assert (key_of_url(one) == key_of_url(two)) == same


@given(st.text())
def test_any_address_has_a_key(url: str) -> None:
    assert key_of_url(url).startswith("url:")


def test_file_with_another_side_car_is_another_thing() -> None:
    assert len({key_of_bytes(b"a"), key_of_bytes(b"a", b""), key_of_bytes(b"a", b"b")}) == 3
    assert slug("The Courier!") == "the-courier"


def test_studies_of_one_name_in_two_places_are_kept_apart(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert name_folder(data / "pact", data) == "pact"
    assert re.fullmatch(r"pact-[0-9a-f]{8}", name_folder(tmp_path / "other" / "pact", data))
