"""The frozen records that every stage shares.

Offsets are characters of the article file decoded as UTF-8, end exclusive: ``text[start:end]`` is
the
words seen.  A tag carries those words, the value read and the name of the rule that read it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

BASES = ("stated", "inferred", "supplied", "unknown")
FURNITURE = frozenset(
    {
        "dateline",
        "byline",
        "caption",
        "credit",
        "related",
        "appeal",
        "contact",
        "promo",
        "comment_policy",
        "overlong",  # no part of a page: a line or a rest that is too long to be an article's
    }
)
COMMITMENTS = ("own voice", "attributed", "hedged")
ANSWERS = ("denied", "declined", "not denied")
SOURCE_GROUPS = ("media", "two or more together", "not resolved")  # beside the states that speak
CHAIN = ", citing "  # joins the media of a relay's chain, the one that the article cites first
WORD = re.compile(r"\w+(?:[’'-]\w+)*")  # one word in every count of words: "full-scale" is one
PRECISIONS = ("day", "week", "month", "quarter", "season", "year", "decade", "vague")


# --- a study -----------------------------------------------------------------------------------


class SelectionError(ValueError):
    """What is asked for is not there or leaves nothing; the message says what to write instead."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows in place of a traceback."""
        return [f"{type(self).__name__}: {self}"]


@dataclass(frozen=True, slots=True)
class Document:
    """One article as received, with its row of the manifest; dates are days, None where unknown."""

    doc_id: str
    text: str
    outlet: str = ""
    outlet_basis: str = "unknown"
    outlet_evidence: str = ""
    title: str = ""
    title_basis: str = "unknown"
    title_evidence: str = ""
    author: str = ""
    author_basis: str = "unknown"
    author_evidence: str = ""
    published: dt.date | None = None
    published_earliest: dt.date | None = None
    published_latest: dt.date | None = None
    published_basis: str = "unknown"
    published_evidence: str = ""
    text_only_earliest: dt.date | None = None
    text_only_latest: dt.date | None = None
    wire_credit: str = ""
    url: str = ""
    url_basis: str = "unknown"
    rights: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    role: str
    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who can act or speak; ``variants`` are names, ``metonyms`` stand for a state (a capital)."""

    id: str
    name: str
    kind: str  # person, institution, media, state, place, group
    state: str = ""
    gender: str = ""
    variants: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition of the codebook; ``patterns`` find it, ``accused`` are the actors who may
    answer.
    """

    id: str
    label: str
    about: str  # treaty, ties, third party
    origin: str
    patterns: tuple[str, ...]
    accused: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated event of the reference chronology; ``patterns`` find its mentions.

    ``basis`` says how sure ``citation`` is: "named report" (somebody read it there) or "unchecked".
    """

    id: str
    label: str
    earliest: dt.date
    latest: dt.date
    kind: str
    citation: str
    patterns: tuple[str, ...] = ()
    promise: bool = False
    who: tuple[str, ...] = ()
    basis: str = "unchecked"
    disputed: str = ""
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """What the reference says where an article may say otherwise; never called an error."""

    id: str
    label: str
    reference: str
    citation: str
    patterns: tuple[str, ...]
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class PromisePattern:
    """Words that announce a milestone (``promise``), a visit for it or a stage on the way to it."""

    id: str
    kind: str  # promise, visit, stage
    milestone: str
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Theme:
    id: str
    label: str
    words: tuple[str, ...]
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Naming:
    """A thing that outlets call by different names: the document, a war, a state."""

    id: str
    label: str
    patterns: tuple[str, ...]
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Codebook:
    """What a study looks for; ``words`` are the groups that patterns call ``{name}``.

    An entry that is ``proposed`` was read from the articles by rule and reviewed by nobody yet.
    """

    actors: tuple[Actor, ...] = ()
    claims: tuple[Claim, ...] = ()
    promises: tuple[PromisePattern, ...] = ()
    themes: tuple[Theme, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    facts: tuple[Fact, ...] = ()
    naming: tuple[Naming, ...] = ()
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Study:
    """A corpus with its codebook and codings.

    ``quarantined`` rows say file, line, reason and kind: bad, language or duplicate.
    """

    name: str
    documents: tuple[Document, ...]
    codebook: Codebook
    title: str = ""
    subtitle: str = ""
    subject: str = ""
    codings: dict[str, DataFrame] = field(default_factory=dict)
    quarantined: tuple[dict[str, str], ...] = ()
    languages: tuple[str, ...] = ()  # of names and passages in other scripts than Latin


# --- tags --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Zone:
    start: int
    end: int
    text: str
    zone: str  # headline, deck, body, or one of FURNITURE
    rule: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """``paragraph`` counts non-empty lines from 1, ``number`` the sentences in it from 1."""

    start: int
    end: int
    text: str
    paragraph: int
    number: int


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3 expression; ``earliest``, ``latest`` and ``precision`` are its days, None where it
    has none.
    """

    start: int
    end: int
    text: str
    type: str  # DATE, TIME, DURATION, SET
    value: str
    mod: str = ""
    earliest: dt.date | None = None
    latest: dt.date | None = None
    precision: str = "vague"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an actor of the codebook."""

    start: int
    end: int
    text: str
    actor_id: str
    kind: str  # name, demonym, metonym, role, pronoun
    rule: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content (``start``, ``end``); spans of what is not found are None.

    ``source_id`` is an actor of the codebook or "unknown"; ``source_name`` the actor's name, else
    the words.
    """

    start: int
    end: int
    text: str
    kind: str  # direct, partial, indirect
    source_start: int | None = None
    source_end: int | None = None
    source_text: str = ""
    cue_start: int | None = None
    cue_end: int | None = None
    cue: str = ""
    force: str = "neutral"  # neutral, weak, strong, accusing, denying, intending
    relay_start: int | None = None
    relay_end: int | None = None
    relay_text: str = ""
    source_id: str = "unknown"
    source_name: str | None = None
    source_type: str = "unknown"  # named, unnamed, institutional, documentary, unknown
    source_state: str = ""
    relay_name: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class EventMention:
    """A span that reports something in the world; ``reasoning`` says in words how its days were
    read.
    """

    start: int
    end: int
    text: str
    trigger_start: int
    trigger_end: int
    trigger: str
    kind: str
    status: str  # happened, ongoing, planned, forecast, claimed
    actors: tuple[str, ...] = ()
    earliest: dt.date | None = None
    latest: dt.date | None = None
    precision: str = "vague"
    time_start: int | None = None
    time_end: int | None = None
    time_text: str = ""
    milestone: str = ""
    source_name: str | None = None
    reasoning: str = ""
    rule: str = ""
    days_basis: str = "text"  # reference: the day of a milestone in the codebook fills in


