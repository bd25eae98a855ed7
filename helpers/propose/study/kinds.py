"""What a name is: a person, an institution, a place, or nothing that the texts tell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from ...load import read_lexicon
from .names import Run
from .words import list_institutions, list_media, list_titles, list_words, map_states

_IN = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ii]nside|[Ff]rom|(?<!ccording )[Tt]o|[Aa]bove|[Aa]round"
    r"|(?:town|city|village|port|mayor|people|residents|streets|district) of)(?: the)? $"
)
_APPOSITION = re.compile(
    r"^\s?,\s(?P<article>(?:the|a|an|its|his|her|their|one of the|who is the)\s)?"
    r"(?P<words>[^,.;]{2,60})"
)
_OWNED = re.compile(r" (?:administration|government|regime|campaign|family|era)\b")
_AGE = re.compile(r"^\s?,\s\d{2},")
_SAYS = re.compile(
    r"^(?: has| had| also| later| then)? (?:said|says|told|wrote|added|denied|asked|warned)\b"
)


MOST_LETTERS = 6
"""Letters of an abbreviation; a longer word in capitals is a word."""


@dataclass(slots=True)
class Name:
    """All places of one name: how often in how many articles, and what stands round it."""

    words: tuple[str, ...]
    documents: set[str] = field(default_factory=set)
    times: int = 0
    runs: list[Run] = field(default_factory=list)
    places: list[tuple[str, int]] = field(default_factory=list)
    speaks: int = 0
    quoted: int = 0

    @property
    def name(self) -> str:
        return " ".join(self.words)


@cache
def list_given() -> frozenset[str]:
    return frozenset(row["term"] for row in read_lexicon("given_names"))


def read_apposition(run: Run) -> str:
    """Whether what follows a comma says that a name is a person's or an institution's, or "".

    >>> read_apposition(Run(0, 1, ("Orrin", "Water"), behind=", the company that runs the dam"))
    'institution'
    """
    if _AGE.match(run.behind):
        return "person"
    match = _APPOSITION.match(run.behind)
    if match is None:
        return ""
    head = re.split(r"\b(?:of|for|in|at|to|that|which|who|on|from|with)\b", match["words"])[0]
    last = head.split()[-1].lower() if head.split() else ""
    if last in list_titles() | {"executive", "head", "founder", "boss", "manager", "engineer"}:
        return "person"
    return "institution" if match["article"] and last in list_institutions() else ""


def is_often(times: int, name: Name) -> bool:
    """Whether what was seen beside a name is more than a slip: a tenth of its places, or more."""
    return times > 0 and times * 10 >= name.times


def decide_kind(name: Name, surnames: set[str]) -> tuple[str, str]:
    """Kind and the reason for it; ("", "") where nothing tells it.

    ``surnames`` are names of one word that say something or stand behind a title.
    """
    words, plain = name.words, name.name
    low = [word.lower() for word in words]
    outlets = {plain, f"The {plain}", words[-1]} & list_media()
    in_media = low[-1] in list_words("media")
    if outlets or (len(words) > 1 and in_media):
        return "media", "its name is an outlet’s or an agency’s"
    if in_media:
        return "", ""  # "TV", "the Press"
    if low[-1] in list_institutions() or low[0] in list_words("centre") or (
        "of" in low and low[low.index("of") - 1] in list_institutions()
    ):
        return "institution", f"“{words[-1] if low[-1] in list_institutions() else words[0]}”"
    if plain.isupper() and 2 < len(plain) <= MOST_LETTERS and len(words) == 1:
        return "group", "an abbreviation"
    if low[-1] in list_words("place") and len(words) > 1:
        return "place", f"“{words[-1]}”"
    asides = Counter(read_apposition(run) for run in name.runs)
    said = asides["institution"]
    if (is_often(said, name) and said > asides["person"]) or said > max(2, 2 * asides["person"]):
        return "institution", "the words behind its name say so"
    titled = [run for run in name.runs if run.titled]
    if is_often(len(titled), name):
        return "person", f"“{titled[0].title}” stands before the name"
    if is_often(asides["person"], name) and len(words) > 1:
        return "person", "the words behind the name say so"
    if 1 < len(words) < 5 and words[0] in list_given():
        return "person", f"“{words[0]}” is a first name"
    if len(words) in (2, 3) and words[-1] in surnames and words[0] not in map_states():
        return "person", f"“{words[-1]}” alone speaks elsewhere"
    if len(words) in (2, 3) and name.quoted and not plain.isupper():
        return "person", "what the name says is quoted"
    inside = sum(bool(_IN.search(run.before) and not _OWNED.match(run.behind)) for run in name.runs)
    if inside * 3 >= name.times and inside > 2 * name.speaks and plain not in list_given():
        return "place", "things happen in it"
    return "", ""


def find_surnames(names: dict[str, Name]) -> set[str]:
    """Names of one word that are quoted, or that a title stands before."""
    return {
        name.words[0] for name in names.values()
        if len(name.words) == 1 and not name.name.isupper() and name.name not in map_states()
        and (name.quoted or any(run.titled for run in name.runs))
    }  # fmt: skip
