"""The pictures of README.md and docs/, made from the report that git holds: ``make gallery``.

Chromium draws the edition's own pages and figures, so a picture shows what a reader sees.
"""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]
REPORTS = ROOT / "reports"
DOCS = ROOT / "docs"

# Picture: figure of the edition, share of its height that is shown from the top, pixels across.
FIGURES = {
    "timeline": ("timeline", 1.0, 480),
    "promises": ("timeline-promises", 0.64, 480),
    "matrix": ("matrix", 1.0, 480),
}
# Picture: width and height of the screen.
SCREENS = {"desk": (1280, 860), "phone": (390, 860)}


def load_checks() -> ModuleType:
    """How the browser tests find and start Chromium."""
    path = ROOT / "tests" / "browser" / "checks.py"
    spec = spec_from_file_location("tests_checks", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def find_edition(reports: Path) -> Path:
    """The newest edition of a folder of reports."""
    editions = sorted((reports / "editions").glob("*-*"))
    if not editions:
        raise SystemExit(f"{reports} has no edition; make release-report builds it")
    return editions[-1]


def main(reports: Path = REPORTS, docs: Path = DOCS) -> None:
    """Draw every picture anew."""
    edition = find_edition(reports)
    checks = load_checks()
    docs.mkdir(exist_ok=True)
    with checks.open_browser(device_scale_factor=1.5) as browser:
        for name, (figure, share, width) in FIGURES.items():
            page = browser.new_page()
            page.goto((edition / "figures" / f"{figure}.svg").as_uri())
            tall = page.evaluate(
                "w => { const s = document.documentElement; const b = s.viewBox.baseVal;"
                " s.setAttribute('width', w); s.setAttribute('height', w * b.height / b.width);"
                " s.style.background = '#fff'; return w * b.height / b.width }",
                width,
            )
            page.set_viewport_size({"width": width, "height": round(tall * share)})
            page.screenshot(path=docs / f"{name}.png")
            page.close()
    with checks.open_browser() as browser:
        for name, (width, height) in SCREENS.items():
            page = browser.new_page()
            page.set_viewport_size({"width": width, "height": height})
            page.goto((edition / "index.html").as_uri())
            page.screenshot(path=docs / f"{name}.png")
            page.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
