"""The operator's hook: a command of theirs, called when an edition comes, a run fails or recovers.

It is called with the event as its last argument and ``status.json`` on its standard input::

    COMMAND edition | failure | recovery

``HELPERS_REPORTS`` holds the folder of the report, where ``brief.txt`` lies ready for mail.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from pathlib import Path

from ..publish import FAILURES
from .outcome import log

SECONDS = 60


def find_events(before: dict, after: dict) -> list[str]:
    """What there is to tell between two states of ``status.json``.

    >>> find_events({"failures_in_row": 2, "edition": "a"}, {"failures_in_row": 0, "edition": "b"})
    ['recovery', 'edition']
    """
    if after.get(FAILURES):
        return ["failure"]
    events = ["recovery"] if before.get(FAILURES) else []
    return [*events, "edition"] if after.get("edition") != before.get("edition") else events


def notify(command: str, events: list[str], status: dict, reports: Path) -> None:
    """Call the hook once an event; what it prints is the operator's, its failure is only logged."""
    for event in events if command else []:
        try:
            done = subprocess.run(
                [*shlex.split(command, posix=os.name != "nt"), event],
                input=json.dumps(status) + "\n",
                env=os.environ | {"HELPERS_REPORTS": str(reports.resolve())},
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
            )
            last = done.stderr.strip()[-200:]
            told = f"exit {done.returncode}: {last}" if done.returncode else ""
        except subprocess.TimeoutExpired:
            told = f"no end after {SECONDS} seconds"
        except (OSError, ValueError) as error:
            told = str(error)
        if told:
            log("warning", "notify", hook=command, told=event, message=f"{command}: {told}")
