"""One article, and sixty with more than a thousand events: the report still is one to read."""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pypdfium2
import pytest

from tests.acceptance.conftest import build
from tests.acceptance.reading import list_pages, read_book_pages, read_page, text_of
from tests.large_study import write_large_study

pytestmark = pytest.mark.slow

MANY, EVENTS = 60, 1000
HEAVIEST = 1_000_000  # bytes of a page
LONGEST = 150  # pages of the book
SIDE, HEAD, FOOT = 24, 26, 24  # millimetres of margin in the book
HEADING_ROOM, FOOTER_ROOM = 16, 14  # of those that the running head and the page number take
POINTS = 72 / 25.4
# Letters of one word may touch, and Arabic ones lie over each other.
TOUCH, NEAR, JOINED = 1.2, 3, re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u0300-\u036f]")


@pytest.fixture(scope="module")
def many(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of sixty articles."""
    folder = tmp_path_factory.mktemp("many")
    study = write_large_study(folder / "study", MANY)
    return build(checkout, folder / "reports", "--study", str(study))


@pytest.fixture(scope="module")
def single(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of one article."""
    folder = tmp_path_factory.mktemp("single")
    study = write_large_study(folder / "study", 1)
    return build(checkout, folder / "reports", "--study", str(study))


@pytest.fixture(params=["many", "single"])
def stressed(request: pytest.FixtureRequest) -> Path:
    """Both, one after the other."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def checks() -> ModuleType:
    """What is checked in a browser."""
    pytest.importorskip("playwright")
    from tests.browser import checks

    if checks.find_browser() is None:
        pytest.skip("no Chromium: set $CHROMIUM or install chromium")
    return checks


def choose_pages(edition: Path, target: Path) -> Path:
    """A folder with every sort of page of an edition, of pages that are alike the heaviest."""
    heaviest: dict[str, Path] = {}
    for page in list_pages(edition):
        sort = re.sub(r"\d+$|canal_\d+", "", page.stem)
        old = heaviest.get(sort)
        if old is None or page.stat().st_size > old.stat().st_size:
            heaviest[sort] = page
    target.mkdir()
    for page in heaviest.values():
        shutil.copy(page, target)
    return target


def test_no_page_is_heavy(stressed: Path) -> None:
    heavy = {p.name: p.stat().st_size for p in list_pages(stressed)}
    assert {name: size for name, size in heavy.items() if size >= HEAVIEST} == {}


def test_every_event_stands_on_the_page_of_its_year(many: Path) -> None:
    with (many / "exports" / "timeline.csv").open(encoding="utf-8", newline="") as file:
        years = Counter(row["Year"] for row in csv.DictReader(file))
    assert sum(years.values()) >= EVENTS and len(years) >= 3
    pages = {p.stem[-4:]: p for p in many.glob("2_timeline-events-*.html")}
    rows = {year: len(read_page(p).xpath("//main//tbody/tr")) for year, p in pages.items()}
    assert rows == years
    (kept,) = read_page(many / "2_timeline.html").xpath("//figure[@id='timeline-events']")
    assert len(kept.xpath(".//tbody/tr")) == 50
    assert {a.partition("#")[0] for a in kept.xpath(".//caption//a/@href")} == {
        page.name for page in pages.values()
    }


def test_evidence_has_a_page_for_each_article(many: Path) -> None:
    pages = sorted(many.glob("5_evidence-*.html"))
    assert len(pages) == MANY
    index = read_page(many / "5_evidence.html")
    assert not index.xpath("//*[starts-with(@id, 'e-')]")
    led = [a.partition("#")[0] for a in index.xpath("//figure//tbody//a/@href")]
    assert sorted(led) == [page.name for page in pages]
    for at, page in enumerate(pages):
        tree = read_page(page)
        assert tree.xpath("//*[starts-with(@id, 'e-')]")
        assert "5_evidence.html" in tree.xpath("//main//p[@class='kicker']/a/@href")
        before = pages[at - 1].name if at else "5_evidence.html"
        after = [pages[at + 1].name] if at + 1 < MANY else []
        assert tree.xpath("//a[@rel='prev']/@href") == [before]
        assert tree.xpath("//a[@rel='next']/@href") == after
        assert len(tree.xpath("//nav[@aria-label='Chapters']//a")) == 7


def test_every_link_leads_to_its_place(stressed: Path) -> None:
    trees = {page.name: read_page(page) for page in list_pages(stressed)}
    ids = {name: set(tree.xpath("//@id")) | {"colophon"} for name, tree in trees.items()}
    links = [(name, href) for name, tree in trees.items() for href in tree.xpath("//a/@href")]
    evidence = [href for name, href in links if "#e-" in href and name.startswith(("2_", "3_"))]
    assert len(evidence) > (500 if len(trees) > MANY else 20)
    dead = []
    for name, href in links:
        page, _, place = href.partition("#")
        page = page or name
        if re.match(r"[a-z]+:", href):
            continue
        if not (stressed / page).is_file() or (place and page in ids and place not in ids[page]):
            dead.append(f"{name}: {href}")
    assert dead == []


def test_an_entry_is_of_the_article_that_the_link_names(many: Path) -> None:
    """A link may find its file by luck: the page must be of the article in the entry's id."""
    for page in list_pages(many):
        for href in read_page(page).xpath("//a[contains(@href, '.html#e-')]/@href"):
            name, _, place = href.partition("#")
            assert name == f"5_evidence-{place[2:].rpartition('-')[0]}.html", f"{page.name}: {href}"


def test_the_matrix_is_parted_by_outlets(many: Path) -> None:
    heads: list[list[str]] = []
    for page in [many / "3_coverage.html", *sorted(many.glob("3_coverage-part-*.html"))]:
        for table in read_page(page).xpath("//figure[starts-with(@id, 'claims')]//table"):
            heads.append([text_of(head) for head in table.xpath(".//thead//th")[2:]])
    assert [len(head) <= 12 for head in heads] == [True] * len(heads) and len(heads) > 1
    assert len({article for head in heads for article in head}) == MANY
    outlets = [{re.sub(r", \d+ \w+ \d{4}$", "", a) for a in head} for head in heads]
    assert sum(map(len, outlets)) == len(set.union(*outlets))


def test_browser_checks(checks: ModuleType, stressed: Path, tmp_path: Path) -> None:
    some = choose_pages(stressed, tmp_path / "some")
    assert checks.check_axe(some, "light") == []
    assert checks.check_axe(some, "dark") == []
    assert checks.check_requests(some) == []
    assert checks.check_phone(stressed) == []
    assert checks.check_without_scripts(stressed) == []


def read_letters(page: pypdfium2.PdfPage) -> tuple[np.ndarray, str]:
    """The boxes of the letters of a page (left, bottom, right, top), and the letters."""
    text = page.get_textpage()
    boxes, letters = [], []
    for i in range(text.count_chars()):
        letter = chr(pypdfium2.raw.FPDFText_GetUnicode(text, i))
        if letter.isprintable() and not letter.isspace() and not JOINED.match(letter):
            boxes.append(text.get_charbox(i))
            letters.append(letter)
    return np.array(boxes, dtype=np.float32).reshape(-1, 4), "".join(letters)


def find_outside(boxes: np.ndarray, width: float, height: float) -> np.ndarray:
    """The letters beyond the margins; the running head and the page number have theirs."""
    left, bottom, right, top = boxes.T
    low = (FOOT - FOOTER_ROOM) * POINTS
    high = height - (HEAD - HEADING_ROOM) * POINTS
    side = SIDE * POINTS - 1
    return (left < side) | (right > width - side) | (bottom < low) | (top > high)


def find_covered(boxes: np.ndarray) -> list[tuple[int, int]]:
    """Pairs of letters, not of one word, that lie over each other."""
    left, bottom, right, top = boxes.T
    over = np.minimum.outer(right, right) - np.maximum.outer(left, left) > TOUCH
    over &= np.minimum.outer(top, top) - np.maximum.outer(bottom, bottom) > TOUCH
    return [(int(i), int(j)) for i, j in np.argwhere(over) if j - i > NEAR]


def list_faults(pdf: Path) -> Iterator[str]:
    """What runs over a margin or over other words."""
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1):
        boxes, letters = read_letters(page)
        outside = find_outside(boxes, *page.get_size())
        if outside.any():
            words = "".join(np.array(list(letters))[outside])
            yield f"page {number}: beyond the margin: {words[:60]}"
        covered = find_covered(boxes)
        if covered:
            i, j = covered[0]
            around = f"{letters[max(i - 12, 0) : i + 12]} / {letters[max(j - 12, 0) : j + 12]}"
            yield f"page {number}: {len(covered)} letters over others: {around}"


