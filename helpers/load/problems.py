"""What is wrong with a study's files: collected first, then told in one message."""

from __future__ import annotations

from dataclasses import dataclass, field

SEEN = 12  # lines of a message that a notebook shows: a screen holds them beside the cell


class StudyError(ValueError):
    """The files of a study cannot be used; the message lists every problem with its remedy."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows in place of a traceback."""
        lines = f"{type(self).__name__}: {self}".splitlines()
        more = len(lines) - SEEN
        rest = [f"  … and {more} more lines; `python -m helpers check` prints all of them"]
        return lines[:SEEN] + (rest if more > 0 else [])


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where, what is wrong, what to do; ``unit`` is the one article it spoils."""

    file: str
    place: str
    what: str
    remedy: str
    unit: str = ""

    def line(self) -> str:
        """The problem as one line for people."""
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.what}. {self.remedy}." if self.remedy else f"{where}: {self.what}."


@dataclass(slots=True)
class Problems:
    """A list of problems that the checks fill as they go."""

    found: list[Problem] = field(default_factory=list)

    def add(self, file: str, place: str, what: str, remedy: str, unit: str = "") -> None:
        """Note one problem."""
        self.found.append(Problem(file, place, what, remedy, unit))

    def units(self) -> list[str]:
        """The articles that problems spoil, in order of first problem."""
        return list(dict.fromkeys(p.unit for p in self.found if p.unit))

    def stop(self, name: str, extra: str = "") -> None:
        """Raise one StudyError with everything noted, if anything is."""
        if not self.found:
            return
        count = len(self.found)
        head = f"{name}: {count} problem{'s' if count > 1 else ''}"
        lines = [head, *(f"  {p.line()}" for p in self.found)]
        raise StudyError("\n".join([*lines, extra] if extra else lines))


def quoted(value: str) -> str:
    """A value from a file, fit for one line of a message: escaped and at most 60 characters."""
    shown = value if len(value) <= 60 else value[:57] + "..."
    return ascii(shown) if any(not c.isprintable() for c in shown) else f"'{shown}'"
