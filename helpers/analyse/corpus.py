"""What was read: articles with the basis of what is known, furniture left out, shared text."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pandas as pd

from helpers.analyse.coverage.emphasis import place_of
from helpers.analyse.timeline import count_events, group_reports
from helpers.analyse.timeline.clues import PENDING
from helpers.analyse.timeline.corroboration import STATUSES
from helpers.records import BASES, FURNITURE, WORD, Tables

SHINGLE = 5  # words; exact shingles serve up to some 20,000 articles
NEAR = 0.5  # Jaccard of shingles from which two articles count as near-duplicates
BREAK = ""  # stands between two sentences and is the same as nothing
PROPERTIES = ("outlet", "title", "author", "published")


def count_bases(tables: Tables) -> pd.DataFrame:
    """How outlet, title, author and date are known: one row per property, articles by basis.

    >>> list(count_bases(tables))
    ['property', 'stated', 'inferred', 'supplied', 'unknown']
    """
    rows = [
        (name, *((tables.articles[f"{name}_basis"] == basis).sum() for basis in BASES))
        for name in PROPERTIES
    ]
    return pd.DataFrame(rows, columns=["property", *BASES])


def count_furniture(tables: Tables) -> pd.DataFrame:
    """One row per article: characters in all, in furniture, and furniture by zone (columns).

    >>> list(count_furniture(tables))[:4]
    ['doc_id', 'characters', 'furniture', 'appeal']
    """
    zones = tables.zones[tables.zones["zone"].isin(FURNITURE)]
    sizes = zones.assign(size=zones["end"] - zones["start"])
    by_zone = sizes.groupby(["doc_id", "zone"])["size"].sum().unstack("zone", fill_value=0)
    frame = tables.articles[["doc_id"]].assign(characters=tables.articles["text"].str.len())
    by_zone = by_zone.reindex(frame["doc_id"], fill_value=0).astype(int)
    frame["furniture"] = by_zone.sum(axis=1).to_numpy()
    used = [zone for zone in sorted(FURNITURE) if zone in by_zone and by_zone[zone].sum()]
    return frame.assign(**{zone: by_zone[zone].to_numpy() for zone in used})


def count_units(tables: Tables) -> pd.DataFrame:
    """One row per article: ``units`` (sentences, and lines that are none) and how many of them are
    ``furniture``.

    >>> list(count_units(tables))
    ['doc_id', 'units', 'furniture']
    """
    zones = tables.zones[tables.zones["zone"].isin(FURNITURE)]
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for zone in zones.itertuples():
        spans[zone.doc_id].append((zone.start, zone.end))
    rows = []
    for doc_id, mine in tables.sentences.groupby("doc_id", sort=False):
        inside = sum(any(a <= start < b for a, b in spans[doc_id]) for start in mine["start"])
        rows.append((doc_id, len(mine), inside))
    return pd.DataFrame(rows, columns=["doc_id", "units", "furniture"])


def list_shingles(words: list[str]) -> frozenset[tuple[str, ...]]:
    runs = (tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
    return frozenset(run for run in runs if BREAK not in run)


def body_words(tables: Tables) -> dict[str, list[str]]:
    """The words of each article, sentence by sentence with a ``BREAK`` after each, without
    furniture and headlines that are printed twice.
    """
    words: dict[str, list[str]] = {doc_id: [] for doc_id in tables.articles["doc_id"]}
    for sentence in place_of(tables).itertuples():
        found = WORD.findall(sentence.text.lower().replace("’", "'"))
        words[sentence.doc_id] += [*found, BREAK]
    return words


def longest_run(a: list[str], b: list[str]) -> list[str]:
    """The longest run of words that both lists have; it never crosses a ``BREAK``.

    >>> longest_run("the deal was signed today".split(), "a deal was signed".split())
    ['deal', 'was', 'signed']
    """
    places: dict[str, list[int]] = {}
    for j, word in enumerate(b, start=1):
        if word != BREAK:
            places.setdefault(word, []).append(j)
    best, end = 0, 0
    before: dict[int, int] = {}  # how long a run ends at each place of b
    for i, word in enumerate(a, start=1):
        before = {j: before.get(j - 1, 0) + 1 for j in places.get(word, ())}
        longest = max(before.values(), default=0)
        if longest > best:
            best, end = longest, i
    return a[end - best : end]


def compare_texts(tables: Tables) -> pd.DataFrame:
    """Pairs of articles that share text: ``doc_id_a, doc_id_b, shared`` (shingles), ``jaccard``,
    ``run`` (words).

    Sorted by ``jaccard``; pairs without a common shingle are left out.

    >>> list(compare_texts(tables))
    ['doc_id_a', 'doc_id_b', 'shared', 'jaccard', 'run']
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
    """Meetings and visits that the timeline dates, with two or more people: one row per event.

    ``earliest, latest, who`` (names), ``statuses`` (status → articles, each at its firmest),
    ``articles`` that tell of it, ``ahead`` (one of them while it was still to come), and
    ``places``, the first place in each (doc_id → sentence_id).

    >>> list(list_meetings(tables))
    ['earliest', 'latest', 'who', 'statuses', 'articles', 'ahead', 'places']
    """
    reports = group_reports(tables)
    actors = tables.codebook["actors"]
    people = dict(actors.loc[actors["kind"] == "person", ["id", "name"]].itertuples(index=False))
    some = reports[reports["kind"].str.contains("meet|visit", case=False)]
    events = count_events(some, tables.milestones)
    told = dict(iter(some.groupby("event_id", sort=False)))
    rows = []
    for event in events[events["latest"].notna() | events["earliest"].notna()].itertuples():
        mine = told[event.event_id]
        who = tuple(sorted({people[a] for ids in mine["actors"] for a in ids if a in people}))
        if len(who) < 2:
            continue
        places = mine.drop_duplicates("doc_id").set_index("doc_id")["sentence_id"].to_dict()
        firmest = mine["status"].map(STATUSES.index).groupby(mine["doc_id"]).min()
        counts = firmest.map(STATUSES.__getitem__).value_counts()
        statuses = {status: int(counts[status]) for status in STATUSES if status in counts}
        ahead = any(status in PENDING for status in statuses)
        rows.append((event.earliest, event.latest, who, statuses, len(places), ahead, places))
    columns = ["earliest", "latest", "who", "statuses", "articles", "ahead", "places"]
    return pd.DataFrame(rows, columns=columns)


def list_actors(tables: Tables) -> pd.DataFrame:
    """Who's who: actors that are mentioned, with the ``wordings`` seen and those ``by_role`` (an
    office that one of the codebook held that day), kind, state, roles, mentions, articles.

    >>> list(list_actors(tables))[:4]
    ['actor_id', 'name', 'kind', 'state']
    """
    mentions = tables.actors[tables.actors["kind"] != "pronoun"]
    seen = mentions.groupby("actor_id", as_index=False).agg(
        mentions=("start", "size"),
        articles=("doc_id", "nunique"),
        doc_id=("doc_id", "first"),
        sentence_id=("sentence_id", "first"),
    )
    office = mentions["kind"] == "role"
    for column, some in (("wordings", mentions[~office]), ("by_role", mentions[office])):
        words = some.groupby("actor_id")["text"].agg(lambda t: sorted(set(t)))
        seen[column] = [words.get(actor, []) for actor in seen["actor_id"]]
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

    >>> list(list_headlines(tables))
    ['doc_id', 'title_basis', 'sentence_id', 'start', 'end']
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
