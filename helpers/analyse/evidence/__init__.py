"""Which words of an article the report may show: passages chosen by priority within a budget.

A published edition shows at most ``SHARE`` of an article's words.  What carries a reading goes
first (aligned pairs, promises, claims, answers, differences), cut shorter rather than left out;
then the bare words that a tag was read from; then the passages grow by turns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pandas as pd

from helpers.analyse.choice import check_evidence
from helpers.records import FURNITURE, Tables

from .ledger import PASSAGE_WORDS, Ledger
from .phrases import Span, end_phrase, tokens_within
from .wanted import list_cores, list_first, list_names, list_repeats, list_words, widen_promise

__all__ = ["PASSAGE_WORDS", "SHARE", "choose_passages", "count_shown"]

SHARE = 0.40  # of the words of a body; tests/acceptance/test_caps.py guards it on all that is shown
STOPS = ",;:.!?—–"
COLUMNS = ["doc_id", "start", "end", "text"]
# Words of a core; the longest with which all cores of an article fit is where filling begins.
LENGTHS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 15)
BARE_WORDS = 3  # of a sentence that would be left without any
PHRASE_WORDS = 6  # of a tag; where trigger and time are farther apart, each is shown alone


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


def list_phrases(tables: Tables, ledgers: dict[str, Ledger]) -> dict[tuple[str, int, int], Span]:
    """Where the words of a promise are cut inside a phrase: the span of the whole phrase."""
    phrases = {}
    for row in tables.promises.itertuples():
        ledger, span = ledgers[row.doc_id], (int(row.words_start), int(row.words_end))
        wide = widen_promise(ledger, row)
        if wide != tokens_within(ledger.tokens, *span):
            start = min(span[0], ledger.tokens[wide.start][0])
            end = max(
                span[1],
                start + len(ledger.text[start : ledger.tokens[wide.stop - 1][1]].rstrip(STOPS)),
            )
            phrases[row.doc_id, *span] = start, end
    return phrases


def list_rows(
    tables: Tables,
    ledgers: dict[str, Ledger],
    phrases: dict[tuple[str, int, int], Span],
    compared: pd.DataFrame | None,
) -> Iterator[tuple[str, int, int, str]]:
    """The passages of all articles as rows."""
    repeats = list_repeats(tables)

    def share_out(wanted: Iterable[tuple]) -> dict[str, list[tuple]]:
        by_article: dict[str, list[tuple]] = defaultdict(list)
        for doc_id, sentence_id, span, *keys in wanted:
            if (doc_id, sentence_id) not in repeats:
                ledger = ledgers[doc_id]
                inside = tokens_within(ledger.tokens, *span)
                if keys and keys[0]:  # a claim is not cut inside its last phrase
                    within = ledger.sentence_of(inside.start)
                    inside = end_phrase(ledger.words, inside, within)
                by_article[doc_id].append((inside, *keys))
        return by_article

    cores, words = share_out(list_cores(tables)), share_out(list_words(tables))
    first = share_out(list_first(tables, phrases))
    whole: dict[str, list[Span]] = defaultdict(list)
    if compared is not None:
        for row in compared.drop_duplicates(["doc_id", "start", "end"]).itertuples():
            whole[row.doc_id].append((row.start, row.end))
    for doc_id, _, span in list_names(tables):
        ledgers[doc_id].name(tokens_within(ledgers[doc_id].tokens, *span))
    for doc_id, ledger in ledgers.items():
        show_first(ledger, whole[doc_id], first[doc_id])
        filled = fill_ledger(ledger, cores[doc_id], words[doc_id])
        for start, end in filled.spans():
            yield doc_id, start, end, filled.text[start:end]


def show_first(ledger: Ledger, compared: list[Span], first: list[tuple[range]]) -> None:
    """Let through what comes whole: compared words, longer than a passage or not, then the rest."""
    for span in compared:
        inside = tokens_within(ledger.tokens, *span)
        if len(inside) <= PASSAGE_WORDS or not ledger.allow_whole(inside, SHARE):
            ledger.allow_core(inside, SHARE)
    for (inside,) in first:
        ledger.allow_core(inside, SHARE)


def show_cores(
    ledger: Ledger, cores: list[tuple[range, frozenset[str]]], words: list[tuple[range]], most: int
) -> Ledger | None:
    """A ledger with every core in ``most`` words and no sentence left without a word, or None."""
    tried = ledger.copy()
    for core, keys in cores:
        if not tried.allow_core(core, SHARE, most, keys):
            return None
    for (inside,) in words:
        if tried.is_bare(inside.start) and not tried.allow_core(inside, SHARE, BARE_WORDS):
            return None
    return tried


def fill_ledger(
    ledger: Ledger, cores: list[tuple[range, frozenset[str]]], words: list[tuple[range]]
) -> Ledger:
    """Let through all cores, however short, then more of them, then the words of tags by
    priority, then the phrases round what is there.
    """
    filled, fitted = ledger, 0
    for most in reversed(LENGTHS):
        tried = show_cores(ledger, cores, words, most)
        if tried:
            filled, fitted = tried, most
            break
    # what a cut took of the words that a reading is named after, the most first
    for core, keys in sorted(cores, key=lambda core: -filled.count_missed(*core)):
        if filled.count_missed(core, keys):
            filled.allow_core(core, SHARE, PASSAGE_WORDS, keys)
    for most in LENGTHS[bisect_right(LENGTHS, fitted) :]:
        for core, keys in cores:
            filled.allow_core(core, SHARE, most, keys)
    for (inside,) in words:
        if len(inside) <= PHRASE_WORDS:
            filled.allow([inside], SHARE)
    filled.widen(SHARE)
    filled.tidy()
    return filled


def choose_passages(
    tables: Tables, compared: pd.DataFrame | None = None, evidence: str = "passages"
) -> pd.DataFrame:
    """The words of each article that an edition may show: columns ``doc_id, start, end, text``.

    ``compared`` (``doc_id, start, end``) are the words that are set side by side; they come first
    and whole.  ``evidence="sentences"`` shows every sentence, for a desk that holds the rights.
    ``attrs["shown_as"]`` maps (doc_id, start, end) of words that a tag cuts inside a phrase to the
    start and end of the whole phrase, ``attrs["repeats"]`` a sentence that is printed again to the
    first one: nothing of it is quoted a second time; ``attrs["compared"]`` lists the compared words
    as (doc_id, start, end), for a sentence that is compared but not tagged needs an entry too.

    >>> list(choose_passages(tables, list_compared(tables), evidence))
    ['doc_id', 'start', 'end', 'text']

    Raises:
        SelectionError: ``evidence`` is neither "passages" nor "sentences".
    """
    check_evidence(evidence)
    ledgers = open_ledgers(tables)
    shown_as = list_phrases(tables, ledgers)
    if evidence == "sentences":
        rows = tables.sentences[COLUMNS].reset_index(drop=True)
    else:
        rows = pd.DataFrame(list(list_rows(tables, ledgers, shown_as, compared)), columns=COLUMNS)
    spans = [] if compared is None else compared.drop_duplicates(["doc_id", "start", "end"])
    spans = [(r.doc_id, int(r.start), int(r.end)) for r in spans.itertuples()] if len(spans) else []
    rows.attrs |= {"shown_as": shown_as, "repeats": list_repeats(tables), "compared": spans}
    return rows


def count_shown(tables: Tables, passages: pd.DataFrame) -> pd.DataFrame:
    """Per article: words of the body, words that the passages show, and the share.

    >>> list(count_shown(tables, passages))
    ['doc_id', 'words', 'shown', 'share']
    """
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
