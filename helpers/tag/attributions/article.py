"""One article as its other layers see it: sentences, mentions and names by offset."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.records import Actor, Mention, Sentence
from helpers.tag.attributions.descriptions import type_of

UNKNOWN = ("unknown", None, "unknown", "")  # id, name, type, state


REACH_BACK = 3  # paragraphs that a pronoun or "the ministry" may lie behind its name


@dataclass(slots=True)
class Resolved:
    """A source as read: what goes into the record, its gender, where it stood, its paragraph."""

    source: tuple[str, str | None, str, str]
    gender: str
    paragraph: int


class Article:
    """Lookups over one article: paragraphs by offset, mentions by offset, full names by last
    word.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        actors: Sequence[Actor],
    ) -> None:
        self.text = text
        self.starts = [s.start for s in sentences]
        self.sentences = sentences
        self.mentions = sorted(mentions, key=lambda m: m.start)
        self.at = [m.start for m in self.mentions]
        self.actors = {a.id: a for a in actors}
        self.full: dict[str, str] = {}

    def sentence(self, offset: int) -> Sentence | None:
        k = bisect_left(self.starts, offset + 1) - 1
        return self.sentences[k] if k >= 0 else None

    def paragraph(self, offset: int) -> int:
        found = self.sentence(offset)
        return found.paragraph if found else 0

    def within(self, start: int, end: int) -> list[Mention]:
        k = bisect_left(self.at, start)
        if k and self.mentions[k - 1].end > start:
            k -= 1
        found = []
        while k < len(self.mentions) and self.mentions[k].start < end:
            found.append(self.mentions[k])
            k += 1
        return found


def as_source(actor: Actor, words: str) -> tuple[str, str | None, str, str]:
    return actor.id, actor.name, type_of(words, actor), actor.state


def earlier_thing(article: Article, start: int, head: str) -> Actor | None:
    """What "the ministry" or "the statement" stands for: the last institution named
    so, or who issued it.

    For a document the institution beside the word "statement" counts; nothing further back than
    three paragraphs, and None rather than a guess.
    """
    limit = article.paragraph(start) - REACH_BACK
    k = bisect_left(article.at, start) - 1
    while k >= 0:
        mention = article.mentions[k]
        if article.paragraph(mention.start) < limit:
            return None
        actor = article.actors.get(mention.actor_id)
        if actor and actor.kind in ("institution", "media", "group"):
            near = article.text[
                max(0, mention.start - len(head) - 12) : mention.end + len(head) + 2
            ].lower()
            if (
                head in actor.name.lower().split()
                or head in mention.text.lower().split()
                or head in near
            ):
                return actor
        k -= 1
    return None
