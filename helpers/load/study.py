"""Read a whole study: manifest, articles, codebook and codings, with all faults in one message."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path

from ..paths import DATA, study_folder
from ..records import Codebook, Document, Study
from ..scripts.runs import ALPHABETS
from .codebook import read_codebook
from .codings import read_codings
from .corpus.aside import BAD, SetAside
from .corpus.files import CORPUS
from .corpus.small import read_corpus
from .manifest import ARTICLES, MANIFEST, read_documents
from .problems import Problem, Problems, StudyError, quoted
from .readers import TABLES, read_table
from .rows import Taken
from .text import parse_toml, read_text

_KEYS = {"title": str, "subtitle": str, "subject": str, "claims_about": list, "languages": list}


def load_study(
    path: str | Path,
    quarantine: float = 0.0,
    *,
    edition_date: str = "",
    outlets: Iterable[str] = (),
) -> Study:
    """The study in a folder, checked whole; a StudyError lists every problem with its remedy.

    Up to the share ``quarantine`` of the articles (0 to 1) may be bad: they are left out and listed
    in ``Study.quarantined``, so that articles in = documents + quarantined.  Texts in another
    language and duplicates in ``corpus/`` are listed there too and count for nothing.  Faults of
    the manifest as a whole, the codebook and the codings always stop.  ``edition_date`` is an ISO
    day that no article may be later than; ``outlets`` must occur in the manifest (nothing is
    filtered here).
    """
    study = _find_study(path)
    if not isinstance(quarantine, (int, float)) or not 0 <= quarantine <= 1:
        raise StudyError(f"quarantine is a share from 0 to 1, not {quarantine!r}. Write 0.0.")
    problems = Problems()
    settings = _settings(study, problems)
    documents, count, aside = _read_articles(study, _edition_day(edition_date), problems)
    languages = _languages(settings, problems)
    codebook = read_codebook(study / "codebook", problems, settings.pop("claims_about", ()))
    codings = read_codings(study / "codings", list(documents.values()), problems)
    _check_outlets(outlets, documents.values(), problems)
    bad = set(problems.units())
    if len(bad) > quarantine * count or any(not problem.unit for problem in problems.found):
        share = f"{len(bad)} of {count} articles are bad; quarantine allows {quarantine:.0%}."
        problems.stop(f"study {study.name}", f"  {share}" if bad else "")
    kept = tuple(documents[unit] for unit in documents if unit not in bad)
    rows = (*_set_aside(problems), *map(_as_row, aside))
    settings |= {"codings": codings, "quarantined": rows, "languages": languages}
    return Study(study.name, kept, codebook, **settings)


def load_head(path: str | Path) -> Study:
    """A study without its articles: what ``study.toml`` and the codebook say, checked."""
    study = _find_study(path)
    problems = Problems()
    settings = _settings(study, problems)
    languages = _languages(settings, problems)
    codebook = Codebook()
    if (study / "codebook").is_dir():
        codebook = read_codebook(study / "codebook", problems, settings.pop("claims_about", ()))
    problems.stop(f"study {study.name}")
    settings.pop("claims_about", None)
    return Study(study.name, (), codebook, **settings | {"languages": languages})


def _languages(settings: dict, problems: Problems) -> tuple[str, ...]:
    languages = tuple(settings.pop("languages", ()))
    for name in languages:
        if name not in ALPHABETS:
            what = f"{quoted(str(name))} is no language that names can be marked with"
            problems.add("study.toml", "languages", what, f"Known: {', '.join(ALPHABETS)}")
    return languages


def _find_study(path: str | Path) -> Path:
    if not isinstance(path, (str, Path)):
        raise StudyError(f"study: {path!r} is no text. Write the name of a folder of data/.")
    study = study_folder(path)
    if not study.is_dir():
        files = (MANIFEST, *TABLES)
        names = sorted({path.parent.name for file in files for path in DATA.glob(f"[!.]*/{file}")})
        given = f"Give a folder of data/ ({', '.join(names)}) or the path of a study."
        raise StudyError(f"study {quoted(str(path))}: {study}: there is no such folder. {given}")
    return study


def _read_articles(
    study: Path, day: dt.date | None, problems: Problems
) -> tuple[dict[str, Document], int, list[SetAside]]:
    """The articles of the manifest, of every table and of the corpus; one of them is enough."""
    taken = Taken()
    tables = [study / name for name in TABLES if os.path.lexists(study / name)]
    documents: dict[str, Document] = {}
    count = 0
    other = tables or os.path.lexists(study / CORPUS)
    if not other or os.path.lexists(study / MANIFEST) or any((study / ARTICLES).glob("[!.]*")):
        documents, count = read_documents(study, day, problems, taken)
    for path in tables:
        more, rows = read_table(path, day, problems, taken)
        documents |= more
        count += rows
    before = len(problems.units())
    corpus = read_corpus(study, documents, day, problems, taken)
    count += len(corpus.documents) + len(problems.units()) - before
    return documents | corpus.documents, count, corpus.aside


def _settings(study: Path, problems: Problems) -> dict:
    text = read_text(study / "study.toml", "study.toml", problems) or ""
    settings = parse_toml(text, "study.toml", problems)
    for name, value in settings.items():
        if name not in _KEYS:
            what = f"{quoted(name)} is not known"
            problems.add("study.toml", name, what, f"Known: {', '.join(_KEYS)}")
        elif not isinstance(value, _KEYS[name]):
            kind = "a text" if _KEYS[name] is str else "a list of texts"
            problems.add("study.toml", name, f"it is not {kind}", "Correct it")
    return {name: settings[name] for name in _KEYS if isinstance(settings.get(name), _KEYS[name])}


def _edition_day(edition_date: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(edition_date) if edition_date else None
    except ValueError:
        message = f"edition_date {quoted(edition_date)} is no day. Write it as 2025-01-17."
        raise StudyError(message) from None


def _check_outlets(
    outlets: Iterable[str], documents: Iterable[Document], problems: Problems
) -> None:
    known = sorted({document.outlet for document in documents})
    for outlet in outlets:
        if outlet not in known:
            what = f"no article is of the outlet {quoted(outlet)}"
            problems.add(MANIFEST, "column outlet", what, f"Known: {', '.join(known)}")


def _set_aside(problems: Problems) -> tuple[dict[str, str], ...]:
    """One row per article left out: where it stands and all that is wrong with it."""
    by_unit: dict[str, list[Problem]] = {}
    for problem in problems.found:
        by_unit.setdefault(problem.unit, []).append(problem)
    rows = []
    for unit, mine in by_unit.items():
        reason = " ".join(problem.line() for problem in mine)
        line = "" if unit.startswith("file ") else unit.rpartition("line ")[2]
        if mine[0].file.startswith(f"{CORPUS}/"):
            line = mine[0].place.partition(", column")[0].removeprefix("line ")
        rows.append({"file": mine[0].file, "line": line, "reason": reason, "kind": BAD})
    return tuple(rows)


def _as_row(aside: SetAside) -> dict[str, str]:
    """What is set aside without being bad, as a row like the others."""
    line = aside.place.removeprefix("line ")
    where = f"{aside.file}, {aside.place}" if aside.place else aside.file
    reason = f"{where}: {aside.reason}"
    return {"file": aside.file, "line": line, "reason": reason, "kind": aside.kind}
