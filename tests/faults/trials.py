"""One trial: a folder with two editions, a run for a third that a fault ends, and the next run."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults import invariants
from tests.faults.stub_stages import CALLS, STAGES

STUB = Path(__file__).with_name("stub.py")
ERRORS = ("ENOSPC", "EIO", "EACCES")
SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP")
MANIFEST = """doc_id,file,outlet,published,published_earliest,published_latest
a,a.txt,The Courier,2024-10-31,2024-10-31,2024-10-31
b,b.txt,The Herald,2024-12-25,2024-11-06,2025-01-16
"""
OLD = 1_700_000_000
SECONDS = 60  # a run that takes longer hangs


@dataclass(frozen=True)
class Fault:
    """What goes wrong: ``spec`` for the stub, ``after`` seconds until the group is killed, or a
    ``harm`` done to the folder before the run."""

    name: str
    spec: dict = field(default_factory=dict)
    after: float | None = None
    harm: Callable[[Path], None] | None = None
    forced: bool = False  # builds again what is the latest edition already, and whole


class Ground:
    """The folder that trials start from, and ``done``, what an undisturbed run makes of it."""

    def __init__(self, folder: Path) -> None:
        self.base = folder / "base"
        make_project(self.base)
        for settings in (["--set", "min_outlets=3"], ["--set", "min_outlets=2"]):
            assert run_stub(self.base, {}, *settings).code == 0
        self.done = done = folder / "done"
        shutil.copytree(self.base, done, symlinks=True)
        before = time.monotonic()
        result = run_stub(done, {"count": True})
        self.seconds = time.monotonic() - before
        assert result.code == 0, result.told
        self.counts = json.loads(result.told.splitlines()[1])
        self.wanted = (done / "reports" / "latest").readlink().name
        self.reference = invariants.hash_tree(done / "reports" / "editions" / self.wanted)


def make_project(root: Path) -> None:
    """A checkout in miniature: one study of two articles, two chapters."""
    study = root / "data" / "pact"
    (study / "articles").mkdir(parents=True)
    for name in "ab":
        (study / "articles" / f"{name}.txt").write_text(f"Article {name}.", encoding="utf-8")
    (study / "articles.csv").write_text(MANIFEST, encoding="utf-8")
    (study / "study.toml").write_text('title = "A pact"\n', encoding="utf-8")
    for folder in ("helpers", "notebooks", "data/lexicon"):
        (root / folder).mkdir()
    (root / "requirements.txt").write_text("pandas==3.1.1\n", encoding="utf-8")
    for name in ("0_brief", "1_corpus", "2_timeline"):
        (root / "notebooks" / f"{name}.ipynb").write_text("{}", encoding="utf-8")
    for path in root.rglob("*"):  # what is young is not kept in the cache of hashes
        os.utime(path, (OLD, OLD))


@dataclass
class Outcome:
    code: int
    told: str
    mark: str


def start_stub(root: Path, spec: dict, *arguments: str) -> tuple[subprocess.Popen, str]:
    """Start a run in a process group of its own, with a mark that its children inherit."""
    mark = f"TRIAL={uuid.uuid4().hex}"
    project = Path(__file__).parents[2]
    env = os.environ | {"PYTHONPATH": str(project), "TRIAL": mark.partition("=")[2]}
    command = [sys.executable, str(STUB), str(root), json.dumps(spec), *arguments]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True, env=env, cwd=root,
    )  # fmt: skip
    return process, mark


def run_stub(root: Path, spec: dict, *arguments: str, after: float | None = None) -> Outcome:
    """Run to the end, or kill the group so many seconds after the command has begun."""
    process, mark = start_stub(root, spec, *arguments)
    first = process.stdout.readline()
    if after is not None:
        time.sleep(after)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    told, _ = process.communicate(timeout=SECONDS)
    return Outcome(process.returncode, first + told, mark)


def try_fault(ground: Ground, fault: Fault) -> list[str]:
    """Run one trial in a copy of the ground; return what it violated."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        shutil.copytree(ground.done if fault.forced else ground.base, root, symlinks=True)
        reports = root / "reports"
        if fault.harm:
            fault.harm(root)
        whole = [p for p in invariants.list_editions(reports) if not invariants.find_rot(p)]
        older = {p.name: invariants.hash_tree(p) for p in whole}
        ended = run_stub(root, fault.spec, *["--force"] * fault.forced, after=fault.after)
        wrong = invariants.check_exit(reports, ended.code, ground.wanted)
        wrong += invariants.check_processes(ended.mark)
        if not fault.harm:
            wrong += invariants.check_latest(reports) + invariants.check_editions(reports)
        again = run_stub(root, {})
        if again.code != 0:
            wrong.append(f"I4: the next run ends with {again.code}: {again.told}")
        wrong += invariants.check_exit(reports, again.code, ground.wanted)
        wrong += invariants.check_latest(reports)
        if not fault.harm:
            wrong += invariants.check_editions(reports)
        wrong += invariants.check_older(reports, older)
        wrong += invariants.check_bytes(reports / "editions" / ground.wanted, ground.reference)
        return [f"{fault.name}: {each}" for each in wrong]


