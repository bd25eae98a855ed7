"""A study with names in Cyrillic, Persian and Arabic, built whole, and one that no font draws."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from tests.acceptance.conftest import build, report
from tests.acceptance.reading import list_pages, read_page
from tests.names_study import CHANNEL, FIELDS, TITLE, write_names_study

pytestmark = pytest.mark.slow

STRAYS = {
    "outlet": ("\U00013000", "U+13000 EGYPTIAN HIEROGLYPH A001", "articles.csv, line 4"),
    "title": ("中", "U+4E2D CJK UNIFIED IDEOGRAPH-4E2D", "articles.csv, line 4"),
    "author": ("\U0001f680", "U+1F680 ROCKET", "articles.csv, line 4"),
    "actor": ("\ue000", "U+E000 PRIVATE USE", "codebook/actors.toml, line "),
    "body": ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE", "articles/courier.txt, line 7"),
}
RIGHT = re.compile("[\u0600-\u06ff]")


def make_study(folder: Path, **given: object) -> Path:
    folder.mkdir()
    return write_names_study(folder, **given)


def read_book(edition: Path) -> str:
    pages = pypdfium2.PdfDocument(edition / "report.pdf")
    text = " ".join(pages[i].get_textpage().get_text_range() for i in range(len(pages)))
    pages.close()
    return text


@pytest.fixture(scope="module")
def edition(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("names")
    study = make_study(folder / "study", languages='languages = ["ru", "fa"]')
    return build(checkout, folder / "reports", "--study", str(study))


def test_pages_say_language_and_direction(edition: Path) -> None:
    seen = set()
    for page in list_pages(edition):
        tree = read_page(page)
        for element in tree.iter():
            if not isinstance(element.tag, str):
                continue
            for text, holder in ((element.text, element), (element.tail, element.getparent())):
                if RIGHT.search(text or "") and holder.tag not in ("title", "pre"):
                    assert holder.get("dir") == "rtl", f"{page.name}: {text}"
                    assert holder.tag == "bdi"
            if element.get("lang"):
                seen.add((element.get("lang"), element.text))
            for name in ("alt", "data-label", "content"):
                value = element.get(name, "")
                bare = re.sub("\u2067[^\u2069]*\u2069", "", value)
                assert not RIGHT.search(bare), f"{page.name}: {name} {value}"
    assert {("ru", "Известия"), ("ru", "Алексей Петров"), ("fa", "ایرنا"), ("fa", TITLE),
            ("fa", "سید محمد موسوی"), ("ar", CHANNEL)} <= seen  # fmt: skip


def test_the_book_has_every_word_with_its_letters_in_order(edition: Path) -> None:
    text = read_book(edition)
    for word in (*TITLE.split(), "سید", "محمد", "موسوی", CHANNEL, "Алексей Петров", "«Известия»"):
        assert word.strip("«»:؟") in text
    for line in ("ایرنا, 15 Mar", "told by Известия and ایرنا"):
        assert line in " ".join(text.split())
    assert not re.search("[\u202a-\u202e\u2066-\u2069\ufffd]", text)


def test_exports_hold_the_words_as_received(edition: Path) -> None:
    text = (edition / "data" / "articles.csv").read_text(encoding="utf-8")
    assert "ایرنا" in text
    timeline = (edition / "exports" / "timeline.csv").read_text(encoding="utf-8-sig")
    assert "ایرنا" in timeline
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text + timeline)


def test_pages_stay_small(edition: Path) -> None:
    for page in list_pages(edition):
        assert page.stat().st_size < 400_000, page.name


def test_what_no_font_draws_stops_the_build(
    checkout: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("strays")
    reports = folder / "reports"
    good = build(checkout, reports, "--study", str(make_study(folder / "good")))
    before = {path: path.read_bytes() for path in good.rglob("*") if path.is_file()}
    strays = {field: STRAYS[field][0] for field in FIELDS}
    study = make_study(folder / "bad", stray=strays)
    done = report(checkout, reports, "--study", str(study))
    assert done.returncode == 70, done.stderr
    for _, name, place in STRAYS.values():
        assert f"{name} in {place}" in done.stderr
    assert "of the article courier" in done.stderr
    assert "--missing-glyph name" in done.stderr
    assert [path.name for path in (reports / "editions").glob("*-*")] == [good.name]
    assert (reports / "latest").readlink().name == good.name
    assert {path: path.read_bytes() for path in before} == before

    done = report(checkout, reports, "--study", str(study), "--missing-glyph", "name")
    assert (done.returncode, done.stderr) == (0, "")
    (named,) = {*(reports / "editions").glob("*-*")} - {good}
    pages = " ".join(page.read_text(encoding="utf-8") for page in list_pages(named))
    book = " ".join(read_book(named).split())
    for stray, name, _ in STRAYS.values():
        assert f"[{name}]" in pages
        assert f"[{name.split()[0]}" in book or f"]{name.split()[0]}" in book  # read mirrored
        assert stray not in pages + book
    assert re.search(r'alt="[^"]*\[U\+13000 EGYPTIAN', pages)
    again = report(checkout, reports, "--study", str(study), "--missing-glyph", "name")
    assert (again.returncode, again.stderr) == (0, "")
    assert len(list((reports / "editions").glob("*-*"))) == 2
