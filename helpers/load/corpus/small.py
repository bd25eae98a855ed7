"""The corpus of a study that is held in memory whole, checked as the other articles are."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ...records import Document
from ..problems import Problems, StudyError, quoted
from ..rows import Taken, check_future, fold
from .aside import BAD, SetAside, show_path
from .files import CORPUS
from .read import list_inputs, read_input

LARGE = 60
"""Articles of a corpus that a report shows one by one (a book of 130 pages); more are counted."""

MOST_ASIDE = 100_000
"""What is set aside is listed, in memory; a corpus with more is not one of a few articles."""

DUPLICATE = "duplicate"


@dataclass(slots=True)
class Corpus:
    """Articles by unit (their file and place), and what is set aside without being bad."""

    documents: dict[str, Document] = field(default_factory=dict)
    aside: list[SetAside] = field(default_factory=list)
    seen: dict[tuple[str, ...], str] = field(default_factory=dict)  # where a text or page stands


def read_corpus(
    study: Path,
    before: dict[str, Document],
    day: dt.date | None,
    problems: Problems,
    taken: Taken,
) -> Corpus:
    """All inputs of ``corpus/``; what is bad goes to ``problems``.

    ``before`` are the study's other articles.  What an outlet printed twice counts once; what two
    outlets printed is two articles.
    """
    corpus, count = Corpus(), 0
    for document in before.values():
        corpus.seen[_key(document)] = f"the article {document.doc_id}"
    inputs = list_inputs(study)
    if os.path.lexists(study / CORPUS) and not inputs:
        problems.add(CORPUS, "", "it has no files", "Put the articles there, or take it out")
    for path in inputs:
        for number, found in enumerate(read_input(path, study), start=1):
            if isinstance(found, Document):
                place = (show_path(path, study), f"article {number}")
                _take(corpus, found, place, day, problems, taken)
            elif found.kind == BAD:
                unit = f"{found.file}, {found.place or number}"
                problems.add(found.file, found.place, found.reason.rstrip("."), "", unit)
            else:
                corpus.aside.append(found)
            count += 1
            check_size(study, len(corpus.documents), count - len(corpus.documents))
    return corpus


def _take(
    corpus: Corpus,
    document: Document,
    place: tuple[str, str],
    day: dt.date | None,
    problems: Problems,
    taken: Taken,
) -> None:
    """The document as one more of the corpus, unless it is a duplicate or has a fault."""
    file, where = place
    text = _key(document)
    page = (document.outlet, document.doc_id, document.url) if document.url else text
    for key, what in ((text, "text"), (page, "address")):
        if key in corpus.seen:
            reason = f"the {what} is that of {corpus.seen[key]}, of the same outlet."
            corpus.aside.append(SetAside(file, where, DUPLICATE, reason))
            return
    if _admit(document, place, day, problems, taken):
        corpus.documents[f"{file}, {where}"] = document
        corpus.seen[text] = corpus.seen[page] = f"{where} of {file}"


def check_size(study: Path, used: int, aside: int) -> None:
    """Stop where a corpus is too large to be shown article by article."""
    if used > LARGE or aside > MOST_ASIDE:
        what = f"{used:,} articles and more" if used > LARGE else f"more than {aside:,} faults"
        raise StudyError(
            f"study {study.name}: corpus/ has {what}; up to {LARGE} are shown one by one. "
            "`python -m helpers report` counts larger ones, and open_corpus opens its counts."
        )


def _admit(
    document: Document,
    place: tuple[str, str],
    day: dt.date | None,
    problems: Problems,
    taken: Taken,
) -> bool:
    """Whether the document may enter: its id is new, and it is no later than the edition."""
    file, where = place
    unit = f"{file}, {where}"
    before = len(problems.found)
    key = fold(document.doc_id)
    if key in taken.ids:
        at = ", ".join(taken.ids[key][1:])
        what = f"doc_id {quoted(document.doc_id)} stands already at {at}"
        problems.add(file, where, what, "Give each article an id of its own", unit)
    taken.ids.setdefault(key, (document.doc_id, *place))
    if day:

        def fault(column: str, what: str, remedy: str) -> None:
            problems.add(file, f"{where}, column {column}", what, remedy, unit)

        check_future(document, day, fault)
    return len(problems.found) == before


def _key(document: Document) -> tuple[str, str]:
    """What makes two articles one: the outlet and the text, however it is spaced."""
    words = " ".join(document.text.split())
    return document.outlet, hashlib.sha256(words.encode()).hexdigest()


def list_days(study: Path) -> Iterator[dict[str, str]]:
    """Outlet and days of the articles of a corpus, as a manifest has them, up to the limit."""
    count = 0
    for path in list_inputs(study):
        for found in read_input(path, study):
            if isinstance(found, SetAside):
                continue
            count += 1
            if count > LARGE:
                return
            days = ("published", "published_earliest", "published_latest")
            yield {"outlet": found.outlet} | {d: str(getattr(found, d) or "") for d in days}
