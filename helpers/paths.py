"""Where things are: every path that the code knows hangs on the folder that holds ``helpers/``."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HELPERS = ROOT / "helpers"
DATA = ROOT / "data"
LEXICON = DATA / "lexicon"
NOTEBOOKS = ROOT / "notebooks"
REPORTS = ROOT / "reports"
VAR = ROOT / "var"
LOCK = HELPERS / "requirements.lock"

STUDY = "russia-iran-treaty"


def study_folder(study: str | Path) -> Path:
    """Return the folder of a study: its name under ``data/``, or a path to any other folder."""
    named = DATA / study
    return named if named.is_dir() else Path(study).expanduser().resolve()


def chapters(large: bool = False) -> list[Path]:
    """Return the notebooks that make the report, in order: those whose name starts with a digit.

    A ``large`` corpus has chapters of its own, which count instead of listing.
    """
    return sorted((NOTEBOOKS / "corpus" if large else NOTEBOOKS).glob("[0-9]*.ipynb"))
