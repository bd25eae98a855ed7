"""The words of a source: its head, its type, the name in it."""

from __future__ import annotations

import re
from functools import cache

from helpers.load import read_lexicon
from helpers.records import Actor

WORD = re.compile(r"[^\W\d_][\w’'.-]*")


NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:[A-Z]\.|al-|bin|von|de|[A-Z])[\w’'-]*)*")


@cache
def head_types() -> dict[str, str]:
    """Head noun of a source → its type."""
    return {row["term"]: row["type"] for row in read_lexicon("sources")}


def head_of(words: str) -> str:
    """The head noun of a description: the last word before a preposition or comma.

    >>> head_of("Analysts from the Alpine Institute"), head_of("Peru’s defence minister")
    ('analysts', 'minister')
    """
    core = re.split(
        r",| (?:of|from|for|at|in|with|who|to|on|familiar|close|briefed)\b", words, maxsplit=1
    )[0]
    found = WORD.findall(core)
    return found[-1].lower().removesuffix("’s").removesuffix("'s") if found else ""


def type_of(words: str, actor: Actor | None) -> str:
    """Named, unnamed, institutional, documentary or unknown.

    >>> type_of("two officials familiar with the matter", None), type_of("The report", None)
    ('unnamed', 'documentary')
    >>> type_of("Maria Keller, a professor", None), type_of("something", None)
    ('named', 'unknown')
    """
    if actor is not None:
        return "named" if actor.kind == "person" else "institutional"
    head = head_of(words)
    kind = head_types().get(head)
    if kind:
        return kind
    core = re.split(r",| who\b", words, maxsplit=1)[0]
    found = WORD.findall(core)
    if found and found[-1][0].isupper():
        return "named"
    return "unknown"


def without_article(words: str) -> str:
    """The words of a source, shown as its name.

    >>> without_article("the Biden administration"), without_article("Officials")
    ('Biden administration', 'Officials')
    """
    return re.sub(r"^(?:the|a|an) ", "", words, flags=re.IGNORECASE)


def name_in(words: str) -> str | None:
    """The personal name at the end of the core of a source, without lower-case titles.

    >>> name_in("campaign manager Ada Kline, 36"), name_in("officials")
    ('Ada Kline', None)
    """
    core = re.split(r",| who\b", words, maxsplit=1)[0]
    names = NAME.findall(core)
    return names[-1] if names and core.rstrip("’s'").endswith(names[-1].rstrip("’s'")) else None
