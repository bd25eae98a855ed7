"""The ready files for schedulers, each by its own checker where one installs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest

from helpers import __main__ as command
from helpers import paths
from helpers.command.settings import SETTINGS, fill_settings
from helpers.publish.parameters import PARAMETERS

FOLDER = paths.HELPERS / "schedules"
COMMAND = re.compile(r"-m helpers report(?: --config ([\w.\\/-]+\.toml))?")
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def run(*words: str, **named: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=60, **named)


def test_settings_are_those_that_exist() -> None:
    text = (FOLDER / "settings.toml").read_text(encoding="utf-8")
    spoken = re.sub(r"^# (\w+ = )", r"\1", text, flags=re.MULTILINE)
    told = tomllib.loads(spoken)
    assert told.pop("parameters").keys() <= PARAMETERS.keys()
    assert told.keys() <= SETTINGS.keys()
    assert told.keys() >= SETTINGS.keys() - {"quarantine"}
    args = command.read_arguments(["report", "--config", str(FOLDER / "settings.toml")])
    fill_settings(args, {})
    assert args.keep == 12


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda p: p.name)
def test_every_command_line_is_one_that_we_have(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for config in COMMAND.findall(text):
        assert not config or (paths.ROOT / config.replace("\\", "/")).is_file(), config
    for name in re.findall(r"HELPERS_([A-Z_]+)", text):
        assert name in {"CONFIG", "SET", "REPORTS", *(s.upper() for s in SETTINGS)}, name


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("fault", ["", "Nise=10\n"])
def test_systemd_units(fault: str, tmp_path: Path) -> None:
    for name in ("treaty-report.service", "treaty-report.timer"):
        text = (FOLDER / name).read_text(encoding="utf-8").replace("%h/treaty-coverage", "/usr")
        text = text.replace("/usr/.venv/bin/python", sys.executable)
        (tmp_path / name).write_text(text + fault, encoding="utf-8")
    units = [str(tmp_path / name) for name in ("treaty-report.service", "treaty-report.timer")]
    env = os.environ | {"XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)}
    done = run("systemd-analyze", "verify", "--user", *units, env=env)
    told = [line for line in done.stderr.splitlines() if str(tmp_path) in line]
    assert (done.returncode != 0 or bool(told)) == bool(fault), done.stderr


def test_crontab(tmp_path: Path) -> None:
    lines = (FOLDER / "crontab").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if not line.startswith("#")]
    *fields, work = line.split(None, 5)
    limits = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)]
    for value, (low, high) in zip(fields, limits, strict=True):
        assert value == "*" or low <= int(value) <= high
    assert "%" not in work  # cron would break the line there
    fake = tmp_path / "treaty-coverage" / ".venv" / "bin"
    fake.mkdir(parents=True)
    (fake / "python").write_text('#!/bin/sh\nprintf "%s\\n" "$PWD" "$@"\n', encoding="utf-8")
    (fake / "python").chmod(0o755)
    done = run("sh", "-c", work, env={"HOME": str(tmp_path), "PATH": os.environ["PATH"]})
    assert done.stdout.split()[:4] == [str(fake.parents[1]), "-m", "helpers", "report"]


@pytest.mark.parametrize("fault", ["", "nonsense: 1\n"])
def test_github_workflow(fault: str, tmp_path: Path) -> None:
    path = tmp_path / "report.yml"
    text = (FOLDER / "github-actions.yml").read_text(encoding="utf-8")
    path.write_text(text + fault, encoding="utf-8")
    schema = ["--builtin-schema", "vendor.github-workflows"]
    done = run(sys.executable, "-m", "check_jsonschema", *schema, str(path))
    assert (done.returncode != 0) == bool(fault), done.stdout


@pytest.mark.parametrize("fault", ["", "  sched: 1\n"])
def test_kubernetes_cronjob(fault: str, tmp_path: Path) -> None:
    path = tmp_path / "job.yaml"
    text = (FOLDER / "kubernetes-cronjob.yaml").read_text(encoding="utf-8")
    path.write_text(text + fault, encoding="utf-8")
    checker = Path(sys.executable).with_name("kubernetes-validate")
    done = run(str(checker), "--strict", str(path))
    assert (done.returncode != 0) == bool(fault), done.stdout + done.stderr


def test_windows_task() -> None:
    text = (FOLDER / "windows-task.xml").read_text(encoding="utf-8")
    # PowerShell reads the file as text and hands on UTF-16, which is what the first line says.
    root = ElementTree.fromstring(text.replace('encoding="UTF-16"', 'encoding="UTF-8"').encode())
    parts = [child.tag.removeprefix(TASK) for child in root]
    assert parts == ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]
    action = root.find(f"{TASK}Actions/{TASK}Exec")
    assert action.findtext(f"{TASK}Arguments").startswith("-m helpers report")
    assert root.find(f"{TASK}Triggers/{TASK}CalendarTrigger/{TASK}ScheduleByDay") is not None


def test_airflow_dag_is_python_and_names_its_task() -> None:
    source = (FOLDER / "airflow_dag.py").read_text(encoding="utf-8")
    compile(source, "airflow_dag.py", "exec")
    assert "-m helpers report" in source
    assert "skip_on_exit_code=UNCHANGED" in source


@pytest.mark.parametrize("event", ["edition", "failure", "recovery"])
def test_mail_hook(event: str, tmp_path: Path) -> None:
    (tmp_path / "mail").write_text('#!/bin/sh\nprintf "%s|" "$@"; cat\n', encoding="utf-8")
    (tmp_path / "mail").chmod(0o755)
    (tmp_path / "brief.txt").write_text("What is new\n", encoding="utf-8")
    env = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "HELPERS_REPORTS": str(tmp_path)}
    hook = str(FOLDER / "notify-mail.sh")
    done = run(hook, event, input='{"last_exit": 74}\n', env=env | {"REPORT_MAIL_TO": "a@b.org"})
    assert done.returncode == 0
    assert "a@b.org|" in done.stdout
    assert ("What is new" in done.stdout) == (event == "edition")
    assert ('"last_exit": 74' in done.stdout) == (event != "edition")
    assert "REPORT_MAIL_TO is not set" in run(hook, event, input="{}", env=env).stderr


def test_webhook_posts_event_and_status() -> None:
    got: list[dict] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    env = os.environ | {"REPORT_WEBHOOK": f"http://127.0.0.1:{server.server_port}/x"}
    hook = [sys.executable, str(FOLDER / "notify-webhook.py"), "failure"]
    done = run(*hook, input='{"edition": "x"}', env=env)
    thread.join()
    server.server_close()
    assert (done.returncode, done.stderr) == (0, "")
    assert got == [
        {"event": "failure", "text": "Treaty report: failure (x)", "status": {"edition": "x"}}
    ]
