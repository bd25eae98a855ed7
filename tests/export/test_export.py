"""Exports: what other programs read, without the articles' text, the same bytes every time."""

from __future__ import annotations

import csv
import dataclasses
import json
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from helpers import records
from helpers.export import limit_words, write_exports
from helpers.export.dates import find_parts, write_edtf
from helpers.export.layers import add_edtf, defuse, write_csv
from helpers.export.planned import Entry, fold, list_ahead
from helpers.export.timeline import list_slides
from helpers.tables import PLACE, tabulate_codebook, tabulate_records

TEXT = "=cmd() said the minister on Tuesday, and the pact <b>will</b> be signed by 17 January."
DAY = pd.Timestamp


def allowed(doc_id: str, start: int, end: int) -> str:
    """Let five words of a span through."""
    return " ".join(TEXT[start:end].split()[:5])


def place(**cells: object) -> dict:
    return {"doc_id": "a", "sentence_id": "p1s1", "paragraph": 1, "sentence": 1, **cells}


def put_places(frame: pd.DataFrame) -> pd.DataFrame:
    """An empty layer as ``tables`` makes it, whose places then have no type."""
    return frame.reindex(columns=list(dict.fromkeys([*PLACE, *frame])))


@pytest.fixture
def tables() -> records.Tables:
    """One article with a row in the layers that differ."""
    event = place(start=0, end=len(TEXT), text=TEXT, trigger_start=66, trigger_end=72)
    event |= {"trigger": "signed", "kind": "treaty", "status": "planned", "actors": ("x", "y")}
    event |= {"earliest": None, "latest": "2025-01-17", "precision": "vague"}
    event |= {"source_name": "the minister who said so"}
    promise = place(start=0, end=len(TEXT), text=TEXT, kind="promise", milestone="signed")
    promise |= {"words_start": 76, "words_end": 86, "words": "17 January", "reasoning": TEXT}
    promise |= {"window_earliest": "2025-01-15", "window_latest": "2025-01-17"}
    promise |= {"source_id": "x", "source_name": "The Minister"}
    open_promise = promise | {"window_earliest": None}
    empty = {
        name: put_places(tabulate_records(kind, []))
        for name, kind in {
            "zones": records.Zone,
            "sentences": records.Sentence,
            "times": records.Timex,
            "actors": records.Mention,
            "attributions": records.Attribution,
            "claims": records.ClaimMention,
            "naming": records.CodebookMention,
            "themes": records.CodebookMention,
            "facts": records.CodebookMention,
        }.items()
    }
    actor = records.Actor("x", "The Minister", "person")
    day = DAY(2025, 1, 17)
    milestone = records.Milestone("signed", "Pact; signed", day, day, "", "")
    codebook = tabulate_codebook(records.Codebook(actors=(actor,), milestones=(milestone,)))
    article = {"doc_id": "a", "text": TEXT, "outlet": "@Paper", "title": "+1", "words": 14}
    article |= {"published_evidence": TEXT, "published_earliest": "2025-01-01"}
    article |= {"published": "2025-01-10"}
    articles = tabulate_records(records.Document, [article]).assign(words=14, label="@Paper, 2025")
    return records.Tables(
        articles=articles,
        events=tabulate_records(records.EventMention, [event]),
        promises=tabulate_records(records.Promise, [promise, open_promise]),
        milestones=codebook["milestones"],
        codebook=codebook,
        codings={},
        quarantined=pd.DataFrame(),
        benchmarks=pd.DataFrame(),
        title="A <pact>",
        **empty,
    )


@pytest.fixture
def reports() -> pd.DataFrame:
    """Reports of three events as ``analyse.timeline.group_reports`` gives them."""
    row = place(start=0, end=len(TEXT), label="@Paper, 2025", status="planned", trigger_start=66)
    return pd.DataFrame([row | {"event_id": name} for name in ("e1", "e1", "e2", "e3")])


@pytest.fixture
def events() -> pd.DataFrame:
    shared = {"kind": "visit_meeting", "milestone_label": "", "status": "planned"}
    shared |= {"milestone": "", "days_basis": "text", "announcing": ("@Paper",)}
    shared |= {"outlets": (), "n_articles": 0, "n_outlets": 0, "n_origins": 0, "precision": "vague"}
    shared |= {"reference_earliest": pd.NaT, "reference_latest": pd.NaT}
    rows = [
        {"event_id": "e1", "earliest": DAY(2024, 10, 1), "latest": DAY(2024, 10, 31)},
        {"event_id": "e2", "earliest": pd.NaT, "latest": DAY(2025, 1, 17)},
        {"event_id": "e3", "earliest": pd.NaT, "latest": pd.NaT},
    ]
    return pd.DataFrame([shared | row | {"actor_names": ("A", "B")} for row in rows])


