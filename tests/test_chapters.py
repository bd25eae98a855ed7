"""Every chapter run in this process on the study: its checks hold and its outputs are complete."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from markupsafe import Markup

from helpers import paths
from tests.port_corpus import OUTLETS, write_port_study

ONE = {"outlets": ["Washington Examiner"], "min_outlets": 2}
UNTRUE = re.compile(r"\b(nan|NaN|NaT|None)\b|\b1 (articles|outlets|events|claims|statements)\b")
SELECTIONS = [{}, ONE]


def run_chapter(chapter: Path, parameters: dict, shown: list[dict]) -> None:
    """Run the cells of a notebook one after another in one namespace."""
    names: dict[str, object] = {}
    for cell in json.loads(chapter.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
            if "parameters" in cell["metadata"].get("tags", []):
                names.update(parameters)
    assert shown


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    outputs: list[dict] = []
    monkeypatch.setattr(
        "helpers.draw.show.display",
        lambda bundle, raw, metadata: outputs.append({"data": bundle, **metadata["helpers"]}),
    )
    monkeypatch.setattr("helpers.draw.show.draw_bytes", lambda figure, kind: b"<svg/>")
    return outputs


@pytest.mark.parametrize("parameters", SELECTIONS, ids=["all", "one outlet"])
@pytest.mark.parametrize("chapter", paths.chapters(), ids=lambda path: path.stem)
def test_a_chapter_runs_and_says_whole_sentences(
    chapter: Path, parameters: dict, shown: list[dict]
) -> None:
    run_chapter(chapter, parameters, shown)
    ids = [output["id"] for output in shown if "id" in output]
    assert len(ids) == len(set(ids))
    for output in shown:
        if output["kind"] == "prose":
            said = Markup(output["data"]["text/html"]).striptags()
            assert not UNTRUE.search(said), said
        else:
            assert output["alt"].strip() and output["caption"].strip()
            assert output["data"]["text/csv"].strip()
            assert "&lt;q data-doc" not in output["data"].get("text/html", "")
            assert not UNTRUE.search(output["alt"]), output["alt"]


def test_sentences_are_shown_whole_for_a_desk_that_holds_the_rights(shown: list[dict]) -> None:
    chapter = next(path for path in paths.chapters() if path.stem.endswith("evidence"))
    run_chapter(chapter, {"evidence": "sentences"}, shown)
    assert sum(len(output["data"].get("text/html", "")) for output in shown) > 20_000


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write_port_study(tmp_path_factory.mktemp("port")))


def find_chapter(name: str) -> Path:
    return next(path for path in paths.chapters() if path.stem.endswith(name))


def test_a_large_corpus_gets_its_days_and_each_row_has_an_entry(
    port: str, shown: list[dict]
) -> None:
    run_chapter(find_chapter("timeline"), {"study": port}, shown)
    said = [output["data"]["text/html"] for output in shown if output["kind"] == "prose"]
    (heading,) = [i for i, html in enumerate(said) if "<h2>" in html]
    assert "3 days are named in the most articles, 36 of 60 articles each" in said[heading + 1]
    assert not UNTRUE.search(Markup(said[heading + 1]).striptags())
    (days,) = [output for output in shown if output.get("id", "").startswith("timeline-days")]
    rows = days["data"]["text/html"].split("<tr>")[2:]
    links = [re.findall(r'href="[^"#]*#([^"]+)"', row) for row in rows]
    assert len(rows) == 5
    assert all(links)
    assert all("<q data-doc=" in row for row in rows)
    run_chapter(find_chapter("evidence"), {"study": port}, shown)
    entries = "".join(output["data"].get("text/html", "") for output in shown)
    for target in {target for row in links for target in row}:
        assert f'id="{target}"' in entries


@pytest.mark.parametrize("parameters", [{}, {"outlets": [OUTLETS[0]]}], ids=["study", "selection"])
def test_a_small_corpus_has_no_section_on_days(
    port: str, parameters: dict, shown: list[dict]
) -> None:
    study = {"study": port} if parameters else {}
    run_chapter(find_chapter("timeline"), parameters | study, shown)
    assert not [output for output in shown if output.get("id", "").startswith("timeline-days")]
    assert not any("<h2>" in output["data"].get("text/html", "") for output in shown)
