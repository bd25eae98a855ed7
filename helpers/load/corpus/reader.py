"""Pages read in another process, one after the other: it ends itself at one that takes too long.

Loading the reader takes as long as some hundred pages, so the process stays for the next ones.  It
ends when whoever asks does, since its input ends then; each process has one of its own.
"""

from __future__ import annotations

import atexit
import contextlib
import faulthandler
import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path

from ..pages import Page, PageError, extract_page
from . import limits

_lock = threading.Lock()
_running: dict[int, subprocess.Popen] = {}  # by the process that asks: a fork shares no reader


def read_page(
    raw: bytes, url: str, charset: str = "", seconds: float = limits.PAGE_SECONDS
) -> Page:
    """``extract_page`` in a process that has so many seconds for it.

    Raises:
        PageError: as ``extract_page``, or the page cannot be read in time.
    """
    if len(raw) > limits.LARGEST_PAGE:
        most = f"more than the {limits.LARGEST_PAGE:,} that a page may have"
        raise PageError(f"{len(raw):,} bytes are {most}")
    head = {"url": url, "charset": charset, "size": len(raw), "seconds": seconds}
    with _lock:
        line = _ask(json.dumps(head).encode("ascii") + b"\n" + raw)
    if not line:
        raise PageError(f"its reader fails, or takes more than {seconds:g} seconds")
    answer = json.loads(line)
    if "refused" in answer:
        raise PageError(answer["refused"])
    return Page(**answer | {"stamps": tuple(answer["stamps"])})


def _ask(question: bytes) -> bytes:
    """The answer to one question, nothing where the reader ended over it."""
    process = _running.get(os.getpid())
    if process is None or process.poll() is not None:
        process = _running[os.getpid()] = _start()
    try:
        process.stdin.write(question)  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
        line = process.stdout.readline()  # type: ignore[union-attr]
    except OSError:
        line = b""
    if not line:
        end_reader()
    return line


def _start() -> subprocess.Popen:
    root = str(Path(__file__).resolve().parents[3])
    return subprocess.Popen(
        [sys.executable, "-P", "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": root},
    )


@atexit.register
def end_reader() -> None:
    """End the process that reads pages, if there is one."""
    process = _running.pop(os.getpid(), None)
    if process:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]


def main() -> None:
    """Answer questions from stdin, each a line of JSON and a page, with a line of JSON."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a library that prints spoils no answer
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        while line := sys.stdin.buffer.readline():
            asked = json.loads(line)
            raw = sys.stdin.buffer.read(asked["size"])
            faulthandler.dump_traceback_later(asked["seconds"], exit=True, file=nowhere)
            answer = _answer(raw, asked)
            faulthandler.cancel_dump_traceback_later()
            answers.write(json.dumps(answer).encode("ascii") + b"\n")
            answers.flush()


def _answer(raw: bytes, asked: dict) -> dict:
    try:
        return asdict(extract_page(raw, asked["url"], asked["charset"]))
    except PageError as error:
        return {"refused": str(error)}
    except (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError,
            TypeError, ValueError) as error:  # fmt: skip
        return {"refused": f"the page makes its reader fail ({type(error).__name__})"}


if __name__ == "__main__":
    main()
