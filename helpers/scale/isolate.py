"""A shard that ends whatever process tags it: which of its articles does that.

Halves are tried in processes that are used once, until single articles are left; one that ends
three processes of its own in a row is the one, and is set aside.  The rest of the shard is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from helpers.scale.engines import DEATHS, DIED
from helpers.scale.engines.processes import run_alone
from helpers.scale.intake import Intake, give_up_unit, read_unit
from helpers.scale.work import (
    Poison,
    Shard,
    open_documents,
    place_quarantine,
    read_quarantine,
    tag_shard,
    try_articles,
    write_quarantine,
)

ENDED = "it ended the process that tagged it"


class PoisonError(RuntimeError):
    """A shard ends every process, though none of its articles does."""


def settle_unit(job: Intake) -> None:
    """Read a unit whose reading ended three processes, or set it aside."""
    for _ in range(DEATHS):
        if run_alone(read_unit, job) is not DIED:
            return
    give_up_unit(job)


def settle_shard(job: Shard) -> None:
    """Tag a shard whose tagging ended three processes, without the articles that do so."""
    if run_alone(tag_shard, job) is not DIED:
        return
    poison = read_quarantine(place_quarantine(job))
    poison |= find_poison(job, [n for n in open_documents(job) if n not in poison])
    if poison:
        write_quarantine(job, poison)
    for _ in range(DEATHS):
        if run_alone(tag_shard, job) is not DIED:
            return
    raise PoisonError(f"shard {job.name} ends what tags it, and none of its articles does")


def find_poison(job: Shard, positions: Sequence[int]) -> Poison:
    """Which of these articles end the process that tags them, or are over their limits in it."""
    alone = len(positions) == 1
    for _ in range(DEATHS if alone else 1):
        told = run_alone(try_articles, job, positions)
        if told is not DIED:
            return told
    if alone:
        return {positions[0]: ENDED}
    half = len(positions) // 2
    return find_poison(job, positions[:half]) | find_poison(job, positions[half:])
