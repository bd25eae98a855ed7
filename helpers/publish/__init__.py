"""Editions: what goes in, built aside, verified, swapped in whole, and said on the index page."""

from .edition import find_faults
from .index import write_status
from .inputs import Edition, plan_edition
from .parameters import ParameterError, check_parameters, find_newest, read_manifest
from .run import BUSY, PublishError, publish
from .shelf import list_editions, prune, read_latest

__all__ = [
    "BUSY",
    "Edition",
    "ParameterError",
    "PublishError",
    "check_parameters",
    "find_faults",
    "find_newest",
    "list_editions",
    "plan_edition",
    "prune",
    "publish",
    "read_latest",
    "read_manifest",
    "write_status",
]
