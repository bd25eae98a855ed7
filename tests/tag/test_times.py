"""The time tagger: tables of sentences, days, offsets, skipping, and what holds on any text."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.records import PRECISIONS, Timex
from helpers.tag.times import find_times, resolve_offset
from helpers.tag.times.parts import expand
from helpers.tag.times.rules import RULES
from helpers.tag.times.values import VALID, days_of
from helpers.tag.times.vocabulary import UNITS

CASES = Path(__file__).parents[1] / "cases"
FOUND = json.loads((CASES / "times.json").read_text(encoding="utf-8"))
NONE = json.loads((CASES / "times_none.json").read_text(encoding="utf-8"))
DCT = dt.date(2024, 10, 1)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def find_one(text: str, dct: dt.date | None = DCT) -> Timex:
    (found,) = find_times(text, dct)
    return found


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case["text"][:50])
def test_news_wording(case: dict[str, str]) -> None:
    found = find_times(case["text"], day(case["dct"]))
    got = [[t.text, t.type, t.value, *([t.mod] if t.mod else [])] for t in found]
    assert got == case["expected"]


@pytest.mark.parametrize("text", NONE)
def test_left_alone(text: str) -> None:
    assert find_times(text, DCT) == []


def test_tables_are_large_enough() -> None:
    assert len(FOUND) >= 60
    assert len(NONE) >= 60


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("in mid-September", "2024-09-11", "2024-09-20", "week"),
        ("in late October", "2024-10-21", "2024-10-31", "week"),
        ("since early November 2023", "2023-11-01", "2023-11-10", "week"),
        ("by the end of February 2024", "2024-02-21", "2024-02-29", "week"),
        ("in early 2022", "2022-01-01", "2022-04-30", "quarter"),
        ("in mid-2022", "2022-05-01", "2022-08-31", "quarter"),
        ("before the end of the year", "2024-12-01", "2024-12-31", "month"),
        ("in the summer of 2023", "2023-06-01", "2023-08-31", "season"),
        ("in winter 2023", "2023-12-01", "2024-02-29", "season"),
        ("said last week", "2024-09-23", "2024-09-29", "week"),
        ("over the weekend", "2024-09-28", "2024-09-29", "week"),
        ("in the third quarter of 2023", "2023-07-01", "2023-09-30", "quarter"),
        ("in the first half of 2023", "2023-01-01", "2023-06-30", "quarter"),
        ("in the late 1970s", "1977-01-01", "1979-12-31", "year"),
        ("in the 1970s", "1970-01-01", "1979-12-31", "decade"),
        ("in the 19th century", "1800-01-01", "1899-12-31", "vague"),
        ("about a decade ago", "2013-01-01", "2015-12-31", "vague"),
        ("at 10 p.m. Monday", "2024-09-30", "2024-09-30", "day"),
        ("later this month", "2024-10-02", "2024-10-31", "month"),
        ("earlier this year", "2024-01-01", "2024-09-30", "year"),
    ],
)
def test_days(text: str, earliest: str, latest: str, precision: str) -> None:
    found = find_one(text)
    assert (found.earliest, found.latest) == (day(earliest), day(latest))
    assert found.precision == precision


@pytest.mark.parametrize("text", ["for 20 years", "every day", "recent years", "it is now so"])
def test_no_days(text: str) -> None:
    found = find_one(text)
    assert (found.earliest, found.latest, found.precision) == (None, None, "vague")


def test_without_a_publication_day_relative_words_have_no_value() -> None:
    text = (
        "On Tuesday, and again last month, he spoke of 5 March 2019, the 1990s "
        "and 20 years of war now."
    )
    found = [(t.text, t.type, t.value) for t in find_times(text, None)]
    assert found == [
        ("Tuesday", "DATE", ""),
        ("last month", "DATE", ""),
        ("5 March 2019", "DATE", "2019-03-05"),
        ("the 1990s", "DATE", "199"),
        ("20 years", "DURATION", "P20Y"),
        ("now", "DATE", "PRESENT_REF"),
    ]
    assert find_one("said on Tuesday", None).earliest is None


def test_skip_hides_and_divides() -> None:
    text = "They met in May 2023 and last week."
    start = text.index("May")
    assert [t.text for t in find_times(text, DCT, [(start, start + 8)])] == ["last week"]
    assert [t.text for t in find_times(text, DCT, [(start, start + 3)])] == ["2023", "last week"]
    assert find_times(text, DCT, [(0, len(text) + 9)]) == []


def test_offsets_survive_what_is_not_ascii() -> None:
    text = "Raïsi’s visit — “his third” — was on Oct 31, 2024… 🙂 since 2022."
    found = find_times(text, DCT)
    assert [t.text for t in found] == ["Oct 31, 2024", "2022"]
    assert all(text[t.start : t.end] == t.text for t in found)


@pytest.mark.parametrize("gap", ["  ", "\n", "\r\n", "\n\t", "\n" + 12 * " ", 5 * " "])
def test_gaps_between_words_may_be_wide(gap: str) -> None:
    text = "She left late Friday night, three years ago, and is back since last week.".replace(
        " ", gap
    )
    got = [(" ".join(t.text.split()), t.value) for t in find_times(text, DCT)]
    assert got == [
        ("late Friday night", "2024-09-27TNI"),
        ("three years ago", "2021"),
        ("last week", "2024-W39"),
    ]


def test_a_length_leads_to_the_day_it_ends_on() -> None:
    text = "They met on 9 May at 11 p.m.; two hours later they left, and met again ten days later."
    met, left, again = find_times(text, day("2024-06-01"))
    assert (met.text, met.value) == ("9 May at 11 p.m.", "2024-05-09T23:00")
    assert (left.type, left.value, left.earliest) == ("DURATION", "PT2H", day("2024-05-10"))
    assert (again.type, again.value, again.latest) == ("DURATION", "P10D", day("2024-05-20"))
    assert [t.earliest for t in find_times("ten days later they met", None)] == [None]


ANCHOR = day("2023-12-12")


@pytest.mark.parametrize(
    ("value", "mod", "direction", "earliest", "latest", "precision"),
    [
        ("PXD", "", "before", "2023-12-05", "2023-12-11", "week"),
        ("PXD", "", "after", "2023-12-13", "2023-12-19", "week"),
        ("PXW", "", "before", "2023-10-31", "2023-12-05", "week"),
        ("PXM", "", "before", "2022-12-12", "2023-11-12", "month"),
        ("P2M", "APPROX", "before", "2023-09-27", "2023-10-27", "month"),
        ("P2M", "APPROX", "after", "2024-01-28", "2024-02-27", "month"),
        ("P2M", "", "before", "2023-10-01", "2023-10-31", "month"),
        ("P3D", "", "before", "2023-12-09", "2023-12-09", "day"),
        ("P1W", "", "after", "2023-12-18", "2023-12-24", "week"),
        ("P1W", "LESS_THAN", "after", "2023-12-13", "2023-12-18", "week"),
        ("P2Y", "LESS_THAN", "before", "2021-12-13", "2022-12-12", "year"),
        ("P3M", "MORE_THAN", "before", "2023-08-12", "2023-09-11", "month"),
        ("P3M", "EQUAL_OR_MORE", "before", "2023-08-12", "2023-09-12", "month"),
        ("P10D", "EQUAL_OR_LESS", "after", "2023-12-13", "2023-12-22", "day"),
        ("P1DE", "", "before", "2010-01-01", "2019-12-31", "decade"),
        ("PT5H", "", "before", "2023-12-12", "2023-12-12", "day"),
    ],
)
def test_offsets(
    value: str, mod: str, direction: str, earliest: str, latest: str, precision: str
) -> None:
    found = resolve_offset(value, mod, direction, ANCHOR, ANCHOR)
    assert found == (day(earliest), day(latest), precision)


def test_offset_from_an_interval_is_wider() -> None:
    found = resolve_offset("PXD", "", "before", day("2024-09-11"), day("2024-09-20"))
    assert found == (day("2024-09-04"), day("2024-09-19"), "week")


def test_offset_unknown() -> None:
    assert resolve_offset("PXD", "", "before", None, ANCHOR) is None
    assert resolve_offset("PAST_REF", "", "before", ANCHOR, ANCHOR) is None
    assert resolve_offset("P9000Y", "", "before", ANCHOR, ANCHOR) is None
    assert resolve_offset("P9000Y", "MORE_THAN", "after", ANCHOR, ANCHOR) is None
    with pytest.raises(ValueError, match="'before' or 'after'"):
        resolve_offset("PXD", "", "since", ANCHOR, ANCHOR)


def test_rule_names_are_unique_and_told() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
    assert find_one("said last week").rule == "this_unit"
    assert all(">>>" in (rule.reading.__doc__ or "") for rule in RULES)


# Pieces that meet each other in ways that no sentence has.
WORDS = """
    May March 30 1998 2024 '98 '80s 0 - – , . : / $ the The of a an last next this early mid- late
    end week year years day days month decade century quarter Tuesday Sunday Fridays every each
    ago later earlier from to two twenty hundred half several few third 21st first noon p.m. 10:30
    GMT EST 1400 old fiscal Q3 FY24 summer fall Christmas now today tonight morning night Oct.
    2024-02-30 31/02/2024 99/99/9999 9999999999 00 0000 1000 ’ … é 中 🙂 thousand million years' and
    or over about more than less at least past recent coming same previous that ended
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\n\n", "\0"])
SENTENCES = st.lists(PIECES, max_size=14).map(" ".join)
DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)) | st.none()


