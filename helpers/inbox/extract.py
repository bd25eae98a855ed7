"""A web page → headline, author, day and text of its article, under guard.

Each is read in a process of its own that is ended after ``SECONDS``.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from ..load import pages
from ..load.pages import read_charset as read_charset
from .dates import Clue, read_stamps
from .guard import RefusedError

SECONDS = 20
"""To read one page; the largest that a newspaper prints takes two, half to load the reader."""


@dataclass(frozen=True, slots=True)
class Page(pages.Page):
    """What a page says, with the day that follows from it."""

    @property
    def clue(self) -> Clue | None:
        """The day of publication in the page's metadata."""
        return read_stamps(self.stamps, "The page’s metadata")


def read_page(raw: bytes, url: str, charset: str = "", seconds: float = SECONDS) -> Page:
    """``extract_page`` in a process of its own, which has so many seconds.

    Raises:
        RefusedError: as ``extract_page``, or the page cannot be read in time.
    """
    head = json.dumps({"url": url, "charset": charset})
    root = str(Path(__file__).resolve().parents[2])
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", __name__, str(int(seconds) + 1)],
            input=head.encode() + b"\n" + raw,
            capture_output=True,
            timeout=seconds,
            env={**os.environ, "PYTHONPATH": root},
            check=False,
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise RefusedError(f"the page takes more than {seconds:g} seconds to read") from None
    except ValueError:
        raise RefusedError("the page makes its reader fail") from None
    if "refused" in answer:
        raise RefusedError(answer["refused"])
    return Page(**answer | {"stamps": tuple(answer["stamps"])})


@contextlib.contextmanager
def refusing() -> Iterator[None]:
    """Where a page has no article, that is a refusal here."""
    try:
        yield
    except pages.PageError as error:
        raise RefusedError(str(error)) from None


def decode_page(raw: bytes, charset: str = "") -> str:
    """``pages.decode_page``; a byte that does not fit is a reason to refuse the page."""
    with refusing():
        return pages.decode_page(raw, charset)


def extract_page(raw: bytes, url: str, charset: str = "") -> Page:
    """The article of a page.

    Raises:
        RefusedError: the page is too large, in no known encoding, or has no article.
    """
    with refusing():
        return Page(**asdict(pages.extract_page(raw, url, charset)))


def main() -> None:
    """Read one page from stdin, a line of JSON before it, and print what it says as JSON."""
    with contextlib.suppress(ImportError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]), int(sys.argv[1]) + 1))
    head, _, raw = sys.stdin.buffer.read().partition(b"\n")
    asked = json.loads(head)
    try:
        answer = asdict(extract_page(raw, asked["url"], asked["charset"]))
    except RefusedError as error:
        answer = {"refused": str(error)}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


if __name__ == "__main__":
    main()
