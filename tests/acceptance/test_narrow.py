"""A narrower window, two outlets, one article: the report builds and still speaks English."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.acceptance.conftest import build, report
from tests.acceptance.reading import list_pages, read_book, read_page, text_of

pytestmark = pytest.mark.slow

FEW = {
    "two outlets from October": [
        'start="2024-10-15"',
        'outlets=["Euromaidan Press", "Washington Examiner"]',
    ],
    "one article": ['start="2024-09-01"', 'end="2024-10-15"'],
}
PLURALS = (
    "articles outlets events statements reports claims relays pairs sentences headlines figures "
    "entries words days windows milestones meetings speakers cells tags passages"
)
FAULTS = {
    "a value that is not there": r"\b(nan|NaN|NaT|None|inf)\b|<NA>",
    "one of many": rf"(?<![\d,.\w/] )(?<![\d,.])\b(1|[Oo]ne|an?) ({'|'.join(PLURALS.split())})\b",
    "many of one": r"\b([2-9]|\d\d+|two|three|four|five) (article|outlet|event|statement|claim)\b",
    "verb of many": r"\b(1|[Oo]ne) (article|outlet|event|statement|claim) (are|were|have)\b",
    "empty brackets": r"\(\s*\)|“\s*”|\[\s*\]",
    "an empty list": r"\bof \.|: \.|: ;|, and \.|\bin \.|\bby \.| and \.",
    "two stops": r"(?<!\.)\.\.(?!\.)|,,|;;|\.,|,\.",
    "one of them, of one": r"stands in (the only article|1 of \d+ articles)[^“]*\bOne of them\b",
    "a list inside a list": r"” and “[^”]+” and \d",
    "not of one": r"\bnot the only\b|\b1 \w+ [^.]*\b(their own|none of them)\b",
    "a span as a point": r"\b(in|on|at) \d+ \w+( \d+)? to \d+ ",
    "nothing between": r"\bfrom to\b|\bto to\b|\bof of\b|\bthe the\b|\bin in\b",
}  # fmt: skip


@pytest.fixture(scope="module", params=FEW)
def few(
    request: pytest.FixtureRequest, checkout: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """An edition of a few articles."""
    given = [text for setting in FEW[request.param] for text in ("--set", setting)]
    return build(checkout, tmp_path_factory.mktemp("few") / "reports", *given)


def list_paragraphs(edition: Path) -> list[str]:
    """The blocks of text that a reader reads, each as it is written, blanks included."""
    found = []
    for page in list_pages(edition):
        tree = read_page(page)
        found += [block.text_content() for block in tree.xpath("//main//p | //main//li")]
        found += [text_of(block) for block in tree.xpath("//main//figcaption | //main//caption")]
        found += [image.get("alt") for image in tree.xpath("//main//img")]
    return [text.replace("\xa0", " ") for text in found]


@pytest.mark.parametrize("fault", FAULTS)
def test_sentences_stay_grammatical(few: Path, fault: str) -> None:
    wrong = [text for text in list_paragraphs(few) if re.search(FAULTS[fault], text)]
    assert wrong == []


def test_no_sentence_has_two_blanks(few: Path) -> None:
    assert [text for text in list_paragraphs(few) if re.search(r"\S  +\S", text)] == []


def test_every_sentence_ends(few: Path) -> None:
    """A paragraph of the report's own ends with a stop and begins with a capital or a mark."""
    for page in list_pages(few):
        for block in read_page(page).xpath("//main//p[not(@class)]"):
            text = block.text_content().strip()
            assert re.search(r"[.?:!)”]$", text), f"{page.name}: {text}"
            assert re.match(r"[A-Z0-9“*¶‘…]", text), f"{page.name}: {text}"


def test_only_what_was_asked_for_is_counted(few: Path) -> None:
    manifest = json.loads((few / "manifest.json").read_text(encoding="utf-8"))
    given = manifest["parameters"]
    text = read_book(few / "report.pdf")
    if given["outlets"]:
        assert "3 articles of 2 outlets" in text
        assert "The Epoch Times" not in text
    else:
        assert re.search(r"\b(1|[Oo]ne) article of (1|one) outlet\b", text)
        assert "Euromaidan Press" not in text
        assert re.search(r"[Nn]o (two|other|conflict|pair)", text)


def test_the_book_and_every_page_are_there(few: Path) -> None:
    assert (few / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert len(list_pages(few)) == 6
    for page in list_pages(few):
        for link in read_page(page).xpath("//a/@href"):
            if link.startswith("5_evidence.html#"):
                entry = link.partition("#")[2]
                assert read_page(few / "5_evidence.html").xpath(f'//*[@id="{entry}"]'), link


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ('start="2030-01-01"', "this selection is empty"),
        ('outlets=["The Daily Planet"]', "Euromaidan Press"),
        ("colour=1", "min_outlets"),
        ('min_outlets="two"', "min_outlets"),
        ('start="yesterday"', "start"),
    ],
)
def test_a_wrong_parameter_says_what_is_allowed(
    checkout: Path, tmp_path: Path, setting: str, told: str
) -> None:
    done = report(checkout, tmp_path / "reports", "--set", setting)
    assert done.returncode == 2
    assert told in done.stderr
    assert not (tmp_path / "reports" / "editions").exists()
