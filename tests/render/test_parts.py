"""Pages of their own: every link follows, the small report stays whole, the book prints less."""

from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.render.book import write_source
from helpers.render.chapter import Chapter, RenderError
from helpers.render.edition import prepare
from helpers.render.numbers import check_links
from helpers.render.pages import write_page
from helpers.render.parts import shorten_book, split_chapters
from helpers.render.tree import text_of, write_content


def show(name: str, html: str, page: dict | None = None, csv: bool = True) -> nbformat.NotebookNode:
    """A table as the helpers show it."""
    told = {"kind": "table", "id": name, "alt": "A table", "caption": f"Rows of {name}."}
    told |= {"page": page} if page else {}
    data = {"text/html": html} | ({"text/csv": "a\n1\n"} if csv else {})
    output = new_output("display_data", data, metadata={"helpers": told})
    return new_code_cell("show()", outputs=[output])


def entries(doc: str, count: int = 3, more: str = "") -> str:
    rows = "".join(
        f'<tr><th><span id="e-{doc}-p{n}s1">¶{n}.1</span></th><td>words {doc} {n}{more}</td></tr>'
        for n in range(1, count + 1)
    )
    head = "<thead><tr><th>Place</th><th>Words</th></tr></thead>"
    return f"<table>{head}<tbody>{rows}</tbody></table>"


def year(n: int) -> str:
    link = f'<a href="3_evidence.html#e-a-p{n}s1">¶</a>'
    return f"<table><tbody><tr><th>{2000 + n}</th><td>{link}</td></tr></tbody></table>"


def write_notebooks(paged: bool) -> dict[str, nbformat.NotebookNode]:
    """A chapter that points to evidence by article, and a table of events split by year."""

    def page(name: str, title: str, of: str = "", part: str = "", book: str = "entries"):
        told = {"name": name, "title": title, "of": of, "part": part, "book": book}
        return told if paged else None

    by_year = '<a href="#events-2001">2001</a> <a href="#events-2002">2002</a>'
    timeline = [
        new_markdown_cell('# Timeline\n\nIt is so (<a href="3_evidence.html#e-b-p2s1">¶2.1</a>).'),
        new_markdown_cell(f"## Events\n\nBy year: {by_year}"),
        show("events", year(1)),
        show("events-2001", year(1), page("events-2001", "Every event: 2001", "events", "2001",
                                          "nothing"), csv=False),
        show("events-2002", year(2), page("events-2002", "Every event: 2002", "events", "2002",
                                          "nothing"), csv=False),
        show("after", year(3)),
    ]  # fmt: skip
    again = ' <a href="#e-a-p4s1">again</a> <a href="2_timeline.html#after">back</a>'
    evidence = [
        new_markdown_cell('# Evidence\n\n<a href="#evidence-1">A</a> <a href="#evidence-2">B</a>'),
        show("evidence-1", entries("a", 4), page("a", "Evidence: A")),
        show("evidence-2", entries("b", more=again), page("b", "Evidence: B")),
        show("evidence-3", entries("c"), page("c", "Evidence: C")),
        new_markdown_cell("## Limits\n\nNone."),
    ]
    return {
        "2_timeline": new_notebook(cells=timeline),
        "3_evidence": new_notebook(cells=evidence),
    }


def hrefs(chapter: Chapter) -> list[str]:
    return [link.get("href", "") for link in chapter.body.iter("a") if link.get("href")]


@pytest.fixture
def whole() -> list[Chapter]:
    return prepare(write_notebooks(paged=True))


def test_every_part_has_its_page_and_every_link_follows(whole: list[Chapter]) -> None:
    pages = split_chapters(whole)
    assert [page.page for page in pages] == [
        "2_timeline.html", "2_timeline-events-2001.html", "2_timeline-events-2002.html",
        "3_evidence.html", "3_evidence-a.html", "3_evidence-b.html", "3_evidence-c.html",
    ]  # fmt: skip
    check_links(pages, {path for chapter in whole for path in chapter.files})
    by_page = {page.page: page for page in pages}
    timeline = hrefs(by_page["2_timeline.html"])
    assert "3_evidence-b.html#e-b-p2s1" in timeline and "3_evidence-a.html#e-a-p1s1" in timeline
    assert "2_timeline-events-2002.html#events-2002" in timeline
    assert "3_evidence-a.html#e-a-p2s1" in hrefs(by_page["2_timeline-events-2002.html"])
    b = hrefs(by_page["3_evidence-b.html"])
    assert "3_evidence-a.html#e-a-p4s1" in b and "2_timeline.html#after" in b
    assert not by_page["3_evidence.html"].body.findall("figure")


