"""The publishing stages under faults: fifteen in the quick tests, ninety in the slow ones."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import invariants
from tests.faults.crowds import try_crowd, try_reader
from tests.faults.disks import try_disks
from tests.faults.run_faults import QUICK, SEED, SLOW, list_faults
from tests.faults.trials import Ground, try_fault

pytestmark = pytest.mark.skipif(os.name == "nt", reason="process groups and links of POSIX")


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(tmp_path_factory.mktemp("ground"))


def test_fifteen_faults(ground: Ground) -> None:
    faults = list(list_faults(ground, QUICK, random.Random(SEED)))
    assert len(faults) == 15
    assert [each for fault in faults for each in try_fault(ground, fault)] == []


@pytest.mark.slow
def test_ninety_faults(ground: Ground) -> None:
    faults = list(list_faults(ground, SLOW, random.Random(SEED + 1)))
    assert len(faults) == 90
    assert [each for fault in faults for each in try_fault(ground, fault)] == []


@pytest.mark.slow
def test_many_runs_at_once(ground: Ground) -> None:
    assert try_crowd(ground, 8) == []


@pytest.mark.slow
def test_a_reader_sees_no_gap(ground: Ground) -> None:
    reads, wrong = try_reader(ground, 60)
    assert wrong == []
    assert reads > 100


@pytest.mark.slow
def test_real_disks(ground: Ground) -> None:
    _, wrong = try_disks(ground)
    assert wrong == []


def test_invariants_see_what_they_are_for(ground: Ground, tmp_path: Path) -> None:
    """Each check by a folder that breaks it."""
    reports = tmp_path / "reports"
    shutil.copytree(ground.base / "reports", reports, symlinks=True)
    assert invariants.check_latest(reports) + invariants.check_editions(reports) == []
    name = (reports / "latest").readlink().name
    edition = reports / "editions" / name
    before = {name: invariants.hash_tree(edition)}
    assert invariants.check_exit(reports, 0, name) == []
    assert invariants.check_exit(reports, 0, "2020-01-01-00000000")
    assert invariants.check_exit(reports, 70, "2020-01-01-00000000") == []
    (edition / "report.pdf").write_bytes(b"%PDF")
    assert "I1" in invariants.check_latest(reports)[0]
    assert "I2" in invariants.check_editions(reports)[0]
    assert "I8" in invariants.check_older(reports, before)[0]
    assert "I7" in invariants.check_bytes(edition, before[name])[0]
    (reports / "editions" / ".half").mkdir()
    (reports / "changes" / f"{name}.html").write_text("<html>", encoding="utf-8")
    (reports / "status.json").write_text("{", encoding="utf-8")
    assert len(invariants.check_editions(reports)) == 4
    (reports / "latest").unlink()
    assert "I1" in invariants.check_latest(reports)[0]
    assert invariants.check_count(5, 4, 1) == []
    assert "I6" in invariants.check_count(5, 4, 0)[0]


def test_a_process_that_stays_is_seen(tmp_path: Path) -> None:
    env = os.environ | {"TRIAL": "stays-behind"}
    wait = [sys.executable, "-c", "import time; time.sleep(30)"]
    process = subprocess.Popen(wait, env=env)
    try:
        assert "I5" in invariants.check_processes("TRIAL=stays-behind", seconds=0.1)[0]
    finally:
        process.kill()
        process.wait()
    assert invariants.check_processes("TRIAL=stays-behind", seconds=1) == []
