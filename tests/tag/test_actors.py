"""Actors: names, demonyms, capitals, surnames and offices, on a codebook of two invented states."""

import datetime as dt
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.records import Actor, Role
from helpers.tag.actors import find_actors

CASES = json.loads((Path(__file__).parents[1] / "cases" / "actors.json").read_text("utf-8"))


def make_actor(row: dict) -> Actor:
    """An actor from a case file's row."""
    days = {"start", "end"}
    roles = [
        Role(**{k: dt.date.fromisoformat(v) if k in days else v for k, v in role.items()})
        for role in row.get("roles", ())
    ]
    lists = {k: tuple(row[k]) for k in ("variants", "demonyms", "metonyms") if k in row}
    return Actor(**{**row, **lists, "roles": tuple(roles)})


ACTORS = tuple(make_actor(row) for row in CASES["codebook"])


def found(text: str, **more: object) -> list[str]:
    """The mentions as "words=actor"."""
    return [f"{m.text}={m.actor_id}" for m in find_actors(text, ACTORS, **more)]


@pytest.mark.parametrize(("text", "expected"), CASES["found"] + CASES["only"])
def test_mentions(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", CASES["nothing"])
def test_nothing_is_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("day", "text", "expected"), CASES["dated"])
def test_an_office_leads_to_its_holder_on_the_day(day: str, text: str, expected: str) -> None:
    mentions = find_actors(text, ACTORS, dct=dt.date.fromisoformat(day))
    assert [m.actor_id for m in mentions if m.kind == "role"] == ([expected] if expected else [])


def test_kinds_and_rules() -> None:
    text = (
        "Norland, Norlandic, Vesthavn; he visited Vesthavn. "
        "Peter Holm. Holm. Norland's president. Anna Berg"
    )
    kinds = [(m.text, m.kind, m.rule) for m in find_actors(text, ACTORS)]
    assert kinds == [
        ("Norland", "name", "name"),
        ("Norlandic", "demonym", "demonym"),
        ("Vesthavn", "metonym", "stands for the state"),
        ("Vesthavn", "name", "capital as place"),
        ("Peter Holm", "name", "name"),
        ("Holm", "name", "surname"),
        ("Norland", "name", "name"),
        ("president", "role", "office"),
        ("Anna Berg", "name", "name"),
    ]


def test_nothing_in_or_across_a_skipped_span() -> None:
    text = "Peter Holm spoke. Peter\nHolm. Norland's president Berg"
    start = text.index("Norland")
    assert found(text, skip=[(start, start + 7)]) == ["Peter Holm=holm", "Holm=holm", "Berg=berg"]
    cut = text.index("'s president") + 2
    assert "president=berg" not in found(text.replace(" Berg", "."), skip=[(cut, cut + 1)])


def test_no_actors_no_mentions() -> None:
    assert find_actors("Norland", ()) == []


WORDS = st.sampled_from(
    [name for actor in ACTORS for name in (actor.name, *actor.variants, *actor.demonyms)]
    + [
        "Vesthavn",
        "Aldenburg",
        "visited",
        "in",
        "and",
        "'s",
        "’s",
        "-",
        "–",
        ", ",
        "\n",
        "president",
        "(",
        "NL",
    ]
)


@given(st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=25).map(" ".join), st.data())
def test_mentions_are_ordered_words_of_the_text_outside_skipped_spans(
    text: str, data: st.DataObject
) -> None:
    ends = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    skip = [(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False) if a < b]
    mentions = find_actors(text, ACTORS, skip)
    last = 0
    for mention in mentions:
        assert last <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert not any(a < mention.end and mention.start < b for a, b in skip)
        assert mention.actor_id in {actor.id for actor in ACTORS}
        last = mention.end


def test_time_grows_with_the_text_and_no_faster() -> None:
    """Twelve times the text takes less than thirty times as long (a square law would take 144)."""
    text = "The Norlandic president and Berg met Peter Holm in Vesthavn, Norland's envoy said. "

    def seconds(times: int) -> float:
        best = 9.0
        for _ in range(3):
            begin = time.process_time()
            find_actors(text * times, ACTORS)
            best = min(best, time.process_time() - begin)
        return best

    seconds(10)
    assert seconds(1200) < 30 * max(seconds(100), 0.002)
