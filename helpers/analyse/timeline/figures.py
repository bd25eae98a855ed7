"""Figures that several articles give for one object, and whether they are figures for one thing.

Two figures are in conflict only when verb, object and period match.  Everything else is a
difference that the reader should see beside its verb: drones provided are not drones in use.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from helpers.analyse.timeline.conflicts import gap_days, take
from helpers.analyse.timeline.reports import stem
from helpers.records import FURNITURE, Tables

SMALL = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}
SCALE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
# An open figure stands for a range; ranges that overlap do not disagree.
PLURAL = {"dozens": (24, 199), "hundreds": (200, 1999), "thousands": (2000, 19999)}
ROUGH = 0.2  # "some 10,000" and 9,000 do not disagree
UNITS = frozenset([
    "years", "months", "weeks", "days", "hours", "minutes", "seconds", "decades", "centuries",
    "times", "points", "degrees", "percent", "dollars", "euros", "pounds", "metres", "meters",
    "miles", "kilometers", "kilometres", "feet", "tons", "tonnes",
])
FIGURE = re.compile(
    r"\b(?P<hedge>some|about|around|roughly|nearly|almost|over|more than|at least|up to)?\s*"
    r"(?<![$€£\d,.-])(?P<figure>"
    r"(?:tens|hundreds)\sof\s(?:thousands|millions)|dozens|hundreds|thousands|millions"
    rf"|\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{'|'.join(SMALL)})"
    r"(?:\s(?P<scale>hundred|thousand|million|billion))?(?:\sof)?\s"
    r"(?P<words>(?:[^\W\d_][\w’'-]*\s){0,3}?(?P<noun>[a-z][a-z-]+[^s\W]s))\b"
)
RELATIVE = re.compile(
    r"\s(?:that|which)\s(?P<clause>(?:[\w’'-]+\s?){2,10}?)"
    r"(?=\s?(?:against|in|into|to|for|on|at|from|during|by|over|since|and)\b|[,.;—”]|$)"
)
STOP = frozenset([
    "that", "which", "who", "to", "in", "on", "at", "for", "from", "by", "with", "and", "or", "as",
    "is", "are", "was", "were", "has",
])


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of something, with the verb that says what was done to it."""

    doc_id: str
    sentence_id: str
    outlet: str
    label: str
    object: str
    figure: str
    low: float
    high: float
    verb: str
    start: int
    end: int
    earliest: pd.Timestamp | None
    latest: pd.Timestamp | None


SIDE = [
    "doc_id", "sentence_id", "outlet", "label", "figure", "verb", "start", "end", "earliest",
    "latest",
]
COLUMNS = ["object", "verdict", *SIDE, *(f"other_{name}" for name in SIDE)]


def resolve_figure(figure: str, scale: str | None, hedge: str | None) -> tuple[float, float]:
    """The range that a figure stands for.

    >>> resolve_figure("10,000", None, "some"), resolve_figure("hundreds", None, None)
    ((8000.0, 12000.0), (200, 1999))
    """
    if figure in PLURAL:
        return PLURAL[figure]
    if figure.endswith(("thousands", "millions")):
        return (2e4, 1e9)
    value = SMALL.get(figure) or float(figure.replace(",", ""))
    value *= SCALE.get(scale or "", 1)
    if hedge in ("over", "more than", "at least"):
        return (value, value * (1 + 2 * ROUGH))
    if hedge in ("nearly", "almost", "up to"):
        return (value * (1 - 2 * ROUGH), value)
    return (value * (1 - ROUGH), value * (1 + ROUGH)) if hedge else (value, value)


def find_verb(text: str, match: re.Match[str], triggers: list[tuple[int, str]]) -> str:
    """The verb of a relative clause that follows, else the nearest trigger before the figure."""
    if relative := RELATIVE.match(text, match.end("words")):
        return relative["clause"].split()[-1].lower()
    before = [words for start, words in triggers if start < match.start("figure")]
    return before[-1].lower() if before else ""


def find_figures(tables: Tables) -> Iterator[Figure]:
    """Figures in the body of every article; measures of time, money and distance are left out."""
    articles = tables.articles.set_index("doc_id")
    furniture = tables.zones[tables.zones["zone"].isin(FURNITURE)]
    skip = {
        doc: list(zip(rows["start"], rows["end"], strict=True))
        for doc, rows in furniture.groupby("doc_id")
    }
    by_sentence = tables.events.groupby(["doc_id", "sentence_id"])
    told = {place: list(rows.itertuples()) for place, rows in by_sentence}
    for row in tables.sentences.itertuples():
        if any(start < row.end and row.start < end for start, end in skip.get(row.doc_id, [])):
            continue
        events = sorted(told.get((row.doc_id, row.sentence_id), []), key=lambda e: e.trigger_start)
        triggers = [(int(e.trigger_start) - int(row.start), e.trigger) for e in events]
        for match in FIGURE.finditer(row.text):
            if match["noun"] in UNITS or STOP & set(match["words"].split()):
                continue
            at = bisect_right(triggers, match.start("figure"), key=lambda t: t[0]) - 1
            event = events[max(at, 0)] if events else None
            low, high = resolve_figure(match["figure"], match["scale"], match["hedge"])
            yield Figure(
                doc_id=row.doc_id,
                sentence_id=row.sentence_id,
                outlet=articles.at[row.doc_id, "outlet"],
                label=articles.at[row.doc_id, "label"],
                object=match["noun"],
                figure=" ".join(filter(None, (match["hedge"], match["figure"], match["scale"]))),
                low=low,
                high=high,
                verb=find_verb(row.text, match, triggers),
                start=int(row.start) + match.start("figure"),
                end=int(row.start) + match.end("words"),
                earliest=event.earliest if event else None,
                latest=event.latest if event else None,
            )


def judge(a: Figure, b: Figure) -> str:
    """Unknown verbs and periods match nothing."""
    if not a.verb or not b.verb or stem(a.verb) != stem(b.verb):
        return "different things"
    periods = [a.earliest, a.latest, b.earliest, b.latest]
    known = not all(pd.isna(d) for d in periods[:2]) and not all(pd.isna(d) for d in periods[2:])
    return "conflict" if known and gap_days(a, b) == 0 else "different things"


def compare_figures(tables: Tables) -> pd.DataFrame:
    """Pairs of articles whose figures for one object do not agree, conflicts first.

    ``verdict`` is "conflict" where verb, object and period match, else "different things".
    """
    groups: dict[str, dict[tuple[str, str, str], Figure]] = {}
    for figure in find_figures(tables):
        seen = groups.setdefault(stem(figure.object), {})
        seen.setdefault((figure.doc_id, figure.figure, figure.verb), figure)
    rows = []
    for figures in groups.values():
        for a, b in combinations(figures.values(), 2):
            apart = a.low > b.high or b.low > a.high
            if a.doc_id != b.doc_id and apart:
                both = {"object": b.object, "verdict": judge(a, b)}
                rows.append(both | take(a, SIDE) | take(b, SIDE, "other_"))
    out = pd.DataFrame(rows, columns=COLUMNS)
    return out.sort_values("verdict", kind="stable", ignore_index=True)
