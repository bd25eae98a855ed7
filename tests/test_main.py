"""The command line: exit codes, silence on success, one line of JSON when it fails."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import __main__ as command
from helpers import load, paths, publish
from helpers.tables import SelectionError


@pytest.fixture
def run(project: Path, fill: Callable, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run a command on the small project with a stub in place of kernels and renderer."""
    monkeypatch.setattr("helpers.command.report.fill", lambda _, *places: fill(*places))

    def call(*argv: str) -> int:
        return command.main(argv)

    return call


def failing(error: BaseException) -> Callable:
    def build(*_: object) -> None:
        raise error

    return build


def read_log(capsys: pytest.CaptureFixture[str]) -> dict:
    out, err = capsys.readouterr()
    assert out == ""
    return json.loads(err)


def read_status() -> dict:
    return json.loads((paths.REPORTS / "status.json").read_text(encoding="utf-8"))


def test_report_is_silent_and_idempotent(run: Callable, capsys: pytest.CaptureFixture) -> None:
    assert run("report") == 0
    assert run("report") == 0
    assert run("report", "--unchanged-exit", "9") == 9
    assert capsys.readouterr() == ("", "")
    assert read_status()["last_exit"] == 0
    assert read_status()["failures_in_row"] == 0


def test_settings_reach_the_edition(run: Callable) -> None:
    assert run("report", "--set", 'outlets=["The Herald"]', "--set", "min_outlets=2") == 0
    manifest = json.loads((paths.REPORTS / "latest/manifest.json").read_text(encoding="utf-8"))
    assert manifest["parameters"]["outlets"] == ["The Herald"]
    assert manifest["parameters"]["min_outlets"] == 2


def test_a_study_elsewhere_leaves_no_path(run: Callable, tmp_path: Path) -> None:
    elsewhere = tmp_path / "pact"
    paths.study_folder("pact").rename(elsewhere)
    assert run("report", "--study", str(elsewhere), "--quarantine", "0.5") == 0
    text = (paths.REPORTS / "latest/manifest.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    assert json.loads(text)["parameters"]["quarantine"] == 0.5


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["--study", "nope"], "there is no 'nope'; data/ has pact"),
        (["--set", "start=2024-10-01"], "not NAME=JSON"),
        (["--set", "start"], "not NAME=JSON"),
        (["--set", 'oulets=["x"]'], "is no parameter"),
        (["--set", 'outlets=["x"]'], "it has The Courier, The Herald"),
        (["--set", 'start="2030-01-01"'], "this selection is empty"),
        (["--quarantine", "2"], "quarantine is a share from 0 to 1, not 2.0"),
        (["--set", 'edition_date="2024-11-01"'], "future"),
    ],
)
def test_usage_is_2(
    argv: list[str], words: str, run: Callable, capsys: pytest.CaptureFixture
) -> None:
    assert run("report", *argv) == 2
    line = read_log(capsys)
    assert line["exit"] == 2
    assert words in line["message"]


@pytest.mark.parametrize(
    "argv", [[], ["reprot"], ["report", "--nope"], ["report", "--quarantine", "x"]]
)
def test_bad_command_line_is_2(argv: list[str], capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit) as caught:
        command.main(argv)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


