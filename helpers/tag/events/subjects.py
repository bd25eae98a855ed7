"""The subject of a verb.

Only names in the verb's own clause count, or those that its grammar leads to: the clause before a
shared verb, the noun before "who", the master of an infinitive.  Where the subject is somebody
whom the codebook does not know there is none: unknown is better than wrong.
"""

from __future__ import annotations

from .parties import ACTING, BESIDE, COUNT, Party, Reading
from .places import MAIN
from .tokens import AUXILIARY, BEFORE_VERB, BOND, GROUP, JOIN
from .words import BE, CONJUNCTIONS, DETERMINERS, RELATIVES, Trigger

DEPTH = 4  # verbs through which a subject is followed


def find_subject(reading: Reading, t: Trigger, depth: int) -> list[Party | str]:
    """The subject of a verb: the noun phrase before it that no preposition governs."""
    if depth > DEPTH:
        return []
    low, kinds, clause = reading.tokens.low, reading.tokens.kind, reading.place.clauses[t.clause]
    i, infinitive, gerund = t.first - 1, False, t.entry.form == "gerund"
    while i >= clause.first and (kinds[i] & BEFORE_VERB or i in reading.timed):
        infinitive = infinitive or low[i] == "to"
        gerund = gerund and low[i] not in BE
        i -= 1
    if infinitive and i >= clause.first and i not in reading.party_at and is_plain(reading, i):
        i -= 1  # "wants to sign", "are working to sign"
        while i >= clause.first and low[i] in GROUP:
            i -= 1
    if gerund and (i < clause.first or i not in reading.party_at):
        return master(reading, t, i, depth)
    return walk(reading, t, i, clause.first, infinitive, depth)


def is_plain(reading: Reading, i: int) -> bool:
    return reading.is_word(i) or i in reading.verbs


def master(reading: Reading, t: Trigger, i: int, depth: int) -> list[Party | str]:
    """The subject of a gerund: of the verb before, its object after 'accused … of', or ahead."""
    clause = reading.place.clauses[t.clause]
    verbs = [v for v in reading.triggers if not v.noun and v.entry.form != "gerund"]
    before = [v for v in verbs if v.last < t.first]
    own = [v for v in before if v.clause == t.clause]
    if own and i >= 0 and reading.tokens.low[i] in ("of", "from", "for"):
        between = [
            p for p in reading.parties
            if own[-1].last < p.first and p.last < t.first and not p.prep and p.use in ACTING
        ]  # fmt: skip
        if between:
            return group(reading, between[-1])
        named = [p for p in reading.parties if own[-1].last < p.first and p.last < t.first]
        if named and not named[0].prep:
            return []
    if (i < clause.first and clause.intro in MAIN and t.clause == 0) or not before:
        ahead = next((v for v in verbs if v.first > t.last and is_main(reading, v)), None)
        return find_subject(reading, ahead, depth + 1) if ahead else []
    if own:
        return find_subject(reading, own[-1], depth + 1)
    left = walk(reading, t, i, clause.first, False, depth) if i >= clause.first else []
    if left:
        return left
    mains = [v for v in before if is_main(reading, v)]
    return find_subject(reading, (mains or before)[-1], depth + 1)


def is_main(reading: Reading, v: Trigger) -> bool:
    return reading.place.clauses[v.clause].intro in MAIN


def walk(
    reading: Reading, t: Trigger, i: int, low_end: int, infinitive: bool, depth: int
) -> list[Party | str]:
    """Go left phrase by phrase, past those that a preposition governs."""
    tokens = reading.tokens
    passed: list[Party] = []
    comma = joined = False
    while i >= low_end:
        low = tokens.low[i]
        party = reading.party_at.get(i)
        if party is not None and party.use not in ("head", "bond", "state"):
            first = party.first
            if party.prep and party.prep_at >= 0:
                i = party.prep_at - 1
                continue
            return [] if not comma else walk(reading, t, first - 1, low_end, infinitive, depth)
        if party is not None:
            if not party.prep:
                mates = [p for p in passed if p.prep in ("with", "and")]
                return [*group(reading, party), *(mates if party.use == "bond" else ())]
            passed.insert(0, party)
            i = party.prep_at - 1
        elif i in reading.timed or not low[:1].isalnum():
            comma = comma or low == ","
            if low in ";:—":
                return []
            i -= 1
        elif low in JOIN:
            mate = shared(reading, t, i, depth) if not joined and is_next(reading, t, i) else []
            if mate:
                return mate
            joined, i = True, i - 1
        elif low in ("it", "they", "he", "she", "we", "i", "you"):
            return back_to(reading, t, low, depth)
        elif i in reading.verbs:
            if low in AUXILIARY and not joined:
                return []
            return shared(reading, t, i, depth) if joined or infinitive else []
        elif low in RELATIVES or low in CONJUNCTIONS:
            if i > reading.place.clauses[t.clause].first + 1:
                return []
            return antecedent(reading, t, i) if low in RELATIVES else []
        elif low in BESIDE or low.endswith("ly"):
            i -= 1
        else:
            start = i
            while start > low_end and (
                reading.is_word(start - 1) or start - 1 in reading.party_at
                or tokens.low[start - 1] in COUNT
            ):  # fmt: skip
                start -= 1
            before = tokens.low[start - 1] if start > low_end else ""
            if before in DETERMINERS:
                start, before = start - 1, tokens.low[start - 2] if start - 1 > low_end else before
            if before in BESIDE and before not in CONJUNCTIONS:
                i = start - 2
                continue
            inside = [p for p in reading.parties if start <= p.first and p.last <= i]
            acting = [p for p in inside if p.use in ACTING]
            if acting:
                mates = [p for p in passed if p.prep == "with"]
                return [*group(reading, acting[-1]), *(mates if acting[-1].use == "bond" else ())]
            words = tokens.low[start : i + 1]
            if not COUNT.isdisjoint(words) and tokens.low[i].rstrip("’'").endswith(("s", "s’")):
                return list(reading.pair)
            if not BOND.isdisjoint(words):
                owners = pair_owner(reading, start)
                return owners or [p for p in passed if p.prep in ("between", "with", "of", "and")]
            if comma and before in (",", "and") and start > low_end:
                i = start - 2  # an aside: ", head of the council and former minister,"
                continue
            return []
    return beyond(reading, t, low_end, joined, comma, infinitive, depth)


