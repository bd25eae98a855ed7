"""A corpus of three invented articles about a pact that does not exist, made of records."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

import pandas as pd

from helpers import records
from helpers.records import Tables
from helpers.tables import CODEBOOK, LAYERS, tabulate_articles, tabulate_layer, tabulate_records

CODES = records.Codebook(
    actors=(
        records.Actor("arland", "Arland", "state", state="arland"),
        records.Actor("borland", "Borland", "state", state="borland"),
        records.Actor("anna", "Anna Larsson", "person", state="arland", gender="f"),
        records.Actor("wire", "The Wire", "media"),
    ),
    claims=(
        records.Claim("boats", "Borland sold boats to Arland", "ties", "test", (), ("borland",)),
        records.Claim("guards", "The pact covers border guards", "pact", "test", ()),
        records.Claim("secret", "The pact has secret clauses", "pact", "test", ()),
        records.Claim("never", "Nobody says this", "pact", "test", ()),
    ),
    themes=(records.Theme("sea", "The sea", ("boats",)),),
    naming=(records.Naming("paper", "The document", ()),),
    facts=(records.Fact("f", "A fact", "The reference says so.", "Gazette", ()),),
)

TEXTS = {
    "a": (
        "Pact near, minister says\n"
        "Anna Larsson said the pact will become a serious factor in closer border cooperation.\n"
        "Officials accuse Borland of selling hundreds of grey patrol boats to Arland. "
        "Borland denies it.\n"
        "Photo by A. Nobody"
    ),
    "b": (
        "Borland sold Arland thousands of boats that Arland uses on the river.\n"
        "According to The Wire, Anna Larsson said the pact would be an important factor of close "
        "border cooperation."
    ),
    "c": "The pact might hold secret clauses.",
}
OUTLETS = {"a": "The Courier", "b": "The Courier", "c": "The Herald"}
DAYS = {"a": "2024-10-31", "b": "2024-12-25", "c": "2025-01-02"}


def at(doc: str, words: str) -> tuple[int, int]:
    start = TEXTS[doc].index(words)
    return start, start + len(words)


def cut_sentences(text: str) -> tuple[records.Sentence, ...]:
    """One sentence a line, but for full stops inside a line."""
    found, start = [], 0
    for paragraph, line in enumerate(text.split("\n"), start=1):
        offset = 0
        for number, part in enumerate(line.replace(". ", ".\0").split("\0"), start=1):
            first = start + line.index(part, offset)
            found.append(records.Sentence(first, first + len(part), part, paragraph, number))
            offset += len(part)
        start += len(line) + 1
    return tuple(found)


def said(doc: str, content: str, source: str, cue: str, **given: object) -> records.Attribution:
    start, end = at(doc, content)
    low, high = at(doc, cue)
    known = {"source_id": "anna", "source_name": "Anna Larsson", "source_state": "arland"}
    return records.Attribution(
        start, end, content, "indirect", source_text=source, cue_start=low, cue_end=high, cue=cue,
        **({"source_type": "named"} | known | given),
    )  # fmt: skip


def claim(doc: str, words: str, claim_id: str, **given: object) -> records.ClaimMention:
    start, end = at(doc, words)
    return records.ClaimMention(start, end, words, claim_id, **given)


TAGS = {
    "a": {
        "zones": (
            records.Zone(0, 24, "Pact near, minister says", "headline", "test"),
            records.Zone(*at("a", "Photo by A. Nobody"), "Photo by A. Nobody", "credit", "test"),
        ),
        "attributions": (
            said("a", "the pact will become a serious factor in closer border cooperation",
                 "Anna Larsson", "said"),
            said("a", "selling hundreds of grey patrol boats to Arland", "Officials", "accuse",
                 source_id="unknown", source_name="officials", source_type="unnamed",
                 source_state="", force="accusing"),
        ),
        "claims": (
            claim("a", "accuse Borland of selling hundreds of grey patrol boats to Arland",
                  "boats", commitment="attributed", source_name="officials"),
            claim("a", "Borland denies it", "boats", denial="denied", source_name="Borland"),
            claim("a", "the pact will become a serious factor in closer border cooperation",
                  "guards", commitment="attributed", source_name="Anna Larsson"),
        ),
        "actors": (records.Mention(*at("a", "Anna Larsson"), "Anna Larsson", "anna", "name", "t"),),
    },
    "b": {
        "attributions": (
            said("b", "the pact would be an important factor of close border cooperation",
                 "Anna Larsson", "said", relay_name="The Wire", relay_text="The Wire"),
        ),
        "claims": (
            claim("b", "Borland sold Arland thousands of boats", "boats", commitment="own voice"),
            claim("b", "the pact would be an important factor of close border cooperation",
                  "guards", commitment="attributed", source_name="Anna Larsson"),
        ),
        "actors": (
            records.Mention(*at("b", "Borland"), "Borland", "borland", "name", "t"),
            records.Mention(*at("b", "Arland uses")[:1], at("b", "Arland uses")[0] + 6, "Arland",
                            "arland", "name", "t"),
        ),
        "naming": (records.CodebookMention(*at("b", "the pact"), "the pact", "paper", "t"),),
        "themes": (records.CodebookMention(*at("b", "boats"), "boats", "sea", "t"),),
    },
    "c": {
        "claims": (
            claim("c", "The pact might hold secret clauses", "secret", commitment="hedged"),
        ),
    },
}  # fmt: skip


def make_corpus(*docs: str, codings: dict[str, pd.DataFrame] | None = None) -> Tables:
    """The tables of some of the articles (all if none is named)."""
    documents, tags = [], []
    for doc in docs or TEXTS:
        day = dt.date.fromisoformat(DAYS[doc])
        documents.append(
            records.Document(
                doc, TEXTS[doc], outlet=OUTLETS[doc],
                outlet_basis="stated" if doc != "c" else "inferred",
                title_basis="stated" if doc == "a" else "unknown", published=day,
                published_earliest=day, published_latest=day, published_basis="stated",
            )
        )  # fmt: skip
        layers = {"zones": (), **TAGS[doc]}
        if not layers["zones"]:
            layers["zones"] = (records.Zone(0, len(TEXTS[doc]), TEXTS[doc], "body", "test"),)
        tags.append(records.Tags(doc, sentences=cut_sentences(TEXTS[doc]), **layers))
    codebook = {
        name: tabulate_records(kind, [asdict(entry) for entry in getattr(CODES, name)])
        for name, kind in CODEBOOK.items()
    }
    return Tables(
        articles=tabulate_articles(documents, tags),
        **{layer: tabulate_layer(layer, tags) for layer in LAYERS},
        milestones=codebook["milestones"],
        codebook=codebook,
        codings=codings or {},
        quarantined=pd.DataFrame(columns=["file", "line", "reason"]),
        benchmarks=pd.DataFrame(
            columns=[
                "set",
                "use",
                "measure",
                "figure",
                "floor",
                "peers",
                "human",
                "date",
                "version",
                "sha256",
            ]
        ),
        subject="the pact",
    )