@pytest.fixture
def write(tables, events, reports, tmp_path: Path) -> Callable[[str], Path]:
    def run(name: str = "exports") -> Path:
        write_exports(tables, tmp_path / name, allowed, events, reports, "2025-01-20")
        return tmp_path / name

    return run


def test_two_runs_give_the_same_bytes(write: Callable) -> None:
    first, second = write("one"), write("two")
    names = sorted(p.name for p in first.iterdir())
    assert names == sorted(p.name for p in second.iterdir())
    assert len(names) == 2 * 13 + 4
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_no_export_holds_more_than_what_is_allowed(write: Callable) -> None:
    words = TEXT.split()
    runs = [" ".join(words[i : i + 6]) for i in range(len(words) - 5)]
    for path in write().iterdir():
        data = path.read_bytes().decode("utf-8", "replace")
        if path.suffix == ".parquet":
            data = pd.read_parquet(path).to_csv()
        data = data.replace("&lt;", "<").replace("&gt;", ">").replace("\r\n ", "")
        assert not [run for run in runs if run in data], path.name
        assert "minister who said so" not in data, path.name


def test_tables_have_passages_and_edtf(write: Callable) -> None:
    folder = write()
    (event,) = csv.DictReader((folder / "events.csv").open(encoding="utf-8"))
    assert event["passage"] == "'=cmd() said the minister on"
    assert event["edtf"] == "../2025-01-17~"
    assert event["actors"] == "x; y"
    assert event["latest"] == "2025-01-17"
    assert "text" not in event
    promise, _ = csv.DictReader((folder / "promises.csv").open(encoding="utf-8"))
    assert promise["window_edtf"] == "2025-01-15/2025-01-17"
    assert promise["source_name"] == "The Minister"
    assert "reasoning" not in promise
    (article,) = csv.DictReader((folder / "articles.csv").open(encoding="utf-8"))
    assert (article["outlet"], article["title"], article["words"]) == ("'@Paper", "'+1", "14")
    assert not {"text", "passage", "published_evidence"} & article.keys()


def test_parquet_keeps_types_and_is_not_defused(write: Callable) -> None:
    folder = write()
    events = pd.read_parquet(folder / "events.parquet")
    assert events["passage"].tolist() == ["=cmd() said the minister on"]
    assert events["latest"].tolist() == [DAY(2025, 1, 17)]
    assert pd.read_parquet(folder / "naming.parquet").dtypes["doc_id"] == "str"


def test_chronology_names_every_event_and_its_mentions(write: Callable) -> None:
    rows = list(csv.DictReader((write() / "chronology.csv").open(encoding="utf-8")))
    assert [row["event"] for row in rows] == ["e1", "e2", "e3"]
    assert rows[0]["mentions"] == "a p1s1 66; a p1s1 66"
    assert [row["edtf"] for row in rows] == ["2024-10~", "../2025-01-17~", ""]
    assert rows[0]["name"] == "Visit meeting: A, B"
    assert rows[0]["announced_by"] == "'@Paper"


def test_timeline_leaves_out_what_is_not_known(write: Callable) -> None:
    page = json.loads((write() / "timeline.json").read_text(encoding="utf-8"))
    month, window = page["events"]
    assert page["title"]["text"]["headline"] == "A &lt;pact&gt;"
    assert month["start_date"] == {"year": 2024, "month": 10}
    assert "end_date" not in month
    assert month["text"]["headline"] == "Visit meeting: A, B"
    assert month["text"]["text"].count("<p>@Paper, 2025, ¶1.1: <q>=cmd() said") == 2
    assert window["display_date"] == "by 17 January 2025"
    assert window["start_date"] == {"year": 2025, "month": 1, "day": 17}


def test_a_slide_says_what_its_days_rest_on(events, reports) -> None:
    lent = events.assign(days_basis="reference")
    slides = list(list_slides(lent, reports, allowed))
    assert all("a day of the reference chronology" in s["text"]["text"] for s in slides)
    assert "rest on" not in next(list_slides(events, reports, allowed))["text"]["text"]


def test_timeline_sheet_has_the_columns_of_its_template(write: Callable) -> None:
    rows = list(csv.DictReader((write() / "timeline.csv").open(encoding="utf-8")))
    assert list(rows[0])[:9] == [
        "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time",
        "Display Date",
    ]  # fmt: skip
    assert (rows[0]["Year"], rows[0]["Month"], rows[0]["Day"]) == ("2024", "10", "")


