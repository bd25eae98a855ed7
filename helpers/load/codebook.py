"""Read a study's codebook (``codebook/*.toml``) into records; faults are named by file and line."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from ..records import Actor, Claim, Codebook, Fact, Milestone, Naming, PromisePattern, Role, Theme
from .problems import Problems, quoted
from .text import parse_toml, read_text

KINDS = ("person", "institution", "media", "state", "place", "group")
PROMISE_KINDS = ("promise", "visit", "stage")
GENDERS = ("", "female", "male")
BASES = ("named report", "unchecked")
ID = re.compile(r"[a-z][a-z0-9_]*")

# file stem → the name of its tables and the record that a table becomes
_FILES: dict[str, tuple[str, type]] = {
    "actors": ("actor", Actor),
    "claims": ("claim", Claim),
    "promises": ("promise", PromisePattern),
    "themes": ("theme", Theme),
    "milestones": ("milestone", Milestone),
    "facts": ("fact", Fact),
    "naming": ("naming", Naming),
}


def load_codebook(folder: str | Path) -> Codebook:
    """The codebook in a folder; a file that is not there counts as empty."""
    problems = Problems()
    codebook = read_codebook(Path(folder), problems)
    problems.stop(f"codebook {folder}")
    return codebook


def read_codebook(folder: Path, problems: Problems, about: Collection[str] = ()) -> Codebook:
    """As load_codebook, with problems noted, not raised; ``about`` are the values allowed."""
    if not folder.is_dir():
        problems.add(folder.name, "", "there is no such folder", "Add it with its tables")
        return Codebook()
    known = {*_FILES, "words"}
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in known:
            names = ", ".join(sorted(known))
            problems.add(f"codebook/{path.name}", "", "no such table is known", f"Known: {names}")
    read: dict[str, list[tuple[str, Any]]] = {}
    for stem, (table, record) in _FILES.items():
        read[stem] = list(_records(folder / f"{stem}.toml", table, record, problems))
        _check_ids(stem, read[stem], problems)
    words = _words(folder / "words.toml", problems)
    _check_links(read, words, about, problems)
    records = {stem: tuple(record for _, record in rows) for stem, rows in read.items()}
    return Codebook(**records, words=words)


def count_proposed(codebook: Codebook) -> dict[str, tuple[int, int]]:
    """For each part with entries that are only proposed: how many are, and how many it has.

    >>> count_proposed(Codebook(actors=(Actor("a", "A", "person"),)))
    {}
    """
    parts = {stem: getattr(codebook, stem) for stem in _FILES}
    counts = {s: (sum(e.proposed for e in part), len(part)) for s, part in parts.items()}
    return {stem: count for stem, count in counts.items() if count[0]}


def _parse(path: Path, problems: Problems) -> tuple[dict[str, Any], str]:
    file = f"codebook/{path.name}"
    if not path.exists():
        return {}, ""
    text = read_text(path, file, problems) or ""
    return parse_toml(text, file, problems), text


def _words(path: Path, problems: Problems) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for name, terms in _parse(path, problems)[0].items():
        if not _texts(terms) or not terms or not all(terms):
            what = f"group '{name}' is no list of words"
            problems.add("codebook/words.toml", name, what, 'Write name = ["word", "word"]')
        elif not ID.fullmatch(name):
            what = f"{quoted(name)} is no name for a group"
            problems.add("codebook/words.toml", name, what, "Use a-z, 0-9 and _")
        else:
            groups[name] = tuple(terms)
    return groups


def _records(path: Path, table: str, record: type, problems: Problems) -> Iterator[tuple[str, Any]]:
    data, text = _parse(path, problems)
    file = f"codebook/{path.name}"
    for name in data:
        if name != table:
            remedy = f"Every table of this file is [[{table}]]"
            problems.add(file, name, f"{quoted(name)} is not known here", remedy)
    head = re.compile(rf"[ \t]*\[\[[ \t]*{table}[ \t]*\]\]")
    lines = [n for n, line in enumerate(text.split("\n"), start=1) if head.match(line)]
    rows = data.get(table, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        problems.add(file, table, "it is no list of tables", f"Write [[{table}]] over each")
        return
    for number, row in enumerate(rows):
        line = f"line {lines[number]}" if number < len(lines) else f"entry {number + 1}"
        value = _record(row, record, file, line, problems)
        if value is not None:
            yield line, value


def _record(row: dict, record: type, file: str, line: str, problems: Problems) -> Any:
    """One table as a record, or None when a field is unknown, missing or of the wrong type."""
    fields = {f.name: f for f in dataclasses.fields(record)}
    before = len(problems.found)
    for name in row.keys() - fields.keys():
        allowed = ", ".join(fields)
        problems.add(file, line, f"field {quoted(name)} is not known", f"Known fields: {allowed}")
    values = {}
    for name, field in fields.items():
        if name not in row:
            if field.default is dataclasses.MISSING:
                problems.add(file, line, f"field '{name}' is missing", "Add it")
            continue
        try:
            values[name] = _value(row[name], str(field.type), file, line, problems)
        except ValueError as error:
            problems.add(file, line, f"field '{name}': {error}", "Correct it")
    return record(**values) if len(problems.found) == before else None


def _value(value: Any, kind: str, file: str, line: str, problems: Problems) -> Any:
    if kind == "str":
        if not isinstance(value, str):
            raise ValueError("it is no text")
        return value
    if kind == "bool":
        if not isinstance(value, bool):
            raise ValueError("it is neither true nor false")
        return value
    if kind.startswith("dt.date"):
        return _date(value)
    if kind == "tuple[Role, ...]":
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise ValueError("it is no list of { role, start, end }")
        roles = [_record(row, Role, file, line, problems) for row in value]
        return tuple(role for role in roles if role is not None)
    if not _texts(value) or not all(value):
        raise ValueError("it is no list of texts")
    return tuple(value)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(term, str) for term in value)


def _date(value: Any) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f"{quoted(str(value))} is no day; write 2025-01-17") from None


def _check_ids(stem: str, rows: list[tuple[str, Any]], problems: Problems) -> None:
    seen: dict[str, str] = {}
    for line, row in rows:
        if not ID.fullmatch(row.id):
            what = f"{quoted(row.id)} is no id"
            problems.add(f"codebook/{stem}.toml", line, what, "Use a-z, 0-9 and _")
        if row.id in seen:
            what = f"id '{row.id}' stands already at {seen[row.id]}"
            problems.add(f"codebook/{stem}.toml", line, what, "Give each entry its own id")
        seen.setdefault(row.id, line)


def _check_links(
    read: dict[str, list[tuple[str, Any]]],
    words: dict[str, tuple[str, ...]],
    about: Collection[str],
    problems: Problems,
) -> None:
    """What one table says about another: kinds, states, accused, milestones, order of dates."""

    def expect(stem: str, line: str, field: str, value: str, allowed: Collection[str]) -> None:
        if value not in allowed:
            shown = ", ".join(a for a in list(allowed)[:12] if a)
            more = " ..." if len(allowed) > 12 else ""
            what = f"{field} {quoted(value)} is not known"
            problems.add(f"codebook/{stem}.toml", line, what, f"Known: {shown}{more}")

    actors = {actor.id: actor for _, actor in read["actors"]}
    states = {"", *(a.id for a in actors.values() if a.kind in ("state", "group"))}
    milestones = {milestone.id for _, milestone in read["milestones"]}
    for line, actor in read["actors"]:
        expect("actors", line, "kind", actor.kind, KINDS)
        expect("actors", line, "state", actor.state, sorted(states))
        expect("actors", line, "gender", actor.gender, GENDERS)
        for role in actor.roles:
            _check_order("actors", line, role.role, role.start, role.end, problems)
    for line, claim in read["claims"]:
        if about:
            expect("claims", line, "about", claim.about, about)
        for accused in claim.accused:
            expect("claims", line, "accused actor", accused, actors)
    for line, promise in read["promises"]:
        expect("promises", line, "kind", promise.kind, PROMISE_KINDS)
        expect("promises", line, "milestone", promise.milestone, milestones)
    for line, mile in read["milestones"]:
        expect("milestones", line, "basis", mile.basis, BASES)
        for actor_id in mile.who:
            expect("milestones", line, "actor", actor_id, actors)
        _check_order("milestones", line, mile.id, mile.earliest, mile.latest, problems)
    for name in words.keys() & actors.keys():
        what = f"group '{name}' has the id of an actor"
        problems.add("codebook/words.toml", name, what, "Give it another name")


def _check_order(
    stem: str, line: str, name: str, start: dt.date | None, end: dt.date | None, problems: Problems
) -> None:
    if start and end and start > end:
        what = f"{name}: it begins on {start} and ends before, on {end}"
        problems.add(f"codebook/{stem}.toml", line, what, "Correct one of the two days")
