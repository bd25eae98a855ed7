"""Text to spans with labels: the layers in order, each one seeing only those left of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from helpers.records import FURNITURE, Codebook, Document, Tags
from helpers.tag.actors import find_actors
from helpers.tag.attributions import find_attributions, is_intention, resolve_sources
from helpers.tag.claims import find_claims, find_facts, find_naming, find_themes
from helpers.tag.events import find_events
from helpers.tag.promises import find_promises
from helpers.tag.sentences import find_sentences
from helpers.tag.times import find_times
from helpers.tag.zones import find_zones

Found = Mapping[str, tuple]  # the layers that a document has so far


def list_skipped(found: Found) -> tuple[tuple[int, int], ...]:
    return tuple((z.start, z.end) for z in found["zones"] if z.zone in FURNITURE)


def list_layers(found: Found) -> tuple[tuple, ...]:
    return tuple(found[layer] for layer in ("sentences", "times", "actors", "reported"))


def find_reported(document: Document, codebook: Codebook, found: Found) -> Iterable:
    """Attributions with the intentions, which are no rows but keep a claim from being anyone's."""
    text, sentences = document.text, found["sentences"]
    heard = find_attributions(text, list_skipped(found), sentences)
    return resolve_sources(heard, text, sentences, found["actors"], codebook.actors)


# What finds each layer in a document, with a codebook and the layers found before it.
FINDERS: dict[str, Callable[[Document, Codebook, Found], Iterable[Any]]] = {
    "zones": lambda d, c, f: find_zones(d.text),
    "sentences": lambda d, c, f: find_sentences(d.text),
    "times": lambda d, c, f: find_times(d.text, d.published, list_skipped(f)),
    "actors": lambda d, c, f: find_actors(d.text, c.actors, list_skipped(f), d.published),
    "reported": find_reported,
    "attributions": lambda d, c, f: (a for a in f["reported"] if not is_intention(a)),
    "events": lambda d, c, f: find_events(d, *list_layers(f), c, list_skipped(f)),
    "claims": lambda d, c, f: find_claims(
        d.text, f["sentences"], f["actors"], f["reported"], c, list_skipped(f)
    ),
    "promises": lambda d, c, f: find_promises(
        d, *list_layers(f), f["events"], c, list_skipped(f)
    ),
    "naming": lambda d, c, f: find_naming(d.text, f["sentences"], c, list_skipped(f)),
    "themes": lambda d, c, f: find_themes(d.text, f["sentences"], c, list_skipped(f)),
    "facts": lambda d, c, f: find_facts(d.text, f["sentences"], c, list_skipped(f)),
}


def find_layer(layer: str, document: Document, codebook: Codebook, found: Found) -> tuple:
    """One layer of a document: a pure function of the document, the codebook, the layers before."""
    return tuple(FINDERS[layer](document, codebook, found))


def tag(document: Document, codebook: Codebook) -> Tags:
    """Tag one document: a pure function of its text, its publication day and the codebook."""
    found: dict[str, tuple] = {}
    for layer in FINDERS:
        found[layer] = find_layer(layer, document, codebook, found)
    return Tags(document.doc_id, **{x: found[x] for x in found if x != "reported"})
