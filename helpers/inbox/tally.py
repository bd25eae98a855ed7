"""How many articles came in and what became of each: nothing is lost without a word."""

from __future__ import annotations

from dataclasses import dataclass, field

FATES = ("proposed", "accepted", "quarantined", "already known", "put off", "passed over")


@dataclass(slots=True)
class Tally:
    """``lines`` holds one (fate, name, reason) for each thing that came in; ``failed`` the feeds
    that could not be read at all.
    """

    lines: list[tuple[str, str, str]] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)

    def add(self, fate: str, name: str, reason: str = "") -> None:
        """Count one thing."""
        self.lines.append((fate, name, reason))

    def count(self, fate: str) -> int:
        """How many had this fate."""
        return sum(found == fate for found, _, _ in self.lines)


def say_tally(tally: Tally) -> str:
    """The sum, then what was proposed, refused or put off, each with its reason.

    >>> tally = Tally()
    >>> tally.add("proposed", "a-1")
    >>> say_tally(tally).splitlines()[0][:55]
    'in 1 = 1 proposed + 0 accepted + 0 quarantined + 0 alre'
    """
    parts = " + ".join(f"{tally.count(fate)} {fate}" for fate in FATES)
    lines = [f"in {len(tally.lines)} = {parts}"]
    for fate, name, reason in tally.lines:
        if fate not in ("already known", "passed over"):
            lines.append(f"  {fate}: {name}" + (f" ({reason})" if reason else ""))
    lines += [f"  feed with a fault: {url} ({reason})" for url, reason in tally.failed]
    return "\n".join(lines)
