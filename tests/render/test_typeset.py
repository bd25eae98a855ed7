"""The cleaned tree as Typst: every tag, every length of table, every hostile text."""

from __future__ import annotations

import hashlib
import io
import re

import pypdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.render.book import load_fonts, write_book
from helpers.render.chapter import Chapter
from helpers.render.clean import TAGS, clean_html
from helpers.render.edition import prepare
from helpers.render.literals import block, quote, write_text
from helpers.render.palette import CELLS
from helpers.render.typeset import Setting, write_flow
from helpers.render.typeset_tables import share_width
from helpers.scripts.glyphs import is_missing

HOSTILE = [
    '#read("/etc/passwd")',
    "$x$ *b* _i_ `c` @ref <label> \\ // /* */ ~ [] {} # = - + 1.",
    '"); #eval("1") + ("',
    '\\"); panic("x") //',
    "\\u{22}",
    'ends in \\" ',
    ' " ',
    "<script>alert(1)</script>",
    "=cmd()|' /C calc'!A0",
    "sp;",
    "a\u0301\u0323 é ﬁ",
]
# Tags whose own content is no prose: they stand inside others or hold nothing.
STRUCTURE = {"caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr", "table"}
EMPTY = {"br", "hr", "wbr"}


def read_words(pdf: bytes) -> str:
    """All words of a PDF."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def typeset(html: str) -> str:
    """A fragment as statements."""
    body = clean_html(html)
    ids = {e.get("id") for e in body.iter() if e.get("id")}
    return write_flow(body, Setting(Chapter("1_a", 1, "A", body), {"1_a.html": ids}))


@pytest.mark.parametrize("tag", sorted(TAGS - STRUCTURE - EMPTY))
def test_every_tag_keeps_its_words(tag: str) -> None:
    for inside in ("seen words", "<p>seen words</p>", "<ul><li>seen words</li></ul>"):
        shown = f"<{tag} id='x' class='own muted'>{inside}</{tag}>"
        source = typeset(f"before {shown} after <p>{shown}</p><table><tr><td>{shown}</table>")
        assert len(re.findall('"seen words"', source)) >= 2, source


def test_all_tags_compile_in_one_book(kit) -> None:
    nested = "".join(
        f"<{t} id='t-{t}' lang='fa' dir='rtl' class='own inferred'>word {t} <i>x</i></{t}>"
        for t in sorted(TAGS - STRUCTURE - EMPTY - {"li", "dt", "dd", "figcaption", "summary"})
    )
    lists = "<ol start='4'><li>four<ul><li>inner</li></ul></li></ol><ol></ol><dl><dt>t<dd>d</dl>"
    rest = "a<br>b<wbr>c<hr><details><summary>s</summary>open</details><figure>bare</figure>"
    cells = "".join(f'<td class="{name} num"><b>{name}</b></td>' for name in CELLS)
    bare = (
        "<table><caption>cap</caption><colgroup><col></colgroup><thead><tr><th id='h'>h</th></tr>"
        f"</thead><tbody><tr>{cells}</tr><tr></tr></tbody><tfoot><tr><td>foot</td></tr></tfoot>"
        "</table><table></table>"
    )
    chapters = prepare(kit["one"](kit["prose"](nested + lists + rest + bare)))
    words = read_words(write_book(chapters, {}))
    for tag in TAGS - STRUCTURE - EMPTY - {"li", "dt", "dd", "figcaption", "summary"}:
        assert f"word {tag}" in words.replace("\u200b", "")
    assert all(name in words for name in CELLS)
    assert "inner" in words
    assert "foot" in words


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str, kit) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    html = f"<p>{escaped}</p><ul><li>{escaped}</li></ul><h2>{escaped}</h2><pre>{escaped}</pre>"
    words = read_words(write_book(prepare(kit["one"](kit["prose"](html))), {}))
    flat = re.sub(r"\s", "", words)
    assert "root:" not in words
    if text.isascii():
        assert flat.count(re.sub(r"\s", "", text)) >= 3


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
@settings(max_examples=60, deadline=None)
def test_a_literal_says_what_it_was_given(text: str) -> None:
    shown = clean_html("").text or text
    values = typst.Compiler(b"", font_paths=load_fonts(), ignore_system_fonts=True)
    assert values.eval(quote(shown)) == __import__("json").dumps(shown, ensure_ascii=False)


@given(st.lists(st.sampled_from([*HOSTILE, " ", "a", "  ", "<b>x</b>", "<br>"]), max_size=6))
@settings(max_examples=60, deadline=None)
def test_statements_stay_balanced(parts: list[str]) -> None:
    escaped = [p if p in ("<b>x</b>", "<br>") else p.replace("<", "&lt;") for p in parts]
    source = typeset("".join(escaped))
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "s", source)
    assert '"' not in bare and "\\" not in bare
    assert bare.count("{") == bare.count("}") and bare.count("(") == bare.count(")")


def test_right_to_left_runs_stand_upright() -> None:
    assert write_text("in سلام دنیا now") == '"in ";upright("سلام دنیا");" now";'
    assert typeset("<p><em>سلام</em></p>").count("upright") == 1


def test_links_lead_to_labels_inside_and_addresses_outside() -> None:
    source = typeset(
        '<p><a href="#x">in</a> <a href="9_none.html#y">lost</a> '
        '<a href="https://example.org/">out</a> <a href="data/x.csv">file</a></p><p id="x">t</p>'
    )
    assert 'leads(label("1_a.html#x")' in source
    assert 'link("https://example.org/"' in source
    assert source.count("leads(") == 1
    assert "data/x.csv" not in source


@pytest.mark.parametrize(("columns", "word"), [(3, ""), (12, "small-ish"), (26, "turned")])
def test_wide_tables_get_smaller_or_turn(columns: int, word: str, kit) -> None:
    chapters = prepare(kit["one"](kit["table"]("t", kit["rows"](4, columns))))
    pdf = pypdf.PdfReader(io.BytesIO(write_book(chapters, {})))
    wide = any(page.mediabox.width > page.mediabox.height for page in pdf.pages)
    assert wide == (word == "turned")


def find_pages(pdf: bytes, pattern: str) -> list[int]:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [i for i, page in enumerate(pages) if re.search(pattern, page.extract_text())]


@pytest.mark.parametrize("before", [0, 18, 30])
def test_a_small_table_stays_whole_and_a_long_one_repeats_its_head(before: int, kit) -> None:
    filler = kit["prose"]("".join(f"<p>line {i}</p>" for i in range(before)))
    small = prepare(kit["one"](filler, kit["table"]("t", kit["rows"](25))))
    pdf = write_book(small, {})
    assert find_pages(pdf, r"Row 0\b") == find_pages(pdf, r"Row 24\b")
    long = prepare(kit["one"](filler, kit["table"]("t", kit["rows"](90))))
    pdf = write_book(long, {})
    assert len(find_pages(pdf, "Column 0")) >= 2
    assert find_pages(pdf, r"Row 89\b")


def test_few_rows_taller_than_a_page_lose_nothing(kit) -> None:
    tall = "".join(f"<tr><td>{'word ' * 700}end{i}</td></tr>" for i in range(4))
    pdf = write_book(prepare(kit["one"](kit["table"]("t", f"<table>{tall}</table>"))), {})
    assert all(find_pages(pdf, f"end{i}") for i in range(4))


def test_spans_that_overlap_still_compile(kit) -> None:
    html = (
        "<table><thead><tr><th rowspan='9' colspan='2'>h</th><th>i</th></tr></thead><tbody>"
        "<tr><td rowspan='3'>a</td><td>b</td></tr><tr><td colspan='9'>c</td></tr>"
        "<tr><td>d</td><td rowspan='2'>e</td></tr></tbody></table>"
    )
    words = read_words(write_book(prepare(kit["one"](kit["table"]("t", html))), {}))
    assert all(f" {c}" in words for c in "abcde")


def test_a_long_word_breaks(kit) -> None:
    html = f"<p>{'x' * 900}</p><table><tr><td>{'y' * 900}</td></tr></table>"
    words = read_words(write_book(prepare(kit["one"](kit["prose"](html))), {}))
    assert words.count("x") >= 900
    assert words.count("y") >= 900


def test_fonts_are_ours_alone() -> None:
    paths = [font.path for font in load_fonts().fonts() if font.path]
    assert paths
    assert all("matplotlib" in path for path in paths)


def test_an_empty_block_is_content() -> None:
    assert block("") == "{[];}"
    assert not is_missing("a")


def read_pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize("before", range(24, 36, 2))
def test_a_heading_and_its_words_stay_with_the_table_below(before: int, kit) -> None:
    filler = kit["prose"](
        "".join(f"<p>line {i}</p>" for i in range(before))
        + "<h2>Rows apart</h2><p>Their introduction.</p>"
    )
    chapters = prepare(kit["one"](filler, kit["table"]("t", kit["rows"](12))))
    pages = read_pages(write_book(chapters, {}))
    (at,) = [i for i, text in enumerate(pages) if "Their introduction." in text]
    assert re.search(r"Row 0\b", pages[at])
    assert "Rows apart" in pages[at]


@pytest.mark.parametrize("before", range(10, 40, 3))
def test_a_row_never_breaks_over_pages(before: int, kit) -> None:
    filler = kit["prose"]("".join(f"<p>line {i}</p>" for i in range(before)))
    rows = "".join(
        f"<tr><td>from{i}<br>1<br>January<br>2025<br>to{i}</td><td>{'word ' * 60}</td></tr>"
        for i in range(40)
    )
    chapters = prepare(kit["one"](filler, kit["table"]("t", f"<table>{rows}</table>")))
    pages = read_pages(write_book(chapters, {}))
    for i in range(40):
        (first,) = [n for n, text in enumerate(pages) if re.search(rf"from{i}\b", text)]
        assert re.search(rf"to{i}\b", pages[first]), i


def test_a_table_of_tall_rows_breaks_instead_of_leaving_a_page_empty(kit) -> None:
    filler = kit["prose"]("".join(f"<p>line {i}</p>" for i in range(12)))
    rows = "".join(f"<tr><td>start{i}</td><td>{'word ' * 120}</td></tr>" for i in range(9))
    chapters = prepare(kit["one"](filler, kit["table"]("t", f"<table>{rows}</table>")))
    pages = read_pages(write_book(chapters, {}))
    (at,) = [i for i, text in enumerate(pages) if "line 11" in text]
    assert "start0" in pages[at]


def test_the_column_that_makes_rows_high_gets_the_room() -> None:
    rows = [{0: [4], 1: [400], 2: [4]}] * 5
    shares = share_width([60, 60, 60], [300, 300, 300], 360, rows)
    assert shares == [60, 240, 60]
    assert sum(share_width([60, 60], [80, 70], 360, [])) == 150


def test_the_colophon_lists_inputs_in_few_pages(kit) -> None:
    inputs = [
        {"file": f"study/part{i % 20}/article_{i}.txt", "sha256": f"{i:064x}"} for i in range(250)
    ]
    chapters = prepare(kit["one"](kit["prose"]("<p>words</p>")))
    pages = read_pages(write_book(chapters, {"inputs": inputs, "parameters": {"a": 1}}))
    flat = re.sub(r"\s|\u200b", "", "".join(pages))
    (first,) = [i for i, text in enumerate(pages) if text.startswith("Colophon")]
    assert len(pages) - first <= 4
    for entry in inputs[::25]:
        assert f"{entry['file'].rpartition('/')[2]}{entry['sha256'][:16]}" in flat


def test_the_colophon_has_one_digest_for_the_code_of_a_package(kit) -> None:
    code = [
        {"file": f"helpers/part{i % 9}/deep/module_{i}.py", "sha256": f"{i:064x}"}
        for i in range(400)
    ]
    inputs = [*code, {"file": "helpers/paths.py", "sha256": "ab" * 32}]
    chapters = prepare(kit["one"](kit["prose"]("<p>words</p>")))
    pages = read_pages(write_book(chapters, {"inputs": inputs, "parameters": {"a": 1}}))
    (first,) = [i for i, text in enumerate(pages) if text.startswith("Colophon")]
    assert len(pages) == first + 1
    flat = re.sub(r"\s|\u200b", "", pages[first])
    part = [
        f"{x['sha256']}  {x['file']}\n"
        for x in sorted(code, key=lambda x: x["file"])
        if "/part4/" in x["file"]
    ]
    digest = hashlib.sha256("".join(part).encode()).hexdigest()[:16]
    assert f"part4,{len(part)}files{digest}" in flat
    assert "toplevel,1file" in flat


@pytest.mark.parametrize("before", range(20, 34, 3))
def test_a_paragraph_is_not_parted_by_a_page(before: int, kit) -> None:
    filler = "".join(f"<p>line {i}</p>" for i in range(before))
    words = "opening " + "words of a paragraph that goes on " * 12 + "closing"
    pages = read_pages(write_book(prepare(kit["one"](kit["prose"](f"{filler}<p>{words}</p>"))), {}))
    (at,) = [i for i, text in enumerate(pages) if "opening" in text]
    assert "closing" in pages[at]
