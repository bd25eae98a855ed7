"""Sources resolved within the article: names, offices, pronouns, surnames, and who passed words on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from helpers.load import read_lexicon
from helpers.records import Actor, Attribution, Mention, Sentence

UNKNOWN = ("unknown", None, "unknown", "")  # id, name, type, state
PRONOUNS = {
    "he": "male",
    "him": "male",
    "his": "male",
    "she": "female",
    "her": "female",
    "they": "plural",
    "them": "plural",
    "their": "plural",
    "it": "thing",
    "its": "thing",
}
REACH_BACK = 3  # paragraphs that a pronoun or "the ministry" may lie behind its name
MEDIA_WORDS = re.compile(
    r"\b(television|TV|media|newspaper|news agency|radio|daily|magazine|broadcaster|network|channel)\b"
)
WORD = re.compile(r"[^\W\d_][\w’'.-]*")
NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:[A-Z]\.|al-|bin|von|de|[A-Z])[\w’'-]*)*")
LINK = re.compile(r",? (?:and|along with|as well as) |, ")
STATEMENT = re.compile(
    r"\b(?:the|a|this|that|joint) (?:statement|announcement|communiqué|document|release)\b",
    re.IGNORECASE,
)
REPORTED = re.compile(r" (?:first |later |also )?reported\b")


@dataclass(slots=True)
class Resolved:
    """A source as read: what goes into the record, its gender, where it stood, its paragraph."""

    source: tuple[str, str | None, str, str]
    gender: str
    paragraph: int


@cache
def head_types() -> dict[str, str]:
    """Head noun of a source → its type."""
    return {row["term"]: row["type"] for row in read_lexicon("sources")}


def head_of(words: str) -> str:
    """The head noun of a description: the last word before a preposition or comma.

    >>> head_of("Analysts from the Center for New American Security"), head_of("Iran’s defense minister")
    ('analysts', 'minister')
    """
    core = re.split(
        r",| (?:of|from|for|at|in|with|who|to|on|familiar|close|briefed)\b", words, maxsplit=1
    )[0]
    found = WORD.findall(core)
    return found[-1].lower().removesuffix("’s").removesuffix("'s") if found else ""


def type_of(words: str, actor: Actor | None) -> str:
    """Named, unnamed, institutional, documentary or unknown.

    >>> type_of("two officials familiar with the matter", None), type_of("The report", None)
    ('unnamed', 'documentary')
    >>> type_of("Maria Keller, a professor", None), type_of("something", None)
    ('named', 'unknown')
    """
    if actor is not None:
        return "named" if actor.kind == "person" else "institutional"
    head = head_of(words)
    kind = head_types().get(head)
    if kind:
        return kind
    core = re.split(r",| who\b", words, maxsplit=1)[0]
    found = WORD.findall(core)
    if found and found[-1][0].isupper():
        return "named"
    return "unknown"


def without_article(words: str) -> str:
    """The words of a source, shown as its name.

    >>> without_article("the Biden administration"), without_article("Officials")
    ('Biden administration', 'Officials')
    """
    return re.sub(r"^(?:the|a|an) ", "", words, flags=re.IGNORECASE)


def name_in(words: str) -> str | None:
    """The personal name at the end of the core of a source, titles left out when they are lower-case.

    >>> name_in("campaign manager Robby Mook, 36"), name_in("officials")
    ('Robby Mook', None)
    """
    core = re.split(r",| who\b", words, maxsplit=1)[0]
    names = NAME.findall(core)
    return names[-1] if names and core.rstrip("’s'").endswith(names[-1].rstrip("’s'")) else None


class _Article:
    """Lookups over one article: paragraphs by offset, mentions by offset, full names by last word."""

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


def read_span(
    article: _Article, start: int, end: int
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
    state = next(
        (
            article.actors[m.actor_id].state
            for m in article.within(start, end)
            if m.actor_id in article.actors
        ),
        "",
    )
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
            "institutional",
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
    plural = (
        "plural"
        if head.endswith("s") and kind == "unnamed"
        else "thing"
        if kind in ("institutional", "documentary")
        else ""
    )
    return ("unknown", without_article(words), kind, state), plural


def earlier_thing(article: _Article, start: int, head: str) -> Actor | None:
    """What "the ministry" or "the statement" stands for: the last institution named so, or who issued it.

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


