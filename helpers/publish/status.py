"""``status.json``: what an operator watches from outside, written after every attempt."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from .edition import read_manifest
from .inputs import let_read, write_whole
from .shelf import edition_folder, read_latest

FAILURES = "failures_in_row"


def read_status(reports: Path) -> dict:
    """Return the last status, {} where there is none that can be read."""
    try:
        status = json.loads((reports / "status.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return status if isinstance(status, dict) else {}


def find_age(day: object, today: dt.date) -> int | None:
    """Return how many days ago a day was; None for what is none.

    >>> find_age("2025-01-17", dt.date(2025, 1, 20)), find_age("soon", dt.date(2025, 1, 20))
    (3, None)
    """
    try:
        return (today - dt.date.fromisoformat(str(day))).days
    except ValueError:
        return None


def write_status(reports: Path, code: int) -> dict:
    """Write ``status.json`` after an attempt, and return it.

    It is served, so it holds no message: those name paths.
    """
    before = read_status(reports)
    now = dt.datetime.now(dt.UTC)
    latest = read_latest(reports)
    manifest = read_manifest(edition_folder(reports, latest)) if latest else {}
    newest = manifest.get("newest_article") or None
    age = find_age(newest, now.date())
    failures = before.get(FAILURES)
    failures = failures if isinstance(failures, int) else 0
    status = {
        "last_attempt": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "last_exit": code,
        "last_success": f"{now:%Y-%m-%dT%H:%M:%SZ}" if code == 0 else before.get("last_success"),
        FAILURES: 0 if code == 0 else failures + 1,
        "edition": latest or None,
        "key": manifest.get("key"),
        "newest_article": newest,
        "newest_article_age_days": age,
    }
    with let_read():
        write_whole(reports / "status.json", json.dumps(status, indent=1) + "\n")
    return status
