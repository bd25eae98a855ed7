"""Who published an article, as far as its text or its file's name says so.

A name is proposed with the words that it rests on; where two lines of one text name two outlets,
or none does, it is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ...load import read_lexicon
from .words import list_words

UNKNOWN = "unknown"

_NAME = (
    r"(?P<name>(?:[Tt]he )?[A-Z0-9][\w’'&.-]*(?:[ -](?:of |the |and |& )?[A-Z0-9][\w’'&.-]*){0,5})"
)
_MARK = r"(?:©|\([cC]\)|[Cc]opyright|COPYRIGHT)"
_COPYRIGHT = re.compile(
    rf"{_MARK}(?:\s*{_MARK})?\s*(?:by\s+)?(?:\d{{4}}(?:\s*[-–,]\s*\d{{4}})?[\s,]*)?(?:by\s+)?{_NAME}"
)
_FIRST = re.compile(
    r"(?:[Tt]his (?:article|story|report|piece)|[Tt]he (?:article|story|report|piece))"
    r"(?: was| is)?(?: first| originally)? (?:appeared|published|ran)"
    rf"(?: first)? (?:in|by|on|at) {_NAME}"
)
_REPORTING = re.compile(
    r"^\(?(?:Additional )?[Rr]eporting by [^()\n;]{2,80}? (?:for|of) (?:the )?" + _NAME + r"\.?\)?$"
)
_BYLINE = re.compile(rf"^By [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){{0,3}}\s*[,|–—-]\s*{_NAME}\s*$")
_PROMOTION = re.compile(rf"^(?i:click here to )?(?i:read more) (?i:from|at|in|on) {_NAME}\W*$")
_MAIL = re.compile(r"[\w.+-]+@(?:www\.)?(?P<name>[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})")
_DATELINE = re.compile(
    r"^[^\W\d_a-z]{2}[^\n(/]{0,60}?"
    r"(?:\((?P<brackets>[A-Z][\w .&-]{1,30})\)|/(?P<strokes>[A-Z][\w .-]{1,18})/)"
    r"\s*[-–—:.]"
)
_PREFIX = re.compile(r"^(?P<prefix>[A-Za-z][A-Za-z-]{2,40}?)_")
# What a line of the rest of a copyright names, and is nobody's.
_NOBODY = frozenset(("all rights reserved", "all rights", "rights reserved"))


@dataclass(frozen=True, slots=True)
class Outlet:
    """A proposal: the name, how it is known, the words that say so, and the wire credited."""

    name: str = UNKNOWN
    basis: str = "unknown"
    evidence: str = "Neither the text nor the file’s name says who published it."
    wire: str = ""


def list_agencies() -> frozenset[str]:
    """Whom a photograph may be by: "© Getty Images" says nothing of the article."""
    return frozenset(row["term"] for row in read_lexicon("photo_agencies"))


def clean_name(name: str) -> str:
    """A name without what the line goes on with.

    >>> clean_name("Lowmere Post. All"), clean_name("The Harbour Times, Inc.")
    ('Lowmere Post', 'The Harbour Times')
    """
    name = re.split(r"\. |,|\s+(?:All|Inc|Ltd|LLC)\b", name)[0]
    name = " ".join(name.split()).strip(" .-–—|’'")
    return name.title() if name.isupper() and " " in name else name


def find_stated(text: str) -> list[tuple[str, str, str]]:
    """(name, kind of line, line) of every line that says whose the article is.

    >>> find_stated("Rain falls.\\n© 2024 Lowmere Post. All rights reserved.")[0][:2]
    ('Lowmere Post', 'copyright line')
    """
    agencies = list_agencies()
    found = []
    for line in (" ".join(raw.split()) for raw in text.split("\n")):
        if not line or len(line) > 400:
            continue
        for kind, pattern in (
            ("copyright line", _COPYRIGHT),
            ("line on where it appeared", _FIRST),
            ("credit", _REPORTING),
            ("byline", _BYLINE),
            ("promotional line", _PROMOTION),
        ):
            match = pattern.search(line)
            name = clean_name(match["name"]) if match else ""
            if name and not name.isdigit() and name.lower() not in _NOBODY:
                if kind == "copyright line" and name in agencies:
                    continue
                found.append((name, kind, line))
                break
    return found


def find_wire(text: str) -> tuple[str, str]:
    """The agency that a dateline credits, with the words up to its name; ("", "") where none.

    >>> find_wire("OSLO, May 3 (Reuters) - Ferries were late.")
    ('Reuters', 'OSLO, May 3 (Reuters)')
    """
    for line in text.split("\n")[:12]:
        match = _DATELINE.match(line.strip())
        if match:
            return (match["brackets"] or match["strokes"]).strip(), match[0].rstrip(" -–—:.")
    return "", ""


def find_prefix(stem: str) -> str:
    """What a file's name begins with, as a name; "" where it says nothing.

    >>> find_prefix("lowmere-post_flood"), find_prefix("article_2"), find_prefix("000_16c9")
    ('Lowmere Post', '', '')
    """
    match = _PREFIX.match(stem)
    words = match["prefix"].strip("-").split("-") if match else []
    plain = list_words("plain file")
    if not words or len(words) > 4 or all(word.lower() in plain for word in words):
        return ""
    if len(words) == 1 and words[0].isupper():
        return words[0]
    return " ".join(word[:1].upper() + word[1:] for word in words)


def same_name(name: str) -> str:
    """A name as it is compared: without the article and without case."""
    return re.sub(r"^the ", "", name.lower())


def quote(words: str) -> str:
    """Words of a text for a cell of the manifest: on one line, at most 160 characters."""
    plain = "".join(letter if letter.isprintable() else " " for letter in words)
    plain = " ".join(plain.split())
    return f"“{plain[:159]}…”" if len(plain) > 160 else f"“{plain}”"


def choose_stated(stated: Iterable[tuple[str, str, str]], wire: str) -> Outlet | None:
    """The one outlet that the lines name; unknown where they name two."""
    kinds: dict[str, tuple[str, str, str]] = {}
    for name, kind, line in stated:
        kinds.setdefault(same_name(name), (name, kind, line))
    if not kinds:
        return None
    if len(kinds) > 1:
        lines = "; ".join(f"{kind} {quote(line)}" for _, kind, line in kinds.values())
        return Outlet(evidence=f"Two lines name two outlets: {lines}.", wire=wire)
    ((name, kind, line),) = kinds.values()
    return Outlet(name, "stated", f"The {kind} says {quote(line)}.", wire)


def propose_outlet(stem: str, text: str) -> Outlet:
    """The outlet of an article, from what its text states, else from its file's name.

    >>> propose_outlet("a", "Rain.\\n© Lowmere Post").name
    'Lowmere Post'
    >>> propose_outlet("courier_rain", "Rain.").basis
    'inferred'
    """
    wire, words = find_wire(text)
    stated = find_stated(text)
    found = choose_stated(stated, wire)
    if found is not None:
        return found
    if wire:
        evidence = f"The dateline credits it: {quote(words)}; whoever else printed it is not named."
        return Outlet(wire, "stated", evidence, wire)
    domains = list(dict.fromkeys(match["name"] for match in _MAIL.finditer(text)))
    if len(domains) == 1:
        evidence = f"A contact line gives an address at {domains[0]}; the name is not printed."
        return Outlet(domains[0], "inferred", evidence)
    prefix = find_prefix(stem)
    if prefix:
        words = quote(stem.split("_")[0])
        evidence = f"The file’s name begins with {words}; the text names nobody."
        return Outlet(prefix, "inferred", evidence)
    return Outlet()
