"""What keeps an article out of a study, and what an analyst should know of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ..load.english import tell_language
from ..records import WORD
from .candidate import Candidate

FEWEST, MOST = 80, 20_000
"""Words of an article: teasers before a paywall have 20 to 60, the longest reports 15,000."""

SHINGLE = 5
NEAR = 0.8
"""Share of the shorter text's runs of five words that another text has, from which they are one.

Articles of different outlets about the same day share under 0.01 in the studies here, a copy of a
wire report with another first paragraph 0.8 and more (tests/inbox/test_checks.py).
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A text that is in the study or proposed already."""

    doc_id: str
    outlet: str
    shingles: frozenset[int]


def list_shingles(text: str) -> frozenset[int]:
    """The hash of every run of five words of a text, good for this process alone."""
    words = [word.lower() for word in WORD.findall(text.replace("’", "'"))]
    return frozenset(hash(tuple(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1))


def know(doc_id: str, outlet: str, text: str) -> Known:
    """A text as ``find_near`` compares it."""
    return Known(doc_id, outlet, list_shingles(text))


def find_near(text: str, known: Iterable[Known]) -> list[tuple[Known, float]]:
    """The known texts that a text has most of, or that have most of it, the nearest first."""
    mine = list_shingles(text)
    near = []
    for other in known:
        least = min(len(mine), len(other.shingles))
        if least and (share := len(mine & other.shingles) / least) >= NEAR:
            near.append((other, share))
    return sorted(near, key=lambda pair: -pair[1])


def check_candidate(
    candidate: Candidate, known: Iterable[Known], today: dt.date
) -> tuple[list[str], list[str]]:
    """All reasons to refuse a candidate, and all notes for the analyst."""
    faults, notes = [], list(candidate.notes)
    words = len(WORD.findall(candidate.text))
    if words < FEWEST:
        faults.append(f"it has {words} words, fewer than {FEWEST}: a teaser, or no article")
    if words > MOST:
        faults.append(f"it has {words:,} words, more than {MOST:,}")
    language = tell_language(candidate.text)
    if language == "other":
        faults.append("its words are not English, and the word lists are")
    elif language == "unknown" and words >= FEWEST:
        notes.append("its language is not certain")
    if candidate.language and candidate.language[:2] not in ("en", "un"):
        if language == "en":
            notes.append(f"the page says that its language is {candidate.language}")
        elif language == "unknown":
            faults.append(f"the page says that its language is {candidate.language}, not English")
    for clue in candidate.clues:
        if clue.earliest and clue.earliest > today:
            faults.append(f"its date is in the future of {today}: {clue.evidence}")
    for other, share in find_near(candidate.text, known):
        same = f"it has {share:.0%} of its runs of five words in common with {other.doc_id}"
        if other.outlet == candidate.outlet.value:
            faults.append(f"{same}, of the same outlet")
        else:
            notes.append(f"{same}, of {other.outlet}: the same report at second hand?")
    return faults, notes
