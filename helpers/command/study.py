"""What an analyst asks of a study and of an article."""

from __future__ import annotations

import argparse
import json

from .. import paths
from .corpus import is_large
from .outcome import show_controls
from .parameters import find_study


def check(args: argparse.Namespace) -> int:
    """Say all that is wrong with a study, or how many articles it has."""
    from .. import load
    from ..tag.patterns import check_codebook

    folder = paths.study_folder(args.study)
    large = is_large(folder)
    study = load.load_head(folder) if large else load.load_study(folder)
    check_codebook(study.codebook)
    number = len(study.documents)
    aside = f", {len(study.quarantined):,} set aside" if study.quarantined else ""
    articles = f"{number} article{'s' if number != 1 else ''}{aside}, nothing wrong"
    if large:
        articles = "nothing wrong but for corpus/, which `tag` and `report` read and tell of"
    print(f"{study.name}: {articles}")
    proposed = load.count_proposed(study.codebook)
    if proposed:
        parts = ", ".join(f"{some} of {count} {part}" for part, (some, count) in proposed.items())
        print(
            f"note: only proposed and not yet reviewed in the codebook: {parts}. "
            "Correct them, and take out `proposed = true`."
        )
    return 0


def propose_date(args: argparse.Namespace) -> int:
    """Print between which days an article may have been published, and write nothing."""
    from .. import propose

    study = find_study(args.study or paths.STUDY)
    name, text, codebook = propose.read_article(args.article, study, asked=bool(args.study))
    proposal = propose.propose_dates(text, codebook)
    if args.json:
        print(json.dumps(propose.as_json(proposal, name), ensure_ascii=False, indent=1))
    else:
        print(show_controls(propose.as_text(proposal, name)))
    return 0


def collect(args: argparse.Namespace) -> int:
    """Propose new articles from feeds and a folder, and take in those that are accepted."""
    from ..inbox import command
    from ..publish.run import hold_lock

    study = find_study(args.study or paths.STUDY)
    return command.run(args, study, paths.VAR, paths.DATA, hold_lock)
