"""The evidence chapter: one entry per sentence that a tag was read from, with its place and its
tags.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from helpers.prose.articles import name_articles
from helpers.prose.layout import lay_out
from helpers.prose.passages import GAP, anchor, link, quote, say_place, slug
from helpers.prose.words import is_known, say_count, say_interval, say_list, say_share
from helpers.records import FURNITURE, Tables

COLUMNS = ["Place", "Passage", "What is read from it"]
# Beyond so many articles or events each article has a page of its own.
ARTICLES, EVENTS = 20, 200
CAPTION_INDEX = "The articles, oldest first, each with the page that holds its entries."


def say_wording(row: object, passages: pd.DataFrame, named: dict[str, str]) -> Markup:
    words = quote(passages, row.doc_id, int(row.start), int(row.end))
    return Markup("wording: {} ({})").format(words, named.get(row.id, row.id))


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
        said = say_interval(row.earliest, row.latest, short=True)
        days = "" if said == row.value else f", {said}"
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


def list_furniture(tables: Tables) -> set[tuple[str, str]]:
    """The sentences that lie in furniture, which no count includes."""
    zones = tables.zones[tables.zones["zone"].isin(FURNITURE)]
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for zone in zones.itertuples():
        spans[zone.doc_id].append((zone.start, zone.end))
    return {
        (row.doc_id, row.sentence_id)
        for row in tables.sentences.itertuples()
        if any(start < row.end and row.start < end for start, end in spans[row.doc_id])
    }


def list_coded(tables: Tables) -> list[tuple[str, str]]:
    """The sentences of the story that the agreed coding marks: chapter 4 points to them, tagged or
    not.
    """
    furniture = list_furniture(tables)
    places = [
        place
        for name, frame in tables.codings.items()
        if name.startswith("agreed/") and "start" in frame
        for place in zip(frame["doc_id"], frame["start"], strict=True)
    ]
    return [key for key in find_sentence_ids(tables, places) if key not in furniture]


def find_sentence_ids(tables: Tables, places: Sequence[tuple[str, int]]) -> list[tuple[str, str]]:
    """The sentences that hold some places, as (doc_id, sentence_id); other articles left out."""
    starts = {doc: list(mine["start"]) for doc, mine in tables.sentences.groupby("doc_id")}
    ids = {doc: list(mine["sentence_id"]) for doc, mine in tables.sentences.groupby("doc_id")}
    return [
        (doc_id, ids[doc_id][max(0, bisect_right(starts[doc_id], start) - 1)])
        for doc_id, start in places
        if doc_id in starts
    ]


def name_codes(tables: Tables, kind: str) -> dict[str, str]:
    """The entries of a part of the codebook: id → what a reader calls it."""
    frame = tables.codebook[kind]
    column = next(name for name in ("reference", "label", "name") if name in frame)
    return dict(zip(frame["id"], frame[column], strict=True))


def gather_entries(tables: Tables, passages: pd.DataFrame) -> dict[tuple[str, str], list[Markup]]:
    """What is read from each sentence: (doc_id, sentence_id) → lines, claims first."""
    labels, facts = name_codes(tables, "claims"), name_codes(tables, "facts")
    named, actors = name_codes(tables, "naming"), name_codes(tables, "actors")
    themes = name_codes(tables, "themes")
    lines: dict[tuple[str, str], list[Markup]] = defaultdict(list)

    def add(frame: pd.DataFrame, say: object, only_bare: bool = False) -> None:
        bare = {key for key in lines if lines[key]} if only_bare else set()
        for row in frame.itertuples():
            key = row.doc_id, row.sentence_id
            line = say(row)
            if line not in lines[key] and key not in bare:
                lines[key].append(line)

    add(tables.promises, lambda r: say_promise(r, passages))
    add(tables.claims, lambda r: say_claim(r, labels))
    add(tables.facts, lambda r: Markup("reference: {}").format(facts.get(r.id, r.id)))
    add(tables.events, lambda r: say_event(r, passages))
    add(tables.attributions, lambda r: say_attribution(r, passages))
    add(tables.times, lambda r: say_time(r, passages))
    add(tables.naming, lambda r: say_wording(r, passages, named))
    add(
        tables.actors,
        lambda r: Markup("mention: {}").format(actors.get(r.actor_id, r.actor_id)),
        only_bare=True,
    )
    add(tables.themes, lambda r: Markup("theme: {}").format(themes.get(r.id, r.id)), only_bare=True)
    compared = passages.attrs.get("compared", [])
    keys = find_sentence_ids(tables, [(doc_id, start) for doc_id, start, _ in compared])
    bare = {key for key in keys if not lines[key]}
    for key, (doc_id, start, end) in zip(keys, compared, strict=True):
        if key in bare:  # a number beside another article's, and nothing else was read there
            words = quote(passages, doc_id, start, end)
            lines[key].append(Markup("figure that is compared: {}").format(words))
    for key in list_coded(tables):
        if not lines[key]:
            lines[key].append(Markup("coded, not tagged"))
    for zone in tables.zones[tables.zones["zone"] == "headline"].itertuples():
        lines[zone.doc_id, zone.sentence_id].insert(0, Markup("headline"))
    return lines


def lay_out_evidence(tables: Tables, passages: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """One table per article in order of date: doc_id → entries in order of the text.

    Every sentence that any tag was read from has an entry, so that no link can dangle.

    >>> list(lay_out_evidence(tables, passages))[:2]
    ['000_16c9ff96592fdde8', '002_246c7bada9d0c667']
    """
    lines, repeats = gather_entries(tables, passages), passages.attrs.get("repeats", {})
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
            told = lines[key]
            if key in repeats:
                told = [line for line in told if GAP not in line]
                words = Markup("the words of {}, printed again").format(link(doc_id, repeats[key]))
            rows.append((place, words, Markup("<br>").join(told)))
        laid[doc_id] = lay_out(rows, COLUMNS)
    return laid


def caption_evidence(tables: Tables) -> dict[str, Markup]:
    """The caption of each article's table: whose words these are, with the address where it is
    known.

    >>> list(caption_evidence(tables))[:2]
    ['000_16c9ff96592fdde8', '002_246c7bada9d0c667']
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
            "limit of quotation; → leads to a time’s TIMEX3 value, its days and the rule in use."
        ).format(names[article.doc_id], author, where)
    return captions


