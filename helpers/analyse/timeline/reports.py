"""Event mentions of several articles → reports of the same event.

Two mentions report one event when they share its kind and an actor, their days can be the same and
their words are alike, or when they stand for the same milestone.  A report is never dropped or
rewritten: it keeps its own days, status and sentence, and gains the event it belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pandas as pd

from helpers.analyse.timeline.bounds import choose_days
from helpers.analyse.timeline.clues import (
    FIRST,
    LAST,
    PENDING,
    Clue,
    find_origins,
    read_clues,
    weigh_words,
)
from helpers.records import Tables

WIDE = 92  # days; beyond a quarter, overlapping days say little
CLAIMED_WITHIN = 31  # days between two tellings of one accusation
# Chosen on development articles: below these, other events of the same week came in.
ALIKE = 0.5
ALIKE_SAME_TRIGGER = 0.3


def likeness(a: Clue, b: Clue, weights: dict[str, float]) -> float:
    """The share of the shorter mention's words that the other has too, rare words weighing more."""
    smaller = min(a.words, b.words, key=lambda words: sum(weights[w] for w in sorted(words)))
    total = sum(weights[w] for w in sorted(smaller))
    shared = sum(weights[w] for w in sorted(a.words & b.words))
    return shared / total if total else 0.0


def days_apart(a: Clue, b: Clue) -> int:
    """How many days lie between two intervals; 0 when they can be the same day."""
    return max(max(a.earliest, b.earliest) - min(a.latest, b.latest), 0)


def same_milestone(a: Clue, b: Clue) -> bool:
    """Both stand for one milestone, on whatever days it is reported or was announced for."""
    return bool(a.milestone) and a.milestone == b.milestone


def same_in_article(a: Clue, b: Clue) -> bool:
    """An article that comes back to an event gives it the same days and often no actors.

    Within one sentence two triggers are two events unless they are one verb or one person's.
    """
    if (a.earliest, a.latest) != (b.earliest, b.latest):
        return False
    if a.sentence_id == b.sentence_id and a.kind == "transfer":  # "provided drones … gave missiles"
        return bool(a.actors) and (a.actors <= b.actors or b.actors <= a.actors)
    if a.width > WIDE:
        return False
    if a.trigger == b.trigger and (not a.actors or not b.actors):
        return True
    if a.sentence_id == b.sentence_id:
        return bool(a.people & b.people) or (a.trigger == b.trigger and bool(a.actors & b.actors))
    return bool(a.actors & b.actors)


def same_accusation(a: Clue, b: Clue) -> bool:
    """What sources claim of the same actors within a month, the day of the act unknown to all."""
    claimed = a.status == b.status == "claimed" and a.earliest == b.earliest == FIRST
    claimed = claimed and bool(a.actors) and a.actors == b.actors
    return claimed and abs(a.latest - b.latest) <= CLAIMED_WITHIN


def same_delivery(a: Clue, b: Clue) -> bool:
    """The same things that go from one to the other, on days that neither telling narrows down."""
    if a.kind != "transfer" or not a.actors or a.actors != b.actors:
        return False
    loose = all(c.earliest == FIRST or c.width > WIDE for c in (a, b))
    settled = a.status not in PENDING and b.status not in PENDING
    return loose and settled and bool(a.things & b.things)


def same_event(a: Clue, b: Clue, weights: dict[str, float]) -> bool:
    if a.milestone and b.milestone:
        return same_milestone(a, b)
    gap = days_apart(a, b)
    to_the_day = a.width == b.width == 0
    if a.kind != b.kind or gap > to_the_day or not a.dated or not b.dated:
        return False
    if same_accusation(a, b) or same_delivery(a, b):
        return True
    if a.people and b.people and not a.people & b.people:
        return False
    if a.speaker and b.speaker and a.speaker != b.speaker:
        return False
    if a.doc_id == b.doc_id:
        return same_in_article(a, b)
    if not a.actors & b.actors:
        return False
    if gap == 0 and to_the_day and a.speaker and a.people & b.people:
        return True  # one person's words of one day are one statement, however it is reworded
    wide = max(a.width, b.width) > WIDE
    enough = ALIKE_SAME_TRIGGER if a.trigger == b.trigger and not wide and gap == 0 else ALIKE
    return likeness(a, b, weights) >= enough


@dataclass(slots=True)
class Group:
    """The mentions of one event; ``late`` and ``early`` are its latest start and earliest end.

    Windows that were only announced do not bind an event that is reported.
    """

    members: list[Clue] = field(default_factory=list)
    milestones: list[Clue] = field(default_factory=list)
    late: int = FIRST
    early: int = LAST

    def add(self, clues: list[Clue]) -> None:
        self.members += clues
        self.milestones += [c for c in clues if c.milestone]
        settled = [c for c in self.members if c.status not in PENDING] or self.members
        self.late = max(c.earliest for c in settled)
        self.early = min(c.latest for c in settled)


