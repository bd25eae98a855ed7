"""On ``PYTHONPATH`` of a process this makes some words end the tagger, as a fault of it would."""

from __future__ import annotations

import os
import signal

from helpers import tag
from helpers.scale import guard

SECONDS = 2  # of an article
find_layer = tag.find_layer


def fall(text: str) -> None:
    """Do what the word in a text says."""
    if "qqexit" in text:
        os._exit(9)
    if "qqkill" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "qqraise" in text:
        raise KeyError("qqraise")
    if "qqhang" in text:
        while True:
            pass
    if "qqmemory" in text:
        bytearray(guard.ROOM * 4)


def find_or_fall(layer: str, document: object, *rest: object) -> tuple:
    """The tagger, but for those words."""
    if layer == "times":
        fall(document.text)
    return find_layer(layer, document, *rest)


def poison() -> None:
    """Make the words work in this process."""
    tag.find_layer = find_or_fall
    guard.SECONDS = SECONDS


if __name__ == "sitecustomize":  # at the start of Python, and not when tests are looked for
    poison()
