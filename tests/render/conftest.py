"""Executed notebooks as the helpers' ``show`` leaves them, made without a kernel."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

EDITION = {
    "id": "2025-01-20-0a1b2c3d",
    "edition_date": "2025-01-20",
    "key": "0a1b2c3d" * 8,
    "title": "A pact in four papers",
    "subtitle": "What each reported, when, and on whose word",
    "parameters": {"study": "pact", "start": "", "end": "", "outlets": [], "min_outlets": 1},
    "inputs": [{"file": "articles/a_01.txt", "sha256": "ab" * 32}],
    "versions": {"pandas": "3.1.1", "matplotlib": "3.11.2"},
}
HOSTILE = '<script>alert(1)</script> #read("/etc/passwd") $x$ =cmd() \\" "); #eval("1") <img src=x>'
CLAIM_ROWS = [
    ("Arms were shipped", "own", "denied", "attributed"),
    ("Talks were put off", "hedged", "declined", "notdenied"),
    ("The signing is near", "inferred", "muted", "num"),
]


@cache
def draw() -> tuple[str, str]:
    """A small matplotlib figure as SVG and base64 PNG."""
    import matplotlib

    matplotlib.use("agg")
    matplotlib.rcParams.update({"svg.fonttype": "path", "svg.hashsalt": "x"})
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 2.6), layout="constrained")
    axes = figure.subplots()
    axes.scatter([1, 4, 9], [1, 2, 1.5], c=["#0b5394", "#0b5394", "#ae3a0c"])
    axes.set_xlabel("day of January 2025")
    axes.set_yticks([1, 2], ["Moscow", "Tehran"])
    made = []
    for kind, metadata in (("svg", {"Date": None}), ("png", {"Software": None})):
        buffer = io.BytesIO()
        figure.savefig(buffer, format=kind, metadata=metadata)
        made.append(buffer.getvalue())
    return made[0].decode(), base64.b64encode(made[1]).decode()


def shown(kind: str, data: dict[str, str], **told: str) -> nbformat.NotebookNode:
    """A code cell with one displayed output of a kind."""
    metadata = {"helpers": {"kind": kind, **told}}
    return new_code_cell("show()", outputs=[new_output("display_data", data, metadata=metadata)])


def prose(html: str) -> nbformat.NotebookNode:
    """Sentences."""
    return shown("prose", {"text/html": html})


def figure(name: str = "events", alt: str = "Three dots", caption: str = "Dots are days."):
    """A figure with its files."""
    svg, png = draw()
    data = {"image/svg+xml": svg, "image/png": png, "text/csv": "day,place\n1,Moscow\n"}
    return shown("figure", data, id=name, alt=alt, caption=caption)


def table(name: str, html: str, caption: str = "Rows.", csv: str = "a,b\n1,=cmd()\n"):
    """A table with its CSV."""
    data = {"text/html": html, "text/csv": csv}
    return shown("table", data, id=name, alt="A table", caption=caption)


def write_rows(rows: int, columns: int = 3) -> str:
    """A plain table of a size."""
    head = "".join(f'<th scope="col">Column {i}</th>' for i in range(columns))
    body = "".join(
        f'<tr><th scope="row">Row {r}</th>'
        + "".join(f"<td>what is said in {r}.{c} by them</td>" for c in range(columns - 1))
        + "</tr>"
        for r in range(rows)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def write_matrix() -> str:
    """A matrix with every cell class, links inside."""
    rows = "".join(
        f'<tr><th scope="row">{claim}</th>'
        + "".join(
            f'<td class="{css}"><a href="5_evidence.html#e-a_01-p3s2">{css}</a> '
            f'<span class="muted">¶3.2</span></td>'
            for css in cells
        )
        + "</tr>"
        for claim, *cells in CLAIM_ROWS
    )
    heads = "".join(f'<th scope="col">Paper {i}<br>1{i} January</th>' for i in "123")
    return (
        f'<table><thead><tr><th scope="col">Claim</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def write_long(words: int) -> str:
    """Filler in real sentences."""
    sentence = (
        "The two governments said the pact would be signed before the end of the month, "
        "while three of the four papers gave a day of their own. "
    )
    return (sentence * (words // 25 + 1)).strip()


@cache
def sample_json() -> str:
    """The sample report's notebooks by stem, as JSON text."""
    brief = [
        new_markdown_cell("# The brief"),
        prose(
            '<ul><li><b>2 of 4</b> papers name a day (<a class="ref" href="2_timeline.html#events">'
            '</a>).</li><li>A denial stands in <a href="5_evidence.html#e-a_01-p3s2">¶3.2</a>.</li>'
            "<li>What is not known: who passed the words on.</li></ul>"
        ),
    ]
    corpus = [
        new_markdown_cell(
            "# Corpus\n\nWhat was read?\n\n## What was read\n\nFour papers, *chosen*.\n\n"
            "| a | b |\n|---|---|\n| 1 | 2 |\n\n### Left out\n\nCaptions.\n\n## Glossary\n\n"
            "See [the brief](0_brief.html), <a class='ref' href='#papers'></a> and "
            "<a class='ref' href='2_timeline.html#promises'></a>."
        ),
        new_code_cell(
            "warnings",
            outputs=[
                new_output("stream", name="stderr", text="/home/x warning"),
                new_output("stream", name="stdout", text="read 4"),
                new_output("execute_result", {"text/plain": "42"}, execution_count=1),
                new_output("display_data", {"text/markdown": "**4 of 4** were used."}),
            ],
        ),
        table("papers", write_rows(5), "The papers, <em>in order</em>."),
    ]
    timeline = [
        new_markdown_cell("# Timeline\n\nWhen did it happen, and who says so?"),
        prose(
            f"<p>{write_long(60)}</p><p>The Kommersant headline: "
            '<q data-doc="a_01" data-start="3" data-end="30" lang="ru">Договор подписан</q>; in '
            '<q lang="fa" dir="rtl">پیمان راهبردی امضا می‌شود</q> and <em>سلام</em>. '
            'A <span class="inferred">19 January</span> <span class="own">own</span> '
            '<span class="muted">muted → ✓</span> x<sup>2</sup> H<sub>2</sub>O.</p>'
        ),
        new_markdown_cell("## Events"),
        figure(),
        prose(f"<p>{write_long(120)}</p>"),
        new_markdown_cell("## Promises"),
        table("promises", write_rows(40, 4), "Promised and actual."),
        table("matrix", write_matrix(), "Claims by paper."),
        new_markdown_cell("## A wide one"),
        table("wide", write_rows(6, 14), "Fourteen columns."),
        new_markdown_cell("## Limits"),
        prose(
            "<aside><p>Chosen, not sampled.</p></aside><details><summary>More</summary>"
            "<p>Hidden words.</p></details><blockquote>Set in.</blockquote><hr>"
            "<dl><dt>Relay</dt><dd>Who passed words on.</dd></dl><ol start='3'><li>three</li></ol>"
        ),
    ]
    evidence = [
        new_markdown_cell("# Evidence\n\n## Paper one"),
        prose(
            '<section id="e-a_01-p3s2"><h3>Paper one, ¶3.2</h3><p><q data-doc="a_01" '
            'data-start="40" data-end="90">officials denied that any arms were shipped</q> '
            '<a href="https://example.org/a">example.org/a</a></p></section>'
        ),
    ]
    cells = {
        "0_brief": brief,
        "1_corpus": corpus,
        "2_timeline": timeline,
        "5_evidence": evidence,
    }
    whole = {}
    for name, content in cells.items():
        for i, cell in enumerate(content):
            cell["id"] = f"cell-{i}"
        whole[name] = new_notebook(cells=content)
    return json.dumps(whole)


