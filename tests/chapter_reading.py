"""Run a chapter in this process on any study, and read what a reader would see of it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from markupsafe import Markup
from matplotlib.figure import Figure

from helpers import paths

SECOND = Path(__file__).parent / "studies" / "skarn-straits"
Rows = list[dict[str, str]]


@dataclass
class Chapter:
    """What a chapter shows: its sentences, its tables by id, alt texts, captions and labels."""

    names: dict[str, object]
    prose: list[str] = field(default_factory=list)
    tables: dict[str, Rows] = field(default_factory=dict)
    around: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All sentences in order."""
        return "\n".join(self.prose)


def _read(html: str) -> list[str]:
    """The paragraphs and items of one output, without marks."""
    parts = html.replace("<p>", "<li>").replace("</p>", "</li>").split("</li>")
    said = (" ".join(Markup(part).striptags().split()) for part in parts)
    return [line for line in said if line]


def _labels(figure: Figure) -> list[str]:
    texts = [t.get_text() for axes in figure.axes for t in axes.texts]
    ticks = [t.get_text() for axes in figure.axes for t in axes.get_yticklabels()]
    return [" ".join(t.split()) for t in texts + ticks]


def read_chapter(
    monkeypatch: pytest.MonkeyPatch, study: Path, name: str = "coverage", **parameters: object
) -> Chapter:
    """Run the cells of a chapter one after another; figures are kept, not drawn."""
    outputs: list[dict] = []
    figures: list[Figure] = []
    monkeypatch.setattr(
        "helpers.draw.show.display",
        lambda bundle, raw, metadata: outputs.append({"data": bundle, **metadata["helpers"]}),
    )
    monkeypatch.setattr(
        "helpers.draw.show.draw_bytes", lambda figure, kind: figures.append(figure) or b"<svg/>"
    )
    notebook = next(path for path in paths.chapters() if path.stem.endswith(name))
    names: dict[str, object] = {}
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
            if "parameters" in cell["metadata"].get("tags", []):
                names.update(parameters, study=str(study))
    chapter = Chapter(names)
    for output in outputs:
        if output["kind"] == "prose":
            chapter.prose += _read(output["data"]["text/html"])
            continue
        table = csv.DictReader(io.StringIO(output["data"]["text/csv"]))
        chapter.tables[output["id"]] = list(table)
        chapter.around += [output["alt"], Markup(output["caption"]).striptags()]
    chapter.drawn = [label for figure in figures for label in _labels(figure)]
    return chapter


def copy_study(
    target: Path,
    docs: Iterable[str] = (),
    change: Callable[[dict[str, str]], dict[str, str]] = dict,
    texts: dict[str, str] | None = None,
) -> Path:
    """The second study with some of its articles, other manifest rows, or other texts instead."""
    study = Path(shutil.copytree(SECOND, target, ignore=shutil.ignore_patterns("codings", "*.md")))
    with (study / "articles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    chosen = [row for row in rows if not docs or row["doc_id"] in {*docs}]
    if texts:
        chosen = [rows[0] | {"doc_id": d, "file": f"{d}.txt", "title": ""} for d in texts]
    for path in (study / "articles").iterdir():
        if path.name not in {row["file"] for row in chosen}:
            path.unlink()
    for row in chosen:
        path = study / "articles" / row["file"]
        if texts:
            path.write_text(texts[row["doc_id"]], encoding="utf-8", newline="\n")
        row |= change(row) | {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    with (study / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, chosen[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(chosen)
    return study
