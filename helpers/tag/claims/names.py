"""What a text calls things, which themes it touches and which reference facts it states."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from helpers.records import Codebook, CodebookMention, Sentence
from helpers.tag.claims.finds import SENTENCE_LIMIT
from helpers.tag.patterns import compile_patterns, find_patterns
from helpers.tag.sentences import list_read

Layer = list[CodebookMention]
NAME = "name_"  # a slot that begins so is the name; what the pattern has around it is its context
BACK = 2  # sentences in which "the treaty" looks for the treaty that it means
BARE = re.compile(r"(?:the|this|that|these|those|its|their)\s+([^\W\d_]+)", re.IGNORECASE)


def find_codebook(
    text: str,
    sentences: Sequence[Sentence],
    codebook: Codebook,
    skip: Sequence[tuple[int, int]] = (),
) -> tuple[Layer, Layer, Layer]:
    """Mentions of (naming, themes, facts), each in text order; furniture is not read."""
    given = (text, sentences, codebook, skip)
    return find_naming(*given), find_themes(*given), find_facts(*given)


def find_naming(
    text: str, sentences: Sequence[Sentence], codebook: Codebook, skip: Sequence[tuple[int, int]]
) -> Layer:
    kept = list_read(sentences, skip)
    named = [(n.id, n.patterns) for n in codebook.naming]
    return point_back(_find(text, kept, named, codebook, one_each=True), kept)


def find_themes(
    text: str, sentences: Sequence[Sentence], codebook: Codebook, skip: Sequence[tuple[int, int]]
) -> Layer:
    entries = [(t.id, t.words) for t in codebook.themes]
    return _find(text, list_read(sentences, skip), entries, codebook)


def find_facts(
    text: str, sentences: Sequence[Sentence], codebook: Codebook, skip: Sequence[tuple[int, int]]
) -> Layer:
    entries = [(f.id, f.patterns) for f in codebook.facts]
    return _find(text, list_read(sentences, skip), entries, codebook, back=2)


def point_back(names: Layer, sentences: Sequence[Sentence]) -> Layer:
    """What a bare name such as "the treaty" means: the thing that last had that noun in its name.

    Looks ``BACK`` sentences back; where nothing did, the pattern's own entry stands.  It does not
    weigh who acts in the sentence, so two treaties in turn may be confused.
    """
    out: Layer = []
    starts = [s.start for s in sentences]
    for name in names:
        bare = BARE.fullmatch(name.text)
        if bare:
            first = max(0, bisect_right(starts, name.start) - 1 - BACK)
            noun = re.compile(rf"\b{re.escape(bare[1])}\b", re.IGNORECASE)
            meant = [m for m in out if m.start >= starts[first] and noun.search(m.text)]
            if meant and meant[-1].id != name.id:
                name = replace(name, id=meant[-1].id, rule=f"{name.rule}, as before")
        out.append(name)
    return sorted(out, key=lambda m: (m.start, m.end, m.id))


def _find(
    text: str,
    sentences: Sequence[Sentence],
    entries: Iterable[tuple[str, Sequence[str]]],
    codebook: Codebook,
    back: int = 0,
    one_each: bool = False,
) -> Layer:
    """Longest finds first; two of one entry never overlap, with ``one_each`` none do.

    Of a find with a slot ``{name_…}`` the words of that slot are kept.
    """
    pairs = [(p, entry) for entry, patterns in entries for p in patterns]
    if not pairs:
        return []
    compiled = compile_patterns((p for p, _ in pairs), codebook, told=(NAME,))
    out: Layer = []
    for i, s in enumerate(sentences):
        before = " ".join(b.text[:SENTENCE_LIMIT] for b in sentences[max(0, i - back) : i])
        end = min(s.end, s.start + SENTENCE_LIMIT)
        taken: list[tuple[str, int, int]] = []
        finds = find_patterns(compiled, text, s.start, end, before)
        for m in sorted(finds, key=lambda m: (m.start - m.end, m.start)):
            entry = pairs[m.pattern][1]
            rivals = [t for t in taken if one_each or t[0] == entry]
            if not any(a < m.end and m.start < b for _, a, b in rivals):
                taken.append((entry, m.start, m.end))
                rule = f"pattern {m.pattern}"
                slots = [span for slot, span in m.slots.items() if slot.startswith(NAME)]
                start, end = slots[0] if slots else (m.start, m.end)
                out.append(CodebookMention(start, end, text[start:end], entry, rule))
    return sorted(out, key=lambda m: (m.start, m.end, m.id))