def list_kills(ground: Ground, count: int, chance: random.Random) -> Iterator[Fault]:
    """Kills of the whole group at random moments of a run."""
    for _ in range(count):
        after = chance.uniform(0, ground.seconds)
        yield Fault(f"kill after {after:.3f} s", after=after)


def list_stages() -> list[str]:
    return [name for names in STAGES.values() for name in names]


def list_stage_kills(signals: tuple[str, ...] = ("SIGKILL",)) -> Iterator[Fault]:
    """Each signal before and after each stage."""
    for name in list_stages():
        for when in ("before", "after"):
            for sign in signals:
                spec = {"stage": name, "when": when, "signal": sign}
                yield Fault(f"{sign} {when} {name}", spec)


def list_forced(ground: Ground) -> Iterator[Fault]:
    """While the latest edition is built again: a kill at each stage, and each renaming fails."""
    for fault in list_stage_kills():
        yield Fault(f"forced, {fault.name}", fault.spec, forced=True)
    for n in range(1, ground.counts["rename"] + 1):
        spec = {"call": "rename", "n": n, "errno": "EIO"}
        yield Fault(f"forced, EIO at rename {n}", spec, forced=True)


def list_call_failures(ground: Ground, count: int, chance: random.Random) -> Iterator[Fault]:
    """The n-th call fails; the first ``count`` of all (call, n, error), in random order."""
    every = [
        (call, n, error)
        for call in CALLS
        for n in range(1, ground.counts.get(call, 0) + 1)
        for error in ERRORS
    ]
    chance.shuffle(every)
    while len(every) < count:
        every += every
    for call, n, error in every[:count]:
        yield Fault(f"{error} at {call} {n}", {"call": call, "n": n, "errno": error})


def list_lasting(ground: Ground, count: int, chance: random.Random) -> Iterator[Fault]:
    """A disk that is full or read-only from some moment on."""
    for number in range(count):
        call = ("write", "open", "fsync", "rename")[number % 4]
        error = ("ENOSPC", "EROFS")[number // 4 % 2]
        n = chance.randint(1, max(ground.counts[call], 1))
        spec = {"call": call, "n": n, "errno": error, "lasting": True}
        yield Fault(f"{error} at {call} from {n} on", spec)


def latest(root: Path) -> Path:
    return (root / "reports" / "latest").resolve()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def spoil(path: Path, name: str) -> None:
    """Give one entry of a JSON file a value that it cannot have."""
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {name: "soon"}), "utf-8")


def spoil_table(edition: Path, text: str) -> None:
    (edition / "exports" / "chronology.csv").write_text(text, encoding="utf-8")


def list_records(root: Path) -> list[Path]:
    return sorted((root / "reports" / "changes").glob("*.json"))


def relink(root: Path, target: str | None) -> None:
    link = root / "reports" / "latest"
    link.unlink()
    if target:
        link.symlink_to(target)


HARMS: dict[str, Callable[[Path], None]] = {
    "manifest cut": lambda root: cut(latest(root) / "manifest.json"),
    "manifest gone": lambda root: (latest(root) / "manifest.json").unlink(),
    "manifest of another": lambda root: (latest(root) / "manifest.json").write_text("{}"),
    "artefact cut": lambda root: cut(latest(root) / "report.pdf"),
    "artefact gone": lambda root: (latest(root) / "index.html").unlink(),
    "stray file": lambda root: (latest(root) / "stray.html").write_text("x"),
    "its table cut": lambda root: cut(latest(root) / "exports" / "articles.csv"),
    "its table of other columns": lambda root: spoil_table(latest(root), "doc_id,x\n1\n"),
    "its table of binary": lambda root: spoil_table(latest(root), "\0\"\n"),
    "manifest of another day": lambda root: spoil(latest(root) / "manifest.json", "edition_date"),
    "manifest of no day": lambda root: spoil(latest(root) / "manifest.json", "newest_article"),
    "record of other types": lambda root: spoil(list_records(root)[0], "sections"),
    "record of other counts": lambda root: spoil(list_records(root)[-1], "counts"),
    "status of words": lambda root: spoil(root / "reports" / "status.json", "failures_in_row"),
    "cache cut": lambda root: cut(root / "var" / "hashes.json"),
    "cache of nonsense": lambda root: (root / "var" / "hashes.json").write_text("[1]"),
    "status cut": lambda root: cut(root / "reports" / "status.json"),
    "status of nonsense": lambda root: (root / "reports" / "status.json").write_text("[]"),
    "record cut": lambda root: cut(list_records(root)[0]),
    "record of nonsense": lambda root: list_records(root)[0].write_text('{"id": 1}'),
    "link dangles": lambda root: relink(root, "editions/2020-01-01-00000000"),
    "link gone": lambda root: relink(root, None),
    "link leads out": lambda root: relink(root, "/nowhere"),
    "index gone": lambda root: (root / "reports" / "index.html").unlink(),
    "lock left": lambda root: (root / "var" / "lock").write_text("99999"),
    "build left": lambda root: (root / "var" / "build" / "1" / "x").mkdir(parents=True),
    "reports is empty": lambda root: shutil.rmtree(root / "reports"),
    "var is gone": lambda root: shutil.rmtree(root / "var"),
}


def list_harms() -> Iterator[Fault]:
    for name, harm in HARMS.items():
        yield Fault(name, harm=harm)