@settings(max_examples=400, deadline=None)
@given(text=SENTENCES | st.text(max_size=80), dct=DAYS, cut=st.integers(0, 60))
def test_any_text(text: str, dct: dt.date | None, cut: int) -> None:
    found = find_times(text, dct, [(cut, cut + 4)])
    position = 0
    for t in found:
        assert position <= t.start < t.end <= len(text)
        assert text[t.start : t.end] == t.text
        assert t.end <= cut or t.start >= cut + 4
        assert t.type in ("DATE", "TIME", "DURATION", "SET")
        assert t.value == "" or VALID.fullmatch(t.value), t
        assert t.value or dct is None
        assert t.precision in PRECISIONS
        assert t.earliest is None or t.latest is None or t.earliest <= t.latest
        position = t.end


# What each rule can match, in texts of several, around the edges of the calendar.
MATCHES = {rule.name: st.from_regex(expand(rule.pattern), fullmatch=True) for rule in RULES}
PHRASES = st.sampled_from(sorted(MATCHES)).flatmap(MATCHES.__getitem__)
JOINTS = st.sampled_from([" ", ". In ", " and ", ", will meet "])
EDGES = [(1, 1, 1), (1, 1, 2), (4, 2, 29), (1999, 12, 31), (2024, 1, 1), (2024, 2, 29)]
EDGES += [(9998, 12, 31), (9999, 1, 1), (9999, 12, 30), (9999, 12, 31)]


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    words=st.lists(PHRASES, min_size=1, max_size=4),
    joint=JOINTS,
    dct=st.sampled_from([dt.date(*edge) for edge in EDGES]) | DAYS,
)
def test_any_match_of_any_rule(words: list[str], joint: str, dct: dt.date | None) -> None:
    for t in find_times("They said " + joint.join(words), dct):
        assert t.value == "" or VALID.fullmatch(t.value), t
        assert t.earliest is None or t.latest is None or t.earliest <= t.latest