def read_pronoun(
    article: _Article, start: int, pronoun: str, earlier: list[Resolved]
) -> Resolved | None:
    """Who a pronoun is: the last source of fitting gender, else the last person named; None if neither.

    "it" is the state or institution that the sentence opens with; "they" the last source in the plural.
    """
    wanted = PRONOUNS[pronoun]
    here = article.paragraph(start)
    sentence = article.sentence(start)
    if wanted == "thing" or wanted == "plural":
        opening = article.within(sentence.start, start) if sentence else []
        for mention in opening:
            actor = article.actors.get(mention.actor_id)
            if (
                actor
                and actor.kind in ("state", "institution", "media", "group")
                and mention.kind != "demonym"
            ):
                if wanted == "plural":
                    break
                return Resolved(as_source(actor, mention.text), "thing", here)
        for resolved in reversed(earlier):
            if here - resolved.paragraph > REACH_BACK:
                break
            if resolved.gender == wanted:
                return resolved
        return read_pair(article, start) if wanted == "plural" else None
    candidates: list[tuple[int, Resolved]] = []
    for resolved in reversed(earlier):
        if here - resolved.paragraph > REACH_BACK:
            break
        if resolved.source[2] == "named" and resolved.gender in (wanted, ""):
            candidates.append((resolved.paragraph, resolved))
            break
    k = bisect_left(article.at, start) - 1
    named: Resolved | None = None
    while k >= 0:
        mention = article.mentions[k]
        paragraph = article.paragraph(mention.start)
        if here - paragraph > 1 or (named and paragraph < named.paragraph):
            break
        actor = article.actors.get(mention.actor_id)
        if (
            actor
            and actor.kind == "person"
            and actor.gender in (wanted, "")
            and article.text[mention.end : mention.end + 2] != "’s"
        ):
            # Within a paragraph the first person of a sentence is its subject more often than the last.
            named = Resolved(as_source(actor, mention.text), actor.gender, paragraph)
        k -= 1
    if candidates and (named is None or candidates[0][0] >= named.paragraph):
        return candidates[0][1]
    return named


PAIR = re.compile(
    r"\b(?:the|both|these) (?:two |both )?(?:countries|nations|sides|parties|states|governments)\b",
    re.IGNORECASE,
)


def read_pair(article: _Article, start: int) -> Resolved | None:
    """ "the two countries", "they": the last two states named together with "and" (or a dash)."""
    here = article.paragraph(start)
    k = bisect_left(article.at, start) - 1
    while k > 0 and here - article.paragraph(article.at[k]) <= REACH_BACK:
        one, two = article.mentions[k - 1], article.mentions[k]
        a, b = article.actors.get(one.actor_id), article.actors.get(two.actor_id)
        between = article.text[one.end : two.start]
        if (
            a
            and b
            and a.id != b.id
            and a.kind == b.kind == "state"
            and between.strip() in ("and", "–", "-")
            and "demonym" not in (one.kind, two.kind)
        ):
            return Resolved(
                ("unknown", f"{a.name} and {b.name}", "institutional", ""), "plural", here
            )
        k -= 1
    return None


def read_relay(article: _Article, tag: Attribution) -> str | None:
    """The relay's name when the words passed on name an outlet; an addressee who is none is no relay."""
    if tag.relay_start is None:
        return read_reporter(article, tag)
    for mention in article.within(tag.relay_start, tag.relay_end):
        actor = article.actors.get(mention.actor_id)
        if actor and actor.kind == "media":
            return actor.name
    if MEDIA_WORDS.search(tag.relay_text):
        return without_article(tag.relay_text)
    return tag.relay_text if tag.rule in ("quoted as saying", "citing", "relayed") else None


def read_reporter(article: _Article, tag: Attribution) -> str | None:
    """Who reported the statement that "the statement" takes up: "X reported on the statement. The statement said"."""
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


def carry_relays(tags: list[Attribution], article: _Article) -> list[Attribution]:
    """A relay goes on to the next statements of the same speaker within two paragraphs."""
    carried: dict[str, tuple[str, int]] = {}
    out = []
    for tag in tags:
        paragraph = article.paragraph(tag.start)
        key = tag.source_name or ""
        if tag.relay_name:
            carried[key] = (tag.relay_name, paragraph)
        elif key in carried and tag.source_start is not None:
            relay, last = carried[key]
            if paragraph - last <= 2:
                carried[key] = (relay, paragraph)
                tag = replace(tag, relay_name=relay)
            else:
                del carried[key]
        out.append(tag)
    return out


def resolve_sources(
    attributions: Sequence[Attribution],
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
) -> list[Attribution]:
    """The attributions with source id, name, type and state, and the relay's name, filled in."""
    article = _Article(text, sentences, mentions, actors)
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
            earlier.append(replace(resolved, paragraph=article.paragraph(start)))
    out = []
    for tag in attributions:
        resolved = known.get((tag.source_start, tag.source_end))
        id_, name, kind, state = resolved.source if resolved else UNKNOWN
        relay = read_relay(article, tag)
        fields = {
            "source_id": id_,
            "source_name": name,
            "source_type": kind,
            "source_state": state,
            "relay_name": relay,
        }
        if relay is None and tag.relay_start is not None:
            fields |= {"relay_start": None, "relay_end": None, "relay_text": ""}
        out.append(replace(tag, **fields))
    return carry_relays(out, article)
