"""``python -m helpers collect``: collect, list and accept new articles."""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .names import name_folder, tidy
from .shelf import Shelf, open_shelf, read_about, read_json, read_proposed, write_proposed
from .tally import Tally, say_tally

UNREAD = 69
"""Exit code: a feed could not be read, or only in part; everything else was done."""

EXTRA = ("feedparser", "lxml", "protego", "trafilatura")
INSTALL = "make feeds, or pip install --require-hashes --no-deps -r helpers/feeds.lock"

Hold = Callable[[Path], AbstractContextManager[None]]


class CollectError(ValueError):
    """The command cannot do what it is asked; the message says what to do."""


def run(args: argparse.Namespace, study: Path, var: Path, data: Path, hold: Hold) -> int:
    """Do what the command line says; ``hold(folder)`` keeps other runs out.

    Raises:
        CollectError: the options do not fit together, or an extra is missing.
        StudyError: the study, its feeds.toml or a proposal has faults.
    """
    if sum(map(bool, (args.list, args.accept, args.decline))) > 1:
        raise CollectError("choose one of --list, --accept and --decline")
    shelf = open_shelf(var, name_folder(study, data))
    if args.list:
        print(say_shelf(shelf))
        return 0
    with hold(shelf.inbox):
        if args.accept:
            with hold(var):
                return accept_named(args, study, shelf)
        if args.decline:
            return decline_named(args, shelf)
        return collect_all(args, study, shelf)


def collect_all(args: argparse.Namespace, study: Path, shelf: Shelf) -> int:
    """Read the feeds and the inbox folder; nothing enters the study."""
    from .settings import FILE, read_settings

    settings = read_settings(study, args.allow_host)
    if not settings.feeds and not args.inbox:
        raise CollectError(
            f"there is nothing to collect from: give --inbox DIR, or feeds in {study.name}/{FILE}"
        )
    if args.inbox and not args.inbox.is_dir():
        raise CollectError(f"--inbox: there is no folder {args.inbox}")
    pages = args.inbox and any(p.suffix.lower() in (".html", ".htm") for p in args.inbox.iterdir())
    missing = [name for name in EXTRA if importlib.util.find_spec(name) is None]
    if missing and (settings.feeds or pages):
        raise CollectError(
            f"feeds and pages need {', '.join(missing)}. Install the extra 'feeds': {INSTALL}"
        )
    from .collect import collect_feed, collect_folder, open_desk
    from .wire import Limits, Visitor

    desk = open_desk(study, shelf, dt.datetime.now(dt.UTC).date())
    if args.inbox:
        collect_folder(desk, args.inbox, time.time())
    limits = Limits(pause=settings.pause)
    visitor = Visitor(name_agent(settings.contact), frozenset(args.allow_host), limits)
    for feed in settings.feeds:
        collect_feed(desk, visitor, feed)
    print(say_tally(desk.tally))
    return UNREAD if desk.tally.failed else 0


def name_agent(contact: str) -> str:
    """How we call ourselves, with whom to write to."""
    from .robots import NAME

    try:
        number = version(NAME)
    except PackageNotFoundError:
        number = "0"
    return f"{NAME}/{number}" + (f" (+{contact})" if contact else "")


def accept_named(args: argparse.Namespace, study: Path, shelf: Shelf) -> int:
    """Take proposals into the study."""
    from .accept import accept

    basis = tidy(args.basis).rstrip(".")
    if not basis:
        raise CollectError('--accept needs a basis: --basis "read beside the page, NB"')
    taken, known = accept(study, shelf, name_ids(args.accept), basis)
    tally = Tally()
    for name in taken:
        tally.add("accepted", name)
    for name in known:
        tally.add("already known", name)
    print(say_tally(tally))
    return 0


def name_ids(names: list[str]) -> list[str]:
    """The ids asked for; none stands for all."""
    return [] if names == ["all"] else names


def decline_named(args: argparse.Namespace, shelf: Shelf) -> int:
    """Take rows off the proposals; what was declined stays known and does not come again."""
    from .accept import choose_rows

    rows = read_proposed(shelf)
    gone = [row["doc_id"] for row in choose_rows(rows, name_ids(args.decline))]
    write_proposed(shelf, [row for row in rows if row["doc_id"] not in gone])
    print("\n".join(f"declined: {name}" for name in gone))
    return 0


def say_shelf(shelf: Shelf) -> str:
    """What waits to be accepted, and what was refused and why."""
    rows = read_proposed(shelf)
    lines = [f"{len(rows)} proposed, in {shelf.inbox}"]
    for row in rows:
        days = row["published"] or f"{row['published_earliest']}–{row['published_latest']}"
        shown = [row["doc_id"], row["outlet"], days, row["title"]]
        lines.append("  " + " | ".join(tidy(cell) for cell in shown))
        lines.append(f"    date: {tidy(row['published_evidence'], 1000)}")
        notes = read_about(shelf, row["doc_id"]).get("notes", [])
        lines += [f"    note: {tidy(str(note), 500)}" for note in notes]
    reasons = sorted(shelf.quarantine.glob("[!.]*/reason.json"))
    lines.append(f"{len(reasons)} in quarantine, in {shelf.quarantine}")
    for path in reasons:
        words = read_json(path).get("reasons", ["its reason cannot be read"])
        lines.append(f"  {path.parent.name}: {tidy('; '.join(map(str, words)), 1000)}")
    return "\n".join(lines)
