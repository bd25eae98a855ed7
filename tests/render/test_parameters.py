"""Parameters against what notebooks declare."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers.render import ParameterError, check_parameters, read_parameters

SOURCE = """study: str = "pact"  # a folder
outlets: list[str] = []  # all
min_outlets: int = 1
share: float = 0.5
labels: dict[str, int] = {}
quick = False
"""


def declare(source: str = SOURCE):
    cell = new_code_cell(source, metadata={"tags": ["parameters"]})
    return read_parameters(new_notebook(cells=[new_code_cell("other: int = 1"), cell]), "n.ipynb")


def test_names_types_and_values_are_read() -> None:
    declared = declare()
    assert list(declared) == ["study", "outlets", "min_outlets", "share", "labels", "quick"]
    assert declared["outlets"].type == list[str]
    assert declared["min_outlets"].value == 1
    assert declared["quick"].type is bool


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("study", "007"),
        ("outlets", ["BBC", "Reuters"]),
        ("min_outlets", 3),
        ("share", 1),
        ("labels", {"a": 1}),
        ("quick", True),
    ],
)
def test_fitting_values_pass(name: str, value: object) -> None:
    check_parameters({name: value}, [declare()])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("study", 7),
        ("study", None),
        ("outlets", ("BBC",)),
        ("outlets", [1]),
        ("outlets", "BBC"),
        ("min_outlets", True),
        ("min_outlets", "1"),
        ("min_outlets", 1.0),
        ("share", float("nan")),
        ("labels", {1: 1}),
        ("labels", {"a": "x"}),
        ("quick", "no"),
        ("quick", 1),
    ],
)
def test_others_do_not(name: str, value: object) -> None:
    with pytest.raises(ParameterError, match=name):
        check_parameters({name: value}, [declare()])


def test_all_problems_stand_in_one_message() -> None:
    with pytest.raises(ParameterError) as caught:
        check_parameters({"studi": "x", "import os": 1, "quick": "no"}, [declare()])
    words = str(caught.value)
    assert "did you mean study?" in words
    assert "import os" in words
    assert "'no' is not bool" in words


def test_a_notebook_without_parameters_takes_none() -> None:
    assert read_parameters(new_notebook()) == {}
    with pytest.raises(ParameterError, match="declared: none"):
        check_parameters({"x": 1}, [{}])


@pytest.mark.parametrize("line", ["x: set = 1", "x = print()", "import os", "x: int = f()"])
def test_a_declaration_is_a_plain_typed_value(line: str) -> None:
    with pytest.raises(ParameterError, match=r"n\.ipynb"):
        declare(line)
