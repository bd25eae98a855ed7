"""Every page without a mouse, without its style sheet, and for eyes that need contrast."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_that_axe_leaves_open_is_unreviewed(
    access: ModuleType, pages: Path, scheme: str
) -> None:
    assert access.list_incomplete(pages, scheme) == []


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_contrast(access: ModuleType, pages: Path, scheme: str, width: int) -> None:
    assert access.check_contrast(pages, scheme, width) == []


def test_the_keyboard_reaches_and_leaves_everything(access: ModuleType, pages: Path) -> None:
    assert access.check_keyboard(pages) == []


def test_pages_read_in_order_without_a_style_sheet(access: ModuleType, pages: Path) -> None:
    assert access.check_order(pages) == []


HEAD = "<!DOCTYPE html><html lang=en><title>t</title>"
BAD = {
    "faint": "<main><p style='color:#777;background:#eee'>faint</p></main>",
    "faint over a shadow": "<div style='background:linear-gradient(#fff,#555)'>"
    "<p style='color:#666'>faint</p></div>",
    "unseen focus": "<a href=#x style='outline:none'>x</a>",
    "order of the keys": "<a href=#x>x</a><a href=#y tabindex=2>y</a>",
    "a trap": "<a href=#x>x</a><a href=#y onkeydown='event.preventDefault()'>y</a>",
    "order on the screen": "<div style='display:flex;flex-direction:column-reverse'>"
    "<p>first</p><p>second</p></div>",
    "headings": "<nav></nav><main><h1>a</h1><h3>b</h3></main>",
    "hidden": "<p>seen</p><p hidden>lost</p>",
}


FINDS = {
    "faint": ("check_contrast", "3."),
    "faint over a shadow": ("check_contrast", "1."),
    "unseen focus": ("check_keyboard", "not seen"),
    "order of the keys": ("check_keyboard", "stop 1 is"),
    "a trap": ("check_keyboard", "does not leave"),
    "order on the screen": ("check_order", "stands before"),
    "headings": ("check_order", "skip a level"),
    "hidden": ("check_order", "not shown"),
}


@pytest.mark.parametrize("fault", FINDS)
def test_each_check_finds_its_fault(access: ModuleType, tmp_path: Path, fault: str) -> None:
    skip = "" if FINDS[fault][0] == "check_keyboard" else "<a class=skip href=#z>skip</a>"
    tail = "" if "nav" in BAD[fault] else "<nav>n</nav><main><h1>h</h1></main>"
    (tmp_path / "bad.html").write_text(f"{HEAD}{skip}{BAD[fault]}{tail}")
    (tmp_path / "fine.html").write_text(
        f"{HEAD}<a class=skip href=#z>skip</a><nav>n</nav><main><h1>h</h1><p>words</p></main>"
    )
    check, told = FINDS[fault]
    found = (
        access.check_contrast(tmp_path, "light")
        if check == "check_contrast"
        else getattr(access, check)(tmp_path)
    )
    assert any(told in each for each in found), found
    assert not any(each.startswith("fine") for each in found), found


def test_what_nobody_has_reviewed_is_listed(
    access: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.html").write_text(f"{HEAD}<main><h1>h</h1>{BAD['faint over a shadow']}</main>")
    assert access.list_incomplete(tmp_path, "light") == []
    monkeypatch.setattr(access, "REVIEWED", {})
    assert any("bgGradient" in each for each in access.list_incomplete(tmp_path, "light"))
