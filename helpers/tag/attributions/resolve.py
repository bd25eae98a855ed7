"""Sources resolved within the article: what the words of a source name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter

from helpers.records import Actor, Attribution, Mention, Sentence
from helpers.tag.attributions.article import UNKNOWN, Article, Resolved, as_source, earlier_thing
from helpers.tag.attributions.descriptions import WORD, head_of, name_in, type_of, without_article
from helpers.tag.attributions.pronouns import PAIR, PRONOUNS, read_pair, read_pronoun
from helpers.tag.attributions.relays import MEDIA_WORDS, carry_relays, read_relay
from helpers.tag.attributions.statements import fold_outlets

JOINED = re.compile(
    r"\b(?:of|from|for|at|in|with|to|on|by|about|against|and|or|than|between)\b", re.IGNORECASE
)
# The fields of an attribution up to its relay, and those of the words that name it; written out,
# since ``replace`` takes three times as long.
HEARD = attrgetter(*(f.name for f in fields(Attribution)[:11]))
RELAYED = attrgetter("relay_start", "relay_end", "relay_text")
LINK = re.compile(r",? (?:and|along with|as well as) |, ")


def read_state(article: Article, start: int, core_end: int, end: int) -> str:
    """The state that the words of a source name first; none where "and" joins it to others ("Bern
    and its allies", "Austrian and Swiss officials").
    """
    named = [m for m in article.within(start, end) if m.actor_id in article.actors]
    states = [article.actors[m.actor_id].state for m in named]
    core = article.text[start:core_end]
    parts = LINK.split(re.sub(r"^(?:both|the) ", "", core))
    if len(parts) > 1:
        inside = {s for m, s in zip(named, states, strict=True) if m.start < core_end}
        if len(inside) > 1 or any(m.text in parts for m in named):
            return ""
    return states[0] if states else ""


def read_described(
    article: Article, heads: Sequence[Mention], start: int, end: int
) -> Actor | None:
    """The one medium or institution that a description before or behind its name is about.

    "Peru’s official Andina news agency" is Andina.  States before it own it; with a preposition or
    a possessive the head is somebody else ("a reporter for Andina", "Andina’s editor").
    """
    text, kinds = article.text, ("media", "institution", "group")
    named = [m for m in heads if article.actors[m.actor_id].kind in kinds]
    states = [m for m in heads if article.actors[m.actor_id].kind == "state"]
    if len(named) != 1 or len(named) + len(states) != len(heads):
        return None
    name = named[0]
    actor = article.actors[name.actor_id]
    if any(m.start > name.start or text[m.end : m.end + 2] not in ("’s", "'s") for m in states):
        return None
    left, right = text[start : name.start], text[name.end : end]
    if JOINED.search(left):
        return None
    kind = actor.kind == "media" and re.fullmatch(rf"(?: \w+)? {MEDIA_WORDS.pattern}", right)
    return actor if not right.strip() or kind else None


def read_span(
    article: Article, start: int, end: int
) -> tuple[tuple[str, str | None, str, str], str]:
    """The source that a span of words names, and the gender of the person.

    A person comes before everybody else, unless the head is another's ("Pezeshkian’s aide").  Of
    states and institutions only one that the span is nothing but, so that "Analysts from X" stay
    unnamed; two joined by "and" are named together and have no id.
    """
    text = article.text
    words = text[start:end]
    found = [
        m
        for m in article.within(start, end)
        if m.kind != "demonym" and m.actor_id in article.actors
    ]
    core_end = start + len(re.split(r",| who | which ", words, maxsplit=1)[0])
    heads = [m for m in found if m.start < core_end]
    state = read_state(article, start, core_end, end)
    people = [
        m
        for m in heads
        if article.actors[m.actor_id].kind == "person"
        and text[m.end : m.end + 2] not in ("’s", "'s")
    ]
    if len(people) == 1 and not re.search(r"\b(?:and|&)\b", text[start:core_end]):
        actor = article.actors[people[0].actor_id]
        return as_source(actor, words), actor.gender
    parts = [p for p in LINK.split(re.sub(r"^(?:both|the) ", "", text[start:core_end])) if p]
    if len(parts) > 1 and len(parts) == len({m.actor_id for m in heads}):
        return (
            "unknown",
            " and ".join(article.actors[m.actor_id].name for m in heads),
            "named" if len(people) == len(heads) else "institutional",
            "",
        ), "plural"
    if len(heads) == 1 and not people:
        mention, actor = heads[0], article.actors[heads[0].actor_id]
        left = re.sub(
            r"\b(?:the|government of|government in|in|both|has|that)\b|\W",
            "",
            text[start : mention.start],
            flags=re.IGNORECASE,
        )
        right = re.sub(r"^(?:’s)? (?:government|officials?)?|\W", "", text[mention.end : core_end])
        adjective = not left or (not left[0].islower() and article.within(start, mention.start))
        if not right and (adjective or mention.kind == "role"):
            return as_source(actor, words), actor.gender
    described = read_described(article, heads, start, core_end)
    if described:
        return as_source(described, words), described.gender
    head = head_of(words)
    kind = type_of(words, None)
    if kind == "named":
        name = name_in(words)
        if name:
            last = name.rsplit(" ", 1)[-1]
            if " " in name:
                article.full[last] = name
            return ("unknown", article.full.get(last, name), "named", state), ""
    if (
        kind in ("institutional", "documentary")
        and words.lower().startswith(("the ", "its ", "this "))
        and len(WORD.findall(words)) == 2
    ):
        antecedent = earlier_thing(article, start, head)
        if antecedent:
            actor = antecedent
            return (actor.id, actor.name, kind, actor.state), "thing"
    both = PAIR.search(words)
    pair = read_pair(article, start) if both else None
    if both and pair and both.start():
        # "officials from both countries" are "officials from Peru and Chile"
        words = words[: both.start()] + (pair.source[1] or "") + words[both.end() :]
    plural = (
        "plural"
        if head.endswith("s") and kind == "unnamed"
        else "thing"
        if kind in ("institutional", "documentary")
        else ""
    )
    return ("unknown", without_article(words), kind, state), plural


def resolve_sources(
    attributions: Sequence[Attribution],
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
) -> list[Attribution]:
    """The attributions with source id, name, type and state, and the relay's name, filled in."""
    article = Article(text, sentences, mentions, actors)
    known: dict[tuple[int, int], Resolved | None] = {}
    spans = sorted(
        {(a.source_start, a.source_end) for a in attributions if a.source_start is not None}
    )
    earlier: list[Resolved] = []
    for start, end in spans:
        words = text[start:end].lower()
        if words in PRONOUNS:
            resolved = read_pronoun(article, start, words, earlier)
        elif words in ("i", "we", "you", "who", "that", "which"):
            resolved = None
        elif words in ("their", "his", "her", "its", "my", "our"):
            resolved = read_pronoun(article, start, words, earlier) if words in PRONOUNS else None
        elif PAIR.fullmatch(words):
            resolved = read_pair(article, start)
        else:
            source, gender = read_span(article, start, end)
            resolved = Resolved(source, gender, article.paragraph(start))
        known[start, end] = resolved
        if resolved:
            here = article.paragraph(start)
            earlier.append(Resolved(resolved.source, resolved.gender, here))
    out = []
    for tag in attributions:
        resolved = known.get((tag.source_start, tag.source_end))
        id_, name, kind, state = resolved.source if resolved else UNKNOWN
        relay = read_relay(article, tag)
        words = RELAYED(tag) if relay is not None or tag.relay_start is None else (None, None, "")
        out.append(Attribution(*HEARD(tag), *words, id_, name, kind, state, relay, tag.rule))
    return carry_relays(fold_outlets(out, article), article)
