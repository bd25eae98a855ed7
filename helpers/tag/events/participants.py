"""Who takes part in an event: the subject or agent of its trigger first, then its object."""

from __future__ import annotations

from collections.abc import Sequence

from .parties import BESIDE, COUNT, Party, Reading
from .status import ADVERBS
from .subjects import find_subject, group
from .words import BE, RELATIVES, Trigger, read_words

CAUSES = read_words("cause")  # "launched an attack": who launches attacks
OWN = frozenset(("his", "her", "its", "their"))
DURING = frozenset(("during", "in", "on", "at", "for"))
# By kind: what may stand between a verb and somebody who takes part.
TO_WHOM = {
    "statement": ("", "to", "with", "against"),
    "report": (),
    "meeting_visit": ("", "with", "to", "between"),
    "agreement": ("", "with", "between"),
    "transfer": ("", "to", "with", "from"),
    "military_action": ("", "against", "on", "with"),
    "sanction": ("", "on", "against"),
    "membership": ("", "with", "to"),
}
OF_NOUN = ("of", "by", "between", "with", "against", "on", "to")


def find_participants(reading: Reading, t: Trigger) -> tuple[str, ...]:
    """Actors of an event, subject first; empty where nobody is sure."""
    if t.noun:
        return choose(reading, t, noun_parties(reading, t, 0))
    subject, objects = find_subject(reading, t, 0), find_objects(reading, t)
    if not subject and not objects:
        objects = list(pair_agents(reading, t)) or list(pair_before(reading, t))
        return choose(reading, t, objects)
    if is_passive(reading, t) or (t.entry.form in ("past", "participle") and not subject):
        agents = [p for p in objects if p.prep == "by"]
        others = [p for p in objects if p.prep != "by"]
        return choose(reading, t, [*agents, *subject, *others])
    return choose(reading, t, [*subject, *(p for p in objects if p.prep != "by")])


def pair_agents(reading: Reading, t: Trigger) -> tuple[str, ...]:
    """'Signed by the two nations': the two states that were named together last."""
    words = reading.tokens.low[t.last + 1 : t.last + 5]
    passive = t.entry.form in ("past", "participle") and words[:1] == ["by"]
    return reading.pair if passive and COUNT & set(words[1:3]) else ()


def pair_before(reading: Reading, t: Trigger) -> tuple[str, ...]:
    """'… and renewed in 2020': the same for a participle joined to the first."""
    own = [v for v in reading.triggers if v.last < t.first and v.clause == t.clause and not v.noun]
    joined = t.first and reading.tokens.low[t.first - 1] == "and"
    return pair_agents(reading, own[-1]) if own and joined else ()


def choose(reading: Reading, t: Trigger, parties: Sequence[Party | str]) -> tuple[str, ...]:
    """Actor ids, persons and institutions before their states; places only of visits."""
    kinds = reading.cast.kinds
    heads, states = [], []
    for p in parties:
        actor = p if isinstance(p, str) else p.actor
        kind = kinds.get(actor, "")
        if not actor or (kind == "place" and t.entry.kind != "meeting_visit"):
            continue
        if kind == "media" and t.entry.kind not in ("report", "statement"):
            continue
        (states if not isinstance(p, str) and p.use == "state" else heads).append(actor)
    return tuple(dict.fromkeys([*heads, *states]))


def is_passive(reading: Reading, t: Trigger) -> bool:
    if t.entry.form not in ("past", "participle"):
        return False
    low = reading.tokens.low[max(0, t.first - 4) : t.first]
    after = reading.tokens.low[t.last + 1] if t.last + 1 < len(reading.tokens.low) else ""
    return any(w in BE for w in low[-3:]) or after == "by"


def find_objects(reading: Reading, t: Trigger) -> list[Party]:
    """Names between a verb and the next verb that take part in what it says."""
    allowed = TO_WHOM.get(t.entry.kind, ("", "with", "against"))
    passive = t.entry.form in ("past", "participle")
    clause, found = reading.place.clauses[t.clause], []
    for k in range(t.last + 1, clause.last):
        if k in reading.verbs or reading.tokens.low[k] in RELATIVES:
            break
        party = reading.party_at.get(k)
        if party is None or party.first != k:
            continue
        if not party.prep and is_subject(reading, party):
            break  # "said Norway continued": the subject of what is said
        mates = [p for p in reading.parties if p.first == k]
        for p in mates:
            if takes_part(reading, t, p, allowed, passive):
                found.append(p)
    return found


