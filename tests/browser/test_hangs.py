"""A browser that does not answer is ended and its check made anew; a finding is not."""

from __future__ import annotations

from types import ModuleType

import pytest

pytestmark = pytest.mark.slow


def test_a_browser_that_hangs_is_ended(checks: ModuleType) -> None:
    with (
        pytest.raises(checks.Error, match="closed"),
        checks.open_browser(1.0) as browser,
    ):
        browser.new_page().evaluate("new Promise(() => {})")


def test_a_check_is_made_anew_once_when_its_browser_went_away(checks: ModuleType) -> None:
    tries = []

    def check(wrong: str) -> list[str]:
        tries.append(wrong)
        if len(tries) == 1:
            raise checks.Error("Target page, context or browser has been closed")
        return [wrong]

    assert checks.allow_second_try(check)("a") == ["a"]
    assert tries == ["a", "a"]
    with pytest.raises(checks.Error, match="selector"):
        checks.allow_second_try(lambda: (_ for _ in ()).throw(checks.Error("bad selector")))()
