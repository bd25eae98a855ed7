"""Run All in JupyterLab, as a reader does it who wants other parameters."""

from __future__ import annotations

import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from helpers import paths
from helpers.render.palette import contrast

pytestmark = pytest.mark.slow

PATIENCE = 180  # seconds, for the server and for each notebook
ANSWER = 60  # seconds, for a view to follow a widget
NOTEBOOKS = sorted(path.name for path in paths.NOTEBOOKS.glob("*.ipynb"))
OPEN = "path => { window.jupyterapp.commands.execute('docmanager:open', {path}) }"
RUN_ALL = "() => { window.jupyterapp.commands.execute('notebook:run-all-cells') }"
SHUT_DOWN = "() => { window.jupyterapp.commands.execute('kernelmenu:shutdown') }"
THEME = "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})"
# Where the panel is: a notebook draws no cell that is far from what is seen.
TO_PANEL = """async () => {
    const content = window.jupyterapp.shell.currentWidget.content
    const sources = [...content.model.cells].map(c => [].concat(c.toJSON().source).join(''))
    const place = sources.findIndex(s => s.includes('display(explore.make_panel'))
    await content.scrollToItem(place, 'start', 0)
}"""
TO_CELL = """async at => {
    await window.jupyterapp.shell.currentWidget.content.scrollToItem(at, 'start', 0)
}"""
# Cells with one figure or table below them, and which of the two it is.
SHOWN = """() => [...window.jupyterapp.shell.currentWidget.content.model.cells]
    .map((cell, at) => [at, (cell.toJSON().outputs || [])
        .map(o => ((o.metadata || {}).helpers || {}).kind).filter(k => /figure|table/.test(k))])
    .filter(([at, kinds]) => kinds.length === 1).map(([at, kinds]) => [at, kinds[0]])"""
EXHIBIT = """at => {
    const cell = window.jupyterapp.shell.currentWidget.content.widgets[at].node
    const box = cell.querySelector('.exhibit')
    const picture = cell.querySelector('.exhibit img')
    if (!box || (picture && !picture.complete)) return null
    const behind = e => {
        const colour = e ? getComputedStyle(e).backgroundColor : 'rgb(255, 255, 255)'
        return /, 0\\)$|transparent/.test(colour) ? behind(e.parentElement) : colour
    }
    const colours = e => [getComputedStyle(e).color, behind(e)]
    const heads = [...cell.querySelectorAll('.exhibit th')]
    const told = cell.querySelector('.exhibit figcaption, .exhibit caption')
    return {
        caption: told.textContent, caption_colours: colours(told),
        alt: picture && picture.alt, wide: picture && picture.getBoundingClientRect().width,
        behind: picture && behind(picture),
        scopes: heads.map(e => e.scope), aligned: heads.map(e => getComputedStyle(e).textAlign),
        cells: [...cell.querySelectorAll('.exhibit :is(td, th, td span, td a)')]
            .slice(0, 300).map(colours),
    }
}"""
NUMBER = re.compile(r"\d+")
STATE = """() => {
    const panel = window.jupyterapp.shell.currentWidget
    const cells = [...panel.content.model.cells].map(c => c.toJSON())
    const code = cells.filter(c => c.cell_type === 'code' && [].concat(c.source).join('').trim())
    return {
        path: panel.context.path,
        kernel: panel.sessionContext.kernelDisplayStatus,
        code: code.length,
        run: code.filter(c => c.execution_count).length,
        errors: code.flatMap(c => c.outputs).filter(o => o.output_type === 'error')
            .map(o => o.ename + ': ' + o.evalue),
        images: code.flatMap(c => c.outputs).filter(o => o.data && o.data['image/png']).length,
    }
}"""


