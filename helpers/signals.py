"""The signals that end a program, turned into an exception so that cleaning up still happens."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator
from typing import NoReturn


class Stopped(BaseException):
    """A signal asked for the end; not an Exception, so that nothing on the way swallows it."""

    def __init__(self, number: int) -> None:
        super().__init__(f"stopped by {signal.Signals(number).name}")
        self.number = number


@contextlib.contextmanager
def watching_signals() -> Iterator[None]:
    """Turn the signals that end a program into ``Stopped``, so that cleaning up still happens.

    One that the caller has us ignore (``nohup``) stays ignored.
    """

    def stop(number: int, _: object) -> NoReturn:
        for name in watched:
            signal.signal(name, signal.SIG_IGN)
        raise Stopped(number)

    known = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    watched = [number for number in known if signal.getsignal(number) != signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in watched}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def end_children() -> None:
    """End the kernels that a run leaves alive when it is stopped between two cells."""
    if "jupyter_client" not in sys.modules:
        return
    import psutil

    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            child.kill()
