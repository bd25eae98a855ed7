"""What differs between two editions that count a large corpus instead of listing it."""

from __future__ import annotations

Row = dict[str, str]
Sections = list[tuple[str, list[str]]]

# Tables of which an edition that counts has all and one that lists articles has none.
TABLES = ("count-outlets", "count-days", "count-claims", "count-intake")
KINDS = {
    (False, True): "The articles are counted now; the edition before listed them one by one.",
    (True, False): "The articles are listed one by one now; the edition before counted them.",
}


def compare_kinds(old: bool, new: bool) -> Sections:
    """Say that one edition counts and the other lists, so that nothing else can be compared."""
    return [("Another kind of report", [KINDS[old, new]])] if old != new else []


def compare_counts(old: dict[str, list[Row]], new: dict[str, list[Row]]) -> Sections:
    """Outlets and claims whose articles differ in number, days that came and went, what came in."""
    before, after = ({row["day"] for row in side["count-days"]} for side in (old, new))
    return [
        ("Outlets whose articles differ", differ(old, new, "count-outlets", "outlet", "articles")),
        ("Days added to the timeline", sorted(after - before)),
        ("Days dropped from the timeline", sorted(before - after)),
        ("Claims whose articles differ", differ(old, new, "count-claims", "label", "articles")),
        ("What came in", differ(old, new, "count-intake", "kind", "n")),
    ]


def differ(
    old: dict[str, list[Row]], new: dict[str, list[Row]], table: str, name: str, number: str
) -> list[str]:
    """The rows of a table whose number is another, before and after.

    >>> rows = [{"kind": "used", "n": "3"}], [{"kind": "used", "n": "4"}, {"kind": "bad", "n": "1"}]
    >>> differ({"t": rows[0]}, {"t": rows[1]}, "t", "kind", "n")
    ['bad: 0 → 1', 'used: 3 → 4']
    """
    before, after = ({row[name]: row[number] for row in side[table]} for side in (old, new))
    return [
        f"{key or 'unknown'}: {before.get(key, '0')} → {after.get(key, '0')}"
        for key in sorted(before.keys() | after.keys())
        if before.get(key, "0") != after.get(key, "0")
    ]


def count_articles(tables: dict[str, list[Row]]) -> int:
    """How many articles an edition counts."""
    return sum(int(row["articles"]) for row in tables["count-outlets"])
