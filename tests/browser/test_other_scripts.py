"""Names in other scripts in a real browser: drawn by the page's own font, joined, in order."""

from __future__ import annotations

import itertools
from pathlib import Path
from types import ModuleType

import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from tests.browser.conftest import HERE, load

pytestmark = pytest.mark.slow

WORDS = ("Известия", "ایرنا", "العربية", "موسوی", "می‌شود")
SENTENCE = "It was said by ایرنا (تهران), 17 January 2025, and by Алексей Петров 3 times."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with each name in a paragraph, a heading, a table, bold and italic."""
    from helpers.render import render_edition

    made = load(HERE.parent / "render" / "conftest.py")
    each = "".join(
        f"<p>{w}</p><p><b>{w}</b> <em>{w}</em></p><table><tr><td>{w}</td></tr></table>"
        for w in WORDS
    )
    apart = "".join(f'<p id="w{i}">{w}</p><p id="a{i}">{"‌".join(w)}</p>'
                    for i, w in enumerate(WORDS))  # fmt: skip
    cells = [
        new_markdown_cell("# Names of ایرنا\n\n## Of Известия"),
        made.prose(f'{each}{apart}<p id="order">{SENTENCE}</p>'),
        made.figure(),
    ]
    out = tmp_path_factory.mktemp("names")
    notebooks = {"1_a": new_notebook(cells=cells)}
    render_edition(made.write_notebooks(notebooks, out / "in"), out / "out", made.EDITION)
    return out / "out"


def test_each_letter_comes_from_the_pages_own_font(folder: Path, checks: ModuleType) -> None:
    wrong, seen = [], 0
    with checks.open_browser(viewport=checks.DESK) as browser:
        page = browser.new_page()
        page.goto((folder / "1_a.html").as_uri())
        tools = browser.new_cdp_session(page)
        for domain in ("DOM", "CSS"):
            tools.send(f"{domain}.enable")
        root = tools.send("DOM.getDocument")["root"]["nodeId"]
        found = tools.send("DOM.querySelectorAll", {"nodeId": root, "selector": "[lang]"})
        for node in found["nodeIds"][1:]:
            fonts = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
            words = tools.send("DOM.getOuterHTML", {"nodeId": node})["outerHTML"]
            seen += 1
            # A space or a bracket may come from the face of the text round it.
            own = sum(f["glyphCount"] for f in fonts if f["isCustomFont"])
            if not own or own < 0.7 * sum(f["glyphCount"] for f in fonts):
                wrong.append(f"{words}: {fonts}")
    assert wrong == []
    assert seen > 4 * len(WORDS)


def test_letters_are_joined(folder: Path, checks: ModuleType) -> None:
    """Joined, a word of Arabic script is narrower than its letters one by one; Cyrillic is not."""
    measure = """id => { const range = document.createRange();
    range.selectNodeContents(document.getElementById(id));
    return range.getBoundingClientRect().width }"""
    with checks.open_browser(viewport=checks.DESK) as browser:
        page = browser.new_page()
        page.goto((folder / "1_a.html").as_uri())
        for i, word in enumerate(WORDS):
            joined, apart = (page.evaluate(measure, f"{kind}{i}") for kind in "wa")
            if word == "Известия":
                assert joined == pytest.approx(apart, rel=0.02)
            else:
                assert joined < 0.95 * apart, word


@pytest.mark.parametrize("size", ["PHONE", "DESK"])
def test_a_mixed_sentence_keeps_its_order(folder: Path, checks: ModuleType, size: str) -> None:
    """Each piece of the sentence lies right of the one before it, or on a later line."""
    measure = """() => { const found = [], box = document.getElementById('order');
    const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    for (let node; node = walk.nextNode();) {
      const range = document.createRange(), words = /\\S+/g;
      const whole = node.parentElement.closest('bdi');
      for (let m; m = words.exec(node.data);) {
        range.setStart(node, whole ? 0 : m.index);
        range.setEnd(node, whole ? node.length : m.index + m[0].length);
        const b = range.getBoundingClientRect();
        found.push([m[0], Math.round(b.top / 12), b.left]);
        if (whole) break;
      } }
    return found }"""
    with checks.open_browser(viewport=getattr(checks, size)) as browser:
        page = browser.new_page()
        page.goto((folder / "1_a.html").as_uri())
        pieces = page.evaluate(measure)
    assert len(pieces) > 12
    for (word, line, left), (after, below, right) in itertools.pairwise(pieces):
        assert below > line or right > left, (word, after)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation(folder: Path, checks: ModuleType, scheme: str) -> None:
    assert checks.check_axe(folder, scheme) == []
