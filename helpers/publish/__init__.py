"""Editions: what goes in, built aside, verified, swapped in whole, and said on the index page."""

from .changes import list_lines, read_record
from .compare import compare_editions
from .dry import say_plan
from .edition import find_faults
from .inputs import Edition, plan_edition
from .outside import drop_old
from .parameters import (
    PARAMETERS,
    ParameterError,
    check_parameters,
    find_newest,
    read_manifest,
)
from .run import BUSY, PublishError, hold_lock, publish
from .shelf import list_editions, prune, read_latest
from .status import FAILURES, read_status, write_status

__all__ = [
    "BUSY",
    "FAILURES",
    "PARAMETERS",
    "Edition",
    "ParameterError",
    "PublishError",
    "check_parameters",
    "compare_editions",
    "drop_old",
    "find_faults",
    "find_newest",
    "hold_lock",
    "list_editions",
    "list_lines",
    "plan_edition",
    "prune",
    "publish",
    "read_latest",
    "read_manifest",
    "read_record",
    "read_status",
    "say_plan",
    "write_status",
]
