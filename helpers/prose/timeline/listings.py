"""Tables of the timeline chapter for readers: every row has its words and leads to its evidence."""

from __future__ import annotations

import re

import pandas as pd
from markupsafe import Markup

from helpers.prose.articles import name_articles
from helpers.prose.layout import lay_out
from helpers.prose.passages import link, quote
from helpers.prose.timeline.names import (
    PENDING,
    STATUS,
    name_speaker,
    say_day_said,
    say_distance,
    say_window,
)
from helpers.prose.words import say_count, say_interval
from helpers.records import Tables

BREAK = Markup("<br>")
NONE = "none found"
DATE = re.compile(r"(?:\d+ )?[A-Z][a-z]{2} \d{4}|\d+ [A-Z][a-z]{2}\b")
DAYS_FROM = {"text": "the articles", "announced": "an announcement", "reference": "the reference"}
PAIRS = 25  # open orders listed; the sentence counts them all
QUOTED = 12  # reports quoted for one event; beyond, a count


def make_rows(rows: list[dict], columns: list[str]) -> pd.DataFrame:
    """A table of rows; of none, one row that says so."""
    return lay_out(rows or [dict.fromkeys(columns, "") | {columns[0]: NONE}], columns)


def keep_dates(days: str) -> str:
    """Days whose parts no line break sets apart.

    >>> keep_dates("22 to 24 Oct 2024").split(" ")
    ['22', 'to', '24\\xa0Oct\\xa02024']
    """
    return DATE.sub(lambda m: m[0].replace(" ", "\xa0"), days)


def say_report(report: object, passages: pd.DataFrame) -> Markup:
    """One report: its place as a link, and the outlet's own words.

    What only announces the event says for when.
    """
    parts = [(report.trigger_start, report.trigger_end), (report.time_start, report.time_end)]
    known = [(int(start), int(end)) for start, end in parts if not pd.isna(start)]
    start, end = min(s for s, _ in known), max(e for _, e in known)
    words = quote(passages, report.doc_id, start, end)
    text = Markup("{} {}").format(link(report.doc_id, report.sentence_id), words)
    if report.status in PENDING:
        days = keep_dates(say_window(report.earliest, report.latest, short=True))
        lent = ", reference" if report.days_basis == "reference" else ""
        text += Markup(" (announced: {}{})").format(days, lent)
    return text


def say_reports(reports: list, passages: pd.DataFrame, names: dict[str, str]) -> Markup:
    """The reports (rows) of one event, each article named once."""
    first: dict[tuple[str, str], object] = {}
    for report in reports:
        first.setdefault((report.doc_id, report.sentence_id), report)
    once = list(first.values())
    told: dict[str, list] = {}
    for report in once[:QUOTED]:
        told.setdefault(report.doc_id, []).append(say_report(report, passages))
    lines = [
        Markup("{}: {}").format(names[doc_id], Markup("; ").join(said))
        for doc_id, said in told.items()
    ]
    if len(once) > QUOTED:
        lines.append(Markup("and {:,} more reports").format(len(once) - QUOTED))
    return BREAK.join(lines)


def say_status(statuses: dict[str, int]) -> str:
    """
    >>> say_status({"happened": 1}), say_status({"happened": 2, "planned": 1})
    ('reported', 'reported (2), planned (1)')
    """
    if len(statuses) == 1:
        return STATUS[next(iter(statuses))]
    return ", ".join(f"{STATUS[s]} ({n})" for s, n in statuses.items())


def say_told(event: object, n_outlets: int) -> Markup:
    """Who has an event, in few words: who reports it, who only announces it, and on what."""
    lines = []
    if n_outlets == 1:  # the only one has every event
        lines.append("reported" if event.n_outlets else "announced")
    elif event.n_outlets:
        verb = "reports" if event.n_outlets == 1 else "report"
        lines.append(f"{event.n_outlets} of {n_outlets} {verb}")
    if event.n_announcing and n_outlets > 1:
        verb = "announces" if event.n_announcing == 1 else "announce"
        lines.append(f"{event.n_announcing} of {n_outlets} {verb}")
    if event.n_outlets:
        lines.append(say_count(event.n_articles, "article"))
    lines.append(say_count(event.n_origins, "origin"))
    return BREAK.join(line.replace(" ", "\xa0") for line in lines)


