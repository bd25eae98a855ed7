"""The files of an edition: what is in them, and that they are the same every time."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pypdf
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.render import RenderError, ReportHTML, ReportPDF, render_edition
from helpers.render.chapter import Chapter
from helpers.render.edition import prepare
from helpers.render.exhibits import guard_csv
from helpers.render.pages import write_page
from helpers.render.palette import CELLS, GROUND, contrast
from helpers.render.tree import text_of

ROOT = Path(__file__).parents[2]


class Tags(HTMLParser):
    """All start tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def read_tags(path: Path) -> list[tuple[str, dict]]:
    parser = Tags()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser.seen


def digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def book(edition_folder: Path) -> pypdf.PdfReader:
    return pypdf.PdfReader(edition_folder / "report.pdf")


def test_the_files_are_there(edition_folder: Path) -> None:
    assert sorted(digest(edition_folder)) == [
        "1_corpus.html",
        "2_timeline.html",
        "5_evidence.html",
        "data/events.csv",
        "data/matrix.csv",
        "data/papers.csv",
        "data/promises.csv",
        "data/wide.csv",
        "figures/events.png",
        "figures/events.svg",
        "index.html",
        "report.pdf",
    ]
    assert (edition_folder / "data/matrix.csv").read_text() == "a,b\n1,'=cmd()\n"


def test_pages_load_nothing_and_run_nothing(edition_folder: Path) -> None:
    for page in edition_folder.glob("*.html"):
        for tag, attributes in read_tags(page):
            assert tag not in ("script", "iframe", "object", "embed", "form")
            assert not any(name.startswith("on") for name in attributes)
            if tag in ("img", "link"):
                assert (attributes.get("src") or attributes["href"]).startswith("data:")
        html = page.read_text(encoding="utf-8")
        assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html
        assert "stderr" not in html
        assert "/home/x" not in html


def test_every_link_of_every_page_leads_somewhere(edition_folder: Path) -> None:
    pages = {page.name: read_tags(page) for page in edition_folder.glob("*.html")}
    ids = {name: {a["id"] for _, a in tags if "id" in a} for name, tags in pages.items()}
    for name, tags in pages.items():
        for tag, attributes in tags:
            href = attributes.get("href") or ""
            if tag != "a" or href.startswith(("https:", "data:")):
                continue
            page, _, target = href.partition("#")
            assert (edition_folder / (page or name)).is_file(), href
            assert not target or target in ids[page or name], href


def test_figures_and_tables_can_be_read_without_eyes(edition_folder: Path) -> None:
    tags = read_tags(edition_folder / "2_timeline.html")
    assert [a["alt"] for t, a in tags if t == "img"] == ["Three dots"]
    assert all(a.get("scope") in ("col", "row") for t, a in tags if t == "th")
    assert sum(t == "caption" for t, _ in tags) >= 3
    assert sum(t == "h1" for t, _ in tags) == 1


def test_wide_tables_name_their_columns_in_every_cell(edition_folder: Path) -> None:
    tags = read_tags(edition_folder / "2_timeline.html")
    tables = [a.get("class", "") for tag, a in tags if tag == "table"]
    assert any("stack" in name.split() for name in tables)
    assert any("dense" in name.split() for name in tables)
    labels = [a["data-label"] for tag, a in tags if tag == "td" and "data-label" in a]
    assert "Column 13" in labels


def test_tables_with_spans_scroll_instead(kit) -> None:
    wide = "".join(f"<td>what is said in {i} by them</td>" for i in range(9))
    html = (
        "<table><thead><tr><th colspan='2'>a</th><th>b</th></tr></thead>"
        f"<tbody><tr><th>r</th>{wide}</tr></tbody></table>"
    )
    chapter = prepare(kit["one"](kit["table"]("t", html)))[0]
    page = write_page(chapter, [chapter], {}, alone=True)
    assert "data-label=" not in page
    assert re.search(r'<table class="[^"]*\bw\d0\b', page)


def test_the_first_page_shows_the_opening_figure(kit, tmp_path: Path) -> None:
    notebooks = {
        **kit["one"](kit["prose"]("<p>Words.</p>"), name="0_brief"),
        **kit["one"](kit["figure"]("timeline", alt="All events"), name="2_timeline"),
    }
    chapters = prepare(notebooks)
    page = write_page(chapters[0], chapters, {})
    assert '<img alt="All events" src="data:image/svg+xml,%3Csvg ' in page
    assert '<a href="2_timeline.html#timeline"><b class="label">Figure 2.1</b></a> Dots are' in page
    assert "All events" not in write_page(chapters[0], chapters[:1], {})


