"""What one part of a large corpus adds to its counts: small tables without any text.

The rows are those that the chapters of a small study count, by the same functions, so that a corpus
in parts and the same corpus in one table give the same numbers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import numpy as np
import pandas as pd

from helpers.analyse.corpora.closeness import find_stems
from helpers.analyse.coverage.matrix import drop_repeats
from helpers.analyse.coverage.sources import group_sources, list_statements
from helpers.analyse.timeline.dates import OPENING, add_texts, find_mentions
from helpers.records import Tables

PLACE = ["doc_id", "sentence_id", "start", "end"]
# Rules of times that have a day from elsewhere, most often that of publication: "at 9 pm", "the
# day", "the morning".  Such a sentence adds to the weight of a day (journalists' timelines agree),
# but it does not name the day to whoever reads it alone.
BARE = (
    "clock_half", "clock_zone", "clock_half_shared", "clock_at", "o_clock", "noon", "the_unit",
    "part_of_day", "that_unit", "stage_in_day", "units_later",
)  # fmt: skip
NAMED = (
    r"(?i)\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|yesterday|tomorrow"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b"
)


def list_articles(tables: Tables) -> pd.DataFrame:
    """``doc_id, outlet``, the days of publication, ``words``, its sentences and statements.

    ``stems`` are those of its opening, which says how close it is to the story.
    """
    days = ["published", "published_earliest", "published_latest"]
    kept = ["doc_id", "outlet", *days, "published_basis", "words"]
    frame = tables.articles[kept].copy()
    for layer in ("sentences", "attributions"):
        counts = getattr(tables, layer).groupby("doc_id").size()
        frame[f"n_{layer}"] = frame["doc_id"].map(counts).fillna(0).astype("int64")
    cut = tables.zones["doc_id"][tables.zones["zone"] == "overlong"]
    frame["cut"] = frame["doc_id"].isin(set(cut))
    openings = tables.articles["text"].str[:OPENING]
    return frame.assign(stems=[find_stems(text) for text in openings])


def list_mentions(tables: Tables) -> pd.DataFrame:
    """The sentences that tell of a day, as ``rank_days`` counts them.

    ``wording`` is a digest of the text, ``before`` how many sentences of the article come before
    it; ``named`` says whether it has words for the day that a reader understands without the rest.
    """
    told = add_texts(tables, find_mentions(tables))
    keys = ["doc_id", "sentence_id", "day"]
    named = find_named(tables.times).assign(named=True)
    told = told.merge(named, on=keys, how="left", validate="one_to_one")
    told["named"] = told["named"].notna()
    wordings = [hash_text(text) for text in told["text"]]
    told = told.assign(wording=np.array(wordings, dtype=np.uint64))
    return told[[*PLACE, "day", "before", "wording", "named"]]


def find_named(times: pd.DataFrame) -> pd.DataFrame:
    """Sentences with the days that their words name: ``doc_id, sentence_id, day``, each once."""
    bare = times["rule"].isin(BARE) & ~times["text"].str.contains(NAMED, regex=True)
    named = times.loc[~bare, ["doc_id", "sentence_id", "earliest"]].dropna().drop_duplicates()
    return named.rename(columns={"earliest": "day"})


def hash_text(text: str) -> int:
    """
    >>> hash_text("") < 2**64
    True
    """
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())


def list_claims(tables: Tables) -> pd.DataFrame:
    """The sentences that bear on a claim, as ``count_cells`` counts them; their own offsets."""
    kept = ["claim_id", "commitment", "denial", "source_name", "relay_name"]
    return find_sentences(tables, drop_repeats(tables, tables.claims))[[*PLACE, *kept]]


def find_sentences(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with ``start`` and ``end`` of the sentences that they stand in."""
    sentences = tables.sentences[PLACE].drop_duplicates(PLACE[:2])
    bare = rows.drop(columns=["start", "end"])
    out = bare.merge(sentences, on=PLACE[:2], how="left", validate="many_to_one")
    assert len(out) == len(rows)
    return out


def count_statements(tables: Tables) -> pd.DataFrame:
    """Statements of an article by kind, by source and by the group that the source speaks for."""
    told = list_statements(tables)
    told = told.assign(
        group=group_sources(tables, told).to_numpy() if len(told) else [],
        source_name=told["source_name"].where(is_name(told), "").fillna(""),
    )
    return (
        told.groupby(["doc_id", "group", "kind", "source_name"])
        .agg(statements=("words", "size"), words=("words", "sum"), quoted=("quoted", "sum"))
        .reset_index()
    )


def is_name(told: pd.DataFrame) -> pd.Series:
    """Which statements have a source by name, a person or a body, and no "officials" or "it"."""
    return told["source_type"].isin(["named", "institutional"]) | (told["source_id"] != "unknown")


def count_actors(tables: Tables) -> pd.DataFrame:
    """How often an article mentions an actor of the codebook."""
    return tables.actors.groupby(["doc_id", "actor_id"]).size().rename("mentions").reset_index()


def list_milestones(tables: Tables) -> pd.DataFrame:
    """The sentences that report a milestone of the codebook, with the days that they give it."""
    some = find_sentences(tables, tables.events[tables.events["milestone"] != ""])
    kept = [*PLACE, "milestone", "status", "earliest", "latest", "precision"]
    return some[kept].drop_duplicates(["doc_id", "sentence_id", "milestone"], ignore_index=True)


def list_events(tables: Tables) -> pd.DataFrame:
    """How many sentences of an article report a kind of event, by status."""
    return tables.events.groupby(["doc_id", "kind", "status"]).size().rename("n").reset_index()


FACTS: dict[str, Callable[[Tables], pd.DataFrame]] = {
    "articles": list_articles,
    "mentions": list_mentions,
    "claims": list_claims,
    "statements": count_statements,
    "actors": count_actors,
    "milestones": list_milestones,
    "events": list_events,
}


def list_facts(tables: Tables) -> dict[str, pd.DataFrame]:
    """Every table of facts of a part of a corpus, each with its ``doc_id``.

    >>> list(list_facts(tables))[:3]  # doctest: +SKIP
    ['articles', 'mentions', 'claims']
    """
    return {name: find(tables) for name, find in FACTS.items()}
