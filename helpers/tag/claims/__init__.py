"""Claims of the codebook in a text: who commits to them, and what the accused answer.

Each row is one passage that bears on one claim: either a commitment (own voice, attributed, hedged)
or an answer (denied, declined, not denied).  A claim that is only asked, supposed or put in the
negative makes no commitment; put in the negative by one of the accused, it is denied.
"""

from __future__ import annotations

from collections.abc import Sequence

from helpers.records import Attribution, ClaimMention, Codebook, Mention, Sentence
from helpers.tag.claims.answers import Answer, Answering
from helpers.tag.claims.charges import read_charge
from helpers.tag.claims.commitments import Commitment, read_commitment
from helpers.tag.claims.finds import (
    Find,
    Reading,
    find_statements,
    group_attributions,
    overlaps,
    read_document,
    read_rules,
)
from helpers.tag.claims.names import find_codebook, find_facts, find_naming, find_themes

__all__ = ["find_claims", "find_codebook", "find_facts", "find_naming", "find_themes"]
STRENGTH = {"attributed": 0, "hedged": 1, "own voice": 2}


def find_claims(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    codebook: Codebook,
    skip: Sequence[tuple[int, int]] = (),
) -> list[ClaimMention]:
    """All rows of a document in text order; nothing inside ``skip`` (furniture) is read."""
    if not codebook.claims:
        return []
    rules = read_rules(codebook)
    reading, names = read_document(text, sentences, mentions, rules, skip), rules.names
    groups = group_attributions(reading, attributions)
    answering = Answering(reading, groups, codebook)
    rows: list[ClaimMention] = []
    for index, finds in enumerate(find_statements(reading, rules)):
        answers = answering.find(index, finds)
        if not finds and not answers:
            continue
        taken = [a.find for a in answers if a.consumed]
        free = [f for f in finds if not _taken(f, taken) and not answering.split(f)]
        read = [(f, read_commitment(f, reading, groups[index])) for f in free]
        denied = _longest([(f, c) for f, c in read if c.negated and _by_accused(f, c, reading)])
        rows += [_answer_row(a, text, names, reading) for a in answers]
        rows += filter(None, (read_charge(a, reading, names) for a in answers))
        rows += [_row(f, c, text, None, "denied") for f, c in denied]
        rows += [_row(f, c, text, c.label, None) for f, c in _merge(read)]
        later = [_moved(a.find, index) for a in answers if not a.consumed]
        answering.remember(taken + free + later)
    return _unique(rows)


def _taken(find: Find, taken: Sequence[Find]) -> bool:
    """Whether an answer took this claim; reported words inside the denial stand for themselves."""
    same = (f for f in taken if f.claim.id == find.claim.id)
    return "say" not in find.slots and any(overlaps(f, find) for f in same)


def _by_accused(find: Find, commitment: Commitment, reading: Reading) -> bool:
    who = commitment.attribution
    return who is not None and bool(
        (reading.sides.get(who.source_id, frozenset()) | {who.source_state})
        & set(find.claim.accused)
    )


def _moved(find: Find, index: int) -> Find:
    return Find(find.claim, find.start, find.end, find.slots, index, find.rule)


def _longest(read: Sequence[tuple[Find, Commitment]]) -> list[tuple[Find, Commitment]]:
    """Of overlapping finds of one claim the longest."""
    out: list[tuple[Find, Commitment]] = []
    for f, c in sorted(read, key=lambda r: r[0].start - r[0].end):
        if not any(o.claim.id == f.claim.id and overlaps(o, f) for o, _ in out):
            out.append((f, c))
    return out


def _merge(read: Sequence[tuple[Find, Commitment]]) -> list[tuple[Find, Commitment]]:
    """Of overlapping finds of one claim keep one: reported before hedged before own."""
    out: list[tuple[Find, Commitment]] = []
    labelled = [(f, c) for f, c in read if c.label]
    for f, c in sorted(labelled, key=lambda r: (STRENGTH[r[1].label], r[0].start - r[0].end)):
        if not any(o.claim.id == f.claim.id and overlaps(o, f) for o, _ in out):
            out.append((f, c))
    return out


def _row(
    find: Find, commitment: Commitment, text: str, label: str | None, denial: str | None
) -> ClaimMention:
    who, cue = commitment.attribution, commitment.cue
    source_id = who.source_id if who else "unknown"
    if denial and who and source_id == "unknown":
        source_id = who.source_state  # unnamed officials answer for their state
    return ClaimMention(
        find.start,
        find.end,
        text[find.start : find.end],
        find.claim.id,
        label,
        denial,
        source_id=source_id,
        source_name=(who.source_name or who.source_text or None) if who else None,
        relay_name=who.relay_name if who else None,
        cue_start=cue[0] if cue else None,
        cue_end=cue[1] if cue else None,
        cue=text[cue[0] : cue[1]] if cue else "",
        rule=find.rule,
    )


def _answer_row(
    answer: Answer, text: str, names: dict[str, str], reading: Reading
) -> ClaimMention:
    relay = None
    if answer.attribution and answer.attribution.source_id != answer.source_id:
        relay = answer.attribution.relay_name or answer.attribution.source_name
    return ClaimMention(
        answer.start,
        answer.end,
        text[answer.start : answer.end],
        answer.find.claim.id,
        None,
        answer.answer,
        source_id=answer.source_id,
        source_name=names.get(answer.source_id),
        relay_name=relay,
        cue_start=answer.cue[0],
        cue_end=answer.cue[1],
        cue=text[answer.cue[0] : answer.cue[1]],
        rule=f"answer to {answer.find.rule}",
    )


def _unique(rows: Sequence[ClaimMention]) -> list[ClaimMention]:
    seen: dict[tuple, ClaimMention] = {}
    for row in sorted(rows, key=lambda r: (r.start, r.start - r.end, r.claim_id)):
        key = (row.claim_id, row.commitment, row.denial, row.source_id, row.cue_start, row.start)
        seen.setdefault(key, row)
    return list(seen.values())
