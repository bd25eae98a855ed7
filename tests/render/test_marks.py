"""Names in other scripts: marked, isolated, drawn, or the build fails and says where."""

from __future__ import annotations

import io
import itertools
import re
import time

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.render import GlyphError, render_edition
from helpers.render.book import write_book
from helpers.render.clean import LONGEST_TEXT
from helpers.render.edition import prepare
from helpers.render.marks import mark_words
from helpers.render.pages import write_page
from helpers.render.tree import read_html, text_of
from helpers.scripts.runs import find_runs, guess_language, isolate

PERSIAN = "پیمان 20 ساله: «گامی مهم» برای هر دو کشور؟"
RUNS = [
    ("by ایرنا, 17 January", [("ایرنا", "fa")]),
    ("by ایرنا (تهران), 17 January", [("ایرنا (تهران)", "fa")]),
    ("(ایرنا) 17 January", [("ایرنا", "fa")]),
    ("in ایرنا (and more", [("ایرنا", "fa")]),
    (PERSIAN, [(PERSIAN, "fa")]),
    (f"It reads “{PERSIAN}”.", [(PERSIAN, "fa")]),
    ("ایرنا, العربية and TASS", [("ایرنا", "fa"), ("العربية", "ar")]),
    ("سید محمد موسوی. ایرنا. File c", [("سید محمد موسوی", "fa"), ("ایرنا", "fa")]),
    ("العربية:", [("العربية", "ar")]),
    ("ایران به NATO پاسخ داد", [("ایران به NATO پاسخ داد", "fa")]),
    ("می‌شود", [("می‌شود", "fa")]),
    ("said محمد.", [("محمد", "und-Arab")]),
    ("«Известия», 13 March", [("Известия", "und-Cyrl")]),
    ("Договоры подписаны", [("Договоры подписаны", "ru")]),
    ("ایرنا (17)", [("ایرنا", "fa")]),
    ("پیمان امضا شد!", [("پیمان امضا شد!", "fa")]),
    ("In پیمان: «گامی مهم» برای, too", [("پیمان", "fa"), ("«گامی مهم» برای", "fa")]),
    ("the ה sign", [("ה", "und-Hebr")]),
    ("no\u200f letter", []),
    ("Plain, café, naïve", []),
]


@pytest.mark.parametrize(("text", "expected"), RUNS)
def test_runs(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[r.start : r.end], r.lang) for r in find_runs(text)] == expected


def test_a_text_of_an_article_keeps_all_of_its_marks() -> None:
    assert "<bdi" in mark_words("العربية:")
    html = '<p><q data-doc="a" data-start="0" data-end="9">پیمان ساله:</q></p>'
    (q,) = read_html(html).iter("q")
    from helpers.render.marks import mark_inside

    mark_inside(q, [])
    assert [e.text for e in q] == ["پیمان ساله:"]


@pytest.mark.parametrize(
    ("words", "languages", "lang"),
    [
        ("Петров", [], "und-Cyrl"),
        ("Петров", ["ru"], "ru"),
        ("Петров", ["ru", "uk"], "und-Cyrl"),
        ("Київ", ["ru"], "uk"),
        ("Ќирил", ["ru"], "und-Cyrl"),
        ("محمد", [], "und-Arab"),
        ("محمد", ["fa"], "fa"),
        ("محمد", ["ar", "fa"], "und-Arab"),
        ("پیمان", ["ar"], "fa"),
        ("الجزيرة", ["fa"], "ar"),
        ("ٹیلی", ["fa"], "und-Arab"),
    ],
)
def test_a_language_is_told_or_left_open(words: str, languages: list[str], lang: str) -> None:
    assert guess_language(words, languages) == lang


@given(st.lists(st.sampled_from([*"ab ,.()«»“”1:;\n", "ایرنا", "Пётр", "ا", "\u200c", "\u200f"])))
@settings(max_examples=300, deadline=None)
def test_marking_changes_no_word(parts: list[str]) -> None:
    text = "".join(parts)
    runs = find_runs(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(runs))
    assert all(r.start < r.end for r in runs)
    assert "".join(read_html(str(mark_words(text))).itertext()) == text


