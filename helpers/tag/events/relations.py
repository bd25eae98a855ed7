"""Date one event of a sentence by another: 'days after', 'since', 'came', 'and', 'where he met'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpers.records import Timex

from .days import Days, move, shift
from .places import MAIN, SIGNALS, Candidate, Place, is_free, set_days
from .scenes import Scene
from .status import is_definite
from .words import Clause, read_words

CLOSE = read_words("close")


def date_lights(place: Place, candidates: list[Candidate], lights: list[Candidate]) -> None:
    """Hand the time of 'came', 'took place', 'held' to the noun that they speak of."""
    for light in lights:
        first, clause = light.trigger.first, place.clauses[light.trigger.clause]
        target = None
        if light.trigger.entry.status == "subject":
            left = [c for c in candidates if c.trigger.noun and c.trigger.last < first]
            low = place.tokens.low[clause.first]
            near = [c for c in left if c.trigger.clause == light.trigger.clause]
            if place.tokens.low[max(first - 1, 0)] in ("it", "this", "they"):
                target = None
            elif near:
                target = near[0] if is_definite(place.tokens, near[0].trigger) else near[-1]
            elif left and low in ("which", "that"):
                target = left[-1]
            elif left and clause.intro in MAIN:
                target = left[0]
        else:
            target = next(
                (
                    c
                    for c in candidates
                    if c.trigger.noun
                    and c.trigger.clause == light.trigger.clause
                    and first < c.trigger.first <= first + 10
                ),
                None,
            )
        if target is None:
            continue
        target.predicate = True
        if light.status is None:
            target.status = None
            continue
        target.status, target.tense = light.status, light.tense
        if light.tense.tense == "present" and light.trigger.entry.status == "subject":
            target.status = "happened"
        if light.days and target.days is None:
            set_days(target, light.days, light.times, own=light.own)


def find_lead(place: Place, k: int) -> Timex | None:
    """The duration before the signal that opens a clause: 'days after'."""
    clause = place.clauses[k]
    start = place.tokens.start[clause.first]
    if place.tokens.low[clause.first] == "," and clause.last - clause.first > 1:
        start = place.tokens.start[clause.first + 1]
    for t in place.times:
        if t.type == "DURATION" and t.end <= start and not place.text[t.end : start].strip(" "):
            return t
    return None


def date_signals(
    scene: Scene, candidates: Sequence[Candidate], lights: Sequence[Candidate]
) -> None:
    """'X came days after Y', 'ties have grown since Y': the dated event dates the other."""
    place = scene.place
    for k, clause in enumerate(place.clauses):
        signal = SIGNALS.get(clause.intro)
        if not signal:
            continue
        time = find_lead(place, k)
        inner = [c for c in candidates if c.trigger.clause == k and (is_free(c) or c.days)]
        dated = [c for c in inner if c.own and c.days]
        other = next(
            (c for c in dated or inner if not c.trigger.noun), (dated or inner or [None])[0]
        )
        up = clause.parent if clause.parent >= 0 else k + 1
        while (
            0 <= up < len(place.clauses)
            and place.clauses[up].intro in SIGNALS
            and place.clauses[up].parent >= 0
        ):
            up = place.clauses[up].parent
        mains = [
            c
            for c in [*candidates, *lights]
            if c.trigger.clause == up and c.status is not None and (is_free(c) or c.predicate)
        ]
        if not mains:  # "In late May, shortly after X met Y, Z resigned": the main clause follows
            after = (c for c in candidates if c.trigger.clause > k and not c.trigger.noun)
            mains = [c for c in after if place.clauses[c.trigger.clause].intro in MAIN][:1]
        mains.sort(key=lambda c: c.trigger.first)
        verbs = [c for c in mains if not c.trigger.noun]
        before = [c for c in (verbs or mains) if c.trigger.last < clause.first]
        main = before[-1] if before else (verbs or mains or [None])[0]
        if main is None:
            continue
        known = other.days if other and other.days and other.days.whole else place.known.get(k)
        if other is None or other.days is None:
            known = read_milestone(scene, clause) or known
        relate(place, main, other, known, signal, time)


def read_milestone(scene: Scene, clause: Clause) -> Days | None:
    """The days of the milestone that a clause names, if any."""
    if not scene.possible:
        return None
    tokens = scene.place.tokens
    start, end = tokens.start[clause.first], tokens.end[clause.last - 1]
    milestone = next((m for a, b, m in scene.possible if start <= a < end), None)
    if milestone is None:
        return None
    return Days(
        milestone.earliest,
        milestone.latest,
        "day",
        f"{milestone.label} (day from the codebook)",
        "milestone",
        reference=True,
    )


def relate(
    place: Place,
    main: Candidate,
    other: Candidate | None,
    known: Days | None,
    signal: str,
    time: Timex | None,
) -> None:
    """Date ``main`` from ``known`` days of the other event, or the other from ``main``."""
    times = [time] if time else []
    dct = place.dct
    if (
        known is not None
        and known.rule == "milestone"
        and other is not None
        and other.trigger.noun
        and other.days is None
    ):
        set_days(other, known, own=True)
    if known is not None and main.days is None:
        if signal == "since" and dct and known.earliest <= dct:
            if main.tense.tense in ("perfect", "progressive"):
                set_days(
                    main,
                    replace(
                        known, latest=dct, precision="vague", why=f"since {known.why}", rule="since"
                    ),
                    times,
                    own=True,
                )
                main.status = (
                    "ongoing"
                    if main.status == "happened" and main.trigger.entry.kind == "change"
                    else main.status
                )
        elif signal != "since" and time is not None:
            days = shift(time.value, time.mod, signal, known, time.text)
            if days:
                set_days(main, days, times, own=True)
        elif (
            signal == "after"
            and other is not None
            and other.days
            and main.status in ("happened", "claimed")
            and is_close(place, other)
        ):
            set_days(
                main,
                replace(other.days, why=f"shortly after {other.days.why}", rule="close"),
                other.times,
                own=True,
            )
        elif (
            signal == "before"
            and dct
            and main.status in ("planned", "forecast")
            and known.earliest > dct
        ):
            set_days(
                main,
                replace(
                    known,
                    earliest=dct,
                    latest=move(known.earliest, -1),
                    precision="vague",
                    why=f"before {known.why}",
                    rule="bound: before",
                ),
                own=True,
            )
        return
    if (
        time is None
        and signal == "after"
        and other is not None
        and other.days is None
        and main.days
        and main.days.whole
        and is_close(place, other)
    ):
        set_days(
            other,
            replace(main.days, why=f"shortly before {main.days.why}", rule="close"),
            main.times,
            own=True,
        )
        return
    if (
        other is not None
        and other.days is None
        and other.status
        and time is not None
        and main.days
        and main.days.whole
        and signal != "since"
    ):
        inverse = "before" if signal == "after" else "after"
        days = shift(time.value, time.mod, inverse, main.days, time.text)
        if days:
            set_days(
                other,
                replace(days, why=f"“{time.text}” {inverse} {main.days.why}"),
                times,
                own=True,
            )
            if other.status == "ongoing" or (dct and days.earliest and days.earliest > dct):
                other.status = (
                    "planned" if dct and days.latest and days.latest > dct else other.status
                )


def is_close(place: Place, other: Candidate) -> bool:
    """Whether 'shortly after', 'just after', 'hours after' opens the clause of ``other``."""
    first = place.clauses[other.trigger.clause].first
    return first > 0 and place.tokens.low[first - 1] in CLOSE and other.status == "happened"
