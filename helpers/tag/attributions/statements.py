"""Which attributions are statements: no intentions, no outlets that only pass words on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpers.records import Attribution
from helpers.tag.attributions.article import Article
from helpers.tag.attributions.relays import MEDIA_WORDS
from helpers.tag.attributions.words import cue_forms

LOOSE = " ,;:.—–-“”\"’'"
INNER = 12  # later attributions that may lie in the content of one


def is_intention(tag: Attribution) -> bool:
    """Does the article only tell what somebody wants or means to do ("Chile wants to buy ships")?

    Hand-coded news counts these as attributions, and a claim in them is nobody else's; but nobody
    has said them, so that they are no rows.  Words in quotation marks somebody has said.
    """
    return tag.force == "intending" and tag.kind == "indirect"


def is_silence(tag: Attribution) -> bool:
    """Did the source decline to speak ("declined to comment"), so that there is nothing to relay?

    >>> is_silence(Attribution(0, 1, "x", "indirect", cue="declined", force="denying"))
    True
    >>> is_silence(Attribution(0, 1, "x", "indirect", cue="denied", force="denying"))
    False
    """
    head = tag.cue.lower().split(" ")[0]
    cues = cue_forms().get(head, ())
    return tag.force == "denying" and any("clause" in cue.takes for cue in cues)


def is_outlet(tag: Attribution, article: Article) -> bool:
    """Is the source a medium, by the codebook or by its words ("state television")?"""
    actor = article.actors.get(tag.source_id)
    if actor:
        return actor.kind == "media"
    return tag.source_type == "institutional" and bool(MEDIA_WORDS.search(tag.source_text))


def stretch(tag: Attribution) -> tuple[int, int]:
    """From the first to the last character of source, cue and content."""
    ends = [(tag.start, tag.end)]
    if tag.source_start is not None:
        ends.append((tag.source_start, tag.source_end))
    if tag.cue_start is not None:
        ends.append((tag.cue_start, tag.cue_end))
    return min(a for a, _ in ends), max(b for _, b in ends)


def held_in(tag: Attribution, tags: Sequence[Attribution], article: Article) -> list[Attribution]:
    """The statements that an outlet's content is nothing but, an opening phrase left out."""
    inner = []
    for other in tags:
        first, last = stretch(other)
        if other is tag or not (tag.start <= first and last <= tag.end):
            continue
        if other.source_id != tag.source_id or other.source_text != tag.source_text:
            inner.append((first, last, other))
    if not inner or any(other.source_start is None or is_silence(other) for *_, other in inner):
        return []
    opening = article.text[tag.start : min(first for first, *_ in inner)].strip()
    rest = article.text[max(last for _, last, _ in inner) : tag.end].strip(LOOSE)
    return [] if rest or (opening and not opening.endswith(",")) else [o for *_, o in inner]


def fold_outlets(tags: Sequence[Attribution], article: Article) -> list[Attribution]:
    """The attributions without those of outlets that only pass words on: who said them is the
    source, the outlet the relay ("Rao said it rained, Reuters reported").
    """
    relays: dict[int, str | None] = {}
    dropped = set()
    for n, tag in enumerate(tags):
        if tag.kind != "indirect" or tag.source_start is None or not is_outlet(tag, article):
            continue
        near = tags[max(0, n - INNER) : n + INNER + 1]
        inner = held_in(tag, near, article)
        if inner:
            dropped.add(id(tag))
            relays |= {id(other): tag.source_name for other in inner}
    out = []
    for tag in tags:
        if id(tag) not in dropped:
            name = tag.relay_name or relays.get(id(tag))
            out.append(tag if name == tag.relay_name else replace(tag, relay_name=name))
    return out
