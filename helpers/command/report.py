"""``report``: publish the edition that the inputs make, unless it is the latest already."""

from __future__ import annotations

import argparse
from pathlib import Path

from .. import paths, publish
from .corpus import fill_corpus
from .fill import fill
from .parameters import plan


def report(args: argparse.Namespace) -> int:
    """Publish the edition that the inputs make, unless it is the latest already."""
    edition = plan(args)
    if args.dry_run:
        changes, lines = publish.say_plan(edition, args.reports, args.force)
        print("\n".join(lines))
        return 0 if changes else args.unchanged_exit

    def build(head: dict, folder: Path, executed: Path) -> None:
        large = edition.notebooks[0].parent != paths.NOTEBOOKS
        (fill_corpus if large else fill)(edition, head, folder, executed)

    asked = {"force": args.force, "site": args.site, "keep": args.keep}
    built = publish.publish(edition, build, args.reports, paths.VAR, **asked)
    return 0 if built else args.unchanged_exit


def find_staleness(status: dict, args: argparse.Namespace) -> int:
    """Return ``--stale-exit`` where the newest article is older than ``--stale-after`` days."""
    age = status.get("newest_article_age_days")
    return args.stale_exit if age is not None and age > args.stale_after else 0
