"""Who is quoted or reported, through whom, and with which words of saying."""

from __future__ import annotations

import re

import pandas as pd

from helpers.analyse.coverage.matrix import drop_repeats
from helpers.records import CHAIN, SOURCE_GROUPS, WORD, Tables

MEDIA, JOINT, UNKNOWN = SOURCE_GROUPS
PARTS = re.compile(r",? and |, ")


def list_statements(tables: Tables) -> pd.DataFrame:
    """Attributions once each, without partial quotations inside another statement.

    ``words`` is the number of words, ``quoted`` that of words in quotation marks.
    """
    frame = drop_repeats(tables, tables.attributions).reset_index(drop=True)
    frame["words"] = [len(WORD.findall(text)) for text in frame["text"]]
    keep, quoted = [True] * len(frame), [0] * len(frame)
    for _, mine in frame.groupby("doc_id", sort=False):
        rows = list(
            zip(mine.index, mine["start"], mine["end"], mine["kind"], mine["words"], strict=True)
        )
        for i, start, end, kind, words in rows:
            inside = [r for r in rows if r[0] != i and start <= r[1] and r[2] <= end]
            around = [r for r in rows if r[0] != i and r[1] <= start and end <= r[2]]
            keep[i] = kind != "partial" or all(r[3] == "partial" for r in around)
            partial = sum(r[4] for r in inside if r[3] == "partial")
            quoted[i] = words if kind in ("direct", "partial") else partial
    kept = pd.Series(keep, index=frame.index, dtype=bool)
    return join_halves(frame.assign(quoted=quoted)[kept]).reset_index(drop=True)


def join_halves(frame: pd.DataFrame) -> pd.DataFrame:
    """One row for the two halves of an indirect statement around its cue ("Ties, he said, would
    grow"): the longer, with the words of both.
    """
    told = frame[(frame["kind"] == "indirect") & frame["cue_start"].notna()]
    halves = told.groupby(["doc_id", "cue_start"])
    out = frame.copy()
    for column in ("words", "quoted"):
        out.loc[told.index, column] = halves[column].transform("sum")
    order = told.sort_values("words", ascending=False, kind="stable")
    repeated = order.index[order.duplicated(["doc_id", "cue_start"])]
    return out.drop(index=repeated)


def is_joint(name: object, known: set[str]) -> bool:
    """Whether a source is several actors of the codebook together.

    >>> is_joint("Ruritania and Graustark", {"Ruritania", "Graustark"})
    True
    >>> is_joint("Marks and Spencer", {"Marks and Spencer"}), is_joint("Jo and others", {"Jo"})
    (False, False)
    """
    if not isinstance(name, str) or name in known:
        return False
    parts = PARTS.split(name)
    return len(parts) > 1 and known.issuperset(parts)


def group_sources(tables: Tables, statements: pd.DataFrame) -> pd.Series:
    """The state for which each source speaks, or one of ``SOURCE_GROUPS``.

    A medium reports and speaks for no state, whoever owns it; two actors together are no one's.
    """
    actors = tables.codebook["actors"]
    names = dict(zip(actors["id"], actors["name"], strict=True))
    media = actors[actors["kind"] == "media"]
    ids, known = set(media["id"]), set(actors["name"])
    called = re.compile("|".join(rf"\b{re.escape(n)}\b" for n in media["name"]) or r"(?!)")
    groups = []
    for row in statements.itertuples():
        institution = row.source_id == "unknown" and row.source_type == "institutional"
        if row.source_id in ids or (institution and called.search(str(row.source_name))):
            groups.append(MEDIA)
        elif is_joint(row.source_name, known):
            groups.append(JOINT)
        else:
            groups.append(names.get(row.source_state, row.source_state) or UNKNOWN)
    return pd.Series(groups, index=statements.index, dtype=object)


def count_states(tables: Tables) -> pd.DataFrame:
    """Statements by what the speaker speaks for: ``state`` (a state, most first, then the
    ``SOURCE_GROUPS``), a column per article (by doc_id) and ``total``.

    >>> list(count_states(tables))[:4]
    ['state', '000_16c9ff96592fdde8', '002_246c7bada9d0c667', '001_7b8c1f61a2993d49']
    """
    statements = list_statements(tables)
    statements["state"] = group_sources(tables, statements)
    counts = statements.groupby(["state", "doc_id"]).size().unstack("doc_id", fill_value=0)
    counts = counts.reindex(columns=list(tables.articles["doc_id"]), fill_value=0)
    counts.columns.name = None
    counts["total"] = counts.sum(axis=1)
    last = [SOURCE_GROUPS.index(s) + 1 if s in SOURCE_GROUPS else 0 for s in counts.index]
    order = counts.assign(last=last, name=counts.index)
    order = order.sort_values(["last", "total", "name"], ascending=[True, False, True])
    return counts.loc[order.index].reset_index()


def pick_most(values: pd.Series) -> str:
    """The most frequent value, the earlier of two as frequent.

    >>> pick_most(pd.Series(["documentary", "institutional", "institutional"]))
    'institutional'
    """
    every = list(values)
    return max(dict.fromkeys(every), key=every.count)


