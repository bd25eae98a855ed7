"""Run All in JupyterLab, as a reader does it who wants other parameters."""

from __future__ import annotations

import os
import re
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from helpers import paths
from helpers.render.palette import contrast
from tests.acceptance.lab import (
    EXHIBIT,
    PATIENCE,
    SHOWN,
    SHUT_DOWN,
    TO_CELL,
    TO_PANEL,
    choose,
    load_checks,
    open_lab,
    open_tab,
    read_picture,
    run_all,
    turn,
    wait_for,
    wait_until,
)

pytestmark = pytest.mark.slow

NOTEBOOKS = sorted(path.name for path in paths.NOTEBOOKS.glob("*.ipynb"))
NUMBER = re.compile(r"\d+")


@pytest.fixture(scope="module")
def checks() -> ModuleType:
    """The browser; without one these tests are skipped, which a full run counts as a failure."""
    pytest.importorskip("playwright")
    module = load_checks()
    if module.find_browser() is None:
        pytest.skip("no Chromium: set $CHROMIUM or install chromium")
    return module


@pytest.fixture(scope="module")
def lab(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A server on this machine only, with a token and nobody's settings: its address and token."""
    folder = tmp_path_factory.mktemp("lab")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    env = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "JPY"))}
    env |= {"HOME": str(folder), "PYTHONPATH": str(checkout), "JUPYTER_TOKEN": token}
    env |= {f"JUPYTER_{kind}_DIR": str(folder / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    env |= {"IPYTHONDIR": str(folder / "ipython")}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1"]
    command += [f"--port={port}", "--ServerApp.port_retries=0", f"--notebook-dir={checkout}"]
    command += ["--expose-app-in-browser"]
    if hasattr(os, "getuid") and os.getuid() == 0:
        command.append("--allow-root")
    log = folder / "log"
    with log.open("w", encoding="utf-8") as out:
        server = subprocess.Popen(command, cwd=checkout, env=env, stdout=out, stderr=out)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/api/status?token={token}", server, log)
        yield address, token
    finally:
        server.terminate()
        server.wait(timeout=30)


def test_run_all_works_for_each_notebook(checks: ModuleType, lab: tuple[str, str]) -> None:
    with open_lab(checks, lab) as page:
        for name in NOTEBOOKS:
            state = run_all(page, name)
            assert state["errors"] == [], name
            assert state["code"] == state["run"] > 0, name
            if re.match(r"[23]_", name):
                assert state["images"], f"{name} shows no figure"
            page.evaluate(SHUT_DOWN)


def test_a_chapter_shows_figures_and_tables_with_their_captions(
    checks: ModuleType, lab: tuple[str, str]
) -> None:
    """Each in either theme: a picture with alternative text on paper of its own, a table with a
    caption and scoped heads, and words that can be read on what lies behind them.
    """
    with open_lab(checks, lab) as page:
        for name in ("2_timeline.ipynb", "3_coverage.ipynb"):
            assert run_all(page, name)["errors"] == []
            shown = page.evaluate(SHOWN)
            kinds = {kind for _, kind in shown}
            assert kinds == {"figure", "table"}, name
            for theme in ("JupyterLab Light", "JupyterLab Dark"):
                turn(page, theme)
                for cell, kind in shown:
                    check_exhibit(read_exhibit(page, cell), kind, f"{name}, cell {cell}, {theme}")
            page.evaluate(SHUT_DOWN)


def read_exhibit(page: object, cell: int) -> dict:
    """What is seen of the figure or table below a cell."""
    page.evaluate(TO_CELL, cell)
    return wait_until(lambda: page.evaluate(EXHIBIT, cell))


def check_exhibit(seen: dict, kind: str, where: str) -> None:
    assert len(seen["caption"]) > 10, where
    assert contrast_of(*seen["caption_colours"]) >= 4.5, where
    if kind == "figure":
        assert len(seen["alt"]) > 10 and seen["wide"] > 300, where
        assert seen["behind"] == "rgb(255, 255, 255)", where
        return
    assert set(seen["scopes"]) == {"col", "row"}, where
    assert set(seen["aligned"]) <= {"left", "right"} and seen["aligned"][0] == "left", where
    for colours in seen["cells"]:
        assert contrast_of(*colours) >= 4.5, f"{where}: {colours}"


def contrast_of(first: str, second: str) -> float:
    """The contrast of two colours as a browser writes them."""
    colours = ["#" + "".join(f"{int(n):02x}" for n in NUMBER.findall(c)[:3])
               for c in (first, second)]  # fmt: skip
    return contrast(*colours)


def test_explore_follows_its_widgets(checks: ModuleType, lab: tuple[str, str]) -> None:
    """What a reader does: choose an outlet, an actor, a claim, layers, and look at each tab."""
    with open_lab(checks, lab) as page:
        assert run_all(page, "explore.ipynb")["errors"] == []
        page.evaluate(TO_PANEL)
        panel = page.locator(".jp-OutputArea-output:has(.widget-tab)").first
        matrix = open_tab(panel, "Claims").locator("figure img").first
        whole = wait_until(lambda: read_picture(matrix))
        figure = open_tab(panel, "Timeline").locator("figure img").first
        tall = wait_until(lambda: figure.bounding_box()["height"])
        drawn = read_picture(figure)
        rows = open_tab(panel, "Sentences").locator("tbody tr")
        every = wait_until(rows.count)
        heads = rows.locator("th")

        outlet = choose(panel, "Outlets", 1)
        wait_until(lambda: {head.startswith(outlet) for head in heads.all_inner_texts()} == {True})
        mine = wait_until(rows.count)
        assert mine < every
        for picture, before in ((figure, drawn), (matrix, whole)):
            wait_until(lambda p=picture, b=before: read_picture(p)[0] != b[0])
            differ(before, read_picture(picture))
        choose(panel, "Actor", 1)
        named = wait_until(lambda: 0 < rows.count() < mine and rows.count())
        choose(panel, "Claim", 1)
        wait_until(lambda: 0 < rows.count() < named)
        open_tab(panel, "Timeline")
        wait_until(lambda: figure.bounding_box()["height"] < tall)

        shown = open_tab(panel, "Article")
        head = shown.locator(".head strong")
        wait_until(lambda: head.inner_text().startswith(outlet))
        assert shown.locator(".events.mark").count() == 0
        panel.get_by_label("Layers", exact=True).select_option(["times", "events"])
        shown.locator(".events.mark").first.wait_for(timeout=PATIENCE * 1000)
        check_marks(page, shown)
        page.evaluate(SHUT_DOWN)


def differ(before: tuple[str, str], after: tuple[str, str]) -> None:
    """Another drawing, and other words for it."""
    assert all(len(part) > 20 for part in (*before, *after))
    assert before[0] != after[0] and before[1] != after[1]


def check_marks(page: object, shown: object) -> None:
    """Tags have their colours, tell their rule, are told at the keyboard, and follow the theme."""
    piece = shown.locator(".piece:has(.times)").first
    assert "rule " in piece.get_attribute("title")
    read = "e => [getComputedStyle(e).borderBottomColor, getComputedStyle(e).color]"
    colours = {}
    for theme in ("JupyterLab Light", "JupyterLab Dark"):
        turn(page, theme)
        marks = [shown.locator(f".{layer}.mark").first for layer in ("times", "events")]
        colours[theme] = [mark.evaluate(read) for mark in marks]
        assert colours[theme][0][0] != colours[theme][1][0], "each layer has its colour"
    light, dark = colours.values()
    assert light[0] != dark[0]
    chip = shown.locator(".chip[tabindex]").first
    chip.focus()
    told = chip.evaluate("e => getComputedStyle(e, '::after').content")
    assert told.strip('"') == chip.get_attribute("aria-label")
    whole = shown.locator(".text").first
    words = whole.evaluate(
        "e => { const c = e.cloneNode(true); c.querySelectorAll('.chip').forEach(x => x.remove());"
        " return [...c.textContent].length }"
    )
    assert words == int(whole.get_attribute("data-end")) - int(whole.get_attribute("data-start"))
