"""Every payload in every field of an article, built whole: nothing of it does anything."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pypdfium2
import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests.acceptance.reading import list_pages, read_names, read_page
from tests.security.attacks.tables import check_cells
from tests.security.conftest import Served
from tests.security.payloads import HARMLESS, PAYLOADS, PROBE, TRAP

if TYPE_CHECKING:
    from playwright.sync_api import Request

pytestmark = pytest.mark.slow

SCHEMES = ("#", "data:image/", "data:,")
# What a page may hold beside words; the rest of HTML acts, loads or asks.
ACTING = ("script", "iframe", "object", "embed", "form", "input", "button", "base", "svg", "video")
ACTIONS = {"/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/OpenAction"}
# Payloads that no font draws whole, or that a line of the book breaks: their words are elsewhere.
UNSEEN = {"terminal", "turned round", "no width", "tag characters", "one long word"}
UNSEEN |= {"ten thousand letters", "wide formula"}


def list_html(served: Served) -> Iterator[Path]:
    yield from list_pages(served.edition)
    yield served.reports / "index.html"
    for folder in (served.reports / "changes", served.reports / "editions" / "changes"):
        yield from sorted(folder.glob("*.html"))


def squeeze(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad\ufffe‘’“”'\"]", "", text)


def test_pages_hold_words_only(served: Served) -> None:
    seen = 0
    for page in list_html(served):
        tree = read_page(page)
        for element in tree.iter():
            if not isinstance(element.tag, str):
                continue
            assert element.tag not in ACTING, f"{page.name}: {element.tag}"
            for name, value in element.attrib.items():
                assert not name.startswith("on"), f"{page.name}: {name}"
                if name in ("src", "srcset", "action", "formaction", "poster", "srcdoc"):
                    assert value.startswith(SCHEMES), f"{page.name}: {value[:80]}"
                if name == "href":
                    for bad in ("script:", "data:text", TRAP, "passwd"):
                        assert bad not in value, f"{page.name}: {value[:80]}"
        seen += PROBE in tree.text_content()
    assert seen > 4, "they are shown as what they are"


def test_every_payload_is_shown_as_words(served: Served) -> None:
    pages = squeeze(" ".join(read_page(p).text_content() for p in list_html(served)))
    book = pypdfium2.PdfDocument(served.edition / "report.pdf")
    told = squeeze(" ".join(page.get_textpage().get_text_range() for page in book))
    for name, words in PAYLOADS.items():
        if name not in UNSEEN:
            assert squeeze(words) in pages, name
            assert squeeze(words) in told, name
    for text in (pages, told):
        assert "root:x:0" not in text
        assert str(7919 * 104729) not in text, "a template was filled"
    names = read_names(served.edition / "report.pdf")
    assert "/Catalog" in names
    assert not names & ACTIONS


def test_the_names_of_a_book_are_found(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
    action = DictionaryObject({NameObject(name): value for name, value in action.items()})
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)
    writer.add_attachment("x", b"x")
    writer.write(tmp_path / "x.pdf")
    assert ACTIONS - {"/Launch"} <= read_names(tmp_path / "x.pdf")


def test_a_browser_runs_asks_and_opens_nothing(served: Served) -> None:
    assert visit(list(list_html(served)) + sorted((served.edition / "figures").glob("*.svg"))) == []


def test_the_browser_tells_what_runs_asks_and_opens(served: Served, tmp_path: Path) -> None:
    """The same check on a page that holds the payloads as they are."""
    page = tmp_path / "bad.html"
    for payload in ("script", "handler", "style", "refresh"):
        page.write_text(f"<!doctype html><title>x</title>{PAYLOADS[payload]}", encoding="utf-8")
        assert visit([page]), payload


def test_the_policy_of_a_page_stops_what_would_get_in(served: Served, tmp_path: Path) -> None:
    text = (served.edition / "index.html").read_text(encoding="utf-8")
    page = tmp_path / "index.html"
    for payload in ("script", "handler", "style"):
        bad = text.replace("</main>", f"{PAYLOADS[payload]}</main>")
        page.write_text(bad, encoding="utf-8")
        assert visit([page], policy=True) == [], payload
        page.write_text(re.sub("<meta http-equiv[^>]*>", "", bad), encoding="utf-8")
        assert visit([page], policy=True), payload


def visit(pages: list[Path], policy: bool = False) -> list[str]:
    """What pages do in a browser; it heeds a policy of theirs only where it is asked to."""
    pytest.importorskip("playwright")
    from playwright.sync_api import Error

    from tests.browser import checks

    if checks.find_browser() is None:
        pytest.skip("no Chromium: set $CHROMIUM or install chromium")
    wrong: list[str] = []
    with checks.open_browser(viewport=checks.DESK, bypass_csp=not policy) as browser:
        browser.add_init_script("window.probe = () => { window.ran = true }")
        for path in pages:
            page = browser.new_page()
            if policy:  # what a policy stops is told as asked for, and then as failed by it
                page.on("requestfinished", lambda r, path=path: note(wrong, path, r.url))
                page.on("requestfailed", lambda r, path=path: note_failed(wrong, path, r))
            else:
                page.on("request", lambda r, path=path: note(wrong, path, r.url))
            page.on("dialog", lambda d: d.dismiss())
            page.goto(path.as_uri(), wait_until="load")
            try:
                page.evaluate(
                    "for (const e of document.querySelectorAll('*')) for (const kind of "
                    "['mouseover', 'focus', 'error', 'load', 'submit', 'toggle']) "
                    "e.dispatchEvent(new Event(kind))"
                )
                page.wait_for_timeout(100)
                if page.evaluate("window.ran === true"):
                    wrong.append(f"{path.name}: a script ran")
            except Error as error:
                wrong.append(f"{path.name}: it went away: {error.message[:80]}")
            if page.url != path.as_uri() or len(browser.pages) > 2:
                wrong.append(f"{path.name}: it went to {page.url}")
            page.close()
    return wrong


def note(wrong: list[str], path: Path, address: str) -> None:
    if address.partition("#")[0] != path.as_uri() and not address.startswith("data:"):
        wrong.append(f"{path.name}: it asked for {address[:100]}")


def test_no_cell_is_a_formula(served: Served) -> None:
    number = re.compile(r"[-+]?\d+([.,]\d+)*%?")
    seen = 0
    for path in served.edition.rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                seen += len(row)
                for cell in row:
                    if not number.fullmatch(cell) and cell:
                        check_cells(f'"{cell.replace(chr(34), chr(34) * 2)}"\n')
    assert seen > 1000


def test_what_programs_read_is_whole(served: Served) -> None:
    for path in served.reports.rglob("*.json"):
        found = json.loads(path.read_text(encoding="utf-8"))
        assert "owned" not in found
    with (served.edition / "exports" / "articles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(PAYLOADS)
    assert {row["doc_id"].removeprefix("'") for row in rows} >= set(HARMLESS)
    root = ElementTree.fromstring((served.reports / "feed.xml").read_text(encoding="utf-8"))
    entries = root.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 2
    assert all(TRAP not in str(link.attrib) for link in root.iter() if link.tag.endswith("link"))
    text = (served.edition / "exports" / "planned.ics").read_bytes().decode()
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2] == "END:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT")
    assert not any(line.startswith(("ATTACH", "SUMMARY:owned")) for line in lines)


def test_the_brief_for_mail_says_nothing_to_a_terminal(served: Served) -> None:
    text = (served.reports / "brief.txt").read_text(encoding="utf-8")
    assert "owned" in text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "\nEND:VEVENT" not in text and "\nid > /etc/x" not in text


def test_nothing_was_made_elsewhere(served: Served) -> None:
    for folder in (Path(served.private["checkout"]), Path(served.private["home"])):
        assert not [p for p in folder.rglob("*") if p.name in ("owned", "calc", "passwd")]


def note_failed(wrong: list[str], path: Path, request: Request) -> None:
    if request.failure != "csp":
        note(wrong, path, f"{request.url} ({request.failure})")
