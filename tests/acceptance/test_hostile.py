"""A study with hostile articles, built whole: nothing in them does anything, anywhere."""

from __future__ import annotations

import csv
import hashlib
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from helpers import paths
from tests.acceptance.conftest import build
from tests.acceptance.reading import list_pages, read_book, read_page

pytestmark = pytest.mark.slow

SECONDS = 60  # for the whole build on two cores, with a line of ten million characters in it
SCRIPT = "<script>alert(1)</script>"
TEXT = f"""{SCRIPT} Russia and Iran =cmd()
Sergey Lavrov said on 3 March 2025 that Iran {SCRIPT} would sign the treaty with Russia next month.
=cmd() said Sergey Lavrov, "the treaty with Iran #read("/etc/passwd") will be signed in May 2025."
Iran has sent $x$ missiles to Russia, the United States said, #eval("1") *and* _Moscow_ denied it.
@SUM(1+1) Iran has supplied hundreds of drones to Russia, <img src=x onerror=alert(1)> Reuters said.
<a href="javascript:alert(1)">Iran</a> and Russia will sign the treaty soon, Vladimir Putin said.
"""
LONG = "Iran and Russia met on 4 May 2024, TASS said. "
ROW = {
    "outlet": f"=cmd() {SCRIPT}",
    "outlet_basis": "supplied",
    "outlet_evidence": '#read("/etc/passwd")',
    "title": f"$x$ {SCRIPT}",
    "title_basis": "supplied",
    "title_evidence": "+1+1",
    "author": "@SUM(1+1)",
    "author_basis": "supplied",
    "author_evidence": "-1+1",
    "published": "2025-03-04",
    "published_earliest": "2025-03-04",
    "published_latest": "2025-03-04",
    "published_basis": "supplied",
    "published_evidence": "`id` $(id) [link](javascript:alert(1))",
    "url": "javascript:alert(1)",
    "url_basis": "supplied",
    "rights": '"><script>alert(1)</script>',
}


LONG_LINE = LONG * (10_000_000 // len(LONG))


def write_study(folder: Path, line: str) -> None:
    """The real codebook with two articles that nobody should have to read."""
    shutil.copytree(paths.DATA / paths.STUDY / "codebook", folder / "codebook")
    shutil.copy(paths.DATA / paths.STUDY / "study.toml", folder / "study.toml")
    (folder / "articles").mkdir()
    with (paths.DATA / paths.STUDY / "articles.csv").open(encoding="utf-8", newline="") as file:
        columns = csv.DictReader(file).fieldnames
    texts = {"a": TEXT, "b": TEXT.replace("3 March", "2 March") + line}
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="")
        table.writeheader()
        for name, text in texts.items():
            (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
            digest = hashlib.sha256(text.encode()).hexdigest()
            row = {"doc_id": name, "file": f"{name}.txt", "sha256": digest}
            table.writerow(ROW | row)


@pytest.fixture(scope="module", params=["", LONG_LINE], ids=["code", "code and a long line"])
def built(
    request: pytest.FixtureRequest, checkout: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, float]:
    """The edition and how long it took."""
    folder = tmp_path_factory.mktemp("hostile")
    study = folder / "study"
    study.mkdir()
    write_study(study, request.param)
    began = time.monotonic()
    edition = build(checkout, folder / "reports", "--study", str(study))
    return edition, time.monotonic() - began


def test_it_is_made_in_reasonable_time(built: tuple[Path, float]) -> None:
    assert built[1] < SECONDS


def test_pages_hold_it_as_plain_text(built: tuple[Path, float]) -> None:
    for page in list_pages(built[0]):
        tree = read_page(page)
        assert tree.xpath("//script | //iframe | //object | //embed | //form | //base") == []
        for element in tree.iter():
            if not isinstance(element.tag, str):
                continue
            for name, value in element.attrib.items():
                assert not name.startswith("on"), f"{page.name}: {name}"
                assert not value.strip().lower().startswith(("javascript:", "vbscript:")), page.name
    text = " ".join(read_page(page).text_content() for page in list_pages(built[0]))
    assert SCRIPT in text, "it is shown as what it is: words"


def test_book_holds_it_as_plain_text(built: tuple[Path, float]) -> None:
    text = read_book(built[0] / "report.pdf")
    squeezed = text.replace(" ", "")
    assert "root:x:0" not in squeezed
    assert "alert(1)" in squeezed
    assert "$x$" in squeezed
    raw = (built[0] / "report.pdf").read_bytes()
    assert b"/JavaScript" not in raw
    assert b"javascript:" not in raw


def read_cells(edition: Path) -> Iterator[tuple[str, str]]:
    for path in [*(edition / "data").glob("*.csv"), *(edition / "exports").glob("*.csv")]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                yield from ((path.name, cell) for cell in row)


def test_no_cell_is_a_formula(built: tuple[Path, float]) -> None:
    number = re.compile(r"[-+]?\d+([.,]\d+)*%?")
    seen = 0
    for name, cell in read_cells(built[0]):
        seen += "cmd()" in cell
        if not number.fullmatch(cell):
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), f"{name}: {cell[:60]}"
    assert seen


def test_data_stay_small(built: tuple[Path, float]) -> None:
    """Ten million characters of one line are no reason for a page that no reader can open."""
    for path in built[0].rglob("*"):
        if path.is_file() and path.suffix in {".html", ".pdf", ".svg", ".png"}:
            assert path.stat().st_size < 5_000_000, path.name
    for path in (built[0] / "exports").glob("*.parquet"):
        assert pq.read_metadata(path).num_rows >= 0


def test_what_was_left_out_is_told(
    built: tuple[Path, float], request: pytest.FixtureRequest
) -> None:
    text = read_page(built[0] / "1_corpus.html").text_content()
    long = "long line" in request.node.name
    assert ("in lines or texts too long to be an article" in text) == long
    assert ("Overlong" in text) == long