def test_calendar_has_windows_with_two_sides(write: Callable) -> None:
    data = (write() / "planned.ics").read_bytes()
    text = data.decode("utf-8")
    assert text.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20250115\r\nDTEND;VALUE=DATE:20250118\r\n" in text
    assert "SUMMARY:Announced (promise): Pact\\; signed\r\n" in text
    assert "Announced by The Minister." in text
    assert "DTSTAMP:20250120T000000Z" in text
    assert text.count("\n") == text.count("\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def announce(tables: records.Tables, events: pd.DataFrame, **cells: object) -> list[Entry]:
    """What is ahead when one more event is announced."""
    last = {"event_id": "e4", "milestone": "sworn_in", "milestone_label": "Sworn in"}
    last |= {"earliest": DAY(2025, 1, 18), "latest": DAY(2025, 1, 23), **cells}
    row = events.iloc[[0]].assign(**last)
    return list_ahead(tables, pd.concat([events, row], ignore_index=True))


def test_only_what_is_still_ahead_is_announced(tables, events) -> None:
    ahead = list_ahead(tables, events)
    assert [(e.label, e.sort) for e in ahead] == [("Pact; signed", "promise")]
    come = events.iloc[[0]].assign(milestone="signed", status="happened")
    assert list_ahead(tables, pd.concat([events, come])) == []
    later = dataclasses.replace(tables, articles=tables.articles.assign(published=DAY(2025, 2, 1)))
    assert list_ahead(later, events) == []
    entry = announce(tables, events)[-1]
    assert (str(entry.first), str(entry.last), entry.label) == (
        "2025-01-18", "2025-01-23", "Sworn in",
    )  # fmt: skip
    assert entry.names == ("@Paper",)
    assert len(announce(tables, events, status="happened")) == 1


def test_a_day_of_the_reference_is_said_to_be_one(tables, events) -> None:
    day = {"reference_earliest": DAY(2025, 1, 20), "reference_latest": DAY(2025, 1, 20)}
    entry = announce(tables, events, **day)[-1]
    assert str(entry.first) == str(entry.last) == "2025-01-20"
    assert entry.note.endswith("the articles allow 2025-01-18 to 2025-01-23.")
    outside = {name: DAY(2025, 1, 25) for name in day}
    assert str(announce(tables, events, **outside)[-1].first) == "2025-01-18"


def test_folded_lines_unfold() -> None:
    line = "DESCRIPTION:" + "Überraschung über die Unterzeichnung — " * 9
    pieces = list(fold(line))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "edtf"),
    [
        ("2024-10-31", "2024-10-31", "day", "2024-10-31"),
        ("2024-02-01", "2024-02-29", "month", "2024-02"),
        ("2023-02-01", "2023-02-28", "month", "2023-02"),
        ("2024-01-01", "2024-12-31", "year", "2024"),
        ("2020-01-01", "2029-12-31", "decade", "202X"),
        ("2019-01-01", "2028-12-31", "vague", "2019~/2028~"),
        ("2022-06-01", "2022-08-31", "season", "2022-22"),
        ("2022-12-01", "2023-02-28", "season", "2022-12/2023-02"),
        ("2024-07-01", "2024-09-30", "quarter", "2024-07/2024-09"),
        ("2024-12-05", "2024-12-11", "week", "2024-12-05/2024-12-11"),
        ("2024-12-05", "2025-01-02", "vague", "2024-12-05~/2025-01-02~"),
        ("2024-10-31", None, "", "2024-10-31/.."),
        (None, "2024-10-31", "", "../2024-10-31"),
        (None, None, "", ""),
    ],
)
def test_edtf(earliest: str | None, latest: str | None, precision: str, edtf: str) -> None:
    days = [DAY(day).date() if day else None for day in (earliest, latest)]
    assert write_edtf(*days, precision) == edtf
    assert re.fullmatch(r"[0-9X~./-]*", edtf)


def test_parts_of_a_span_of_years() -> None:
    assert find_parts(DAY(2000, 1, 1).date(), DAY(2010, 12, 31).date()) == ((2000,), (2010,))


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_formula_is_defused(text: str, tmp_path: Path) -> None:
    safe = f"'{text}".replace("\r", " ")
    assert defuse(text) == safe
    write_csv(pd.DataFrame({"a": [text], "n": [-1]}), tmp_path / "t.csv")
    rows = list(csv.reader((tmp_path / "t.csv").open(encoding="utf-8", newline="")))
    assert rows == [["a", "n"], [safe, "-1"]]


def test_edtf_column_stands_before_its_bounds() -> None:
    frame = pd.DataFrame({"x_earliest": [DAY(2024, 1, 1)], "x_latest": [DAY(2024, 1, 1)]})
    assert list(add_edtf(frame)) == ["x_edtf", "x_earliest", "x_latest"]


def test_words_are_limited_to_the_passages() -> None:
    spans = [("a", 0, 6), ("a", 12, 24), ("b", 0, 6)]
    frame = pd.DataFrame(
        [(d, s, e, TEXT[s:e]) for d, s, e in spans], columns=["doc_id", "start", "end", "text"]
    )
    words = limit_words(frame)
    assert words("a", 0, len(TEXT)) == "=cmd() … the minister"
    assert words("a", 16, 20) == TEXT[16:20].strip()
    assert words("a", 6, 12) == ""
    assert words("c", 0, 9) == ""
