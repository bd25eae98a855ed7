"""A corpus of any size for tests and benches: the articles of a study, each time a little others.

``python -m tests.scale.make_corpus 100000 FILE.jsonl`` writes so many articles, the same for the
same seed; ``--files N`` spreads them over N files ``FILE-0001.jsonl`` ....
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import random
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from helpers import paths, scale
from helpers.load import load_study
from helpers.records import Document

FIRST, DAYS = dt.date(2023, 6, 1), 730
PLACES = ("Harbour", "Delta", "Northern", "Valley", "City")
KINDS = ("Courier", "Herald", "Monitor", "Times")
OUTLETS = tuple(f"The {place} {kind}" for place in PLACES for kind in KINDS)
NAMES = ("Marlow", "Denisov", "Karami", "Osei", "Lindqvist", "Haddad", "Petrov", "Tanaka", "Silva")
NUMBER = re.compile(r"\b\d{1,4}\b")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
ENDS = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“])")


def make_articles(
    count: int, seed: int = 1, study: str = "russia-iran-treaty"
) -> Iterator[dict[str, str]]:
    """Rows of ``articles.jsonl``; article n is the same whatever the count."""
    documents = load_study(study).documents
    for number in range(count):
        yield change(documents[number % len(documents)], random.Random(f"{seed} {number}"), number)


def change(document: Document, chance: random.Random, number: int) -> dict[str, str]:
    """One article with other numbers, days and names, without some of its sentences."""
    lines = []
    for line in document.text.split("\n"):
        sentences = [s for s in ENDS.split(line) if chance.random() > 0.08]
        if len(sentences) > 2 and chance.random() < 0.2:
            at = chance.randrange(len(sentences) - 1)
            sentences[at : at + 2] = reversed(sentences[at : at + 2])
        lines.append(" ".join(sentences))
    text = NUMBER.sub(lambda found: vary(found[0], chance), "\n".join(lines))
    text = NAME.sub(lambda f: chance.choice(NAMES) if chance.random() < 0.05 else f[0], text)
    day = (FIRST + dt.timedelta(chance.randrange(DAYS))).isoformat()
    return {
        "doc_id": f"a{number:07}",
        "outlet": chance.choice(OUTLETS),
        "outlet_basis": "supplied",
        "title": document.title,
        "published": day,
        "published_earliest": day,
        "published_latest": day,
        "published_basis": "supplied",
        "text": text.strip() or document.text,
    }


def vary(number: str, chance: random.Random) -> str:
    """Another number where it is a day or an amount; years stay, they carry the story."""
    value = int(number)
    if value > 1900 or chance.random() < 0.4:
        return number
    return str(chance.randint(1, 28) if value <= 31 else chance.randint(32, 999))


def write_corpus(path: Path, count: int, seed: int = 1, files: int = 1) -> None:
    """Write articles to one file or, in turn, to several beside each other."""
    names = [path] if files == 1 else [
        path.with_name(f"{path.stem}-{n + 1:04}{path.suffix}") for n in range(files)]  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        open_files = [stack.enter_context(name.open("w", encoding="utf-8")) for name in names]
        for number, row in enumerate(make_articles(count, seed)):
            print(json.dumps(row, ensure_ascii=False), file=open_files[number % files])


def make_study(
    folder: Path, count: int, seed: int = 1, files: int = 1, codebook: bool = True
) -> Path:
    """A study with so many articles under ``corpus/`` and the codebook of the study's own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "study.toml").write_text('title = "Many articles"\n', encoding="utf-8")
    if codebook and not (folder / "codebook").exists():
        shutil.copytree(paths.DATA / paths.STUDY / "codebook", folder / "codebook")
    write_corpus(folder / "corpus" / "articles.jsonl", count, seed, files)
    return folder


def make(study: Path, name: str = "store", **more: object) -> scale.Store:
    """The store of a study beside it, by a loop if nothing else is said."""
    return scale.build_store(study, **({"engine": "loop", "root": study.parent / name} | more))


def main(argv: Sequence[str] | None = None) -> int:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=1)
    args = parser.parse_args(argv)
    write_corpus(args.file, args.count, args.seed, args.files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
