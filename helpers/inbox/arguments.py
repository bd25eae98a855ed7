"""What the command line of ``collect`` may say; apart, since it is read on every command."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(sub: argparse.ArgumentParser) -> None:
    """What the command line may say."""
    sub.add_argument("--study", default="", help="a name under data/, or the path of a folder")
    sub.add_argument("--inbox", type=Path, metavar="DIR", help="a folder of .txt and .html files")
    sub.add_argument("--list", action="store_true", help="show what waits and what was refused")
    sub.add_argument("--accept", nargs="+", metavar="ID", help="take these in, or: all")
    sub.add_argument("--decline", nargs="+", metavar="ID", help="take these off the proposals")
    sub.add_argument("--basis", default="", metavar="WORDS", help="why they are accepted")
    sub.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="HOST[:PORT]",
        help="a host of your own that may be asked though it is not public",
    )