def list_events(
    events: pd.DataFrame, reports: pd.DataFrame, passages: pd.DataFrame, tables: Tables
) -> pd.DataFrame:
    """One row per event (of ``name_events``) with every outlet's own words.

    >>> list(list_events(events, reports, passages, tables))
    ['When', 'What', 'State', 'Outlets', 'In their own words']
    """
    names = name_articles(tables.articles)
    told: dict[str, list] = {}
    for report in reports.itertuples():
        told.setdefault(report.event_id, []).append(report)
    n = tables.articles["outlet"].nunique()
    rows = [
        {
            "When": keep_dates(event.when),
            "What": event.what,
            "State": say_status(event.statuses),
            "Outlets": say_told(event, n),
            "In their own words": say_reports(told[event.event_id], passages, names),
        }
        for event in events.itertuples()
    ]
    columns = ["When", "What", "State", "Outlets", "In their own words"]
    return make_rows(rows, columns)


def list_drawn(drawn: pd.DataFrame) -> pd.DataFrame:
    """The data behind the opening figure: one row per event, days as ISO text, open sides empty.

    >>> list(list_drawn(drawn))[:4]
    ['Event', 'Actors', 'Earliest', 'Latest']
    """
    rows = [
        {
            "Event": e.what,
            "Actors": "; ".join(e.actor_names) if isinstance(e.actor_names, tuple) else "",
            "Earliest": "" if pd.isna(e.earliest) else e.earliest.date().isoformat(),
            "Latest": "" if pd.isna(e.latest) else e.latest.date().isoformat(),
            "Days from": DAYS_FROM[e.days_basis],
            "Precision": e.precision,
            "State": e.status,
            "Articles": e.n_articles,
            "Outlets": e.n_outlets,
            "Origins": e.n_origins,
            "Reported by": "; ".join(e.outlets),
            "Announced by": "; ".join(e.announcing),
            "First evidence": f"{e.doc_id} {e.sentence_id}",
        }
        for e in drawn.itertuples()
    ]
    columns = [
        "Event", "Actors", "Earliest", "Latest", "Days from", "Precision", "State", "Articles",
        "Outlets", "Origins", "Reported by", "Announced by", "First evidence",
    ]  # fmt: skip
    return make_rows(rows, columns)