@pytest.mark.parametrize(
    "text", ["ا, b (", "\u200f", "“ا” ", "я ا b ", "«ا", "ا (", ") ا", "a ا. ", "ا\u200f \u064b"]
)
def test_a_long_hostile_text_takes_no_time(text: str) -> None:
    whole = text * (LONGEST_TEXT // len(text))
    began = time.perf_counter()
    mark_words(whole)
    isolate(whole)
    assert time.perf_counter() - began < 3


def make_report(kit) -> dict:
    """A heading, a table head, an alternative text and a sentence with names."""
    head = "<tr><th>Who</th><th>ایرنا, 17 January 2025</th><th>A third column of words</th></tr>"
    row = "<tr><th>Петров</th><td>x of many words here</td><td>y of many words here</td></tr>"
    table = f"<table><thead>{head}</thead><tbody>{row}</tbody></table>"
    return kit["one"](
        new_markdown_cell("## From ایرنا 2\n\n## Second"),
        kit["figure"](alt="Dots of ایرنا, 17 January", caption="Of العربية 12."),
        kit["table"]("t", table, "By ایرنا."),
        kit["prose"](f"<p>Said ایرنا 17 times, as <em>Петров</em> 3.</p><p>{PERSIAN}</p>"),
    )


def test_pages_mark_them_everywhere(kit) -> None:
    edition = {"title": "Of ایرنا 5", "subtitle": "By Петров", "languages": ["ru"]}
    chapters = prepare(make_report(kit), edition=edition)
    page = write_page(chapters[0], chapters, edition)
    isolates = r'<bdi lang="(fa|ar)" dir="rtl">[^<]*</bdi>|\u2067[^\u2069<]*\u2069'
    bare = re.sub(isolates, "", page)
    assert not re.search("[\u0600-\u06ff]", bare), "each stands in an isolate"
    assert len(re.findall('<span lang="ru">Петров</span>', page)) == 2
    assert 'alt="Dots of \u2067ایرنا\u2069, 17 January"' in page
    assert 'data-label="\u2067ایرنا\u2069, 17 January 2025"' in page.replace("\xa0", " ")
    assert "<title>1 A – Of \u2067ایرنا\u2069 5</title>" in page
    assert '<a href="#from-2"><span class="no">1.1</span> From <bdi' in page


def test_the_book_holds_them_in_order(kit) -> None:
    edition = {"title": "Of ایرنا 5", "subtitle": "By Петров"}
    pdf = write_book(prepare(make_report(kit), edition=edition), edition)
    pages = pypdfium2.PdfDocument(pdf)
    text = " ".join(pages[i].get_textpage().get_text_range() for i in range(len(pages)))
    pages.close()
    # Letters of each word in order, none between them, and figures after the word stay after it.
    for words in ("ایرنا 17 times", "العربية 12", "By ایرنا", "Of ایرنا 5", "Петров 3"):
        assert words in text
    for word in ("پیمان", "ساله", "گامی", "کشور"):
        assert word in text
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)


def test_the_book_joins_letters(kit) -> None:
    """Joined, a word of Arabic is narrower than its letters one by one."""

    def width(words: str) -> float:
        pdf = write_book(prepare(kit["one"](kit["prose"](f"<p>{words}</p>"))), {})
        pages = pypdfium2.PdfDocument(pdf)
        found = []
        for i in range(len(pages)):
            at = pages[i].get_textpage()
            text = at.get_text_range()
            letters = [n for n, c in enumerate(text) if "\u0600" <= c <= "\u06ff"]
            found += [at.get_charbox(n) for n in letters]
        pages.close()
        return max(box[2] for box in found) - min(box[0] for box in found)

    assert width("پیمان") < 0.8 * width("\u200c".join("پیمان"))


STRAYS = {
    "\U00013000": "U+13000 EGYPTIAN HIEROGLYPH A001",
    "中": "U+4E2D CJK UNIFIED IDEOGRAPH-4E2D",
    "\U0001f680": "U+1F680 ROCKET",
    "\ue000": "U+E000 PRIVATE USE",
    "\ufffd": "U+FFFD REPLACEMENT CHARACTER",
    "\x93": "U+0093 CONTROL",
    "\x07": "U+0007 CONTROL",
    "\u202e": "U+202E RIGHT-TO-LEFT OVERRIDE",
    "\u202d": "U+202D LEFT-TO-RIGHT OVERRIDE",
    "\ufdd0": "U+FDD0 UNASSIGNED",
}