def pair_owner(reading: Reading, start: int) -> list[Party | str]:
    """'The two countries’ ties': the two that were named together."""
    back = reading.tokens.low[max(0, start - 4) : start + 1]
    return list(reading.pair) if any(w in COUNT for w in back) else []


def beyond(
    reading: Reading, t: Trigger, low_end: int, joined: bool, comma: bool, infinitive: bool,
    depth: int,
) -> list[Party | str]:  # fmt: skip
    """The clause holds no subject: the relative's antecedent, or the verb that shares its own."""
    clause = reading.place.clauses[t.clause]
    if low_end != clause.first or clause.first == 0:
        return []
    if clause.intro in RELATIVES:
        return antecedent(reading, t, clause.first)
    earlier = [c for c in reading.place.clauses[: t.clause] if c.intro in MAIN]
    if not earlier:
        return []
    if joined:
        verbs = [v for v in reading.triggers if not v.noun and earlier[-1].first <= v.first]
        own = [v for v in verbs if v.last < clause.first and v.first < earlier[-1].last]
        if own:
            return find_subject(reading, own[0], depth + 1)
    if clause.intro == "," and depth <= DEPTH:
        return walk(reading, t, earlier[-1].last - 1, earlier[-1].first, infinitive, depth + 1)
    return []


def antecedent(reading: Reading, t: Trigger, at: int) -> list[Party | str]:
    """The name right before 'who' or 'which'."""
    for k in (at - 1, at - 2):
        party = reading.party_at.get(k)
        if (
            party is not None
            and party.use == "head"
            and (k == at - 1 or reading.tokens.low[at - 1] == ",")
        ):
            return [p for p in group(reading, party) if isinstance(p, Party)][:1]
    return []


def is_next(reading: Reading, t: Trigger, i: int) -> bool:
    """Whether only auxiliaries and adverbs stand between 'and' and a verb."""
    tokens = reading.tokens
    return all(
        tokens.low[k] in GROUP or tokens.low[k].endswith("ly") or k in reading.timed
        for k in range(i + 1, t.first)
    )


def shared(reading: Reading, t: Trigger, i: int, depth: int) -> list[Party | str]:
    """'signed … and imposed': the subject of the first verb."""
    clause = reading.place.clauses[t.clause]
    own = [v for v in reading.triggers if not v.noun and clause.first <= v.first < i]
    finite = [v for v in own if v.entry.form != "gerund"]
    return find_subject(reading, (finite or own)[0], depth + 1) if own else []


def back_to(reading: Reading, t: Trigger, low: str, depth: int) -> list[Party | str]:
    """'Norway said it signed': the subject of the statement before; a person only for he, she."""
    if low in ("we", "i", "you"):
        return []
    said = [
        v for v in reading.triggers
        if not v.noun and v.last < t.first and v.entry.kind == "statement"
    ]  # fmt: skip
    found = find_subject(reading, said[-1], depth + 1) if said else []
    people = [
        p for p in found if isinstance(p, Party) and reading.cast.kinds.get(p.actor) == "person"
    ]
    return people[:1] if low in ("he", "she") else [p for p in found if p not in people]


def group(reading: Reading, party: Party) -> list[Party | str]:
    """A name with those joined to it, in text order; unknown names are in it too."""
    members, tokens = [party], reading.tokens
    at = reading.parties.index(party)
    for other in reversed(reading.parties[:at]):
        nearest = members[0]
        if other.first == nearest.first:  # two names in one word
            members.insert(0, other)
            continue
        between = range(other.last + 1, nearest.first)
        plain = all(
            reading.is_word(k) or tokens.low[k] in (JOIN | DETERMINERS | {",", "of"})
            for k in between
        )
        if len(between) > 6 or not plain or other.use not in ("head", "state", "bond", "other"):
            break
        if other.prep != party.prep and "of" not in {tokens.low[k] for k in between}:
            break
        if other.use != "other":
            members.insert(0, other)
    for other in reading.parties[at + 1 :]:
        between = tokens.low[members[-1].last + 1 : other.first]
        same = other.prep == party.prep and other.use in ("head", "state", "bond")
        if (
            not same
            or len(between) > 6
            or not all(
                w in JOIN | DETERMINERS or (w[:1].isalpha() and w not in BESIDE) for w in between
            )
            or any(k in reading.verbs for k in range(members[-1].last + 1, other.first))
        ):
            break
        members.append(other)
    known = [p for p in members if p.actor]
    return list(known)
