"""Rows of the layers → marks of one article: a span, a short label and what is told on hover."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from helpers.prose.words import say_date
from helpers.records import Tables
from helpers.tables import SelectionError

LABEL, TOLD = 40, 400  # letters; what is longer is cut


class Mark(NamedTuple):
    """A span of one layer; ``role`` is the part of a record that it is, "" for the record's own.

    ``ids`` are the codebook's names in it, by which a mark is found again; ``label`` may be empty.
    """

    layer: str
    role: str
    start: int
    end: int
    label: str
    told: str
    ids: tuple[str, ...] = ()
    count: int = 1  # rows that it stands for


def known(value: object) -> str:
    """A value of a row as words; what is not known is empty.

    >>> known(None), known(float("nan")), known("TASS")
    ('', '', 'TASS')
    """
    return "" if value is None or value is pd.NA or value != value else str(value)


def shorten(words: str, limit: int) -> str:
    """Words on one line, cut to a length.

    >>> shorten("said  on\\nTuesday", 9)
    'said on …'
    """
    line = " ".join(words.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def name_some(names: Sequence[str], limit: int = 40) -> str:
    """The names that a message gives as a choice, not more than a screen holds.

    >>> name_some(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more


def tell(*parts: object) -> str:
    """What is known of a mark, in one line.

    >>> tell("time", "DATE 2024-10", None, "rule months")
    'time; DATE 2024-10; rule months'
    """
    return shorten("; ".join(filter(None, map(known, parts))), TOLD)


def name_id(identifier: str) -> str:
    """An id of the codebook as a label.

    >>> name_id("north_korea")
    'north korea'
    """
    return identifier.replace("_", " ")


def say_days(row: Any) -> str:
    """The days that a row stands for, as far as they are known."""
    if pd.isna(row.earliest) and pd.isna(row.latest):
        return ""
    low, high = (
        "open" if pd.isna(day) else say_date(day, short=True) for day in (row.earliest, row.latest)
    )
    return f"{low if low == high else f'{low} – {high}'} ({row.precision})"


def mark_part(row: Any, layer: str, role: str, label: str, told: str) -> Iterator[Mark]:
    """The mark of a part that a row may have (its source, its cue, …)."""
    start, end = getattr(row, f"{role}_start"), getattr(row, f"{role}_end")
    if not pd.isna(start) and not pd.isna(end):
        yield Mark(layer, role, int(start), int(end), label, told)


def mark_time(row: Any, number: int) -> Iterator[Mark]:
    """A time expression: its TIMEX3 type and value."""
    value = " ".join(filter(None, [row.type, known(row.value), known(row.mod)]))
    told = tell(f"time {value}", say_days(row), f"rule {row.rule}")
    yield Mark("times", "", row.start, row.end, value, told)


def mark_actor(row: Any, number: int) -> Iterator[Mark]:
    """A mention: the actor that it names; no label where the words say the same."""
    told = tell(f"actor {row.actor_id}", f"by {row.kind}", f"rule {row.rule}")
    label = "" if row.text.casefold() == name_id(row.actor_id) else name_id(row.actor_id)
    yield Mark("actors", "", row.start, row.end, label, told, (row.actor_id,))


def mark_attribution(row: Any, number: int) -> Iterator[Mark]:
    """Content, source, cue and relay, which share a number."""
    name, relay = known(row.source_name), known(row.relay_name)
    told = tell(
        f"attribution {number}, {row.kind}",
        f"source {name or 'unknown'} ({row.source_id}, {row.source_type})",
        f"cue {row.cue} ({row.force})" if row.cue else "",
        f"relay {relay}" if relay else "",
        f"rule {row.rule}",
    )
    ids = (row.source_id,)
    yield Mark("attributions", "", row.start, row.end, f"{row.kind} {number}", told, ids)
    for role in ("source", "cue", "relay"):
        yield from mark_part(row, "attributions", role, f"{role} {number}", f"{role} of {told}")


def mark_event(row: Any, number: int) -> Iterator[Mark]:
    """The span that reports an event, and the trigger in it."""
    told = tell(
        f"event {row.kind}, {row.status}",
        say_days(row),
        known(row.reasoning),
        f"milestone {row.milestone}" if known(row.milestone) else "",
        f"with {', '.join(row.actors)}" if len(row.actors) else "",
        f"rule {row.rule}",
    )
    yield Mark("events", "", row.start, row.end, name_id(row.kind), told)
    yield from mark_part(row, "events", "trigger", "", f"trigger of {told}")


def mark_claim(row: Any, number: int) -> Iterator[Mark]:
    """A claim: who stands behind it, or what is answered."""
    stance = known(row.commitment) or known(row.denial)
    name = known(row.source_name)
    source = f"source {name}" if name else ""
    told = tell(f"claim {row.claim_id}", stance, source, f"rule {row.rule}")
    ids = (row.claim_id, row.source_id)
    label = " · ".join(filter(None, [name_id(row.claim_id), stance]))
    yield Mark("claims", "", row.start, row.end, label, told, ids)


def mark_promise(row: Any, number: int) -> Iterator[Mark]:
    """A statement of when a milestone will come, and the words for when."""
    name = known(row.source_name)
    told = tell(
        f"{row.kind} of {row.milestone}",
        f"source {name}" if name else "",
        known(row.reasoning),
        f"rule {row.rule}",
    )
    yield Mark("promises", "", row.start, row.end, row.kind, told, (row.source_id,))
    yield from mark_part(row, "promises", "words", "", f"words of {told}")


def mark_codebook(layer: str, word: str) -> Callable[[Any, int], Iterator[Mark]]:
    """How a layer is marked whose rows have but the codebook's id."""

    def mark(row: Any, number: int) -> Iterator[Mark]:
        told = tell(f"{word} {row.id}", f"rule {row.rule}")
        yield Mark(layer, "", row.start, row.end, name_id(row.id), told, (row.id,))

    return mark


MARKERS: dict[str, Callable[[Any, int], Iterator[Mark]]] = {
    "times": mark_time,
    "actors": mark_actor,
    "attributions": mark_attribution,
    "events": mark_event,
    "claims": mark_claim,
    "promises": mark_promise,
    "naming": mark_codebook("naming", "name for"),
    "themes": mark_codebook("themes", "theme"),
    "facts": mark_codebook("facts", "fact"),
}
LAYERS = tuple(MARKERS)


def list_marks(tables: Tables, doc_id: str, layers: Sequence[str] = LAYERS) -> list[Mark]:
    """The marks of some layers in one article, in text order, the longer one first.

    Raises:
        SelectionError: a layer that is none.
    """
    chosen = [layers] if isinstance(layers, str) else list(layers)
    if strange := [layer for layer in chosen if layer not in MARKERS]:
        raise SelectionError(f"unknown layer {strange}; there are {', '.join(LAYERS)}")
    found: list[Mark] = []
    for layer in dict.fromkeys(chosen):
        frame = getattr(tables, layer)
        rows = frame[frame["doc_id"] == doc_id].itertuples()
        for number, row in enumerate(rows, start=1):
            for mark in MARKERS[layer](row, number):
                found.append(mark._replace(start=int(mark.start), end=int(mark.end)))
    return sorted(merge_marks(found), key=lambda mark: (mark.start, -mark.end))


def merge_marks(marks: Sequence[Mark]) -> list[Mark]:
    """Marks of one layer and role with the same span as one, which says what each of them says."""
    groups: dict[tuple, list[Mark]] = {}
    for mark in marks:
        groups.setdefault((mark.layer, mark.role, mark.start, mark.end), []).append(mark)
    return [
        group[0]._replace(
            label=shorten(join_labels([mark.label for mark in group]), LABEL),
            told=shorten(" | ".join(dict.fromkeys(mark.told for mark in group)), TOLD),
            ids=tuple(dict.fromkeys(name for mark in group for name in mark.ids)),
            count=len(group),
        )
        for group in groups.values()
    ]


def join_labels(labels: Sequence[str]) -> str:
    """Labels as one; what they begin with alike stands once.

    >>> join_labels(["source 2", "source 5"]), join_labels(["visit", "statement", "visit"])
    ('source 2, 5', 'visit + statement')
    """
    apart = list(dict.fromkeys(filter(None, labels)))
    heads = {label.rpartition(" ")[0] for label in apart}
    if len(apart) > 1 and len(heads) == 1 and heads != {""}:
        return f"{heads.pop()} {', '.join(label.rpartition(' ')[2] for label in apart)}"
    return " + ".join(apart)
