"""All that stands beside the editions and knows the clock, in the order in which it is safe."""

from __future__ import annotations

from pathlib import Path

from .changes import has_pages, read_record, write_changes
from .feed import write_brief, write_feed
from .index import write_index
from .shelf import prune, read_latest

PAGES = ("index.html", "feed.xml", "brief.txt")


def write_outside(reports: Path, name: str, site: str = "") -> None:
    """Write changes, feed, brief and index for the edition that ``latest`` is about to name."""
    write_changes(reports, name, read_latest(reports))
    write_feed(reports, site)
    write_brief(reports, name, site)
    write_index(reports, name)


def drop_old(reports: Path, keep: int, monthly: bool, site: str = "") -> list[str]:
    """Remove old editions, and from index and feed what led to them; return the removed ids."""
    gone = prune(reports, keep, monthly)
    latest = read_latest(reports)
    if gone and latest:
        write_feed(reports, site)
        write_index(reports, latest)
    return gone


def is_current(reports: Path, name: str) -> bool:
    """Whether ``latest`` names the edition and everything beside the editions is there.

    ``latest`` is moved last: where it names the edition, the rest was written for it.
    """
    there = all((reports / page).is_file() for page in PAGES)
    known = bool(read_record(reports, name)) and has_pages(reports, name)
    return there and known and read_latest(reports) == name