def list_promises(promises: pd.DataFrame, passages: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Each statement with its words, its window, and the distance to what came.

    >>> list(list_promises(promises, passages, tables))[:4]
    ['Said', 'By', 'Passed on by', 'Sort']
    """
    names = name_articles(tables.articles)
    sort = {"promise": "promise", "visit": "visit", "stage": "report of progress"}
    rows = [
        {
            "Said": say_day_said(p),
            "By": name_speaker(p),
            "Passed on by": p.relay_name if isinstance(p.relay_name, str) else "",
            "Sort": sort.get(p.kind, p.kind),
            "In the article's words": quote(passages, p.doc_id, p.words_start, p.words_end),
            "Window as read": say_window(p.window_earliest, p.window_latest, short=True),
            "Against the day that came": say_distance(p) if p.kind == "promise" else "",
            "Article": link(p.doc_id, p.sentence_id, names[p.doc_id]),
        }
        for p in promises.itertuples()
    ]
    columns = [
        "Said",
        "By",
        "Passed on by",
        "Sort",
        "In the article's words",
        "Window as read",
        "Against the day that came",
        "Article",
    ]
    return make_rows(rows, columns)


def list_windows(windows: pd.DataFrame, passages: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Pairs of windows that share no day, as printed.

    >>> list(list_windows(windows, passages, tables))
    ['Article', 'Credited to', 'One window', 'Another', 'Days between']
    """
    names = name_articles(tables.articles)
    rows = [
        {
            "Article": names[w.doc_id],
            "Credited to": w.source_name,
            "One window": say_printed(w, passages, ""),
            "Another": say_printed(w, passages, "other_"),
            "Days between": w.days_apart,
        }
        for w in windows.itertuples()
    ]
    columns = ["Article", "Credited to", "One window", "Another", "Days between"]
    return lay_out(rows, columns)


def say_printed(window: object, passages: pd.DataFrame, side: str) -> Markup:
    def get(name: str) -> object:
        return getattr(window, side + name)

    words = quote(passages, window.doc_id, get("words_start"), get("words_end"))
    days = say_window(get("window_earliest"), get("window_latest"), short=True)
    return Markup("{} ({}) {}").format(words, days, link(window.doc_id, get("sentence_id")))


def list_conflicts(conflicts: pd.DataFrame, events: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Pairs of reports of one event whose days exclude each other.

    >>> list(list_conflicts(conflicts, events, tables))
    ['Event', 'One report', 'Another', 'Days between', 'Sort']
    """
    names = name_articles(tables.articles)
    what = dict(zip(events["event_id"], events["what"], strict=True))
    rows = [
        {
            "Event": what[c.event_id],
            "One report": Markup("{}: {}").format(
                link(c.doc_id, c.sentence_id, names[c.doc_id]),
                say_interval(c.earliest, c.latest, True),
            ),
            "Another": Markup("{}: {}").format(
                link(c.other_doc_id, c.other_sentence_id, names[c.other_doc_id]),
                say_interval(c.other_earliest, c.other_latest, True),
            ),
            "Days between": c.days_apart,
            "Sort": c.sort,
        }
        for c in conflicts.itertuples()
    ]
    columns = ["Event", "One report", "Another", "Days between", "Sort"]
    return lay_out(rows, columns)


def list_figures(figures: pd.DataFrame, passages: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Figures for one object side by side, with the verb that says what each counts.

    >>> list(list_figures(figures, passages, tables))
    ['Of', 'One figure', 'Its verb', 'Another', 'Its verb ', 'Read as']
    """
    names = name_articles(tables.articles)

    def say_side(row: object, side: str) -> Markup:
        doc_id, sentence_id = getattr(row, f"doc_id_{side}"), getattr(row, f"sentence_id_{side}")
        words = quote(passages, doc_id, getattr(row, f"start_{side}"), getattr(row, f"end_{side}"))
        return Markup("{} {}").format(words, link(doc_id, sentence_id, names[doc_id]))

    rows = [
        {
            "Of": row.head,
            "One figure": say_side(row, "a"),
            "Its verb": row.verb_a or "not clear",
            "Another": say_side(row, "b"),
            "Its verb ": row.verb_b or "not clear",
            "Read as": row.verdict,
        }
        for row in figures.itertuples()
    ]
    columns = ["Of", "One figure", "Its verb", "Another", "Its verb ", "Read as"]
    return lay_out(rows, columns)


def list_order(order: pd.DataFrame, articles: dict[str, str] | None = None) -> pd.DataFrame:
    """Pairs whose order some choice of days would turn round.

    >>> list(list_order(article_order, names))
    ['Taken as first', 'Taken as second', 'Under all bounds', 'By the texts alone']
    """
    names = articles or {}
    loose = order[~order["holds"] | ~order["holds_by_text"]]
    rows = [
        {
            "Taken as first": names.get(pair.first, pair.first_label),
            "Taken as second": names.get(pair.second, pair.second_label),
            "Under all bounds": "holds" if pair.holds else "open",
            "By the texts alone": "holds" if pair.holds_by_text else "open",
        }
        for pair in loose.head(PAIRS).itertuples()
    ]
    columns = ["Taken as first", "Taken as second", "Under all bounds", "By the texts alone"]
    return lay_out(rows, columns)
