"""Documents to tags; those that the store has are not found again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from helpers import paths
from helpers.records import Codebook, Document, Tags
from helpers.tables.layers import DEPENDS, hash_tagger, make_keys, narrow_codebook, narrow_document
from helpers.tables.store import PACK, prune_packs, read_records, save_records

ROWS = tuple(name for name, layer in DEPENDS.items() if layer.rows)

Records = dict[str, dict[str, tuple]]  # for each layer, records by key


def find_store() -> Path | None:
    """Where the tags of earlier runs are kept."""
    return paths.VAR / "tags"


def tag_documents(
    documents: Sequence[Document],
    codebook: Codebook,
    store: Path | None = None,
    save: Mapping[str, str] | None = None,
) -> list[Tags]:
    """The tags of every document, in order.

    ``save`` is what ``hash_tagger`` said before the tagger was loaded: with it, the store keeps
    what it did not have, unless the files of the tagger are others by now.
    """
    versions = hash_tagger() if store else {}
    if store is None or not versions:
        from helpers.tag import tag

        return [tag(document, codebook) for document in documents]
    keys = make_keys(documents, codebook, versions)
    known = {layer: read_layer(store, layer, keys) for layer in ROWS}
    missing = [n for n, own in enumerate(keys) if any(own[x] not in known[x] for x in ROWS)]
    for layer in DEPENDS.keys() - ROWS:
        known[layer] = read_layer(store, layer, [keys[n] for n in missing])
    narrowed = {layer: narrow_codebook(codebook, layer) for layer in DEPENDS}
    saving = save == versions
    for first in range(0, len(missing), PACK):
        new: Records = {layer: {} for layer in DEPENDS}
        for n in missing[first : first + PACK]:
            complete_document(documents[n], keys[n], narrowed, known, new)
        saving = saving and hash_tagger() == versions and save_layers(store, new)
    if saving and missing:
        for layer in DEPENDS:
            prune_packs(store / layer, [own[layer] for own in keys])
    return [
        Tags(document.doc_id, **{layer: known[layer][own[layer]] for layer in ROWS})
        for document, own in zip(documents, keys, strict=True)
    ]


def read_layer(store: Path, layer: str, keys: Sequence[Mapping[str, str]]) -> dict[str, tuple]:
    """What the store has of one layer of some documents."""
    return read_records(store / layer, DEPENDS[layer].kind, [own[layer] for own in keys])


def save_layers(store: Path, new: Records) -> bool:
    """Add what was found to the store; whether all of it could be."""
    return all(save_records(store / x, DEPENDS[x].kind, rows) for x, rows in new.items() if rows)


def complete_document(
    document: Document,
    keys: Mapping[str, str],
    narrowed: Mapping[str, Codebook],
    known: Records,
    new: Records,
    wanted: Sequence[str] = tuple(DEPENDS),
) -> None:
    """Find the layers of a document that are not known; each is given what it depends on alone.

    ``wanted`` are in the order of ``DEPENDS``; what they come after is among them or known.
    """
    from helpers.tag import find_layer

    for name in wanted:
        layer, key = DEPENDS[name], keys[name]
        if key not in known[name]:
            before = {other: known[other][keys[other]] for other in layer.after}
            seen = narrow_document(document, name)
            known[name][key] = new[name][key] = find_layer(name, seen, narrowed[name], before)