def test_no_line_or_table_of_the_book_is_overfull(stressed: Path) -> None:
    assert list(list_faults(stressed / "report.pdf")) == []


def test_the_book_is_no_longer_than_people_print(many: Path) -> None:
    pages = read_book_pages(many / "report.pdf")
    assert 60 <= len(pages) <= LONGEST
    heads = [text for text in pages if "In their own words" in text]
    assert len(heads) >= 3  # the table of events goes over pages, each with its head
    assert any("Here the most widely told 50 of" in text for text in pages)


@pytest.mark.parametrize(
    "fault",
    [
        r"\b(1|0|none) of (1|the only)\b",
        r"\bnot the only\b",
        r"\bnone found\b",
        r"\b(nan|NaT|None)\b",
        r"\b1 (articles|outlets|events|claims)\b",
    ],
)
def test_one_article_is_not_counted_as_many(single: Path, fault: str) -> None:
    for page in list_pages(single):
        told = read_page(page).find(".//main").text_content().replace("\xa0", " ")
        found = re.search(fault, told)
        assert not found, f"{page.name}: {found}"


def test_one_article_leaves_nothing_empty(single: Path) -> None:
    """No item, figure, table or section without content."""
    for page in list_pages(single):
        main = read_page(page).find(".//main")
        empty = main.xpath(".//li[not(normalize-space())] | .//p[not(normalize-space())]")
        empty += main.xpath(".//figure[not(.//img) and not(.//tbody/tr)]")
        assert empty == [], page.name
        for heading in main.xpath(".//h2"):
            after = heading.getnext()
            assert after is not None and after.tag != "h2", f"{page.name}: {text_of(heading)}"
    assert len(list_pages(single)) == 6
    shown = read_page(single / "2_timeline.html").xpath("//figure/@id")
    assert "timeline" in shown and "timeline-promises" not in shown