class NotebookError(ValueError):
    """Stands for the renderer's, which is told by its name."""

    def __init__(self, reason: str) -> None:
        super().__init__("1_corpus.ipynb, cell 3: NameError\nlast lines")
        self.reason = reason


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotebookError("error"), 1),
        (NotebookError("timeout"), 1),
        (NotebookError("died"), 71),
        (SelectionError("empty"), 2),
        (load.StudyError("2 problems"), 65),
        (ValueError("rendering"), 70),
        (MemoryError(), 70),
        (publish.PublishError("unfit", 70), 70),
        (PermissionError(errno.EACCES, "no"), 73),
        (FileExistsError(errno.EEXIST, "no"), 73),
        (OSError(errno.ENOSPC, "full"), 74),
        (OSError(errno.EROFS, "read-only"), 74),
        (OSError(errno.EDQUOT, "quota"), 74),
        (KeyboardInterrupt(), 130),
        (command.Stopped(signal.SIGTERM), 143),
        (command.Stopped(signal.SIGHUP), 129),
    ],
)
def test_failure_has_its_code_and_leaves_the_last_report(
    error: BaseException,
    code: int,
    run: Callable,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
) -> None:
    run("report")
    latest = publish.read_latest(paths.REPORTS)
    monkeypatch.setattr("helpers.command.report.fill", failing(error))
    assert run("report", "--set", "min_outlets=2") == code
    line = read_log(capsys)
    assert (line["exit"], line["event"], line["level"]) == (code, "failed", "error")
    assert line["message"] == str(error)
    assert publish.read_latest(paths.REPORTS) == latest
    assert read_status()["last_exit"] == code
    assert run("verify") == 0


def test_another_run_is_75_and_leaves_the_status(
    run: Callable, capsys: pytest.CaptureFixture
) -> None:
    from helpers.publish.run import hold_lock

    with hold_lock(paths.VAR):
        assert run("report") == 75
    assert read_log(capsys)["exit"] == 75
    assert not paths.REPORTS.exists()


def refuse(number: int, _: object) -> None:
    raise AssertionError(f"signal {number} went past the run")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signal_ends_a_run_cleanly(
    number: signal.Signals, run: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(*_: object) -> None:
        os.kill(os.getpid(), number)
        time.sleep(5)

    monkeypatch.setattr("helpers.command.report.fill", build)
    before = signal.signal(number, refuse)  # under nohup it would be ignored
    try:
        assert run("report") == 128 + number
        assert signal.getsignal(number) == refuse
    finally:
        signal.signal(number, before)
    assert not list((paths.VAR / "build").iterdir())
    assert not (paths.REPORTS / "editions").exists()


def test_ignored_signal_stays_ignored(run: Callable, fill: Callable, monkeypatch) -> None:
    def build(_: object, *places: object) -> None:
        os.kill(os.getpid(), signal.SIGHUP)
        fill(*places)

    monkeypatch.setattr("helpers.command.report.fill", build)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert run("report") == 0
    finally:
        signal.signal(signal.SIGHUP, before)


def test_person_sees_plain_words(
    run: Callable, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert run("report", "--study", "nope") == 2
    assert capsys.readouterr().err == "study: there is no 'nope'; data/ has pact\n"


def test_verify_list_and_prune(run: Callable, capsys: pytest.CaptureFixture) -> None:
    run("report", "--set", "min_outlets=2")
    run("report")
    assert run("list") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert (first[:2], second[:2]) == ("* ", "  ")
    assert run("verify") == 0
    assert capsys.readouterr().out == "2 whole\n"
    (paths.REPORTS / "editions" / second.strip() / "report.pdf").write_bytes(b"%PDF")
    assert run("verify") == 70
    assert "report.pdf is not what was published" in capsys.readouterr().out
    assert run("prune", "--keep", "1") == 0
    assert capsys.readouterr().out == f"removed {second.strip()}\n"
    (paths.REPORTS / "latest").unlink()
    assert run("verify") == 70


def test_check_says_what_is_wrong(run: Callable, capsys: pytest.CaptureFixture) -> None:
    assert run("check", "pact") == 65
    assert "articles.csv" in read_log(capsys)["message"]


def test_check_passes_the_study_of_this_report(capsys: pytest.CaptureFixture) -> None:
    assert command.main(["check", paths.STUDY]) == 0
    assert "nothing wrong" in capsys.readouterr().out


def test_importing_the_command_loads_nothing_heavy() -> None:
    heavy = "{'pandas', 'numpy', 'nbconvert', 'papermill', 'matplotlib', 'helpers.tag'}"
    code = f"import sys, helpers.__main__; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
