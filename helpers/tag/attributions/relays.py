"""Relays: who passed the words on, and how far that reaches."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from helpers.records import CHAIN, Attribution
from helpers.tag.attributions.article import Article
from helpers.tag.attributions.descriptions import without_article

MEDIA_WORDS = re.compile(
    r"\b(television|TV|media|newspaper|news agency|radio|daily|magazine|broadcaster|network"
    r"|channel)\b"
)


STATEMENT = re.compile(
    r"\b(?:the|a|this|that|joint) (?:statement|announcement|communiqué|document|release)\b",
    re.IGNORECASE,
)


REPORTED = re.compile(r" (?:first |later |also )?reported\b")


# "…, APA reports, citing Rao’s remarks to state television": the outlet behind the outlet.
TOLD = re.compile(r",? (?:to|on|in|via) ((?:[\w’'.-]+ ){0,4}[\w’'.-]*\w)")


def name_outlet(article: Article, start: int, end: int) -> str | None:
    """The name of the medium in a span of words, else the words where they name a kind of medium.
    """
    for mention in article.within(start, end):
        actor = article.actors.get(mention.actor_id)
        if actor and actor.kind == "media":
            return actor.name
    words = article.text[start:end]
    return without_article(words) if MEDIA_WORDS.search(words) else None


def read_relay(article: Article, tag: Attribution) -> str | None:
    """The relay's name when the words passed on name an outlet; an addressee who is none is no
    relay.
    """
    if tag.relay_start is None:
        return read_reporter(article, tag)
    name = name_outlet(article, tag.relay_start, tag.relay_end)
    if name:
        further = TOLD.match(article.text, tag.source_end) if tag.rule == "citing" else None
        behind = name_outlet(article, *further.span(1)) if further else None
        return f"{name}{CHAIN}{behind}" if behind else name
    return tag.relay_text if tag.rule in ("quoted as saying", "citing", "relayed") else None


def read_reporter(article: Article, tag: Attribution) -> str | None:
    """Who reported the statement that "the statement" takes up: "X reported on the statement. The
    statement said".
    """
    if tag.source_start is None or not STATEMENT.fullmatch(tag.source_text):
        return None
    k = bisect_left(article.starts, tag.source_start + 1) - 2
    if k < 0:
        return None
    before = article.sentences[k]
    for mention in article.within(before.start, before.end):
        actor = article.actors.get(mention.actor_id)
        if actor and actor.kind == "media" and REPORTED.match(article.text, mention.end):
            return actor.name
    return None


def carry_relays(tags: list[Attribution], article: Article) -> list[Attribution]:
    """A relay goes on to the next statements of the same speaker, up to the next paragraph."""
    carried: dict[str, tuple[str, int]] = {}
    out = []
    for tag in tags:
        paragraph = article.paragraph(tag.start)
        key = tag.source_name or ""
        if tag.relay_name:
            carried[key] = (tag.relay_name, paragraph)
        elif key in carried and tag.source_start is not None:
            relay, last = carried[key]
            if paragraph - last <= 1:
                carried[key] = (relay, paragraph)
                tag = replace(tag, relay_name=relay)
            else:
                del carried[key]
        out.append(tag)
    return out