def can_be_one(a: Group, b: Group) -> bool:
    """The days of all mentions are possible together; of one milestone they may differ."""
    if a.milestones and b.milestones:
        return all(same_milestone(m, n) for m in a.milestones for n in b.milestones)
    return a.late - b.early <= 1 and b.late - a.early <= 1


def keys_of(clue: Clue) -> list[tuple[str, str]]:
    """What two mentions of one event share at least one of: it keeps the comparisons few."""
    keys = [(clue.kind, actor) for actor in sorted(clue.actors)]
    keys.append((clue.kind, f"in {clue.doc_id}"))
    return [*keys, ("milestone", clue.milestone)] if clue.milestone else keys


def group_clues(clues: list[Clue]) -> list[int]:
    """The number of each clue's event; the most precise mentions come first and set the days."""
    weights = weigh_words(clues)
    order = sorted(clues, key=lambda c: (c.width, c.earliest, c.doc_id, c.index))
    groups: list[Group] = []
    by_key: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)
    for clue in order:
        alone = Group()
        alone.add([clue])
        near = sorted({i for key in keys_of(clue) for i in by_key[key]})
        chosen = next((i for i in near if is_told_by(clue, alone, groups[i], weights)), len(groups))
        if chosen == len(groups):
            groups.append(alone)
        else:
            groups[chosen].add([clue])
        for key in keys_of(clue):
            by_key[key][chosen] = None
    join_groups(order, groups, by_key, weights)
    event_of = {clue.index: i for i, group in enumerate(groups) for clue in group.members}
    return [event_of[i] for i in range(len(clues))]


def is_told_by(clue: Clue, own: Group, other: Group, weights: dict[str, float]) -> bool:
    """The two groups can be one event, and the clue is like one mention of the other."""
    return can_be_one(own, other) and any(same_event(clue, m, weights) for m in other.members)


def join_groups(
    order: list[Clue],
    groups: list[Group],
    by_key: dict[tuple[str, str], dict[int, None]],
    weights: dict[str, float],
) -> None:
    """Join groups that a mention found later holds together; the earlier one stays."""
    own = {clue.index: i for i, group in enumerate(groups) for clue in group.members}
    for clue in order:
        mine = own[clue.index]
        for other in sorted({i for key in keys_of(clue) for i in by_key[key]}):
            if other == mine or not is_told_by(clue, groups[mine], groups[other], weights):
                continue
            kept, gone = min(mine, other), max(mine, other)
            groups[kept].add(groups[gone].members)
            own |= {m.index: kept for m in groups[gone].members}
            groups[gone] = Group()
            mine = kept


def rank_groups(reports: pd.DataFrame) -> list[int]:
    """The numbers of the events in order of the days that they are shown with."""
    groups: dict[int, list] = defaultdict(list)
    for report in reports.itertuples(index=False):
        groups[report.number].append(report)

    def place(number: int) -> tuple:
        dated, _ = choose_days(groups[number])
        first = dated.latest if pd.isna(dated.earliest) else dated.earliest
        days = [LAST if pd.isna(day) else day.toordinal() for day in (first, dated.latest)]
        return *days, dated.doc_id, dated.start, number

    return sorted(groups, key=place)


def group_reports(tables: Tables) -> pd.DataFrame:
    """Every event mention with the event it reports: the columns of ``tables.events`` and

    ``event_id`` (``e1`` … in order of days), ``outlet``, ``label`` (of the article), ``published``,
    ``origin`` (root of the relay chain) and ``actor_names``.

    >>> list(group_reports(tables))[:4]
    ['event_id', 'doc_id', 'sentence_id', 'paragraph']
    """
    found = tables.events.reset_index(drop=True)
    clues = read_clues(tables)
    out = found.assign(
        number=group_clues(clues),
        milestone=[clue.milestone for clue in clues],
        origin=find_origins(tables),
    )
    columns = ["doc_id", "outlet", "label", "published", "published_earliest", "published_latest"]
    out = out.merge(tables.articles[columns], on="doc_id", how="left", validate="many_to_one")
    assert len(out) == len(found)
    actors = tables.codebook.get("actors")
    names = dict(zip(actors["id"], actors["name"], strict=True)) if actors is not None else {}
    out["actor_names"] = [
        tuple(names.get(a, a) for a in who) if isinstance(who, (tuple, list)) else ()
        for who in out["actors"]
    ]
    ids = {number: f"e{i}" for i, number in enumerate(rank_groups(out), start=1)}
    out.insert(0, "event_id", out.pop("number").map(ids))
    rank = out["event_id"].str[1:].astype(int) if len(out) else out["event_id"]
    out = out.assign(rank=rank).sort_values(["rank", "published", "doc_id", "start"])
    return out.drop(columns="rank").reset_index(drop=True)