def is_subject(reading: Reading, party: Party) -> bool:
    """Whether a finite verb follows a name."""
    k = party.last + 1
    while k < len(reading.tokens.low) and reading.tokens.low[k] in ADVERBS:
        k += 1
    return k in reading.verbs and k not in reading.gerunds


def takes_part(
    reading: Reading, t: Trigger, p: Party, allowed: Sequence[str], passive: bool
) -> bool:
    target = t.entry.kind == "sanction" and p.prep in ("on", "against") and p.use == "other"
    if p.use not in ("head", "bond", "state") and not target:
        return False
    if reading.cast.kinds.get(p.actor) == "place":
        return t.entry.kind == "meeting_visit" and p.prep in ("", "to", "in")
    if t.entry.kind == "statement" and p.prep == "" and p.first > t.last + 6:
        return False
    return p.prep in allowed or (passive and p.prep == "by")


def noun_parties(reading: Reading, t: Trigger, depth: int) -> list[Party | str]:
    """Who an event noun names: before it, behind it, then who is said to do it."""
    tokens, clause = reading.tokens, reading.place.clauses[t.clause]
    before = [p for p in reading.parties if p.event == t.first]
    behind: list[Party] = []
    for p in reading.parties:
        if not t.last < p.first < clause.last or p.use not in ("head", "bond", "state"):
            continue
        span = range(t.last + 1, p.first)
        if any(k in reading.verbs or tokens.low[k] in RELATIVES for k in span):
            break
        preps = (*OF_NOUN, "in") if t.entry.kind == "military_action" else OF_NOUN
        place = reading.cast.kinds.get(p.actor) == "place"
        near = 0 <= p.prep_at - t.last <= 3 or (behind and p.prep_at >= behind[0].prep_at)
        if p.prep in preps and near and (not place or p.prep == "to"):
            behind.append(p)
        elif not behind:
            break
    by = [
        p
        for p in behind
        if p.prep == "by" or (p.prep == "of" and t.entry.kind != "military_action")
    ]
    doer: list[Party | str] = []
    if not before and not by and not any(p.prep == "between" for p in behind):
        doer = find_doer(reading, t, behind, depth)
    if not doer and not before and not by:
        behind = [p for p in behind if p.prep != "against"]  # whom, but nobody says who
    return [*doer, *before, *by, *(p for p in behind if p not in by)]


def find_doer(
    reading: Reading, t: Trigger, behind: Sequence[Party], depth: int
) -> list[Party | str]:
    """The subject of the verb that a noun hangs on: 'launched its attack', 'said during talks'."""
    tokens, clause = reading.tokens, reading.place.clauses[t.clause]
    back = []
    for k in range(t.first - 1, max(clause.first, t.first - 7) - 1, -1):
        if k in reading.verbs:
            break
        back.append(tokens.low[k])
        if tokens.low[k] in BESIDE:
            break
    lead = back[-1] if back else ""
    verbs = [v for v in reading.triggers if not v.noun]
    left = [v for v in verbs if v.clause == t.clause and v.last < t.first]
    owned = (
        bool(OWN & set(back)) and left[-1:] and left[-1].entry.kind not in ("statement", "report")
    )
    light = bool(left) and (left[-1].entry.term in CAUSES or left[-1].entry.kind == "light")
    same = bool(left) and left[-1].entry.kind == t.entry.kind
    meets = t.entry.kind == "meeting_visit" and lead in DURING and "the" not in back
    against = t.entry.kind == "military_action" and any(p.prep == "against" for p in behind)
    if left and (owned or light or same or meets or against):
        subject = find_subject(reading, left[-1], depth + 1)
        return subject if not is_passive(reading, left[-1]) or meets else []
    if meets and not left:
        ahead = next((v for v in verbs if v.first > t.last), None)
        return find_subject(reading, ahead, depth + 1) if ahead else []
    if against and clause.parent >= 0:  # "Norway is weaker following a war against Chile"
        up = reading.place.clauses[clause.parent]
        first = [p for p in reading.parties if up.first <= p.first < up.last and p.use == "head"]
        return group(reading, first[-1]) if first and not first[-1].prep else []
    return []
