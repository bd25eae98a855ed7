"""What is exported is read by the programs it is meant for, as their own documents describe it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import edtf
import icalendar
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import paths
from helpers.analyse import coverage, evidence, timeline
from helpers.export import limit_words, write_exports
from helpers.export.dates import write_edtf
from helpers.tables import tag_study

DAYS = st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31))
PRECISIONS = ["", "day", "week", "month", "quarter", "season", "year", "decade", "vague"]
# https://timeline.knightlab.com/docs/json-format.html
SLIDE = {"start_date", "end_date", "text", "media", "group", "display_date", "background",
         "autolink", "unique_id"}  # fmt: skip
DATE = {"year", "month", "day", "hour", "minute", "second", "millisecond", "display_date"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exports of the study."""
    out = tmp_path_factory.mktemp("exports")
    tables = tag_study(paths.STUDY)
    passages = evidence.choose_passages(tables, coverage.list_compared(tables))
    reports = timeline.group_reports(tables)
    events = timeline.count_events(reports, tables.milestones)
    write_exports(tables, out, limit_words(passages), events, reports, "2025-01-19")
    return out


@given(first=DAYS, length=st.integers(0, 20_000), precision=st.sampled_from(PRECISIONS))
def test_every_interval_is_edtf_with_the_bounds_in_it(
    first: dt.date, length: int, precision: str
) -> None:
    last = min(first + dt.timedelta(days=length), dt.date(2999, 12, 31))
    read = edtf.parse_edtf(write_edtf(first, last, precision))
    low, high = read.lower_strict(), read.upper_strict()
    if precision == "season" and len(str(read)) == 7:
        return  # the library lets a season begin by the weather, not by the month
    assert dt.date(*low[:3]) == first
    assert dt.date(*high[:3]) == last


@given(day=DAYS, precision=st.sampled_from(PRECISIONS))
def test_an_open_side_is_edtf(day: dt.date, precision: str) -> None:
    for sides in ((day, None), (None, day)):
        assert edtf.parse_edtf(write_edtf(*sides, precision)) is not None


def test_every_date_of_the_study_is_edtf(folder: Path) -> None:
    seen = 0
    for path in sorted(folder.glob("*.csv")):
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        for column in [c for c in table if c.endswith("edtf")]:
            for value in filter(None, table[column]):
                edtf.parse_edtf(value)
                seen += 1
    assert seen > 100


def test_the_calendar_is_read_by_a_calendar(folder: Path) -> None:
    calendar = icalendar.Calendar.from_ical((folder / "planned.ics").read_bytes())
    assert calendar["version"] == "2.0" and calendar["prodid"]
    for entry in calendar.walk("VEVENT"):
        assert not entry.errors
        assert entry["dtstart"].dt < entry["dtend"].dt
        assert {"uid", "dtstamp", "summary"} <= {name.lower() for name in entry}
    uids = [str(entry["uid"]) for entry in calendar.walk("VEVENT")]
    assert len(uids) == len(set(uids))


def test_the_timeline_has_the_documented_fields_only(folder: Path) -> None:
    page = json.loads((folder / "timeline.json").read_text(encoding="utf-8"))
    assert page.keys() <= {"events", "title", "eras", "scale"}
    assert page["title"].keys() <= SLIDE and page["title"]["text"].keys() <= {"headline", "text"}
    assert page["events"]
    for slide in page["events"]:
        assert slide.keys() <= SLIDE and {"start_date", "text"} <= slide.keys()
        assert slide["text"].keys() <= {"headline", "text"} and slide["text"]["headline"]
        for date in (slide["start_date"], slide.get("end_date", slide["start_date"])):
            assert date.keys() <= DATE and isinstance(date["year"], int)
            dt.date(date["year"], date.get("month", 1), date.get("day", 1))
            assert "month" in date or "day" not in date
    ids = [slide["unique_id"] for slide in page["events"] if "unique_id" in slide]
    assert len(ids) == len(set(ids))
