"""The files of a new study besides its articles: settings and a codebook to begin with."""

from __future__ import annotations

from collections.abc import Sequence

from .actors import Found
from .milestones import Proposed
from .toml import join_entries, quote_toml, safe_comment, write_entry

SETTINGS = """\
# Proposed from the folder's name: write what the report shall print.
# title     over every chapter;  subtitle  under it
# subject   what the study is about, as a noun with its article, as in "the river dam"
# claims_about  the values that `about` of a claim may have

title = {title}
subtitle = "What each article reported, when, and on whose word"
subject = {subject}
claims_about = ["what happened", "who is to answer for it"]
"""

ACTORS = """\
# Who can act, speak or be named in this study, one table each.
#
# kind      person, institution, media, state, place or group
# state     id of the state that the actor belongs to or speaks for; left out where none
# variants  other names; a surname stands here only where it is nobody else's
# demonyms  adjectives and nouns of a state's people;  metonyms  capitals and seats that stand for it
#
# The entries below are proposed: read from the articles by rule, and reviewed by nobody yet. Correct an
# entry, or delete it; then take out its line `proposed = true`.
"""

CLAIMS = """\
# What an article may claim: the propositions that the report looks for, one table each.
# Nothing is proposed here: which claims matter is for whoever knows the story.
#
# about     one of `claims_about` in study.toml
# origin    where the claim comes from
# accused   ids of the actors who may answer it
# patterns  what finds it in a sentence: words in order, `...4` for at most four words between, `deliver*`
#           for a word's beginning, (a|b) for either, {id} for an actor of actors.toml or a group of words.toml
# unless    what rules a find out
#
# [[claim]]
# id = "warning_missed"
# label = "The operator did not warn the town"
# about = "who is to answer for it"
# origin = "the first article"
# accused = ["operator"]
# patterns = ["{operator} ...4 (fail*|neglect*) ...2 warn*"]
"""

MILESTONES = """\
# The chronology that the articles' dates are compared with, one table for each event.
#
# earliest, latest  the days within which it happened, both included
# kind              as in data/lexicon/events.csv
# citation          who put it on record, and when;  basis  "named report" once somebody has read it there
# patterns          the words by which articles report it;  who  ids of those whose act it is
# promise           true for the one whose announced and actual day are compared
#
# The entries below are proposed: events that {told} by its day. They come from
# the articles and not from a record, so compare them with one; then correct `label` and `citation` and
# take out `proposed = true`.
"""

HEADS = {
    "promises": """\
# Statements of when a milestone will come (promise), of a visit for it (visit), or of how far it has
# come (stage): id, kind, milestone, patterns, unless. Nothing is proposed here.
""",
    "themes": """\
# What a sentence is about: id, label and words, where a star ends a beginning (flood* is flood, floods, flooded).
# Nothing is proposed here.
""",
    "naming": """\
# A thing that outlets call by different names: id, label and the patterns of the names. Nothing is proposed here.
""",
    "facts": """\
# What a record says where an article may say otherwise: id, label, reference, citation, patterns.
# Nothing is proposed here.
""",
    "words": """\
# Groups of words for the patterns: warn = ["warn*", "alert*", "siren"] is {warn} in a pattern.
# Nothing is proposed here.
""",
}

BOOK = """\
# The codebook of {title}

What this study looks for. `new-study` began it from {articles}; an entry that nobody has reviewed says
`proposed = true`, `python -m helpers check` counts those, and so does chapter 4 of the report.

| file | what it is for | proposed |
|---|---|---|
| `actors.toml` | who acts, speaks or is named | {actors} |
| `milestones.toml` | the chronology that dates are compared with | {milestones} |
| `claims.toml` | the propositions of the claim matrix | none: write your own |
| `promises.toml` | statements of when a milestone will come | none |
| `themes.toml` | words for what a sentence is about | none |
| `naming.toml` | things that are called by different names | none |
| `facts.toml` | what a record says otherwise | none |
| `words.toml` | groups of words that patterns use | none |

What every field means stands in `data/README.md`; how patterns are written, in the codebook.md of the
study that comes with the program.

## Names that are not proposed

Nothing in the texts tells of what kind they are, or they are no names. Add those that matter to `actors.toml`.

{unsure}

## Reporting words

How the articles say that somebody said something. The list that the program reads them with is shared by
all studies, so nothing needs to be done.

{cues}

## How it is coded

No person has coded these articles, so how often the tags are right on them is not known. Whoever codes
puts the rows under `codings/`; `data/README.md` has the form.
"""


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
    return SETTINGS.format(title=quote_toml(title), subject=quote_toml(f"the {words}"))


def write_actors(found: Found, articles: int) -> str:
    entries = [
        write_entry(
            "actor", entry.actor,
            f"in {entry.documents} of {count(articles, 'article')}, {count(entry.times, 'time')}; "
            f"{entry.actor.kind}: {entry.why}",
        )
        for entry in found.entries
    ]  # fmt: skip
    return join_entries(ACTORS, entries)


def write_milestones(proposed: Sequence[Proposed], articles: int) -> str:
    told = "the one article dates" if articles == 1 else "at least two articles date"
    entries = [
        write_entry("milestone", one.milestone, f"told by {count(len(one.documents), 'article')}")
        for one in proposed
    ]
    return join_entries(MILESTONES.format(told=told), entries)


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
    return BOOK.format(
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
