"""Small corpora for the tests of the timeline, made of records so that columns are always whole."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, field

import pandas as pd

from helpers import records
from helpers.records import Tables
from helpers.tables import CODEBOOK, LAYERS, tabulate_articles, tabulate_layer, tabulate_records

ACTORS = (
    records.Actor("arland", "Arland", "state", state="arland", demonyms=("Arlandic",)),
    records.Actor("borland", "Borland", "state", state="borland"),
    records.Actor("anna_larsson", "Anna Larsson", "person", state="arland"),
    records.Actor("bo_berg", "Bo Berg", "person", state="borland"),
)
SIGNED = records.Milestone(
    id="pact_signed",
    label="Pact signed",
    earliest=dt.date(2025, 3, 17),
    latest=dt.date(2025, 3, 17),
    kind="agreement",
    citation="Gazette, 17 March 2025",
    promise=True,
)


def day(iso: str | None) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None


@dataclass
class Article:
    """An article as its sentences; tags are added to it by the words that they stand on."""

    doc_id: str
    outlet: str
    published: str
    sentences: list[str]
    bounds: tuple[str, str] | None = None
    text_bounds: tuple[str, str] | None = None
    events: list[records.EventMention] = field(default_factory=list)
    promises: list[records.Promise] = field(default_factory=list)
    times: list[records.Timex] = field(default_factory=list)
    attributions: list[records.Attribution] = field(default_factory=list)
    facts: list[records.CodebookMention] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.sentences)

    def place(self, n: int, words: str = "") -> tuple[int, int]:
        """Offsets of words in the n-th sentence, or of the whole sentence."""
        start = sum(len(s) + 1 for s in self.sentences[:n])
        at = start + self.sentences[n].index(words)
        return at, at + len(words or self.sentences[n])

    def event(self, n: int, trigger: str, days: str = "", **given: object) -> Article:
        """Add an event; ``days`` is "first..last", one day, or open on a side."""
        first, _, last = days.partition("..")
        last = last if ".." in days else first
        start, end = self.place(n)
        low, high = self.place(n, trigger)
        kind = {"kind": "agreement", "status": "happened", "precision": "day"}
        self.events.append(
            records.EventMention(
                start, end, self.sentences[n], low, high, trigger,
                earliest=day(first), latest=day(last), **(kind | given),
            )
        )  # fmt: skip
        return self

    def promise(self, n: int, words: str, window: str = "", **given: object) -> Article:
        first, _, last = window.partition("..")
        start, end = self.place(n)
        low, high = self.place(n, words)
        kind = {"kind": "promise", "milestone": "pact_signed"}
        self.promises.append(
            records.Promise(
                start, end, self.sentences[n], words_start=low, words_end=high, words=words,
                window_earliest=day(first), window_latest=day(last), **(kind | given),
            )
        )  # fmt: skip
        return self

    def time(self, n: int, words: str, on: str) -> Article:
        start, end = self.place(n, words)
        self.times.append(
            records.Timex(start, end, words, "DATE", on, "", day(on), day(on), "day", "test")
        )
        return self

    def said(self, n: int, cue: str, **given: object) -> Article:
        start, end = self.place(n)
        low, high = self.place(n, cue)
        self.attributions.append(
            records.Attribution(
                start, end, self.sentences[n], "indirect", cue_start=low, cue_end=high, **given
            )
        )
        return self

    def fact(self, n: int, words: str, id: str) -> Article:
        start, end = self.place(n, words)
        self.facts.append(records.CodebookMention(start, end, words, id, "test"))
        return self


def make_tables(
    *articles: Article,
    milestones: tuple[records.Milestone, ...] = (SIGNED,),
    facts: tuple[records.Fact, ...] = (),
) -> Tables:
    """The tables of a corpus."""
    documents, tags = [], []
    for article in articles:
        published = day(article.published)
        low, high = article.bounds or (article.published, article.published)
        early, late = article.text_bounds or (None, None)
        documents.append(
            records.Document(
                article.doc_id,
                article.text,
                outlet=article.outlet,
                outlet_basis="stated",
                published=published,
                published_earliest=day(low),
                published_latest=day(high),
                published_basis="inferred" if article.bounds else "stated",
                text_only_earliest=day(early),
                text_only_latest=day(late),
            )
        )
        spans = [article.place(n) for n in range(len(article.sentences))]
        tags.append(
            records.Tags(
                article.doc_id,
                zones=(records.Zone(0, len(article.text), article.text, "body", "test"),),
                sentences=tuple(
                    records.Sentence(a, b, article.text[a:b], n + 1, 1)
                    for n, (a, b) in enumerate(spans)
                ),
                times=tuple(article.times),
                events=tuple(article.events),
                promises=tuple(article.promises),
                attributions=tuple(article.attributions),
                facts=tuple(article.facts),
            )
        )
    book = records.Codebook(actors=ACTORS, milestones=milestones, facts=facts)
    codebook = {
        name: tabulate_records(kind, [asdict(entry) for entry in getattr(book, name)])
        for name, kind in CODEBOOK.items()
    }
    return Tables(
        articles=tabulate_articles(documents, tags),
        **{layer: tabulate_layer(layer, tags) for layer in LAYERS},
        milestones=codebook["milestones"],
        codebook=codebook,
        codings={},
        benchmarks=pd.DataFrame(),
        quarantined=pd.DataFrame(columns=["file", "line", "reason"]),
        subject="the pact",
    )


def signing(doc_id: str = "a", outlet: str = "The Courier", iso: str = "2025-03-17") -> Article:
    """An article that reports the signing."""
    article = Article(doc_id, outlet, iso, ["Arland and Borland signed their pact on Monday."])
    states = ("arland", "borland")
    return article.event(0, "signed", iso, actors=states, milestone="pact_signed")


def visit(
    doc_id: str, outlet: str, days: str, words: str = "Anna Larsson visited Borland for talks."
) -> Article:
    """An article that reports a visit."""
    article = Article(doc_id, outlet, "2025-02-20", [words])
    who = ("anna_larsson", "borland")
    return article.event(0, "visited", days, kind="meeting_visit", actors=who)


def announcing(
    doc_id: str = "z", outlet: str = "Z", days: str = "2025-03-16..2025-03-18"
) -> Article:
    """An article that only announces the signing."""
    article = Article(doc_id, outlet, "2025-03-01", ["The pact will be signed in mid-March."])
    return article.event(0, "signed", days, status="planned", milestone="pact_signed")
