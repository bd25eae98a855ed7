"""How fast each layer of tags is found, beside well-known libraries on the same text."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from helpers import paths
from helpers.load import load_study
from helpers.records import Document
from tests.scale.make_corpus import make_articles

PATTERNS = (
    r"\b(?:said|says|told|according to)\b",
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October)\b",
    r"\b(?:treaty|agreement|pact|deal)s?\b",
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
    r"“[^”]{3,300}”",
    r"\b[A-Z]\w+ [A-Z]\w+\b",
)


def list_documents(count: int) -> list[Document]:
    """Articles that no cache has seen."""
    rows = make_articles(count, seed=count)
    return [Document(r["doc_id"], r["text"], r["outlet"], title=r["title"]) for r in rows]


def bench_layers(count: int) -> Iterator[str]:
    """One line a layer, and one for all together."""
    from helpers.tables.layers import DEPENDS
    from helpers.tag import find_layer, tag

    study = load_study(paths.STUDY)
    dated = study.documents[0].published
    documents = list_documents(count)
    for document in study.documents:
        tag(document, study.codebook)  # compiles patterns, which is told apart
    spent: Counter[str] = Counter()
    for document in documents:
        dated_document = Document(document.doc_id, document.text, document.outlet, published=dated)
        found: dict[str, tuple] = {}
        for layer in DEPENDS:
            begun = time.process_time()
            found[layer] = find_layer(layer, dated_document, study.codebook, found)
            spent[layer] += time.process_time() - begun
    size = sum(len(document.text.encode()) for document in documents)
    for layer in DEPENDS:
        yield say_rate(layer, size, count, spent[layer])
    yield say_rate("all layers", size, count, sum(spent.values()))


def bench_others(count: int) -> Iterator[str]:
    """The same for what others offer for a part of it."""
    documents = list_documents(count)
    for name, make, share in OTHERS:
        some = documents[: max(1, count // share)]
        work = make()
        work(some[0].text)
        begun = time.process_time()
        for document in some:
            work(document.text)
        size = sum(len(document.text.encode()) for document in some)
        yield say_rate(name, size, len(some), time.process_time() - begun)


def make_dateparser() -> Callable[[str], object]:
    from dateparser.search import search_dates

    return lambda text: search_dates(text, languages=["en"])


def make_spacy() -> Callable[[str], object]:
    import spacy

    english = spacy.blank("en")
    english.add_pipe("sentencizer")
    return lambda text: [sentence.start_char for sentence in english(text).sents]


def make_patterns() -> Callable[[str], object]:
    compiled = [re.compile(pattern) for pattern in PATTERNS]
    return lambda text: [found.span() for each in compiled for found in each.finditer(text)]


# name, what makes it, one article in so many is enough
OTHERS: Sequence[tuple[str, Callable[[], Callable[[str], object]], int]] = (
    ("dateparser.search", make_dateparser, 10),
    ("spaCy blank English, tokens and sentences", make_spacy, 1),
    ("re, six patterns", make_patterns, 1),
)


def say_rate(name: str, size: int, count: int, seconds: float) -> str:
    """One row of the table.

    >>> say_rate("times", 2_000_000, 500, 4.0)
    'times                                          0.50 MB/s      125 articles/s'
    """
    seconds = max(seconds, 1e-9)
    return f"{name:<42} {size / seconds / 1e6:8.2f} MB/s {count / seconds:8,.0f} articles/s"
