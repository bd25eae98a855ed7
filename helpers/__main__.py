"""The command line: ``python -m helpers report`` and what an operator asks of its editions.

Exit codes: 0 published or nothing to do, 1 a notebook cell failed, 2 usage or an empty selection,
65 bad data, 70 rendering or verifying failed, 71 the kernel died, 73 cannot create the output,
74 disk full or read-only, 75 another run holds the lock, 128 + n stopped by signal n.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import errno
import json
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import paths, publish
from .signals import Stopped, end_children, watching_signals

# By name, since their modules take a second to load and most runs have nothing to do.
CODES = {
    "ArticleError": 2,
    "NotebookError": 1,
    "ParameterError": 2,
    "PatternError": 65,
    "SelectionError": 2,
    "StudyError": 65,
}
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG}
UNFIT, DIED, DENIED, BROKEN = 70, 71, 73, 74


def find_code(error: BaseException) -> int:
    """Return the exit code that tells a scheduler what kind of failure it was."""
    if isinstance(error, Stopped):
        return 128 + error.number
    if isinstance(error, KeyboardInterrupt):
        return 128 + signal.SIGINT
    if isinstance(error, publish.PublishError):
        return error.code
    if getattr(error, "reason", "") == "died":
        return DIED
    for kind in type(error).__mro__:
        if kind.__name__ in CODES:
            return CODES[kind.__name__]
    if isinstance(error, OSError):
        return BROKEN if error.errno in FULL else DENIED
    return UNFIT


def log(level: str, event: str, **fields: object) -> None:
    """Write one line to stderr: plain text for a person, JSON for a machine."""
    if sys.stderr.isatty():
        print(fields.get("message") or event, file=sys.stderr)
        return
    now = f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    line = {"time": now, "level": level, "event": event, **fields}
    print(json.dumps(line, ensure_ascii=False), file=sys.stderr)


def plan(args: argparse.Namespace) -> publish.Edition:
    """Check the parameters and name the edition that they and the inputs make.

    Raises:
        publish.ParameterError: something on the command line cannot be right.
    """
    given = dict(read_setting(text) for text in args.set)
    if args.study:
        given["study"] = args.study
    if args.quarantine is not None:
        given["quarantine"] = args.quarantine
    study = find_study(str(given.get("study", paths.STUDY)))
    rows = publish.read_manifest(study)
    values = publish.check_parameters(given | {"study": study.name}, rows)
    chapters = paths.chapters()
    newest = publish.find_newest(values, rows)
    return publish.plan_edition(study, chapters, values, paths.VAR, newest)


def find_study(name: str) -> Path:
    """Return the folder of a study by its name or path; a ParameterError lists those there are."""
    study = paths.study_folder(name)
    if not study.is_dir():
        known = ", ".join(sorted(p.parent.name for p in paths.DATA.glob("*/study.toml")))
        raise publish.ParameterError(f"study: there is no {name!r}; data/ has {known}")
    return study


def read_setting(text: str) -> tuple[str, object]:
    """Read one ``--set``.

    >>> read_setting('outlets=["TASS"]')
    ('outlets', ['TASS'])
    """
    name, sign, value = text.partition("=")
    try:
        return name.strip(), json.loads(value if sign else "")
    except json.JSONDecodeError:
        hint = """a text stands in two pairs of quotes: --set 'start="2024-10-01"'"""
        raise publish.ParameterError(f"--set {text}: not NAME=JSON; {hint}") from None


def fill(edition: publish.Edition, head: dict, folder: Path, executed: Path) -> None:
    """Fill an empty folder with the whole report: pages, book, data and exports."""
    from . import render

    values = edition.parameters
    share = float(str(values["quarantine"]))
    with render.open_kernels(edition.notebooks[0].parent) as kernels:
        # Loaded while the kernels start, as pandas and papermill are.
        from . import load
        from .tag.patterns import check_codebook

        study = load.load_study(edition.study, share)
        head |= {"title": study.title, "subtitle": study.subtitle}
        check_codebook(study.codebook, "codebook", deep=False)
        for row in study.quarantined:
            log("warning", "quarantined", **row)
        asked = values | {"study": str(edition.study)}
        tty = sys.stderr.isatty()
        done = render.run_notebooks(
            list(edition.notebooks), executed, asked, progress=tty, kernels=kernels
        )
    # The book is compiled outside Python's lock, so the exports take the other core meanwhile.
    with ThreadPoolExecutor(1) as pool:
        exported = pool.submit(write_exports, edition, folder)
        render.render_edition(done, folder, head)
        exported.result()


def write_exports(edition: publish.Edition, folder: Path) -> None:
    """Write the tables and the timeline of an edition in the forms that other programs read."""
    from . import export, tables
    from .analyse import coverage, evidence, timeline

    values = edition.parameters
    tagged = tables.tag_study(
        edition.study,
        values["start"],
        values["end"],
        values["outlets"],
        quarantine=float(str(values["quarantine"])),
    )
    passages = evidence.choose_passages(
        tagged, coverage.list_compared(tagged), str(values["evidence"])
    )
    reports = timeline.group_reports(tagged)
    export.write_exports(
        tagged,
        folder / "exports",
        export.limit_words(passages),
        timeline.count_events(reports, tagged.milestones),
        reports,
        str(values["edition_date"]),
    )


def report(args: argparse.Namespace) -> int:
    """Publish the edition that the inputs make, unless it is the latest already."""
    edition = plan(args)

    def build(head: dict, folder: Path, executed: Path) -> None:
        fill(edition, head, folder, executed)

    built = publish.publish(edition, build, args.reports, paths.VAR, args.force)
    return 0 if built else args.unchanged_exit


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


def drop(args: argparse.Namespace) -> int:
    """Remove all but the newest editions."""
    for name in publish.prune(args.reports, args.keep):
        print(f"removed {name}")
    return 0


def check(args: argparse.Namespace) -> int:
    """Say all that is wrong with a study, or how many articles it has."""
    from . import load
    from .tag.patterns import check_codebook

    study = load.load_study(paths.study_folder(args.study))
    check_codebook(study.codebook)
    print(f"{study.name}: {len(study.documents)} articles, nothing wrong")
    return 0


def propose_date(args: argparse.Namespace) -> int:
    """Print between which days an article may have been published, and write nothing."""
    from . import propose

    study = find_study(args.study or paths.STUDY)
    name, text, codebook = propose.read_article(args.article, study, asked=bool(args.study))
    proposal = propose.propose_dates(text, codebook)
    if args.json:
        print(json.dumps(propose.as_json(proposal, name), ensure_ascii=False, indent=1))
    else:
        print(propose.as_text(proposal, name))
    return 0


def read_arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line; a fault in it ends the program with 2."""
    parser = argparse.ArgumentParser(prog="python -m helpers", description=__doc__.split("\n\n")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, told: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=told, description=told)
        sub.set_defaults(run=run, name=name)
        if name not in ("check", "date"):
            sub.add_argument("--reports", type=Path, default=paths.REPORTS, metavar="DIR")
        return sub

    sub = command("report", report, "make the report, unless nothing has changed")
    sub.add_argument("--study", default="", help="a name under data/, or the path of a folder")
    sub.add_argument("--set", action="append", default=[], metavar="NAME=JSON")
    sub.add_argument("--quarantine", type=float, metavar="SHARE")
    sub.add_argument("--force", action="store_true", help="build even if nothing has changed")
    sub.add_argument("--unchanged-exit", type=int, default=0, metavar="N")
    command("verify", verify, "check every edition's hashes")
    command("list", show_list, "list the editions")
    command("prune", drop, "remove old editions").add_argument("--keep", type=int, required=True)
    command("check", check, "check a study and say all that is wrong").add_argument("study")
    sub = command("date", propose_date, "propose the days on which an article was published")
    sub.add_argument("article", help="a text file anywhere, or a doc_id of the study")
    sub.add_argument("--study", default="", help="use its milestones as well, printed apart")
    sub.add_argument("--json", action="store_true", help="print it for a program")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    args = read_arguments(argv)
    code = UNFIT
    try:
        with watching_signals():
            code = args.run(args)
            failed = False
    except (Exception, KeyboardInterrupt, Stopped) as error:
        code, failed = find_code(error), True
        log("error", "failed", exit=code, kind=type(error).__name__, message=str(error))
    finally:
        end_children()
    if args.name == "report" and code != publish.BUSY:
        with contextlib.suppress(OSError):
            publish.write_status(args.reports, code if failed else 0)
    return code


if __name__ == "__main__":
    sys.exit(main())
