"""The quotation budget: what may be shown, in which order, and never more."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analyse.coverage import list_compared
from helpers.analyse.evidence import PASSAGE_WORDS, SHARE, choose_passages, count_shown
from helpers.analyse.evidence.ledger import UNMARKED, Ledger
from helpers.analyse.evidence.phrases import DANGLING, shorten, tokens_of, tokens_within
from helpers.analyse.evidence.wanted import widen_promise
from helpers.prose.passages import quote
from helpers.tables import tag_study
from tests.small_corpus import TEXTS, make_corpus

STUDY = "russia-iran-treaty"


def test_no_article_is_shown_beyond_its_share():
    tables = make_corpus()
    shown = count_shown(tables, choose_passages(tables, list_compared(tables)))
    assert (shown["share"] <= SHARE).all()
    assert shown["shown"].sum() > 0


def test_passages_are_words_of_the_article():
    tables = make_corpus()
    passages = choose_passages(tables, list_compared(tables))
    assert len(passages)
    for row in passages.itertuples():
        assert TEXTS[row.doc_id][row.start : row.end] == row.text


def test_passages_do_not_overlap():
    passages = choose_passages(make_corpus())
    for _, mine in passages.sort_values("start").groupby("doc_id"):
        assert (mine["end"].iloc[:-1].to_numpy() <= mine["start"].iloc[1:].to_numpy()).all()


def test_sentences_are_whole_for_a_desk_that_holds_the_rights():
    tables = make_corpus()
    assert len(choose_passages(tables, evidence="sentences")) == len(tables.sentences)


def test_another_word_for_evidence_is_refused():
    with pytest.raises(ValueError, match="passages"):
        choose_passages(make_corpus(), evidence="all")


def test_furniture_does_not_raise_the_budget():
    tables = make_corpus()
    words = count_shown(tables, choose_passages(tables)).set_index("doc_id")["words"]
    assert words["a"] == len(TEXTS["a"].split()) - len(["Photo", "by", "A.", "Nobody"])


def open_ledger(text: str) -> Ledger:
    """A text of one sentence."""
    return Ledger(text, [(0, len(text))], [])


def show(ledger: Ledger) -> list[str]:
    return [ledger.text[start:end] for start, end in ledger.spans()]


WORDS = st.lists(
    st.sampled_from(
        ["the", "a,", "of", "ships", "and", "Anna", "Larsson", "sold", "“new", "ones.”"]
    ),
    min_size=1,
    max_size=60,
)
CORES = st.lists(st.tuples(st.integers(0, 59), st.integers(1, 25)), max_size=8)


@given(WORDS, CORES, st.floats(0, 1))
@settings(max_examples=150)
def test_no_ledger_shows_more_than_its_share_or_longer_runs(words, cores, share):
    ledger = open_ledger(" ".join(words))
    for first, size in cores:
        ledger.allow_core(range(len(words))[first : first + size], share)
    ledger.widen(share)
    ledger.tidy()
    assert len(ledger.shown) <= share * len(words)
    run = longest = 0
    for i in range(len(words)):
        run = run + 1 if i in ledger.shown else 0
        longest = max(longest, run)
    assert longest <= PASSAGE_WORDS
    seen = {i for span in ledger.spans() for i in tokens_within(ledger.tokens, *span)}
    assert seen <= ledger.shown


@given(WORDS, st.integers(1, 20))
@settings(max_examples=150)
def test_a_shortened_core_stays_within_its_words(words, most):
    whole = range(len(words))
    for pieces in shorten(words, whole, most, PASSAGE_WORDS):
        assert sum(map(len, pieces)) <= most
        assert {i for piece in pieces for i in piece} <= set(whole)


def test_a_gap_of_a_small_word_is_filled_where_the_budget_allows():
    text = "They are working to accelerate it and then one or two more things follow"
    words = {"working": 2, "accelerate": 4}
    rich, poor = open_ledger(text), open_ledger(text)
    for at in words.values():
        rich.allow_core(range(at, at + 1), 1.0)
        poor.allow_core(range(at, at + 1), 2 / 14 + UNMARKED)
    assert show(rich) == ["working to accelerate"]
    assert show(poor) == ["working", "accelerate"]


def test_a_passage_grows_to_the_borders_of_its_phrases():
    text = "On Monday the Secretary of State Anna Larsson sold ships of the fleet to Borland"
    ledger = open_ledger(text)
    ledger.allow_core(range(8, 9), 1.0)
    ledger.widen(13 / 15 + UNMARKED)
    ledger.tidy()
    assert show(ledger) == ["On Monday the Secretary of State Anna Larsson sold ships of the fleet"]


@pytest.mark.parametrize(
    ("text", "core", "shown"),
    [
        ("He said a “major new pact is near", (2, 6), ["a", "major new pact"]),
        ("He said a “major new pact” is near", (2, 6), ["a “major new pact”"]),
        ("Its ”broad” treaty will come", (0, 3), ["Its ”broad” treaty"]),
        ("“This is new,” he said", (1, 3), ["is new,"]),
    ],
)
def test_no_quotation_mark_stays_open(text, core, shown):
    ledger = open_ledger(text)
    ledger.allow_core(range(*core), 1.0)
    assert show(ledger) == shown


def test_a_long_core_loses_its_middle_and_keeps_what_it_is_named_after():
    text = (
        "Arland has long been accused by Borland and its many friends of building fast boats and "
        "heavy nets in breach of repeated orders of the council"
    )
    ledger = open_ledger(text)
    keys = frozenset(["boats", "nets"])
    ledger.allow_core(range(len(ledger.words)), 1.0, PASSAGE_WORDS, keys)
    assert any("fast boats and heavy nets" in piece for piece in show(ledger))


@pytest.fixture(scope="module")
def study():
    tables = tag_study(STUDY)
    return tables, choose_passages(tables, list_compared(tables))


def test_every_reading_shows_words_that_carry_it(study):
    """A claim, an answer, a promise, a difference that shows nothing proves nothing."""
    tables, passages = study
    repeated = passages.attrs["repeats"]
    for layer, prefix in (("claims", ""), ("promises", "words_"), ("facts", "")):
        for row in getattr(tables, layer).itertuples():
            if (row.doc_id, row.sentence_id) in repeated:
                continue
            span = int(getattr(row, f"{prefix}start")), int(getattr(row, f"{prefix}end"))
            said = quote(passages, row.doc_id, *span).striptags()
            enough = min(3, len(tables_text(tables, row.doc_id)[slice(*span)].split()))
            assert len(said.replace("…", " ").split()) >= enough, (layer, row.sentence_id, said)


@pytest.mark.parametrize(
    ("article", "sentence", "decisive"),
    [
        ("000", "p3s1", "military-technical cooperation"),
        ("000", "p9s1", "nuclear weapons"),
        ("001", "p13s1", "soldiers"),
        ("001", "p15s1", "delivering close-range ballistic missiles to Russia"),
        ("001", "p17s1", "Kremlin declined to confirm"),
        ("002", "p18s1", "the impact of [Western] sanctions"),
        ("003", "p5s3", "security"),
        ("004", "p4s3", "Iran has supplied Moscow troops with drones and missiles"),
    ],
)
def test_the_decisive_words_are_among_them(study, article, sentence, decisive):
    tables, passages = study
    rows = tables.sentences[tables.sentences["sentence_id"] == sentence]
    (row,) = [r for r in rows.itertuples() if r.doc_id.startswith(article)]
    assert decisive in quote(passages, row.doc_id, row.start, row.end).striptags()


def tables_text(tables, doc_id):
    return tables.articles.set_index("doc_id")["text"][doc_id]


def test_the_words_of_a_promise_are_whole_phrases(study):
    tables, passages = study
    said = [
        quote(passages, p.doc_id, int(p.words_start), int(p.words_end)).striptags()
        for p in tables.promises.itertuples()
    ]
    assert not [words for words in said if "…" in words]
    for whole in (
        "just days before the inauguration of US President-elect Donald Trump",
        "was ready for finalization",
        "accelerate a “major new interstate agreement.”",
        "before the end of the year",
    ):
        assert whole in said


def test_compared_words_are_whole(study):
    tables, passages = study
    for row in list_compared(tables).itertuples():
        assert "…" not in quote(passages, row.doc_id, row.start, row.end)


def test_the_budget_is_used_where_something_is_left_to_show(study):
    tables, passages = study
    assert (count_shown(tables, passages)["share"] > SHARE - 0.03).all()


def test_no_passage_ends_on_a_small_word_that_belongs_to_the_next(study):
    tables, passages = study
    cues = {
        cue.split()[-1].lower()
        for layer in (tables.attributions, tables.claims)
        for cue in layer["cue"].dropna()
        if cue
    }
    ends = [row.text.split()[-1] for row in passages.itertuples() if len(row.text.split()) > 3]
    small = [word for word in ends if word.lower() in DANGLING - cues]
    assert small == []


def test_words_that_are_printed_again_cost_nothing_again(study):
    tables, passages = study
    starts = tables.sentences.set_index(["doc_id", "sentence_id"])
    assert passages.attrs["repeats"]
    for key in passages.attrs["repeats"]:
        start, end = starts.loc[key, ["start", "end"]]
        mine = passages[passages["doc_id"] == key[0]]
        assert not ((mine["start"] < end) & (mine["end"] > start)).any()


def test_a_report_of_progress_is_shown_with_what_it_is_of():
    text = "The pact was ready for signature but gave no day."
    row = type("Row", (), {"kind": "stage", "words_start": 9, "words_end": 18})
    assert widen_promise(open_ledger(text), row) == range(2, 6)


def test_tokens_lie_where_their_words_do():
    assert tokens_of(" a  bc ") == [(1, 2), (4, 6)]
