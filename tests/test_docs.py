"""The documentation: figures of today, examples that run, links and pictures that are there."""

from __future__ import annotations

import doctest
import json
import re
from pathlib import Path

import pytest

from helpers import paths
from tests import method_pages

DOCS = paths.ROOT / "docs"
METHODS = DOCS / "methods"
PAGES = sorted(DOCS.rglob("*.md"))
README = paths.ROOT / "README.md"
RUN = 10  # words of an article in a row: more is a sentence reprinted
LARGEST = 1_000_000  # bytes of all pictures
IMAGE = re.compile(r'!\[([^\]]*)\]\(([^)]+)\)|<img src="([^"]+)"[^>]*alt="([^"]*)"')
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#]+)[^)]*\)")
FENCED = re.compile(r"```.*?```", re.DOTALL)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def blocks() -> dict[str, str]:
    """The measured part of each page, computed anew."""
    return method_pages.write_blocks()


@pytest.fixture(scope="module")
def setting() -> dict[str, object]:
    """What the examples of all pages share: the first page of the methods makes it."""
    names: dict[str, object] = {}
    run_examples(METHODS / "README.md", names)
    assert "read" in names
    return names


def run_examples(page: Path, names: dict[str, object]) -> None:
    """Run the examples of a page; at least one, and all right."""
    test = doctest.DocTestParser().get_doctest(read(page), names, page.name, str(page), 0)
    told: list[str] = []
    done = doctest.DocTestRunner(verbose=False).run(test, out=told.append, clear_globs=False)
    assert done.attempted > 0
    assert done.failed == 0, "".join(told)
    names.update(test.globs)


def test_every_layer_has_its_page() -> None:
    assert {page.stem for page in METHODS.glob("*.md")} == {"README", *method_pages.LAYERS}
    assert all(f"({layer}.md)" in read(METHODS / "README.md") for layer in method_pages.LAYERS)


@pytest.mark.parametrize("layer", method_pages.LAYERS)
def test_the_figures_of_a_page_are_those_of_today(layer: str, blocks: dict[str, str]) -> None:
    (block,) = method_pages.BLOCK.findall(read(METHODS / f"{layer}.md"))
    assert block == blocks[layer], "make docs computes them anew"


def test_the_figures_are_the_recorded_ones(blocks: dict[str, str]) -> None:
    """Every row of the benchmarks stands in a page, and every measure of the coding."""
    whole = "\n".join(blocks.values())
    rows = read(paths.DATA / "benchmarks.csv").splitlines()[1:]
    assert whole.count("| held-out |") + whole.count("| development |") == len(rows) > 10
    for name in ("time expressions, same value", "claim cells, answers", "events, dated"):
        assert f"| {name} |" in whole


@pytest.mark.parametrize("layer", method_pages.LAYERS)
def test_no_figure_is_typed(layer: str) -> None:
    """Outside of what is computed and of examples a method page has no score and no share."""
    text = FENCED.sub("", method_pages.BLOCK.sub("", read(METHODS / f"{layer}.md")))
    assert re.findall(r"\d+(?:[.,]\d+)?\s?%|(?<!¶)\b\d+\.\d+|\bF1\b|κ|α", text) == []


@pytest.mark.parametrize("layer", method_pages.LAYERS)
def test_the_examples_of_a_page_run(layer: str, setting: dict[str, object]) -> None:
    run_examples(METHODS / f"{layer}.md", dict(setting))


def test_every_figure_of_the_report_is_explained() -> None:
    (edition,) = (paths.ROOT / "reports" / "editions").glob("*-*")
    drawn = {path.stem for path in (edition / "figures").glob("*.svg")}
    sections = re.split(r"^## ", read(DOCS / "figures.md"), flags=re.MULTILINE)[1:]
    told = {re.search(r"\(chapter \d, `([\w-]+)`\)", part)[1]: part for part in sections}
    assert told.keys() == drawn
    assert all("**Do not read**" in part or "**Down**" in part for part in told.values())
    assert all("**Do not read**" in part for part in told.values())


def test_every_figure_of_a_large_corpus_is_explained() -> None:
    page = read(DOCS / "figures-of-a-large-corpus.md")
    sections = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    told = {re.search(r"\(chapter \d, `([\w-]+)`\)", part)[1]: part for part in sections}
    drawn = re.findall(r"show\(plot_[^\"]*\"([\w-]+)\"", "\n".join(
        "".join(cell["source"])
        for path in paths.chapters(large=True)
        for cell in json.loads(read(path))["cells"]
    ))  # fmt: skip
    assert len(drawn) == len(told) and told.keys() == set(drawn)
    assert all("**Do not read**" in part for part in told.values())


def test_no_article_is_reprinted() -> None:
    whole = " ".join(read(page) for page in [*PAGES, README])
    mine = re.findall(r"\w+", whole.casefold())
    runs = {tuple(mine[i : i + RUN]) for i in range(len(mine) - RUN + 1)}
    articles = sorted((paths.DATA / paths.STUDY / "articles").glob("*.txt"))
    assert len(articles) == 5
    for path in articles:
        words = re.findall(r"\w+", read(path).casefold())
        again = [r for i in range(len(words) - RUN + 1) if (r := tuple(words[i : i + RUN])) in runs]
        assert again == [], path.name


def list_pictures(page: Path) -> list[tuple[Path, str]]:
    """File and alternative text of each picture of a page."""
    found = IMAGE.findall(read(page))
    return [((page.parent / (a or b)).resolve(), alt or other) for alt, a, b, other in found]


def test_pictures_are_there_small_and_told_in_words() -> None:
    shown = [pair for page in [*PAGES, README] for pair in list_pictures(page)]
    for path, alt in shown:
        assert path.is_file(), path
        assert len(alt.split()) >= 8, f"{path.name}: {alt}"
    kept = set(DOCS.glob("*.png"))
    assert {path for path, _ in shown} == kept
    assert sum(path.stat().st_size for path in kept) < LARGEST
    assert all(path.read_bytes().startswith(b"\x89PNG\r\n\x1a\n") for path in kept)


@pytest.mark.parametrize("page", [*PAGES, README], ids=lambda p: str(p.relative_to(paths.ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = [each for each in LINK.findall(read(page)) if not each.startswith("http")]
    assert all((page.parent / link).exists() for link in links), links
