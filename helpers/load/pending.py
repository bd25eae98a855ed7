"""Articles that are just being brought into a study: files that its manifest does not name yet.

Files and manifest cannot change in one step.  Their names stand in ``articles/.incoming`` from
before the first file is there until after the manifest names them all, so that the study is valid
at every moment between, and whoever comes next knows what a broken-off attempt left behind.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

PENDING = ".incoming"
# What Windows keeps for devices, whatever the ending, and the characters that no name has there.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in "123456789")}
_NOWHERE = frozenset('<>:"|?*')


def read_pending(articles: Path) -> set[str]:
    """The names in ``.incoming``, one a line; only plain names of that folder count."""
    try:
        lines = (articles / PENDING).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    return {line for line in lines if is_plain(line)}


def is_plain(name: str) -> bool:
    """Whether a name is that of a file in the folder on every system, and prints as what it is."""
    if not name or Path(name).name != name or "\\" in name or name in (".", ".."):
        return False
    device = name.partition(".")[0].strip().lower() in _DEVICES
    if device or name.endswith((".", " ")) or _NOWHERE & set(name):
        return False
    odd = any(unicodedata.category(letter) in ("Cc", "Cf") for letter in name)
    return not odd and len(name.encode()) <= 255
