"""Names of all texts → entries for ``actors.toml``, and the names whose kind nothing tells.

An entry needs a name that two articles have, or that speaks; where there are fewer than three
articles, one is enough.  Its kind needs a reason in the texts or in the word lists.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...load import read_lexicon
from ...records import FURNITURE, Actor, Attribution
from ...tag.sentences import find_sentences
from ...tag.zones import find_zones
from .kinds import Name, decide_kind, find_surnames
from .names import Run, find_runs, keep_names
from .words import map_states, split

FEW = 3
"""So many articles from which on a name needs two of them, or a speaker."""

SURE = 10
"""A surname is one person's where he is named in full so many times as often as all others."""

MOST = 150
"""Entries at most, those of most articles first: nobody reviews a longer list."""

_LOWER = re.compile(r"\b[^\W\d_A-Z][^\W\d_]+\b")
_OF_NAME = re.compile(r"\b[^\W\d_a-z]\w+ (?:of|for) ")
_FEMALE, _MALE = frozenset(("mrs", "ms", "miss")), frozenset(("mr", "sir"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A proposed actor with its reason: in how many articles, how often, why of this kind."""

    actor: Actor
    documents: int
    times: int
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """The entries proposed, and names that are told but not proposed: (name, articles, times)."""

    entries: tuple[Entry, ...]
    unsure: tuple[tuple[str, int, int], ...]
    beyond: int = 0


def gather_names(
    texts: Iterable[tuple[str, str]], attributions: dict[str, Sequence[Attribution]]
) -> dict[str, Name]:
    """Every name of the texts, furniture and headlines left out."""
    found: list[tuple[str, Run]] = []
    lower: Counter[str] = Counter()
    for doc_id, text in texts:
        skip = [(z.start, z.end) for z in find_zones(text) if z.zone in FURNITURE | {"headline"}]
        for sentence in find_sentences(text):
            if any(start < sentence.end and sentence.start < end for start, end in skip):
                continue
            lower.update(_LOWER.findall(sentence.text))
            found += [(doc_id, run) for run in find_runs(text, sentence.start, sentence.end)]
    kept = {id(run) for run in keep_names([run for _, run in found], lower)}
    names: dict[str, Name] = {}
    sources = {doc: find_sources(said) for doc, said in attributions.items()}
    for doc_id, run in found:
        if id(run) not in kept:
            continue
        name = names.setdefault(run.name, Name(run.words))
        name.documents.add(doc_id)
        name.times += 1
        name.runs.append(run)
        name.places.append((doc_id, run.start))
        kind = sources.get(doc_id, {}).get(run.end, "")
        name.speaks += kind != ""
        name.quoted += kind == "direct"
    return names


def find_sources(attributions: Sequence[Attribution]) -> dict[int, str]:
    """Where the names of speakers end → "direct" or "indirect"; "Norway" of "Norway officials"
    ends no speaker.
    """
    ends: dict[int, str] = {}
    for said in attributions:
        if said.source_start is None:
            continue
        whole = re.split(r",|\s\(|\s(?:in|at|who)\b", said.source_text)[0].rstrip()
        head = re.split(r"\s(?:of|for)\b", whole)[0].rstrip()
        for words in (head, whole if _OF_NAME.search(whole) else head):
            end = said.source_start + len(words)
            if ends.get(end) != "direct":
                ends[end] = "direct" if said.kind == "direct" else "indirect"
    return ends


def make_id(name: str, taken: set[str]) -> str:
    """An id of plain letters that is not taken yet.

    >>> make_id("São Tomé Dam", set()), make_id("Ada", {"ada"}), make_id("伊朗", set())
    ('sao_tome_dam', 'ada_2', 'actor')
    """
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60] or "actor"
    base = base if base[0].isalpha() else f"a_{base}"
    found, number = base, 2
    while found in taken:
        found, number = f"{base}_{number}", number + 1
    taken.add(found)
    return found


def is_odd(name: Name, names: dict[str, Name]) -> bool:
    """Whether a hyphen joins other names ("Norway-Sweden", "Norway-backed"), or a name is another
    in capitals, as in a dateline.
    """
    if name.name.isupper() and name.name.title() in names:
        return True
    parts = [part for word in name.words for part in word.split("-") if "-" in word]
    return any(part in map_states() or part in names for part in parts if part[:1].isupper())


def propose_states(names: dict[str, Name]) -> tuple[list[Entry], set[str]]:
    """The states that the texts name, with all forms from the word list, and the names used up."""
    states, used, entries = map_states(), set(), []
    by_state: dict[str, list[Name]] = defaultdict(list)
    for plain, name in names.items():
        if plain in states:
            by_state[states[plain]].append(name)
            used.add(plain)
    rows = {row["term"]: row for row in read_lexicon("states")}
    for state, mine in sorted(by_state.items()):
        row, key = rows[state], re.sub(r"[^a-z0-9]+", "_", state.lower())
        documents = set().union(*(name.documents for name in mine))
        seats = split(row["seats"])
        actor = Actor(
            key, state, "state", state=key, variants=tuple(split(row["variants"])),
            demonyms=tuple(split(row["demonyms"])), metonyms=tuple(seats), proposed=True,
        )  # fmt: skip
        times = sum(name.times for name in mine)
        entries.append(Entry(actor, len(documents), times, "the list of states has its names"))
        for name in mine:
            if name.name in seats and name.name not in ("White House", "Downing Street"):
                place = Actor(re.sub(r"[^a-z0-9]+", "_", name.name.lower()), name.name, "place",
                              state=key, proposed=True)  # fmt: skip
                entries.append(
                    Entry(place, len(name.documents), name.times, f"a seat of {state}")
                )
    return entries, used


def merge_people(names: dict[str, Name], kinds: dict[str, tuple[str, str]]) -> dict[str, str]:
    """A surname, or another spelling → the one full name of a person that it belongs to."""
    owners: dict[str, set[str]] = defaultdict(set)
    same = join_spellings(names, kinds)
    times: Counter[tuple[str, str]] = Counter()
    for plain, name in names.items():
        if len(name.words) > 1 and kinds[plain][0] == "person":
            owner = same.get(plain, plain)
            owners[name.words[-1]].add(owner)
            times[name.words[-1], owner] += name.times
    found = dict(same)
    for surname, people in owners.items():
        if surname in names:
            first, *others = sorted(people, key=lambda owner: (-times[surname, owner], owner))
            if times[surname, first] >= SURE * sum(times[surname, other] for other in others):
                found[surname] = first
    return found


def spell(name: str) -> str:
    """A name of a person as different spellings from another script have it alike.

    >>> spell("Sergey Lavrov") == spell("Sergei Lavrov"), spell("Alexei") == spell("Aleksey")
    (True, True)
    """
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"(.)\1", r"\1", plain.replace("x", "ks").replace("y", "i").replace("-", ""))


def join_spellings(names: dict[str, Name], kinds: dict[str, tuple[str, str]]) -> dict[str, str]:
    """A full name of a person → the spelling of it that most articles have."""
    groups: dict[str, list[Name]] = defaultdict(list)
    for plain, name in names.items():
        if len(name.words) > 1 and kinds[plain][0] == "person" and spell(plain):
            groups[spell(plain)].append(name)
    found = {}
    for group in groups.values():
        group.sort(key=lambda name: (-len(name.documents), -name.times, name.name))
        found |= {other.name: group[0].name for other in group[1:]}
    return found


def find_gender(runs: Iterable[Run]) -> str:
    titles = {run.title.split()[-1].lower().rstrip(".") for run in runs if run.title.split()}
    female, male = bool(titles & _FEMALE), bool(titles & _MALE)
    return "female" if female and not male else "male" if male and not female else ""


def propose_actors(
    texts: Sequence[tuple[str, str]], attributions: dict[str, Sequence[Attribution]]
) -> Found:
    """The actors of some texts, those of most articles first."""
    names = gather_names(texts, attributions)
    entries, used = propose_states(names)
    rest = {p: n for p, n in names.items() if p not in used and not is_odd(n, names)}
    surnames = find_surnames(rest)
    kinds = {plain: decide_kind(name, surnames) for plain, name in rest.items()}
    whole = merge_people(rest, kinds)
    full = [n for p, n in rest.items() if kinds[p][0] == "person" and len(n.words) > 1]
    shared = {name.words[-1] for name in full} - set(whole)
    taken = {entry.actor.id for entry in entries}
    ids = {entry.actor.name: entry.actor.id for entry in entries if entry.actor.kind == "state"}
    unsure: list[tuple[str, int, int]] = []
    for plain, name in sorted(rest.items()):
        if plain in whole:
            continue
        short = [rest[other] for other, full in whole.items() if full == plain]
        mine = [name, *short]
        documents = set().union(*(part.documents for part in mine))
        times, speaks = sum(part.times for part in mine), sum(part.speaks for part in mine)
        if len(texts) >= FEW and len(documents) < 2 and not speaks:
            continue
        kind, why = kinds[plain]
        if not kind or (kind == "person" and plain in shared):
            unsure.append((plain, len(documents), times))
            continue
        runs = [run for part in mine for run in part.runs]
        owners = Counter(run.owner for run in runs if run.owner)
        state = ids.get(owners.most_common(1)[0][0], "") if owners else ""
        if kind == "institution" and name.words[0] in map_states():
            state = ids.get(map_states()[name.words[0]], "")
        actor = Actor(
            make_id(plain, taken), plain, kind, state=state,
            gender=find_gender(runs) if kind == "person" else "",
            variants=tuple(sorted(part.name for part in short)), proposed=True,
        )  # fmt: skip
        entries.append(Entry(actor, len(documents), times, why))
    entries.sort(key=lambda entry: (-entry.documents, -entry.times, entry.actor.name))
    unsure.sort(key=lambda row: (-row[1], -row[2], row[0]))
    return keep_most(entries, unsure)


def keep_most(entries: Sequence[Entry], unsure: Sequence[tuple[str, int, int]]) -> Found:
    """The first ``MOST`` entries; a state stays where another entry of them belongs to it."""
    first = entries[:MOST]
    ids = {entry.actor.id for entry in first}
    needed = {entry.actor.state for entry in first if entry.actor.state} - ids
    first = [*first, *(entry for entry in entries[MOST:] if entry.actor.id in needed)]
    return Found(tuple(first), tuple(unsure[:MOST]), len(entries) - len(first))