def test_numbers_and_cross_references(sample) -> None:
    chapters = {chapter.number: chapter for chapter in prepare(sample)}
    assert [e.label for e in chapters[1].sections] == ["1.1", "1.1.1", "1.2"]
    assert chapters[2].labels["events"] == "Figure 2.1"
    assert chapters[2].labels["promises"] == "Table 2.1"
    assert "Table 1.1 and Table 2.1" in text_of(chapters[1].body)
    assert "(Figure 2.1)" in text_of(chapters[0].body)
    assert next(chapters[1].body.iter("a")).get("href") == "index.html"


def test_quoted_words_keep_their_place(edition_folder: Path) -> None:
    html = (edition_folder / "5_evidence.html").read_text(encoding="utf-8")
    assert '<q data-doc="a_01" data-start="40" data-end="90">officials denied' in html
    # Words of an article stand nowhere else: not in the summary on the front page, not in <meta>.
    assert html.count("officials denied") == 1
    assert "officials denied" not in (edition_folder / "index.html").read_text(encoding="utf-8")


def test_the_book_is_tagged_and_dated(book: pypdf.PdfReader) -> None:
    metadata = book.xmp_metadata
    assert metadata is not None
    raw = metadata.stream.get_data().decode()
    assert "pdfuaid:part>1<" in raw.replace(" ", "")
    assert "pdfaid:part>2<" in raw.replace(" ", "") and "conformance>A<" in raw
    assert book.metadata.title == "A pact in four papers"
    assert book.metadata.creation_date.date().isoformat() == "2025-01-20"
    assert book.root_object["/MarkInfo"]["/Marked"]
    assert book.root_object["/Lang"] == "en-GB"


def test_the_book_opens_with_title_brief_and_contents(book: pypdf.PdfReader) -> None:
    pages = [page.extract_text() for page in book.pages]
    assert "A pact in four papers" in pages[0] and "20 January 2025" in pages[0]
    assert pages[1].startswith("The brief") and "not known" in pages[1]
    assert pages[2].startswith("Contents") and "2.2 Promises" in " ".join(pages[2].split())
    assert re.search(r"2 Timeline", pages[5])
    assert f"3 / {len(pages)}" in pages[2]
    titles = [item.title for item in book.outline if not isinstance(item, list)]
    assert titles[0] == "The brief" and titles[-1] == "Colophon"
    assert any(isinstance(item, list) for item in book.outline)


def test_links_of_the_book_lead_into_it(book: pypdf.PdfReader) -> None:
    links = [
        note.get_object()
        for page in book.pages
        for note in page.get("/Annots", [])
        if note.get_object()["/Subtype"] == "/Link"
    ]
    outside = [link["/A"]["/URI"] for link in links if "/URI" in link.get("/A", {})]
    assert outside == ["https://example.org/a"]
    assert len(links) > 20


def test_pictures_in_the_book_say_what_they_show(edition_folder: Path) -> None:
    reader = pypdf.PdfReader(edition_folder / "report.pdf")
    alts, todo, seen = [], [reader.root_object["/StructTreeRoot"]], 0
    while todo:
        node = todo.pop()
        seen += 1
        if isinstance(node, pypdf.generic.IndirectObject):
            node = node.get_object()
        if isinstance(node, dict):
            if node.get("/S") == "/Figure":
                alts.append(str(node.get("/Alt", "")))
            todo.append(node.get("/K"))
        elif isinstance(node, list):
            todo.extend(node)
    assert alts == ["Three dots"]


def test_a_long_brief_still_fits_its_page(kit, sample, tmp_path: Path) -> None:
    long = "that the day was near " * 6
    lines = "".join(f"<li>2 of 4 papers say {long}{i}</li>" for i in range(24))
    sample["0_brief"].cells.append(kit["prose"](f"<ul>{lines}</ul>"))
    render_edition(kit["write"](sample, tmp_path / "in"), tmp_path / "out", kit["edition"])
    pages = pypdf.PdfReader(tmp_path / "out" / "report.pdf").pages
    assert "near 23" in " ".join(pages[1].extract_text().split())
    assert pages[2].extract_text().startswith("Contents")


RENDER = """
import sys
from pathlib import Path
import json
from helpers.render import render_edition
found = sorted(Path(sys.argv[1]).glob("*.ipynb"))
render_edition(found, Path(sys.argv[2]), json.loads(sys.argv[3]))
"""


