"""What exports call their columns and how they write their days, by vendor."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from helpers import paths
from helpers.load.corpus.columns import ALIASES
from helpers.load.corpus.dates import read_days

from . import make

DAY = dt.date(2025, 1, 17)
BEFORE, AFTER = DAY - dt.timedelta(1), DAY + dt.timedelta(1)

NEWS_PLEASE = {
    "authors": ["Ada Quill", "Ben Reed"],
    "date_download": "2025-01-18 04:10:11",
    "date_modify": "2025-01-18 04:10:11",
    "date_publish": "2025-01-17 06:05:00",
    "description": "The harbour law has passed.",
    "filename": "https%3A%2F%2Fwww.courier.example%2Flaw.json",
    "image_url": "https://www.courier.example/law.jpg",
    "language": "en",
    "localpath": None,
    "maintext": make.TEXT,
    "source_domain": "www.courier.example",
    "text": None,
    "title": "Harbour law passes\n",
    "title_page": None,
    "url": "https://www.courier.example/law",
}
MEDIA_CLOUD = {
    "id": "9f0c5ab31e6d4c0e8a7f",
    "indexed_date": "2025-01-18 11:02:03.456789",
    "language": "en",
    "media_name": "courier.example",
    "media_url": "courier.example",
    "publish_date": "2025-01-17",
    "title": "Harbour law passes",
    "url": "https://courier.example/law",
    "story_text": make.TEXT,
}
OLDER_MEDIA_CLOUD = {
    "stories_id": 1834756120,
    "publish_date": "2025-01-17 00:00:00",
    "title": "Harbour law passes",
    "url": "https://courier.example/law",
    "language": "en",
    "ap_syndicated": False,
    "media_id": 1150,
    "media_name": "The Courier",
    "text": make.TEXT,
}
GDELT_GKG = {
    "GKGRECORDID": "20250117093000-118",
    "DATE": 20250117093000,
    "SourceCollectionIdentifier": 1,
    "SourceCommonName": "courier.example",
    "DocumentIdentifier": "https://courier.example/law",
    "V2Tone": "-1.2,2.3",
    "Text": make.TEXT,
}
GDELT_EVENTS = {
    "GLOBALEVENTID": 1221000999,
    "SQLDATE": "20250117",
    "SOURCEURL": "https://courier.example/law",
    "source": "courier.example",
    "text": make.TEXT,
}
OURS = make.ROW | {
    "title": "Harbour law passes", "title_basis": "stated", "published_basis": "inferred",
    "published_earliest": "2025-01-10", "published_latest": "2025-01-18",
    "published_evidence": "It speaks of Monday.", "rights": "The Courier",
}  # fmt: skip
VENDORS = {
    # export: (row, doc_id, outlet, author, earliest, latest)
    "news-please": (NEWS_PLEASE, None, "www.courier.example", "Ada Quill; Ben Reed", BEFORE, DAY),
    "Media Cloud": (MEDIA_CLOUD, "9f0c5ab31e6d4c0e8a7f", "courier.example", "", DAY, DAY),
    "older Media Cloud": (OLDER_MEDIA_CLOUD, "1834756120", "The Courier", "", DAY, DAY),
    "GDELT GKG": (GDELT_GKG, None, "courier.example", "", BEFORE, DAY),
    "GDELT events": (GDELT_EVENTS, None, "courier.example", "", DAY, DAY),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "study" / "corpus" / "export.jsonl"


@pytest.mark.parametrize("vendor", VENDORS)
def test_export_becomes_an_article(vendor: str, path: Path) -> None:
    row, doc_id, outlet, author, earliest, latest = VENDORS[vendor]
    (found,) = make.read(path, json.dumps(row).encode())
    assert (found.text, found.outlet, found.author) == (make.TEXT, outlet, author)
    assert found.doc_id == doc_id or (doc_id is None and found.doc_id[-17] == "-")
    assert found.published == DAY
    assert (found.published_earliest, found.published_latest) == (earliest, latest)
    assert (found.published_basis, found.outlet_basis) == ("supplied", "supplied")
    assert found.title == ("" if "GDELT" in vendor else "Harbour law passes")
    assert found.url.endswith("courier.example/law")


def test_our_own_columns_are_taken_as_they_are(path: Path) -> None:
    (found,) = make.read(path, json.dumps(OURS).encode())
    assert {name: str(getattr(found, name)) for name in OURS} == OURS
    assert found.outlet_basis == "supplied"


def test_text_is_taken_as_it_is_and_names_stand_on_one_line(path: Path) -> None:
    text = f"  {make.TEXT}\r\n\tEnd \u202e "
    (found,) = make.read(path, make.line(text=text, title=" A\n\ttitle\x1b ", outlet="O\u2028P"))
    assert (found.text, found.title, found.outlet) == (text, "A title", "O P")


def test_article_without_a_day_stays_without(path: Path) -> None:
    for value in (None, ""):
        (found,) = make.read(path, make.line(published=value))
        assert (found.published, found.published_basis) == (None, "unknown")
        assert found.published_evidence == ""


def test_ids_are_made_of_address_or_text_and_stay_the_same(path: Path) -> None:
    row = {key: make.ROW[key] for key in ("outlet", "text")}
    rows = [
        row, row | {"text": make.TEXT + "x"}, row | {"outlet": "O"}, row | {"url": "https://a/b"},
        row | {"url": "https://a/b", "text": make.TEXT + "x"}, row | {"doc_id": "a/b"},
        row | {"doc_id": "con"}, row | {"doc_id": "x" * 252}, row | {"doc_id": "x\u202e"},
    ]  # fmt: skip
    raw = b"\n".join(json.dumps(row).encode() for row in rows)
    ids = make.name(make.read(path, raw))
    assert ids == make.name(make.read(path, raw))
    assert ids[0] == "article-611424a085f2ffdf"
    assert len(set(ids[:4])) == 4 and ids[3] == ids[4]
    assert ids[5] == "a-b-611424a085f2ffdf" and ids[6].startswith("con-")
    assert all(len(doc_id) < 80 for doc_id in ids)


DAYS = {
    "2025-01-17": (DAY, DAY, DAY),
    "2025-01-17T00:00:00": (DAY, DAY, DAY),
    "2025-01-17 12:30:00.123456": (DAY, DAY, AFTER),
    "2025-01-17T12:30:00Z": (DAY, DAY, AFTER),
    "2025-01-17T02:30:00+00:00": (BEFORE, DAY, DAY),
    "2025-01-17T01:30:00+03:00": (DAY, DAY, DAY),
    "2025-01-17T23:30:00-0800": (DAY, DAY, DAY),
    "20250117": (DAY, DAY, DAY),
    "20250117093000": (BEFORE, DAY, DAY),
    "Fri, 17 Jan 2025 09:30:00 GMT": (BEFORE, DAY, DAY),
    "Fri, 17 Jan 2025 09:30:00 +0300": (DAY, DAY, DAY),
    20250117: (DAY, DAY, DAY),
    20250117093000: (BEFORE, DAY, DAY),
    1737106200: (BEFORE, DAY, DAY),
    1737106260.0: (BEFORE, DAY, DAY),
    1737106200000: (BEFORE, DAY, DAY),
}


@pytest.mark.parametrize("value", DAYS)
def test_days_are_read(value: str | int | float) -> None:
    days = read_days(value)
    assert (days.earliest, days.day, days.latest) == DAYS[value]


NO_DAYS = ["soon", "2025", "2025-13-01", "20251301", "1737106200", "17/01/2025", "", "∞", "1e9",
           20251301, 17, -1, 1.5, float("inf"), True, [], {}, "9999-12-31T23:00:00Z", 10**18,
           "2025-01-17" * 100, "9" * 400]  # fmt: skip


@pytest.mark.parametrize("value", NO_DAYS, ids=lambda value: repr(value)[:20])
def test_what_is_no_day_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        read_days(value)


def test_digits_are_seconds_only_where_the_column_says_so(path: Path) -> None:
    found = make.read(
        path.with_suffix(".csv"),
        b"outlet,text,timestamp\nO,A text.,1737106200\n\nO,A text.,2025-01-17\n",
    )
    assert [document.published for document in found] == [DAY, DAY]
    (aside,) = make.read(path, make.line(published="1737106200"))
    assert "'1737106200' is no date" in aside.reason


def test_data_dictionary_has_every_name() -> None:
    words = (paths.DATA / "README.md").read_text(encoding="utf-8").casefold()
    _, _, part = words.partition("### articles of any kind")
    for ours, aliases in ALIASES.items():
        for alias in (ours, *aliases):
            assert f"`{alias}`" in part, alias