def test_a_link_within_a_part_stays_short(whole: list[Chapter]) -> None:
    figure = whole[1].body.findall("figure")[0]
    link = next(iter(whole[1].body.iter("a")))
    figure.append(link)
    link.set("href", "#e-a-p1s1")
    part = next(page for page in split_chapters(whole) if page.page == "3_evidence-a.html")
    assert hrefs(part)[-1] == "#e-a-p1s1"


def test_parts_have_the_number_of_their_whole(whole: list[Chapter]) -> None:
    labels = whole[0].labels
    assert labels["events-2002"] == "Table 2.1, 2002" and labels["after"] == "Table 2.2"
    assert whole[1].labels["evidence-3"] == "Table 3.3"


def test_pages_lead_to_each_other_and_up(whole: list[Chapter]) -> None:
    pages = split_chapters(whole)
    html = {page.page: write_page(page, pages, {"title": "T"}) for page in pages}
    assert 'rel="prev" href="3_evidence.html"' in html["3_evidence-a.html"]
    assert 'rel="next" href="3_evidence-b.html"' in html["3_evidence-a.html"]
    assert 'rel="prev" href="3_evidence-b.html"' in html["3_evidence-c.html"]
    assert 'rel="next"' not in html["3_evidence-c.html"]
    assert '<a href="3_evidence.html">Chapter 3: Evidence</a>' in html["3_evidence-c.html"]
    assert '<a href="3_evidence.html" aria-current="true">' in html["3_evidence-c.html"]
    assert "3_evidence-a.html" not in html["2_timeline.html"].partition("<main")[0]
    assert 'rel="next" href="3_evidence.html"' in html["2_timeline.html"]


def test_a_small_report_leaves_as_it_came() -> None:
    chapters = prepare(write_notebooks(paged=False))
    before = [write_content(chapter.body) for chapter in chapters]
    pages = split_chapters(chapters)
    assert all(a is b for a, b in zip(pages, chapters, strict=True))
    assert shorten_book(chapters) is chapters
    assert [write_content(chapter.body) for chapter in chapters] == before


def test_the_book_prints_the_entries_that_it_leads_to(whole: list[Chapter]) -> None:
    before = [write_content(chapter.body) for chapter in whole]
    timeline, evidence = shorten_book(whole)
    assert [f.get("id") for f in timeline.body.findall("figure")] == ["events", "after"]
    kept = {e.get("id") for e in evidence.body.iter() if (e.get("id") or "").startswith("e-")}
    # ¶b.2 and, from it, ¶a.4; ¶a.1 and ¶a.3 from the tables; ¶a.2 from a page that is not printed.
    assert kept == {"e-a-p1s1", "e-a-p3s1", "e-a-p4s1", "e-b-p2s1"}
    assert [f.get("id") for f in evidence.body.findall("figure")] == ["evidence-1", "evidence-2"]
    assert "Printed: 3 of 4 entries" in text_of(evidence.body)
    assert [write_content(chapter.body) for chapter in whole] == before
    assert "words c 1" not in write_source([timeline, evidence], {})


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ({"name": "../up", "title": "T", "book": "whole"}, "name a file"),
        ({"name": "a", "title": " ", "book": "whole"}, "needs a title"),
        ({"name": "a", "title": "T", "book": "half"}, "whole, entries, nothing"),
        ({"name": "a", "title": "T", "of": "none", "book": "whole"}, "not shown before"),
    ],
)
def test_a_page_that_cannot_be_is_an_error(page: dict, told: str) -> None:
    cells = [new_markdown_cell("# T"), show("t", entries("a"), page)]
    with pytest.raises(RenderError, match=told):
        prepare({"1_t": new_notebook(cells=cells)})
