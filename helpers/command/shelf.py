"""What an operator asks of the editions: are they whole, which are there, what changed."""

from __future__ import annotations

import argparse

from .. import paths, publish
from .outcome import UNFIT, show_controls


def verify(args: argparse.Namespace) -> int:
    """Check every edition against its manifest, and that ``latest`` names one of them."""
    names = publish.list_editions(args.reports)
    faults = [f for n in names for f in publish.find_faults(args.reports / "editions" / n)]
    if publish.read_latest(args.reports) not in names:
        faults.append("latest names no edition")
    print("\n".join(faults) or f"{len(names)} whole")
    return UNFIT if faults else 0


def show_list(args: argparse.Namespace) -> int:
    """Print the editions, newest first, the latest one marked."""
    latest = publish.read_latest(args.reports)
    for name in publish.list_editions(args.reports):
        print(f"{'*' if name == latest else ' '} {name}")
    return 0


def show_changes(args: argparse.Namespace) -> int:
    """Print what differs between two editions; without names, what the latest one changed."""
    names = publish.list_editions(args.reports)
    new = args.new or publish.read_latest(args.reports)
    for name in filter(None, (args.old, new)):
        if name not in names:
            raise publish.ParameterError(f"there is no edition {name}; see python -m helpers list")
    if not new:
        raise publish.ParameterError(f"{args.reports} has no edition yet")
    if args.old:
        folders = (args.reports / "editions" / name for name in (args.old, new))
        record = publish.compare_editions(*folders).as_record(args.old)
    else:
        record = publish.read_record(args.reports, new)
    print(show_controls("\n".join(publish.list_lines(record))))
    return 0


def drop(args: argparse.Namespace) -> int:
    """Remove all but the newest editions, and unless told otherwise the newest of each month."""
    with publish.hold_lock(paths.VAR):
        gone = publish.drop_old(args.reports, args.keep, args.each_month, args.site or "")
    print("".join(f"removed {name}\n" for name in gone), end="")
    return 0