def load_checks() -> ModuleType:
    """How the other browser tests find and start Chromium."""
    path = Path(__file__).parents[1] / "browser" / "checks.py"
    spec = spec_from_file_location("tests_checks", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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


def wait_for(url: str, server: subprocess.Popen, log: Path) -> None:
    """Wait until the server answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert server.poll() is None, log.read_text(encoding="utf-8")[-2000:]
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                assert json.load(answer)["kernels"] == 0
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"no answer in {PATIENCE} s:\n{log.read_text(encoding='utf-8')[-2000:]}")


def run_all(page: object, name: str) -> dict:
    """Open a notebook, run all its cells and return what became of them."""
    page.evaluate(OPEN, f"notebooks/{name}")
    end = time.monotonic() + PATIENCE
    state: dict = {}
    started = False
    while time.monotonic() < end:
        page.wait_for_timeout(500)
        try:
            state = page.evaluate(STATE)
        except Exception as error:  # the panel is not there yet
            state = {"error": str(error)}
            continue
        if not state["path"].endswith(name):
            continue
        if not started and state["kernel"] in ("idle", ""):
            page.evaluate(RUN_ALL)
            started = True
        elif state["errors"] or (
            started and state["kernel"] == "idle" and state["run"] == state["code"]
        ):
            return state
    raise AssertionError(f"{name} was not done in {PATIENCE} s: {state}")


@contextmanager
def open_lab(checks: ModuleType, lab: tuple[str, str]) -> Iterator[object]:
    """A page of a browser with JupyterLab in it, ready to open notebooks."""
    address, token = lab
    with checks.open_browser(viewport={"width": 1400, "height": 1000}) as browser:
        page = browser.new_page()
        page.goto(f"{address}/lab?token={token}&reset", wait_until="load", timeout=PATIENCE * 1000)
        page.wait_for_function(
            "() => window.jupyterapp && window.jupyterapp.shell", timeout=PATIENCE * 1000
        )
        page.evaluate("async () => { await window.jupyterapp.restored }")
        yield page
        page.close()


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
        choose(panel, "Actor", 1)
        named = wait_until(lambda: 0 < rows.count() < mine and rows.count())
        choose(panel, "Claim", 1)
        wait_until(lambda: 0 < rows.count() < named)
        open_tab(panel, "Timeline")
        wait_until(lambda: figure.bounding_box()["height"] < tall)
        differ(drawn, read_picture(figure))
        open_tab(panel, "Claims")
        wait_until(lambda: read_picture(matrix)[0] != whole[0])
        differ(whole, read_picture(matrix))

        shown = open_tab(panel, "Article")
        head = shown.locator(".head strong")
        wait_until(lambda: head.inner_text().startswith(outlet))
        assert shown.locator(".events.mark").count() == 0
        panel.get_by_label("Layers", exact=True).select_option(["times", "events"])
        shown.locator(".events.mark").first.wait_for(timeout=PATIENCE * 1000)
        check_marks(page, shown)
        page.evaluate(SHUT_DOWN)


def read_picture(picture: object) -> tuple[str, str]:
    """A picture's bytes and its alternative text."""
    return picture.get_attribute("src"), picture.get_attribute("alt")


def differ(before: tuple[str, str], after: tuple[str, str]) -> None:
    """Another drawing, and other words for it."""
    assert all(len(part) > 20 for part in (*before, *after))
    assert before[0] != after[0] and before[1] != after[1]


def open_tab(panel: object, name: str) -> object:
    """The panel's tab of a name, with what is in it."""
    panel.locator(".lm-TabBar-tabLabel", has_text=name).click()
    place = ["Timeline", "Claims", "Sentences", "Article"].index(name)
    page = panel.locator(".widget-tab-contents > *").nth(place)
    page.wait_for(timeout=PATIENCE * 1000)
    return page


def choose(panel: object, name: str, place: int) -> str:
    """Choose an entry of a list; its words, whose spaces do not break there."""
    chooser = panel.get_by_label(name, exact=True)
    chooser.select_option(index=place)
    return " ".join(chooser.locator("option").nth(place).inner_text().split())


def wait_until(read: Callable[[], object]) -> object:
    """Wait until something is there or true, and return it."""
    end = time.monotonic() + ANSWER
    seen: object = None
    while time.monotonic() < end:
        try:
            if seen := read():
                return seen
        except Exception as error:  # the output is being drawn anew
            seen = error
        time.sleep(0.3)
    raise AssertionError(f"after {ANSWER} s: {seen!r}")


def turn(page: object, theme: str) -> None:
    """Give JupyterLab another theme."""
    page.evaluate(THEME, theme)
    page.wait_for_function(
        "dark => document.body.dataset.jpThemeLight === String(!dark)",
        arg=theme.endswith("Dark"), timeout=PATIENCE * 1000,
    )  # fmt: skip
    time.sleep(0.5)


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
