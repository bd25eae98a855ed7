"""What benches measure is there, and is measured."""

from __future__ import annotations

import sys

import pytest

from tests.bench.layers import OTHERS, bench_layers, list_documents
from tests.bench.measure import measure


def test_time_and_memory_are_those_of_all_processes() -> None:
    held = "import time; held = b'x' * 60_000_000; time.sleep(1.5)"
    outer = f"import subprocess, sys; print(subprocess.call([sys.executable, '-c', {held!r}]))"
    done = measure([sys.executable, "-c", outer])
    assert done.out == "0"
    assert 60_000_000 < done.peak < 200_000_000
    assert 1.5 < done.seconds < 30
    assert 0 < done.cpu < done.seconds


def test_a_command_that_fails_is_told() -> None:
    with pytest.raises(SystemExit, match="no good"):
        measure([sys.executable, "-c", "raise ValueError('no good')"])


def test_every_layer_has_its_line() -> None:
    from helpers.tables.layers import DEPENDS

    lines = list(bench_layers(2))
    assert [line.split("  ")[0] for line in lines] == [*DEPENDS, "all layers"]
    assert all("MB/s" in line for line in lines)


def test_articles_differ_from_each_other_and_not_from_run_to_run() -> None:
    texts = [document.text for document in list_documents(50)]
    assert len(set(texts)) == 50
    assert [document.text for document in list_documents(50)] == texts
    assert len({name for name, _, _ in OTHERS}) == 3
