"""The word lists that names are read with, from ``data/lexicon``."""

from __future__ import annotations

from functools import cache

from ...load import read_lexicon


@cache
def list_words(group: str) -> frozenset[str]:
    """One group of ``name_words.csv``.

    >>> "van" in list_words("part"), "river" in list_words("place")
    (True, True)
    """
    return frozenset(row["term"] for row in read_lexicon("name_words") if row["group"] == group)


@cache
def list_heads(kind: str) -> frozenset[str]:
    """Single words of ``sources.csv`` of one type."""
    rows = read_lexicon("sources")
    return frozenset(r["term"] for r in rows if r["type"] == kind and " " not in r["term"])


@cache
def list_titles() -> frozenset[str]:
    """Nouns that stand before a person's name: offices, trades, honorifics."""
    offices = {row["term"].split()[-1] for row in read_lexicon("roles")}
    people = {word for word in list_heads("unnamed") if not word.endswith("s")}
    vague = {"some", "many", "several", "others", "state", "affairs"}
    return frozenset(offices | people | list_words("title")) - vague


@cache
def list_institutions() -> frozenset[str]:
    """Words that an institution's name ends with, or begins with before "of"."""
    vague = {"house", "force", "forces"}
    return (list_heads("institutional") | list_words("institution")) - vague


@cache
def list_media() -> frozenset[str]:
    """Outlets and agencies that the word lists name; photographs also come from others."""
    agencies = {row["term"] for row in read_lexicon("photo_agencies") if "agency" in row["reason"]}
    papers = {row["term"] for row in read_lexicon("not_actors") if "newspaper" in row["reason"]}
    return frozenset(agencies | papers) | list_words("outlet")


@cache
def map_states() -> dict[str, str]:
    """Every name, adjective and seat of a state → the state.

    >>> map_states()["Norwegian"], map_states()["Oslo"]
    ('Norway', 'Norway')
    """
    found: dict[str, str] = {}
    for row in read_lexicon("states"):
        for column in ("term", "variants", "demonyms", "seats"):
            for name in split(row[column]):
                found.setdefault(name, row["term"])
    return found


def split(cell: str) -> list[str]:
    """The parts of a cell that bars divide."""
    return [part for part in cell.split("|") if part]
