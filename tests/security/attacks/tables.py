"""What a cell may do in a spreadsheet, and a pattern to whoever looks for it."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pandas as pd

from helpers import records
from helpers.draw import show
from helpers.export import layers, timeline
from helpers.render import exhibits
from helpers.tag import patterns
from helpers.tag.patterns import compile_patterns, find_patterns
from tests.security.attacks.refusals import within
from tests.security.payloads import PAYLOADS

SECONDS = 4
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"]


def check_cells(text: str) -> None:
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert not cell.startswith(tuple("=+-@＝＋－＠\t\r\n")), ascii(cell)
            assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]", cell), ascii(cell)


def open_export(folder: Path) -> None:
    words = [*FORMULAS, *PAYLOADS.values()]
    layers.write_csv(pd.DataFrame({"a": words}, dtype="str"), folder / "x.csv")
    check_cells((folder / "x.csv").read_bytes().decode())


def open_data(_: Path) -> None:
    made = io.StringIO()
    csv.writer(made).writerows([[words] for words in [*FORMULAS, *PAYLOADS.values()]])
    check_cells(exhibits.guard_csv(made.getvalue()).decode())


def open_shown(_: Path) -> None:
    check_cells(show.write_csv_text(pd.DataFrame({"=x": FORMULAS})))


def open_timeline(folder: Path) -> None:
    events = pd.DataFrame(
        [{"event_id": "e", "earliest": pd.Timestamp("2025-01-01"), "milestone_label": "=cmd()",
          "latest": pd.Timestamp("2025-01-01"), "kind": "k", "actor_names": (), "status": "=x",
          "days_basis": ""}]
    )  # fmt: skip
    reports = pd.DataFrame([{"event_id": "e", "doc_id": "a", "start": 0, "end": 1, "label": "a",
                             "sentence_id": "p1s1"}])  # fmt: skip
    timeline.write_timeline(events, reports, folder, lambda *_: "", "=title")
    text = (folder / "timeline.csv").read_text(encoding="utf-8")
    assert "cmd()" in text
    check_cells(text)


def find_evil_pattern(_: Path) -> None:
    """Gaps inside gaps over a text that has every word, in order and never near enough."""
    codebook = records.Codebook(words={"x": ("a",), "y": ("never",)})
    compiled = compile_patterns(
        ("{x} ...12 {x} ...12 {x} ...12 {x} ...12 {x} ...12 {y}",), codebook
    )
    text = "a " * 6000 + "b " * 13 + "never!"
    patterns._compile.cache_clear()
    with within(SECONDS):
        assert find_patterns(compiled, text) == []


def write_evil_pattern(_: Path) -> None:
    """An expression is no pattern: it is refused, or stands for its own letters."""
    for pattern in ("(a+)+$", "(.*)*x", "(?=a)", "a{1,9999}", "\\1", "(?R)", "[a-z]*", ".*"):
        try:
            compiled = compile_patterns((pattern,), records.Codebook())
            for body in compiled.bodies:
                patterns._compile(body)
        except patterns.PatternError:
            continue
        except Exception as error:
            raise AssertionError(f"{pattern} is read as an expression") from error
        with within(SECONDS):
            # with the words that a pattern of these letters is looked up by
            assert find_patterns(compiled, "a" * 5000 + " b a z R 1 9999 x " * 1000) == []
