"""How much of each article a reader of the edition can see, wherever in it they look."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.acceptance.reading import (
    QUOTES,
    WORD,
    Article,
    find_runs,
    list_pages,
    read_book,
    read_page,
    read_words,
    text_of,
)

pytestmark = pytest.mark.slow

SHARE = 0.40
LONGEST = 15  # words of a passage
SHORTEST = 5  # words in a row that count as quoted where nothing marks a quotation

Span = tuple[int, int]


def words_within(article: Article, spans: set[Span]) -> set[int]:
    """Which words of an article lie in any of the spans, by number."""
    places = [m.span() for m in WORD.finditer(article.text)]
    return {i for i, (a, b) in enumerate(places) for start, end in spans if a < end and b > start}


@pytest.fixture(scope="module")
def quoted(edition: Path) -> dict[str, dict[Span, bool]]:
    """Every quoted span by article, and whether it belongs to an aligned pair."""
    spans: dict[str, dict[Span, bool]] = defaultdict(dict)
    for page in list_pages(edition):
        tree = read_page(page)
        for element in tree.xpath(QUOTES):
            span = int(element.get("data-start")), int(element.get("data-end"))
            pair = any(a.get("id") == "reworded" for a in element.iterancestors())
            known = spans[element.get("data-doc")]
            known[span] = known.get(span, False) or pair
    return spans


def test_marked_places_hold_the_words_of_the_article(
    edition: Path, articles: list[Article]
) -> None:
    texts = {article.doc_id: article.text for article in articles}
    for page in list_pages(edition):
        for element in read_page(page).xpath(QUOTES):
            text = texts[element.get("data-doc")]
            said = text[int(element.get("data-start")) : int(element.get("data-end"))]
            assert text_of(element) in {" ".join(said.split()), "…"}, page.name


def test_pages_show_at_most_the_share(
    quoted: dict[str, dict[Span, bool]], articles: list[Article]
) -> None:
    for article in articles:
        shown = words_within(article, set(quoted[article.doc_id]))
        assert shown, f"nothing of {article.doc_id} is quoted"
        assert article.count(shown) <= SHARE * len(article.blanks), article.doc_id


def test_passages_are_short_but_for_aligned_pairs(
    quoted: dict[str, dict[Span, bool]], articles: list[Article]
) -> None:
    for article in articles:
        spans = quoted[article.doc_id]
        pairs = words_within(article, {span for span, pair in spans.items() if pair})
        for span in spans:
            words = words_within(article, {span})
            assert article.count(words) <= LONGEST or words <= pairs, article.text[slice(*span)]


def test_no_passage_follows_on_another(
    quoted: dict[str, dict[Span, bool]], articles: list[Article]
) -> None:
    """Passages set end to end would be one long one."""
    long = []
    for article in articles:
        spans = quoted[article.doc_id]
        pairs = words_within(article, {span for span, pair in spans.items() if pair})
        shown = sorted(words_within(article, set(spans)) - pairs)
        run: list[int] = []
        for i in shown:
            run = [*run, i] if run and i == run[-1] + 1 else [i]
            if article.count(set(run)) > LONGEST:
                long.append(" ".join(article.words[run[0] : i + 1]))
    assert long == []


def test_no_long_run_stands_outside_marked_places(edition: Path, articles: list[Article]) -> None:
    for page in list_pages(edition):
        tree = read_page(page)
        for element in tree.xpath(QUOTES):
            element.text = " ∎ "  # a word that no article has, so that no run crosses it
            for child in list(element):
                element.remove(child)
        words = read_words(text_of(tree).replace("∎", "quotedpassage"))
        for article in articles:
            runs = [article.words[r.start : r.stop] for r in find_runs(words, article.words, 15)]
            assert runs == [], page.name


def read_export(path: Path) -> Iterator[str]:
    """Every text of one file of data, cell by cell."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from (cell for row in csv.reader(file) for cell in row)
    elif path.suffix == ".json":
        yield from walk_json(json.loads(path.read_text(encoding="utf-8")))
    elif path.suffix == ".ics":
        yield path.read_bytes().decode().replace("\r\n ", "").replace("\\", "")
    elif path.suffix == ".parquet":
        for column in pq.read_table(path).columns:
            yield from (str(value) for value in column.to_pylist() if value is not None)
    else:
        raise AssertionError(f"{path.name}: nobody has said how to read it")


def walk_json(value: object) -> Iterator[str]:
    """Every text in what JSON can hold."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in walk_json(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in walk_json(each))


def list_exports(edition: Path) -> list[Path]:
    """Everything that is data: for machines and behind the figures."""
    files = [*(edition / "exports").iterdir(), *(edition / "data").iterdir()]
    assert {p.suffix for p in files} >= {".csv", ".json", ".ics", ".parquet"}
    return files


def find_seen(texts: list[str], article: Article) -> set[int]:
    """Words of an article that stand in runs of five or more in texts without marks."""
    words = read_words(" endofcell ".join(texts))
    return {i for run in find_runs(words, article.words, SHORTEST) for i in run}


@pytest.mark.parametrize("what", ["book", "exports", "all"])
def test_book_and_exports_show_at_most_the_share(
    edition: Path,
    articles: list[Article],
    quoted: dict[str, dict[Span, bool]],
    what: str,
) -> None:
    texts = [] if what == "exports" else [read_book(edition / "report.pdf")]
    if what != "book":
        texts += [text for path in list_exports(edition) for text in read_export(path)]
    for article in articles:
        seen = find_seen(texts, article)
        if what == "all":
            seen |= words_within(article, set(quoted[article.doc_id]))
        assert article.count(seen) <= SHARE * len(article.blanks), article.doc_id


def test_long_runs_in_book_and_exports_are_passages(
    edition: Path, articles: list[Article], quoted: dict[str, dict[Span, bool]]
) -> None:
    """What stands there in a row is what the pages mark as quoted, and nothing else."""
    sources = {"report.pdf": [read_book(edition / "report.pdf")]}
    sources |= {path.name: list(read_export(path)) for path in list_exports(edition)}
    for name, texts in sources.items():
        words = read_words(" endofcell ".join(texts))
        for article in articles:
            passages = words_within(article, set(quoted[article.doc_id]))
            for run in find_runs(words, article.words, LONGEST):
                said = " ".join(article.words[run.start : run.stop])
                assert set(run) <= passages, f"{name}: {said}"


def test_the_counting_counts() -> None:
    """The measure itself sees a reprint."""
    text = "One two three, four five six."
    article = Article("a", text, tuple(read_words(text)))
    assert find_seen(["He wrote: “One two – three; four five six”."], article) == set(range(6))
    assert find_seen(["One two three four", "five six"], article) == set()
    assert words_within(article, {(0, 7)}) == {0, 1}
