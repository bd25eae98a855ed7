"""Settings, the dry run, the hook: what a scheduler and its operator hold in hand."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import __main__ as command
from helpers import paths, publish


@pytest.fixture
def run(project: Path, fill: Callable, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run a command on the small project with a stub in place of kernels and renderer."""
    monkeypatch.setattr("helpers.command.report.fill", lambda _, *places: fill(*places))
    for name in ("CONFIG", "SET", "KEEP", "REPORTS", "STUDY", "NOTIFY", "STALE_EXIT"):
        monkeypatch.delenv(f"HELPERS_{name}", raising=False)
    return lambda *argv: command.main(argv)


def read_parameters() -> dict:
    text = (paths.REPORTS / "latest/manifest.json").read_text(encoding="utf-8")
    return json.loads(text)["parameters"]


def read_failure(capsys: pytest.CaptureFixture[str]) -> str:
    return json.loads(capsys.readouterr().err)["message"]


def all_files(folder: Path) -> dict[Path, int]:
    return {p: p.stat().st_mtime_ns for p in folder.rglob("*")}


def test_dry_run_says_what_and_why_and_writes_nothing(
    run: Callable, project: Path, capsys: pytest.CaptureFixture
) -> None:
    before = all_files(project)
    assert run("report", "--dry-run") == 0
    first = capsys.readouterr().out
    assert first.startswith("would build 2025-01-16-")
    assert "there is no edition yet" in first
    assert all_files(project) == before
    run("report")
    before = all_files(project)
    assert run("report", "--dry-run", "--unchanged-exit", "9") == 9
    assert capsys.readouterr().out.startswith("nothing to do: 2025-01-16-")
    (project / "data" / "pact" / "articles" / "a.txt").write_text("Other words.", encoding="utf-8")
    (project / "data" / "pact" / "articles" / "c.txt").write_text("More.", encoding="utf-8")
    (project / "helpers" / "tag.py").unlink()
    assert run("report", "--dry-run", "--set", "min_outlets=2", "--unchanged-exit", "9") == 0
    told = capsys.readouterr().out.splitlines()
    assert "added: study/articles/c.txt" in told
    assert "changed: study/articles/a.txt" in told
    assert "removed: helpers/tag.py" in told
    assert "parameter min_outlets: 1 → 2" in told
    assert len(told) == 5
    assert not (paths.REPORTS / "editions" / told[0].split()[-1]).exists()


def test_dry_run_says_that_an_edition_is_broken_or_not_the_latest(
    run: Callable, capsys: pytest.CaptureFixture
) -> None:
    run("report")
    first = publish.read_latest(paths.REPORTS)
    run("report", "--set", "min_outlets=2")
    run("report", "--dry-run")
    assert capsys.readouterr().out.startswith(f"would make {first} the latest again")
    (paths.REPORTS / "latest" / "report.pdf").write_bytes(b"%PDF")
    run("report", "--dry-run", "--set", "min_outlets=2")
    assert "not as published" in capsys.readouterr().out


