"""The codebook's reference chronology beside what the articles report.

A difference says that article and reference do not agree, never which of them is right.
"""

from __future__ import annotations

import pandas as pd

from helpers.analyse.timeline.clues import PENDING
from helpers.analyse.timeline.conflicts import ONE_DAY, gap_days
from helpers.records import Tables

MILESTONE_COLUMNS = [
    "id",
    "label",
    "kind",
    "citation",
    "basis",
    "disputed",
    "earliest",
    "latest",
    "state",
    "n_articles",
    "n_outlets",
    "n_announcing",
    "outlets",
    "doc_id",
    "sentence_id",
    "proposed",
]
PLACE = ["doc_id", "sentence_id", "outlet"]
DIFFERENCE_COLUMNS = [
    "milestone",
    "label",
    "citation",
    "sort",
    "days_apart",
    "earliest",
    "latest",
    "doc_id",
    "sentence_id",
    "outlet",
    "article",
    "reported_earliest",
    "reported_latest",
    "start",
    "end",
]
FACT_COLUMNS = [
    "id",
    "label",
    "reference",
    "citation",
    "doc_id",
    "sentence_id",
    "outlet",
    "article",
    "start",
    "end",
    "text",
]


def newest_day(articles: pd.DataFrame) -> pd.Timestamp:
    """The last day on which the newest article can have appeared; NaT when no date is known."""
    days = articles["published_latest"].fillna(articles["published"])
    return days.max()


def compare_milestones(tables: Tables, reports: pd.DataFrame) -> pd.DataFrame:
    """One row per reference milestone.

    ``state`` is "reported", "perhaps reported" (a statement, by the words of its speaker that an
    article gives without their day), "announced" (only as something to come, also where it came
    after the newest article), "after the newest article", which no article of the corpus could have
    reported, or "not reported".

    >>> list(compare_milestones(tables, reports))[:4]
    ['id', 'label', 'kind', 'citation']
    """
    newest = newest_day(tables.articles)
    rows = []
    for milestone in tables.milestones.itertuples():
        mine = reports[reports["milestone"] == milestone.id]
        settled = mine[~mine["status"].isin(PENDING)]
        spoken, undated = find_spoken(tables, milestone)
        told = pd.concat([settled[PLACE], spoken[PLACE]]).drop_duplicates()
        later = not pd.isna(newest) and milestone.earliest > newest
        if len(told):
            state = "reported"
        elif len(undated) and not later:
            state = "perhaps reported"
        elif len(mine):
            state = "announced"
        else:
            state = "after the newest article" if later else "not reported"
        first = next(f for f in (told, undated, mine) if len(f) or f is mine).head(1)
        rows.append(
            {
                **{name: getattr(milestone, name) for name in MILESTONE_COLUMNS[:8]},
                "state": state,
                "n_articles": told["doc_id"].nunique(),
                "n_outlets": told["outlet"].nunique(),
                "n_announcing": mine.loc[mine["status"].isin(PENDING), "doc_id"].nunique(),
                "outlets": tuple(dict.fromkeys(told["outlet"])),
                "doc_id": first["doc_id"].iloc[0] if len(first) else "",
                "sentence_id": first["sentence_id"].iloc[0] if len(first) else "",
                "proposed": bool(getattr(milestone, "proposed", False)),
            }
        )
    out = pd.DataFrame(rows, columns=MILESTONE_COLUMNS)
    assert len(out) == len(tables.milestones)
    return out.sort_values(["earliest", "latest", "id"], ignore_index=True)


def find_spoken(tables: Tables, milestone: object) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Statements of when or how far that are a statement of the chronology, by speaker and day.

    The second frame has those whose day the article does not give: it may have been that one.
    """
    found = tables.promises
    mine = found[found["source_id"].isin(milestone.who) & (milestone.kind == "statement")]
    articles = tables.articles[["doc_id", "outlet", "published_latest", "published"]]
    out = mine.merge(articles, on="doc_id", how="left", validate="many_to_one")
    assert len(out) == len(mine)
    appeared = out["published_latest"].fillna(out["published"])
    last = out["said_latest"].fillna(appeared)
    dated = out["said_earliest"].notna()
    on_day = dated & (out["said_earliest"] <= milestone.latest) & (last >= milestone.earliest)
    return out[on_day], out[~dated & (last >= milestone.earliest)]


def compare_reference(tables: Tables, reports: pd.DataFrame) -> pd.DataFrame:
    """Reports whose days cannot be the milestone's, one row per article and milestone.

    ``sort`` is "one day apart" or "different days".

    >>> list(compare_reference(tables, reports))[:4]
    ['milestone', 'label', 'citation', 'sort']
    """
    known = {m.id: m for m in tables.milestones.itertuples()}
    rows: dict[tuple[str, str], dict] = {}
    own = reports["days_basis"] == "text"  # a day that the codebook lends cannot differ from it
    for report in reports[own & ~reports["status"].isin(PENDING)].itertuples():
        milestone = known.get(report.milestone)
        gap = gap_days(report, milestone) if milestone else 0
        place = (report.doc_id, report.milestone)
        if gap and gap > rows.get(place, {"days_apart": 0})["days_apart"]:
            rows[place] = {
                "milestone": milestone.id,
                "label": milestone.label,
                "citation": milestone.citation,
                "sort": "one day apart" if gap == ONE_DAY else "different days",
                "days_apart": gap,
                "earliest": milestone.earliest,
                "latest": milestone.latest,
                "doc_id": report.doc_id,
                "sentence_id": report.sentence_id,
                "outlet": report.outlet,
                "article": report.label,
                "reported_earliest": report.earliest,
                "reported_latest": report.latest,
                "start": report.start,
                "end": report.end,
            }
    return pd.DataFrame(list(rows.values()), columns=DIFFERENCE_COLUMNS)


def compare_facts(tables: Tables, differences: pd.DataFrame | None = None) -> pd.DataFrame:
    """Passages that differ from a reference fact of the codebook, once per article and fact.

    A sentence whose date is already among ``differences`` (``compare_reference``) is left out.

    >>> list(compare_facts(tables, differences))[:4]
    ['id', 'label', 'reference', 'citation']
    """
    columns = ["id", "label", "reference", "citation"]
    facts = tables.codebook.get("facts", pd.DataFrame(columns=columns))[columns]
    articles = tables.articles[["doc_id", "outlet", "label"]].rename(columns={"label": "article"})
    once = tables.facts.drop_duplicates(["doc_id", "id"])
    if differences is not None:
        known = set(zip(differences["doc_id"], differences["sentence_id"], strict=True))
        places = zip(once["doc_id"], once["sentence_id"], strict=True)
        once = once[[place not in known for place in places]] if len(once) else once
    out = once.merge(facts, on="id", how="left", validate="many_to_one")
    out = out.merge(articles, on="doc_id", how="left", validate="many_to_one")
    assert len(out) == len(once)
    return out[FACT_COLUMNS]
