"""A codebook must read what it has not seen: no pattern may be cut from one of its articles."""

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
CASES = sorted((ROOT / "tests" / "cases").glob("*.json"))
SECOND = ROOT / "tests" / "studies" / "skarn-straits"
# Each study with the files that hold its test sentences.
STUDIES = {ROOT / "data" / "russia-iran-treaty": CASES, SECOND: [SECOND / "sentences.json"]}
RUN = 4  # words in a row that would be a quotation
ALIKE = 0.7  # of all their words, names left out; two sentences that share more are one wording
LAYERS = ("claims", "facts", "naming", "milestones", "promises")


@pytest.fixture(params=STUDIES, ids=lambda path: path.name)
def study(request: pytest.FixtureRequest) -> Path:
    return request.param


@cache
def codebook(study: Path) -> Codebook:
    return load_codebook(study / "codebook")


@cache
def names(study: Path) -> re.Pattern[str]:
    forms = {f for a in codebook(study).actors for f in surface_forms(a)}
    ordered = "|".join(re.escape(f) for f in sorted(forms, key=len, reverse=True))
    return re.compile(rf"\b(?:{ordered})(?:['’]s)?(?!\w)")


def words(text: str, study: Path) -> list[str]:
    """Lower-case words, a name as "*"."""
    return re.findall(r"\*|[^\W_]+", names(study).sub(" * ", text).lower())


@cache
def quoted(study: Path) -> frozenset[tuple[str, ...]]:
    """All runs of four words of the articles in which no word is a name."""
    out = set()
    for path in (study / "articles").glob("*.txt"):
        found = words(path.read_text("utf-8"), study)
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


def held(pattern: str, study: Path) -> Iterator[tuple[str, ...]]:
    """The runs of four words of an article that a pattern or a term holds, or begins."""
    for wording in wordings(parse(split_context(pattern)[1])):
        for stretch in wording.split(" . "):
            found = re.findall(r"[^\W_]+", stretch.lower())
            for i in range(len(found) - RUN + 1):
                run = tuple(found[i : i + RUN])
                yield from (q for q in quoted(study) if all(map(str.startswith, q, run)))


def terms(study: Path) -> list[tuple[str, str]]:
    """All patterns and words of the codebook, with the place that they stand in."""
    out = [
        (f"{layer}, {entry.id}", p)
        for layer in LAYERS
        for entry in getattr(codebook(study), layer)
        for p in (*entry.patterns, *getattr(entry, "unless", ()))
    ]
    out += [(f"themes, {t.id}", w) for t in codebook(study).themes for w in t.words]
    return out + [(f"words, {k}", w) for k, terms in codebook(study).words.items() for w in terms]


def test_articles_are_there(study: Path) -> None:
    assert len(quoted(study)) > (900 if study == SECOND else 1000)


def test_a_quotation_would_be_found(study: Path) -> None:
    run = sorted(quoted(study))[100]
    assert list(held(" ".join(run), study))
    assert list(held(f"{{sign}} ... [very] ({run[0]}|thing) {' '.join(run[1:])}", study))
    assert not list(held(" ... ".join(run), study))


def test_no_pattern_quotes_an_article(study: Path) -> None:
    cribs = [f"{p}: {term!r} holds {run}" for p, term in terms(study) for run in held(term, study)]
    assert not cribs, "\n".join(cribs)


def test_every_table_is_checked(study: Path) -> None:
    tables = {p.stem for p in (study / "codebook").glob("*.toml")}
    assert tables <= {*LAYERS, "themes", "words", "actors"}
    for layer in tables & {*LAYERS}:
        rows = tomllib.loads((study / "codebook" / f"{layer}.toml").read_text("utf-8"))
        assert len(getattr(codebook(study), layer)) == len(next(iter(rows.values())))


def strings(value: object) -> Iterator[str]:
    """All texts in a case file, however it is laid out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


@cache
def texts(study: Path) -> tuple[str, ...]:
    read = (json.loads(f.read_text("utf-8")) for f in STUDIES[study])
    return tuple(sorted({s for cases in read for s in strings(cases) if " " in s}))


def matched(compiled: Compiled, study: Path) -> list[list[str]]:
    """For each pattern the sentences of the test cases that it finds."""
    out: list[list[str]] = [[] for _ in compiled.patterns]
    for text in texts(study):
        before = ""
        for s in find_sentences(text):
            for number in {m.pattern for m in find_patterns(compiled, s.text, before=before)}:
                out[number].append(s.text)
            before = f"{before} {s.text}"
    return out


def differ(one: str, other: str, study: Path) -> bool:
    a, b = ({w for w in words(t, study) if w != "*"} for t in (one, other))
    return len(a & b) <= ALIKE * len(a | b)


@pytest.mark.parametrize("layer", LAYERS)
def test_every_pattern_reads_two_wordings(layer: str, study: Path) -> None:
    entries = [(e.id, p) for e in getattr(codebook(study), layer) for p in e.patterns]
    found = matched(compile_patterns((p for _, p in entries), codebook(study)), study)
    poor = [
        f"{layer}, {entry}: {pattern!r} finds {some}"
        for (entry, pattern), some in zip(entries, found, strict=True)
        if not any(differ(a, b, study) for i, a in enumerate(some) for b in some[i + 1 :])
    ]
    assert not poor, "\n".join(poor)
