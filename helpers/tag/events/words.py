"""Words of a sentence and the word lists that events are read by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from helpers.load import read_lexicon

POSSESSIVE = ("’s", "'s", "s’", "s'")
OWNER = POSSESSIVE[:2]
VERB_FORMS = ("base", "present", "past", "participle", "gerund")


def read_words(group: str) -> frozenset[str]:
    """The function words of one group of the list."""
    return frozenset(r["term"] for r in read_lexicon("event_words") if r["group"] == group)


DETERMINERS = read_words("determiner")
PREPOSITIONS = read_words("preposition")
MODALS = read_words("modal")
BE = read_words("be")
HAVE = read_words("have")
DO = read_words("do")
NOT = read_words("not")
SUBJECTS = read_words("subject")
ADVERBIAL = read_words("adverbial")
# What opens a clause of its own; "as" only before a subject, see ``find_clauses``.
RELATIVES = read_words("relative")
CONJUNCTIONS = read_words("conjunction")
STOPS = frozenset(";:—–()")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the lexicon, for one of its forms."""

    term: str
    kind: str
    form: str  # base, present, past, participle, gerund, noun
    status: str


@dataclass(slots=True)
class Trigger:
    """Tokens ``first`` to ``last`` (inclusive) name an event; ``clause`` is where they stand."""

    first: int
    last: int
    entry: Entry
    noun: bool
    clause: int


@dataclass(slots=True)
class Clause:
    """Tokens ``first`` to ``last`` (exclusive); ``intro`` opened it, it hangs on ``parent``."""

    first: int
    last: int
    intro: str
    parent: int


def strip_possessive(low: str) -> str:
    return low[:-2] if low.endswith(OWNER) else low


Form = tuple[tuple[str, ...], Entry | None, Entry | None]  # words behind the first; verb, noun


@cache
def read_forms() -> dict[str, tuple[Form, ...]]:
    """First word → the forms that begin with it, longest first."""
    found: dict[str, dict[tuple[str, ...], dict[bool, Entry]]] = {}
    for row in read_lexicon("events"):
        verbs = row["verb"].split("|")
        forms = [*zip(verbs, VERB_FORMS, strict=False)]
        if len(verbs) > 2 and verbs[0] and verbs[0] == verbs[2]:
            forms[0] = (verbs[0], "past")  # cut, hit, quit: read as past unless "to" stands before
        forms += [(noun, "noun") for noun in row["noun"].split("|")]
        for words, form in forms:
            if words:
                first, *rest = words.split()
                entry = Entry(row["term"], row["kind"], form, row["status"])
                same = found.setdefault(first, {}).setdefault(tuple(rest), {})
                same.setdefault(form == "noun", entry)
    return {
        first: tuple(
            (rest, entries.get(False), entries.get(True))
            for rest, entries in sorted(rows.items(), key=lambda r: -len(r[0]))
        )
        for first, rows in found.items()
    }
