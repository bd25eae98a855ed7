"""A JupyterLab in a browser: run a notebook, read what stands in a panel or below a cell."""

from __future__ import annotations

import json
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

PATIENCE = 180  # seconds, for the server and for each notebook
ANSWER = 60  # seconds, for a view to follow a widget
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
    with checks.open_browser(20 * 60, viewport={"width": 1400, "height": 1000}) as browser:
        page = browser.new_page()
        page.goto(f"{address}/lab?token={token}&reset", wait_until="load", timeout=PATIENCE * 1000)
        page.wait_for_function(
            "() => window.jupyterapp && window.jupyterapp.shell", timeout=PATIENCE * 1000
        )
        page.evaluate("async () => { await window.jupyterapp.restored }")
        yield page
        page.close()


def read_picture(picture: object) -> tuple[str, str]:
    """A picture's bytes and its alternative text."""
    return picture.get_attribute("src"), picture.get_attribute("alt")


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
