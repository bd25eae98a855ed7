"""Which words of an article the report may show: passages chosen by priority within a budget.

A published edition shows at most ``SHARE`` of an article's words.  Passages go first (aligned
pairs, promises, claims, answers, the sentences of a large corpus's days, events), then the bare
words that a tag was read from (cues, triggers, times).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import pandas as pd

from helpers.analyse.timeline import choose_days, select_sentences
from helpers.records import FURNITURE, Tables

SHARE = 0.36  # of the words of a body: names in tables, not marked as quotations, add some to it
PASSAGE_SHARE = 0.30  # leaves room for the words seen of tags whose passage no longer fits
PASSAGE_WORDS = 15
COLUMNS = ["doc_id", "start", "end", "text"]
WORD = re.compile(r"\S+")
# a passage stops at a clause boundary once it holds the words it is for
BOUNDARY = re.compile(r"[,;:—–.!?][”\"’')]*$")

Span = tuple[int, int]


def tokens_of(text: str) -> list[Span]:
    return [m.span() for m in WORD.finditer(text)]


def tokens_within(tokens: list[Span], start: int, end: int) -> range:
    """Indices of the tokens that overlap a span."""
    first = bisect_right(tokens, start, key=lambda t: t[1])
    last = bisect_left(tokens, end, key=lambda t: t[0])
    return range(first, max(first, last))


def widen_passage(text: str, tokens: list[Span], core: range, within: range) -> range:
    """Widen the core to its clause, to at most ``PASSAGE_WORDS`` words of its sentence.

    A core that is longer is cut at its end.
    """
    first, last = core.start, min(core.stop, core.start + PASSAGE_WORDS)
    left = right = True
    while last - first < PASSAGE_WORDS and (left or right):
        if right:
            right = last < within.stop and not BOUNDARY.search(text[slice(*tokens[last - 1])])
            last += right
        if left and last - first < PASSAGE_WORDS:
            left = first > within.start and not BOUNDARY.search(text[slice(*tokens[first - 1])])
            first -= left
    return range(first, last)


def spans_of(row: object, *names: str) -> Span:
    """The hull of a record's known spans, named by their prefix ("" for the record itself)."""
    spans = []
    for name in names:
        start, end = getattr(row, f"{name}start"), getattr(row, f"{name}end")
        if not pd.isna(start) and not pd.isna(end):
            spans.append((int(start), int(end)))
    return min(s for s, _ in spans), max(e for _, e in spans)


def list_passages(tables: Tables) -> Iterator[tuple[str, Span]]:
    """What wants a passage, in order of priority: (doc_id, the words that it must hold)."""
    for row in tables.zones.drop_duplicates(["doc_id", "zone"]).itertuples():
        if row.zone == "headline":
            yield row.doc_id, (row.start, row.end)
    for row in tables.promises.itertuples():
        yield row.doc_id, (int(row.words_start), int(row.words_end))
    for row in tables.facts.itertuples():
        yield row.doc_id, (row.start, row.end)
    claims = tables.claims
    for group in (claims[claims["denial"].isna()], claims[claims["denial"].notna()]):
        for row in group.itertuples():
            yield row.doc_id, spans_of(row, "", "cue_") if row.denial else (row.start, row.end)
    for row in select_sentences(tables, choose_days(tables)["day"]).itertuples():
        yield row.doc_id, (int(row.start), int(row.end))
    for row in tables.events.itertuples():
        if not (pd.isna(row.earliest) and pd.isna(row.latest)):
            yield row.doc_id, (int(row.trigger_start), int(row.trigger_end))


def list_words(tables: Tables) -> Iterator[tuple[str, Span]]:
    """What is shown beyond the passages: the words that a tag was read from."""
    for name in ("promises", "claims", "events", "attributions"):
        frame = getattr(tables, name)
        for prefix in ("words_", "cue_", "trigger_", "time_"):
            if f"{prefix}start" not in frame:
                continue
            for row in frame[frame[f"{prefix}start"].notna()].itertuples():
                yield row.doc_id, spans_of(row, prefix)
    for row in tables.naming.itertuples():
        yield row.doc_id, (row.start, row.end)
    for row in tables.times.itertuples():
        yield row.doc_id, (row.start, row.end)


