"""What was read: articles with the basis of what is known, furniture left out, shared text."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from helpers.analyse.coverage.alignment import list_words
from helpers.records import BASES, FURNITURE, Tables

SHINGLE = 5  # words; exact shingles serve up to some 20,000 articles
NEAR = 0.5  # Jaccard of shingles from which two articles count as near-duplicates
LONGEST = 8  # words in a row that two articles share from which it is listed
PROPERTIES = ("outlet", "title", "author", "published")


def count_bases(tables: Tables) -> pd.DataFrame:
    """How outlet, title, author and date are known: one row per property, articles by basis."""
    rows = [
        (name, *((tables.articles[f"{name}_basis"] == basis).sum() for basis in BASES))
        for name in PROPERTIES
    ]
    return pd.DataFrame(rows, columns=["property", *BASES])


def count_furniture(tables: Tables) -> pd.DataFrame:
    """One row per article: characters in all, in furniture, and furniture by zone (columns)."""
    zones = tables.zones[tables.zones["zone"].isin(FURNITURE)]
    sizes = zones.assign(size=zones["end"] - zones["start"])
    by_zone = sizes.groupby(["doc_id", "zone"])["size"].sum().unstack("zone", fill_value=0)
    frame = tables.articles[["doc_id"]].assign(characters=tables.articles["text"].str.len())
    by_zone = by_zone.reindex(frame["doc_id"], fill_value=0).astype(int)
    frame["furniture"] = by_zone.sum(axis=1).to_numpy()
    used = [zone for zone in sorted(FURNITURE) if zone in by_zone and by_zone[zone].sum()]
    return frame.assign(**{zone: by_zone[zone].to_numpy() for zone in used})


def list_shingles(words: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def body_words(tables: Tables) -> dict[str, list[str]]:
    """The words of each article without its furniture and repeated lines."""
    furniture = dict(iter(tables.zones[tables.zones["zone"].isin(FURNITURE)].groupby("doc_id")))
    words = {}
    for article in tables.articles.itertuples():
        text = article.text
        if article.doc_id in furniture:
            for zone in furniture[article.doc_id].itertuples():
                text = text[: zone.start] + "\n" * (zone.end - zone.start) + text[zone.end :]
        lines = dict.fromkeys(line.strip() for line in text.split("\n"))
        words[article.doc_id] = list_words("\n".join(lines))
    return words


def longest_run(a: list[str], b: list[str]) -> list[str]:
    """The longest run of words that both lists have.

    >>> longest_run("the deal was signed today".split(), "a deal was signed".split())
    ['deal', 'was', 'signed']
    """
    best, end = 0, 0
    before = [0] * (len(b) + 1)
    for i, word in enumerate(a, start=1):
        row = [0] * (len(b) + 1)
        for j, other in enumerate(b, start=1):
            if word == other:
                row[j] = before[j - 1] + 1
                if row[j] > best:
                    best, end = row[j], i
        before = row
    return a[end - best : end]


def compare_texts(tables: Tables) -> pd.DataFrame:
    """Pairs of articles that share text: ``doc_id_a, doc_id_b, shared`` (shingles), ``jaccard``,
    ``run`` (words).

    Sorted by ``jaccard``; pairs without a common shingle are left out.
    """
    words = body_words(tables)
    shingles = {doc: list_shingles(w) for doc, w in words.items()}
    rows = []
    for a, b in combinations(tables.articles["doc_id"], 2):
        shared = shingles[a] & shingles[b]
        if shared:
            jaccard = len(shared) / len(shingles[a] | shingles[b])
            rows.append((a, b, len(shared), jaccard, len(longest_run(words[a], words[b]))))
    frame = pd.DataFrame(rows, columns=["doc_id_a", "doc_id_b", "shared", "jaccard", "run"])
    return frame.sort_values("jaccard", ascending=False, ignore_index=True)


def list_meetings(tables: Tables) -> pd.DataFrame:
    """Dated meetings and visits with two or more actors: earliest, latest, actors, articles, first
    sentence.
    """
    some = tables.events[tables.events["kind"].str.contains("meet|visit", case=False)]
    some = some[some["earliest"].notna() & (some["actors"].map(len) > 1)]
    names = dict(
        zip(tables.codebook["actors"]["id"], tables.codebook["actors"]["name"], strict=True)
    )
    people = set(tables.codebook["actors"].query("kind == 'person'")["id"])
    some = some.assign(
        who=some["actors"].map(lambda ids: tuple(sorted(names[i] for i in ids if i in people)))
    )
    some = some[some["who"].map(len) > 1]
    frame = some.groupby(["earliest", "latest", "who"], as_index=False, sort=True).agg(
        status=("status", "first"), articles=("doc_id", "nunique"), doc_id=("doc_id", "first"),
        sentence_id=("sentence_id", "first"),
    )  # fmt: skip
    return frame


def list_actors(tables: Tables) -> pd.DataFrame:
    """Who's who: actors that are mentioned, with the wordings seen, kind, state, roles, mentions,
    articles.
    """
    mentions = tables.actors[tables.actors["kind"] != "pronoun"]
    seen = mentions.groupby("actor_id", as_index=False).agg(
        mentions=("start", "size"),
        articles=("doc_id", "nunique"),
        wordings=("text", lambda t: sorted(set(t))),
        doc_id=("doc_id", "first"),
        sentence_id=("sentence_id", "first"),
    )
    actors = tables.codebook["actors"].rename(columns={"id": "actor_id"})
    columns = ["actor_id", "name", "kind", "state", "roles"]
    frame = actors[columns].merge(seen, on="actor_id", validate="one_to_one")
    assert len(frame) == len(seen)
    states = dict(zip(actors["actor_id"], actors["name"], strict=True))
    frame["state"] = frame["state"].map(lambda s: states.get(s, s))
    return frame.sort_values(["mentions", "name"], ascending=[False, True], ignore_index=True)


def list_headlines(tables: Tables) -> pd.DataFrame:
    """One row per article: its headline's place in the text where it has one (``start``, ``end``),
    else NA.
    """
    heads = tables.zones[tables.zones["zone"] == "headline"].drop_duplicates("doc_id")
    frame = tables.articles[["doc_id", "title_basis"]].merge(
        heads[["doc_id", "sentence_id", "start", "end"]],
        on="doc_id",
        how="left",
        validate="one_to_one",
    )
    assert len(frame) == len(tables.articles)
    return frame