def test_same_notebooks_same_bytes(edition_folder: Path, kit, sample, tmp_path: Path) -> None:
    source = tmp_path / "a path with spaces, سلام"
    kit["write"](sample, source)
    strange = {
        **os.environ,
        "TZ": "Asia/Tehran",
        "LC_ALL": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "77",
        "SOURCE_DATE_EPOCH": "1",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-c", RENDER, str(source), str(tmp_path / "out")]
    told = __import__("json").dumps(kit["edition"])
    subprocess.run([*command, told], env=strange, cwd=tmp_path, check=True)
    assert digest(tmp_path / "out") == digest(edition_folder)


def test_no_path_clock_or_user_inside(edition_folder: Path) -> None:
    for path in edition_folder.rglob("*.*"):
        content = path.read_bytes()
        assert str(edition_folder.parent).encode() not in content
        assert str(ROOT).encode() not in content


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda k: k["figure"](alt=" "), "figure without alt"),
        (lambda k: k["figure"](caption=""), "without caption"),
        (lambda k: k["figure"]("../x"), "id '../x'"),
        (lambda k: k["table"]("t", "<p>none</p>"), "0 tables"),
        (lambda k: k["prose"]('<p id="x">a</p><p id="x">b</p>'), "'x' occurs twice"),
        (lambda k: k["prose"]('<p id="page">a</p>'), "'page' occurs twice or is reserved"),
        (lambda k: k["prose"]('<a href="5_evidence.html#no">a</a>'), "5_evidence.html#no"),
        (lambda k: k["prose"]('<a href="#no">a</a>'), "#no"),
        (lambda k: k["prose"]('<a href="../../etc/passwd">a</a>'), "etc/passwd"),
        (lambda k: k["prose"]('<a href="javascript:x">a</a>'), "without an address"),
        (lambda k: k["prose"]("<p>to the \U0001f680 moon</p>"), "U\\+1F680 ROCKET in 1_a.ipynb"),
        (lambda k: k["prose"]("<p>\ue123</p>"), "U\\+E123"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(wrong, words, kit, tmp_path) -> None:
    executed = kit["write"](kit["one"](wrong(kit)), tmp_path / "in")
    with pytest.raises(RenderError, match=words):
        render_edition(executed, tmp_path / "out", kit["edition"])
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (new_output("error", ename="KeyError", evalue="x", traceback=[]), "failed with KeyError"),
        (new_output("display_data", {"image/png": "aGk="}), "figure without alt text"),
        (
            new_output("display_data", {}, metadata={"helpers": {"kind": "figure", "id": "f"}}),
            "without alt",
        ),
        (
            new_output(
                "display_data",
                {"image/svg+xml": "<svg"},
                metadata={"helpers": {"kind": "figure", "id": "f", "alt": "a", "caption": "c"}},
            ),
            "not well-formed",
        ),
        (
            new_output(
                "display_data",
                {"image/png": "aGk="},
                metadata={"helpers": {"kind": "figure", "id": "f", "alt": "a", "caption": "c"}},
            ),
            "has no SVG",
        ),
        (
            new_output(
                "display_data",
                {"text/html": "<p>An article, whole.</p>"},
                metadata={"helpers": {"kind": "screen"}},
            ),
            "for the desk's screen",
        ),
    ],
)
def test_outputs_that_no_report_holds(output: nbformat.NotebookNode, words: str, kit) -> None:
    with pytest.raises(RenderError, match=words):
        prepare(kit["one"](new_code_cell("x", outputs=[output])))


def test_what_is_for_the_notebook_alone_is_in_no_report(kit) -> None:
    told = new_markdown_cell("How to change", metadata={"helpers": {"kind": "screen"}})
    said = text_of(prepare(kit["one"](told, new_markdown_cell("What was read")))[0].body)
    assert "What was read" in said
    assert "How to change" not in said


def test_ids_are_unique_over_the_report(kit, tmp_path: Path) -> None:
    both = {**kit["one"](kit["figure"]()), **kit["one"](kit["figure"](), name="2_b")}
    with pytest.raises(RenderError, match=r"figures/events\.svg|data/events\.csv"):
        render_edition(kit["write"](both, tmp_path / "in"), tmp_path / "out", kit["edition"])
    with pytest.raises(RenderError, match="second figure or table"):
        prepare(kit["one"](kit["figure"](), kit["figure"]()))


