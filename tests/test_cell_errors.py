"""What a notebook shows of our errors: the message and what to do, not sixty lines of traceback."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

from helpers import explore, paths
from helpers.load import StudyError
from helpers.load.problems import Problems
from helpers.publish.parameters import ParameterError as PublishParameterError
from helpers.render import NotebookError, run_notebooks
from helpers.render.parameters import ParameterError as RenderParameterError
from helpers.tables import SelectionError, tag_study

STUDY = paths.STUDY


@pytest.fixture
def shell() -> InteractiveShell:
    """IPython as a kernel has it, without history on disk."""
    made = InteractiveShell(colors="nocolor")
    made.history_manager.enabled = False
    made.user_ns |= {"tag_study": tag_study, "explore": explore, "study": STUDY}
    return made


def run(shell: InteractiveShell, code: str) -> tuple[BaseException | None, list[str]]:
    """The error of a cell and the lines that stand under it."""
    told: list[list[str]] = []
    shell._showtraceback = lambda kind, value, lines: told.append(lines)
    result = shell.run_cell(code, store_history=False, silent=False)
    return result.error_in_exec, "\n".join(told[0]).splitlines() if told else []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("tag_study('nowhere')", "there is no such folder. Give"),
        ("tag_study(study, '2024-13-01')", "write YYYY-MM-DD or leave it empty"),
        ("tag_study(study, 2024)", "write YYYY-MM-DD or leave it empty"),
        ("tag_study(study, '2025-01-02', '2025-01-01')", "before it begins"),
        ("tag_study(study, '1999-01-01', '1999-01-02')", "leave no article; the study has"),
        ("tag_study(study, outlets=['The Moon'])", "unknown outlet ['The Moon']; the study has"),
        ("tag_study(study, outlets='TASS')", 'write ["TASS"]'),
        ("tag_study(study, edition_date='2001-01-01')", "after edition_date 2001-01-01"),
        ("explore.make_controls(tag_study(study), claim='moon')", "is not there; there are "),
        ("explore.show_tags(tag_study(study), 'moon')", "choose one of 000_"),
    ],
)
def test_an_error_of_ours_is_one_line(shell: InteractiveShell, code: str, words: str) -> None:
    error, lines = run(shell, code)
    assert isinstance(error, (SelectionError, StudyError))
    assert len(lines) == 1
    assert lines[0].startswith(f"{type(error).__name__}: ")
    assert words in lines[0]


def test_any_other_error_keeps_its_traceback(shell: InteractiveShell) -> None:
    _, lines = run(shell, "tag_study(study).nothing")
    assert len(lines) > 5


@pytest.mark.parametrize("kind", [PublishParameterError, RenderParameterError])
def test_parameters_are_told_line_by_line(shell: InteractiveShell, kind: type) -> None:
    shell.user_ns["kind"] = kind
    _, lines = run(shell, r"raise kind('start: no day\nend: no day')")
    assert lines == ["ParameterError: start: no day", "end: no day"]


def test_very_many_problems_are_cut(shell: InteractiveShell) -> None:
    problems = Problems()
    for number in range(40):
        problems.add("articles.csv", f"line {number}", "it is wrong", "Correct it")
    shell.user_ns["problems"] = problems
    error, lines = run(shell, "problems.stop('study x')")
    assert len(str(error).splitlines()) == 41, "the message itself keeps all"
    assert len(lines) == 13
    assert "29 more lines" in lines[-1]


def test_very_many_articles_are_not_all_named(
    shell: InteractiveShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpers.tables.NAMED", 2)
    _, (line,) = run(shell, "tag_study(study, '1999-01-01', '1999-01-02')")
    assert line.count(" 20") == 2
    assert line.endswith("and 3 more")


@pytest.mark.slow
def test_a_run_fails_with_the_message_once(tmp_path: Path) -> None:
    """papermill has no traceback of these errors; the report's command still says what is wrong."""
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [
        nbformat.v4.new_code_cell('start: str = ""', metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(
            "from helpers.tables import tag_study\ntag_study('russia-iran-treaty', start)"
        ),
    ]
    path = tmp_path / "1_short.ipynb"
    nbformat.write(notebook, path)
    with pytest.raises(NotebookError) as failed:
        run_notebooks([path], tmp_path / "executed", {"start": "soon"})
    words = str(failed.value)
    assert re.match(r"1_short.ipynb, cell \d: SelectionError: start: 'soon' is no day", words)
    assert words.count("is no day") == 1
