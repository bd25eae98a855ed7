"""What wants to be shown of an article, in order of priority, with the words that carry it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from helpers.analyse.timeline import choose_days, select_sentences
from helpers.records import Tables

from .ledger import PASSAGE_WORDS, Ledger
from .phrases import Span, end_phrase, is_border, list_stems, tokens_within

NAME_WORDS = 5  # fewer words are a name that anybody would use; tests/acceptance/test_caps.py
FIRST = re.compile(r"^(?:an?|the)\s+", re.I)  # tables print a wording without it
LETTERS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def spans_of(row: object, *names: str) -> list[Span]:
    """A record's known spans, named by their prefix ("" for the record itself)."""
    spans = []
    for name in names:
        start, end = getattr(row, f"{name}start"), getattr(row, f"{name}end")
        if not pd.isna(start) and not pd.isna(end):
            spans.append((int(start), int(end)))
    return spans


def hull(spans: list[Span]) -> Span:
    return min(s for s, _ in spans), max(e for _, e in spans)


def list_repeats(tables: Tables) -> dict[tuple[str, str], str]:
    """Sentences that an article prints again: (doc_id, sentence_id) → the first one's id."""
    seen: dict[tuple[str, str], str] = {}
    repeats = {}
    for row in tables.sentences.itertuples():
        first = seen.setdefault((row.doc_id, " ".join(row.text.split())), row.sentence_id)
        if first != row.sentence_id:
            repeats[row.doc_id, row.sentence_id] = first
    return repeats


def widen_promise(ledger: Ledger, row: object) -> range:
    """A promise's words to the end of their phrase; a report of progress with what it is of, a
    lone word ("soon") with the verb before it.

    >>> text = "The pact was ready for signature but gave no day."
    >>> ledger = Ledger(text, [(0, len(text))], [])
    >>> from types import SimpleNamespace
    >>> row = SimpleNamespace(kind="stage", words_start=9, words_end=18)
    >>> found = widen_promise(ledger, row)
    >>> " ".join(ledger.words[i] for i in found)
    'was ready for signature'
    """
    inside = tokens_within(ledger.tokens, int(row.words_start), int(row.words_end))
    within = ledger.sentence_of(inside.start)
    wide = end_phrase(ledger.words, inside, within, clause=row.kind == "stage")
    first = wide.start
    while len(inside) == 1 and first > within.start and not is_border(ledger.words, first):
        first -= 1
    wide = range(first, wide.stop)
    return wide if len(wide) <= PASSAGE_WORDS else inside


def list_first(
    tables: Tables, phrases: dict[tuple[str, int, int], Span]
) -> Iterator[tuple[str, str, Span]]:
    """(doc_id, sentence_id, words) of promises, whole phrases, of what tells the days of a large
    corpus, for half such a sentence tells none, and of the first headline.
    """
    for row in tables.promises.itertuples():
        span = int(row.words_start), int(row.words_end)
        yield row.doc_id, row.sentence_id, phrases.get((row.doc_id, *span), span)
    for row in select_sentences(tables, choose_days(tables)["day"]).itertuples():
        yield row.doc_id, row.sentence_id, (int(row.start), int(row.end))
    zones = tables.zones[tables.zones["zone"] == "headline"]
    for row in zones.drop_duplicates("doc_id").itertuples():
        yield row.doc_id, row.sentence_id, (row.start, row.end)


def list_names(tables: Tables) -> Iterator[tuple[str, str, Span]]:
    """(doc_id, sentence_id, words) of long wordings and sources, which other tables print."""
    for row in tables.naming.itertuples():
        name = FIRST.sub("", row.text)
        if len(LETTERS.findall(name)) >= NAME_WORDS:
            yield row.doc_id, row.sentence_id, (row.end - len(name), row.end)
    unresolved = tables.attributions["source_id"] == "unknown"
    for row in tables.attributions[unresolved].itertuples():
        for span in spans_of(row, "source_"):
            if len(LETTERS.findall(str(row.source_text))) >= NAME_WORDS:
                yield row.doc_id, row.sentence_id, span


def list_cores(tables: Tables) -> Iterator[tuple[str, str, Span, frozenset[str]]]:
    """(doc_id, sentence_id, words, stems to keep) of claims, then answers, then differences.

    The stems are those of the label and of the cue: a core that must be cut keeps them longest.
    What makes an answer or a hedge, its cue, goes before the rest of it.
    """
    known = tables.codebook["claims"]
    labels = dict(zip(known["id"], known["label"], strict=True))
    claims = tables.claims
    for group in (claims[claims["denial"].isna()], claims[claims["denial"].notna()]):
        for row in group.itertuples():
            keys = list_stems(labels.get(row.claim_id), row.cue)
            if not pd.isna(row.denial) or row.commitment == "hedged":
                for span in spans_of(row, "cue_"):
                    yield row.doc_id, row.sentence_id, span, frozenset()
            yield row.doc_id, row.sentence_id, (row.start, row.end), keys
    for row in tables.facts.itertuples():
        yield row.doc_id, row.sentence_id, (row.start, row.end), frozenset()


def list_words(tables: Tables) -> Iterator[tuple[str, str, Span]]:
    """(doc_id, sentence_id, words) that a tag was read from, bit by bit, in order of priority."""
    partial = tables.attributions[tables.attributions["kind"] == "partial"]
    dated = tables.events[tables.events["earliest"].notna() | tables.events["latest"].notna()]
    parts = (
        (tables.claims, [("cue_",)]),
        (partial, [("",)]),
        (dated, [("trigger_", "time_"), ("trigger_",), ("time_",)]),
        (tables.attributions, [("cue_",)]),
        (tables.events, [("trigger_",)]),
        (tables.times, [("",)]),
        (tables.naming, [("",)]),
    )
    for frame, names in parts:
        for row in frame.itertuples():
            for prefixes in names:
                spans = spans_of(row, *prefixes)
                if spans:
                    yield row.doc_id, row.sentence_id, hull(spans)