def count_sources(tables: Tables) -> pd.DataFrame:
    """One row per resolved speaker: state, type (the most frequent: a ministry's document is the
    ministry), articles, statements, words reported and words quoted; most first.

    >>> list(count_sources(tables))[:4]
    ['source_name', 'state', 'source_type', 'articles']
    """
    statements = list_statements(tables)
    statements = statements[statements["source_name"].notna()]
    statements["state"] = group_sources(tables, statements)
    frame = statements.groupby(["source_name", "state"], as_index=False).agg(
        source_type=("source_type", pick_most),
        articles=("doc_id", "nunique"),
        statements=("start", "size"),
        words=("words", "sum"),
        quoted=("quoted", "sum"),
        doc_id=("doc_id", "first"),
        sentence_id=("sentence_id", "first"),
    )
    return frame.sort_values(
        ["statements", "words", "source_name"], ascending=[False, False, True], ignore_index=True
    )


def count_types(tables: Tables) -> pd.DataFrame:
    """One row per article: statements, of which direct, named, institutional, documentary, unnamed,
    unresolved.

    >>> list(count_types(tables))[:4]
    ['doc_id', 'label', 'statements', 'direct']
    """
    statements = list_statements(tables)
    frame = tables.articles[["doc_id", "label"]].copy()

    def count(rows: pd.DataFrame) -> pd.Series:
        return frame["doc_id"].map(rows.groupby("doc_id").size()).fillna(0).astype(int)

    frame["statements"] = count(statements)
    frame["direct"] = count(statements[statements["kind"] == "direct"])
    for kind in ("named", "institutional", "documentary", "unnamed", "unknown"):
        frame[kind] = count(statements[statements["source_type"] == kind])
    frame["words"] = (
        frame["doc_id"].map(statements.groupby("doc_id")["words"].sum()).fillna(0).astype(int)
    )
    first = statements.drop_duplicates("doc_id").set_index("doc_id")["sentence_id"]
    return frame.assign(sentence_id=[first.get(doc_id, "") for doc_id in frame["doc_id"]])


def list_relays(tables: Tables) -> pd.DataFrame:
    """Who passed words on: one row per relay, speaker and article with the number of statements.

    >>> list(list_relays(tables))
    ['relay_name', 'source_name', 'doc_id', 'statements', 'sentence_id']
    """
    statements = list_statements(tables)
    relayed = statements[statements["relay_name"].notna() & (statements["relay_name"] != "")]
    frame = relayed.assign(source_name=relayed["source_name"].fillna(UNKNOWN)).groupby(
        ["relay_name", "source_name", "doc_id"], as_index=False, sort=True
    )
    return frame.agg(statements=("start", "size"), sentence_id=("sentence_id", "first"))


def plain_name(name: object) -> str:
    """
    >>> plain_name("The Herald") == plain_name("the herald"), plain_name(None)
    (True, '')
    """
    return name.lower().removeprefix("the ") if isinstance(name, str) else ""


def list_wires(tables: Tables) -> pd.DataFrame:
    """The media that each article names as a source or relay, most used first: ``doc_id, name``,
    ``statements`` that come from or through them, and ``of`` all of the article.  An outlet that
    names itself ("told the Courier") draws on no wire.

    >>> list(list_wires(tables))
    ['doc_id', 'name', 'statements', 'of']
    """
    media = tables.codebook["actors"].query("kind == 'media'")["name"]
    statements = list_statements(tables)
    names = pd.concat(
        [
            statements[["doc_id", "start", column]].set_axis(["doc_id", "start", "name"], axis=1)
            for column in ("source_name", "relay_name")
        ]
    )
    names["name"] = names["name"].str.split(CHAIN)
    names = names.explode("name").drop_duplicates()
    outlets = dict(tables.articles[["doc_id", "outlet"]].itertuples(index=False))
    own = names["name"].map(plain_name) == names["doc_id"].map(outlets).map(plain_name)
    names = names[names["name"].isin(set(media)) & ~own]
    counts = names.groupby(["doc_id", "name"]).size()
    frame = counts.reset_index(name="statements")
    frame["of"] = frame["doc_id"].map(statements.groupby("doc_id").size())
    return frame.sort_values(["statements", "name"], ascending=[False, True], ignore_index=True)


def count_cues(tables: Tables) -> pd.DataFrame:
    """One row per force and cue: statements and articles, forces in the lexicon's order, most used
    first.

    >>> list(count_cues(tables))
    ['force', 'cue', 'statements', 'articles', 'doc_id', 'sentence_id']
    """
    statements = list_statements(tables)
    statements = statements[statements["cue"] != ""]
    # "Said" is "said"; a name inside ("quoted as saying by Russia's TASS") stays one.
    cue = statements["cue"].where(~statements["cue"].str.isupper(), statements["cue"].str.lower())
    statements["cue"] = cue.str[:1].str.lower() + cue.str[1:]
    frame = statements.groupby(["force", "cue"], as_index=False).agg(
        statements=("start", "size"),
        articles=("doc_id", "nunique"),
        doc_id=("doc_id", "first"),
        sentence_id=("sentence_id", "first"),
    )
    return frame.sort_values(
        ["force", "statements", "cue"], ascending=[True, False, True], ignore_index=True
    )
