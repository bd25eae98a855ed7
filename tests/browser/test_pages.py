"""Every page in a real browser."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.slow


def test_no_request_leaves_the_file_and_the_console_is_empty(
    checks: ModuleType, pages: Path
) -> None:
    assert checks.check_requests(pages) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_axe_violation(checks: ModuleType, pages: Path, scheme: str) -> None:
    assert checks.check_axe(pages, scheme) == []


def test_no_sideways_scrolling_on_a_phone(checks: ModuleType, pages: Path) -> None:
    assert checks.check_phone(pages) == []


def test_tables_use_the_room_and_stack_on_a_phone(checks: ModuleType, pages: Path) -> None:
    assert checks.check_tables(pages) == []


def test_works_with_scripts_off(checks: ModuleType, pages: Path) -> None:
    assert checks.check_without_scripts(pages) == []


def test_lines_are_short_enough(checks: ModuleType, pages: Path) -> None:
    assert checks.check_measure(pages) == []


def test_lines_have_60_to_75_letters_on_a_desk(checks: ModuleType, real_pages: Path) -> None:
    assert checks.check_line_length(real_pages) == []


def test_no_line_ends_inside_a_day(checks: ModuleType, pages: Path) -> None:
    assert checks.check_days(pages) == []


def test_the_checks_find_what_they_look_for(checks: ModuleType, tmp_path: Path) -> None:
    """A page with every fault: each check must say so, else it checks nothing."""
    wide = '<div style="width:900px;overflow:auto"><div style="width:2000px">x</div></div>'
    bad = '<img src="other.png"><script>console.log(1)</script>'
    grey = '<p style="color:#ccc;background:#fff">faint words</p>'
    (tmp_path / "bad.html").write_text(f"<title>t</title>{wide}{bad}{grey}")
    requests = checks.check_requests(tmp_path)
    assert any("other.png" in each for each in requests)
    assert any("console" in each for each in requests)
    axe = " ".join(checks.check_axe(tmp_path, "light"))
    assert "image-alt" in axe and "color-contrast" in axe
    phone = checks.check_phone(tmp_path)
    assert any("pixels wide" in each for each in phone)


def test_the_checks_find_long_lines_parted_days_and_wide_tables(
    checks: ModuleType, tmp_path: Path
) -> None:
    words = "Some words that go on. " * 40
    row = "".join(f"<td>{'unbroken' * 4}</td>" for _ in range(6))
    (tmp_path / "bad.html").write_text(
        f"<title>t</title><main><p>{words}</p><p style='width:9em'>It came on 25 Dec 2024.</p>"
        f"<figure class=table id=wide><div class=scroll style='overflow:auto'><table class=stack>"
        f"<tr>{row}</tr></table></div></figure></main>"
    )
    assert any("letters a line" in each for each in checks.check_line_length(tmp_path))
    assert any("25 Dec 2024" in each for each in checks.check_days(tmp_path))
    assert any("on a tablet wide scrolls" in each for each in checks.check_tables(tmp_path))
