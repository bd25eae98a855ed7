"""What differs between two editions, read from the tables that both of them carry."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from .compare_counts import TABLES as COUNTS
from .compare_counts import compare_counts, compare_kinds, count_articles
from .days import say_edtf

Row = dict[str, str]

# What a terminal may obey and what turns other text round or hides in it: an article can hold both.
HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)
BREAKS = re.compile(r"\s+")  # a line of ours is one line, whatever stands in it

ARTICLE_FIELDS = {
    "outlet": "outlet",
    "title": "title",
    "author": "author",
    "published": "day",
    "published_earliest": "earliest day",
    "published_latest": "latest day",
    "published_basis": "basis of the day",
    "sha256": "text",
}
# Rows of these tables are counted.
COUNTED = {
    "articles": "Articles",
    "chronology": "Events",
    "attributions": "Attributions",
    "claims": "Statements of claims",
    "promises": "Promises and stage reports",
}


@dataclass(frozen=True, slots=True)
class Changes:
    """``sections`` hold a head and its lines, in order; ``counts`` a name, before and after."""

    sections: tuple[tuple[str, tuple[str, ...]], ...]
    counts: tuple[tuple[str, int, int], ...]

    def as_record(self, before: str) -> dict[str, object]:
        """What the feed and the page of changes are written from."""
        return {"before": before, "sections": self.sections, "counts": self.counts}


def read_table(folder: Path, name: str) -> list[Row] | None:
    """Return the rows of one exported table; None where an edition has no such table."""
    before = csv.field_size_limit(2**31 - 1)
    try:
        with (folder / "exports" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            return [{k: tidy(v or "") for k, v in row.items() if k} for row in rows]
    except FileNotFoundError:
        return None
    finally:
        csv.field_size_limit(before)


def tidy(cell: str) -> str:
    r"""A cell as a line of text shows it.

    >>> tidy("Talks\r\n- Events dropped\x1b[2J")
    'Talks - Events dropped�[2J'
    """
    return HIDDEN.sub("\ufffd", BREAKS.sub(" ", cell))


def compare_editions(old: Path, new: Path) -> Changes:
    """Compare two folders of editions; of a table that one of them lacks nothing is said."""
    tables = {}
    for name in COUNTED:
        before, after = read_table(old, name), read_table(new, name)
        if before is not None and after is not None:
            tables[name] = before, after
    rows = [row for side in tables.get("articles", ()) for row in side]
    names = {row["doc_id"]: row.get("label") or row["doc_id"] for row in rows}
    found: list[tuple[str, list[str]]] = []
    if "articles" in tables:
        found += compare_articles(*tables["articles"])
    if "chronology" in tables:
        found += compare_events(*tables["chronology"])
    if "claims" in tables:
        found += compare_cells(*tables["claims"], names)
    if "attributions" in tables:
        found += compare_sources(*tables["attributions"])
    counts = [(COUNTED[name], len(before), len(after)) for name, (before, after) in tables.items()]
    before, after = (read_counts(folder) for folder in (old, new))
    found += compare_kinds(before is not None, after is not None)
    if before is not None and after is not None:
        found += compare_counts(before, after)
        counts.append((COUNTED["articles"], count_articles(before), count_articles(after)))
    return Changes(tuple((head, tuple(lines)) for head, lines in found if lines), tuple(counts))


def read_counts(folder: Path) -> dict[str, list[Row]] | None:
    """The tables of an edition that counts its articles; None of one that lists them."""
    tables = {name: read_table(folder, name) for name in COUNTS}
    return None if None in tables.values() else tables  # type: ignore[return-value]


def compare_articles(old: list[Row], new: list[Row]) -> list[tuple[str, list[str]]]:
    """Articles that came, went, or are described or worded otherwise."""
    before, after = ({row["doc_id"]: row for row in side} for side in (old, new))
    changed = []
    for doc_id in sorted(before.keys() & after.keys()):
        fields = [
            f"{label} {say_change(before[doc_id].get(name), after[doc_id].get(name), name)}"
            for name, label in ARTICLE_FIELDS.items()
            if before[doc_id].get(name) != after[doc_id].get(name)
        ]
        if fields:
            changed.append(f"{say_article(after[doc_id])}: {'; '.join(fields)}")
    return [
        ("Articles added", [say_article(after[i]) for i in sorted(after.keys() - before.keys())]),
        ("Articles dropped", [say_article(before[i]) for i in sorted(before.keys() - after)]),
        ("Articles changed", changed),
    ]


def say_article(row: Row) -> str:
    title = row.get("title") or ""
    label = row.get("label") or row["doc_id"]
    return f"{label}: {title}" if title else f"{label} ({row['doc_id']})"


def say_change(before: str | None, after: str | None, name: str) -> str:
    """Before and after of one field; of a text only that it is another.

    >>> say_change("2025-01-17", "", "published")
    '2025-01-17 → unknown'
    """
    if name == "sha256":
        return "changed"
    return f"{before or 'unknown'} → {after or 'unknown'}"


def pair_events(old: list[Row], new: list[Row]) -> list[tuple[Row, Row]]:
    """The same event in both: of one milestone, else with the most mentions in common."""
    stands = {row["milestone"]: number for number, row in enumerate(old) if row["milestone"]}
    homes: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(old):
        for mention in list_mentions(row):
            homes[mention].append(number)
    wishes = []
    for number, row in enumerate(new):
        if row["milestone"] in stands:
            wishes.append((0, 0, number, stands[row["milestone"]]))
        shared = Counter(home for each in list_mentions(row) for home in homes.get(each, ()))
        wishes += [(1, -common, number, home) for home, common in shared.items()]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, number, home in sorted(wishes):
        if number not in pairs and home not in taken:
            pairs[number] = home
            taken.add(home)
    return [(old[home], new[number]) for number, home in sorted(pairs.items())]


def list_mentions(row: Row) -> list[str]:
    """The places of an event's reports."""
    return [place for place in row["mentions"].split("; ") if place]


