"""A proposal as text for a reader, as JSON for a program, and as values for the manifest."""

from __future__ import annotations

from collections.abc import Sequence

from .bounds import Bounds
from .clues import EDGE, FIRST, Clue, say_day
from .find import Proposal, single_day

SHOWN = 160
"""Characters of a sentence that are shown around a clue."""

FEW = 4
"""So many stretches of days are listed one by one."""


def as_row(proposal: Proposal) -> dict[str, str]:
    """The values proposed for ``articles.csv``; a day only when it is stated or alone is left.

    The bounds are those of the study where one was used; ``text_only_*`` never are.
    """
    used = proposal.study or proposal.text
    day = single_day(used)
    if used.conflict:
        day, earliest, latest = None, None, None
    else:
        earliest, latest = used.earliest, used.latest
    stated = any(clue.kind == "stated" for clue in used.earliest_clues + used.latest_clues)
    basis = "stated" if day and stated else "inferred" if earliest or latest else "unknown"
    alone = proposal.text
    clear = not alone.conflict
    return {
        "published": day.isoformat() if day else "",
        "published_earliest": earliest.isoformat() if earliest else "",
        "published_latest": latest.isoformat() if latest else "",
        "published_basis": basis,
        "published_evidence": say_evidence(proposal),
        "text_only_earliest": alone.earliest.isoformat() if alone.earliest and clear else "",
        "text_only_latest": alone.latest.isoformat() if alone.latest and clear else "",
    }


def say_evidence(proposal: Proposal) -> str:
    """One paragraph for ``published_evidence``: the text alone, then what the study adds."""
    parts = [say_bounds_evidence("The text alone", proposal.text)]
    if proposal.study is not None and proposal.study_clues:
        parts.append(say_bounds_evidence("With the study's milestones", proposal.study))
    return " ".join(parts)


def say_bounds_evidence(head: str, bounds: Bounds) -> str:
    """The clues that fix the bounds, or contradict each other, in one sentence."""
    if bounds.conflict:
        clues = "; ".join(f"“{clue.text}”: {clue.why}" for clue in bounds.conflict)
        return f"{head} contradicts itself: {clues}."
    clues = list(dict.fromkeys([*bounds.earliest_clues, *bounds.latest_clues]))
    if not clues:
        return f"{head} sets no bound."
    return f"{head}: " + "; ".join(f"“{clue.text}”: {clue.why}" for clue in clues) + "."


def say_bounds(bounds: Bounds) -> str:
    """Both days in words, "unknown" for an open side.

    >>> say_bounds(Bounds())
    'earliest unknown, latest unknown'
    """
    low = f"{bounds.earliest:%a} {say_day(bounds.earliest)}" if bounds.earliest else "unknown"
    high = f"{bounds.latest:%a} {say_day(bounds.latest)}" if bounds.latest else "unknown"
    return f"earliest {low}, latest {high}"


def say_windows(bounds: Bounds) -> str:
    """The stretches of allowed days where they have gaps; "" where they have none.

    >>> import datetime as dt
    >>> say_windows(Bounds(windows=((dt.date(2024, 1, 1), dt.date(2024, 2, 1)),)))
    ''
    """
    windows = [w for w in bounds.windows if w[0].year >= FIRST.year + EDGE] or list(bounds.windows)
    if len(bounds.windows) < 2:
        return ""
    shown = [f"{say_day(one)} to {say_day(two)}" for one, two in windows[:FEW]]
    if len(windows) <= FEW:
        return "only " + "; ".join(shown)
    if bounds.earliest is None:
        example = [w for w in windows if w[0].year in range(2000, 2100)][:1] or windows[:1]
        one, two = example[0]
        return f"only at some times of some years, such as {say_day(one)} to {say_day(two)}"
    return "only " + "; ".join(shown) + "; and so on"


def show_clue(clue: Clue) -> list[str]:
    """A clue in two lines: the words with their place, then the sentence they stand in."""
    sentence = " ".join(clue.sentence.split())
    if len(sentence) > SHOWN:
        at = max(0, sentence.find(" ".join(clue.text.split())) - SHOWN // 2)
        sentence = ("… " if at else "") + sentence[at : at + SHOWN] + " …"
    return [
        f"    “{clue.text}” ({clue.kind}, characters {clue.start}–{clue.end}): {clue.why}",
        f"        {sentence}",
    ]


def show_bounds(bounds: Bounds, clues: Sequence[Clue]) -> list[str]:
    """The bounds with the clues that fix each side, or those that contradict each other."""
    if bounds.conflict:
        lines = [f"  {say_bounds(bounds)}", "  Contradiction: these cannot all hold."]
        for clue in bounds.conflict:
            lines += show_clue(clue)
        return lines
    lines = [f"  {say_bounds(bounds)}"]
    if extra := say_windows(bounds):
        lines.append(f"  {extra}")
    for name, fixing in (("Earliest", bounds.earliest_clues), ("Latest", bounds.latest_clues)):
        lines.append(f"  {name}: " + ("rests on" if fixing else "nothing in it says"))
        for clue in fixing:
            lines += show_clue(clue)
    others = [c for c in clues if c not in bounds.earliest_clues + bounds.latest_clues]
    if others:
        lines.append("  Also read: " + "; ".join(f"“{c.text}” ({c.kind})" for c in others[:12]))
    return lines


def as_text(proposal: Proposal, name: str) -> str:
    """The whole proposal for a reader."""
    lines = [f"{name}: when was it published?", "", "From its text alone"]
    lines += show_bounds(proposal.text, proposal.text_clues)
    if proposal.study is not None:
        lines += ["", "With the study's milestones as well"]
        if proposal.study_clues:
            lines += show_bounds(proposal.study, proposal.study_clues)
        else:
            lines += ["  No milestone is told in it: as above."]
    lines += ["", "Proposed for articles.csv (a proposal: nothing has been written)"]
    if proposal.study is not None:
        lines.append("  published* with the milestones, text_only* without them")
    lines += [f"  {key} = {value}" for key, value in as_row(proposal).items()]
    return "\n".join(lines)


def as_json(proposal: Proposal, name: str) -> dict[str, object]:
    """The same for a program; days in ISO form, null where a side is open."""
    study = None
    if proposal.study is not None:
        study = list_bounds(proposal.study, proposal.study_clues)
    return {
        "article": name,
        "text_only": list_bounds(proposal.text, proposal.text_clues),
        "with_milestones": study,
        "row": as_row(proposal),
    }


def list_bounds(bounds: Bounds, clues: Sequence[Clue]) -> dict[str, object]:
    windows = bounds.windows if len(bounds.windows) <= FEW else ()
    return {
        "earliest": bounds.earliest.isoformat() if bounds.earliest else None,
        "latest": bounds.latest.isoformat() if bounds.latest else None,
        "windows": [[one.isoformat(), two.isoformat()] for one, two in windows],
        "contradiction": [list_clue(clue) for clue in bounds.conflict],
        "earliest_evidence": [list_clue(clue) for clue in bounds.earliest_clues],
        "latest_evidence": [list_clue(clue) for clue in bounds.latest_clues],
        "clues": [list_clue(clue) for clue in clues],
    }


def list_clue(clue: Clue) -> dict[str, object]:
    return {
        "kind": clue.kind,
        "text": clue.text,
        "start": clue.start,
        "end": clue.end,
        "sentence": clue.sentence,
        "why": clue.why,
    }