def test_no_notebooks_no_edition(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="no notebooks"):
        render_edition([], tmp_path, {})


def test_missing_glyphs_can_be_named(kit) -> None:
    rocket = kit["one"](kit["prose"]("<p>to the \U0001f680</p>"), kit["figure"](alt="a \U0001f680"))
    chapter = prepare(rocket, missing_glyph="name")[0]
    assert "to the [U+1F680 ROCKET]" in text_of(chapter.body)


def test_hostile_words_stay_words(kit, tmp_path: Path) -> None:
    words = kit["hostile"]
    cells = [
        new_markdown_cell("# A\n\n" + words),
        kit["prose"](f"<p>{words.replace('<', '&lt;')}</p><p>{words}</p>"),
        kit["figure"](alt=words, caption=words),
        kit["table"]("t", f"<table><tr><td>{words}</td></tr></table>", words, f'{words!r},"=1+1"'),
    ]
    edition = {**kit["edition"], "title": words, "subtitle": words, "parameters": {words: words}}
    notebooks = {"1_a": new_notebook(cells=cells)}
    render_edition(kit["write"](notebooks, tmp_path / "in"), tmp_path / "out", edition)
    tags = read_tags(tmp_path / "out" / "1_a.html")
    assert not any(tag == "script" for tag, _ in tags)
    assert all(a["src"].startswith("data:") for tag, a in tags if tag == "img")
    text = pypdf.PdfReader(io.BytesIO((tmp_path / "out" / "report.pdf").read_bytes()))
    assert "root:x" not in " ".join(page.extract_text() for page in text.pages)
    assert "'=1+1" in (tmp_path / "out" / "data" / "t.csv").read_text()


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        ("=1", "'=1"),
        ("+cmd", "'+cmd"),
        ("@x", "'@x"),
        ("-x", "'-x"),
        ("\tx", "'\tx"),
        ("-3.5", "-3.5"),
        ("+1,000", "+1,000"),
        ("'=1", "'=1"),
        ("plain", "plain"),
    ],
)
def test_cells_that_look_like_formulas(cell: str, left: str) -> None:
    assert guard_csv(f"a\n{cell if ',' not in cell else chr(34) + cell + chr(34)}\n").decode() in (
        f"a\n{left}\n",
        f'a\n"{left}"\n',
    )


@pytest.mark.parametrize("mode", [0, 1])
def test_colours_can_be_read(mode: int) -> None:
    paper, panel = GROUND["paper"][mode], GROUND["panel"][mode]
    for name in ("ink", "muted", "accent"):
        assert contrast(GROUND[name][mode], paper) >= 4.5
        assert contrast(GROUND[name][mode], panel) >= 4.5
    for paint in CELLS.values():
        fill, text = ((paint.fill, paint.text), (paint.dark_fill, paint.dark_text))[mode]
        assert contrast(fill, text) >= 4.5


def test_headings_never_skip_a_level(kit) -> None:
    html = "<h4>a</h4><h1>b</h1><h6>c</h6>"
    chapter: Chapter = prepare(kit["one"](kit["prose"](html)))[0]
    assert [e.tag for e in chapter.body.iter() if e.tag[0] == "h" and e.tag != "hr"] == [
        "h2",
        "h2",
        "h3",
    ]
    assert chapter.title == "A"


def test_ids_of_equal_headings_differ(kit) -> None:
    chapter = prepare(kit["one"](kit["prose"]("<h2>Limits</h2><h2>Limits</h2><h2>Россия</h2>")))[0]
    assert [entry.id for entry in chapter.sections] == ["limits", "limits-2", "section"]


def test_one_notebook_alone(sample) -> None:
    resources = {"metadata": {"name": "2_timeline"}}
    html, _ = ReportHTML().from_notebook_node(sample["2_timeline"], resources)
    assert "<h1>Timeline</h1>" in html
    assert "data/events.csv" not in html
    pdf, found = ReportPDF().from_notebook_node(sample["2_timeline"], resources)
    assert pdf.startswith(b"%PDF")
    assert found["output_extension"] == ".pdf"


@pytest.mark.slow
def test_nbconvert_finds_the_exporters(sample, kit, tmp_path: Path) -> None:
    path = kit["write"](sample, tmp_path)[2]
    for name, ending in (("ReportHTML", ".html"), ("ReportPDF", ".pdf")):
        command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", f"helpers.render.{name}"]
        subprocess.run([*command, str(path)], check=True, cwd=ROOT)
        assert path.with_suffix(ending).stat().st_size > 5000
