"""Checks of reading without a mouse, a style sheet or perfect eyes; each returns what is wrong."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.checks import DESK, list_pages, open_browser, open_everything

# What axe-core cannot decide by itself, and why it is all right here.
REVIEWED = {
    ("color-contrast", "bgGradient"): "shadows at the edge of a box that scrolls; check_contrast "
    "computes them at their darkest",
    ("color-contrast", "shortTextContent"): "a single letter may be a sign and no text; "
    "check_contrast counts it as text",
}
LEAST = 4.5
# Contrast of all text as computed from styles: grounds are laid over one another from the page up,
# a gradient counts with each of its colours in turn, the words that a style sheet adds count too.
CONTRAST = """least => {
  const read = text => { const n = text.match(/[\\d.]+/g).map(Number)
    return n.length < 4 ? [...n, 1] : n }
  const lay = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3]))
  const light = c => { const [r, g, b] = c.map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b }
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p)
    return (x + 0.05) / (y + 0.05) }
  const grounds = element => {
    const chain = []
    for (let e = element; e; e = e.parentElement) chain.unshift(getComputedStyle(e))
    let found = [[255, 255, 255]]
    for (const style of chain) {
      found = found.map(below => lay(read(style.backgroundColor), below))
      const stops = style.backgroundImage.match(/rgba?\\([^)]*\\)/g) || []
      found = [...found, ...stops.flatMap(stop => found.map(below => lay(read(stop), below)))]
    }
    return found
  }
  const wrong = [], seen = new Map()
  const check = (element, colour, words) => {
    const key = colour + grounds(element).join('|')
    if (!seen.has(key))
      seen.set(key, Math.min(...grounds(element).map(g => ratio(lay(read(colour), g), g))))
    if (seen.get(key) < least)
      wrong.push(`${seen.get(key).toFixed(2)} <${element.tagName} class="${element.className}">: `
        + words.slice(0, 40))
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  let count = 0
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement
    if (!walker.currentNode.data.trim() || !element.getClientRects().length) continue
    count++
    check(element, getComputedStyle(element).color, walker.currentNode.data.trim())
  }
  for (const element of document.querySelectorAll('[data-label]')) {
    const style = getComputedStyle(element, '::before')
    if (style.content !== 'none' && element.getClientRects().length)
      check(element, style.color, element.dataset.label)
  }
  return [count, [...new Set(wrong)]]
}"""
# Every stop of the Tab key, with whether it can be seen where the focus is.
LISTEN = """() => {
  window.stops = []
  document.addEventListener('focusin', event => {
    const style = getComputedStyle(event.target)
    const box = event.target.getBoundingClientRect()
    stops.push([event.target, style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1
                && box.width > 0 && box.height > 0])
  })
}"""
STOP = """() => {
  const e = document.activeElement
  if (e === document.body) return 'out'
  if (stops.length > 1 && e === stops[0][0]) return 'round'
  return e.tagName === 'SUMMARY' && !e.parentElement.open ? 'folded' : 'on'
}"""
REACHABLE = """[...document.querySelectorAll(
    'a[href], summary, button, input, select, textarea, [tabindex]'
  )].filter(e => e.tabIndex >= 0 && e.getClientRects().length > 0)"""
# Blocks in the order of the document: each after its sibling, below it or to its right.
ORDER = """() => {
  const wrong = []
  const name = e => `${e.tagName.toLowerCase()}.${e.className}#${e.id}`
  for (const parent of document.querySelectorAll('body, body *')) {
    if (parent.closest('svg')) continue
    const shown = [...parent.children].filter(e => {
      const style = getComputedStyle(e)
      return e.getClientRects().length && e.getBoundingClientRect().height > 1
        && style.position !== 'absolute' && style.display !== 'inline'
    })
    for (let i = 1; i < shown.length; i++) {
      const a = shown[i - 1].getBoundingClientRect(), b = shown[i].getBoundingClientRect()
      if (b.bottom <= a.top + 1 || (b.top < a.bottom - 1 && b.right <= a.left + 1))
        wrong.push(`${name(shown[i])} stands before ${name(shown[i - 1])}`)
    }
  }
  return wrong.slice(0, 5)
}"""
UNSTYLED = """() => {
  for (const sheet of document.styleSheets) sheet.disabled = true
  for (const e of document.querySelectorAll('[style]')) e.removeAttribute('style')
}"""
OUTLINE = """() => {
  const bare = text => text.replace(/\\s+/g, '')
  const body = document.body.cloneNode(true)
  body.querySelectorAll('style').forEach(e => e.remove())
  const all = [...document.querySelectorAll('*')]
  return {
    shown: bare(document.body.innerText),
    written: bare(body.textContent),
    levels: [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1]),
    first: document.querySelector('a[href]').className,
    nav: all.indexOf(document.querySelector('nav')),
    main: all.indexOf(document.querySelector('main')),
  }
}"""


def list_incomplete(folder: Path, scheme: str) -> list[str]:
    """What axe-core leaves to people to decide and nobody has: page, rule, reason and place."""
    open_ones = []
    with open_browser(viewport=DESK, color_scheme=scheme, bypass_csp=True) as browser:
        for path in list_pages(folder):
            page = browser.new_page()
            page.goto(path.as_uri())
            open_everything(page)
            for result in Axe().run(page).response["incomplete"]:
                for node in result["nodes"]:
                    data = [check.get("data") for check in node["any"]]
                    key = next((d["messageKey"] for d in data if isinstance(d, dict)), "")
                    if (result["id"], key) not in REVIEWED:
                        place = node["target"][0]
                        open_ones.append(f"{path.name}: {result['id']}, {key}: {place}")
            page.close()
    return open_ones


def check_contrast(folder: Path, scheme: str, width: int = DESK["width"]) -> list[str]:
    """All text has 4.5 against what lies below it."""
    wrong = []
    size = {"width": width, "height": DESK["height"]}
    with open_browser(viewport=size, color_scheme=scheme) as browser:
        for path in list_pages(folder):
            page = browser.new_page()
            page.goto(path.as_uri())
            open_everything(page)
            count, faint = page.evaluate(CONTRAST, LEAST)
            assert count, f"{path.name} has no text"
            wrong += [f"{path.name}: {each}" for each in faint]
            page.close()
    return wrong


def tab_through(page: Page, key: str, most: int) -> bool:
    """Press a key until the focus has left the page, or come round to where it began; Enter opens
    what is folded. False: it never left.
    """
    page.evaluate("stops.length = 0")
    for _ in range(most):
        page.keyboard.press(key)
        at = page.evaluate(STOP)
        if at == "round":
            page.evaluate("stops.pop()")
        if at in ("out", "round"):
            return True
        if at == "folded" and key == "Tab":
            page.keyboard.press("Enter")
    return False


def check_keyboard(folder: Path) -> list[str]:
    """The Tab key reaches every link and control in order and leaves them, forwards and backwards;
    what has the focus is seen; Enter opens what is folded.
    """
    wrong = []
    with open_browser(viewport=DESK) as browser:
        for path in list_pages(folder):
            page = browser.new_page()
            page.goto(path.as_uri())
            page.evaluate(LISTEN)
            most = page.evaluate("document.querySelectorAll('*').length") + 10
            if not tab_through(page, "Tab", most):
                wrong.append(f"{path.name}: the focus does not leave the page")
            if page.evaluate("[...document.querySelectorAll('details')].some(d => !d.open)"):
                wrong.append(f"{path.name}: Enter does not open all that is folded")
            wrong += [f"{path.name}: {each}" for each in read_stops(page, backwards=False)]
            if not tab_through(page, "Shift+Tab", most):
                wrong.append(f"{path.name}: the focus does not go back out of the page")
            wrong += [f"{path.name}: back: {each}" for each in read_stops(page, backwards=True)]
            page.close()
    return wrong


def read_stops(page: Page, backwards: bool) -> list[str]:
    """Where the stops differ from what can be reached, and which of them cannot be seen."""
    return page.evaluate(
        """([backwards]) => {
            const wanted = REACHABLE
            if (backwards) wanted.reverse()
            const got = stops.map(s => s[0])
            const name = e => e ? e.outerHTML.slice(0, 80) : 'nothing'
            const wrong = []
            const at = wanted.findIndex((e, i) => e !== got[i])
            if (at >= 0) wrong.push(`stop ${at + 1} is ${name(got[at])}, not ${name(wanted[at])}`)
            if (got.length > wanted.length)
                wrong.push(`${got.length} stops for ${wanted.length} places`)
            for (const [e, seen] of stops) if (!seen) wrong.push(`not seen: ${name(e)}`)
            return wrong.slice(0, 5)
        }""".replace("REACHABLE", REACHABLE),
        [backwards],
    )


def check_order(folder: Path) -> list[str]:
    """Blocks stand on the screen in the order of the document, and without any style sheet that
    order tells everything: nothing is lost, the skip link is first, navigation before the text,
    and no heading skips a level.
    """
    wrong = []
    for width in (360, 768, 1280):
        with open_browser(viewport={"width": width, "height": 900}) as browser:
            for path in list_pages(folder):
                page = browser.new_page()
                page.goto(path.as_uri())
                open_everything(page)
                wrong += [f"{path.name} at {width}: {each}" for each in page.evaluate(ORDER)]
                page.evaluate(UNSTYLED)
                wrong += [f"{path.name}: {each}" for each in read_outline(page.evaluate(OUTLINE))]
                page.close()
    return wrong


def read_outline(told: dict) -> list[str]:
    """What is wrong with a page without style sheets."""
    wrong = []
    if told["shown"] != told["written"]:
        wrong.append(f"{len(told['written']) - len(told['shown'])} letters are not shown")
    levels = told["levels"]
    if levels[:1] != [1] or any(b > a + 1 for a, b in pairwise(levels)):
        wrong.append(f"headings skip a level: {levels}")
    if told["first"] != "skip":
        wrong.append("the first link does not skip to the text")
    if told["nav"] > told["main"] or told["main"] < 0:
        wrong.append("navigation does not stand before the text")
    return wrong
