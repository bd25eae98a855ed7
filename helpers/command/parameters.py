"""From what was given on the command line to the edition that it names."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from .. import paths, publish
from .corpus import is_large, read_corpus


def plan(args: argparse.Namespace) -> publish.Edition:
    """Check the parameters and name the edition that they and the inputs make.

    Raises:
        publish.ParameterError: something on the command line cannot be right.
    """
    given = args.given | dict(read_setting(text) for text in args.set)
    if args.study:
        given["study"] = args.study
    if args.quarantine is not None:
        given["quarantine"] = args.quarantine
    if args.missing_glyph:
        given["missing_glyph"] = args.missing_glyph
    study = find_study(str(given.get("study", paths.STUDY)))
    large = is_large(study)
    rows = list_days(study, args, given) if large else read_days(study)
    values = publish.check_parameters(given | {"study": study.name}, rows)
    if values["missing_glyph"] == "error":
        del values["missing_glyph"]  # nothing of such an edition differs by it
    chapters = paths.chapters(large)
    newest = publish.find_newest(values, rows)
    cache = None if args.dry_run else paths.VAR / "hashes.json"
    return publish.plan_edition(study, chapters, values, cache, newest)


def list_days(study: Path, args: argparse.Namespace, given: dict) -> list[dict[str, str]]:
    """The outlets of a large corpus with their days; the corpus is read and tagged for it."""
    from .. import scale

    share = given.get("quarantine", publish.PARAMETERS["quarantine"])
    allowed = float(share) if isinstance(share, (int, float)) else 0.0  # else it is told later
    return scale.list_days(read_corpus(study, args, allowed))


def read_days(study: Path) -> list[dict[str, str]]:
    """Return outlets and days of the articles that a study lists one by one."""
    rows = publish.read_manifest(study)
    if not (study / "corpus").is_dir():
        return rows
    from ..load import corpus

    return rows + list(corpus.list_days(study))


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
    except (ValueError, RecursionError):
        hint = """a text stands in two pairs of quotes: --set 'start="2024-10-01"'"""
        raise publish.ParameterError(f"--set {text[:200]}: not NAME=JSON; {hint}") from None
