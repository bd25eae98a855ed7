"""The codebook must read what it has not seen: no pattern may be cut from one of the articles."""

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from helpers.load import load_codebook
from helpers.records import Codebook
from helpers.tag.patterns import Compiled, compile_patterns, find_patterns, surface_forms
from helpers.tag.patterns.parse import Node, parse, split_context
from helpers.tag.sentences import find_sentences

ROOT = Path(__file__).parents[1]
STUDY = ROOT / "data" / "russia-iran-treaty"
RUN = 4  # words in a row that would be a quotation
ALIKE = 0.7  # of all their words, names left out; two sentences that share more are one wording
LAYERS = ("claims", "facts", "naming", "milestones", "promises")


@cache
def codebook() -> Codebook:
    return load_codebook(STUDY / "codebook")


@cache
def names() -> re.Pattern[str]:
    forms = {f for a in codebook().actors for f in surface_forms(a)}
    ordered = "|".join(re.escape(f) for f in sorted(forms, key=len, reverse=True))
    return re.compile(rf"\b(?:{ordered})(?:['’]s)?(?!\w)")


def words(text: str) -> list[str]:
    """Lower-case words, a name as "*"."""
    return re.findall(r"\*|[^\W_]+", names().sub(" * ", text).lower())


@cache
def quoted() -> frozenset[tuple[str, ...]]:
    """All runs of four words of the articles in which no word is a name."""
    out = set()
    for path in (STUDY / "articles").glob("*.txt"):
        found = words(path.read_text("utf-8"))
        runs = (tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1))
        out |= {run for run in runs if "*" not in run}
    return frozenset(out)


def wordings(nodes: tuple[Node, ...]) -> list[str]:
    """Every way to write a pattern out; gaps and slots become full stops."""
    out = [""]
    for node in nodes:
        if node.choices:
            some = [w for choice in node.choices for w in wordings(choice)]
            some += [""] if node.kind == "optional" else []
        else:
            some = [node.text if node.kind in ("word", "prefix") else "."]
        out = [f"{a} {b}" for a in out for b in some]
    return out


def held(pattern: str) -> Iterator[tuple[str, ...]]:
    """The runs of four words of an article that a pattern or a term holds, or begins."""
    for wording in wordings(parse(split_context(pattern)[1])):
        for stretch in wording.split(" . "):
            found = re.findall(r"[^\W_]+", stretch.lower())
            for i in range(len(found) - RUN + 1):
                run = tuple(found[i : i + RUN])
                yield from (q for q in quoted() if all(map(str.startswith, q, run)))


def terms() -> list[tuple[str, str]]:
    """All patterns and words of the codebook, with the place that they stand in."""
    out = [
        (f"{layer}, {entry.id}", p)
        for layer in LAYERS
        for entry in getattr(codebook(), layer)
        for p in (*entry.patterns, *getattr(entry, "unless", ()))
    ]
    out += [(f"themes, {t.id}", w) for t in codebook().themes for w in t.words]
    return out + [(f"words, {k}", w) for k, terms in codebook().words.items() for w in terms]


def test_articles_are_there() -> None:
    assert len(quoted()) > 1000


def test_a_quotation_would_be_found() -> None:
    run = sorted(quoted())[100]
    assert list(held(" ".join(run)))
    assert list(held(f"{{sign}} ... [very] ({run[0]}|thing) {' '.join(run[1:])}"))
    assert not list(held(" ... ".join(run)))


def test_no_pattern_quotes_an_article() -> None:
    cribs = [f"{place}: {term!r} holds {run}" for place, term in terms() for run in held(term)]
    assert not cribs, "\n".join(cribs)


def test_every_table_is_checked() -> None:
    tables = {p.stem for p in (STUDY / "codebook").glob("*.toml")}
    assert tables <= {*LAYERS, "themes", "words", "actors"}
    for layer in LAYERS:
        rows = tomllib.loads((STUDY / "codebook" / f"{layer}.toml").read_text("utf-8"))
        assert len(getattr(codebook(), layer)) == len(next(iter(rows.values())))


def strings(value: object) -> Iterator[str]:
    """All texts in a case file, however it is laid out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


@cache
def texts() -> tuple[str, ...]:
    files = sorted((ROOT / "tests" / "cases").glob("*.json"))
    found = {s for f in files for s in strings(json.loads(f.read_text("utf-8"))) if " " in s}
    return tuple(sorted(found))


def matched(compiled: Compiled) -> list[list[str]]:
    """For each pattern the sentences of the test cases that it finds."""
    out: list[list[str]] = [[] for _ in compiled.patterns]
    for text in texts():
        before = ""
        for s in find_sentences(text):
            for number in {m.pattern for m in find_patterns(compiled, s.text, before=before)}:
                out[number].append(s.text)
            before = f"{before} {s.text}"
    return out


def differ(one: str, other: str) -> bool:
    a, b = ({w for w in words(t) if w != "*"} for t in (one, other))
    return len(a & b) <= ALIKE * len(a | b)


@pytest.mark.parametrize("layer", LAYERS)
def test_every_pattern_reads_two_wordings(layer: str) -> None:
    entries = [(e.id, p) for e in getattr(codebook(), layer) for p in e.patterns]
    found = matched(compile_patterns((p for _, p in entries), codebook()))
    poor = [
        f"{layer}, {entry}: {pattern!r} finds {some}"
        for (entry, pattern), some in zip(entries, found, strict=True)
        if not any(differ(a, b) for i, a in enumerate(some) for b in some[i + 1 :])
    ]
    assert not poor, "\n".join(poor)
