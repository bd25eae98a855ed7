"""What the codebook holds and how far somebody has reviewed it, in sentences."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from helpers.overview import Overview
from helpers.prose.words import say_count, say_list, say_share
from helpers.records import Tables

PARTS = {
    "actors": "actor", "claims": "claim", "promises": "promise", "themes": "theme",
    "milestones": "milestone", "facts": "fact", "naming": "name for a thing",
}  # fmt: skip


def say_empty(codebook: pd.DataFrame, part: str) -> Markup:
    """That a part of the codebook has no entry, so that nothing was looked for; else nothing.

    >>> print(say_empty(pd.DataFrame(), "claims"))
    The codebook has no claims, so none was looked for.
    """
    if len(codebook):
        return Markup("")
    what = "things with several names" if part == "naming" else part
    return Markup("The codebook has no {}, so none was looked for.").format(what)


def say_unsought(tables: Tables | Overview) -> Markup:
    """The parts of the codebook without an entry: what nobody looked for; nothing where all have.

    >>> say_unsought(tables)
    Markup('')
    """
    names = {"facts": "facts to compare with a record", "naming": "things with several names"}
    parts = [part for part in PARTS if part in tables.codebook and tables.codebook[part].empty]
    if not parts:
        return Markup("")
    return Markup("Not looked for, as the codebook has none yet: {}.").format(
        say_list(names.get(part, part) for part in parts)
    )


def say_how(codebook: pd.DataFrame, part: str) -> Markup:
    """How an entry is added, where there is none yet.

    >>> print(say_how(pd.DataFrame(), "claims").striptags())
    A claim is added as a table in codebook/claims.toml, which begins with what belongs into it.
    """
    if len(codebook):
        return Markup("")
    return Markup(
        "A {} is added as a table in <code>codebook/{}.toml</code>, which begins with what belongs "
        "into it."
    ).format(PARTS[part], part)


def count_proposed(tables: Tables | Overview) -> dict[str, tuple[int, int]]:
    """For each part of the codebook that has entries: how many are only proposed, and how many
    there are.
    """
    parts = {part: tables.codebook[part] for part in PARTS if part in tables.codebook}
    return {
        part: (int(frame["proposed"].astype(bool).sum()), len(frame))
        for part, frame in parts.items()
        if len(frame)
    }


def say_proposed(tables: Tables | Overview) -> Markup:
    """How many entries were proposed by rule and are not reviewed; nothing where all are.

    >>> say_proposed(tables)  # doctest: +SKIP
    Markup('')
    """
    counts = {part: found for part, found in count_proposed(tables).items() if found[0]}
    if not counts:
        return Markup("")
    total = sum(number for _, number in count_proposed(tables).values())
    some = sum(number for number, _ in counts.values())
    parts = [say_share(few, number, PARTS[part]) for part, (few, number) in counts.items()]
    if some == total == 1:
        return Markup("The only entry of the codebook was proposed by rule and is not reviewed.")
    verb = "was" if some == 1 else "were"
    return Markup(
        "{} of {} of the codebook {} proposed by rule from these articles and {} not reviewed "
        "yet: {}."
    ).format(some, say_count(total, "entry", "entries"), verb, "is" if some == 1 else "are",
             say_list(parts))  # fmt: skip
