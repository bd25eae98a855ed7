"""Text to spans with labels: the layers in order, each one seeing only those left of it."""

from __future__ import annotations

from helpers.records import FURNITURE, Codebook, Document, Tags
from helpers.tag.actors import find_actors
from helpers.tag.attributions import find_attributions, is_intention, resolve_sources
from helpers.tag.claims import find_claims, find_codebook
from helpers.tag.events import find_events
from helpers.tag.promises import find_promises
from helpers.tag.sentences import find_sentences
from helpers.tag.times import find_times
from helpers.tag.zones import find_zones


def tag(document: Document, codebook: Codebook) -> Tags:
    """Tag one document: a pure function of its text, its publication day and the codebook."""
    text = document.text
    zones = find_zones(text)
    skip = tuple((z.start, z.end) for z in zones if z.zone in FURNITURE)
    sentences = find_sentences(text)
    times = find_times(text, document.published, skip)
    actors = find_actors(text, codebook.actors, skip, document.published)
    attributions = resolve_sources(
        find_attributions(text, skip, sentences), text, sentences, actors, codebook.actors
    )
    layers = (sentences, times, actors, attributions)
    events = find_events(document, *layers, codebook, skip)
    naming, themes, facts = find_codebook(text, sentences, codebook, skip)
    return Tags(
        doc_id=document.doc_id,
        zones=tuple(zones),
        sentences=tuple(sentences),
        times=tuple(times),
        actors=tuple(actors),
        attributions=tuple(a for a in attributions if not is_intention(a)),
        events=tuple(events),
        claims=tuple(find_claims(text, sentences, actors, attributions, codebook, skip)),
        promises=tuple(find_promises(document, *layers, events, codebook, skip)),
        naming=tuple(naming),
        themes=tuple(themes),
        facts=tuple(facts),
    )