class Ledger:
    """The tokens of one article that are let through so far."""

    def __init__(self, text: str, sentences: list[Span], furniture: list[Span]) -> None:
        self.text = text
        self.tokens = tokens_of(text)
        self.sentences = sentences
        out = {i for span in furniture for i in tokens_within(self.tokens, *span)}
        self.body = len(self.tokens) - len(out)
        self.shown: set[int] = set()

    def joins(self, i: int) -> bool:
        """Whether one more token would make a run of words longer than a passage may be."""
        first, last = i, i
        while first - 1 in self.shown:
            first -= 1
        while last + 1 in self.shown:
            last += 1
        return last - first >= PASSAGE_WORDS

    def allow(self, wanted: range, share: float, whole: bool = False) -> None:
        """Let tokens through unless the share would be exceeded, the middle ones first.

        What would lay passages end to end is left out, so that no sentence is reprinted piece by
        piece; ``whole`` is for what is compared word by word.
        """
        if len(self.shown | set(wanted)) > share * self.body:
            return
        middle = (wanted.start + wanted.stop - 1) / 2
        for i in sorted(wanted, key=lambda i: (abs(i - middle), i)):
            if whole or not self.joins(i):
                self.shown.add(i)

    def sentence_at(self, at: int) -> range:
        i = bisect_right(self.sentences, at, key=lambda s: s[0]) - 1
        return tokens_within(self.tokens, *self.sentences[i]) if i >= 0 else range(0)

    def widen(self, core: Span) -> range:
        inside = tokens_within(self.tokens, *core)
        return widen_passage(self.text, self.tokens, inside, self.sentence_at(core[0]))

    def spans(self) -> Iterator[Span]:
        """What is let through: one span per run of words within a line."""
        run: list[int] = []
        for i in [*sorted(self.shown), len(self.tokens)]:
            broken = run and (i != run[-1] + 1 or self.is_new_line(run[-1], i))
            if broken or (run and i == len(self.tokens)):
                yield self.tokens[run[0]][0], self.tokens[run[-1]][1]
                run = []
            run.append(i)

    def is_new_line(self, before: int, after: int) -> bool:
        if after == len(self.tokens):
            return True
        return "\n" in self.text[self.tokens[before][1] : self.tokens[after][0]]


def open_ledgers(tables: Tables) -> dict[str, Ledger]:
    sentences = {
        d: list(zip(f["start"], f["end"], strict=True))
        for d, f in tables.sentences.groupby("doc_id")
    }
    furniture = tables.zones[tables.zones["zone"].isin(FURNITURE)]
    out = {d: list(zip(f["start"], f["end"], strict=True)) for d, f in furniture.groupby("doc_id")}
    return {
        row.doc_id: Ledger(row.text, sentences.get(row.doc_id, []), out.get(row.doc_id, []))
        for row in tables.articles.itertuples()
    }


def choose_passages(
    tables: Tables, compared: pd.DataFrame | None = None, evidence: str = "passages"
) -> pd.DataFrame:
    """The words of each article that an edition may show: columns ``doc_id, start, end, text``.

    ``compared`` (``doc_id, start, end``) are the words that are set side by side; they come first
    and whole.  ``evidence="sentences"`` shows every sentence, for a desk that holds the rights.

    Raises:
        ValueError: ``evidence`` is neither "passages" nor "sentences".
    """
    if evidence not in ("passages", "sentences"):
        raise ValueError(f'evidence is "passages" or "sentences", not {evidence!r}')
    if evidence == "sentences":
        return tables.sentences[COLUMNS].reset_index(drop=True)
    ledgers = open_ledgers(tables)
    if compared is not None:
        for row in compared.drop_duplicates(["doc_id", "start", "end"]).itertuples():
            ledger = ledgers[row.doc_id]
            inside = tokens_within(ledger.tokens, row.start, row.end)
            ledger.allow(inside, PASSAGE_SHARE, whole=True)
    wanted = list(list_passages(tables))
    for doc_id, core in wanted:  # what was read goes first, so that the last claim is not left bare
        ledger = ledgers[doc_id]
        ledger.allow(tokens_within(ledger.tokens, *core)[:PASSAGE_WORDS], PASSAGE_SHARE)
    for doc_id, core in wanted:
        ledger = ledgers[doc_id]
        ledger.allow(ledger.widen(core), PASSAGE_SHARE)
    for doc_id, span in list_words(tables):
        ledger = ledgers[doc_id]
        inside = tokens_within(ledger.tokens, *span)
        ledger.allow(inside[:PASSAGE_WORDS], SHARE)
    rows = [
        (doc_id, start, end, ledger.text[start:end])
        for doc_id, ledger in ledgers.items()
        for start, end in ledger.spans()
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def count_shown(tables: Tables, passages: pd.DataFrame) -> pd.DataFrame:
    """Per article: words of the body, words that the passages show, and the share."""
    rows = []
    for doc_id, ledger in open_ledgers(tables).items():
        mine = passages[passages["doc_id"] == doc_id]
        seen = {
            i
            for start, end in zip(mine["start"], mine["end"], strict=True)
            for i in tokens_within(ledger.tokens, start, end)
        }
        rows.append((doc_id, ledger.body, len(seen), len(seen) / max(ledger.body, 1)))
    return pd.DataFrame(rows, columns=["doc_id", "words", "shown", "share"])
