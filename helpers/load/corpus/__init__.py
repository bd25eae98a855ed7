"""Corpora of any kind and size: the files below a study's ``corpus/``, article by article."""

from .aside import BAD, SetAside
from .language import has_model
from .read import NO_MODEL, list_inputs, name_reader, read_input
from .small import LARGE, list_days

__all__ = [
    "BAD",
    "LARGE",
    "NO_MODEL",
    "SetAside",
    "has_model",
    "list_days",
    "list_inputs",
    "name_reader",
    "read_input",
]