def compare_events(old: list[Row], new: list[Row]) -> list[tuple[str, list[str]]]:
    """Events that came, went, moved to other days, or are told by more or fewer outlets."""
    pairs = pair_events(old, new)
    kept_old = {before["event"] for before, _ in pairs}
    kept_new = {after["event"] for _, after in pairs}
    moved, more, fewer, status = [], [], [], []
    for before, after in pairs:
        if before["edtf"] != after["edtf"]:
            days = f"{say_edtf(before['edtf'])} → {say_edtf(after['edtf'])}"
            moved.append(f"{after['name']}: {days}")
        if before["status"] != after["status"]:
            status.append(f"{say_event(after)}: {before['status']} → {after['status']}")
        was, now = int(before["outlets"]), int(after["outlets"])
        if now > was:
            more.append(f"{say_event(after)}: {was} → {now} outlets ({after['reported_by']})")
        elif now < was:
            fewer.append(f"{say_event(after)}: {was} → {now} outlets")
    return [
        ("Events added", [say_event(row) for row in new if row["event"] not in kept_new]),
        ("Events dropped", [say_event(row) for row in old if row["event"] not in kept_old]),
        ("Events moved", moved),
        ("Events newly corroborated", more),
        ("Events told by fewer outlets", fewer),
        ("Events of another status", status),
    ]


def say_event(row: Row) -> str:
    return f"{say_edtf(row['edtf'])}: {row['name']}"


def read_cells(rows: list[Row]) -> dict[tuple[str, str], str]:
    """What stands in each cell of claim and article, in words."""
    found: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for row in rows:
        cell = found[row["claim_id"], row["doc_id"]]
        for value in (row["commitment"], row["denial"]):
            if value:
                cell[value] += 1
    return {key: ", ".join(f"{n} {v}" for v, n in sorted(c.items())) for key, c in found.items()}


def compare_cells(
    old: list[Row], new: list[Row], articles: dict[str, str]
) -> list[tuple[str, list[str]]]:
    """Cells of the claim matrix whose commitments or answers differ."""
    before, after = read_cells(old), read_cells(new)
    labels = {row["claim_id"]: row.get("claim") or row["claim_id"] for row in [*old, *new]}
    lines = [
        f"{labels[claim]} – {articles.get(doc_id, doc_id)}: "
        f"{before.get((claim, doc_id), 'nothing')} → {after.get((claim, doc_id), 'nothing')}"
        for claim, doc_id in sorted(before.keys() | after.keys())
        if before.get((claim, doc_id)) != after.get((claim, doc_id))
    ]
    return [("Claim cells that differ", lines)]


def compare_sources(old: list[Row], new: list[Row]) -> list[tuple[str, list[str]]]:
    """Who is quoted now and was not, and the other way round."""
    before, after = (
        Counter(row["source_name"] for row in side if row["source_name"]) for side in (old, new)
    )
    return [
        ("Sources added", [f"{n} ({after[n]})" for n in sorted(after.keys() - before.keys())]),
        ("Sources dropped", [f"{n} ({before[n]})" for n in sorted(before.keys() - after.keys())]),
    ]
