"""What each layer of tags depends on, and the key that says so: the one place where this stands.

A layer is found from what its row names and from nothing else, since it is given nothing else: the
fields of the document, the parts of the codebook, and the layers ``after`` which it comes.  Its
key is one digest over these, over the sources of the tagger that find it, over all word lists and
over the keys of the layers before.  Same key, same tags.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from helpers import paths, records
from helpers.records import Codebook, Document


@dataclass(frozen=True, slots=True)
class Layer:
    """``sources`` are modules of ``helpers/tag`` that find it, with all that these import there.

    Only layers with ``rows`` become tables; the other one is what later layers are found from.
    """

    kind: type
    sources: tuple[str, ...]
    after: tuple[str, ...] = ()
    codebook: tuple[str, ...] = ()
    document: tuple[str, ...] = ("text",)
    rows: bool = True


READ = ("zones", "sentences")
NAMES = ("zones", "sentences", "actors", "reported")
TIMED = ("zones", "sentences", "times", "actors", "reported")
MATCHED = ("claims", "attributions", "patterns", "sentences", "zones")
DATED = ("text", "published")
DEPENDS = {
    "zones": Layer(records.Zone, ("zones",)),
    "sentences": Layer(records.Sentence, ("sentences", "zones")),
    "times": Layer(records.Timex, ("times",), ("zones",), (), DATED),
    "actors": Layer(records.Mention, ("actors",), ("zones",), ("actors",), DATED),
    "reported": Layer(
        records.Attribution,
        ("attributions", "sentences", "zones"),
        ("zones", "sentences", "actors"),
        ("actors",),
        rows=False,
    ),
    "attributions": Layer(
        records.Attribution, ("attributions", "sentences", "zones"), ("reported",)
    ),
    "events": Layer(
        records.EventMention,
        ("events", "patterns", "times"),
        TIMED,
        ("actors", "milestones", "words"),
        DATED,
    ),
    "claims": Layer(records.ClaimMention, MATCHED, NAMES, ("actors", "claims", "words")),
    "promises": Layer(
        records.Promise,
        ("promises", "events", "patterns", "times", "sentences", "zones"),
        (*TIMED, "events"),
        ("actors", "promises", "words"),
        (*DATED, "outlet"),
    ),
    "naming": Layer(records.CodebookMention, MATCHED, READ, ("actors", "naming", "words")),
    "themes": Layer(records.CodebookMention, MATCHED, READ, ("actors", "themes", "words")),
    "facts": Layer(records.CodebookMention, MATCHED, READ, ("actors", "facts", "words")),
}
# What every layer rests on: the records, how word lists are read, how layers are put together, how
# tags are stored.  The word lists themselves change with the rules, so all count for every layer.
COMMON = (
    "records.py",
    "load/lexicon.py",
    "load/problems.py",
    "load/text.py",
    "tag/__init__.py",
    "tables/layers.py",
    "tables/store.py",
)
ENGINES = ("google-re2",)  # beside Python's own library all that the tagger computes with


def narrow_codebook(codebook: Codebook, layer: str) -> Codebook:
    """The codebook as a layer sees it: what it does not depend on is empty."""
    empty, kept = Codebook(), DEPENDS[layer].codebook
    others = {f.name for f in fields(Codebook)} - set(kept)
    return replace(codebook, **{name: getattr(empty, name) for name in others})


def narrow_document(document: Document, layer: str) -> Document:
    """The document as a layer sees it."""
    given = {"doc_id": "", "text": ""}
    return Document(**given | {name: getattr(document, name) for name in DEPENDS[layer].document})


def hash_parts(*parts: str) -> str:
    """One digest over texts; where one ends and the next begins counts.

    >>> hash_parts("ab", "c") == hash_parts("a", "bc")
    False
    """
    whole = hashlib.sha256()
    for part in parts:
        coded = part.encode("utf-8", "surrogatepass")
        whole.update(b"%d:" % len(coded))
        whole.update(coded)
    return whole.hexdigest()


def hash_paths(root: Path, found: Sequence[Path]) -> str:
    """One digest over names and contents of files."""
    parts: list[str] = []
    for path in sorted(found):
        parts += path.relative_to(root).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()
    return hash_parts(*parts)


def hash_tagger() -> dict[str, str]:
    """The version of the tagger for each layer by its files as they are now, {} if unreadable."""
    try:
        return hash_layers(paths.HELPERS)
    except OSError:
        return {}


def hash_layers(root: Path) -> dict[str, str]:
    common = hash_paths(root, [root / name for name in COMMON])
    lists = hash_paths(paths.LEXICON, list(paths.LEXICON.glob("*.csv")))
    engines = [f"{name} {version(name)}" for name in ENGINES]
    shared = hash_parts(common, lists, platform.python_version(), *engines)

    @cache
    def hash_source(name: str) -> str:
        folder = root / "tag" / name
        found = folder.rglob("*.py") if folder.is_dir() else [folder.with_suffix(".py")]
        return hash_paths(root, list(found))

    return {
        name: hash_parts(shared, *map(hash_source, layer.sources))
        for name, layer in DEPENDS.items()
    }


def make_rules(codebook: Codebook, versions: Mapping[str, str]) -> dict[str, str]:
    """For every layer one digest over its tagger and its parts of the codebook."""
    parts = {f.name: hash_parts(repr(getattr(codebook, f.name))) for f in fields(Codebook)}
    return {
        name: hash_parts(name, versions[name], *(parts[part] for part in layer.codebook))
        for name, layer in DEPENDS.items()
    }


def make_keys(
    documents: Sequence[Document], codebook: Codebook, versions: Mapping[str, str]
) -> list[dict[str, str]]:
    """For every document the key of each layer."""
    rules = make_rules(codebook, versions)
    found = []
    for document in documents:
        given = {name: repr(getattr(document, name)) for name in ("published", "outlet")}
        given["text"] = hash_parts(document.text)
        keys: dict[str, str] = {}
        for name, layer in DEPENDS.items():
            own = [given[part] for part in layer.document]
            keys[name] = hash_parts(rules[name], *own, *(keys[before] for before in layer.after))
        found.append(keys)
    return found
