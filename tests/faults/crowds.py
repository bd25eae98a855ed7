"""Many at once: runs that want the same edition, and a reader who never stops reading."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from tests.faults import invariants
from tests.faults.trials import SECONDS, Ground, start_stub

BUSY = 75
DAY = re.compile(r"<title>([^<]*)</title>")
WRITER = """
import datetime as dt, pathlib, sys
from tests.faults import stub
from helpers.command import parameters
from helpers import __main__ as command, paths, publish
stub.ROOT = pathlib.Path(sys.argv[1])
stub.set_places(paths)
first = dt.date(2025, 2, 1)
for number in range(int(sys.argv[2])):
    day = (first + dt.timedelta(number)).isoformat()
    args = command.read_arguments(["report", "--set", f'edition_date="{day}"'])
    args.given, args.study, args.quarantine = {}, "", None
    edition = parameters.plan(args)
    publish.publish(edition, lambda *a: stub.fill(edition, *a), paths.REPORTS, paths.VAR)
"""


def try_crowd(ground: Ground, count: int) -> list[str]:
    """So many runs at once: one does it, the others say that they are not needed."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        shutil.copytree(ground.base, root, symlinks=True)
        reports = root / "reports"
        older = {p.name: invariants.hash_tree(p) for p in invariants.list_editions(reports)}
        started = [start_stub(root, {}) for _ in range(count)]
        codes = []
        for process, _ in started:
            process.communicate(timeout=SECONDS * 2)
            codes.append(process.returncode)
        wrong = [] if set(codes) <= {0, BUSY} else [f"a crowd ends with {sorted(set(codes))}"]
        wrong += [] if 0 in codes else ["nobody of a crowd published"]
        wrong += invariants.check_exit(reports, 0, ground.wanted)
        wrong += invariants.check_latest(reports) + invariants.check_editions(reports)
        wrong += invariants.check_older(reports, older)
        for _, mark in started:
            wrong += invariants.check_processes(mark)
        return [f"{count} at once: {each}" for each in wrong]


def read_once(reports: Path) -> str:
    """What is wrong with what a reader sees now: a missing or empty page, pages of two editions."""
    index = (reports / "index.html").read_text(encoding="utf-8")
    front = (reports / "latest" / "index.html").read_text(encoding="utf-8")
    if not index.rstrip().endswith("</html>") or not front.rstrip().endswith("</html>"):
        return "a page is not whole"
    linked = re.search(r'href="(editions/[^/]*/1_corpus.html)"', index)
    if linked is None:
        return "the index leads to no edition"
    page = (reports / linked[1]).read_text(encoding="utf-8")
    days = {DAY.search(text)[1] for text in (index, page)}
    return "" if len(days) == 1 else f"pages of two editions: {sorted(days)}"


def try_reader(ground: Ground, editions: int) -> tuple[int, list[str]]:
    """Read without a pause while so many editions are published: how often, and what was wrong."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        shutil.copytree(ground.base, root, symlinks=True)
        reports, wrong, reads = root / "reports", [], 0
        project = Path(__file__).parents[2]
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(root), str(editions)],
            cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        told: list[str] = []
        waiter = threading.Thread(target=lambda: told.append(writer.communicate()[0]))
        waiter.start()
        while waiter.is_alive():
            try:
                if fault := read_once(reports):
                    wrong.append(fault)
            except OSError as error:
                wrong.append(f"a page is missing: {error}")
            reads += 1
        made = len(invariants.list_editions(reports)) - len(
            invariants.list_editions(ground.base / "reports")
        )
        if writer.returncode or made != editions:
            wrong.append(f"the writer made {made} of {editions} editions: {told[0][-300:]}")
        return reads, [f"reader: {each}" for each in wrong]
