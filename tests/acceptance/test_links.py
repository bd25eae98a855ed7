"""Every link leads somewhere, every reading leads to its evidence, the brief is one page."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pypdfium2
import pytest

from tests.acceptance.reading import list_pages, read_book_pages, read_page, text_of

pytestmark = pytest.mark.slow

# Rows that are not read from a sentence: whole files, pairs of articles, scores, the method itself.
NO_SENTENCE = {
    "articles",
    "bases",
    "furniture",
    "shared",
    "timeline-order",
    "benchmarks",
    "scores",
    "agreement",
}
EVIDENCE = "5_evidence.html#"
A4 = (595.0, 842.0)  # points


def find_ids(path: Path) -> set[str]:
    return {e.get("id") for e in lxml.html.parse(path).getroot().xpath("//*[@id]")}


def test_no_link_dangles(edition: Path) -> None:
    reports = edition.parents[1]
    ids = {page: find_ids(page) for page in [*list_pages(edition), reports / "index.html"]}
    links = 0
    for page in ids:
        for element, _, link, _ in lxml.html.parse(page).getroot().iterlinks():
            if link.startswith(("https://", "http://")):
                # Only an article's own address, never anything that a page would load.
                assert element.tag == "a", f"{page.name}: {link}"
                continue
            if link.startswith("data:"):
                continue
            links += 1
            name, _, fragment = link.partition("#")
            target = (page.parent / unquote(name)).resolve() if name else page
            assert target.is_file(), f"{page.name}: {link}"
            assert target.is_relative_to(reports.resolve()), f"{page.name}: {link}"
            if fragment:
                assert unquote(fragment) in ids[target], f"{page.name}: {link}"
    assert links > 100


def test_reports_index_redirects_to_the_edition(edition: Path) -> None:
    page = (edition.parents[1] / "index.html").read_text(encoding="utf-8")
    assert f"editions/{edition.name}/index.html" in page


def list_tables(edition: Path, *chapters: str) -> dict[str, lxml.html.HtmlElement]:
    found = {}
    for chapter in chapters:
        for figure in read_page(edition / chapter).xpath('//figure[@class="table"][@id]'):
            found[figure.get("id")] = figure
    return found


def test_every_row_leads_to_its_evidence(edition: Path) -> None:
    tables = list_tables(edition, "1_corpus.html", "2_timeline.html", "3_coverage.html")
    assert len(tables) > 15
    bare: dict[str, list[str]] = {}
    for name, table in tables.items():
        if name in NO_SENTENCE:
            continue
        for row in table.xpath(".//tbody/tr"):
            text = text_of(row)
            if re.search(r"not reported|none found|none in the file|after the newest", text):
                continue
            if not any(EVIDENCE in link.get("href") for link in row.xpath(".//a[@href]")):
                bare.setdefault(name, []).append(text[:80])
    assert bare == {}


def test_every_cell_of_the_matrix_leads_to_its_evidence(edition: Path) -> None:
    table = list_tables(edition, "3_coverage.html")["claims"]
    cells = [cell for row in table.xpath(".//tbody/tr") for cell in row.xpath("./td")[1:]]
    filled = [cell for cell in cells if text_of(cell)]
    assert len(filled) > 20
    for cell in filled:
        assert [a for a in cell.xpath(".//a") if EVIDENCE in a.get("href")], text_of(cell)


def test_every_finding_of_the_brief_leads_on(edition: Path) -> None:
    page = read_page(edition / "index.html")
    (findings,) = [h.getnext() for h in page.xpath("//main//h2") if text_of(h) == "Findings"]
    bare = [text_of(item) for item in findings if not item.xpath(".//a[@href]")]
    assert bare == []


def test_every_evidence_entry_says_where_it_stands(edition: Path) -> None:
    tables = list_tables(edition, "5_evidence.html")
    assert len(tables) == 5
    for table in tables.values():
        for row in table.xpath(".//tbody/tr"):
            assert re.match(r"¶\d+\.\d+", text_of(row)), text_of(row)
            assert row.get("id") or row.xpath(".//*[@id]")


def test_brief_is_one_page_of_the_book(edition: Path) -> None:
    pages = read_book_pages(edition / "report.pdf")
    first = [i for i, text in enumerate(pages) if text.startswith("In brief")]
    assert first == [1]
    assert "Dates ahead" in pages[1]
    assert "Attribution is not truth" in pages[1]
    assert "Contents" in pages[2][:60]
    sizes = {page.get_size() for page in pypdfium2.PdfDocument(edition / "report.pdf")}
    for size in sizes:
        assert sorted(size) == pytest.approx(A4, abs=1)


def test_every_figure_and_table_has_its_data(edition: Path) -> None:
    for page in list_pages(edition):
        for figure in read_page(page).xpath("//figure[@id]"):
            name = figure.get("id")
            assert (edition / "data" / f"{name}.csv").is_file(), name
            if figure.get("class") == "figure":
                assert (edition / "figures" / f"{name}.svg").is_file()
                assert (edition / "figures" / f"{name}.png").is_file()
                (image,) = figure.xpath(".//img")
                assert len(image.get("alt")) > 40
