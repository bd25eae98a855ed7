"""Themes in headline, lead and body, what each article calls things, and words that stand out."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from helpers.analyse.coverage.alignment import STOP, list_words
from helpers.analyse.coverage.matrix import drop_repeats
from helpers.records import FURNITURE, WORD, Tables

SHUFFLES = 200
SEED = 20250117  # any fixed number: the band must not change between two builds
PRIOR = (
    0.01  # Dirichlet prior per word, as Monroe, Colaresi and Quinn (2008) suggest for short texts
)
MIN_COUNT = 3
PLACES = ["headline", "lead", "rest"]


def place_of(tables: Tables) -> pd.DataFrame:
    """Every sentence of headline, deck and body with its place: headline, lead (first body
    paragraph) or rest.
    """
    sentences = drop_repeats(tables, tables.sentences).copy()
    zones = pd.Series("body", index=sentences.index)
    for zone in tables.zones.itertuples():
        inside = (sentences["doc_id"] == zone.doc_id) & sentences["start"].between(
            zone.start, zone.end - 1
        )
        zones[inside] = zone.zone
    sentences["place"] = zones.map(lambda z: "headline" if z in ("headline", "deck") else "rest")
    sentences = sentences[~zones.isin(FURNITURE)]
    body = sentences[sentences["place"] == "rest"]
    first = body.groupby("doc_id")["paragraph"].transform("min")
    sentences.loc[body.index[body["paragraph"] == first], "place"] = "lead"
    return sentences


def count_themes(tables: Tables) -> pd.DataFrame:
    """One row per theme, article and place: ``hits``, ``words``, ``per_1000``; NaN where an article
    has no headline.

    >>> list(count_themes(tables))
    ['theme', 'label', 'doc_id', 'place', 'hits', 'words', 'per_1000']
    """
    sentences = place_of(tables)
    sentences["words"] = sentences["text"].map(lambda t: len(WORD.findall(t)))
    size = sentences.groupby(["doc_id", "place"])["words"].sum()
    keys = ["doc_id", "sentence_id"]
    hits = drop_repeats(tables, tables.themes).merge(
        sentences[[*keys, "place"]], on=keys, how="inner", validate="many_to_one"
    )
    counts = hits.groupby(["id", "doc_id", "place"]).size()
    rows = []
    for theme in tables.codebook["themes"].itertuples():
        for doc_id in tables.articles["doc_id"]:
            for place in PLACES:
                words = size.get((doc_id, place), 0)
                n = counts.get((theme.id, doc_id, place), 0)
                rows.append(
                    (
                        theme.id,
                        theme.label,
                        doc_id,
                        place,
                        n,
                        words,
                        1000 * n / words if words else np.nan,
                    )
                )
    return pd.DataFrame(
        rows, columns=["theme", "label", "doc_id", "place", "hits", "words", "per_1000"]
    )


def list_names(tables: Tables) -> pd.DataFrame:
    """What each article calls a thing: one row per thing, article and wording, with count and first
    place.

    >>> list(list_names(tables))
    ['id', 'doc_id', 'wording', 'times', 'start', 'end', 'sentence_id', 'label']
    """
    names = drop_repeats(tables, tables.naming)
    words = names["text"].str.replace(r"^(?:the|a|an|this|that)\s+", "", regex=True, case=False)
    words = words.str.replace(r"[“”\"]", "", regex=True).str.split().str.join(" ")
    words = words.groupby(words.str.lower()).transform("first")
    frame = (
        names.assign(wording=words)
        .groupby(["id", "doc_id", "wording"], as_index=False, sort=True)
        .agg(
            times=("start", "size"),
            start=("start", "first"),
            end=("end", "first"),
            sentence_id=("sentence_id", "first"),
        )
    )
    labels = tables.codebook["naming"][["id", "label"]]
    return frame.merge(labels, on="id", how="left", validate="many_to_one")


def split_names(names: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of ``list_names`` for things that several articles name, and for those of one.

    >>> list(split_names(coverage.list_names(tables))[0])
    ['id', 'doc_id', 'wording', 'times', 'start', 'end', 'sentence_id', 'label']
    """
    several = names.groupby("id")["doc_id"].transform("nunique") > 1
    return names[several].reset_index(drop=True), names[~several].reset_index(drop=True)


def score_words(counts: np.ndarray) -> np.ndarray:
    """z of the log-odds ratio with a Dirichlet prior, each row against all other rows.

    ``counts``: shape (articles, words).  Words below ``MIN_COUNT`` in a row get -inf.
    Monroe, Colaresi and Quinn (2008), Fightin' Words, equations 16 and 22.
    """
    mine = counts + PRIOR
    rest = counts.sum(axis=0) - counts + PRIOR
    total_mine, total_rest = mine.sum(axis=1, keepdims=True), rest.sum(axis=1, keepdims=True)
    delta = np.log(mine / (total_mine - mine)) - np.log(rest / (total_rest - rest))
    z = delta / np.sqrt(1 / mine + 1 / rest)
    return np.where(counts >= MIN_COUNT, z, -np.inf)


def find_distinctive(tables: Tables) -> tuple[pd.DataFrame, float]:
    """The word that most sets each article apart, and the z that chance reaches.

    The band is the 95th percentile of the largest z when sentences are dealt to articles at random.
    Returns (columns ``doc_id, word, times, z``, band); empty and NaN for a single article.

    >>> list(find_distinctive(tables)[0])
    ['doc_id', 'word', 'times', 'z']
    """
    sentences = place_of(tables)
    docs, owner = np.unique(sentences["doc_id"], return_inverse=True)
    bags = [
        Counter(w for w in list_words(text) if w not in STOP and len(w) > 2)
        for text in sentences["text"]
    ]
    words = sorted(set().union(*bags))
    empty = pd.DataFrame(columns=["doc_id", "word", "times", "z"])
    if len(docs) < 2 or not words:
        return empty, float("nan")
    index = {word: i for i, word in enumerate(words)}
    uses = np.zeros((len(bags), len(words)))
    for i, bag in enumerate(bags):
        for word, n in bag.items():
            uses[i, index[word]] = n

    def score(labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        counts = (labels[None, :] == np.arange(len(docs))[:, None]).astype(float) @ uses
        return score_words(counts), counts

    z, counts = score(owner)
    best = z.argmax(axis=1)
    rows = [
        (doc, words[w], int(counts[i, w]), float(z[i, w]))
        for i, (doc, w) in enumerate(zip(docs, best, strict=True))
        if np.isfinite(z[i, w])
    ]
    rng = np.random.default_rng(SEED)
    highest = [score(rng.permutation(owner))[0].max() for _ in range(SHUFFLES)]
    frame = pd.DataFrame(rows, columns=list(empty)).sort_values(
        "z", ascending=False, ignore_index=True
    )
    finite = [z for z in highest if np.isfinite(z)]
    return frame, float(np.percentile(finite, 95)) if finite else float("nan")
