"""Exit codes for schedulers, and one line to stderr for what went wrong."""

from __future__ import annotations

import datetime as dt
import errno
import json
import re
import signal
import sys

from .. import publish
from ..signals import Stopped

# By name, since their modules take a second to load and most runs have nothing to do.
CODES = {
    "ArticleError": 2,
    "BusyError": 75,
    "CollectError": 2,
    "EngineError": 2,
    "NotebookError": 1,
    "ParameterError": 2,
    "PatternError": 65,
    "SelectionError": 2,
    "StoreError": 2,
    "StudyError": 65,
}
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG}
UNFIT, DIED, DENIED, BROKEN = 70, 71, 73, 74
# All but tab and line feed, and what turns other text round.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def find_code(error: BaseException) -> int:
    """Return the exit code that tells a scheduler what kind of failure it was."""
    if isinstance(error, Stopped):
        return 128 + error.number
    if isinstance(error, KeyboardInterrupt):
        return 128 + signal.SIGINT
    if isinstance(error, publish.PublishError):
        return error.code
    if getattr(error, "reason", "") == "died":
        return DIED
    for kind in type(error).__mro__:
        if kind.__name__ in CODES:
            return CODES[kind.__name__]
    if isinstance(error, OSError):
        return BROKEN if error.errno in FULL else DENIED
    return UNFIT


def log(level: str, event: str, **fields: object) -> None:
    """Write one line to stderr: plain text for a person, JSON for a machine."""
    if sys.stderr.isatty():
        print(show_controls(str(fields.get("message") or event)), file=sys.stderr)
        return
    now = f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    line = {"time": now, "level": level, "event": event, **fields}
    print(show_controls(json.dumps(line, ensure_ascii=False)), file=sys.stderr)


def show_controls(text: str) -> str:
    r"""Text whose controls do nothing to a terminal: they may be those of an article.

    >>> print(show_controls("a\x1b[2Jb"))
    a\u001b[2Jb
    """
    return CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
