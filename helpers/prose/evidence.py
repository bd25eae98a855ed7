"""The evidence chapter: one entry per sentence that a tag was read from, with its place and its
tags.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

import pandas as pd
from markupsafe import Markup

from helpers.prose.articles import name_articles
from helpers.prose.layout import lay_out
from helpers.prose.passages import anchor, quote, say_place
from helpers.prose.words import is_known, say_count, say_interval, say_list, say_share
from helpers.records import Tables

COLUMNS = ["Place", "Passage", "What is read from it"]


def words_of(value: object, otherwise: str) -> str:
    return value if isinstance(value, str) and value else otherwise


def quote_span(passages: pd.DataFrame, row: object, prefix: str) -> Markup:
    """The words of one part of a record, e.g. its trigger or cue; empty where it has none."""
    start, end = getattr(row, f"{prefix}start"), getattr(row, f"{prefix}end")
    if pd.isna(start) or pd.isna(end):
        return Markup("")
    return quote(passages, row.doc_id, int(start), int(end))


def say_time(row: object, passages: pd.DataFrame) -> Markup:
    mod = f" {row.mod}" if row.mod else ""
    days = ""
    if is_known(row.earliest) or is_known(row.latest):
        days = f", {say_interval(row.earliest, row.latest, short=True)}"
    return Markup("time: {} → {}{}{} ({})").format(
        quote_span(passages, row, ""), row.value or "no value", mod, days, row.rule
    )


def say_attribution(row: object, passages: pd.DataFrame) -> Markup:
    relay = Markup(" via {}").format(row.relay_name) if words_of(row.relay_name, "") else Markup("")
    cue = quote_span(passages, row, "cue_")
    said = Markup(", cue {}").format(cue) if cue else Markup("")
    return Markup("{} statement: {}{}{}").format(
        row.kind, words_of(row.source_name, "source not resolved"), relay, said
    )


def say_event(row: object, passages: pd.DataFrame) -> Markup:
    when = say_interval(row.earliest, row.latest, short=True)
    why = Markup("; {}").format(row.reasoning) if row.reasoning else Markup("")
    return Markup("event: {} ({}, {}), {}{}").format(
        quote_span(passages, row, "trigger_"), row.kind.replace("_", " "), row.status, when, why
    )


def say_claim(row: object, labels: dict[str, str]) -> Markup:
    code = row.commitment if isinstance(row.commitment, str) else row.denial
    source = Markup(", {}").format(row.source_name) if words_of(row.source_name, "") else Markup("")
    return Markup("claim “{}”: {}{}").format(labels.get(row.claim_id, row.claim_id), code, source)


def say_promise(row: object, passages: pd.DataFrame) -> Markup:
    window = say_interval(row.window_earliest, row.window_latest, short=True)
    return Markup("{}: {}, {}, window: {}").format(
        row.kind,
        words_of(row.source_name, "source not resolved"),
        quote_span(passages, row, "words_"),
        window,
    )


def list_coded(tables: Tables) -> list[tuple[str, str]]:
    """The sentences that the agreed coding marks: chapter 4 points to them, tagged or not."""
    starts = {doc: list(mine["start"]) for doc, mine in tables.sentences.groupby("doc_id")}
    ids = {doc: list(mine["sentence_id"]) for doc, mine in tables.sentences.groupby("doc_id")}
    return [
        (doc_id, ids[doc_id][max(0, bisect_right(starts[doc_id], start) - 1)])
        for name, frame in tables.codings.items()
        if name.startswith("agreed/") and "start" in frame
        for doc_id, start in zip(frame["doc_id"], frame["start"], strict=True)
        if doc_id in starts
    ]


def gather_entries(tables: Tables, passages: pd.DataFrame) -> dict[tuple[str, str], list[Markup]]:
    """What is read from each sentence: (doc_id, sentence_id) → lines, claims first."""
    labels = dict(
        zip(tables.codebook["claims"]["id"], tables.codebook["claims"]["label"], strict=True)
    )
    facts = dict(
        zip(tables.codebook["facts"]["id"], tables.codebook["facts"]["reference"], strict=True)
    )
    lines: dict[tuple[str, str], list[Markup]] = defaultdict(list)

    def add(frame: pd.DataFrame, say: object) -> None:
        for row in frame.itertuples():
            line = say(row)
            held = lines[row.doc_id, row.sentence_id]
            if line not in held:
                held.append(line)

    add(tables.promises, lambda r: say_promise(r, passages))
    add(tables.claims, lambda r: say_claim(r, labels))
    add(tables.facts, lambda r: Markup("reference: {}").format(facts.get(r.id, r.id)))
    add(tables.events, lambda r: say_event(r, passages))
    add(tables.attributions, lambda r: say_attribution(r, passages))
    add(tables.times, lambda r: say_time(r, passages))
    for frame in (tables.naming, tables.actors, tables.themes):
        for row in frame.itertuples():
            lines.setdefault((row.doc_id, row.sentence_id), [])
    for key in list_coded(tables):
        lines.setdefault(key, [])
    for zone in tables.zones[tables.zones["zone"] == "headline"].itertuples():
        lines[zone.doc_id, zone.sentence_id].insert(0, Markup("headline"))
    return lines


def lay_out_evidence(tables: Tables, passages: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """One table per article in order of date: doc_id → entries in order of the text.

    Every sentence that any tag was read from has an entry, so that no link can dangle.
    """
    lines = gather_entries(tables, passages)
    laid = {}
    for doc_id in tables.articles["doc_id"]:
        rows = []
        for sentence in tables.sentences[tables.sentences["doc_id"] == doc_id].itertuples():
            key = (doc_id, sentence.sentence_id)
            if key not in lines:
                continue
            place = Markup('<span id="{}">{}</span>').format(
                anchor(*key), say_place(sentence.sentence_id)
            )
            words = quote(passages, doc_id, int(sentence.start), int(sentence.end))
            rows.append((place, words, Markup("<br>").join(lines[key])))
        laid[doc_id] = lay_out(rows, COLUMNS)
    return laid


def caption_evidence(tables: Tables) -> dict[str, Markup]:
    """The caption of each article's table: whose words these are, with the address where it is
    known.
    """
    captions = {}
    names = name_articles(tables.articles)
    for article in tables.articles.itertuples():
        url = words_of(article.url, "")
        where = Markup("; no address is known")
        if url:
            where = Markup("; {} ({})").format(url, words_of(article.url_basis, "unknown"))
        author = (
            Markup(", by {}").format(article.author) if words_of(article.author, "") else Markup("")
        )
        captions[article.doc_id] = Markup(
            "{}{}{}. Paragraph and sentence count from 1; … stands for words beyond the "
            "limit of quotation."
        ).format(names[article.doc_id], author, where)
    return captions


def say_shown(tables: Tables, shown: pd.DataFrame) -> Markup:
    """How many words of each article the edition shows."""
    names = name_articles(tables.articles)
    parts = [
        Markup("{} of {} of {}").format(r.shown, say_count(r.words, "word"), names[r.doc_id])
        for r in shown.itertuples()
    ]
    return Markup("This edition shows {}.").format(say_list(parts))


def say_entries(tables: Tables, laid: dict[str, pd.DataFrame]) -> Markup:
    entries = sum(map(len, laid.values()))
    sentences = len(tables.sentences)
    return Markup("{} below: {} have a tag or a code.").format(
        say_count(entries, "entry", "entries").capitalize(),
        say_share(entries, sentences, "sentence"),
    )


def describe_evidence(tables: Tables) -> dict[str, str]:
    names = name_articles(tables.articles)
    return {doc_id: f"Evidence entries of {name}" for doc_id, name in names.items()}
