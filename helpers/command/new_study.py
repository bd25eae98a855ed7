"""``new-study``: a folder under ``data/`` from texts, with all that they say of themselves."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from .. import paths
from ..publish.run import hold_lock
from .outcome import show_controls

if TYPE_CHECKING:
    from ..propose.study import Draft


def new_study(args: argparse.Namespace) -> int:
    """Write ``data/NAME`` with everything proposed that the texts tell, and say what there is."""
    from ..load import load_head, load_study
    from ..propose import study
    from ..tag.patterns import check_codebook
    from .corpus import is_large

    def check(folder: Path) -> None:
        load = load_head if is_large(folder) else load_study
        check_codebook(load(folder).codebook)

    study.check_name(args.new_name, paths.DATA)
    inputs = study.read_inputs([Path(name).expanduser() for name in args.sources])
    draft = study.draft_study(args.new_name, inputs)
    with hold_lock(paths.VAR):
        study.write_study(args.new_name, draft, paths.DATA, check)
    print(show_controls("\n".join(say_draft(args.new_name, draft, inputs.left_out))))
    return 0


def say_draft(name: str, draft: Draft, left_out: list[str]) -> list[str]:
    """What was written, what is proposed and what to do next, a line each."""
    rows = draft.rows
    outlets = Counter(row["outlet_basis"] for row in rows)
    days = Counter(row["published_basis"] for row in rows)
    kinds = Counter(entry.actor.kind for entry in draft.found.entries)
    lines = [f"data/{name}: {draft.articles} article{'s' if draft.articles != 1 else ''}"]
    if draft.copies:
        lines[0] += " read"
        lines += [f"  {path}: as it was, proposed from its first articles" for path in draft.copies]
    if rows:
        lines.append(f"  articles.csv: outlets {say_counts(outlets)}; days {say_counts(days)}")
    lines += [
        f"  codebook/actors.toml: {len(draft.found.entries)} proposed ({say_counts(kinds)})",
        f"  codebook/milestones.toml: {len(draft.milestones)} proposed",
        "  codebook/claims.toml: none, write your own",
    ]
    lines += [f"  left out: {name} (a folder, or of a kind that is not read)" for name in left_out]
    open_days = [row["doc_id"] for row in rows if not row["published"]]
    if open_days:
        lines.append(f"Without a day: {say_first(open_days)}")
    unnamed = [row["doc_id"] for row in rows if row["outlet_basis"] == "unknown"]
    if unnamed:
        together = "; they count as one outlet until they are named" if len(unnamed) > 1 else ""
        lines.append(f"Without an outlet: {say_first(unnamed)}{together}")
    command = f"  python -m helpers report --study {name} --reports var/{name}"
    if not draft.dated:
        lines.append("No article has a day, so the edition needs one: put it for YYYY-MM-DD below")
        command += """ --set 'edition_date="YYYY-MM-DD"'"""
    lines += [
        "Read what is proposed, correct it, and take out `proposed = true`; then",
        f"  python -m helpers check {name}",
        command,
    ]
    return lines


def say_first(names: list[str]) -> str:
    """
    >>> say_first(["a", "b", "c", "d"])
    'a, b, c and 1 more'
    """
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


def say_counts(counts: Counter[str]) -> str:
    """
    >>> say_counts(Counter(["stated", "stated", "unknown"]))
    '2 stated, 1 unknown'
    """
    return ", ".join(f"{number} {name}" for name, number in sorted(counts.items())) or "none"