def page_evidence(tables: Tables, n_events: int) -> dict[str, tuple[str, str]]:
    """The name and the title of each article's own page of evidence: doc_id → both.

    Empty where one page takes all: up to ``ARTICLES`` articles and ``EVENTS`` events.

    >>> page_evidence(tables, 60)
    {}
    """
    if len(tables.articles) <= ARTICLES and n_events <= EVENTS:
        return {}
    names = name_articles(tables.articles)
    return {doc_id: (slug(doc_id), f"Evidence: {name}") for doc_id, name in names.items()}


def index_evidence(
    tables: Tables, laid: dict[str, pd.DataFrame], shown: pd.DataFrame, pages: dict
) -> pd.DataFrame:
    """Which page holds the entries of which article; no rows where one page takes all.

    >>> list(index_evidence(tables, laid, shown, pages))
    ['Article', 'Entries', 'Words shown']
    """
    names = name_articles(tables.articles)
    words = shown.set_index("doc_id")
    rows = [
        (
            Markup('<a href="#evidence-{}">{}</a>').format(number, names[doc_id])
            if len(frame)
            else names[doc_id],
            len(frame),
            f"{words['shown'].get(doc_id, 0)} of {words['words'].get(doc_id, 0):,}",
        )
        for number, (doc_id, frame) in enumerate(laid.items(), start=1)
        if pages
    ]
    return lay_out(rows, ["Article", "Entries", "Words shown"])


def say_shown(tables: Tables, shown: pd.DataFrame) -> Markup:
    """How many words of each article the edition shows; of many articles, of all together.

    >>> print(say_shown(tables, shown).striptags())  # doctest: +ELLIPSIS
    This edition shows ... of ... words of The Washington Times, ... Dec ...
    """
    if len(shown) > ARTICLES:
        return Markup("This edition shows {:,} of {} of all articles.").format(
            int(shown["shown"].sum()), say_count(int(shown["words"].sum()), "word")
        )
    names = name_articles(tables.articles)
    parts = [
        Markup("{} of {} of {}").format(r.shown, say_count(r.words, "word"), names[r.doc_id])
        for r in shown.itertuples()
    ]
    return Markup("This edition shows {}.").format(say_list(parts))


def say_entries(tables: Tables, laid: dict[str, pd.DataFrame]) -> Markup:
    """How many sentences have an entry, and why the others have none.

    >>> print("-", say_entries(tables, laid).striptags())  # doctest: +ELLIPSIS
    - ... entries below: ... of ... sentences have a tag or a code. ... ...
    """
    entries = sum(map(len, laid.values()))
    sentences, furniture = len(tables.sentences), len(list_furniture(tables))
    left = Markup(" {} of furniture {} out of all counts.").format(
        say_count(furniture, "sentence").capitalize(), "is left" if furniture == 1 else "are left"
    )
    return Markup("{} below: {} have a tag or a code.{}").format(
        say_count(entries, "entry", "entries").capitalize(),
        say_share(entries, sentences, "sentence"),
        left if furniture else "",
    )


def describe_evidence(tables: Tables) -> dict[str, str]:
    """The alternative text of each article's table of entries, by ``doc_id``.

    >>> list(describe_evidence(tables))[:2]
    ['000_16c9ff96592fdde8', '002_246c7bada9d0c667']
    """
    names = name_articles(tables.articles)
    return {doc_id: f"Evidence entries of {name}" for doc_id, name in names.items()}
