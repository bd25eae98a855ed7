"""What came in and is not used, and what ends the reading of a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..readers import Bad

BAD, LANGUAGE = "bad", "language"


@dataclass(frozen=True, slots=True)
class SetAside:
    """One thing that came in and is not used: a record, or a whole file or the rest of one."""

    file: str  # path relative to the study's folder, shown safely
    place: str  # "line 12", "record 3, byte 4711", "row 5", "" for the whole file
    kind: str  # "bad", "language"
    reason: str  # what is wrong and the remedy, in one or two sentences


class BrokenError(ValueError):
    """From here on a file cannot be read: what is wrong, and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


def stop(error: BrokenError) -> Bad:
    """What is told in place of the rest of a file.

    >>> stop(BrokenError("it is cut off", "Fetch it anew")).what
    'it is cut off; nothing from here on is read'
    """
    return Bad(f"{error.what}; nothing from here on is read", error.remedy, whole=True)


def show_path(path: Path, study: Path) -> str:
    r"""A file's path in the study's folder, without what a terminal or a page would act on.

    >>> show_path(Path("/s/corpus/a\nb.txt"), Path("/s"))
    'corpus/a\\nb.txt'
    """
    try:
        name = path.relative_to(study).as_posix()
    except ValueError:
        name = path.name
    return name if name.isprintable() else ascii(name)[1:-1]
