from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from helpers.scale import inputs, intake
from tests.scale.make_corpus import make_articles, make_study

Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def rows() -> Rows:
    """Articles that tests spoil, repeat and leave out."""
    return list(make_articles(200, seed=7))


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """What writes lines into a file of the corpus of a study; without a codebook it is quick."""

    def write_lines(
        lines: Sequence[dict | bytes], file: str = "a.jsonl", codebook: bool = False
    ) -> Path:
        study = tmp_path / "study"
        if not study.exists():
            make_study(study, 0, codebook=codebook)
            (study / "corpus" / "articles.jsonl").unlink()
        path = study / "corpus" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = (line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
        path.write_bytes(b"".join(line + b"\n" for line in raw))
        return study

    return write_lines


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards and blocks of a few articles."""
    monkeypatch.setattr(intake, "SHARD", 20)
    monkeypatch.setattr(inputs, "BLOCK", 150_000)
    monkeypatch.setattr(inputs, "SMALL", 1000)
