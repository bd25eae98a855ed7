"""The command line: ``python -m helpers report`` and what an operator asks of its editions.

Exit codes: 0 published or nothing to do, 1 a notebook cell failed, 2 usage or an empty selection,
65 bad data, 69 a feed could not be read, 70 rendering or verifying failed, 71 the kernel died,
73 cannot create the output, 74 disk full or read-only, 75 another run holds the lock, 128 + n
stopped by signal n.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from . import publish
from .command import new_study, report, shelf, study, tag
from .command.notify import find_events, notify
from .command.outcome import UNFIT, find_code, log
from .command.settings import fill_settings
from .inbox.arguments import add_arguments
from .signals import Stopped, end_children, watching_signals


def read_arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; a fault in it ends the program with 2."""
    parser = argparse.ArgumentParser(prog="python -m helpers", description=__doc__.split("\n\n")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, told: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=told, description=told)
        sub.set_defaults(run=run, name=name)
        if name not in ("check", "date", "collect", "tag", "new-study"):
            sub.add_argument("--reports", type=Path, metavar="DIR")
            sub.add_argument("--config", metavar="FILE", help="settings in TOML, see README.md")
        return sub

    sub = command("report", report.report, "make the report, unless nothing has changed")
    sub.add_argument("--study", help="a name under data/, or the path of a folder")
    sub.add_argument("--set", action="append", default=[], metavar="NAME=JSON")
    sub.add_argument("--quarantine", type=float, metavar="SHARE")
    sub.add_argument(
        "--missing-glyph", choices=("error", "name"), default="",
        help="what to do with a character that no font draws: fail, or write its name in brackets",
    )  # fmt: skip
    tag.add_engine(sub)
    sub.add_argument("--force", action="store_true", help="build even if nothing has changed")
    sub.add_argument("--dry-run", action="store_true", help="say what would be done, and why")
    sub.add_argument("--keep", type=int, metavar="N", help="then remove all but N and one a month")
    sub.add_argument("--site", metavar="URL", help="where the reports folder is served")
    sub.add_argument("--notify", metavar="COMMAND", help="called with edition, failure or recovery")
    sub.add_argument("--unchanged-exit", type=int, metavar="N", help="exit code of nothing to do")
    sub.add_argument("--stale-after", type=int, metavar="DAYS", help="age of the newest article")
    sub.add_argument("--stale-exit", type=int, metavar="N", help="exit code when it is older")
    command("verify", shelf.verify, "check every edition's hashes")
    command("list", shelf.show_list, "list the editions")
    sub = command("changes", shelf.show_changes, "print what an edition changed")
    sub.add_argument("old", nargs="?", default="", help="compare this edition with NEW")
    sub.add_argument("new", nargs="?", default="", help="an edition; the latest if it is left out")
    sub = command("prune", shelf.drop, "remove old editions")
    sub.add_argument("--keep", type=int, required=True, metavar="N")
    sub.add_argument("--site", metavar="URL", help="where the reports folder is served")
    sub.add_argument("--each-month", action=argparse.BooleanOptionalAction, default=True)
    command("check", study.check, "check a study and say all that is wrong").add_argument("study")
    sub = command("new-study", new_study.new_study, "begin a study of your own from texts")
    sub.add_argument("new_name", metavar="NAME", help="a folder of data/ that is not there yet")
    sub.add_argument(
        "--from", dest="sources", nargs="+", required=True, metavar="FILE",
        help="text files, tables (articles.jsonl, texts.csv) and folders of them",
    )  # fmt: skip
    sub = command("date", study.propose_date, "propose the days on which an article was published")
    sub.add_argument("article", help="a text file anywhere, or a doc_id of the study")
    sub.add_argument("--study", default="", help="use its milestones as well, printed apart")
    sub.add_argument("--json", action="store_true", help="print it for a program")
    told = "propose new articles; accept those that are right"
    add_arguments(command("collect", study.collect, told))
    tag.add_options(command("tag", tag.tag, "read and tag the corpus of a study, however large"))
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    args = read_arguments(argv)
    code = UNFIT
    try:
        with watching_signals():
            fill_settings(args, os.environ)
            code = args.run(args)
            sys.stdout.flush()
            failed = False
    except BrokenPipeError:  # whoever reads a list has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code, failed = 128 + 13, True
    except (Exception, KeyboardInterrupt, Stopped) as error:
        code, failed = find_code(error), True
        log("error", "failed", exit=code, kind=type(error).__name__, message=str(error))
    finally:
        end_children()
    if args.name == "report" and code != publish.BUSY and not args.dry_run and args.reports:
        with contextlib.suppress(OSError):
            code = settle(args, code, failed)
    return code


def settle(args: argparse.Namespace, code: int, failed: bool) -> int:
    """Write the status after an attempt, tell the operator, and return the exit code."""
    before = publish.read_status(args.reports)
    status = publish.write_status(args.reports, code if failed else 0)
    notify(args.notify, find_events(before, status), status, args.reports)
    return code if failed else report.find_staleness(status, args) or code


if __name__ == "__main__":
    sys.exit(main())
