"""Parameters checked against what the notebooks themselves declare.

papermill runs with an unknown name, turns ``007`` into 7 and ``no`` into a true string; a value
that is no plain JSON would enter the notebook as code. So nothing passes that the notebook's own
``parameters`` cell does not name with that type.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import get_args, get_origin

from nbformat import NotebookNode

TYPES = {"str": str, "int": int, "float": float, "bool": bool, "list": list, "dict": dict}


class ParameterError(ValueError):
    """Parameters that the notebooks do not take; the message lists all of them."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows in place of a traceback."""
        return [f"{type(self).__name__}: {self}"]


@dataclass(frozen=True)
class Parameter:
    """A name that a notebook declares, its type and its own value."""

    name: str
    type: object
    value: object


def read_parameters(notebook: NotebookNode, name: str = "notebook") -> dict[str, Parameter]:
    """What the cell tagged ``parameters`` declares.

    Raises:
        ParameterError: the cell is no list of plain typed values.
    """
    cells = [c for c in notebook.cells if "parameters" in c.get("metadata", {}).get("tags", [])]
    found: dict[str, Parameter] = {}
    for cell in cells:
        for statement in ast.parse(cell.source).body:
            parameter = read_statement(statement)
            if parameter is None:
                line = cell.source.splitlines()[statement.lineno - 1]
                raise ParameterError(f"{name}: {line!r} is no plain value with a type")
            found[parameter.name] = parameter
    return found


def read_statement(statement: ast.stmt) -> Parameter | None:
    """``name: type = value`` or ``name = value``, else None."""
    try:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            value = ast.literal_eval(statement.value) if statement.value else None
            return Parameter(statement.target.id, read_type(statement.annotation), value)
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            value = ast.literal_eval(statement.value)
            return Parameter(statement.targets[0].id, type(value), value)
    except (ValueError, KeyError):
        return None
    return None


def read_type(node: ast.expr) -> object:
    """``str``, ``list[str]``, ``dict[str, int]`` … as types."""
    if isinstance(node, ast.Name):
        return TYPES[node.id]
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return TYPES[node.value.id][tuple(read_type(each) for each in inner)]
    raise ValueError("not a type that JSON has")


def fits(value: object, kind: object) -> bool:
    """Whether a JSON value has a type; a bool is no number, an int may stand for a float.

    >>> fits(["BBC"], list[str]), fits(["BBC", 1], list[str]), fits(True, int), fits(1, float)
    (True, False, False, True)
    """
    origin, inner = get_origin(kind) or kind, get_args(kind)
    if origin is float:
        return type(value) in (int, float) and math.isfinite(value)
    if type(value) is not origin:
        return False
    if origin is list:
        return all(fits(each, inner[0]) if inner else is_json(each) for each in value)
    if origin is dict:
        return all(
            type(key) is str and (fits(each, inner[1]) if inner else is_json(each))
            for key, each in value.items()
        )
    return True


def is_json(value: object) -> bool:
    """Plain data only, all the way down."""
    return value is None or any(fits(value, kind) for kind in TYPES.values())


def say_type(kind: object) -> str:
    """A type as the notebook writes it."""
    return kind.__name__ if isinstance(kind, type) and not get_args(kind) else str(kind)


def check_parameters(
    given: dict[str, object], declared: Iterable[dict[str, Parameter]]
) -> None:
    """Every given name is declared by some notebook and fits its type in all that declare it.

    Raises:
        ParameterError: lists every problem with what is allowed.
    """
    notebooks = list(declared)
    known = {name: parameter for one in notebooks for name, parameter in one.items()}
    problems = []
    for name, value in given.items():
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            allowed = ", ".join(sorted(known)) or "none"
            problems.append(f"{name}: no notebook declares it{hint} (declared: {allowed})")
            continue
        kinds = {say_type(one[name].type): one[name].type for one in notebooks if name in one}
        for words, kind in kinds.items():
            if not fits(value, kind):
                problems.append(f"{name}: {value!r} is not {words}; give JSON of that type")
    if problems:
        raise ParameterError("\n".join(problems))