NUMBERS = st.sampled_from(["one", "two", "3", "10", "several", "a", "2,000", "hundred", "half"])
COUNTED_UNITS = [unit for unit in UNITS if unit != "centurie"]
POINTERS = ["ago", "later", "earlier", "previously", "from now", "before", "after", "long"]


@settings(max_examples=250, deadline=None)
@given(
    anchor=st.sampled_from(["", "In 1066, ", "On 29 February 2024, ", "In 9999, ", "By May, "]),
    n=NUMBERS,
    unit=st.sampled_from(COUNTED_UNITS),
    plural=st.sampled_from(["", "s"]),
    pointer=st.sampled_from(POINTERS),
    which=st.sampled_from(["the", "that", "the next", "last", "the end of the", "each"]),
    dct=st.sampled_from([dt.date(*edge) for edge in EDGES]),
)
def test_any_unit(
    anchor: str, n: str, unit: str, plural: str, pointer: str, which: str, dct: dt.date
) -> None:
    text = f"{anchor}{n} {unit}{plural} {pointer}, {which} {unit} it will end"
    assert all(VALID.fullmatch(t.value) for t in find_times(text, dct))


@pytest.mark.parametrize(
    ("text", "dct", "value"),
    [
        ("In 2020, a millennium later, it fell.", "2024-10-01", "3020"),
        ("a year earlier it fell.", "0001-01-02", "PAST_REF"),
        ("They met Friday midafternoon.", "2024-10-01", "2024-09-27"),
        ("They met at midafternoon.", "2024-10-01", "2024-10-01TAF"),
    ],
)
def test_values_that_once_failed(text: str, dct: str, value: str) -> None:
    assert value in [t.value for t in find_times(text, day(dct))]


def test_first_use_is_quick() -> None:
    script = (
        "import sys, types, time, datetime as dt, json, csv, typing, dataclasses, functools\n"
        "import helpers.records, helpers\n"
        "package = types.ModuleType('helpers.tag')\n"
        "package.__path__ = [helpers.__path__[0] + '/tag']\n"
        "sys.modules['helpers.tag'] = package\n"
        "begin = time.process_time()\n"
        "from helpers.tag.times import find_times\n"
        "text = 'He said on Tuesday that talks, begun last May, would end by late 2025. ' * 50\n"
        "from helpers.tag.times.scan import _pattern\n"
        "assert _pattern.cache_info().currsize < 40, 'rules are compiled when a text asks'\n"
        "find_times(text, dt.date(2024, 10, 1))\n"
        "print(time.process_time() - begin)"
    )
    runs = [
        float(subprocess.run([sys.executable, "-c", script], capture_output=True, check=True,
                             cwd=CASES.parents[1]).stdout)
        for _ in range(3)
    ]  # fmt: skip
    # A tenth of a second on a free core; the rest is room for a busy one.
    assert min(runs) < 0.3


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "-",
        "May ",
        "1998-",
        "twenty ",
        "the end of ",
        "2 years ",
        "last ",
        "10:10:",
        "'98",
        "中",
        "last" + 3000 * " ",
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    times = []
    for size in (60_000, 240_000):
        text = piece * (size // len(piece))
        begin = time.process_time()
        find_times(text, DCT)
        times.append(time.process_time() - begin)
    # Four times the text in four times the time; the rest is room for a busy machine.
    assert times[1] < 12 * times[0] + 0.3


def test_values_out_of_the_calendar_have_no_days() -> None:
    assert days_of("0000") == (None, None, "vague")
    assert days_of("PAST_REF") == (None, None, "vague")
    assert not re.fullmatch(VALID, "2024-13")
