"""What a text calls things, which themes it touches and which reference facts it states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from helpers.records import Codebook, CodebookMention, Sentence
from helpers.tag.claims.finds import SENTENCE_LIMIT
from helpers.tag.patterns import compile_patterns, find_patterns
from helpers.tag.sentences import list_read

Layer = list[CodebookMention]


def find_codebook(
    text: str,
    sentences: Sequence[Sentence],
    codebook: Codebook,
    skip: Sequence[tuple[int, int]] = (),
) -> tuple[Layer, Layer, Layer]:
    """Mentions of (naming, themes, facts), each in text order; furniture is not read."""
    kept = list_read(sentences, skip)
    named = [(n.id, n.patterns) for n in codebook.naming]
    naming = _find(text, kept, named, codebook, one_each=True)
    themes = _find(text, kept, [(t.id, t.words) for t in codebook.themes], codebook)
    facts = _find(text, kept, [(f.id, f.patterns) for f in codebook.facts], codebook, back=2)
    return naming, themes, facts


def _find(
    text: str,
    sentences: Sequence[Sentence],
    entries: Iterable[tuple[str, Sequence[str]]],
    codebook: Codebook,
    back: int = 0,
    one_each: bool = False,
) -> Layer:
    """Longest finds first; two of one entry never overlap, with ``one_each`` none do."""
    pairs = [(p, entry) for entry, patterns in entries for p in patterns]
    if not pairs:
        return []
    compiled = compile_patterns((p for p, _ in pairs), codebook)
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
                out.append(CodebookMention(m.start, m.end, text[m.start : m.end], entry, rule))
    return sorted(out, key=lambda m: (m.start, m.end, m.id))
