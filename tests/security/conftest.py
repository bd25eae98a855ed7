"""One report of hostile articles, published twice, in an environment that has something to hide."""

from __future__ import annotations

import getpass
import os
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers import paths
from tests.acceptance.conftest import checkout  # noqa: F401
from tests.security.payloads import HARMLESS, PAYLOADS, write_study

USER, SECRET = "zacharias-q", "s3cr3t-kz81fq"


@dataclass(frozen=True)
class Served:
    """A folder as a web server has it, and the words of its machine that may not be in it."""

    reports: Path
    private: dict[str, str]

    @property
    def edition(self) -> Path:
        return (self.reports / "latest").resolve()


@pytest.fixture(scope="session")
def served(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Served:  # noqa: F811
    """First an edition of one plain article, then one of every payload: the changes name them all.

    The user lets nobody read what they make.
    """
    folder = tmp_path_factory.mktemp("place")
    home = folder / "home" / USER
    home.mkdir(parents=True)
    env = os.environ | {
        "HOME": str(home),
        "USER": USER,
        "LOGNAME": USER,
        "API_TOKEN": SECRET,
        "PYTHONPATH": str(checkout),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
    }
    reports = folder / "reports"
    plain = write_study(folder / "one" / "study", ["Ferries stay in port"])
    hostile = write_study(folder / "two" / "study", PAYLOADS.values(), HARMLESS)
    for study in (plain, hostile):
        command = [sys.executable, "-m", "helpers", "report", "--reports", str(reports)]
        done = subprocess.run(
            [*command, "--study", str(study), "--missing-glyph", "name"],
            cwd=checkout, env=env, umask=0o077, capture_output=True, text=True, check=False,
            timeout=600,
        )  # fmt: skip
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    private = {
        "checkout": str(checkout),
        "repository": str(paths.ROOT),
        "home": str(home),
        "own home": str(Path.home()) if len(str(Path.home())) > 5 else str(home),
        "temporary folder": str(Path(tempfile.gettempdir()) / "pytest-"),
        "user": USER,
        "secret": SECRET,
        "Python": sys.executable,
        "prefix": sys.prefix,
        "packages": "site-packages",
        "host": socket.gethostname() if len(socket.gethostname()) > 5 else USER,
        "own user": getpass.getuser() if len(getpass.getuser()) > 5 else USER,
    }
    return Served(reports, private)
