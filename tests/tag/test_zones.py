"""Zones: other outlets' furniture, body lines that look like it, and layouts."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.records import FURNITURE
from helpers.tag.zones import LONGEST, find_zones
from helpers.tag.zones.limits import LONGEST_LINE, LONGEST_TEXT, cut_lines

CASES = json.loads((Path(__file__).parents[1] / "cases" / "zones.json").read_text("utf-8"))
BEFORE = (
    "The union and the port have talked for nine days without result, people close to both say."
)
AFTER = "A court in Valletta will hear the case in spring, its spokesman told the paper on Monday."


def zones_of(text: str, line: str) -> list[str]:
    """The zones of one line of a text."""
    start = text.index(line)
    return [z.zone for z in find_zones(text) if z.start < start + len(line) and start < z.end]


@pytest.mark.parametrize(("line", "zone"), CASES["furniture"])
def test_furniture_is_found(line: str, zone: str) -> None:
    for newline in ("\n", "\r\n", "\n\n"):
        assert zones_of(newline.join([BEFORE, line, AFTER]), line)[0] == zone
    assert zones_of(f"{BEFORE}\n{line}", line)[0] == zone


@pytest.mark.parametrize("line", CASES["body"])
def test_body_that_looks_like_furniture_stays_body(line: str) -> None:
    assert zones_of(f"{BEFORE}\n{line}\n{AFTER}", line) == ["body"]


@pytest.mark.parametrize("case", CASES["texts"], ids=lambda case: case["name"])
def test_layout(case: dict) -> None:
    for newline in ("\n", "\n\n"):
        zones = find_zones(newline.join(line for _, line in case["lines"]))
        assert [[z.zone, z.text] for z in zones] == case["lines"]


def test_a_caption_and_its_credit_are_two_zones() -> None:
    line = "Dockworkers wait for the ferry. (Rita Camilleri/AFP via Getty Images)"
    zones = find_zones(f"{BEFORE}\n{line}\n{AFTER}")
    assert [(z.zone, z.text) for z in zones[1:3]] == [
        ("caption", "Dockworkers wait for the ferry."),
        ("credit", "(Rita Camilleri/AFP via Getty Images)"),
    ]


def test_a_very_long_line_is_body() -> None:
    line = "Become a patron and support our work. " * 60
    assert len(line) > LONGEST
    assert [z.zone for z in find_zones(f"{BEFORE}\n{line}\n{AFTER}")] == ["body"] * 3


def fill(length: int, with_: str = "The ferry left at nine, the union said on Monday. ") -> str:
    return (with_ * (length // len(with_) + 1))[: length - 1] + "."


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\n\n"])
def test_an_overlong_line_is_left_out_and_what_follows_is_read(newline: str) -> None:
    long = fill(LONGEST_LINE + 10)
    zones = find_zones(newline.join([BEFORE, long, AFTER, AFTER]))
    assert [(z.zone, z.text) for z in zones] == [
        ("body", BEFORE),
        ("overlong", long),
        ("body", AFTER),
        ("body", AFTER),
    ]


def test_a_line_as_long_as_may_be_is_read() -> None:
    assert [z.zone for z in find_zones(f"{BEFORE}\n{fill(LONGEST_LINE)}")] == ["body"] * 2


def test_an_overlong_line_is_no_headline_and_no_list() -> None:
    line = "Related:\n- " + fill(LONGEST_LINE + 10)
    assert [z.zone for z in find_zones(f"{line}\n- Ferry sinks\n")][1] == "overlong"
    assert find_zones("x" * (LONGEST_LINE + 1))[0].zone == "overlong"


def test_the_rest_of_an_endless_text_is_left_out() -> None:
    text = f"{BEFORE}\n\n" * (3 * LONGEST_TEXT // len(BEFORE))
    *read, rest = find_zones(text)
    assert {z.zone for z in read} == {"body"}
    assert rest.zone == "overlong"
    assert rest.rule == f"after {LONGEST_TEXT:,} characters"
    assert LONGEST_TEXT < rest.start < LONGEST_TEXT + len(BEFORE) + 2
    assert text[rest.end :].strip() == ""


def test_overlong_lines_do_not_use_up_what_is_read() -> None:
    text = f"{fill(5 * LONGEST_TEXT)}\n{BEFORE}\n{AFTER}"
    assert [z.zone for z in find_zones(text)] == ["overlong", "body", "body"]


@given(st.text(alphabet="ab \r\n\u2028", max_size=60))
def test_stretches_are_the_lines(text: str) -> None:
    assert [text[s.start : s.end] for s in cut_lines(text)] == text.split("\n")


PIECES = st.sampled_from(
    [line for line, _ in CASES["furniture"]] + CASES["body"] + ["", " ", "\u00a0", "\u2028", "\r"]
)


@given(
    st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=12), st.sampled_from(["\n", "\r\n"])
)
def test_every_character_that_is_no_blank_lies_in_one_zone(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    zones = find_zones(text)
    covered = [i for z in zones for i in range(z.start, z.end)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    for zone in zones:
        assert zone.text == text[zone.start : zone.end] != ""
        assert zone.zone in FURNITURE | {"headline", "deck", "body"}
