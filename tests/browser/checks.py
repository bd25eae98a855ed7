"""Checks of a folder of HTML pages in headless Chromium; each returns what is wrong, in words."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
# Text may not run wider than this many letters (REPORT.md: 60 to 75).
WIDEST_LINE = 78


def find_browser() -> str | None:
    """The Chromium to drive."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def open_browser(**options: object) -> Iterator[BrowserContext]:
    """A fresh browser with an empty profile."""
    flags = [*FLAGS, "--no-sandbox"] if os.getuid() == 0 else list(FLAGS)
    with (
        sync_playwright() as driver,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
    ):
        context = driver.chromium.launch_persistent_context(
            profile, executable_path=find_browser(), args=flags, headless=True, **options
        )
        try:
            yield context
        finally:
            context.close()


def list_pages(folder: Path) -> list[Path]:
    """The pages of a folder."""
    pages = sorted(folder.glob("*.html"))
    assert pages, f"no pages in {folder}"
    return pages


def open_everything(page: Page) -> None:
    """Unfold what a reader can unfold, so that it is checked too."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def check_requests(folder: Path) -> list[str]:
    """No page asks for anything but itself, and the console stays empty."""
    wrong: list[str] = []
    with open_browser(viewport=DESK) as browser:
        for path in list_pages(folder):
            page = browser.new_page()
            asked: list[str] = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            said: list[str] = []
            page.on("console", lambda message, said=said: said.append(f"console: {message.text}"))
            page.on("pageerror", lambda error, said=said: said.append(f"error: {error}"))
            page.goto(path.as_uri(), wait_until="load")
            page.wait_for_timeout(100)
            own = path.as_uri()
            wrong += [f"{path.name}: {u}" for u in asked if u != own and not u.startswith("data:")]
            wrong += [f"{path.name}: {each}" for each in said]
            wrong += [f"{path.name}: a script" for _ in page.query_selector_all("script")]
            page.close()
    return wrong


def check_axe(folder: Path, scheme: str) -> list[str]:
    """No axe-core violation in a colour scheme, with everything unfolded."""
    wrong = []
    # axe-core itself is a script; the pages' own policy would keep it out.
    with open_browser(viewport=DESK, color_scheme=scheme, bypass_csp=True) as browser:
        for path in list_pages(folder):
            page = browser.new_page()
            page.goto(path.as_uri())
            open_everything(page)
            found = Axe().run(page).response
            for violation in found["violations"]:
                for node in violation["nodes"][:3]:
                    why = node.get("failureSummary", "").replace("\n", " ")
                    wrong.append(f"{path.name}: {violation['id']}: {node['html'][:120]} {why}")
            page.close()
    return wrong


def check_phone(folder: Path) -> list[str]:
    """At 360 pixels no page scrolls sideways; boxes that do take the keyboard's focus."""
    wrong = []
    with open_browser(viewport=PHONE) as browser:
        for path in list_pages(folder):
            page = browser.new_page()
            page.goto(path.as_uri())
            open_everything(page)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > PHONE["width"]:
                widest = page.evaluate(
                    """() => [...document.querySelectorAll('body *')]
                    .filter(e => e.getBoundingClientRect().right > innerWidth + 1
                              && !e.closest('.scroll') && !e.closest('.skip'))
                    .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""
                )
                wrong.append(f"{path.name}: {width} pixels wide: {widest}")
            wrong += [
                f"{path.name}: a scrolling box without focus: {html}"
                for html in page.evaluate(
                    """() => [...document.querySelectorAll('*')]
                    .filter(e => e.scrollWidth > e.clientWidth + 1 && e.tabIndex < 0
                              && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX))
                    .map(e => e.outerHTML.slice(0, 120))"""
                )
            ]
            page.close()
    return wrong


def check_tables(folder: Path) -> list[str]:
    """On a phone the cells of wide tables stand below one another, none beside the screen; on a
    desk a table that has to scroll has all the room that the page has.
    """
    wrong = []
    with open_browser(viewport=PHONE) as browser:
        for path in list_pages(folder):
            page = browser.new_page()
            page.goto(path.as_uri())
            wrong += [
                f"{path.name}: a cell beside the screen: {html}"
                for html in page.evaluate(
                    """() => [...document.querySelectorAll('table.stack tbody :is(td, th)')]
                    .filter(e => e.getBoundingClientRect().right > innerWidth)
                    .map(e => e.outerHTML.slice(0, 90)).slice(0, 3)"""
                )
            ]
            page.close()
    with open_browser(viewport=DESK) as browser:
        for path in list_pages(folder):
            page = browser.new_page()
            page.goto(path.as_uri())
            room = page.evaluate(
                """() => {
                    const main = document.querySelector('main').getBoundingClientRect()
                    const wide = [...document.querySelectorAll('figure.table .scroll')]
                        .some(e => e.scrollWidth > e.clientWidth + 1)
                    return wide ? innerWidth - main.right : 0
                }"""
            )
            if room > 64:
                wrong.append(f"{path.name}: {room:.0f} pixels stay empty beside a scrolling table")
            page.close()
    return wrong


def check_without_scripts(folder: Path) -> list[str]:
    """With scripts off every page still shows itself and its links work."""
    wrong = []
    with open_browser(viewport=DESK, java_script_enabled=False) as browser:
        for path in list_pages(folder):
            page = browser.new_page()
            page.goto(path.as_uri())
            if not page.locator("h1").first.is_visible():
                wrong.append(f"{path.name}: no heading is seen")
            following = page.locator("a[rel=next]")
            if following.count():
                following.click()
                if page.url == path.as_uri():
                    wrong.append(f"{path.name}: next leads nowhere")
            page.close()
    return wrong


def check_measure(folder: Path) -> list[str]:
    """Lines of text stay short enough to read."""
    wrong = []
    with open_browser(viewport={"width": 1920, "height": 1000}) as browser:
        for path in list_pages(folder):
            page = browser.new_page()
            page.goto(path.as_uri())
            longest = page.evaluate(
                """() => Math.max(0, ...[...document.querySelectorAll('main > p')].map(p => {
                    const lines = p.getClientRects()[0].height
                        / parseFloat(getComputedStyle(p).lineHeight)
                    return lines < 2.5 ? 0 : p.innerText.length / Math.round(lines)
                }))"""
            )
            if longest > WIDEST_LINE:
                wrong.append(f"{path.name}: {longest:.0f} letters a line")
            page.close()
    return wrong
