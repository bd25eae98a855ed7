"""Compute the measured figures into the method pages: ``make docs``; a stale one fails test_docs.

A page names nothing of its figures itself.  What stands between the two comments is written here:
from data/benchmarks.csv, from the study's coding, from tests/floors.json and from the worked cases.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from helpers import paths  # noqa: E402
from helpers.analyse.reliability import score_agreement, score_layers  # noqa: E402
from helpers.tables import tag_study  # noqa: E402

PAGES = ROOT / "docs" / "methods"
BEGIN, END = "<!-- measured: make docs -->", "<!-- end -->"
BLOCK = re.compile(f"{BEGIN}.*?{END}", re.DOTALL)

# Layer: public sets that measure it, measures against the study's coding, what coders compared.
LAYERS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "zones": ((), ("furniture, characters",), ()),
    "sentences": ((), (), ()),
    "times": (
        ("timex/",),
        ("time expressions, same span", "time expressions, same value"),
        ("value of a time expression, same span", "words inside a time expression, by type"),
    ),
    "actors": ((), ("actors named",), ()),
    "attributions": (
        ("polnear/", "factappeal/"),
        ("attributions",),
        ("speaker of a statement, same start", "words inside a statement, by kind"),
    ),
    "events": (("t17/",), ("events, dated",), ()),
    "claims": (
        (),
        ("claim cells, commitment", "claim cells, answers", "claim sentences"),
        (
            "claim codings that either made",
            "certainty of a claim, same sentence",
            "words inside a sentence on a claim, by claim",
        ),
    ),
    "promises": ((), ("promises and stage reports",), ()),
}


def write_rows(head: list[str], rows: list[list[object]]) -> str:
    """A table in Markdown; a bar inside a cell would part it."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(str(cell).replace("|", "/") for cell in line) + " |" for line in lines
    )


def list_public(sets: tuple[str, ...]) -> Iterator[str]:
    """What the rules reach on public hand-coded news, held-out sets first."""
    with (paths.DATA / "benchmarks.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["set"].startswith(sets)]
    if not rows:
        return
    rows.sort(key=lambda row: row["use"] != "held-out")
    names = ["set", "use", "measure", "figure", "floor", "peers", "human", "date"]
    yield "On public hand-coded news; *held-out* sets were not read, only scored, often, as totals:"
    yield write_rows(
        ["Set", "Use", "Measure", "Figure", "Floor", "Others", "People", "Measured"],
        [[row[name] or "–" for name in names] for row in rows],
    )
    short = [row for row in rows if float(row["figure"]) < float(row["floor"])]
    for row in short:
        yield f"Below its floor: {row['set']}, {row['measure']}, {row['figure']} of {row['floor']}."


def list_coded(measures: tuple[str, ...], scores: dict, floors: dict) -> Iterator[str]:
    """The tags against the study's agreed coding."""
    if not measures:
        return
    rows = []
    for name in measures:
        row = scores[name]
        rates = [f"{row[rate]:.1f}" for rate in ("precision", "recall", "f1")]
        floor = floors.get(name, {}).get("f1", "–")
        rows.append([name, row["coded"], row["found"], *rates, floor, row["note"] or "–"])
    yield (
        "Against the agreed coding of the study's own articles. The rules were written with these "
        "articles in sight, so this says that they do what was meant, not how they fare elsewhere:"
    )
    yield write_rows(
        ["Measure", "Coded", "Tagged", "Precision", "Recall", "F1", "Floor of F1", "Besides"], rows
    )


def list_agreed(names: tuple[str, ...], agreement: dict) -> Iterator[str]:
    """The two codings against each other: a ceiling for what tags can be held to."""
    if not names:
        return
    rows = []
    for name in names:
        row = agreement[name]
        alpha = "–" if row["alpha"] != row["alpha"] else f"{row['alpha']:.3f}"
        rows.append([name, f"{row['same']} of {row['units']}", alpha])
    yield "The two codings against each other (both by language models, none by a person):"
    yield write_rows(["Compared", "Alike", "Krippendorff's α"], rows)


def count_cases(layer: str) -> int:
    """The worked cases that hold the layer's rules in the tests."""
    total = 0
    for path in sorted((ROOT / "tests" / "cases").glob(f"{layer}*.json")):
        cases = json.loads(path.read_text(encoding="utf-8"))
        parts = cases.values() if isinstance(cases, dict) else [cases]
        total += sum(len(part) for part in parts if isinstance(part, list))
    return total


def write_blocks() -> dict[str, str]:
    """The measured part of each page, by layer."""
    tables = tag_study(paths.STUDY)
    scores = {row["measure"]: row for row in score_layers(tables).to_dict("records")}
    agreement = {row["what"]: row for row in score_agreement(tables).to_dict("records")}
    floors = json.loads((ROOT / "tests" / "floors.json").read_text(encoding="utf-8"))["floors"]
    blocks = {}
    for layer, (sets, measures, compared) in LAYERS.items():
        parts = [
            *list_public(sets),
            *list_coded(measures, scores, floors),
            *list_agreed(compared, agreement),
        ]
        if not parts:
            parts = ["No figure is recorded for this layer."]
        parts.append(f"Worked cases that the tests hold the rules to: {count_cases(layer)}.")
        blocks[layer] = "\n\n".join([BEGIN, *parts, END])
    return blocks


def main() -> None:
    """Write the figures into every page."""
    for layer, block in write_blocks().items():
        page = PAGES / f"{layer}.md"
        text = page.read_text(encoding="utf-8")
        page.write_text(BLOCK.sub(lambda _, b=block: b, text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
