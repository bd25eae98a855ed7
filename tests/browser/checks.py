"""Checks of a folder of HTML pages in headless Chromium; each returns what is wrong, in words."""

from __future__ import annotations

import functools
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Error, Page, sync_playwright
from playwright.sync_api import TimeoutError as TimedOut

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LONGEST = 180  # seconds; a check takes half a minute at most, and a browser may hang for ever
PHONE = {"width": 360, "height": 740}
TABLET = {"width": 768, "height": 1024}
DESK = {"width": 1280, "height": 900}
# Text may not run wider than this many letters on the widest screen; on a desk a page's lines have
# so many on the average (REPORT.md: 60 to 75), the last of each paragraph left out.
WIDEST_LINE = 78
LINE = (60, 75)
# Days that a line's end may not part.
DAY = r"\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}"


def find_browser() -> str | None:
    """The Chromium to drive."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def end_browser(profile: str) -> None:
    """Kill a browser that does not answer, so that whoever waits for it is told."""
    for process in psutil.process_iter(["cmdline"]):
        if any(profile in word for word in process.info["cmdline"] or ()):
            with suppress(psutil.Error):
                process.kill()


def allow_second_try(check: Callable) -> Callable:
    """A check that is made anew, once, when its browser had to be ended or went away."""

    @functools.wraps(check)
    def checked(*args: object, **options: object) -> object:
        try:
            return check(*args, **options)
        except Error as error:
            if "closed" not in str(error):
                raise
        return check(*args, **options)

    return checked


@contextmanager
def open_browser(longest: float = LONGEST, **options: object) -> Iterator[BrowserContext]:
    """A fresh browser with an empty profile; after ``longest`` seconds it is ended."""
    flags = [*FLAGS, "--no-sandbox"] if os.getuid() == 0 else list(FLAGS)
    with (
        sync_playwright() as driver,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
    ):
        context = driver.chromium.launch_persistent_context(
            profile, executable_path=find_browser(), args=flags, headless=True, **options
        )
        watch = threading.Timer(longest, end_browser, [profile])
        watch.daemon = True
        watch.start()
        try:
            yield context
        finally:
            context.close()
            watch.cancel()


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
    tablet no table scrolls; on a desk one that has to scroll has all the room that the page has.
    """
    wrong = []
    with open_browser(viewport=TABLET) as browser:
        for path in list_pages(folder):
            page = browser.new_page()
            page.goto(path.as_uri())
            wrong += [
                f"{path.name}: on a tablet {name} scrolls"
                for name in page.evaluate(
                    """() => [...document.querySelectorAll('.scroll:has(table.stack)')]
                    .filter(e => e.scrollWidth > e.clientWidth + 1)
                    .map(e => e.closest('figure')?.id || 'a table')"""
                )
            ]
            page.close()
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
            page, here = browser.new_page(), path.as_uri()
            page.goto(here)
            if not page.locator("h1").first.is_visible():
                wrong.append(f"{path.name}: no heading is seen")
            following = page.locator("a[rel=next]")
            if following.count():
                following.click()
                # Waited for, since a page that is closed while it goes elsewhere may never close.
                try:
                    page.wait_for_url(lambda url, own=here: url != own, timeout=10_000)
                except TimedOut:
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


def check_line_length(folder: Path) -> list[str]:
    """On a desk a page's full lines have 60 to 75 letters on the average."""
    wrong = []
    with open_browser(viewport=DESK) as browser:
        for path in list_pages(folder):
            page = browser.new_page()
            page.goto(path.as_uri())
            letters, lines = page.evaluate(
                """() => {
                    let letters = 0, lines = 0
                    for (const p of document.querySelectorAll('main p:not([class])')) {
                        const range = document.createRange()
                        const tops = new Map()
                        const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT)
                        while (walker.nextNode()) {
                            const text = walker.currentNode
                            for (let i = 0; i < text.length; i++) {
                                range.setStart(text, i)
                                range.setEnd(text, i + 1)
                                const box = range.getBoundingClientRect()
                                const line = Math.round(box.bottom / 8)
                                if (box.width) tops.set(line, (tops.get(line) || 0) + 1)
                            }
                        }
                        const full = [...tops.entries()].sort((a, b) => a[0] - b[0]).slice(0, -1)
                        letters += full.reduce((sum, [, n]) => sum + n, 0)
                        lines += full.length
                    }
                    return [letters, lines]
                }"""
            )
            if lines and not LINE[0] <= letters / lines <= LINE[1]:
                wrong.append(f"{path.name}: {letters / lines:.1f} letters a line")
            page.close()
    return wrong


def check_days(folder: Path) -> list[str]:
    """No line ends inside a day, at any width."""
    wrong = []
    for size in (PHONE, TABLET, DESK):
        with open_browser(viewport=size) as browser:
            for path in list_pages(folder):
                page = browser.new_page()
                page.goto(path.as_uri())
                open_everything(page)
                wrong += [
                    f"{path.name} at {size['width']}: {day}"
                    for day in page.evaluate(
                        """pattern => {
                            const parted = []
                            const walker = document.createTreeWalker(
                                document.querySelector('main') || document.body,
                                NodeFilter.SHOW_TEXT)
                            while (walker.nextNode()) {
                                const text = walker.currentNode
                                const element = text.parentElement
                                const head = element.closest('thead')
                                if (element.closest('q, code, pre, [data-doc]')
                                    || (head && getComputedStyle(head).position === 'absolute'))
                                    continue
                                const words = text.data.replace(/\\xa0/g, ' ')
                                for (const m of words.matchAll(new RegExp(pattern, 'g'))) {
                                    const range = document.createRange()
                                    range.setStart(text, m.index)
                                    range.setEnd(text, m.index + m[0].length)
                                    const tops = [...range.getClientRects()].map(r => r.top)
                                    if (Math.max(...tops) - Math.min(...tops) > 8) parted.push(m[0])
                                }
                            }
                            return parted.slice(0, 3)
                        }""",
                        DAY,
                    )
                ]
                page.close()
    return wrong
