"""What came in: one article with all that is known of it, and how."""

from __future__ import annotations

from dataclasses import dataclass, field

from .dates import Clue


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of the manifest with its basis and what says so."""

    value: str = ""
    basis: str = "unknown"
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One article; ``keys`` know it again, ``source`` says where it came from, ``notes`` are for
    the analyst.  ``raw`` is what was received, with the ending of its kind.
    """

    keys: tuple[str, ...]
    source: str
    text: str = ""
    raw: bytes = b""
    ending: str = ".txt"
    outlet: Fact = field(default_factory=Fact)
    title: Fact = field(default_factory=Fact)
    author: Fact = field(default_factory=Fact)
    url: Fact = field(default_factory=Fact)
    clues: tuple[Clue, ...] = ()
    language: str = "unknown"
    notes: tuple[str, ...] = ()