@pytest.mark.parametrize("stray", STRAYS, ids=[ascii(c) for c in STRAYS])
def test_a_character_without_a_glyph_stops_the_build(stray: str, kit, tmp_path) -> None:
    cells = {
        "title": new_markdown_cell(f"# Title {stray} of it"),
        "output": kit["prose"](f"<p>words {stray} of it</p>"),
        "alt": kit["figure"]("one", alt=f"alt {stray} of it"),
        "caption": kit["figure"]("two", caption=f"caption {stray} of it"),
        "stdout": new_code_cell("x", outputs=[new_output("stream", text=f"said {stray} of it")]),
    }
    for place, cell in cells.items():
        with pytest.raises(GlyphError) as caught:
            prepare({"1_a": new_notebook(cells=[cell])})
        assert f"{STRAYS[stray]} in 1_a.ipynb" in str(caught.value), place
        assert caught.value.characters == [stray]
    notebooks = {"1_a": new_notebook(cells=[*cells.values(), new_markdown_cell(f"## S {stray}")])}
    files = kit["write"](notebooks, tmp_path / "in")
    edition = {"title": f"T {stray}", "subtitle": "s"}
    with pytest.raises(GlyphError, match="the edition’s title"):
        render_edition(files, tmp_path / "out", edition)
    assert not (tmp_path / "out").exists()
    render_edition(files, tmp_path / "out", edition, "name")
    page = (tmp_path / "out" / "1_a.html").read_text(encoding="utf-8")
    assert stray not in page
    assert page.count(f"[{STRAYS[stray]}]") >= 9  # title, heading, contents, each cell
    assert f'alt="alt [{STRAYS[stray]}] of it"' in page
    pages = pypdfium2.PdfDocument(io.BytesIO((tmp_path / "out" / "report.pdf").read_bytes()))
    text = " ".join(pages[i].get_textpage().get_text_range() for i in range(len(pages)))
    pages.close()
    assert text.count(STRAYS[stray].split()[0]) >= 6


def test_all_of_them_are_told_at_once(kit) -> None:
    cells = [kit["prose"](f"<p>near {stray}</p>") for stray in STRAYS]
    with pytest.raises(GlyphError) as caught:
        prepare(kit["one"](*cells))
    assert set(caught.value.characters) == set(STRAYS)
    assert len(str(caught.value).splitlines()) == len(STRAYS) + 1
    assert "--missing-glyph name" in str(caught.value)


def test_a_figure_that_only_names_a_character_stops_the_build(kit) -> None:
    cell = kit["figure"]()
    cell.outputs[0].metadata["helpers"]["undrawn"] = "\U0001f680"
    with pytest.raises(GlyphError, match=r"U\+1F680 ROCKET in 1_a.ipynb, figure events"):
        prepare(kit["one"](cell))
    assert prepare(kit["one"](cell), missing_glyph="name")


@pytest.mark.parametrize("idle", ["\u202a", "\u202c", "\u2066", "\u2069", "\u2060", "\ufeff"])
def test_marks_that_an_isolate_makes_idle_are_left_out(idle: str, kit) -> None:
    chapter = prepare(kit["one"](kit["prose"](f"<p>a{idle}b</p>")))[0]
    assert text_of(chapter.body) == "ab"


@pytest.mark.parametrize("silent", ["\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\xad"])
def test_joiners_and_marks_stay(silent: str, kit) -> None:
    chapter = prepare(kit["one"](kit["prose"](f"<p>a{silent}b</p>")))[0]
    assert text_of(chapter.body) == f"a{silent}b"


def test_a_page_carries_only_what_occurs(kit) -> None:
    def size(words: str) -> int:
        chapters = prepare(kit["one"](kit["prose"](f"<p>{words}</p>")))
        return len(write_page(chapters[0], chapters, {}))

    plain = size("Said the ministry")
    assert size("Said Петров") - plain < 6_000
    assert size(PERSIAN) - plain < 12_000
