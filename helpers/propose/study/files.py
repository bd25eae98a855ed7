"""The files of a new study besides its articles: settings and a codebook to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .actors import Found
from .milestones import Proposed
from .toml import join_entries, quote_toml, safe_comment, write_entry

TEMPLATES = Path(__file__).parent / "templates"
PLAIN = ("claims", "promises", "themes", "naming", "facts", "words")
"""Files of the codebook for which nothing is proposed: what they are for, and no entry."""


def read_template(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def say_name(name: str) -> str:
    """The folder's name as words.

    >>> say_name("river-dam")
    'river dam'
    """
    return " ".join(name.replace("_", "-").split("-")).strip()


def count(number: int, noun: str) -> str:
    """
    >>> count(1, "article"), count(2, "article")
    ('1 article', '2 articles')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def write_settings(name: str) -> str:
    words = say_name(name)
    title = words[:1].upper() + words[1:]
    subject = quote_toml(f"the {words}")
    return read_template("study.toml").format(title=quote_toml(title), subject=subject)


def write_actors(found: Found, articles: int) -> str:
    entries = [
        write_entry(
            "actor", entry.actor,
            f"in {entry.documents} of {count(articles, 'article')}, {count(entry.times, 'time')}; "
            f"{entry.actor.kind}: {entry.why}",
        )
        for entry in found.entries
    ]  # fmt: skip
    return join_entries(read_template("actors.toml"), entries)


def write_milestones(proposed: Sequence[Proposed], articles: int) -> str:
    told = "the one article dates" if articles == 1 else "at least two articles date"
    entries = [
        write_entry("milestone", one.milestone, f"told by {count(len(one.documents), 'article')}")
        for one in proposed
    ]
    return join_entries(read_template("milestones.toml").format(told=told), entries)


def write_book(
    name: str, found: Found, proposed: Sequence[Proposed], cues: Sequence[tuple[str, int]],
    articles: int,
) -> str:  # fmt: skip
    """``codebook.md``: what each file is for, and what was found and not proposed."""
    unsure = [
        f"- {safe_cell(plain)}: {count(times, 'time')} in {count(documents, 'article')}"
        for plain, documents, times in found.unsure
    ]
    said = ", ".join(f"{safe_cell(word)} ({times})" for word, times in cues)
    actors = str(len(found.entries))
    if found.beyond:
        actors += f", and {found.beyond} more that fewer articles name were left out"
    return read_template("codebook.md").format(
        title=say_name(name), articles=count(articles, "article"), actors=actors,
        milestones=len(proposed), unsure="\n".join(unsure) or "None.", cues=said or "None.",
    )  # fmt: skip


def safe_cell(words: str) -> str:
    """Words of a text for Markdown, where no sign of theirs counts as markup.

    >>> safe_cell("a|<b>*c*")
    'a\\\\|\\\\<b\\\\>\\\\*c\\\\*'
    """
    plain = safe_comment(words)
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#&" else letter for letter in plain)