def build_sample() -> dict[str, nbformat.NotebookNode]:
    """The sample report, fresh."""
    return {name: nbformat.from_dict(nb) for name, nb in json.loads(sample_json()).items()}


def write_notebooks(notebooks: dict[str, nbformat.NotebookNode], folder: Path) -> list[Path]:
    """Notebooks on disk."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, notebook in notebooks.items():
        nbformat.write(notebook, folder / f"{name}.ipynb")
    return sorted(folder.glob("*.ipynb"))


def one(*cells: nbformat.NotebookNode, name: str = "1_a") -> dict[str, nbformat.NotebookNode]:
    """A report of one chapter."""
    return {name: new_notebook(cells=[new_markdown_cell("# A"), *cells])}


@pytest.fixture
def sample() -> dict[str, nbformat.NotebookNode]:
    return build_sample()


@pytest.fixture(scope="session")
def edition_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample report, rendered once."""
    from helpers.render import render_edition

    folder = tmp_path_factory.mktemp("edition")
    executed = write_notebooks(build_sample(), tmp_path_factory.mktemp("executed"))
    render_edition(executed, folder, EDITION)
    return folder


@pytest.fixture
def kit() -> dict[str, Callable]:
    """The makers above, for tests that build their own."""
    return {
        "figure": figure,
        "table": table,
        "prose": prose,
        "one": one,
        "rows": write_rows,
        "write": write_notebooks,
        "edition": EDITION,
        "hostile": HOSTILE,
    }
