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


# A value that somebody may well write into the first cell, and what is to be told of it.
WRONG = [
    ("study = 'nope'", "study 'nope'", "Give a folder of data/ (russia-iran-treaty)"),
    ("study = 5", "study: 5", "Write the name of a folder"),
    ("start = '2024-13-01'", "start: '2024-13-01'", "write YYYY-MM-DD or leave it empty"),
    ("end = 2024", "end: 2024", "write YYYY-MM-DD or leave it empty"),
    ("start, end = '2025-01-02', '2025-01-01'", "2025-01-01", "exchange the two"),
    ("start, end = '1999-01-01', '1999-01-02'", "start 1999-01-01, end 1999-01-02", "study has"),
    ("outlets = 'Newsweek'", "outlets", 'write ["Newsweek"] instead of "Newsweek"'),
    ("outlets = ['Newsweek']", "outlets: unknown outlet ['Newsweek']", "choose of these"),
    ("outlets = 5", "outlets: 5", 'write it as ["Euromaidan Press"]'),
    ("quarantine = '0.1'", "quarantine is a share from 0 to 1, not '0.1'", "Write 0.0"),
    ("edition_date = '2001-01-01'", "future", "after edition_date 2001-01-01"),
    ("evidence = 'all'", "evidence: 'all'", 'write "passages" or "sentences"'),
    ("min_outlets = '2'", "min_outlets: '2'", "write 2"),
    ("min_outlets = 0", "min_outlets: 0", "write 1"),
]
USING = {"min_outlets": ("2_timeline", "3_coverage")}


@pytest.mark.slow
@pytest.mark.parametrize(("change", "told", "remedy"), WRONG, ids=[w[0] for w in WRONG])
def test_a_wrong_value_in_a_chapter_is_answered_in_a_line(
    shell: InteractiveShell, change: str, told: str, remedy: str
) -> None:
    """In the chapter itself, cell after cell until one says no."""
    for name in USING.get(change.split()[0], ("2_timeline",)):
        notebook = nbformat.read(paths.NOTEBOOKS / f"{name}.ipynb", as_version=4)
        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        assert "parameters" in cells[0].metadata.tags
        cells.insert(1, nbformat.v4.new_code_cell(change))
        lines: list[str] = []
        for cell in cells:
            error, lines = run(shell, cell.source)
            if error:
                break
        assert len(lines) == 1, lines
        assert told in lines[0] and remedy in lines[0]
        assert len(lines[0]) < 400


def test_a_study_without_a_corpus_is_told_where_it_is_listed(shell: InteractiveShell) -> None:
    _, lines = run(shell, "from helpers.scale import open_corpus\nopen_corpus(study)")
    assert len(lines) == 1
    assert "has no folder corpus/" in lines[0] and "notebooks/" in lines[0]


def test_a_corpus_that_was_not_read_is_told_how(shell: InteractiveShell, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "study.toml").write_text('title = "Rain"\n', encoding="utf-8")
    shell.user_ns["folder"] = tmp_path
    _, lines = run(shell, "from helpers.scale import open_corpus\nopen_corpus(folder)")
    assert len(lines) == 1
    assert "has not been read yet" in lines[0] and "python -m helpers tag" in lines[0]


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