def test_command_line_before_environment_before_file(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "settings.toml"
    config.write_text(
        'study = "pact"\nquarantine = 0.5\n[parameters]\nmin_outlets = 2\nstart = 2024-10-01\n',
        encoding="utf-8",
    )
    assert run("report", "--config", str(config)) == 0
    assert read_parameters()["min_outlets"] == 2
    assert read_parameters()["quarantine"] == 0.5
    assert read_parameters()["start"] == "2024-10-01"
    monkeypatch.setenv("HELPERS_CONFIG", str(config))
    monkeypatch.setenv("HELPERS_SET", '{"min_outlets": 3}')
    monkeypatch.setenv("HELPERS_QUARANTINE", "0.25")
    assert run("report") == 0
    assert (read_parameters()["min_outlets"], read_parameters()["quarantine"]) == (3, 0.25)
    assert run("report", "--set", "min_outlets=4", "--quarantine", "0") == 0
    assert (read_parameters()["min_outlets"], read_parameters()["quarantine"]) == (4, 0)


def test_reports_folder_by_environment(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setenv("HELPERS_REPORTS", str(tmp_path / "elsewhere"))
    assert run("report") == 0
    assert (tmp_path / "elsewhere" / "latest").is_symlink()
    assert run("list") == 0
    assert capsys.readouterr().out.startswith("* 2025-01-16-")


def test_wrong_settings_are_said_all_at_once(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    config = tmp_path / "s.toml"
    config.write_text('keep = "many"\nstudie = "x"\nstale_exit = 1.5\n', encoding="utf-8")
    monkeypatch.setenv("HELPERS_SET", "[1]")
    monkeypatch.setenv("HELPERS_STALE_AFTER", "-1")
    assert run("report", "--config", str(config)) == 2
    told = read_failure(capsys)
    for words in ("keep is a whole number", "'studie' is no setting", "stale_exit is a whole",
                  "HELPERS_SET is a JSON object", "HELPERS_STALE_AFTER: stale_after is 0 or more"):
        assert words in told, words
    assert not paths.REPORTS.exists()


@pytest.mark.parametrize("content", [None, b"keep = \n", b"\xff"])
def test_settings_that_cannot_be_read(
    content: bytes | None, run: Callable, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    config = tmp_path / "s.toml"
    if content is not None:
        config.write_bytes(content)
    assert run("report", "--config", str(config)) == 2
    assert str(config) in read_failure(capsys)


HOOK = """
import json, os, pathlib, sys
status = json.load(sys.stdin)
brief = pathlib.Path(os.environ["HELPERS_REPORTS"], "brief.txt")
with open({0!r}, "a") as file:
    print(sys.argv[1], status["failures_in_row"], brief.is_file(), file=file)
"""


def test_hook_hears_of_editions_failures_and_recovery(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    script, told = tmp_path / "hook.py", tmp_path / "told"
    script.write_text(HOOK.format(str(told)), encoding="utf-8")
    hook = ("report", "--notify", f"{sys.executable} {script}")
    assert run(*hook) == 0
    assert run(*hook) == 0  # nothing new, nothing to tell
    assert run(*hook, "--set", "x=1") == 2
    assert run(*hook, "--set", "x=1") == 2
    assert run(*hook, "--set", "min_outlets=2") == 0
    assert told.read_text(encoding="utf-8").splitlines() == [
        "edition 0 True", "failure 1 True", "failure 2 True", "recovery 0 True", "edition 0 True",
    ]  # fmt: skip


@pytest.mark.parametrize("hook", ["/no/such/hook", "false", "'"])
def test_a_hook_that_fails_changes_nothing(
    hook: str, run: Callable, capsys: pytest.CaptureFixture
) -> None:
    assert run("report", "--notify", hook) == 0
    assert json.loads(capsys.readouterr().err)["event"] == "notify"


def test_a_hook_that_hangs_is_given_up(
    run: Callable, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr("helpers.command.notify.SECONDS", 0.2)
    assert run("report", "--notify", "sh -c 'sleep 30'") == 0
    assert "no end after 0.2 seconds" in read_failure(capsys)


def test_stale_exit(run: Callable) -> None:
    assert run("report", "--stale-exit", "8", "--stale-after", "100000") == 0
    assert run("report", "--stale-exit", "8", "--stale-after", "5") == 8
    assert run("report", "--stale-exit", "8", "--unchanged-exit", "9") == 8
    assert run("report", "--unchanged-exit", "9") == 9
    assert run("report", "--stale-exit", "8", "--set", "x=1") == 2


def test_changes_on_the_command_line(run: Callable, capsys: pytest.CaptureFixture) -> None:
    assert run("changes") == 2
    run("report")
    first = publish.read_latest(paths.REPORTS)
    run("report", "--set", "min_outlets=2")
    second = publish.read_latest(paths.REPORTS)
    capsys.readouterr()
    assert run("changes") == 0
    assert f"Compared with edition {first}." in capsys.readouterr().out
    assert run("changes", second, first) == 0
    assert f"Compared with edition {second}." in capsys.readouterr().out
    assert run("changes", "2020-01-01-00000000") == 2


def test_keep_spares_the_newest_of_each_month(run: Callable) -> None:
    days = ["2025-02-01", "2025-02-02", "2025-02-03", "2025-03-01", "2025-03-02"]
    for day in days:
        assert run("report", "--set", f'edition_date="{day}"') == 0
    assert run("report", "--set", 'edition_date="2025-03-02"', "--keep", "2") == 0
    kept = sorted(name[:10] for name in publish.list_editions(paths.REPORTS))
    assert kept == ["2025-02-03", "2025-03-01", "2025-03-02"]
    pages = {p.name[:10] for p in (paths.REPORTS / "changes").glob("*")}
    assert pages == set(kept)
    for page in ("index.html", "feed.xml"):  # nothing leads to what is gone
        text = (paths.REPORTS / page).read_text(encoding="utf-8")
        named = set(re.findall(r"(?:editions|changes)/(\d{4}-\d\d-\d\d-[0-9a-f]{8})", text))
        assert named
        assert named <= set(publish.list_editions(paths.REPORTS)), page
    assert run("prune", "--keep", "1", "--no-each-month") == 0
    assert [n[:10] for n in publish.list_editions(paths.REPORTS)] == ["2025-03-02"]


def test_a_reader_who_has_read_enough_is_no_failure(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    listing = [sys.executable, "-m", "helpers", "check", paths.STUDY]
    done = subprocess.run(
        listing, stdout=writing, stderr=subprocess.PIPE, cwd=paths.ROOT, check=False, timeout=60
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")
