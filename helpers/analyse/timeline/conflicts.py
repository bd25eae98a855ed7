"""Where reports disagree: days of one event, two windows by one speaker, figures for one thing.

One day apart is a row of its own sort: time zones, deadlines and "on Tuesday" make such differences
without anybody being at odds.
"""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from helpers.analyse.timeline.clues import PENDING

ONE_DAY = 1
DATE_COLUMNS = [
    "event_id", "kind", "milestone", "milestone_label", "sort", "days_apart", "doc_id",
    "sentence_id", "outlet", "label", "earliest", "latest", "time_text", "other_doc_id",
    "other_sentence_id", "other_outlet", "other_label", "other_earliest", "other_latest",
    "other_time_text",
]
WINDOW_COLUMNS = [
    "doc_id", "label", "outlet", "source_id", "source_name", "milestone", "days_apart",
    "sentence_id", "words_start", "words_end", "words", "window_earliest", "window_latest",
    "relay_name", "other_sentence_id", "other_words_start", "other_words_end", "other_words",
    "other_window_earliest", "other_window_latest", "other_relay_name",
]


def gap_days(a: object, b: object, first: str = "earliest", last: str = "latest") -> int:
    """Days between two intervals; 0 when they can share a day, an unknown side being open."""
    starts = [d for d in (getattr(a, first), getattr(b, first)) if not pd.isna(d)]
    ends = [d for d in (getattr(a, last), getattr(b, last)) if not pd.isna(d)]
    return max((max(starts) - min(ends)).days, 0) if starts and ends else 0


def compare_dates(reports: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Pairs of reports of one event whose days cannot be the same.

    What is announced is left out, and days that the codebook lends are none that articles give.

    ``sort`` is "one day apart" or "different days"; each pair of articles stands once per event,
    with its widest gap.

    >>> list(compare_dates(reports, events))[:4]
    ['event_id', 'kind', 'milestone', 'milestone_label']
    """
    named = dict(zip(events["event_id"], events["milestone_label"], strict=True))
    rows = []
    settled = reports[~reports["status"].isin(PENDING) & (reports["days_basis"] == "text")]
    settled = settled[settled["event_id"].duplicated(keep=False)]
    for event_id, group in settled.groupby("event_id", sort=False):
        widest: dict[tuple[str, str], dict] = {}
        for a, b in combinations(group.itertuples(), 2):
            gap = gap_days(a, b)
            if gap and gap > widest.get((a.doc_id, b.doc_id), {"days_apart": 0})["days_apart"]:
                widest[a.doc_id, b.doc_id] = {
                    "event_id": event_id,
                    "kind": a.kind,
                    "milestone": a.milestone,
                    "milestone_label": named[event_id],
                    "sort": "one day apart" if gap == ONE_DAY else "different days",
                    "days_apart": gap,
                    **take(a, DATE_COLUMNS[6:13]),
                    **take(b, DATE_COLUMNS[6:13], "other_"),
                }
        rows += widest.values()
    return pd.DataFrame(rows, columns=DATE_COLUMNS)


def take(row: object, columns: list[str], prefix: str = "") -> dict:
    return {prefix + column: getattr(row, column) for column in columns}


def compare_windows(promises: pd.DataFrame) -> pd.DataFrame:
    """Two windows that one article credits to one speaker for one milestone and that share no day.

    ``promises`` is what ``compare_promises`` gives.

    As printed: which of the two the speaker meant, or whether a calendar or a translation came
    between, is not in the article.

    >>> list(compare_windows(promises))[:4]
    ['doc_id', 'label', 'outlet', 'source_id']
    """
    rows = []
    known = promises[(promises["kind"] == "promise") & (promises["source_id"] != "unknown")]
    for _, group in known.groupby(["doc_id", "source_id", "milestone"], sort=False):
        for a, b in combinations(group.itertuples(), 2):
            gap = gap_days(a, b, "window_earliest", "window_latest")
            if gap:
                rows.append(
                    {
                        **take(a, WINDOW_COLUMNS[:6]),
                        "days_apart": gap,
                        **take(a, WINDOW_COLUMNS[7:14]),
                        **take(b, WINDOW_COLUMNS[7:14], "other_"),
                    }
                )
    return pd.DataFrame(rows, columns=WINDOW_COLUMNS)


def find_periods(reports: pd.DataFrame) -> dict[tuple[str, str], list[tuple]]:
    """The days of the events that each sentence reports, where it dates one."""
    dated = reports[reports["earliest"].notna() | reports["latest"].notna()]
    places = zip(dated["doc_id"], dated["sentence_id"], strict=True)
    periods: dict[tuple[str, str], list[tuple]] = {}
    for place, days in zip(places, dated[["earliest", "latest"]].itertuples(), strict=True):
        periods.setdefault(place, []).append(days)
    return periods


def compare_figures(numbers: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """Pairs of figures for one object with a ``verdict``, conflicts first.

    ``numbers`` is what ``coverage.compare_amounts`` gives.  Two figures are a "conflict" only when
    verb, object and period match; else they are for "different things".

    >>> list(compare_figures(compare_amounts(tables), reports))[:4]
    ['head', 'same_verb', 'doc_id_a', 'sentence_id_a']
    """

    periods = find_periods(reports)

    def judge(pair: object) -> str:
        a = periods.get((pair.doc_id_a, pair.sentence_id_a), [])
        b = periods.get((pair.doc_id_b, pair.sentence_id_b), [])
        meet = pair.same_verb and any(gap_days(x, y) == 0 for x in a for y in b)
        return "conflict" if meet else "different things"

    out = numbers.assign(verdict=[judge(pair) for pair in numbers.itertuples()])
    return out.sort_values("verdict", kind="stable", ignore_index=True)