@dataclass(frozen=True, slots=True)
class ClaimMention:
    """A passage that bears on a claim: a commitment, or the answer (``denial``) of an accused, or
    both None.
    """

    start: int
    end: int
    text: str
    claim_id: str
    commitment: str | None = None  # own voice, attributed, hedged
    denial: str | None = None  # denied, declined, not denied
    source_id: str = "unknown"
    source_name: str | None = None
    relay_name: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    cue: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """A statement of when a milestone will come; open windows have None on the open side."""

    start: int
    end: int
    text: str
    kind: str  # promise, visit, stage
    milestone: str
    words_start: int
    words_end: int
    words: str
    said_earliest: dt.date | None = None
    said_latest: dt.date | None = None
    window_earliest: dt.date | None = None
    window_latest: dt.date | None = None
    source_id: str = "unknown"
    source_name: str | None = None
    relay_name: str | None = None
    reasoning: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class CodebookMention:
    """A span that matches a theme, a fact or a name for a thing; ``id`` is the codebook's."""

    start: int
    end: int
    text: str
    id: str
    rule: str


@dataclass(frozen=True, slots=True)
class Tags:
    """All layers of one document, in text order."""

    doc_id: str
    zones: tuple[Zone, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    times: tuple[Timex, ...] = ()
    actors: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[EventMention, ...] = ()
    claims: tuple[ClaimMention, ...] = ()
    promises: tuple[Promise, ...] = ()
    naming: tuple[CodebookMention, ...] = ()
    themes: tuple[CodebookMention, ...] = ()
    facts: tuple[CodebookMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Tables:
    """One DataFrame per layer: the record's columns plus ``doc_id``, ``sentence_id``,
    ``paragraph``, ``sentence``.

    ``codebook`` and ``codings`` map a file's stem to its rows; ``quarantined`` lists what was set
    aside,
    ``benchmarks`` the external figures; ``unselected`` articles were read and not asked for.
    """

    articles: DataFrame
    zones: DataFrame
    sentences: DataFrame
    times: DataFrame
    actors: DataFrame
    attributions: DataFrame
    events: DataFrame
    claims: DataFrame
    promises: DataFrame
    naming: DataFrame
    themes: DataFrame
    facts: DataFrame
    milestones: DataFrame
    codebook: dict[str, DataFrame]
    codings: dict[str, DataFrame]
    quarantined: DataFrame
    benchmarks: DataFrame
    name: str = ""
    title: str = ""
    subtitle: str = ""
    subject: str = ""
    unselected: int = 0
