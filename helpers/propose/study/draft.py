"""Texts → every file of a new study, in memory; the same texts give the same bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...load.corpus.files import CORPUS
from ...load.manifest import ARTICLES, MANIFEST
from ...records import FURNITURE, Attribution, Document
from ...tag.attributions import find_attributions
from ...tag.zones import find_zones
from .actors import Found, propose_actors
from .files import (
    PLAIN,
    read_template,
    write_actors,
    write_book,
    write_milestones,
    write_settings,
)
from .inputs import Inputs
from .manifest import make_document, propose_row, write_manifest
from .milestones import Proposed, propose_milestones

MOST_CUES = 40


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of a study by path, and what there is to say of them.

    ``dated`` says whether any article has a last day of publication, which an edition is named by;
    ``copies`` are files that are copied as they are, by path.
    """

    files: dict[str, bytes]
    rows: tuple[dict[str, str], ...]
    found: Found
    milestones: tuple[Proposed, ...]
    articles: int
    dated: bool
    copies: dict[str, Path] = field(default_factory=dict)


def read_attributions(text: str) -> list[Attribution]:
    """The attributions of a text, nothing in its furniture."""
    skip = tuple((z.start, z.end) for z in find_zones(text) if z.zone in FURNITURE)
    return find_attributions(text, skip)


def count_cues(said: Sequence[Sequence[Attribution]]) -> list[tuple[str, int]]:
    """The reporting words with their numbers, the most frequent first."""
    cues = Counter(one.cue.lower() for some in said for one in some if one.cue)
    return sorted(cues.items(), key=lambda item: (-item[1], item[0]))[:MOST_CUES]


def draft_study(name: str, inputs: Inputs) -> Draft:
    """Everything that the folder of a new study holds."""
    texts = inputs.texts()
    said = {doc_id: read_attributions(text) for doc_id, text in texts}
    found = propose_actors(texts, said)
    rows = [propose_row(article) for article in inputs.articles]
    documents: list[Document] = [
        *(make_document(a, row) for a, row in zip(inputs.articles, rows, strict=True)),
        *inputs.documents,
    ]
    milestones = propose_milestones(documents, [entry.actor for entry in found.entries])
    files = {f"{ARTICLES}/{article.name}": article.raw for article in inputs.articles}
    files |= inputs.tables
    written = {
        "study.toml": write_settings(name),
        "codebook/actors.toml": write_actors(found, len(texts)),
        "codebook/milestones.toml": write_milestones(milestones, len(texts)),
        "codebook/codebook.md": write_book(
            name, found, milestones, count_cues(list(said.values())), len(texts)
        ),
        **{f"codebook/{stem}.toml": read_template(f"{stem}.toml") for stem in PLAIN},
    }
    if rows:
        written[MANIFEST] = write_manifest(rows)
    files |= {path: text.encode("utf-8") for path, text in written.items()}
    latest = [row["published_latest"] for row in rows]
    latest += [str(d.published_latest or "") for d in inputs.documents]
    copies = {f"{CORPUS}/{export}": path for export, path in inputs.exports.items()}
    dated = any(latest)
    return Draft(files, tuple(rows), found, tuple(milestones), len(texts), dated, copies)
