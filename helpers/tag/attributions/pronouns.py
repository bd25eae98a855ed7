"""Pronouns and "the two sides": who they are within the article, or None."""

from __future__ import annotations

import re
from bisect import bisect_left

from helpers.tag.attributions.article import REACH_BACK, Article, Resolved, as_source

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


def read_pronoun(
    article: Article, start: int, pronoun: str, earlier: list[Resolved]
) -> Resolved | None:
    """Who a pronoun is: the last source of fitting gender, else the last person named, or None.

    "it" is the state or institution that the sentence opens with; "they" the last plural source.
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
            # Within a paragraph the first person of a sentence is its subject more often than the
            # last.
            named = Resolved(as_source(actor, mention.text), actor.gender, paragraph)
        k -= 1
    if candidates and (named is None or candidates[0][0] >= named.paragraph):
        return candidates[0][1]
    return named


PAIR = re.compile(
    r"\b(?:the|both|these) (?:two |both )?(?:countries|nations|sides|parties|states|governments)\b",
    re.IGNORECASE,
)


def stand_alone(article: Article, k: int) -> bool:
    """Are the mentions ``k - 1`` and ``k`` a pair, not part of a longer list?"""
    first, last = article.mentions[k - 1], article.mentions[k]
    before = article.text[max(0, first.start - 5) : first.start].strip()
    after = article.text[last.end : last.end + 5].strip()
    return not before.endswith((",", "and")) and not after.startswith((",", "and "))


def read_pair(article: Article, start: int) -> Resolved | None:
    """ "the two countries", "they": the last two states named together with "and", a dash, or a
    comma where no third follows, as in headlines.
    """
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
            and (
                between.strip() in ("and", "–", "-")
                or (between == ", " and stand_alone(article, k))
            )
            and "demonym" not in (one.kind, two.kind)
        ):
            return Resolved(
                ("unknown", f"{a.name} and {b.name}", "institutional", ""), "plural", here
            )
        k -= 1
    return None
