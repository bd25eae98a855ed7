"""A corpus of more articles than are listed: a report that counts, and quotes under right names."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pypdfium2
import pytest

from tests.acceptance.conftest import build, report
from tests.acceptance.reading import list_pages, read_page, text_of
from tests.acceptance.test_links import find_ids
from tests.large_study import write_articles, write_codebook

pytestmark = pytest.mark.slow

COUNT = 150
PAGES = 60  # of the book, at any size
HEAVIEST = 1_000_000  # bytes of a page
HOSTILE = "<script>alert(1)</script> =cmd() “x” ${y} {{ z }} \u202egnp.exe"
DAY = re.compile(r"\b\d{1,2}\s[A-Z][a-z]{2}\s\d{4}$")


@dataclass(frozen=True)
class Built:
    """A study with its rows and the edition that was made of it."""

    study: Path
    reports: Path
    edition: Path
    rows: dict[str, dict]


def write_study(folder: Path, count: int = COUNT) -> dict[str, dict]:
    """Articles about a canal as JSON Lines, one of them hostile, one twice, one broken."""
    write_codebook(folder / "codebook")
    (folder / "study.toml").write_text(
        'title = "A canal treaty"\nsubject = "the canal treaty"\n'
        'claims_about = ["treaty", "ties", "third party"]\n',
        encoding="utf-8",
    )
    names = ("doc_id", "outlet", "title", "published")
    rows = {
        row["doc_id"]: {name: row[name] for name in names} | {"text": text}
        for row, text in ((made.row, made.text) for made in write_articles(count, 6, 20))
    }
    first = next(iter(rows.values()))
    first["outlet"] = HOSTILE
    first["text"] = f"{HOSTILE}\n\n{first['text']}"
    lines = [json.dumps(row, ensure_ascii=False) for row in rows.values()]
    lines += [json.dumps(first | {"doc_id": "again"}, ensure_ascii=False), "[1]"]
    (folder / "corpus").mkdir()
    (folder / "corpus" / "news.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return rows


@pytest.fixture(scope="module")
def built(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The report, with one record in a hundred allowed to be bad."""
    folder = tmp_path_factory.mktemp("large")
    rows = write_study(folder / "study")
    asked = ("--study", str(folder / "study"), "--quarantine", "0.01")
    edition = build(checkout, folder / "reports", *asked)
    return Built(folder / "study", folder / "reports", edition, rows)


@pytest.fixture(scope="module")
def checks() -> ModuleType:
    """What is checked in a browser."""
    pytest.importorskip("playwright")
    from tests.browser import checks

    if checks.find_browser() is None:
        pytest.skip("no Chromium: set $CHROMIUM or install chromium")
    return checks


def test_what_came_in_is_accounted_for(built: Built) -> None:
    said = " ".join(text_of(read_page(built.edition / "1_corpus.html")).split())
    assert f"{COUNT + 2} records were read: {COUNT} used and 2 set aside" in said
    assert "line 152" in said and "it is a list, not an object" in said
    assert f"{COUNT} articles" in said


def test_every_quotation_stands_in_its_article_under_its_name(built: Built) -> None:
    seen = 0
    for page in list_pages(built.edition):
        for quoted in read_page(page).xpath("//q[@data-doc]"):
            row = built.rows[quoted.get("data-doc")]
            words = row["text"][int(quoted.get("data-start")) : int(quoted.get("data-end"))]
            assert " ".join(text_of(quoted).split()) == " ".join(words.split())
            around = text_of(quoted.xpath("ancestor::*[self::td or self::th][1]")[0])
            if page.stem != "5_evidence":
                label = quoted.xpath("preceding-sibling::a[1]")[0].text_content()
                assert label.startswith(row["outlet"]), (label, row["outlet"], around)
                assert DAY.search(label)
            seen += 1
    assert seen > 40


def test_no_link_dangles(built: Built) -> None:
    ids = {page: find_ids(page) for page in list_pages(built.edition)}
    links = 0
    for page in ids:
        for _, _, link, _ in read_page(page).iterlinks():
            name, _, fragment = link.partition("#")
            if link.startswith(("data:", "http")):
                continue
            target = (page.parent / name).resolve() if name else page
            assert target.is_file(), f"{page.name}: {link}"
            assert not fragment or fragment in ids[target], f"{page.name}: {link}"
            links += 1
    assert links > 100


def test_it_stays_short(built: Built) -> None:
    assert len(pypdfium2.PdfDocument(built.edition / "report.pdf")) <= PAGES
    assert all(page.stat().st_size < HEAVIEST for page in list_pages(built.edition))


def test_counts_are_exported(built: Built) -> None:
    names = {path.name for path in (built.edition / "exports").iterdir()}
    assert {"count-claims.csv", "count-days.parquet", "count-quotes.csv"} <= names
    quotes = (built.edition / "exports" / "count-quotes.csv").read_text(encoding="utf-8")
    assert "text" not in quotes.splitlines()[0].split(",")


def test_pages_pass_in_a_browser(built: Built, checks: ModuleType) -> None:
    assert checks.check_requests(built.edition) == []
    assert checks.check_axe(built.edition, "light") == []
    assert checks.check_axe(built.edition, "dark") == []
    assert checks.check_phone(built.edition) == []
    assert checks.check_without_scripts(built.edition) == []
    assert checks.check_measure(built.edition) == []
    assert checks.check_days(built.edition) == []


def test_an_article_more_makes_another_edition(
    built: Built, checkout: Path, tmp_path: Path
) -> None:
    study = shutil.copytree(built.study, tmp_path / "study")
    reports = shutil.copytree(built.reports, tmp_path / "reports", symlinks=True)
    row = next(iter(built.rows.values()))
    with (study / "corpus" / "news.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(row | {"doc_id": "new", "text": "The canal was closed."}) + "\n")
    asked = ("--study", str(study), "--quarantine", "0.01")
    done = report(checkout, reports, *asked)
    assert (done.returncode, done.stderr) == (0, "")
    edition = (reports / "latest").resolve()
    assert edition.name != built.edition.name
    assert f"{COUNT + 1} articles" in text_of(read_page(edition / "index.html"))
    changes = text_of(read_page(reports / "changes" / f"{edition.name}.html"))
    assert "Outlets whose articles differ" in changes
    assert f"Articles {COUNT} {COUNT + 1}" in changes
