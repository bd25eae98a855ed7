"""Corpora of any kind and size: the files below a study's ``corpus/``, article by article."""

from .aside import SetAside
from .language import has_model
from .read import list_inputs, name_reader, read_input

__all__ = ["SetAside", "has_model", "list_inputs", "name_reader", "read_input"]
